"""What a question asks for: its words with every stem that can stand for them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.expansion import concepts_in
from assistant.index import Index
from assistant.language import (
    LIGHT_WORDS,
    commonness,
    content_words,
    separable_verbs,
    stem,
    weighted_terms,
    words,
)
from assistant.types import Passage

SYNONYM_WEIGHT = 0.5
PHRASE_WEIGHT = 0.9
UNKNOWN_LIFT = 1.7
VERB_PART = 0.6
NAMING = 0.5
PART_OF_LABEL = 0.8
RELATED_WEIGHT = 0.15
LIGHT = 0.3
EVERYDAY = 0.7
QUESTION_WORDS = {
    **{word: word.capitalize() for word in ("wie", "waar", "wanneer", "waarom")},
    **{"who": "Wie", "where": "Waar", "when": "Wanneer", "why": "Waarom"},
}
QUESTION_WORD = re.compile(
    rf"(?:(?:voor|met|aan|van|door|for|with|to|by)\s)?({'|'.join(QUESTION_WORDS)})\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A content word of the question, its weight, and every stem that can stand for it.

    A light word says how something is asked ("stappen", "tips") and counts for little.
    """

    word: str
    weight: float
    light: bool
    variants: Mapping[str, float]


def query_words(index: Index, question: str) -> tuple[QueryWord, ...]:
    """The question's content words with their stems, parts and synonyms.

    A word weighs as much as the rarest of its own stems that the corpus knows, or as an
    unknown word.
    """
    synonyms = _synonyms(index, question)
    found: dict[str, QueryWord] = {}
    for word in content_words(question):
        own = dict(weighted_terms(word, index.vocabulary, verbs=True))
        verbs = separable_verbs(word, question, index.vocabulary)
        if verbs:
            own = {**{t: VERB_PART * w for t, w in own.items()}, **dict.fromkeys(verbs, 1.0)}
        meant = synonyms.get(stem(word), {})
        # a word that the guideline never uses can only be found by what it means
        lift = 1.0 if any(t in index.bm25.idf for t in own) else UNKNOWN_LIFT
        lifted = {t: min(1.0, w * lift) if w >= SYNONYM_WEIGHT else w for t, w in meant.items()}
        variants = {**lifted, **own}
        known = [index.bm25.idf[t] for t in (verbs or own) if t in index.bm25.idf]
        known = known or [index.bm25.idf[t] for t in meant if t in index.bm25.idf]
        rarity = index.bm25.idf.get(stem(word)) if not verbs else None
        if rarity is None:
            # an everyday word that the guideline happens not to use says little
            unknown = index.bm25.highest_idf * (1 - EVERYDAY * commonness(word))
            rarity = max(known, default=unknown)
        light = word in LIGHT_WORDS
        found.setdefault(word, QueryWord(word, rarity * (LIGHT if light else 1.0), light, variants))
    for place, meant in synonyms.items():
        if place.startswith("="):
            rarities = [index.bm25.idf[t] for t in meant if t in index.bm25.idf]
            found[place] = QueryWord(place, min(rarities, default=0.0), False, meant)
    return tuple(found.values())


def _synonyms(index: Index, question: str) -> dict[str, dict[str, float]]:
    """Per stem of the question the stems that may stand for it, by the concepts it names.

    A label of several words is surer than a single word. Where a label holds only function words
    ("waar hou") the concept itself stands in for them.
    """
    content = {stem(word) for word in content_words(question)}
    found: dict[str, dict[str, float]] = {}
    for concept, label in concepts_in(question, index.thesaurus):
        sure = PHRASE_WEIGHT if len(label) > 1 else SYNONYM_WEIGHT
        expansion: dict[str, float] = {}
        for terms in map(_label_terms, concept.labels):
            # one word of "onjuiste informatie" says less of a rumour than "roddels" does
            alone = sure if len(terms) == 1 else sure * PART_OF_LABEL
            for term in terms:
                expansion[term] = max(expansion.get(term, 0.0), alone)
        for other in concept.related:
            for related in index.thesaurus.concepts[other].labels:
                for term in _label_terms(related):
                    expansion.setdefault(term, RELATED_WEIGHT)
        for place in [t for t in label if t in content] or [f"={concept.id}"]:
            mine = found.setdefault(place, {})
            for term, weight in expansion.items():
                mine[term] = max(mine.get(term, 0.0), weight)
    return found


def _label_terms(label: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in content_words(label))


def names_cell(passage: Passage, question: str, asked: Sequence[QueryWord]) -> bool:
    """Whether the question names both the row and the column of this table cell."""
    return name_cells((passage,), question, asked)[0]


def name_cells(
    passages: Sequence[Passage], question: str, asked: Sequence[QueryWord]
) -> list[bool]:
    """Whether the question names both the row and the column of each; False for what is no cell."""
    opening = QUESTION_WORD.match(question)
    word = QUESTION_WORDS[opening[1].lower()].lower() if opening else None
    heads: dict[str, set[str]] = {}
    for head in {h for p in passages if p.kind == "cell" for h in (p.row, p.column) if h}:
        heads[head] = naming(head, asked)
    rows = {p.row for p in passages if p.row in heads and word in words(p.row)}

    def named(cell: Passage) -> bool:
        if cell.kind != "cell" or not cell.row or not heads.get(cell.column):
            return False
        row = heads[cell.row] | ({""} if cell.row in rows else set())
        return bool(row - heads[cell.column])

    return [named(p) for p in passages]


def naming(head: str, asked: Sequence[QueryWord]) -> set[str]:
    """The words of the question that name the head of a row or column."""
    terms = _head_terms(head)
    return {w.word for w in asked if any(w.variants.get(t, 0.0) >= NAMING for t in terms)}


@lru_cache(maxsize=1_000)
def _head_terms(head: str) -> frozenset[str]:
    return frozenset(stem(word) for word in content_words(head) if word not in LIGHT_WORDS)


def asks_alike(text: str, question: str) -> bool:
    """Whether the text itself asks a question with the question word of this one."""
    asks = _asking(question)
    return asks is not None and asks.search(text) is not None


def ask_alike(passages: Sequence[Passage], question: str) -> list[bool]:
    """Of each passage with its lead-in and row, whether it asks with the question's word."""
    asks = _asking(question)
    if asks is None:
        return [False] * len(passages)
    around = (f"{p.lead_in} {p.row} {p.text}" for p in passages)
    return ["?" in text and asks.search(text) is not None for text in around]


def _asking(question: str) -> re.Pattern[str] | None:
    opening = QUESTION_WORD.match(question)
    return re.compile(rf"\b{QUESTION_WORDS[opening[1].lower()]}\b[^.?]*\?") if opening else None


def coverage(terms: frozenset[str], asked: Sequence[QueryWord]) -> float:
    """The share of the question's words, weighted by rarity, that occur among the terms."""
    total = sum(word.weight for word in asked)
    if not total:
        return 0.0
    covered = sum(
        word.weight * max((w for t, w in word.variants.items() if t in terms), default=0.0)
        for word in asked
    )
    return covered / total
