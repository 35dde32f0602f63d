"""Asks back in the text what was read without being sure: "[klopt dit: aantal mensen?]"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from assistant.drafting.by_role import is_asked_back
from assistant.drafting.kinds import Kind, sentences_of_drafting
from assistant.drafting.reading_texts import is_only_told
from assistant.drafting.types import Block, Fact, Facts, FieldName

SURELY_TOLD = 0.97  # below it a told text is asked back: one in five was not quite what was told
SENTENCE_END = re.compile(
    r"[.!?:]?[*”\"]*(?=\s*(?:\n|\||$))|(?<!\b[A-Z])(?<!\b(?:Dr|St|Mr|nr|ca))(?<!\b(?:Mgr|max))(?<!\b(?:Prof|Burg))[.!?][*”\"]*(?=\s)"
)


def asked_back(
    title: str, blocks: tuple[Block, ...], facts: Facts, kind: Kind
) -> tuple[str, tuple[Block, ...]]:
    """The title and the first sentence that say a fact of which one is unsure, with a question.

    Where blocks are used apart it is asked in each that says it.
    """
    for fact in _doubted(facts, kind, choices=False):
        asked = _question(fact, facts, kind)
        title = f"{title}{asked}" if _said(fact).search(title) else title
        blocks = _asked_of_fact(blocks, fact, asked, once=not kind.spec.apart)
    return title, blocks


def choices_asked_back(
    title: str, blocks: tuple[Block, ...], facts: Facts, kind: Kind,
    without: Callable[[FieldName], tuple[str, Iterable[Block]]],
) -> tuple[str, tuple[Block, ...]]:  # fmt: skip
    """The title and the first sentence that say a choice of which one is unsure, with a question.

    A choice stands in a draft in other words than its own: `without` gives title and blocks as they
    would be if it were not known.
    """
    asked_title = title
    for fact in _doubted(facts, kind, choices=True):
        asked = _question(fact, facts, kind)
        other_title, others = without(fact.name)
        asked_title += asked if other_title != title else ""
        gap = f"[{kind.fields[fact.name].label.of(facts.language)}]"
        texts = {other.id: other.text for other in others}
        blocks = _asked_of_choice(blocks, texts, gap, asked)
    return asked_title, blocks


def _doubted(facts: Facts, kind: Kind, *, choices: bool) -> Iterator[Fact]:
    for fact in facts.known:
        if is_doubted(fact, kind) and (kind.fields[fact.name].type == "choice") == choices:
            yield fact


def _question(fact: Fact, facts: Facts, kind: Kind) -> str:
    label = kind.fields[fact.name].label.of(facts.language).rstrip("?")
    return f" [{sentences_of_drafting().doubtful.of(facts.language).format(label=label)}]"


def is_doubted(fact: Fact, kind: Kind) -> bool:
    """Whether the fact was read in the brief without being sure of it, has a rival or is presumed."""
    spec = kind.fields[fact.name]
    if fact.source == "default":
        return fact.value in spec.presumed
    return fact.source == "brief" and (
        fact.contested
        or (
            fact.sure < SURELY_TOLD
            if is_only_told(fact.name, spec)
            else is_asked_back(spec, fact.sure)
        )
    )


def _asked_of_choice(
    blocks: tuple[Block, ...], others: Mapping[str, str], gap: str, asked: str
) -> tuple[Block, ...]:
    """With the question in each block that would else show the gap, or in the first that differs."""
    found = {
        block.id: at
        for block in blocks
        if (at := _first_other(block.text, others.get(block.id, ""))) is not None
    }
    places = {name for name in found if gap in others.get(name, "")} or set(list(found)[:1])
    return tuple(
        replace(b, text=b.text[: found[b.id]] + asked + b.text[found[b.id] :])
        if b.id in places
        else b
        for b in blocks
    )


def _first_other(text: str, other: str) -> int | None:
    """Where the first sentence ends that does not stand in the other text."""
    start = 0
    for end in SENTENCE_END.finditer(text):
        said = text[start : end.end()].strip(" \n|")
        if said and said not in other:
            return end.end()
        start = end.end()
    return None


def _said(fact: Fact) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(fact.shown)}(?!\w)", re.IGNORECASE)


def _asked_of_fact(
    blocks: tuple[Block, ...], fact: Fact, asked: str, *, once: bool
) -> tuple[Block, ...]:
    """With the question after the first sentence that says the fact, of a block or of them all."""
    said = _said(fact)
    found = {
        n: end.end()
        for n, block in enumerate(blocks)
        if (place := said.search(block.text))
        and (end := SENTENCE_END.search(block.text, place.end()))
    }
    places = list(found)[:1] if once else list(found)
    return tuple(
        replace(b, text=b.text[: found[n]] + asked + b.text[found[n] :]) if n in places else b
        for n, b in enumerate(blocks)
    )
