"""Asking: from the question in the box to the answer, its sources and what to ask next."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from typing import Any

import gradio as gr

from assistant.answering import Assistant, InputError
from assistant.page.render import answer_steps, sources
from assistant.page.texts import texts
from assistant.types import Message, Turn

FOLLOW_UPS = 3
PAUSE = 0.04
log = logging.getLogger(__name__)

History = list[tuple[str, str]]
Shown = list[dict[str, str]]
Update = tuple[Any, ...]


def responder(assistant: Assistant) -> Callable[[str, Shown, History], Iterator[Update]]:
    """The event behind the ask button.

    Yields (conversation, history, question box, sources, examples, follow-up buttons …).
    """

    def respond(question: str, shown: Shown, history: History) -> Iterator[Update]:
        asked = [*shown, {"role": "user", "content": _plain(question)}]
        messages = tuple(Message("user" if r == "user" else "assistant", t) for r, t in history)
        try:
            answer = assistant.answer(Turn(question, messages))
        except InputError as error:
            yield _said(shown if not question.strip() else asked, str(error), history, question)
            return
        except Exception:  # whatever happened, the question is not lost and not logged
            log.exception("answering failed")
            yield _said(asked, texts().fault, history, question)
            return
        guideline = assistant.guideline()
        kept: History = [*history, ("user", question), ("assistant", answer.text)]
        sourced, buttons = sources(answer, guideline), _buttons(answer.follow_ups)
        steps = list(answer_steps(answer, guideline))
        for step in steps[:-1]:
            now = [*asked, {"role": "assistant", "content": step}]
            yield (now, kept, "", gr.skip(), _hidden(), *([gr.skip()] * FOLLOW_UPS))
            time.sleep(PAUSE)
        yield (
            [*asked, {"role": "assistant", "content": steps[-1]}],
            kept,
            "",
            sourced,
            _hidden(),
            *buttons,
        )

    return respond


def cleared() -> Update:
    """An empty conversation."""
    return ([], [], "", empty_sources(), gr.update(visible=True), *_buttons(()))


def empty_sources() -> str:
    """What stands among the sources before the first answer."""
    return f'<p class="quiet">{texts().sources_empty}</p>'


def _said(shown: Shown, line: str, history: History, question: str) -> Update:
    now = [*shown, {"role": "assistant", "content": line}]
    return (now, history, question, gr.skip(), gr.skip(), *([gr.skip()] * FOLLOW_UPS))


def _hidden() -> Any:
    """The examples make room once there is an answer."""
    return gr.update(visible=False)


def _buttons(questions: tuple[str, ...]) -> list[Any]:
    filled = [gr.update(value=q, visible=True) for q in questions[:FOLLOW_UPS]]
    return filled + [gr.update(visible=False)] * (FOLLOW_UPS - len(filled))


def _plain(question: str) -> str:
    """The question as text that cannot be mark-up, in the conversation."""
    escaped = question.strip().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for mark in "\\`*_[]#!|~$":
        escaped = escaped.replace(mark, f"&#{ord(mark)};")
    return escaped
