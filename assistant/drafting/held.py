"""What a draft has of a brief: its words, and which of them stand together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from assistant.language import content_words, normalized, stem

WORD = re.compile(r"#?\w[\w.:/&'’@+-]*")
SHORT_NUMBER = re.compile(r"\d{1,3}")
BEFORE, AFTER = re.compile(r"([\w-]+)\s$"), re.compile(r"\s([\w-]+)")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+|\|")
SAID, LEAST_MEANT = 0.75, 2
NEGATIONS = {"niet", "geen", "nooit", "niemand", "niets", "niks", "not", "no", "never", "nobody"}


@dataclass(frozen=True, slots=True)
class Held:
    """A text as it is compared, its stems, and those that stand beside each other."""

    text: str
    words: frozenset[str]
    pairs: frozenset[frozenset[str]]
    sentences: tuple[frozenset[str], ...]


def held_in(text: str) -> Held:
    """The words of a draft."""
    sentences = [[stem(word) for word in _words(s)] for s in SENTENCE_END.split(text)]
    stems = [word for sentence in sentences for word in sentence]
    pairs = frozenset(map(frozenset, pairwise(stems)))
    return Held(normalized(text), frozenset(stems), pairs, tuple(map(frozenset, sentences)))


def says(held: Held, words: Iterable[re.Match[str]]) -> bool:
    """Whether one sentence of the draft has most of what the words of a clause mean."""
    meant = {
        stem(w)
        for word in words
        if content_words(word[0]) or word[0].lower() in NEGATIONS
        for w in _words(word[0])
    }
    most = max((len(meant & sentence) for sentence in held.sentences), default=0)
    return len(meant) < LEAST_MEANT or most >= SAID * len(meant)


def has(held: Held, word: re.Match[str]) -> bool:
    """Whether the draft has the word; a short number only beside the word that it stands beside.

    A draft is full of small numbers: "1 maart" is not told because it has a step 1 and a month.
    """
    own = _words(word[0])
    if not all(stem(w) in held.words for w in own):
        return False
    if not SHORT_NUMBER.fullmatch(word[0]):
        return True
    before = word.string[: word.start()].rpartition("\n")[2]
    after = word.string[word.end() :].partition("\n")[0]
    beside = [m[1] for m in (BEFORE.search(before), AFTER.match(after)) if m]
    return any(frozenset((stem(own[0]), stem(w))) in held.pairs for x in beside for w in _words(x))


def _words(text: str) -> tuple[str, ...]:
    """The words and numbers of a text, as they are compared."""
    return tuple(w.strip(".:/'-") for w in WORD.findall(normalized(text)))
