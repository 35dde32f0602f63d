"""A template's draft in the words of a language model, paragraph by paragraph, each verified."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from assistant.drafting.asking import Asking, Writer, kept_in
from assistant.drafting.carried import Original, Wish, fault_in, rewriting
from assistant.drafting.draft import with_texts
from assistant.drafting.kinds import compiled, sentences_of_drafting
from assistant.drafting.templates import OWN_LINE
from assistant.drafting.types import Block, Draft, Notice
from assistant.model_stream import StreamFault
from assistant.phrases import phrases
from assistant.privacy import find_personal_data

LEAST_WORDS = 12
PARAGRAPHS = "\n\n"


@dataclass(frozen=True, slots=True)
class Writing:
    """The draft as far as it was written, all of it verified; `done` of the `all` paragraphs."""

    draft: Draft
    done: int
    all: int


def wish_in(instruction: str) -> Wish | None:
    """What the instruction asks of the whole text, None when it asks no such thing."""
    for wish, patterns in rewriting().wishes.items():
        if any(compiled(p).search(instruction) for p in patterns):
            return wish
    return None


def untouched(template: Draft) -> Mapping[str, str]:
    """The paragraphs of running text of the template, each kept as it is."""
    return {p: p for _, p in _prose(template, ())}


def with_paragraphs(draft: Draft, by_model: Mapping[str, str], model: str) -> Draft:
    """The template's draft with what was written before for paragraphs that it still has."""
    used = {p: by_model[p] for _, p in _prose(draft, ()) if p in by_model}
    if not used:
        return draft
    texts = {
        b.id: PARAGRAPHS.join(used.get(p, p) for p in b.text.split(PARAGRAPHS))
        for b in draft.blocks
    }
    count, total = sum(p != w for p, w in used.items()), len(_prose(draft, ()))
    said, language = sentences_of_drafting(), draft.language
    line = said.model_written.of(language).format(model=model, count=count, all=total)
    if count < total:
        line += f" {said.model_kept.of(language).format(count=total - count)}"
    mode: Literal["extractive", "generated"] = "generated" if count else "extractive"
    return replace(
        with_texts(draft, texts),
        by_model=used,
        mode=mode,
        model=model if count else "",
        notices=(*draft.notices, Notice("model", line)) if model else draft.notices,
    )


def written(
    template: Draft,
    writer: Writer,
    before: Mapping[str, str],
    wish: Wish | None = None,
    apart: Collection[str] = (),
) -> Iterator[Writing]:
    """The template's draft as the model writes it; the last one is whole. Never raises a fault.

    `before` is what was written already: it is asked again only for a wish. The blocks `apart` are
    not the template's any more and are not offered. Closing the iterator stops the model's call.
    """
    started = time.perf_counter()
    offered = [(b, p) for b, p in _prose(template, apart) if wish or p not in before]
    name = f"{writer.model.info.name} ({writer.model.info.host})"
    absent = writer.model.chat is None
    sent, told = ([], ()) if absent else _sendable(offered, template, writer)
    by_model, asking = dict(before), Asking(writer, template)
    fault = "absent" if absent and offered else ""
    for number, (block, paragraph) in enumerate(sent):
        yield Writing(with_paragraphs(template, by_model, name), number, len(sent))
        now = by_model.get(paragraph, paragraph)
        try:
            answer = asking.answer(block, now, wish)
        except StreamFault as error:
            fault = error.kind
            break
        by_model[paragraph] = now
        if _holds(answer, paragraph, template, by_model, writer, wish):
            by_model[paragraph] = answer
    if sent and not fault and not asking.read:
        fault = "malformed"
    draft = with_paragraphs(template, by_model, name)
    draft = _with_lines(draft, template, told, fault)
    spent = draft.seconds + time.perf_counter() - started
    yield Writing(replace(draft, seconds=spent), len(sent), len(sent))


def _with_lines(draft: Draft, template: Draft, told: tuple[str, ...], fault: str) -> Draft:
    """The draft with what is said of personal data, and of a fault."""
    if fault:
        line = phrases(draft.language).model.faults[fault]
        if draft.mode == "extractive":
            line += f" {sentences_of_drafting().model_instead.of(draft.language)}"
            draft = replace(draft, notices=template.notices)
        told = (*told, line)
    return replace(draft, notices=(*draft.notices, *(Notice("model", line) for line in told)))


def _prose(draft: Draft, apart: Collection[str]) -> list[tuple[Block, str]]:
    """The paragraphs of running text, each once: no lists, tables, salutations or single lines."""
    found: dict[str, Block] = {}
    for block in draft.blocks:
        for paragraph in block.text.split(PARAGRAPHS):
            runs = not OWN_LINE.match(paragraph) and "\n" not in paragraph
            if runs and len(paragraph.split()) >= LEAST_WORDS and paragraph[-1] in ".!?":
                found.setdefault(paragraph, block)
    return [(b, p) for p, b in found.items() if b.id not in apart]


def _sendable(
    offered: list[tuple[Block, str]], draft: Draft, writer: Writer
) -> tuple[list[tuple[Block, str]], tuple[str, ...]]:
    """What may go to the model, and what is said of the personal data in it."""
    info = writer.model.info
    found = {p: find_personal_data(p) for _, p in offered}
    if info.local or not any(found.values()):
        return offered, ()
    said, told = phrases(draft.language).model, sentences_of_drafting()
    kinds = ", ".join(dict.fromkeys(said.kinds[d.kind] for ds in found.values() for d in ds))
    masking = (writer.personal_data or writer.settings.personal_data) == "mask"
    line = (told.model_masked if masking else told.model_withheld).of(draft.language)
    open_to = [(b, p) for b, p in offered if masking or not found[p]]
    return open_to, (line.format(kinds=kinds, host=info.host),)


def _holds(
    answer: str,
    paragraph: str,
    template: Draft,
    by_model: Mapping[str, str],
    writer: Writer,
    wish: Wish | None,
) -> bool:
    """Whether the answer may stand for the paragraph, and the draft still meets what it met."""
    original = Original(paragraph, template.language, kept_in(paragraph, template))
    if fault_in(writer.index, answer, original, wish):
        return False
    before = with_paragraphs(template, by_model, "")
    after = with_paragraphs(template, {**by_model, paragraph: answer}, "")
    met = {c.id for c in before.checks if c.passed}
    return met <= {c.id for c in after.checks if c.passed}
