"""The report's plots, as SVG text that stands in the page."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams.update({"svg.hashsalt": "handreiking", "svg.fonttype": "none", "font.size": 9})
from matplotlib import pyplot as plt  # noqa: E402
from matplotlib.figure import Figure as Drawing  # noqa: E402

SYSTEM_MARKS = {"assistant": "o", "bm25": "s", "dense": "^", "naive": "D"}


def section_map(sections: Mapping[str, Any]) -> str:
    """A heat map: per section and language the share of questions with the right section first."""
    names = sorted(sections)
    drawing, axes = plt.subplots(figsize=(9, 1.8))
    rows = [
        [sections[s][x] if sections[s][x] is not None else float("nan") for s in names]
        for x in ("nl", "en")
    ]
    image = axes.imshow(rows, aspect="auto", vmin=0, vmax=1, cmap="RdYlBu")
    axes.set_xticks(range(len(names)), names, rotation=60)
    axes.set_yticks((0, 1), ("nl", "en"))
    axes.set_xlabel("section of the guideline")
    for y, language in enumerate(("nl", "en")):
        for x, section in enumerate(names):
            count = sections[section][f"n {language}"]
            if count:
                axes.text(x, y, str(count), ha="center", va="center", fontsize=7)
    drawing.colorbar(image, label="right section first")
    return _svg(drawing, "Right section first, per section; the number is that of questions")


def risk_coverage_plot(
    points: list[tuple[float, float, float]], threshold: float, covered: str = "questions answered"
) -> str:
    """Risk against coverage, with the point where the assistant stands."""
    drawing, axes = plt.subplots(figsize=(4.5, 3.2))
    axes.plot([c for _, c, _ in points], [r for _, _, r in points], color="#1d5f8a")
    here = [p for p in points if p[0] >= threshold]
    if here:
        axes.plot(*here[-1][1:], "o", color="#b3261e")
        axes.annotate(f"threshold {threshold}", here[-1][1:], xytext=(-80, 14),
                      textcoords="offset points")  # fmt: skip
    axes.set_xlabel(f"coverage: share of {covered}")
    axes.set_ylabel("risk: share of those that are wrong")
    axes.set_ylim(bottom=0)
    return _svg(drawing, f"Risk against coverage, {covered}")


def quality_latency(figures: Mapping[str, Any], cost: Mapping[str, Any], split: str) -> str:
    """Section hit@3 against the median time of an answer, per system."""
    drawing, axes = plt.subplots(figsize=(4.5, 3.2))
    for name, times in cost.items():
        hit = figures[f"{split}.{name}.all"]["section hit@3"]
        x, y = times["answer p50 (ms)"], hit["value"]
        axes.errorbar(x, y, yerr=[[y - hit["low"]], [hit["high"] - y]], capsize=3,
                      marker=SYSTEM_MARKS.get(name, "x"), label=name, linestyle="none")  # fmt: skip
    axes.set_xscale("log")
    axes.set_xlabel("median time of an answer (ms, logarithmic)")
    axes.set_ylabel(f"section hit@3, {split}")
    axes.set_ylim(0, 1)
    axes.legend(loc="lower right", fontsize=8)
    return _svg(drawing, "Quality against latency")


def reliability_plot(points: list[tuple[float, float, int]]) -> str:
    """Stated probability against the share that was supported."""
    drawing, axes = plt.subplots(figsize=(4.5, 3.2))
    axes.plot((0, 1), (0, 1), color="#888", linestyle=":")
    axes.plot([p for p, _, _ in points], [s for _, s, _ in points], marker="o", color="#1d5f8a")
    for stated, share, count in points:
        axes.annotate(str(count), (stated, share), xytext=(4, -10), textcoords="offset points",
                      fontsize=7)  # fmt: skip
    axes.set_xlabel("stated probability of being supported")
    axes.set_ylabel("share that was supported")
    return _svg(drawing, "Reliability of the checker; the number is that of claims")


def bars(values: Mapping[str, float], label: str, title: str) -> str:
    """A horizontal bar for each name, the first on top, with its value."""
    drawing, axes = plt.subplots(figsize=(7, 0.35 * len(values) + 0.8))
    found = axes.barh(list(values), list(values.values()), color="#1d5f8a")
    axes.bar_label(found, fmt="%.3f", padding=3)
    axes.invert_yaxis()
    axes.set_xlim(0, 1.1)
    axes.set_xlabel(label)
    return _svg(drawing, title)


def _svg(drawing: Drawing, title: str) -> str:
    out = io.StringIO()
    drawing.savefig(out, format="svg", bbox_inches="tight", metadata={"Date": None})
    plt.close(drawing)
    svg = out.getvalue()
    return svg[svg.index("<svg") :].replace("<svg", f'<svg role="img" aria-label="{title}"', 1)
