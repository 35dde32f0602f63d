"""How good is the judge: the faithfulness checker held against labelled claims."""

from __future__ import annotations

from collections.abc import Sequence

from evals.metrics.statistics import Array, Figure, figure, ratio_figure


def balanced_accuracy(supported: Sequence[bool], said: Sequence[bool]) -> Figure:
    """The mean of the share of supported claims kept and of the others stopped.

    (true positive rate + true negative rate) / 2 (Brodersen et al. 2010).
    """
    return ratio_figure(
        "balanced accuracy, supported or not", _balanced, supported, said, why="not both kinds"
    )


def _balanced(supported: Array, said: Array) -> Array:
    kept = (supported * said).sum(axis=-1) / supported.sum(axis=-1)
    stopped = ((1 - supported) * (1 - said)).sum(axis=-1) / (1 - supported).sum(axis=-1)
    mean: Array = (kept + stopped) / 2
    return mean


def brier(supported: Sequence[bool], probability: Sequence[float]) -> Figure:
    """The mean squared difference of probability and outcome, 0 best (Brier 1950)."""
    errors = [(p - s) ** 2 for s, p in zip(supported, probability, strict=True)]
    return figure("Brier score", errors, why="no claim")


def reliability(
    supported: Sequence[bool], probability: Sequence[float], bins: int = 10
) -> tuple[tuple[float, float, int], ...]:
    """Per tenth of probability: mean probability, share that was supported, number of claims."""
    points = []
    for n in range(bins):
        inside = [
            (p, s)
            for p, s in zip(probability, supported, strict=True)
            if n / bins <= p < (n + 1) / bins or (n == bins - 1 and p == 1)
        ]
        if inside:
            points.append(
                (
                    sum(p for p, _ in inside) / len(inside),
                    sum(s for _, s in inside) / len(inside),
                    len(inside),
                )
            )
    return tuple(points)
