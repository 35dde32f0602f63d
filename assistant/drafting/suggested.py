"""Where what found no place may belong: in the block that it most likely tells of, with a question.

What a brief tells in words that no field read for sure is not stated, yet a classifier knows in
which block an adviser would work it in (`placing`), and the networks that read the fields which of
them it is likest. There the writer can work it in; what is like none stays in the list at the end.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from assistant.drafting.by_role import tagged_brief
from assistant.drafting.joins import joined
from assistant.drafting.kinds import Kind, sentences_of_drafting
from assistant.drafting.lines import in_lines
from assistant.drafting.placing import NOWHERE, places
from assistant.drafting.reading_texts import told_by
from assistant.drafting.roles.texts import told_within
from assistant.drafting.templates import names_in
from assistant.drafting.types import Block, Clause, Facts, FieldName, Suggestion
from assistant.language import content_words, stem
from assistant.types import Language

# how probable the block must be, as the placer tells, and for a kind that it has not learned the
# field, in the mean over the words of the clause: of what a role tells and of told texts; chosen on
# the dev half of evals/datasets/labelled.jsonl
LEAST_PLACE = 0.35
LEAST_ROLE, LEAST_TOLD = 0.1, 0.2
LABELLED = 1.0
TELLING = 5  # letters


def suggested(
    clauses: Sequence[Clause], brief: str, kind: Kind, facts: Facts, blocks: Sequence[Block]
) -> tuple[tuple[Suggestion, ...], tuple[Clause, ...]]:
    """The clauses that may belong in a block, and those that are left."""
    flat = in_lines(brief)
    found: list[Suggestion] = []
    left: list[Clause] = []
    for clause in clauses:
        field, chance = _likeliest(clause, flat, kind, facts.language)
        chances = {} if chance >= LABELLED else places(clause, flat, kind.name)
        block = likely_block(chances, blocks) if chances else _block_of(field, kind, facts, blocks)
        if block is None:
            left.append(clause)
            continue
        within = field in _names(kind, block, facts.language)
        found.append(Suggestion(clause.text, field if within else "", block))
    return tuple(found), tuple(left)


def with_suggestions(
    blocks: Sequence[Block], found: Sequence[Suggestion], kind: Kind, language: Language
) -> tuple[Block, ...]:
    """The blocks, each with a line for what may belong in it and a question what it is."""
    lines: dict[str, list[str]] = {}
    for suggestion in found:
        asked = _question(suggestion.field, kind, language)
        lines.setdefault(suggestion.block, []).append(f"- [{asked}] {suggestion.text}")
    return tuple(
        replace(b, text="\n\n".join((b.text, "\n".join(lines[b.id])))) if b.id in lines else b
        for b in blocks
    )


def _question(field: FieldName, kind: Kind, language: Language) -> str:
    """What is asked of a clause that may belong there: with what, when that is known."""
    said = sentences_of_drafting()
    if not field:
        return said.suggested_here.of(language)
    return joined(said.suggested.of(language).format(label=kind.fields[field].label.of(language)))


def likely_block(chances: Mapping[str, float], blocks: Sequence[Block]) -> str | None:
    """The block of this draft in which a clause most probably belongs, None when it is not sure."""
    there = {NOWHERE, *(b.id for b in blocks)}
    among = {block: chance for block, chance in chances.items() if block in there}
    best = max(among, key=lambda block: among[block], default=NOWHERE)
    return best if best != NOWHERE and among[best] >= LEAST_PLACE else None


def _names(kind: Kind, block: str, language: Language) -> frozenset[str]:
    """The fields that the template of the block uses."""
    return next(names_in(b.text.of(language)) for b in kind.blocks if b.id == block)


def _likeliest(
    clause: Clause, flat: str, kind: Kind, language: Language
) -> tuple[FieldName, float]:
    """The field that the words of the clause most probably tell, "" when none is likely enough.

    A field that no network reads is told for certain by the words of its label: "parkeren".
    """
    told = told_within(flat, kind.name, clause.start, clause.end)
    tagged = tagged_brief(flat, kind.name, tuple(kind.fields.values()))
    roles = tagged.within(clause.start, clause.end)
    stems = {stem(word) for word in content_words(clause.text)}
    chances = {"": 0.0}
    for name, spec in kind.fields.items():
        if spec.type == "choice":
            continue
        told_as = told_by(name, spec)
        if told_as is None and not spec.filled_by:
            chances[name] = LABELLED * _is_labelled(spec.label.of(language), stems)
            continue
        as_role = roles.get(spec.filled_by[0], 0.0) if spec.filled_by else 0.0
        as_told = told.get(told_as, 0.0) if told_as else 0.0
        chances[name] = max(
            as_role if as_role >= LEAST_ROLE else 0.0, as_told if as_told >= LEAST_TOLD else 0.0
        )
    return max(chances.items(), key=lambda told: told[1])


def _is_labelled(label: str, stems: Collection[str]) -> bool:
    """Whether the words of a label stand in a clause, one of them more than a short word."""
    words = content_words(label)
    return any(len(w) >= TELLING for w in words) and all(stem(w) in stems for w in words)


def _block_of(field: FieldName, kind: Kind, facts: Facts, blocks: Sequence[Block]) -> str | None:
    """The block that has the fact or its gap, or else could have it, and tells the least beside it."""
    names = {b.id: names_in(b.text.of(facts.language)) for b in kind.blocks}
    able = [b for b in blocks if field and field in names.get(b.id, ())]
    missing = next((m.placeholder for m in facts.missing if m.field == field), "")
    known = facts.get(field)
    words = known.shown if known else missing
    having = [b for b in able if words and words in b.text]
    least = min(having or able, key=lambda b: len(names[b.id]), default=None)
    return least.id if least else None
