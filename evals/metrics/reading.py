"""How well is a brief read: nothing in a field that is not its own, and as much as can be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.drafting.kinds import Kind
from assistant.drafting.reading_texts import is_only_told
from assistant.drafting.types import Draft, Fact
from assistant.drafting.unplaced import UNPLACED

Labels = Sequence[tuple[str, str]]
Homes = Sequence[tuple[str, Sequence[str]]]  # clauses of a brief, each with the blocks it fits
# what the draft has no field for, or need not say
ELSEWHERE = ("other_",)


def misread(
    facts: Iterable[Fact], labels: Labels, brief: str, kind: Kind
) -> list[tuple[str, bool]]:
    """The fields that the brief filled, and whether what stands in them is something else.

    Something else is what was labelled with none of the roles that the field may have, or was not
    labelled at all. A choice and a field that names no role say nothing of it and are left out.
    """
    places = [(role, at, at + len(words)) for role, words in labels
              if (at := brief.find(words)) >= 0]  # fmt: skip
    found = []
    for fact in facts:
        spec = kind.fields[fact.name]
        own = {*spec.filled_by, *spec.may_be}
        at = brief.find(fact.value, max(fact.start, 0))
        at = brief.find(fact.value) if at < 0 else at
        if fact.source != "brief" or spec.type == "choice" or not own or at < 0:
            continue
        end = at + len(fact.value)
        roles = {role for role, start, stop in places if start < end and at < stop}
        found.append((fact.name, not roles & own))
    return found


def texts_misread(
    facts: Iterable[Fact], labels: Labels, brief: str, kind: Kind
) -> list[tuple[str, bool]]:
    """The fields that hold a told text of the brief, and whether it is no text of that field.

    It is one when it shares words with what was labelled so.
    """
    found = []
    for fact in facts:
        spec = kind.fields[fact.name]
        if fact.source != "brief" or spec.type != "text" or not is_only_told(fact.name, spec):
            continue
        at, end = fact.start, fact.start + len(fact.words)
        own = [(s, s + len(words)) for name, words in labels
               if name == fact.name and (s := brief.find(words)) >= 0]  # fmt: skip
        found.append((fact.name, not any(at < e and s < end for s, e in own)))
    return found


def choices_misread(
    facts: Iterable[Fact], told: Mapping[str, str], kind: Kind
) -> list[tuple[str, bool]]:
    """The learned choices that were read in a brief, and whether it tells something else, or nothing."""
    return [
        (fact.name, fact.value != told[as_])
        for fact in facts
        if fact.source == "brief" and (as_ := kind.fields[fact.name].chosen_as or "") in told
    ]


def choices_found(facts: Iterable[Fact], told: Mapping[str, str], kind: Kind) -> list[bool]:
    """Of each learned choice of which the brief tells a value that the kind has, whether it was read."""
    known = {fact.name: fact.value for fact in facts}
    return [
        known.get(name) == value
        for name, spec in kind.fields.items()
        if (value := told.get(spec.chosen_as or "")) in spec.choices
    ]


def suggested_right(draft: Draft, homes: Homes) -> float | None:
    """The share of the suggestions that stand in a part where a clause in their words belongs.

    None without suggestions. A suggestion of which no clause was labelled counts as wrong.
    """
    if not draft.suggestions:
        return None
    right = [
        any(s.block in parts and _shared(clause, s.text) for clause, parts in homes)
        for s in draft.suggestions
    ]
    return sum(right) / len(right)


def left_over(draft: Draft, homes: Homes) -> float | None:
    """The share of the clauses that belong in a part and stand in the list at the end instead.

    None when none belongs in a part.
    """
    at_home = [clause for clause, parts in homes if parts]
    if not at_home:
        return None
    ends = [b.text for b in draft.blocks if b.id == UNPLACED]
    left = [line.removeprefix("- ") for text in ends for line in text.splitlines()]
    return sum(any(_shared(clause, line) for line in left) for clause in at_home) / len(at_home)


def _shared(words: str, clause: str) -> bool:
    """Whether the one stands in the other."""
    one, other = (" ".join(text.lower().split()) for text in (words, clause))
    return one in other or other in one


def in_the_body(draft: Draft, labels: Labels) -> float | None:
    """The share of the labelled facts that the draft itself tells.

    Word for word, or as the day that they were read as; not in the list at its end, nor where it
    is asked whether they belong. None when nothing was labelled.
    """
    told = [words for role, words in labels if not role.startswith(ELSEWHERE)]
    if not told:
        return None
    asked = tuple(f"] {s.text}" for s in draft.suggestions)
    lines = [line for b in draft.blocks if b.id != UNPLACED
             for line in (b.heading or "", *b.text.splitlines())
             if not line.endswith(asked)]  # fmt: skip
    body = " ".join(" ".join((draft.title, *lines)).lower().split())
    days = " ".join(f.words for f in draft.facts if f.day and f.shown.lower() in body).lower()
    kept = (" ".join(words.lower().split()) for words in told)
    return sum(words in body or words in days for words in kept) / len(told)
