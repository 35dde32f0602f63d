"""Asks back in the text what was read without being sure: "[klopt dit: aantal mensen?]"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
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
    """The title and of each block the first sentence that say a fact of which one is unsure, with a question.

    In each block: what is confirmed or mended in one is easily left standing in another.
    """
    for fact in _doubted(facts, kind, choices=False):
        asked = _question(fact, facts, kind)
        title = f"{title}{asked}" if _said(fact).search(title) else title
        blocks = tuple(_asked_of_fact(block, fact, asked) for block in blocks)
    return title, blocks


def choices_asked_back(
    title: str, blocks: tuple[Block, ...], facts: Facts, kind: Kind,
    without: Callable[[FieldName], tuple[str, Iterable[Block]]],
) -> tuple[str, tuple[Block, ...]]:  # fmt: skip
    """The same for a choice.

    A choice stands in a draft in other words than its own: `without` gives title and blocks as they
    would be if it were not known.
    """
    asked_title = title
    for fact in _doubted(facts, kind, choices=True):
        asked = _question(fact, facts, kind)
        other_title, others = without(fact.name)
        asked_title += asked if other_title != title else ""
        texts = {other.id: other.text for other in others}
        blocks = tuple(_asked_of_choice(b, texts.get(b.id, ""), asked) for b in blocks)
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


def _asked_of_choice(block: Block, other: str, asked: str) -> Block:
    at = _first_other(block.text, other)
    return block if at is None else _with(asked, block, at)


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
    """Where the fact is said; of "because they asked" a template may keep "they asked" alone."""
    said = [fact.shown, *([fact.value] if fact.shown.endswith(f" {fact.value}") else [])]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, said))})(?!\w)", re.IGNORECASE)


def _asked_of_fact(block: Block, fact: Fact, asked: str) -> Block:
    place = _said(fact).search(block.text)
    end = place and SENTENCE_END.search(block.text, place.end())
    return _with(asked, block, end.end()) if end else block


def _with(asked: str, block: Block, at: int) -> Block:
    """With the question there, which says more than one of the template's own at that place."""
    confirm = sentences_of_drafting().confirm
    after = block.text[at:]
    for own in (f" [{confirm.nl}]", f" [{confirm.en}]"):
        after = after.removeprefix(own)
    return replace(block, text=block.text[:at] + asked + after)
