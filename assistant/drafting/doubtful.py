"""Asks back in the text what was read without being sure: "[klopt dit: aantal mensen?]"."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.drafting.by_role import is_asked_back
from assistant.drafting.kinds import Kind, sentences_of_drafting
from assistant.drafting.reading_texts import is_only_told
from assistant.drafting.types import Block, Fact, Facts

SURELY_TOLD = 0.95  # below it a told text is asked back: one in four of them was something else
SENTENCE_END = re.compile(r"[.!?:]?[*”\"]*(?=\s*(?:\n|\||$))|[.!?][*”\"]*(?=\s)")


def asked_back(
    title: str, blocks: tuple[Block, ...], facts: Facts, kind: Kind
) -> tuple[str, tuple[Block, ...]]:
    """The title and the first sentence that say a fact of which one is unsure, with a question."""
    for fact in facts.known:
        if is_doubted(fact, kind):
            label = kind.fields[fact.name].label.of(facts.language)
            asked = sentences_of_drafting().doubtful.of(facts.language).format(label=label)
            title = f"{title} [{asked}]" if _said(fact).search(title) else title
            blocks = _asked_once(blocks, fact, f" [{asked}]")
    return title, blocks


def is_doubted(fact: Fact, kind: Kind) -> bool:
    """Whether the fact was read in the brief without being sure of it."""
    spec = kind.fields[fact.name]
    return fact.source == "brief" and (
        fact.sure < SURELY_TOLD if is_only_told(fact.name, spec) else is_asked_back(spec, fact.sure)
    )


def _said(fact: Fact) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(fact.shown)}(?!\w)", re.IGNORECASE)


def _asked_once(blocks: tuple[Block, ...], fact: Fact, asked: str) -> tuple[Block, ...]:
    said = _said(fact)
    for n, block in enumerate(blocks):
        if (found := said.search(block.text)) and (
            end := SENTENCE_END.search(block.text, found.end())
        ):
            text = block.text[: end.end()] + asked + block.text[end.end() :]
            return (*blocks[:n], replace(block, text=text), *blocks[n + 1 :])
    return blocks
