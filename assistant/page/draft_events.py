"""What happens in the view in which one drafts: a draft made, changed, checked, shown again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import gradio as gr

from assistant.drafting.asking import Writer
from assistant.drafting.by_model import untouched, wish_in, written
from assistant.drafting.carried import Wish
from assistant.drafting.draft import UnknownKind, kind_named
from assistant.drafting.edit import changed_brief
from assistant.drafting.facts import FactError
from assistant.drafting.review import kind_named_in
from assistant.drafting.types import Draft
from assistant.page.draft_html import checks_html, form_html, paper_html
from assistant.page.kept_draft import (
    LONGEST,
    KeptDraft,
    carried_over,
    draft_of,
    kept_from,
    read_kept,
    template_of,
    with_changes,
)
from assistant.page.safe import safe
from assistant.page.texts import Texts

log = logging.getLogger(__name__)

Update = tuple[Any, ...]


class DraftEvents:
    """What happens on the buttons; each yields (form, paper, checks, note, state, note at the paper).

    With a model the draft stands there in the words of its template at once, then as written.
    """

    def __init__(self, said: Texts, writer: Writer | None = None) -> None:
        self._said, self._writer = said, writer

    def made(self, kind: str, brief: str, before: str = "") -> Iterator[Update]:
        """A new draft from the kind and the brief, with what still fits of the one before."""
        if not brief.strip():
            yield self._told(self._said.draft.no_brief)
            return
        new = KeptDraft(kind=kind or kind_named_in(brief), brief=brief[:LONGEST])
        old = read_kept(before)
        left = 0

        def after() -> tuple[KeptDraft, Wish | None]:
            nonlocal left
            try:
                carried, left = carried_over(new, old) if old else (new, 0)
            except (UnknownKind, FactError):  # of what stood there nothing can be kept
                carried = new
            return carried, None

        for shown in self._shown(after):
            gone = _quiet(self._said.draft.left.format(n=left)) if left else ""
            yield (*shown[:3], shown[3] or gone, *shown[4:])

    def again(self, text: str) -> Iterator[Update]:
        """The draft of what the browser kept, with facts or texts that were changed."""
        kept = read_kept(text)
        if kept is None:
            yield ("",) * 6
            return
        yield from self._shown(lambda: (kept, None))

    def checked(self, text: str) -> str:
        """The checks of the text as it was changed by hand."""
        kept = read_kept(text)
        try:
            return checks_html(draft_of(kept).checks, self._said) if kept else ""
        except (UnknownKind, FactError) as error:
            return _problem(str(error))

    def changed(self, words: str, text: str) -> Iterator[Update]:
        """The draft changed as the words ask: "korter", "de datum wordt 14 maart"."""
        kept = read_kept(text)
        if kept is None or not words.strip():
            yield (*[gr.skip()] * 6, words)
            return

        def after() -> tuple[KeptDraft, Wish | None] | None:
            before = draft_of(kept)
            wish = wish_in(words) if self._writer else None
            brief = changed_brief(before, words.strip().rstrip(".!"), kind_named(kept.kind))
            if brief is None and wish is None:
                return None
            brief = brief or before.brief
            # another language is another text: what was changed by hand cannot stand in it
            blocks = kept.blocks if brief.language == before.language else {}
            new = kept_from(replace(before, brief=brief), blocks)
            return new.model_copy(update={"language": brief.language}), wish

        for shown in self._shown(after):
            refused = shown[0] == gr.skip() and 'role="alert"' in shown[3]
            # what is wrong is said at the box that was used
            yield (*shown[:3], "", shown[4], shown[3], words) if refused else (*shown, "")

    def _shown(self, made: Callable[[], tuple[KeptDraft, Wish | None] | None]) -> Iterator[Update]:
        try:
            asked = made()
            if asked is None:
                yield self._told(self._said.draft.no_change)
                return
            yield from self._written(*asked)
        except (UnknownKind, FactError) as error:
            yield self._told(str(error))
        except Exception:  # the brief is not lost and not logged
            log.exception("drafting failed")
            yield self._told(self._said.draft.fault)

    def _written(self, kept: KeptDraft, wish: Wish | None) -> Iterator[Update]:
        """The draft, and before it, while a model writes, the template's with how far it is."""
        if self._writer is None:
            yield self._whole(draft_of(kept), kept, "")
            return
        template, first = template_of(kept), True
        for now in written(template, self._writer, kept.by_model, wish, kept.blocks):
            note = "" if now.done == now.all else _busy(now.done + 1, now.all, self._said)
            if not note:
                yield self._whole(with_changes(now.draft, kept.blocks), kept, "")
            elif first:
                # who stops the model now keeps these words
                kept_so = replace(now.draft, by_model={**untouched(template), **kept.by_model})
                yield self._whole(with_changes(kept_so, kept.blocks), kept, note)
            else:
                yield (gr.skip(), gr.skip(), gr.skip(), note, gr.skip(), "")
            first = False

    def _whole(self, draft: Draft, kept: KeptDraft, note: str) -> Update:
        return (
            form_html(draft, kind_named(draft.kind), self._said, kept.change),
            paper_html(draft, self._said),
            checks_html(draft.checks, self._said),
            note,
            kept_from(draft, kept.blocks)
            .model_copy(update={"change": kept.change})
            .model_dump_json(),
            "",
        )

    def _told(self, line: str) -> Update:
        return (gr.skip(), gr.skip(), gr.skip(), _problem(line), gr.skip(), "")


def _busy(number: int, total: int, said: Texts) -> str:
    """How far the model is, and how to do without."""
    line = safe(said.draft.writing.format(number=number, all=total))
    return (
        f'<div id="draft-writing"><p class="waiting" role="status">{line}</p>'
        f'<button type="button" class="quiet-button" data-do="draft-stop">'
        f"{safe(said.draft.stop)}</button></div>"
    )


def _quiet(line: str) -> str:
    return f'<p class="quiet" role="status">{safe(line)}</p>'


def _problem(line: str) -> str:
    return f'<p class="problem" role="alert">{safe(line)}</p>'
