"""Asking: the question, the conversation, its sources, and the list of conversations."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any

import gradio as gr

from assistant.answering import Assistant, InputError
from assistant.models import where
from assistant.page.exchange import (
    Exchange,
    KeptAnswer,
    kept_answer,
    read_exchanges,
    turn_for,
    write_exchanges,
)
from assistant.page.hand_over import handed_over
from assistant.page.parts import hidden_event, markup
from assistant.page.render import Passages, exchange_html, exchanges_html
from assistant.page.safe import safe
from assistant.page.texts import Texts
from assistant.retrieval import evidence_for
from assistant.types import Answer, Turn

log = logging.getLogger(__name__)

Update = tuple[Any, ...]


def answers(assistant: Assistant, turn: Turn) -> Iterator[Answer]:
    """The answer as it grows, whole at last; each of its sentences has been verified."""
    yield from assistant.answer_stream(turn)


def build_ask(assistant: Assistant, said: Texts) -> None:
    """The view in which one asks."""
    with gr.Column(elem_id="view-ask", elem_classes="view"), gr.Row(elem_classes="ask-columns"):
        with gr.Column(elem_classes="rail", min_width=0):
            markup(_rail(said))
        with gr.Column(elem_classes="talk", min_width=0):
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
        with gr.Column(elem_classes="side", min_width=0):
            markup(_sources(said), name="sources")
    kept = gr.Textbox("[]", elem_id="kept", elem_classes="bridge", show_label=False)
    masking = gr.Textbox("", elem_id="masking", elem_classes="bridge", show_label=False)
    restore = gr.Button("restore", elem_id="restore", elem_classes="bridge")

    outputs = [past, current, kept, question, note]
    run = responder(assistant, said)
    running: list[Any] = [
        event(run, [question, kept, masking], outputs, concurrency_id="ask", **hidden_event())
        for event in (ask.click, question.submit)
    ]
    passages = passages_of(assistant)

    def restored(text: str) -> Update:
        exchanges = read_exchanges(text)
        return (*_whole(exchanges, passages, said), write_exchanges(exchanges))

    def stopped(text: str) -> Update:
        exchanges = read_exchanges(text)
        if exchanges and (exchanges[-1].partial or exchanges[-1].answer is None):
            last = exchanges[-1].model_copy(update={"problem": said.ask.stopped})
            exchanges = (*exchanges[:-1], last)
        return (*_whole(exchanges, passages, said), write_exchanges(exchanges))

    stop.click(stopped, [kept], [past, current, kept], cancels=running, **hidden_event())
    restore.click(restored, [kept], [past, current, kept], cancels=running, **hidden_event())


def responder(assistant: Assistant, said: Texts) -> Callable[[str, str, str], Iterator[Update]]:
    """The event behind the ask button.

    Takes the question, what the browser keeps of the conversation, and "mask" to mask personal
    data; yields (past exchanges,
    current exchange, what to keep, question box, note at the box).
    """
    passages = passages_of(assistant)

    def respond(question: str, text: str, masking: str = "") -> Iterator[Update]:
        before = read_exchanges(text)
        asked = Exchange(question=question.strip()[: assistant.settings.max_question_chars])

        def shown(exchange: Exchange, *, busy: bool = False) -> str:
            return exchange_html(exchange, len(before), passages, said, busy=busy)

        if question.strip():
            past, kept = exchanges_html(before, passages, said), write_exchanges((*before, asked))
            yield past, shown(asked, busy=True), kept, "", ""
        done = asked
        try:
            turn = turn_for(question, before, masked=masking == "mask")
            handed = handed_over(turn, said)
            if handed:
                done = asked.model_copy(update={"answer": handed})
            for answer in () if handed else answers(assistant, turn):
                now = {"answer": _kept(assistant, answer), "partial": True}
                done = asked.model_copy(update=now)
                if assistant.model is None:  # the first answer is the whole one
                    continue
                kept = write_exchanges((*before, done))
                yield gr.skip(), shown(done, busy=True), kept, gr.skip(), gr.skip()
            done = done.model_copy(update={"partial": False})
        except InputError as error:
            whole = _whole(before, passages, said)
            yield *whole, write_exchanges(before), question, _note(str(error))
            return
        except Exception:  # whatever happened, the question is not lost and not logged
            log.exception("answering failed")
            done = done.model_copy(update={"problem": said.ask.fault})
        kept = write_exchanges((*before, done))
        yield gr.skip(), shown(done), kept, gr.skip(), gr.skip()

    return respond


def _notice(assistant: Assistant, said: Texts) -> str:
    """With what the assistant answers, and what the reader has to do."""
    model = assistant.model
    if model is None or model.chat is None:
        return " ".join(filter(None, (model.fault if model else "", said.ask.notice)))
    name = where(model.info, said.language)
    return " ".join(filter(None, (model.fault, said.ask.notice_model.format(model=name))))


def passages_of(assistant: Assistant) -> Passages:
    """Every passage by its id, in Dutch and in English."""
    index = assistant.index
    return {
        "nl": {p.id: p for p in index.passages},
        "en": {p.id: index.passage(p.id, "en") for p in index.passages},
    }


def _kept(assistant: Assistant, answer: Answer) -> KeptAnswer:
    searched = evidence_for(assistant.index, answer.standalone_question) if answer.ranking else ()
    return kept_answer(answer, searched)


def _whole(exchanges: tuple[Exchange, ...], passages: Passages, said: Texts) -> tuple[str, str]:
    """All but the last, and the last."""
    if not exchanges:
        return "", ""
    last = exchange_html(exchanges[-1], len(exchanges) - 1, passages, said)
    return exchanges_html(exchanges[:-1], passages, said), last


def _note(line: str) -> str:
    """What is wrong with the question, at its box."""
    return f'<p class="problem" role="alert">{safe(line)}</p>'


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
        f'<section class="start"><h2>{safe(ask.welcome)}</h2><p class="intro">{safe(ask.intro)}</p>'
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
