"""The words of an edition under numbers, and what each of them means and is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.encoder import Encoder
from assistant.encoder.lexicon import GLOSSARY
from assistant.expansion import Thesaurus
from assistant.faithfulness.reading import Reading, word_lists
from assistant.language import Vocabulary, compound_parts, normalized, stem, words
from assistant.types import Language

Floats = NDArray[np.float32]
Senses = Mapping[tuple[str, str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of an edition, each with a number: one for all words of the same stem.

    `by_sense` and `by_part` hold the numbers of the words with a meaning, or with the stem of a
    part of a compound. `near` keeps the nearness of words met before to every word.
    """

    stems: Mapping[str, int]
    vectors: Floats
    near: dict[str, Floats]
    senses: Senses
    by_sense: Mapping[str, NDArray[np.int64]]
    by_part: Mapping[str, NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class Numbered:
    """Texts as the numbers of their words: those of a text are `ids` from `starts[text]` on.

    The first of each is a placeholder, the number after the last of the lexicon.
    """

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]

    def of(self, text: int) -> NDArray[np.int64]:
        """The numbers of the words of one text."""
        last = self.starts[text + 1] if text + 1 < len(self.starts) else None
        return self.ids[self.starts[text] : last]


def lexicon_of(
    spelled: Mapping[str, str],
    language: Language,
    encoder: Encoder,
    senses: Senses,
    vocabulary: Vocabulary,
) -> Lexicon:
    """The lexicon of these stems, each with a word that has it."""
    met = tuple(spelled.values())
    return Lexicon(
        stems={name: number for number, name in enumerate(spelled)},
        vectors=encoder.encode(met),
        near={},
        senses=senses,
        by_sense=places(senses.get((language, stem(word, language)), ()) for word in met),
        by_part=places(_part_stems(word, vocabulary) if language == "nl" else () for word in met),
    )


def _part_stems(word: str, vocabulary: Vocabulary) -> list[str]:
    return [stem(part) for part in compound_parts(word, vocabulary)]


def spelled_in(
    readings: Iterable[Reading], worded: Iterable[Mapping[str, str]]
) -> Mapping[str, str]:
    """Per stem the word first met with it; `worded` holds stems that have their word already."""
    first: dict[str, str] = {}
    for token in (t for reading in readings for t in reading.tokens):
        first.setdefault(token.stem, token.word)
    for name, word in (pair for those in worded for pair in those.items()):
        first.setdefault(name, word)
    return first


def numbered(texts: Iterable[Iterable[str]], lexicon: Lexicon) -> Numbered:
    """Texts, given as the stems of their words, by the numbers of these."""
    ids: list[int] = []
    starts: list[int] = []
    for stems in texts:
        starts.append(len(ids))
        ids += [len(lexicon.stems), *(lexicon.stems[name] for name in stems)]
    return Numbered(np.array(ids), np.array(starts))


def places(keys: Iterable[Iterable[str]]) -> dict[str, NDArray[np.int64]]:
    """Per key the numbers of the things that have it."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, those in enumerate(keys):
        for key in those:
            found[key].append(number)
    return {key: np.array(numbers) for key, numbers in found.items()}


def senses_of(thesaurus: Thesaurus) -> Senses:
    """Per language and stem the meanings of a word: concepts, lines of the glossary, groups."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for concept in thesaurus.concepts.values():
        for label in concept.labels:
            if len(spoken := words(label)) == 1:
                found["nl", stem(spoken[0])].add(f"c:{concept.id}")
                found["en", stem(spoken[0], "en")].add(f"c:{concept.id}")
    for number, line in enumerate(GLOSSARY.read_text(encoding="utf-8").splitlines()):
        dutch, _, english = line.partition(":")
        if line.startswith("#") or not english:
            continue
        for word in words(dutch):
            found["nl", stem(word)].add(f"g:{number}")
        for meaning in english.split(","):
            if len(spoken := words(meaning)) == 1:
                found["en", stem(spoken[0], "en")].add(f"g:{number}")
                found["en", stem(spoken[0], "en")].add(f"e:{stem(spoken[0], 'en')}")
                for word in words(dutch):
                    found["nl", stem(word)].add(f"e:{stem(spoken[0], 'en')}")
    for language, groups in word_lists()["same"].items():
        for number, group in enumerate(groups):
            for word in group.split():
                found[language, stem(normalized(word), language)].add(f"s:{language}{number}")
    return {key: frozenset(those) for key, those in found.items()}
