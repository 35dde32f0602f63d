"""From a question to evidence: words, meaning and known questions, weighed as learned."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from numpy.typing import NDArray
from pydantic import ConfigDict

from assistant.bm25 import bm25_scores
from assistant.classifier import features, load_classifier
from assistant.guideline import passage_context
from assistant.index import TRANSLATED, Index
from assistant.memory import alike_by_words
from assistant.postings import coverage_by
from assistant.query import LIGHT, ask_alike, name_cells, query_words
from assistant.types import Evidence, SectionId
from assistant.typos import mended

Vector = NDArray[np.float64]
Weights = Mapping[str, Mapping[str, float]]

WEIGHTS = Path(__file__).with_name("weights.json")
RANKING_LENGTH = 10
SIGNALS = (
    *("lexical", "dense", "dense_asked", "asked_words", "bm25", "asks_alike", "cell"),
    "topical",
)
UNLIKELY = 8.0


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


@cache
def learned_weights() -> Weights:
    """The weights that `python -m evals.fit` learned: of the signals, and for deciding."""
    weights: Weights = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return weights


def evidence_for(
    index: Index, question: str, weights: Weights | None = None
) -> tuple[Evidence, ...]:
    """Every passage that words or meaning connect to the question, best first.

    `score`, 0 to 1, is the weighted mean of the signals; `lexical` the rarity-weighted share of
    the question's words that the passage covers, `dense` the cosine of its nearest vector.
    """
    signals = signals_for(index, question)
    ranking = (weights or learned_weights())["ranking"]
    factors = np.array([ranking[name] for name in SIGNALS])
    column = {name: n for n, name in enumerate(SIGNALS)}
    shown = np.stack(
        [
            signals @ factors / factors.sum(),
            signals[:, column["lexical"]],
            np.maximum(signals[:, column["dense"]], signals[:, column["dense_asked"]]),
            signals[:, column["topical"]],
        ],
        axis=1,
    ).round(6)
    connected = np.delete(signals, column["topical"], axis=1).max(axis=1) > 0
    best_first = np.argsort(-shown[:, 0], kind="stable")
    best_first = best_first[connected[best_first]]
    passages = [index.passages[n] for n in best_first]
    return tuple(map(Evidence, passages, *shown[best_first].T.tolist()))


def signals_for(index: Index, question: str) -> NDArray[np.float64]:
    """Per passage, in the order of `SIGNALS`, what speaks for it; each 0 to 1.

    `lexical`: the share of the question's words that text and context cover. `dense` and
    `dense_asked`: cosine with its text and with its nearest question; `asked_words`: of the words,
    with the question that has most in common. `bm25`: BM25F relative to the best passage.
    `asks_alike`: the passage itself asks with the same question word. `cell`: the question names
    its row and its column. `topical`: how likely the question is about its section.
    """
    question = mended(question, index.vocabulary)
    asked = query_words(index, question)
    spoken = [(word.weight, word.variants) for word in asked]
    query: dict[str, float] = {}
    for word in asked:
        for term, weight in word.variants.items():
            scaled = weight * (LIGHT if word.light else 1.0)
            query[term] = max(query.get(term, 0.0), scaled)
    bm25 = bm25_scores(index.bm25, query)
    texts, questions = dense_scores(index, question)
    columns = {
        "lexical": coverage_by(index.texts, spoken),
        "dense": texts,
        "dense_asked": questions,
        "asked_words": _asked_words(index, question),
        "bm25": bm25 / max(float(bm25.max(initial=0.0)), 1e-9),
        "asks_alike": _flags(ask_alike(index.passages, question)),
        "cell": _flags(name_cells(index.passages, question, asked)),
        "topical": _topical(index, question),
    }
    return np.stack([columns[name] for name in SIGNALS], axis=1)


def dense_scores(index: Index, question: str) -> tuple[Vector, Vector]:
    """Per passage the cosine of the question with its text, and with its nearest question."""
    texts = np.zeros(len(index.passages))
    vector = index.encoder.encode([question])
    if not np.any(vector):
        return texts, texts
    # ids and distances only: fetching documents would take four times as long. Of passages and
    # translations the nearer half: of 963 questions no other has one among the first ten.
    found = index.collection.query(
        query_embeddings=vector, n_results=len(index.passages), include=["distances"]
    )
    rows = [index.position[name.removesuffix(TRANSLATED)] for name in found["ids"][0]]
    distances = np.array((found["distances"] or [[]])[0])
    np.maximum.at(texts, rows, (1 - distances).round(6))
    cosines = index.known.vectors[: len(index.asked_of)] @ vector[0]
    return texts, _best_by_passage(index, np.maximum(cosines, 0.0))


def _asked_words(index: Index, question: str) -> Vector:
    """Per passage the cosine of the question's words with those of its likest known question."""
    return _best_by_passage(index, alike_by_words(index.known, question)[: len(index.asked_of)])


def _best_by_passage(index: Index, values: NDArray[np.float32]) -> Vector:
    """Per passage the highest value of its known questions, which stand in its order; else 0."""
    found = np.zeros(len(index.passages))
    if len(index.first_asked):
        best = np.maximum.reduceat(values, index.first_asked)
        found[index.asked_of[index.first_asked]] = best.round(6)
    return found


def section_ranking(evidence: Sequence[Evidence]) -> tuple[SectionId, ...]:
    """The ten best sections, each by its best passage.

    Softer sums over a section's passages were tried and ranked worse on dev.
    """
    return tuple(dict.fromkeys(e.passage.section for e in evidence))[:RANKING_LENGTH]


def _topical(index: Index, question: str) -> Vector:
    """Per passage 1 for a question surely about its section, 0 for a chance under exp(-8).

    Given that the guideline answers: whether it does is decided elsewhere.
    """
    logs = load_classifier().log_probabilities(features(question))
    unknown = -math.log(len(logs))
    by = {s: max(0.0, 1 + logs.get(s, unknown) / UNLIKELY) for s in index.sections}
    return np.array([by[p.section] for p in index.passages])


def _flags(flags: Sequence[bool]) -> Vector:
    return np.array(flags, dtype=np.float64)
