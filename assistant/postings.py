"""Which texts hold which stems, as arrays: how much of a question does each text cover?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Word = tuple[float, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Postings:
    """Per stem the numbers of the texts that hold it."""

    size: int
    rows: Mapping[str, NDArray[np.int64]]


def postings_of(texts: Sequence[Iterable[str]]) -> Postings:
    """The postings of texts that are given as their stems."""
    rows: dict[str, list[int]] = defaultdict(list)
    for number, terms in enumerate(texts):
        for term in set(terms):
            rows[term].append(number)
    return Postings(len(texts), {t: np.array(r, dtype=np.int64) for t, r in rows.items()})


def coverage_by(postings: Postings, asked: Sequence[Word]) -> Vector:
    """Per text the share of the question's words, by their weight, that it holds a stem of."""
    total = sum(weight for weight, _ in asked)
    covered = np.zeros(postings.size)
    for weight, variants in asked:
        held = np.zeros(postings.size)
        for term, sure in variants.items():
            row = postings.rows.get(term)
            if row is not None:
                held[row] = np.maximum(held[row], sure)
        covered += weight * held
    return covered / total if total else covered
