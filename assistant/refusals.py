"""What the assistant does not do, from prompts/refusals.yaml, and what is left of the question."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from assistant.classifier import to_refuse
from assistant.language import content_words, normalized
from assistant.phrases import PROMPTS, PhrasesError
from assistant.sentences import sentences
from assistant.types import Language, PassageId
from assistant.yaml_file import read_yaml

REFUSALS = "refusals.yaml"
QUOTED = re.compile(r"[\"“”]([^\"“”]{12,})[\"“”]|(?<!\w)'([^']{12,})'(?!\w)", re.DOTALL)
LEAST_WORDS, LEAST_TO_JUDGE = 1, 2
LONG = 40  # words; a brief with more tells much, and what it asks for stands in one sentence
SURELY = 0.75  # from here on such a sentence is refused


class Refusal(BaseModel):
    """A kind of request that is refused, with the passages that say why, if any."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    patterns: tuple[re.Pattern[str], ...]
    reply: Mapping[Language, str]
    passages: tuple[PassageId, ...] = ()
    rest: bool = False

    def fits(self, text: str) -> bool:
        """Whether the text asks for this."""
        plain = normalized(text)
        return any(pattern.search(plain) for pattern in self.patterns)


@dataclass(frozen=True, slots=True)
class Reading:
    """A message as read: the question in it, and the refusal that it meets, if any."""

    question: str
    refusal: Refusal | None = None


@cache
def refusals() -> tuple[Refusal, ...]:
    """Every refusal in the file's order. Raises PhrasesError naming file and field."""
    try:
        raw = read_yaml(PROMPTS / REFUSALS)
        return TypeAdapter(tuple[Refusal, ...]).validate_python(raw)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise PhrasesError(f"{REFUSALS}: {place}: {first['msg']}") from error
    except (OSError, yaml.YAMLError) as error:
        raise PhrasesError(f"{REFUSALS}: {error}") from error


def read(message: str) -> Reading:
    """The question in a message: orders in pasted text are data, and a question beside them counts.

    What stands between quotation marks is somebody else's text; when a question stands outside,
    that is the question.
    """
    outside = " ".join(QUOTED.sub(" ", message).split())
    question = outside if "?" in outside and outside != message else message
    for refusal in refusals():
        if not refusal.fits(question):
            continue
        if refusal.rest:
            left = " ".join(s for s in sentences(question) if not refusal.fits(s))
            if "?" in left and len(content_words(left)) >= LEAST_WORDS:
                question = left
                continue
        return Reading(question, refusal)
    return Reading(question, _learned(question))


def refused_in(brief: str) -> Refusal | None:
    """The refusal of what a brief for a draft asks for; None for none.

    A short brief is read as any message is, a long one sentence by sentence.
    """
    if len(brief.split()) <= LONG:
        return read(brief).refusal
    return next(filter(None, map(_of_sentence, sentences(brief))), None)


def _of_sentence(sentence: str) -> Refusal | None:
    if said := next((r for r in refusals() if r.fits(sentence)), None):
        return said
    learned = _learned(sentence, SURELY)
    return learned if learned and learned.passages else None


def _learned(question: str, least: float | None = None) -> Refusal | None:
    """The refusal that the classifier is sure of, for what no pattern says in so many words."""
    if len(content_words(question)) < LEAST_TO_JUDGE:
        return None
    kind = to_refuse(question, least=least)
    return next((r for r in refusals() if r.id == kind), None)
