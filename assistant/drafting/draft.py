"""From a brief to a draft, block by block, each with the passages that ask for it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Any

from assistant.drafting.by_role import is_said
from assistant.drafting.checking import kind_of
from assistant.drafting.counted import counted
from assistant.drafting.criteria import checks_of_draft
from assistant.drafting.doubtful import asked_back, choices_asked_back
from assistant.drafting.facts import facts_of, template_values, withdrawn
from assistant.drafting.joins import joined
from assistant.drafting.kinds import (
    Kind,
    guideline,
    kinds,
    sentences_of_drafting,
    spec_files,
)
from assistant.drafting.spec import BlockSpec
from assistant.drafting.suggested import suggested, with_suggestions
from assistant.drafting.templates import rendered, value_of
from assistant.drafting.types import Block, Brief, Draft, Fact, Facts, FieldName, Notice, Suggestion
from assistant.drafting.unplaced import UNPLACED, unplaced, unplaced_block, unplaced_notice
from assistant.language import normalized
from assistant.refusals import read, refused_in
from assistant.types import Citation, Language, Passage, PassageId

# what only a brief has: a number or a name
NAMING = re.compile(r"\d|[A-ZÀ-Þ]")


class UnknownKind(Exception):
    """A kind that does not exist; the message is a line for the user."""


def kind_named(name: str, known: Mapping[str, Kind] | None = None) -> Kind:
    """The kind of that name. Raises UnknownKind, and SpecError for a shipped one that is not right."""
    if known is None and any(file.stem == name for file in spec_files()):
        return kind_of(name)
    among = kinds() if known is None else known
    if name not in among:
        raise UnknownKind(f"De soort '{name}' bestaat niet; kies uit: {', '.join(among)}.")
    return among[name]


def make_draft(brief: Brief, known: Mapping[str, Kind] | None = None) -> Draft:
    """The draft that the brief asks for. Raises UnknownKind and FactError."""
    started = time.perf_counter()
    kind = kind_named(brief.kind, known)
    facts = facts_of(brief, kind)
    values = template_values(facts, kind)
    blocks = tuple(_blocks(kind, facts, values, brief.additions))
    title = _title(kind, facts, values)
    without = partial(_without, kind, facts, values, brief.additions)
    title, blocks = choices_asked_back(title, blocks, facts, kind, without)
    blocks = _with_facts(blocks, title, kind, facts, values)
    blocks = tuple(replace(b, text=counted(b.text, facts, kind, brief.text)) for b in blocks)
    title, blocks = asked_back(title, blocks, facts, kind)
    written = as_markdown(title, blocks)
    refused = _refused(brief.text, facts)
    blocks, suggestions, told = _with_the_rest(brief.text, facts, blocks, written, kind, refused)
    notices = (*facts.notices, *refused, *told)
    cited = [p for b in blocks for p in b.citations]
    cited += [p for n in notices for p in n.citations]
    checks = checks_of_draft(written, kind, facts.language)
    cited += [p for c in checks for p in c.citations]
    return Draft(
        kind=kind.name,
        language=facts.language,
        mode="extractive",
        title=title,
        text=as_markdown(title, blocks),
        facts=facts.known,
        missing=facts.missing,
        notices=notices,
        blocks=blocks,
        checks=checks,
        citations=citations_of(cited),
        brief=brief,
        suggestions=suggestions,
        seconds=time.perf_counter() - started,
    )


def _with_the_rest(
    text: str, facts: Facts, blocks: tuple[Block, ...], written: str, kind: Kind,
    refused: tuple[Notice, ...],
) -> tuple[tuple[Block, ...], tuple[Suggestion, ...], tuple[Notice, ...]]:  # fmt: skip
    """The blocks with what the brief tells beside them, where it likely belongs or at the end."""
    language, said = facts.language, sentences_of_drafting()
    found = unplaced(text, facts, written, kind)
    found = tuple(c for c in found if not (refused and read(c.text).refusal))
    suggestions, left = suggested(found, text, kind, facts, blocks)
    blocks = with_suggestions(blocks, suggestions, kind, language)
    notices: tuple[Notice, ...] = ()
    if suggestions:
        notices = (Notice("suggested", said.suggested_note.of(language)),)
    if left:
        notices = (*notices, unplaced_notice(said, language))
        blocks = (*blocks, unplaced_block(left, said, language))
    return blocks, suggestions, notices


def _refused(text: str, facts: Facts) -> tuple[Notice, ...]:
    """What the guideline says to a brief that no conflict of the kind meets and that is refused."""
    refusal = None if any(n.kind == "conflict" for n in facts.notices) else refused_in(text)
    if refusal is None or not refusal.passages:
        return ()
    return (Notice("refused", refusal.reply[facts.language], refusal.passages, refusal.id),)


def as_markdown(title: str, blocks: Iterable[Block]) -> str:
    """The title and the blocks as one Markdown text, without citations."""
    parts = [f"# {title}"]
    for block in blocks:
        if block.heading:
            parts.append(f"## {block.heading}")
        parts.append(block.text)
    return "\n\n".join(parts)


def with_texts(draft: Draft, texts: Mapping[str, str]) -> Draft:
    """The draft with other texts for some blocks by their ids; a block left empty is left out."""
    changed = (replace(b, text=texts.get(b.id, b.text)) for b in draft.blocks)
    blocks = tuple(b for b in changed if b.text.strip())
    written = as_markdown(draft.title, (b for b in blocks if b.id != UNPLACED))
    checks = checks_of_draft(written, kind_named(draft.kind), draft.language)
    return replace(draft, blocks=blocks, text=as_markdown(draft.title, blocks), checks=checks)


def citations_of(ids: Iterable[PassageId]) -> tuple[Citation, ...]:
    """Each cited passage once, verbatim."""
    passages = (_passages()[p] for p in dict.fromkeys(ids))
    return tuple(Citation(p.id, p.section, p.section_title, p.text) for p in passages)


@cache
def _passages() -> Mapping[PassageId, Passage]:
    return {p.id: p for p in guideline().passages}


def _blocks(
    kind: Kind, facts: Facts, values: Mapping[str, Any], additions: tuple[str, ...]
) -> Iterable[Block]:
    """The blocks that appear, in the order of the spec."""
    takes = next((b.id for b in kind.blocks if b.additions and value_of(b.when, values)), None)
    for spec in kind.blocks:
        if not value_of(spec.when, values):
            continue
        text = joined(rendered(spec.text.of(facts.language), values))
        if additions and spec.id == (takes or kind.blocks[-1].id):
            text = f"{text}\n\n{' '.join(additions)}"
        if text:
            yield _block(spec, text, values, facts.language)


def _title(kind: Kind, facts: Facts, values: Mapping[str, Any]) -> str:
    return joined(rendered(kind.spec.title.of(facts.language), values))


def _without(
    kind: Kind, facts: Facts, values: Mapping[str, Any], additions: tuple[str, ...],
    name: FieldName,
) -> tuple[str, Iterable[Block]]:  # fmt: skip
    """Title and blocks as they would be when that choice were not known."""
    unknown = {**values, name: "", "given": {**values["given"], name: False}}
    return _title(kind, facts, unknown), _blocks(kind, facts, unknown, additions)


def _with_facts(
    blocks: tuple[Block, ...], title: str, kind: Kind, facts: Facts, values: Mapping[str, Any]
) -> tuple[Block, ...]:
    """The blocks with the facts that stand in none of them said in the one that takes them.

    What a plan was that is called off is said in the first block when none takes facts.
    """
    takes = next((b.id for b in kind.blocks if b.facts and b.id in {x.id for x in blocks}), "")
    written = normalized(as_markdown(title, blocks))
    apart = withdrawn(facts.known, kind)
    appear = {b.id for b in blocks}
    own = " ".join(b.text.of(facts.language) for b in kind.blocks if b.id in appear)
    untold = [
        fact
        for fact in facts.known
        if is_said(kind.fields[fact.name], fact.sure) and not _is_told(fact, written, own)
    ]
    off = _called_off([f for f in untold if f.name in apart], kind, facts.language)
    said = [s for f in untold if takes and f.name not in apart
            if (s := _said(f.name, kind, facts.language, values))]  # fmt: skip
    sentences = " ".join(s for s in said if not s.startswith("- "))
    listed = "\n".join(s for s in said if s.startswith("- "))
    told = joined("\n\n".join(filter(None, (off, sentences, listed))))
    if not told or not blocks:
        return blocks
    takes = takes or blocks[0].id
    return tuple(replace(b, text=f"{b.text}\n\n{told}") if b.id == takes else b for b in blocks)


def _is_told(fact: Fact, written: str, own: str) -> bool:
    """Whether the text tells it: not when its words are the template's own, about something else."""
    told = any(normalized(words) in written for words in (fact.value, fact.shown))
    if not told or NAMING.search(fact.shown) or normalized(fact.shown) not in normalized(own):
        return told
    return re.search(rf"\b{fact.name}\b", own) is not None


def _called_off(untold: Sequence[Fact], kind: Kind, language: Language) -> str:
    """What tells what a plan was that is called off, "" when all of it is told."""
    told = [f"- {kind.fields[f.name].label.of(language)}: {f.shown}" for f in untold]
    return "\n".join((sentences_of_drafting().called_off.of(language), *told)) if told else ""


def _said(name: FieldName, kind: Kind, language: Language, values: Mapping[str, Any]) -> str:
    """The sentence that tells a fact; a text for colleagues lists it with its label."""
    spec = kind.fields[name]
    if spec.said:
        return rendered(spec.said.of(language), values)
    if kind.spec.public or spec.type == "choice":
        return ""
    label = spec.label.of(language)
    return f"- {label[:1].upper()}{label[1:]}: {values[name]}"


def _block(spec: BlockSpec, text: str, values: Mapping[str, Any], language: Language) -> Block:
    heading = joined(rendered(spec.heading.of(language), values)) if spec.heading else ""
    return Block(spec.id, heading, text, spec.citations, spec.note.of(language))
