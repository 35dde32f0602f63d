"""The assistant's own words, from prompts/: leads, refusals, small talk, follow-up questions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.types import Language, PersonalDataKind, SectionId
from assistant.yaml_file import read_yaml

PROMPTS = Path(__file__).resolve().parent.parent / "prompts"


class PhrasesError(Exception):
    """A file of phrases that cannot be used; the message names file and field."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Groups(_Strict):
    """Headings over the parts of a longer answer."""

    what: str
    how: str
    watch: str
    practice: str


class SmallTalk(_Strict):
    """What people say that is no question, as regular expressions, and the reply."""

    patterns: tuple[str, ...]
    reply: str


class Errors(_Strict):
    """One line per kind of bad input."""

    empty: str
    too_long: str
    no_words: str
    other_language: str


class ModelPhrases(_Strict):
    """What is said about a language model: where it runs, what it lacks, what was left out.

    `start` are the lines at start, `faults` those under an answer, both by kind.
    """

    none: str
    here: str
    elsewhere: str
    meanwhile: str
    start: Mapping[str, str]
    faults: Mapping[str, str]
    instead: str
    completed: str
    rest: str
    written: str
    removed_one: str
    removed: str
    replaced_one: str
    replaced: str
    personal_data: str
    masked: str
    kinds: Mapping[PersonalDataKind, str]


class Phrases(_Strict):
    """Every sentence that is the assistant's own, in one language."""

    lead: str
    lead_narrow: str
    lead_checked: str
    checking: tuple[re.Pattern[str], ...]
    lead_broad: str
    translation: str
    groups: Groups
    follow_ups: str
    row: str
    column: str
    box: str
    and_: str
    abstain: str
    abstain_topic: str
    abstain_near: str
    abstain_unclear: str
    small_talk: Mapping[str, SmallTalk]
    errors: Errors
    model: ModelPhrases


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question that the section answers."""

    section: SectionId
    nl: str
    en: str

    def text(self, language: Language) -> str:
        """The question in the language."""
        return self.nl if language == "nl" else self.en


@cache
def phrases(language: Language) -> Phrases:
    """The phrases of one language. Raises PhrasesError naming file and field."""
    name = f"phrases.{language}.yaml"
    raw = _yaml(name)
    try:
        found = Phrases.model_validate(raw)
        for talk in found.small_talk.values():
            for pattern in talk.patterns:
                re.compile(pattern)
    except ValidationError as error:
        first = error.errors()[0]
        raise PhrasesError(f"{name}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    except re.error as error:
        raise PhrasesError(f"{name}: small_talk: ongeldig patroon ({error})") from error
    return found


@cache
def follow_up_questions() -> tuple[FollowUp, ...]:
    """Every follow-up question in the file's order. Raises PhrasesError naming file and section."""
    name = "follow_ups.yaml"
    found: list[FollowUp] = []
    for section, questions in _yaml(name).items():
        for question in questions:
            if set(question) != set(get_args(Language)):
                raise PhrasesError(f"{name}: {section}: een vraag heeft nl en en nodig")
            found.append(FollowUp(str(section), question["nl"], question["en"]))
    return tuple(found)


def _yaml(name: str) -> Mapping[str, list[dict[str, str]]]:
    try:
        raw = read_yaml(PROMPTS / name)
    except (OSError, yaml.YAMLError) as error:
        raise PhrasesError(f"{name}: {error}") from error
    if not isinstance(raw, dict):
        raise PhrasesError(f"{name}: verwacht sleutels met waarden")
    return raw
