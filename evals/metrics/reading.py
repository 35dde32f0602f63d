"""How well is a brief read: nothing in a field that is not its own, and as much as can be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.drafting.kinds import Kind
from assistant.drafting.reading_texts import is_only_told
from assistant.drafting.templates import names_in
from assistant.drafting.types import Draft, Fact
from assistant.drafting.unplaced import UNPLACED

Labels = Sequence[tuple[str, str]]
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
        if fact.source != "brief" or not is_only_told(fact.name, kind.fields[fact.name]):
            continue
        at, end = fact.start, fact.start + len(fact.words)
        own = [(s, s + len(words)) for name, words in labels
               if name == fact.name and (s := brief.find(words)) >= 0]  # fmt: skip
        found.append((fact.name, not any(at < e and s < end for s, e in own)))
    return found


def suggested_right(draft: Draft, facts: Labels, texts: Labels, kind: Kind) -> float | None:
    """The share of the suggestions that stand in a block for something labelled in their words.

    That is a fact of a role that fills a field of the block, or a told text of one; None without
    suggestions. A suggestion of which nothing was labelled counts as wrong.
    """
    if not draft.suggestions:
        return None
    right = 0
    for suggestion in draft.suggestions:
        source = next(b.text.of(draft.language) for b in kind.blocks if b.id == suggestion.block)
        fields = {n: kind.fields[n] for n in names_in(source) if n in kind.fields}
        roles = {role for spec in fields.values() for role in spec.filled_by}
        told = {role for role, words in facts if _shared(words, suggestion.text)} & roles
        right += bool(told or any(n in fields and _shared(w, suggestion.text) for n, w in texts))
    return right / len(draft.suggestions)


def _shared(words: str, clause: str) -> bool:
    """Whether the one stands in the other."""
    one, other = (" ".join(text.lower().split()) for text in (words, clause))
    return one in other or other in one


def in_the_body(draft: Draft, labels: Labels) -> float | None:
    """The share of the labelled facts that stand in the draft itself, not in the list at its end.

    Word for word, or as the day that they were read as. None when nothing was labelled.
    """
    told = [words for role, words in labels if not role.startswith(ELSEWHERE)]
    if not told:
        return None
    parts = [f"{b.heading} {b.text}" for b in draft.blocks if b.id != UNPLACED]
    body = " ".join(" ".join((draft.title, *parts)).lower().split())
    days = " ".join(f.words for f in draft.facts if f.day and f.shown.lower() in body).lower()
    kept = (" ".join(words.lower().split()) for words in told)
    return sum(words in body or words in days for words in kept) / len(told)
