"""From a question to evidence: BM25 and dense search, fused by reciprocal rank."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from numpy.typing import NDArray
from pydantic import ConfigDict

from assistant.bm25 import bm25_scores
from assistant.expansion import concepts_in
from assistant.guideline import passage_context
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
from assistant.types import Evidence, Passage, SectionId

RANK_CONSTANT = 60
LEXICAL_WEIGHT = 1.0
DENSE_WEIGHT = 0.7
SYNONYM_WEIGHT = 0.5
PHRASE_WEIGHT = 0.9
UNKNOWN_LIFT = 1.7
VERB_PART = 0.6
NAMING = 0.5
RELATED_WEIGHT = 0.15
LIGHT = 0.3
EVERYDAY = 0.7
SCORE_WEIGHTS = {"lexical": 0.5, "dense": 0.3, "fused": 0.2, "asked": 0.1, "cell": 0.4}
QUESTION_WORDS = {
    **{word: word.capitalize() for word in ("wie", "waar", "wanneer", "waarom")},
    **{"who": "Wie", "where": "Waar", "when": "Wanneer", "why": "Waarom"},
}
QUESTION_WORD = re.compile(rf"({'|'.join(QUESTION_WORDS)})\b", re.IGNORECASE)
SECTION_DECAY = 0.25
SECTION_DEPTH = 4
RANKING_LENGTH = 10


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A content word of the question, its weight, and every stem that can stand for it.

    A light word says how something is asked ("stappen", "tips") and counts for little.
    """

    word: str
    weight: float
    light: bool
    variants: Mapping[str, float]


class GuidelineRetriever(BaseRetriever):
    """The hybrid retriever as a LangChain retriever of passages."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: Index
    k: int = 10

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        return [
            Document(
                id=e.passage.id,
                page_content=e.passage.text,
                metadata={
                    "section": e.passage.section,
                    "title": e.passage.section_title,
                    "context": passage_context(e.passage),
                    "score": e.score,
                },
            )
            for e in evidence_for(self.index, query)[: self.k]
        ]


def query_words(index: Index, question: str) -> tuple[QueryWord, ...]:
    """The question's content words with their stems, parts, corrections and synonyms.

    A word weighs as much as the rarest of its own stems that the corpus knows, or as an
    unknown word.
    """
    synonyms = _synonyms(index, question)
    found: dict[str, QueryWord] = {}
    for word in content_words(question):
        own = dict(weighted_terms(word, index.vocabulary, fix_typos=True))
        verbs = separable_verbs(word, question, index.vocabulary)
        if verbs:
            own = {**{t: VERB_PART * w for t, w in own.items()}, **dict.fromkeys(verbs, 1.0)}
        meant = synonyms.get(stem(word), {})
        # a word that the guideline never uses can only be found by what it means
        lift = 1.0 if any(t in index.bm25.idf for t in own) else UNKNOWN_LIFT
        variants = {**{t: min(1.0, w * lift) for t, w in meant.items()}, **own}
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
        expansion = {t: sure for other in concept.labels for t in _label_terms(other)}
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


def evidence_for(index: Index, question: str) -> tuple[Evidence, ...]:
    """Every passage that words or meaning connect to the question, best first.

    `lexical` is the rarity-weighted share of the question's words that the passage covers,
    `dense` the cosine of its nearest vector. `score`, 0 to 1, weighs these two, which say how
    well a passage answers, with its place after reciprocal rank fusion of the BM25 and the dense
    ranking (Cormack, Clarke and Büttcher 2009), which says how it compares to the others.
    """
    asked = query_words(index, question)
    query: dict[str, float] = {}
    for word in asked:
        for term, weight in word.variants.items():
            scaled = weight * (LIGHT if word.light else 1.0)
            query[term] = max(query.get(term, 0.0), scaled)
    lexical = bm25_scores(index.bm25, query)
    dense = dense_scores(index, question)
    fused = LEXICAL_WEIGHT * _reciprocal_ranks(lexical) + DENSE_WEIGHT * _reciprocal_ranks(dense)
    fused *= (RANK_CONSTANT + 1) / (LEXICAL_WEIGHT + DENSE_WEIGHT)
    found = (
        _evidence(
            index.passages[n],
            question,
            asked,
            {
                "fused": float(fused[n]),
                "lexical": coverage(index.terms[n], asked),
                "dense": float(dense[n]),
            },
        )
        for n in np.flatnonzero(fused)
    )
    return tuple(sorted(found, key=lambda e: (-e.score, index.position[e.passage.id])))


def _evidence(
    passage: Passage, question: str, asked: Sequence[QueryWord], signals: Mapping[str, float]
) -> Evidence:
    around = f"{passage.lead_in} {passage.row} {passage.text}"
    shares = {
        **signals,
        "dense": max(0.0, signals["dense"]),
        "asked": float(asks_alike(around, question)),
        "cell": float(names_cell(passage, question, asked)),
    }
    score = sum(SCORE_WEIGHTS[name] * value for name, value in shares.items())
    return Evidence(
        passage, round(score, 6), round(signals["lexical"], 6), round(signals["dense"], 6)
    )


def names_cell(passage: Passage, question: str, asked: Sequence[QueryWord]) -> bool:
    """Whether the question names both the row and the column of this table cell."""
    if passage.kind != "cell" or not passage.row or not passage.column:
        return False
    row, column = (_naming(head, asked) for head in (passage.row, passage.column))
    opening = QUESTION_WORD.match(question)
    if opening and QUESTION_WORDS[opening[1].lower()].lower() in words(passage.row):
        row |= {""}
    return bool(column and row - column)


def _naming(head: str, asked: Sequence[QueryWord]) -> set[str]:
    """The words of the question that name the head of a row or column."""
    terms = {stem(word) for word in content_words(head) if word not in LIGHT_WORDS}
    return {w.word for w in asked if any(t in terms and x >= NAMING for t, x in w.variants.items())}


def asks_alike(text: str, question: str) -> bool:
    """Whether the text itself asks a question with the question word of this one."""
    opening = QUESTION_WORD.match(question)
    if not opening:
        return False
    word = QUESTION_WORDS[opening[1].lower()]
    return re.search(rf"\b{word}\b[^.?]*\?", text) is not None


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


def dense_scores(index: Index, question: str) -> NDArray[np.float64]:
    """Per passage the cosine of the question with its nearest vector: its text or a question."""
    scores = np.zeros(len(index.passages))
    vector = index.encoder.encode([question])
    if not np.any(vector):
        return scores
    wanted = min(index.collection.count(), 400)
    found = index.collection.query(
        query_embeddings=vector, n_results=wanted, include=["distances", "metadatas"]
    )
    metadatas, distances = found["metadatas"] or [[]], found["distances"] or [[]]
    for metadata, distance in zip(metadatas[0], distances[0], strict=True):
        n = index.position[str(metadata["passage"])]
        scores[n] = max(scores[n], round(1 - float(distance), 6))
    return scores


def section_ranking(evidence: Sequence[Evidence]) -> tuple[SectionId, ...]:
    """The ten best sections: the sum of a section's best passages, each next one a quarter."""
    scores: dict[SectionId, float] = {}
    seen: dict[SectionId, int] = {}
    for item in evidence:
        section = item.passage.section
        rank = seen.get(section, 0)
        if rank < SECTION_DEPTH:
            scores[section] = scores.get(section, 0.0) + item.score * SECTION_DECAY**rank
        seen[section] = rank + 1
    ordered = sorted(scores, key=lambda s: (-round(scores[s], 9), s))
    return tuple(ordered[:RANKING_LENGTH])


def _reciprocal_ranks(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """1 / (60 + rank) for every document with a score, 0 for the others; ties share a rank."""
    result = np.zeros(len(scores))
    rank, last = 0, None
    positive = [n for n in range(len(scores)) if scores[n] > 0]
    for place, n in enumerate(sorted(positive, key=lambda n: (-scores[n], n)), 1):
        if last is None or round(float(scores[n]), 9) != last:
            rank, last = place, round(float(scores[n]), 9)
        result[n] = 1 / (RANK_CONSTANT + rank)
    return result
