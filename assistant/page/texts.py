"""The sentences of the page, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict


class Texts(BaseModel):
    """Every sentence of the page in one language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    heading: str
    intro: str
    notice: str
    skip: str
    conversation: str
    placeholder: str
    question: str
    question_placeholder: str
    ask: str
    stop: str
    new: str
    examples: str
    follow_ups: str
    sources: str
    sources_empty: str
    sources_hint: str
    sources_none: str
    nearest: str
    cite_label: str
    row: str
    example_questions: tuple[str, ...]
    fault: str
    loading_title: str
    loading: str
    broken_title: str
    broken: str
    port_taken: str
    ready: str


@cache
def texts() -> Texts:
    """The Dutch sentences. Raises pydantic's ValidationError naming a missing or unknown key."""
    file = Path(__file__).with_name("texts.nl.yaml")
    return Texts.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
