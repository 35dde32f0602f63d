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
    """Per stem the numbers of the texts that hold it; per text the sum of its stems' rarities."""

    size: int
    rows: Mapping[str, NDArray[np.int64]]
    mass: Vector


def postings_of(texts: Sequence[Iterable[str]], rarity: Mapping[str, float]) -> Postings:
    """The postings of texts that are given as their stems; `rarity` is the stems' idf."""
    rows: dict[str, list[int]] = defaultdict(list)
    mass = np.zeros(len(texts))
    for number, terms in enumerate(texts):
        for term in sorted(set(terms)):
            rows[term].append(number)
            mass[number] += rarity.get(term, 0.0)
    return Postings(len(texts), {t: np.array(r, dtype=np.int64) for t, r in rows.items()}, mass)


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


def likeness(postings: Postings, asked: Sequence[Word], rarity: Mapping[str, float]) -> Vector:
    """Per text how alike it and the question are: the harmonic mean of what each covers of other.

    The F measure (van Rijsbergen 1979) over rarities, so that a short question that matches
    wholly beats a long one that happens to hold the words.
    """
    covered = coverage_by(postings, asked)
    sure: dict[str, float] = {}
    for _, variants in asked:
        for term, weight in variants.items():
            sure[term] = max(sure.get(term, 0.0), weight)
    matched = np.zeros(postings.size)
    for term, weight in sorted(sure.items()):
        row = postings.rows.get(term)
        if row is not None:
            matched[row] += weight * rarity.get(term, 0.0)
    precise = matched / np.maximum(postings.mass, 1e-9)
    likeness: Vector = 2 * covered * precise / np.maximum(covered + precise, 1e-9)
    return likeness
