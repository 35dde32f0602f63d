"""Measures the faithfulness checker on labelled claims, as `handreiking verify` would decide."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from statistics import median
from typing import Any

from assistant.types import Verdict
from evals.items import ClaimItem, Split
from evals.metrics.abstention import risk_coverage
from evals.metrics.checking import balanced_accuracy, brier, reliability
from evals.metrics.statistics import Figure, figure

Check = Callable[[str, str], Verdict]
Judged = Sequence[tuple[ClaimItem, Verdict, float]]


def judged_claims(check: Check, items: Sequence[ClaimItem]) -> Judged:
    """Each claim with its verdict and the milliseconds that it took."""
    if items:
        check(items[0].claim, items[0].section)  # the first call lays out the guideline
    found = []
    for item in items:
        started = time.perf_counter()
        verdict = check(item.claim, item.section)
        found.append((item, verdict, 1000 * (time.perf_counter() - started)))
    return found


def checker_report(judged: Judged, split: Split) -> dict[str, Any]:
    """Figures, shares shown by type of claim, reliability and risk-coverage points of one split."""
    those = [(i, v, ms) for i, v, ms in judged if i.split == split]
    supported = [i.label == "supported" for i, _, _ in those]
    shown = [v.verdict == "supported" for _, v, _ in those]
    scores = [v.score for _, v, _ in those]
    figures = [
        balanced_accuracy(supported, shown),
        _share("supported kept", those, "supported", kept=True),
        _share("contradictions stopped", those, "contradicted", kept=False),
        _share("unsupported stopped", those, "unsupported", kept=False),
        figure("right label of three", [float(v.verdict == i.label) for i, v, _ in those]),
        figure("wrong among those shown",
               [float(not s) for s, on in zip(supported, shown, strict=True) if on]),
        brier(supported, scores),
        Figure("milliseconds a claim, median", median([ms for *_, ms in those]), n=len(those)),
    ]  # fmt: skip
    return {
        "figures": {f.name: asdict(f) for f in figures},
        "types": _types(those),
        "reliability": list(reliability(supported, scores)),
        "risk_coverage": list(risk_coverage(scores, supported)),
    }


def _share(name: str, those: Judged, label: str, *, kept: bool) -> Figure:
    return figure(
        name,
        [float((v.verdict == "supported") == kept) for i, v, _ in those if i.label == label],
    )


def _types(those: Judged) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for kind in dict.fromkeys(i.type for i, _, _ in those):
        mine = [(i, v) for i, v, _ in those if i.type == kind]
        shown = sum(v.verdict == "supported" for _, v in mine) / len(mine)
        holds = mine[0][0].label == "supported"
        found[kind] = {"n": len(mine), "shown": shown, "expected": "all" if holds else "none"}
    return found
