"""What a language model is asked for a draft: one paragraph at a time, as data, within the time limits."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from assistant.drafting.carried import Wish
from assistant.drafting.draft import kind_named
from assistant.drafting.types import Block, Draft
from assistant.index import Index
from assistant.model_stream import StreamFault, stream
from assistant.models import Model
from assistant.privacy import Masked, mask, unmask
from assistant.prompts import as_data, numbered, prompt
from assistant.sentence_stream import NoAnswer, drafted
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage


@dataclass(frozen=True, slots=True)
class Writer:
    """A model with what it takes to let it write; `personal_data` overrides the setting."""

    model: Model
    index: Index
    settings: Settings
    personal_data: Literal["stop", "mask"] | None = None


class Asking:
    """The calls for one draft, within its time limits; `read` tells whether any answer was text."""

    def __init__(self, writer: Writer, draft: Draft) -> None:
        self._writer, self._draft = writer, draft
        self._form: Mapping[str, Any] = writer.model.structured
        self._started = time.monotonic()
        self.read = False

    def answer(self, block: Block, paragraph: str, wish: Wish | None) -> str:
        """The model's words for the paragraph, "" when there are none. Raises StreamFault."""
        try:
            return self._streamed(block, paragraph, wish)
        except StreamFault as fault:
            if fault.kind != "request" or not self._form:
                raise
        self._form = {}  # a server that cannot keep to a schema
        return self._streamed(block, paragraph, wish)

    def _streamed(self, block: Block, paragraph: str, wish: Wish | None) -> str:
        from langchain_core.messages import HumanMessage, SystemMessage

        rules = prompt("draft", self._draft.language)
        asked = self._asked(block, paragraph, wish)
        sent = Masked(asked, {}) if self._writer.model.info.local else mask(asked)
        form = rules.text("json" if self._form else "plain")
        messages: list[BaseMessage] = [
            SystemMessage(rules.text("system")),
            HumanMessage(f"{sent.text}\n{form}"),
        ]
        found = []
        try:
            with closing(
                stream(self._writer.model, messages, self._form, self._deadline)
            ) as pieces:
                for sentence in drafted(pieces):
                    self.read = True
                    found.append(sentence.text)
        except NoAnswer:
            self.read = True
        return unmask(" ".join(found), sent.mapping)

    def _asked(self, block: Block, paragraph: str, wish: Wish | None) -> str:
        """What is asked, with paragraph, facts and passages as data."""
        language = self._draft.language
        facts = json.dumps(kept_in(paragraph, self._draft), ensure_ascii=False)
        if wish:
            wishes = prompt("rewrite", language)
            return wishes.text(
                "rewrite", wish=wishes.text(wish), text=as_data(paragraph), facts=facts
            )
        passages = [self._writer.index.passage(p, language) for p in block.citations]
        return prompt("draft", language).text(
            "draft",
            instruction=kind_named(self._draft.kind).spec.instruction.of(language),
            text=as_data(paragraph),
            facts=facts,
            passages=numbered(passages),
        )

    def _deadline(self) -> float:
        """The moment that the reader has waited long enough."""
        settings = self._writer.settings
        first = settings.model_seconds if self.read else settings.model_first_seconds
        return self._started + min(first, settings.model_seconds)


def kept_in(paragraph: str, draft: Draft) -> tuple[str, ...]:
    """What has to stay letter for letter: the given facts and added sentences that stand in it."""
    given = [f for f in draft.facts if f.source != "default"]
    shown = [form for f in given for form in (f.shown, f.shown[:1].upper() + f.shown[1:])]
    values = [f.value for f in given if f.shown not in paragraph]
    those = dict.fromkeys((*shown, *values, *draft.brief.additions))
    return tuple(t for t in those if t and re.search(rf"(?<!\w){re.escape(t)}(?!\w)", paragraph))
