"""What happens in the view in which one asks: a question answered, a conversation shown again."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.answering import Assistant, InputError
from assistant.page.exchange import (
    Exchange,
    KeptAnswer,
    kept_answer,
    read_exchanges,
    turn_for,
    write_exchanges,
)
from assistant.page.hand_over import handed_over
from assistant.page.render import Passages, exchange_html, exchanges_html
from assistant.page.safe import safe
from assistant.page.texts import Texts
from assistant.retrieval import evidence_for
from assistant.types import Answer, Turn

log = logging.getLogger(__name__)

Exchanges = tuple[Exchange, ...]
Update = tuple[Any, ...]


class AskEvents:
    """What happens on the buttons; each gives (past exchanges, current exchange, what to keep).

    `text` is what the browser keeps of the conversation.
    """

    def __init__(self, assistant: Assistant, said: Texts) -> None:
        self._assistant, self._said = assistant, said
        self._passages = passages_of(assistant)

    def respond(self, question: str, text: str, masking: str = "") -> Iterator[Update]:
        """The answer as it grows, with the question box and the note at the box besides.

        `masking` is "mask" to mask personal data.
        """
        before = read_exchanges(text)
        asked = Exchange(question=question.strip()[: self._assistant.settings.max_question_chars])
        if question.strip():
            past = exchanges_html(before, self._passages, self._said)
            yield past, *self._current(before, asked, busy=True), "", ""
        done = asked
        try:
            turn = turn_for(question, before, masked=masking == "mask")
            for done in self._answered(asked, turn):
                # without a model the first answer is the whole one
                if done.partial and self._assistant.model is not None:
                    now = self._current(before, done, busy=True)
                    yield gr.skip(), *now, gr.skip(), gr.skip()
            done = done.model_copy(update={"partial": False})
        except InputError as error:
            yield *self._whole(before), question, _note(str(error))
            return
        except Exception:  # whatever happened, the question is not lost and not logged
            log.exception("answering failed")
            done = done.model_copy(update={"problem": self._said.ask.fault})
        yield gr.skip(), *self._current(before, done), gr.skip(), gr.skip()

    def restored(self, text: str) -> tuple[str, str]:
        """The conversation as it was kept."""
        past, current, _ = self._whole(read_exchanges(text))
        return past, current

    def stopped(self, text: str) -> Update:
        """The conversation whose last answer was broken off."""
        exchanges = read_exchanges(text)
        if exchanges and (exchanges[-1].partial or exchanges[-1].answer is None):
            last = exchanges[-1].model_copy(update={"problem": self._said.ask.stopped})
            exchanges = (*exchanges[:-1], last)
        return self._whole(exchanges)

    def _answered(self, asked: Exchange, turn: Turn) -> Iterator[Exchange]:
        """The exchange as its answer grows; each sentence of it has been verified."""
        handed = handed_over(turn, self._said)
        if handed:
            yield asked.model_copy(update={"answer": handed})
            return
        for answer in self._assistant.answer_stream(turn):
            kept = _kept(self._assistant, answer)
            yield asked.model_copy(update={"answer": kept, "partial": True})

    def _current(
        self, before: Exchanges, exchange: Exchange, *, busy: bool = False
    ) -> tuple[str, str]:
        """The current exchange, and what to keep."""
        shown = exchange_html(exchange, len(before), self._passages, self._said, busy=busy)
        return shown, write_exchanges((*before, exchange))

    def _whole(self, exchanges: Exchanges) -> Update:
        if not exchanges:
            return "", "", write_exchanges(exchanges)
        *past, last = exchanges
        return (
            exchanges_html(tuple(past), self._passages, self._said),
            *self._current(tuple(past), last),
        )


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


def _note(line: str) -> str:
    """What is wrong with the question, at its box."""
    return f'<p class="problem" role="alert">{safe(line)}</p>'
