"""The words of a brief, and what tells the role of each, as hashed features."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.drafting.kinds import compiled
from assistant.language import stem

TOKEN = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)[^\s,;]*\w|[\w-]+(?:\.[\w-]+)*\.(?:nl|com|org|eu|net)\b(?:/[\w/-]*\w)?"
    r"|\d+(?:[.,:/-]\d+)*|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*|\n|[^\s]"
)
TYPED = (
    ("email", "{EMAIL}"),
    ("web", r"(?:https?://|www\.)\S+|(?<![@\w.-])[\w-]+\.(?:nl|com|org|eu)\b(?:/\S*\w)?"),
    ("phone", "{PHONE}"),
    ("date", r"{DATE}|\b(?:{VAGUE}|{RELATIVE})|\b\d{1,2}[-/]\d{1,2}\b(?![-/\d])"),
    ("day", r"\b(?:{DAY}|{SHORT_DAY})(?!\w)"),
    ("time", r"(?:{CLOCK}|\b\d{1,2}(?=[-–]\d{1,2}\s?(?:u|h|uur)\b)){HOURS}?"),
    ("street", r"(?:{STREET}){HOUSE}?|{DOOR}"),
    ("money", r"(?:€|euro\b|eur\b)\s?\d[\d.,]*|\d[\d.,]*\s?(?:euro|k\b)"),
    ("count", r"(?<![\d.,/:-])\b{AMOUNT}\b"),
    ("people", "{PEOPLE}"),
    ("hall", r"\b{HALL}\b"),
    ("function", "{FUNCTION}"),
    ("firm", r"\b(?:BV|B\.V\.|NV|VOF|Vastgoed|Beheer|Wonen|Living|Housing|Holding|Groep|Group|Flex\w*)(?!\w)"),
)  # fmt: skip
NEAR = 3
FAR_BEFORE, FAR_AFTER = 9, 6
PASSED = frozenset([
    "de", "het", "een", "'t", "is", "zijn", "was", "wordt", "door", "van", "in", "op", "aan", "the",
    "a", "an", "by", "of", "on", "at", "are", "our", "ons", "onze",
])  # fmt: skip
LINKS = frozenset([
    "van", "de", "der", "den", "het", "ten", "ter", "en", "of", "the", "&", "'", "-", ".", "t", "d",
])  # fmt: skip
CLAUSE_END = frozenset(".;!?\n")
MIX = np.uint32(0x9E3779B1)

OWN = 12
NONE = 0  # the hash of a feature that is not there

Hashes = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign of a brief, and where it stands."""

    text: str
    start: int
    end: int


def tokens_of(text: str) -> tuple[Token, ...]:
    """The words, numbers and signs of the text; a line break is one too."""
    return tuple(Token(m[0], *m.span()) for m in TOKEN.finditer(text))


def features_of(text: str, tokens: tuple[Token, ...], kind: str) -> Hashes:
    """The hashes of each word's features, shape (tokens, features), NONE where there is none.

    A feature is what a word is itself (word, stem, affixes, shape, the types that it has part in),
    the same of its neighbours with their distance, pairs of neighbours, and, without their
    distance, the words further on in the same clause.
    """
    count = len(tokens)
    own = np.array([_of_word(t.text) for t in tokens], dtype=np.uint32).reshape(count, -1)
    typed = np.array([_hashed(f"t={t}") for t in _types(text, tokens)], dtype=np.uint32)
    own = np.concatenate([own, typed[:, None]], axis=1)
    columns = [_mixed(own, 0)]
    columns += [_shifted(_mixed(own[:, [0, 1, 4, -1]], d), d) for d in range(-NEAR, NEAR + 1) if d]
    word, shape = own[:, 0], own[:, 4]
    columns += [_pair(word, word, -1), _pair(word, word, 1), _pair(typed, word, -1),
                _pair(typed, word, 1), _pair(typed, typed, -1), _pair(typed, typed, 1),
                _pair(shape, shape, 1), _pair(shape, word, -1), _pair(typed, word, -2)]  # fmt: skip
    before = _pair(word, word, -2, plus=-1)
    columns += [before, _pair(typed ^ shape, before[:, 0], 0)]
    of_kind = np.uint32(_hashed(f"k={kind}"))
    columns += [_spread(typed ^ of_kind)[:, None],
                _spread(word ^ of_kind)[:, None]]  # fmt: skip
    columns.append(_around_run(own[:, 1], typed, tokens))
    return np.concatenate([*columns, _far(own[:, 1], typed, tokens)], axis=1)


def own_features(text: str, tokens: tuple[Token, ...]) -> Hashes:
    """The hashes of what each word is itself, shape (tokens, OWN): as above, and each type apart."""
    found = np.full((len(tokens), OWN), NONE, dtype=np.uint32)
    for n, (token, types) in enumerate(zip(tokens, _types(text, tokens), strict=True)):
        apart = [_hashed(f"y={one}") for one in types.split("|") if one]
        hashes = [*_of_word(token.text), _hashed(f"t={types}"), *apart][:OWN]
        found[n, : len(hashes)] = hashes
    return found


@lru_cache(maxsize=20_000)
def _of_word(text: str) -> tuple[int, ...]:
    """The features of a word in any brief."""
    lower = re.sub(r"\d", "0", text.lower())
    shape = re.sub(r"(.)\1+", r"\1+", re.sub(r"[^\W\d_]", "a", re.sub(
        r"[A-ZÀ-Þ]", "A", re.sub(r"\d", "0", text))))  # fmt: skip
    named = (f"w={lower}", f"s={stem(lower)}", f"p={lower[:3]}", f"e={lower[-3:]}",
             f"f={shape}", f"e4={lower[-4:]}", f"l={min(len(text), 6)}{text[:1].isupper()}")  # fmt: skip
    return tuple(map(_hashed, named))


def _hashed(feature: str) -> int:
    return zlib.crc32(feature.encode())


def rows_of(features: Hashes, known: Hashes) -> NDArray[np.int64]:
    """Where each feature stands among the known ones; their number for one that is not known."""
    places = np.searchsorted(known, features)
    at = np.minimum(places, len(known) - 1)
    return np.where(known[at] == features, at, len(known))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, compiled(pattern)) for name, pattern in TYPED)


@lru_cache(maxsize=8)  # three readers look at the same brief
def _types(text: str, tokens: tuple[Token, ...]) -> tuple[str, ...]:
    """For each word the types of which it is the beginning or the rest."""
    found: list[list[str]] = [[] for _ in tokens]
    at = {place: n for n, t in enumerate(tokens) for place in range(t.start, t.end)}
    for name, pattern in _patterns():
        for match in pattern.finditer(text):
            inside = {at[p] for p in range(*match.span()) if p in at}
            for n in inside:
                found[n].append(name if n == min(inside) else f"{name}+")
    return tuple("|".join(names) for names in found)


def _spread(hashes: Hashes) -> Hashes:
    """The hashes with every bit depending on every other (Appleby's finaliser of MurmurHash3)."""
    mixed = hashes * MIX
    return (mixed ^ (mixed >> np.uint32(15))) * np.uint32(0x85EBCA6B)


def _mixed(hashes: Hashes, distance: int) -> Hashes:
    return _spread(hashes ^ np.uint32(_hashed(f"d={distance}")))


def _shifted(columns: Hashes, distance: int) -> Hashes:
    """The columns of the word at that distance, NONE before the first and after the last."""
    moved = np.full_like(columns, NONE)
    if distance > 0:
        moved[:-distance] = columns[distance:]
    else:
        moved[-distance:] = columns[:distance]
    return moved


def _pair(one: Hashes, other: Hashes, distance: int, plus: int | None = None) -> Hashes:
    """A word with the one at that distance, or its neighbours at two distances."""
    first = one if plus is None else np.roll(one, -plus)
    second = np.roll(other, -distance)
    salt = np.uint32(_hashed(f"pair={distance},{plus}"))
    return _spread(first * np.uint32(31) ^ second ^ salt)[:, None]


def _around_run(stems: Hashes, typed: Hashes, tokens: tuple[Token, ...]) -> Hashes:
    """The words before and after the name, date or number that the word is part of.

    All words of one name see the same: signs, articles and line breaks stand between it and what
    announces it, and are passed over.
    """
    empty, count = np.uint32(_hashed("t=")), len(tokens)
    telling = [
        n for n, t in enumerate(tokens) if t.text[:1].isalpha() and t.text.lower() not in PASSED
    ]
    inside = [bool(typed[n] != empty) or t.text[:1].isupper() for n, t in enumerate(tokens)]
    found = np.full((count, 6), 0, dtype=np.uint32)
    begin = 0
    while begin < count:
        end = begin + 1
        while (
            end < count
            and inside[begin]
            and (inside[end] or (tokens[end].text in LINKS and end + 1 < count and inside[end + 1]))
        ):
            end += 1
        before = [n for n in telling if n < begin][-2:]
        after = [n for n in telling if n >= end][:1]
        sign = stems[begin - 1] if begin else np.uint32(1)
        follows = stems[end] if end < count else np.uint32(1)
        words = [stems[n] for n in before[::-1]] + [np.uint32(1)] * (2 - len(before))
        found[begin:end] = [*words, stems[after[0]] if after else 1, sign, follows, words[0]]
        begin = end
    found[:, 5] = found[:, 5] * np.uint32(31) ^ typed
    salts = np.array([_hashed(f"run={n}") for n in range(6)], dtype=np.uint32)
    return _spread(found ^ salts)


def _far(stems: Hashes, typed: Hashes, tokens: tuple[Token, ...]) -> Hashes:
    """The stems of the words around it in its clause, alone and with the types of the word."""
    clause = np.cumsum([t.text in CLAUSE_END for t in tokens])
    columns = []
    for distance in (*range(-FAR_BEFORE, 0), *range(1, FAR_AFTER + 1)):
        places = np.arange(len(tokens)) + distance
        near_by = np.clip(places, 0, len(tokens) - 1)
        within = (places == near_by) & (clause[near_by] == clause)
        there = stems[near_by] ^ np.uint32(_hashed(f"far={distance > 0}"))
        columns += [
            np.where(within, _spread(near), np.uint32(NONE))
            for near in (there, there * np.uint32(31) ^ typed)
        ]
    return np.stack(columns, axis=1)
