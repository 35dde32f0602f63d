"""Means with their uncertainty."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Array = NDArray[np.float64]
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


def ratio_figure(
    name: str, measure: Callable[..., Array], *columns: Sequence[float] | Sequence[bool], why: str
) -> Figure:
    """A figure that is no mean of items, as precision: bootstrapped over items like `figure`.

    `measure` takes the columns as arrays whose last axis are the items, and gives one value for
    each row, nan where there is nothing to measure.
    """
    arrays = [np.asarray(column, dtype=float) for column in columns]
    n = len(arrays[0])
    with np.errstate(divide="ignore", invalid="ignore"):
        value = float(measure(*arrays)) if n else math.nan
        if math.isnan(value):
            return Figure(name, None, n=n, why=why)
        rows = np.random.default_rng(SEED).integers(n, size=(RESAMPLES, n))
        drawn = measure(*(array[rows] for array in arrays))
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    return Figure(name, value, float(low), float(high), n)


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
