"""Drafting: a kind and a brief, a form with the facts, the draft beside it, its checks."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import gradio as gr

from assistant.drafting.draft import UnknownKind, kind_named
from assistant.drafting.edit import changed_brief
from assistant.drafting.facts import FactError
from assistant.drafting.kinds import kinds
from assistant.drafting.review import guessed_kind
from assistant.drafting.types import Draft
from assistant.page.draft_html import checks_html, form_html, paper_html
from assistant.page.kept_draft import LONGEST, KeptDraft, draft_of, kept_from, read_kept
from assistant.page.parts import hidden_event, markup
from assistant.page.safe import safe
from assistant.page.texts import Texts
from assistant.types import Language

GUESS = ""
log = logging.getLogger(__name__)

Update = tuple[Any, ...]


def build_draft(said: Texts, language: Language) -> None:
    """The view in which one drafts."""
    part = said.draft
    names = [(part.guess, GUESS)] + [(k.spec.name.of(language), k.name) for k in kinds().values()]
    with gr.Column(elem_id="view-draft", elem_classes="view"):
        markup(
            f'<div><h2 tabindex="-1">{safe(part.heading)}</h2>'
            f'<p class="intro">{safe(part.intro)}</p></div>'
        )
        with gr.Row(elem_classes="draft-columns"):
            with gr.Column(elem_classes="draft-side", min_width=0):
                brief = gr.Textbox(
                    label=part.brief,
                    placeholder=part.brief_placeholder,
                    elem_id="brief",
                    max_length=LONGEST,
                    lines=4,
                    max_lines=14,
                )
                markup(
                    f'<p class="example-brief"><button type="button" class="quiet-button" '
                    f'data-fill="brief" data-text="{safe(part.example)}">'
                    f"{safe(part.example_do)}</button></p>"
                )
                kind = gr.Radio(names, value=GUESS, label=part.kind, elem_id="draft-kind")
                markup(
                    f'<p id="other-kind"><button type="button" class="quiet-button" '
                    f'data-do="kinds" aria-expanded="false">{safe(part.other_kind)}</button></p>'
                )
                make = gr.Button(part.make, variant="primary", elem_id="make")
                note = markup("", name="draft-note")
                form = markup("", name="draft-form")
            with gr.Column(elem_classes="draft-main", min_width=0):
                markup(f'<div id="draft-empty">{_kinds(said, language)}</div>')
                markup(f'<div id="draft-tools" hidden>{_tools(said)}</div>')
                paper = markup("", name="draft-paper")
                with gr.Row(elem_id="draft-change", elem_classes="ask-row"):
                    words = gr.Textbox(
                        label=part.change,
                        placeholder=part.change_placeholder,
                        elem_id="draft-words",
                        max_length=500,
                    )
                    change = gr.Button(part.change_do, elem_id="draft-change-do")
            with gr.Column(elem_classes="draft-checks", min_width=0):
                markup(f'<h3 class="side-title">{safe(part.checks)}</h3>')
                checks = markup("", name="draft-checks")
                markup(f'<div id="draft-versions" hidden>{_versions(said)}</div>')
    state = gr.Textbox("", elem_id="draft-state", elem_classes="bridge", show_label=False)
    again = gr.Button("again", elem_id="draft-again", elem_classes="bridge")
    check = gr.Button("check", elem_id="draft-check", elem_classes="bridge")

    events = DraftEvents(said)
    outputs = [form, paper, checks, note, state]
    make.click(events.made, [kind, brief], outputs, **hidden_event())
    again.click(events.again, [state], outputs, **hidden_event())
    check.click(events.checked, [state], [checks], **hidden_event())
    for event in (change.click, words.submit):
        event(events.changed, [words, state], [*outputs, words], **hidden_event())


class DraftEvents:
    """What happens on the buttons; each yields (form, paper, checks, note, state)."""

    def __init__(self, said: Texts) -> None:
        self._said = said

    def made(self, kind: str, brief: str) -> Update:
        """A new draft from the kind and the brief."""
        if not brief.strip():
            return self._told(self._said.draft.no_brief)
        kept = KeptDraft(kind=kind or guessed_kind(brief), brief=brief[:LONGEST])
        return self._shown(lambda: (draft_of(kept), kept))

    def again(self, text: str) -> Update:
        """The draft of what the browser kept, with facts or texts that were changed."""
        kept = read_kept(text)
        if kept is None:
            return ("", "", "", "", "")
        return self._shown(lambda: (draft_of(kept), kept))

    def checked(self, text: str) -> str:
        """The checks of the text as it was changed by hand."""
        kept = read_kept(text)
        try:
            return checks_html(draft_of(kept).checks, self._said) if kept else ""
        except (UnknownKind, FactError) as error:
            return _problem(str(error))

    def changed(self, words: str, text: str) -> Update:
        """The draft changed as the words ask: "korter", "de datum wordt 14 maart"."""
        kept = read_kept(text)
        if kept is None or not words.strip():
            return (*[gr.skip()] * 5, words)

        def made() -> tuple[Draft, KeptDraft] | None:
            before = draft_of(kept)
            brief = changed_brief(before, words.strip().rstrip(".!"), kind_named(kept.kind))
            if brief is None:
                return None
            # another language is another text: what was changed by hand cannot stand in it
            blocks = kept.blocks if brief.language == before.language else {}
            after = kept_from(replace(before, brief=brief), blocks)
            after = after.model_copy(update={"language": brief.language})
            return draft_of(after), after

        shown = self._shown(made)
        return (*shown, words if shown[0] == gr.skip() else "")

    def _shown(self, made: Callable[[], tuple[Draft, KeptDraft] | None]) -> Update:
        try:
            done = made()
        except (UnknownKind, FactError) as error:
            return self._told(str(error))
        except Exception:  # the brief is not lost and not logged
            log.exception("drafting failed")
            return self._told(self._said.draft.fault)
        if done is None:
            return self._told(self._said.draft.no_change)
        draft, kept = done
        whole = kept_from(draft, kept.blocks)
        return (
            form_html(draft, kind_named(draft.kind), self._said),
            paper_html(draft, self._said),
            checks_html(draft.checks, self._said),
            "",
            whole.model_dump_json(),
        )

    def _told(self, line: str) -> Update:
        return (gr.skip(), gr.skip(), gr.skip(), _problem(line), gr.skip())


def _problem(line: str) -> str:
    return f'<p class="problem" role="alert">{safe(line)}</p>'


def _kinds(said: Texts, language: Language) -> str:
    """What can be made, each kind with what it is for."""
    rows = "".join(
        f'<li><button type="button" class="kind" data-kind="{kind.name}">'
        f"<strong>{safe(kind.spec.name.of(language))}</strong>"
        f"<span>{safe(kind.spec.purpose.of(language))}</span></button></li>"
        for kind in kinds().values()
    )
    return f'<h3>{safe(said.draft.empty)}</h3><ul class="kinds">{rows}</ul>'


def _tools(said: Texts) -> str:
    part = said.draft
    buttons = (
        ("draft-word", part.word, "solid"),
        ("draft-markdown", part.markdown, "quiet-button"),
        ("draft-copy", part.copy_, "quiet-button"),
        ("draft-clear", part.clear, "quiet-button"),
    )
    return '<div class="chips">{}</div>'.format(
        "".join(
            f'<button type="button" class="{style}" data-do="{do}">{safe(name)}</button>'
            for do, name, style in buttons
        )
    )


def _versions(said: Texts) -> str:
    return (
        f'<h3>{safe(said.draft.versions)}</h3><ol id="draft-version-list"></ol>'
        '<div id="draft-difference" role="region" tabindex="0" hidden '
        f'aria-label="{safe(said.draft.difference)}"></div>'
    )
