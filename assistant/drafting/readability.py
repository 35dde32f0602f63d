"""Signals of plain language in a text. They help a writer; they do not prove a level."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.drafting.kinds import SHARED, SpecError, sentences_of_drafting
from assistant.drafting.types import Readability, Signal
from assistant.language import normalized
from assistant.sentences import sentences
from assistant.types import Language
from assistant.yaml_file import read_yaml

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
MARKUP = re.compile(r"[*_#`>|]+|^\s*(?:[-•]|\d+\.)\s", re.MULTILINE)
ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+")
ABBREVIATION = re.compile(r"\b[A-Z]{2,6}\b|\b(?:[a-z]\.){2,}")
# One sounded vowel each, longest first: "aai" in "haai", "ij" in "wij", "oe" in "boek".
NUCLEUS = re.compile(
    r"aai|ooi|oei|eeuw|ieuw|eau|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|au|ou|[aeiouyáéíóúàèìòùâêîôû]"
)
DIAERESIS = str.maketrans({"ä": "·a", "ë": "·e", "ï": "·i", "ö": "·o", "ü": "·u"})


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Limits(_Strict):
    """Where a signal begins: words of a sentence, and the Zipf value of a rare word."""

    long_sentence: int
    rare_zipf: float


class Words(_Strict):
    """The passive, abbreviations that need no explaining, and official words with a plainer one."""

    passive: re.Pattern[str]
    known_abbreviations: tuple[str, ...]
    plain: Mapping[str, str]


class PlainWords(_Strict):
    """The content of prompts/drafting/plain_words.yaml."""

    limits: Limits
    languages: Mapping[Language, Words]


@cache
def plain_words() -> PlainWords:
    """Limits and words. Raises SpecError naming file and field."""
    try:
        raw = read_yaml(SHARED / "plain_words.yaml")
        return PlainWords.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise SpecError(f"plain_words.yaml: {place}: {first['msg']}") from error


def syllables(word: str) -> int:
    """The syllables of a Dutch word: its vowel sounds, at least one."""
    return max(1, len(NUCLEUS.findall(word.lower().translate(DIAERESIS))))


def flesch_douma(text: str) -> float:
    """Reading ease of a Dutch text, 0 (hard) to 100 (easy).

    206.8 - 0.77 * syllables per 100 words - 0.93 * words per sentence (Douma 1960).
    Raises ValueError for a text without a word.
    """
    words = _words(text)
    if not words:
        raise ValueError("a text without a word has no reading ease")
    count = sum(syllables(w) for w in words)
    lines = _sentences(text)
    score = 206.8 - 0.77 * (100 * count / len(words)) - 0.93 * (len(words) / len(lines))
    return min(100.0, max(0.0, score))


def readability(text: str, language: Language, said_in: Language | None = None) -> Readability:
    """Counts and signals of the text; the advice is in its own language, or in `said_in`."""
    words, lines, said = _words(text), _sentences(text), said_in or language
    lengths = [len(_words(line)) for line in lines]
    return Readability(
        words=len(words),
        sentences=len(lines),
        words_per_sentence=round(len(words) / len(lines), 1) if lines else 0.0,
        longest_sentence=max(lengths, default=0),
        flesch_douma=round(flesch_douma(text), 1) if words and language == "nl" else None,
        signals=(
            *_long_sentences(lines, said),
            *_official_words(text, language, said),
            *_passives(lines, language, said),
            *_abbreviations(text, language, said),
        ),
    )


def _words(text: str) -> list[str]:
    return WORD.findall(ADDRESS.sub("", MARKUP.sub(" ", text)))


def _sentences(text: str) -> list[str]:
    """The sentences with a word in them; a line of its own, such as a heading, is one."""
    plain = MARKUP.sub(" ", text.replace("|", "\n"))  # a table cell is a line of its own
    found = [s for line in plain.splitlines() for s in sentences(" ".join(line.split()))]
    return [s for s in found if WORD.search(s)]


def _long_sentences(lines: list[str], said: Language) -> Iterator[Signal]:
    for line in lines:
        count = len(_words(line))
        if count > plain_words().limits.long_sentence:
            advice = sentences_of_drafting().long_sentence.of(said).format(count=count)
            yield Signal("long_sentence", line, advice)


def _official_words(text: str, language: Language, said: Language) -> Iterator[Signal]:
    plain = f" {' '.join(WORD.findall(text.lower()))} "
    for official, everyday in plain_words().languages[language].plain.items():
        if f" {official} " in plain:
            advice = sentences_of_drafting().word.of(said).format(plain=everyday)
            yield Signal("word", official, advice, everyday)


def _passives(lines: list[str], language: Language, said: Language) -> Iterator[Signal]:
    pattern = plain_words().languages[language].passive
    for line in lines:
        match = pattern.search(normalized(line))
        if match:
            yield Signal("passive", line, sentences_of_drafting().passive.of(said))


def _abbreviations(text: str, language: Language, said: Language) -> Iterator[Signal]:
    """Abbreviations that stand nowhere between brackets after their meaning."""
    known = plain_words().languages[language].known_abbreviations
    for short in dict.fromkeys(ABBREVIATION.findall(ADDRESS.sub("", text))):
        explained = f"({short})" in text or re.search(rf"\b{re.escape(short)}\b\s?\(", text)
        if short.strip(".").lower() not in known and not explained:
            yield Signal("abbreviation", short, sentences_of_drafting().abbreviation.of(said))
