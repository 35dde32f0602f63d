"""How good is the judge: the faithfulness checker held against labelled claims."""

from __future__ import annotations

from collections.abc import Sequence


def balanced_accuracy(supported: Sequence[bool], said: Sequence[bool]) -> float | None:
    """The mean of the share of supported claims kept and of the others stopped.

    (true positive rate + true negative rate) / 2 (Brodersen et al. 2010); None without both kinds.
    """
    yes = [b for a, b in zip(supported, said, strict=True) if a]
    no = [not b for a, b in zip(supported, said, strict=True) if not a]
    return (sum(yes) / len(yes) + sum(no) / len(no)) / 2 if yes and no else None


def brier(supported: Sequence[bool], probability: Sequence[float]) -> float | None:
    """The mean squared difference of probability and outcome, 0 best (Brier 1950)."""
    if not supported:
        return None
    return sum((p - s) ** 2 for s, p in zip(supported, probability, strict=True)) / len(supported)


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
