"""Drafting: a kind and a brief, a form with the facts, the draft beside it, its checks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.answering import Assistant
from assistant.drafting.asking import Writer
from assistant.drafting.kinds import kinds
from assistant.page.draft_events import DraftEvents
from assistant.page.kept_draft import LONGEST
from assistant.page.parts import hidden_event, markup
from assistant.page.safe import safe
from assistant.page.texts import Texts
from assistant.types import Language

GUESS = ""


def build_draft(assistant: Assistant, said: Texts, language: Language) -> None:
    """The view in which one drafts."""
    part = said.draft
    with gr.Column(elem_id="view-draft", elem_classes="view"):
        markup(
            f'<div><h2 tabindex="-1">{safe(part.heading)}</h2>'
            f'<p class="intro">{safe(part.intro)}</p></div>'
        )
        with gr.Row(elem_classes="draft-columns"):
            with gr.Column(elem_classes="draft-side", min_width=0):
                order = _order(said, language)
            with gr.Column(elem_classes="draft-main", min_width=0):
                sheet = _sheet(said, language)
            with gr.Column(elem_classes="draft-checks", min_width=0):
                markup(f'<h3 class="side-title">{safe(part.checks)}</h3>')
                checks = markup("", name="draft-checks")
                markup(f'<div id="draft-versions" hidden>{_versions(said)}</div>')
    state = gr.Textbox("", elem_id="draft-state", elem_classes="bridge", show_label=False)
    again = gr.Button("again", elem_id="draft-again", elem_classes="bridge")
    check = gr.Button("check", elem_id="draft-check", elem_classes="bridge")
    stop = gr.Button("stop", elem_id="draft-stop", elem_classes="bridge")

    events = DraftEvents(said, _writer(assistant))
    outputs = [order.form, sheet.paper, checks, order.note, state, sheet.note]
    asked, changed = [order.kind, order.brief, state], [sheet.words, state]
    running: list[Any] = [
        order.make.click(events.made, asked, outputs, **hidden_event()),
        again.click(events.again, [state], outputs, trigger_mode="always_last", **hidden_event()),
        *(
            event(events.changed, changed, [*outputs, sheet.words], **hidden_event())
            for event in (sheet.change.click, sheet.words.submit)
        ),
    ]
    check.click(events.checked, [state], [checks], **hidden_event())
    stop.click(lambda: "", None, [order.note], cancels=running, **hidden_event())


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be made: the brief, the kind, and the form with the facts."""

    brief: gr.Textbox
    kind: gr.Radio
    make: gr.Button
    note: gr.Markdown
    form: gr.Markdown


def _order(said: Texts, language: Language) -> _Order:
    part = said.draft
    names = [(part.guess, GUESS)] + [(k.spec.name.of(language), k.name) for k in kinds().values()]
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
    return _Order(brief, kind, make, note, form)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The draft itself, and below it the line with which one changes it, with what is wrong there."""

    paper: gr.Markdown
    note: gr.Markdown
    words: gr.Textbox
    change: gr.Button


def _sheet(said: Texts, language: Language) -> _Sheet:
    part = said.draft
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
    note = markup("", name="draft-change-note")
    return _Sheet(paper, note, words, change)


def _writer(assistant: Assistant) -> Writer | None:
    model = assistant.model
    return Writer(model, assistant.index, assistant.settings) if model else None


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
        f'<h3 tabindex="-1">{safe(said.draft.versions)}</h3><ol id="draft-version-list"></ol>'
        '<div id="draft-difference" role="region" tabindex="0" hidden '
        f'aria-label="{safe(said.draft.difference)}"></div>'
    )
