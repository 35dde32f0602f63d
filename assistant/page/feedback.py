"""Judgements of answers, kept on the server without the question, unless its asker agrees."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.types import Mode, SectionId

FILE = "feedback.jsonl"
MOST_BYTES = 5_000_000


class FeedbackError(Exception):
    """Feedback that is not kept; `status` is the HTTP status that says why."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Feedback(BaseModel):
    """One judgement. `question` is empty unless the asker ticked that it may be kept."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    verdict: Literal["useful", "useless"]
    reason: str = Field("", max_length=1000)
    question: str = Field("", max_length=2000)
    sections: tuple[SectionId, ...] = Field((), max_length=20)
    abstained: bool
    mode: Mode
    when: str = ""


def keep_feedback(folder: Path, body: bytes) -> None:
    """Adds a judgement to the file, with the day only. Raises FeedbackError."""
    try:
        feedback = Feedback.model_validate_json(body)
    except ValidationError as error:
        raise FeedbackError(422) from error
    file = folder / FILE
    if file.exists() and file.stat().st_size > MOST_BYTES:
        raise FeedbackError(507)
    day = datetime.now(UTC).date().isoformat()
    folder.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as out:
        out.write(feedback.model_copy(update={"when": day}).model_dump_json() + "\n")
