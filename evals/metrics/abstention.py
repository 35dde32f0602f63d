"""Does it say no when it should, and only then?"""

from __future__ import annotations

from collections.abc import Sequence

from evals.metrics.statistics import Array, Figure, ratio_figure


def abstention(declined: Sequence[bool], should: Sequence[bool]) -> tuple[Figure, ...]:
    """Precision, recall and F1 of declining (van Rijsbergen 1979).

    precision = rightly declined / declined; recall = rightly declined / to be declined.
    """
    return (
        ratio_figure("abstention precision", _precision, declined, should,
                     why="nothing was declined"),
        ratio_figure("abstention recall", _recall, declined, should,
                     why="nothing was to be declined"),
        ratio_figure("abstention F1", _f1, declined, should,
                     why="precision or recall is missing or 0"),
    )  # fmt: skip


def _precision(declined: Array, should: Array) -> Array:
    share: Array = (declined * should).sum(axis=-1) / declined.sum(axis=-1)
    return share


def _recall(declined: Array, should: Array) -> Array:
    return _precision(should, declined)


def _f1(declined: Array, should: Array) -> Array:
    precision, recall = _precision(declined, should), _recall(declined, should)
    return 2 * precision * recall / (precision + recall)


def risk_coverage(
    confidence: Sequence[float], right: Sequence[bool]
) -> tuple[tuple[float, float, float], ...]:
    """Points (threshold, coverage, risk) as the threshold for answering goes down.

    coverage = share of questions answered; risk = share of the answered that were wrong
    (El-Yaniv and Wiener 2010). Answering an unanswerable question is wrong.
    """
    order = sorted(zip(confidence, right, strict=True), key=lambda pair: -pair[0])
    points = []
    wrong = 0
    for n, (threshold, is_right) in enumerate(order, 1):
        wrong += not is_right
        if n == len(order) or order[n][0] != threshold:
            points.append((threshold, n / len(order), wrong / n))
    return tuple(points)
