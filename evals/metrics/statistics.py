"""Means with their uncertainty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

Values = Sequence[float | None]
SEED = 20250501
RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured share or mean, with its 95 % interval and the number of items.

    `value` is None when there was nothing to measure; `why` then says what was missing.
    """

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    n: int = 0
    why: str = ""


def figure(name: str, values: Values, why: str = "no item to measure") -> Figure:
    """The mean of the values that there are, with a bootstrap 95 % interval.

    Percentile bootstrap over items (Efron 1979), 2,000 resamples, fixed seed.
    """
    measured = np.array([v for v in values if v is not None], dtype=float)
    if not len(measured):
        return Figure(name, None, why=why)
    mean = float(measured.mean())
    if len(measured) < 2 or measured.min() == measured.max():
        return Figure(name, mean, mean, mean, len(measured))
    interval = stats.bootstrap(
        (measured,), np.mean, n_resamples=RESAMPLES, method="percentile", rng=SEED
    ).confidence_interval
    return Figure(name, mean, float(interval.low), float(interval.high), len(measured))


def difference(ours: Values, theirs: Values) -> tuple[float, float] | None:
    """The mean paired difference and its two-sided p, on items that both were measured on.

    Paired permutation test (Fisher's randomisation), 2,000 sign flips; None without a pair.
    """
    pairs = [(a, b) for a, b in zip(ours, theirs, strict=True) if a is not None and b is not None]
    if not pairs:
        return None
    a, b = np.array(pairs, dtype=float).T
    if np.array_equal(a, b):
        return 0.0, 1.0
    result = stats.permutation_test(
        (a, b), lambda x, y, axis: np.mean(x - y, axis=axis), permutation_type="samples",
        n_resamples=RESAMPLES, vectorized=True, rng=SEED,
    )  # fmt: skip
    return float(np.mean(a - b)), float(result.pvalue)
