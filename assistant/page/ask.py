"""Asking: the question, the conversation, its sources, and the list of conversations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.answering import Assistant
from assistant.models import where
from assistant.page.ask_events import AskEvents
from assistant.page.parts import hidden_event, markup
from assistant.page.safe import safe
from assistant.page.texts import Texts


def build_ask(assistant: Assistant, said: Texts) -> None:
    """The view in which one asks."""
    with gr.Column(elem_id="view-ask", elem_classes="view"), gr.Row(elem_classes="ask-columns"):
        with gr.Column(elem_classes="rail", min_width=0):
            markup(_rail(said))
        with gr.Column(elem_classes="talk", min_width=0):
            talk = _talk(assistant, said)
        with gr.Column(elem_classes="side", min_width=0):
            markup(_sources(said), name="sources")
    kept = gr.Textbox("[]", elem_id="kept", elem_classes="bridge", show_label=False)
    masking = gr.Textbox("", elem_id="masking", elem_classes="bridge", show_label=False)
    restore = gr.Button("restore", elem_id="restore", elem_classes="bridge")

    events = AskEvents(assistant, said)
    asked = [talk.question, kept, masking]
    shown = [talk.past, talk.current, kept]
    outputs = [*shown, talk.question, talk.note]
    running: list[Any] = [
        event(events.respond, asked, outputs, concurrency_id="ask", **hidden_event())
        for event in (talk.ask.click, talk.question.submit)
    ]
    talk.stop.click(events.stopped, [kept], shown, cancels=running, **hidden_event())
    # `kept` is not written: the browser may have filled it anew meanwhile
    restored = [talk.past, talk.current]
    restore.click(
        events.restored,
        [kept],
        restored,
        cancels=running,
        trigger_mode="always_last",
        **hidden_event(),
    )


@dataclass(frozen=True, slots=True)
class _Talk:
    """The conversation, and below it the box for the next question."""

    past: gr.Markdown
    current: gr.Markdown
    note: gr.Markdown
    question: gr.Textbox
    ask: gr.Button
    stop: gr.Button


def _talk(assistant: Assistant, said: Texts) -> _Talk:
    markup(_start(said), name="start")
    with gr.Column(elem_id="conversation"):
        past = markup("", name="past")
        current = markup("", name="current")
    with gr.Column(elem_id="composer"):
        markup(f'<div id="editing" hidden>{_editing(said)}</div>')
        note = markup("", name="note")
        markup(f'<p id="waiting" class="waiting" hidden>{safe(said.ask.waiting)}</p>')
        with gr.Row(elem_classes="ask-row"):
            question = gr.Textbox(
                label=said.ask.question,
                placeholder=said.ask.placeholder,
                elem_id="question",
                max_length=assistant.settings.max_question_chars,
                lines=1,
                max_lines=6,
                scale=1,
            )
            ask = gr.Button(said.ask.send, variant="primary", elem_id="ask")
            stop = gr.Button(said.ask.stop, elem_id="stop")
        markup(f'<p class="notice">{safe(_notice(assistant, said))}</p>')
    return _Talk(past, current, note, question, ask, stop)


def _notice(assistant: Assistant, said: Texts) -> str:
    """With what the assistant answers, and what the reader has to do."""
    model = assistant.model
    if model is None or model.chat is None:
        return " ".join(filter(None, (model.fault if model else "", said.ask.notice)))
    name = where(model.info, said.language)
    return " ".join(filter(None, (model.fault, said.ask.notice_model.format(model=name))))


def _rail(said: Texts) -> str:
    """The list of conversations, filled by the browser."""
    part = said.conversations
    return (
        f'<nav class="conversations" aria-labelledby="conversations-title">'
        f'<button type="button" id="new" class="quiet-button">{safe(part.new)}</button>'
        f'<details id="earlier" open><summary><h2 id="conversations-title">{safe(part.heading)}</h2>'
        f'</summary><div id="conversation-list"></div><p class="quiet">{safe(part.note)}</p>'
        "</details></nav>"
    )


def _start(said: Texts) -> str:
    """What one sees before the first question: what one can do, and examples by role."""
    ask = said.ask
    doors = "".join(
        f'<li><a href="#{door.view}"><strong>{safe(door.title)}</strong>'
        f"<span>{safe(door.text)}</span></a></li>"
        for door in ask.doors
    )
    roles = "".join(
        f'<button type="button" class="role" data-role="{n}" aria-pressed="{str(n == 0).lower()}">'
        f"{safe(role.role)}</button>"
        for n, role in enumerate(ask.roles)
    )
    examples = "".join(
        f'<div class="examples" data-for="{n}"{"" if n == 0 else " hidden"}>'
        + "".join(
            f'<button type="button" class="example" data-ask="{safe(q)}">{safe(q)}</button>'
            for q in role.questions
        )
        + "</div>"
        for n, role in enumerate(ask.roles)
    )
    return (
        f'<section class="start"><h2 tabindex="-1">{safe(ask.welcome)}</h2><p class="intro">{safe(ask.intro)}</p>'
        f'<div class="roles" role="group" aria-labelledby="roles-title">'
        f'<h3 id="roles-title">{safe(ask.examples)}</h3>{roles}</div>{examples}'
        f'<ul class="doors">{doors}</ul></section>'
    )


def _editing(said: Texts) -> str:
    ask = said.ask
    return (
        f"<p>{safe(ask.editing)}</p>"
        f'<button type="button" class="quiet-button" data-do="edit-cancel">{safe(ask.edit_cancel)}</button>'
    )


def _sources(said: Texts) -> str:
    part = said.sources
    return (
        f'<aside aria-labelledby="sources-title"><h2 id="sources-title" tabindex="-1">'
        f'{safe(part.heading)}</h2><div id="source"><p class="quiet">{safe(part.empty)}</p></div></aside>'
    )
