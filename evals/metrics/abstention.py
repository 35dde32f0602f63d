"""Does it say no when it should, and only then?"""

from __future__ import annotations

from collections.abc import Sequence

from evals.metrics.statistics import Figure


def abstention(declined: Sequence[bool], should: Sequence[bool]) -> tuple[Figure, ...]:
    """Precision, recall and F1 of declining (van Rijsbergen 1979).

    precision = rightly declined / declined; recall = rightly declined / to be declined.
    """
    right = sum(d and s for d, s in zip(declined, should, strict=True))
    precision = right / sum(declined) if any(declined) else None
    recall = right / sum(should) if any(should) else None
    f1 = 2 * precision * recall / (precision + recall) if precision and recall else None
    n = len(declined)
    return (
        Figure("abstention precision", precision, n=n, why="nothing was declined"),
        Figure("abstention recall", recall, n=n, why="nothing was to be declined"),
        Figure("abstention F1", f1, n=n, why="precision or recall is missing or 0"),
    )


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
