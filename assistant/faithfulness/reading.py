"""A sentence as the checker sees it: its words, and the marks that decide what it says."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from assistant.language import DUTCH_WORDS, ENGLISH_WORDS, commonness, normalized, stem
from assistant.types import Language
from assistant.yaml_file import read_yaml

WORDS = Path(__file__).with_name("words.yaml")
TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
CLAUSE = re.compile(r"[,;:.?!()–]| - |\b(?:maar|want|terwijl|but|whereas|while)\b")
PART = re.compile(r"[,;:.?!()–]|\b(?:en|maar|and|but|or|of)\b")
WORD_START = re.compile(r"(?<![\w-])\w")
BEGINNING = re.compile(r"\w[^\\*]")
NUMBER = re.compile(r"(?<![a-z0-9])\d+(?:[.,:]\d+)*(?![a-z0-9])|(?<![a-z0-9])[a-c][12](?![a-z0-9])")
ONE = re.compile(r"\béén\b", re.IGNORECASE)
NAME = re.compile(r"(?<=[\w,;] )(?:[A-Z][\w&’'-]+)")
SCOPE_AFTER, SCOPE_BEFORE = 6, 2
EVERYDAY = 0.6
_Found = Mapping[str, Mapping[str, list[re.Match[str]]]]  # by sort and name


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its stem; `weight` 0.4 (everyday) to 1 (rare), 0 for a function word.

    `part` numbers the coordinated parts of the sentence, `denied` says that a negation reaches it,
    and `actor` is the role named last before it (or by it), "" for none; `acting` that it names one.
    """

    word: str
    stem: str
    weight: float
    part: int
    denied: bool
    actor: str
    acting: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a sentence, the marks of words.yaml in it, its actors in order, its numbers.

    `stems` are those of its words; `marks` maps the name of a mark to the words that bear it,
    `actors` a role to where it is first named, and `numbers` a value to how it is written; a level
    such as B1 is a number. `directs` says that it tells what to do, in the imperative.
    """

    text: str
    language: Language
    tokens: tuple[Token, ...]
    stems: frozenset[str]
    marks: Mapping[str, tuple[str, ...]]
    actors: Mapping[str, int]
    numbers: Mapping[str, str]
    names: tuple[str, ...]
    question: bool
    directs: bool


@cache
def word_lists() -> Mapping[str, Any]:
    """words.yaml as it is."""
    lists: Mapping[str, Any] = read_yaml(WORDS)
    return lists


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The patterns of words.yaml for one language, "marks" and "actors" by name.

    `beginning` says which can match at a word, by its first two letters, and at any under "".
    """

    names: Mapping[str, tuple[str, ...]]
    beginning: Mapping[str, tuple[tuple[str, str, re.Pattern[str]], ...]]


@cache
def _patterns(language: Language) -> _Patterns:
    lists = word_lists()
    found: dict[str, list[tuple[str, str, re.Pattern[str]]]] = {"": []}
    for sort in ("marks", "actors"):
        for name, those in lists[sort].items():
            pattern = _pattern(those[language])
            for first in {_first(entry) for entry in those[language]}:
                found.setdefault(first, []).append((sort, name, pattern))
    return _Patterns(
        {sort: tuple(lists[sort]) for sort in ("marks", "actors")},
        {first: tuple(dict.fromkeys((*those, *found[""]))) for first, those in found.items()},
    )


def _first(entry: str) -> str:
    """The two letters that all it matches begin with, "" where one cannot tell."""
    return entry[:2] if BEGINNING.match(entry) else ""


def _pattern(entries: list[str]) -> re.Pattern[str]:
    ordered = sorted(entries, key=len, reverse=True)
    joined = "|".join(e.replace("*", r"\w*") if "\\" not in e else e for e in ordered)
    return re.compile(rf"(?:{joined})(?![\w-])")


def _places(plain: str, language: Language) -> _Found:
    """Where the patterns of each name match, from left to right and none within another."""
    patterns = _patterns(language)
    found: _Found = {sort: {name: [] for name in names} for sort, names in patterns.names.items()}
    for word in WORD_START.finditer(plain):
        at = word.start()
        for sort, name, pattern in patterns.beginning.get(
            plain[at : at + 2], patterns.beginning[""]
        ):
            before = found[sort][name]
            if (not before or before[-1].end() <= at) and (hit := pattern.match(plain, at)):
                before.append(hit)
    return found


def stems_in(text: str, language: Language) -> dict[str, str]:
    """The stems of a text with the word that each is met in first, as `read` would find them."""
    plain = _plain(text, language)
    return {stem(word, language): word for word in reversed(TOKEN.findall(plain))}


def _plain(text: str, language: Language) -> str:
    return normalized(ONE.sub("1", text)) if language == "nl" else normalized(text)


@lru_cache(maxsize=8192)
def read(text: str, language: Language) -> Reading:
    """What stands in the sentence."""
    plain = _plain(text, language)
    found = _places(plain, language)
    marks, actors = found["marks"], found["actors"]
    tokens = _tokens(plain, language, found)
    return Reading(
        text=text,
        language=language,
        tokens=tokens,
        stems=frozenset(t.stem for t in tokens),
        marks={name: tuple(hit[0] for hit in hits) for name, hits in marks.items() if hits},
        actors={name: hits[0].start() for name, hits in actors.items() if hits},
        numbers=_numbers(plain, language),
        names=tuple(dict.fromkeys(normalized(name) for name in NAME.findall(text))),
        question=text.rstrip().endswith("?"),
        directs=_directives(language).search(plain) is not None,
    )


@cache
def _directives(language: Language) -> re.Pattern[str]:
    verbs = "|".join(word_lists()["directives"][language])
    return re.compile(rf"(?:^\W*|[,:;] )(?:{verbs})(?![\w-])")


@cache
def _consisting(language: Language) -> re.Pattern[str]:
    """Says no more than "is": "bestaat uit", beside which a passage puts its list in brackets."""
    return re.compile(rf"\b(?:{'|'.join(word_lists()['consisting'][language])})\b")


def _tokens(plain: str, language: Language, found: _Found) -> tuple[Token, ...]:
    stopwords = DUTCH_WORDS if language == "nl" else ENGLISH_WORDS
    hits = [(m.start(), m[0]) for m in TOKEN.finditer(plain)]
    denied = _denied(plain, [start for start, _ in hits], found["marks"])
    cuts = [m.start() for m in PART.finditer(plain)]
    named = {m.start(): name for name, those in found["actors"].items() for m in those}
    joined = [m.span() for m in _consisting(language).finditer(plain)]
    actor = ""
    tokens = []
    for n, (start, word) in enumerate(hits):
        light = word in stopwords or (len(word) == 1 and word not in ("x",))
        light = light or any(a <= start < b for a, b in joined)
        weight = 0.0 if light else 1 - EVERYDAY * commonness(word)
        part = bisect_left(cuts, start)
        actor = named.get(start, actor)
        acts = start in named
        tokens.append(Token(word, stem(word, language), weight, part, denied[n], actor, acts))
    return tuple(tokens)


def _denied(plain: str, starts: list[int], marks: Mapping[str, list[re.Match[str]]]) -> list[bool]:
    """Per word whether a negation reaches it: six words on or two back in the same clause."""
    harmless = [m.span() for m in marks["no_negation"]]
    places = [
        m.start() for m in marks["negation"] if not any(a <= m.start() < b for a, b in harmless)
    ]
    if not places:
        return [False] * len(starts)
    cuts = [m.start() for m in CLAUSE.finditer(plain)]
    clause = [bisect_left(cuts, start) for start in starts]
    denied = [False] * len(starts)
    for place in places:
        at = starts.index(place) if place in starts else None
        if at is None:
            continue
        for n in range(max(0, at - SCOPE_BEFORE), min(len(starts), at + SCOPE_AFTER + 1)):
            denied[n] = denied[n] or clause[n] == clause[at]
    return denied


def _numbers(plain: str, language: Language) -> dict[str, str]:
    spelled = word_lists()["numbers"][language]
    numbers = {}
    for hit in NUMBER.findall(plain):
        value = hit.replace(".", "").replace(",", "") if re.search(r"[.,]\d{3}\b", hit) else hit
        numbers[value] = hit
    for hit in TOKEN.findall(plain):
        if hit in spelled:
            numbers[str(spelled[hit])] = hit
    return numbers


def negations(reading: Reading) -> int:
    """How many words of the sentence deny, "niet alleen" not counted."""
    return max(
        0, len(reading.marks.get("negation", ())) - len(reading.marks.get("no_negation", ()))
    )
