"""Whether the guideline answers: a probability from the evidence."""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.index import Index
from assistant.retrieval import query_words
from assistant.types import Evidence

# logistic regression, classes balanced, on evals/datasets/first-look.jsonl and the follow-up
# questions; ten-fold cross-validation there: 8 of 149 answerable questions declined, 1 of 20
# unanswerable ones answered
WEIGHTS = {"bias": -8.5, "coverage": 4.8, "dense": 3.3, "known": 5.3}
LOOKED_AT = 5


def evidence_signals(index: Index, question: str, evidence: Sequence[Evidence]) -> dict[str, float]:
    """What tells an answerable question: the best passages' coverage and meaning, words known."""
    asked = query_words(index, question)
    total = sum(word.weight for word in asked)
    known = sum(w.weight for w in asked if any(t in index.bm25.idf for t in w.variants))
    top = evidence[:LOOKED_AT]
    return {
        "coverage": max((e.lexical for e in top), default=0.0),
        "dense": max((e.dense for e in top), default=0.0),
        "known": known / total if total else 0.0,
    }


def answer_probability(index: Index, question: str, evidence: Sequence[Evidence]) -> float:
    """The probability, 0 to 1, that the guideline answers the question."""
    signals = evidence_signals(index, question, evidence)
    z = WEIGHTS["bias"] + sum(WEIGHTS[name] * value for name, value in signals.items())
    return 1 / (1 + math.exp(-z))
