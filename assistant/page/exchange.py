"""One question with what came of it, as the browser keeps it.

The server keeps no conversation: the browser sends its own along with each question.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from assistant.types import Answer, Evidence, Language, Message, Mode, PassageId, Turn

LONGEST = 40
SHOWN_EVIDENCE = 8


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class KeptClaim(_Kept):
    """A sentence, or a few of the same passages, with its citations."""

    text: str = Field(max_length=5000)
    citations: tuple[PassageId, ...] = Field(max_length=20)


class KeptGroup(_Kept):
    """Claims under one heading."""

    heading: str = Field("", max_length=300)
    ordered: bool = False
    claims: tuple[KeptClaim, ...] = Field(max_length=200)


class KeptEvidence(_Kept):
    """A passage that was found, with its score from 0 to 1."""

    passage: PassageId
    score: float


class Handed(_Kept):
    """Something for another view: a kept draft as JSON, or a text to be reviewed."""

    view: Literal["draft", "review"]
    content: str = Field(max_length=60_000)


class KeptAnswer(_Kept):
    """What the assistant said; `withheld` from a model elsewhere, for the personal data in it."""

    language: Language
    mode: Mode
    abstained: bool
    lead: str = Field(max_length=3000)
    groups: tuple[KeptGroup, ...] = Field(max_length=50)
    text: str = Field(max_length=60_000)
    searched: str = Field(max_length=5000)
    follow_ups: tuple[str, ...] = Field(max_length=10)
    evidence: tuple[KeptEvidence, ...] = Field(max_length=20)
    notices: tuple[str, ...] = Field((), max_length=20)
    model: str = Field("", max_length=300)
    withheld: bool = False
    handed: Handed | None = None


class Exchange(_Kept):
    """A question and its answer; `problem` may say why there is none, or why it is `partial`."""

    question: str = Field(max_length=20_000)
    answer: KeptAnswer | None = None
    partial: bool = False
    problem: str = Field("", max_length=2000)


_KEPT = TypeAdapter(tuple[Exchange, ...])


def read_exchanges(kept: str) -> tuple[Exchange, ...]:
    """What the browser sent; nothing of it when it is not ours."""
    try:
        return _KEPT.validate_json(kept or "[]")[-LONGEST:]
    except ValidationError:
        return ()


def write_exchanges(exchanges: Sequence[Exchange]) -> str:
    """The exchanges as the browser keeps them."""
    return json.dumps([e.model_dump() for e in exchanges[-LONGEST:]], ensure_ascii=False)


def turn_for(question: str, before: Sequence[Exchange], *, masked: bool = False) -> Turn:
    """The question with the answered part of the conversation before it.

    `masked` lets it go to a model elsewhere with its personal data masked.
    """
    history: list[Message] = []
    for exchange in before:
        if exchange.answer:
            history.append(Message("user", exchange.question))
            history.append(Message("assistant", exchange.answer.text))
    return Turn(question, tuple(history), personal_data="mask" if masked else None)


def kept_answer(answer: Answer, evidence: Sequence[Evidence]) -> KeptAnswer:
    """The answer with the passages that were best for its question."""
    return KeptAnswer(
        language=answer.language,
        mode=answer.mode,
        abstained=answer.abstained,
        lead=answer.lead,
        groups=tuple(
            KeptGroup(
                heading=group.heading,
                ordered=group.ordered,
                claims=tuple(KeptClaim(text=c.text, citations=c.citations) for c in group.claims),
            )
            for group in answer.groups
        ),
        text=answer.text,
        searched=answer.standalone_question,
        follow_ups=answer.follow_ups,
        notices=answer.notices,
        model=answer.model,
        withheld=bool(answer.personal_data) and not answer.model,
        evidence=tuple(
            KeptEvidence(passage=e.passage.id, score=max(0.0, min(1.0, e.score)))
            for e in evidence[:SHOWN_EVIDENCE]
        ),
    )
