"""BM25 over weighted fields, as plain tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

K1 = 1.2
B = 0.5

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bm25:
    """Per term the impact on each document, and how rare the term is."""

    size: int
    impacts: Mapping[str, tuple[NDArray[np.int64], Vector]]
    idf: Mapping[str, float]

    @property
    def highest_idf(self) -> float:
        """What a word weighs that no document knows."""
        return float(np.log(1 + (self.size + 0.5) / 0.5))

    def rarity(self, term: str) -> float:
        """The inverse document frequency of the term, highest for an unknown one."""
        return self.idf.get(term, self.highest_idf)


def bm25_tables(
    documents: Sequence[Mapping[str, Mapping[str, float]]], weights: Mapping[str, float]
) -> Bm25:
    """BM25F tables (Robertson, Zaragoza and Taylor 2004) for documents of fields of term weights.

    `documents[i][field][term]` is a term's weighted frequency, `weights[field]` the field's boost.
    """
    mean = {
        name: sum(sum(d.get(name, {}).values()) for d in documents) / max(1, len(documents)) or 1.0
        for name in weights
    }
    rows: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, document in enumerate(documents):
        frequency: dict[str, float] = defaultdict(float)
        for name, boost in weights.items():
            terms = document.get(name, {})
            norm = 1 - B + B * sum(terms.values()) / mean[name]
            for term, tf in terms.items():
                frequency[term] += boost * tf / norm
        for term, tf in frequency.items():
            rows[term].append((number, tf * (K1 + 1) / (tf + K1)))
    size = len(documents)
    idf = {t: float(np.log(1 + (size - len(r) + 0.5) / (len(r) + 0.5))) for t, r in rows.items()}
    impacts = {
        term: (
            np.array([number for number, _ in row], dtype=np.int64),
            np.array([idf[term] * impact for _, impact in row]),
        )
        for term, row in sorted(rows.items())
    }
    return Bm25(size, impacts, idf)


def bm25_scores(tables: Bm25, query: Mapping[str, float]) -> Vector:
    """The score of every document for a query of weighted terms."""
    scores = np.zeros(tables.size)
    for term, weight in sorted(query.items()):
        if term in tables.impacts:
            numbers, impacts = tables.impacts[term]
            scores[numbers] += weight * impacts
    return scores
