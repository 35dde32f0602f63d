"""Whether the guideline answers: a probability from the evidence."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import numpy as np

from assistant.classifier import OUTSIDE, features, load_classifier
from assistant.expansion import topics_in
from assistant.index import Index
from assistant.language import normalized
from assistant.memory import alike_by_words
from assistant.query import query_words
from assistant.retrieval import learned_weights
from assistant.types import Evidence
from assistant.typos import mended

LOOKED_AT = 5
DECIDING = (
    *("score", "lexical", "dense", "known", "outside", "no_number"),
    *("alien", "answered", "answered_words", "unanswered", "unanswered_words"),
)
ALIKE = 5
LEAST = math.log(1e-4)
QUANTITY = re.compile(
    r"\b(?:hoeveel|hoe (?:hoog|lang|groot|ver|oud|duur)|how (?:much|many|long|high|far|old|tall|big)"
    r"|percentage|maximale?|minimale?|maximum|minimum)\b"
)
NUMBER = re.compile(
    r"\d|\b(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|hoeveel|aantal|aantallen|maximale)\b"
)


def deciding_signals(
    index: Index, question: str, evidence: Sequence[Evidence]
) -> tuple[float, ...]:
    """What tells an answerable question, in the order of `DECIDING`; each 0 to 1.

    The best value of each signal among the first passages; the share of the question's words, by
    weight, that the index knows at all; whether it names a topic of outside.yaml; whether it asks
    for a quantity where the first passages hold none; and how much the classifier takes it for one
    that the guideline does not answer, from 0 for a chance of at most 1 in 10,000; how near, by
    meaning and by words, the likest of the known questions are that it answers, and that it does
    not.
    """
    question = mended(question, index.vocabulary)
    asked = query_words(index, question)
    total = sum(word.weight for word in asked)
    known = sum(w.weight for w in asked if any(t in index.bm25.idf for t in w.variants))
    top = evidence[:LOOKED_AT]
    return (
        max((e.score for e in top), default=0.0),
        max((e.lexical for e in top), default=0.0),
        max((e.dense for e in top), default=0.0),
        known / total if total else 0.0,
        float(bool(topics_in(question, index.outside))),
        float(_misses_number(question, top)),
        1 - max(load_classifier().log_probabilities(features(question))[OUTSIDE], LEAST) / LEAST,
        *_remembered(index, question),
    )


def _remembered(index: Index, question: str) -> tuple[float, ...]:
    """The mean cosine of the nearest known questions: answered, then not; by meaning, by words."""
    vector = index.encoder.encode([question])[0]
    answered = len(index.asked_of)
    cosines = (index.known.vectors @ vector, alike_by_words(index.known, question))
    return tuple(
        float(np.sort(those)[-ALIKE:].mean()) if len(those) else 0.0
        for part in (slice(answered), slice(answered, None))
        for those in (c[part] for c in cosines)
    )


def _misses_number(question: str, top: Sequence[Evidence]) -> bool:
    """Whether a quantity is asked for and none of the first passages speaks of one."""
    asks = QUANTITY.search(normalized(question)) is not None
    return asks and not any(NUMBER.search(normalized(e.passage.text)) for e in top)


def answer_probability(index: Index, question: str, evidence: Sequence[Evidence]) -> float:
    """The probability, 0 to 1, that the guideline answers the question.

    Logistic regression; `python -m evals.fit` learns its weights on the development set.
    """
    weights = learned_weights()["deciding"]
    signals = deciding_signals(index, question, evidence)
    z = weights["bias"] + sum(
        weights[name] * value for name, value in zip(DECIDING, signals, strict=True)
    )
    return 1 / (1 + math.exp(-z))
