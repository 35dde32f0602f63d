"""Reviews good and spoilt texts and turns the checks into figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.drafting.review import review
from assistant.drafting.types import Review
from evals.items import Split, TextItem
from evals.metrics.drafts import false_alarms, faults_found
from evals.metrics.statistics import Figure, figure

Reviewed = Sequence[tuple[TextItem, Review]]


def review_all(items: Sequence[TextItem]) -> Reviewed:
    """Reviews every text as the kind that it is."""
    return [(item, review(item.text, item.kind)) for item in items]


def review_figures(reviewed: Reviewed, split: Split) -> list[Figure]:
    """The figures of one split."""
    kept = [(i, r) for i, r in reviewed if i.split == split]
    good = [r for i, r in kept if not i.faults]
    return [
        figure("planted faults found", [faults_found(r.checks, i.faults) for i, r in kept]),
        figure("false alarms per check, good texts", [false_alarms(r.checks, ()) for r in good]),
        figure("false alarms per check, spoilt texts",
               [false_alarms(r.checks, i.faults) for i, r in kept if i.faults]),
        figure("good texts without a false alarm",
               [float(not false_alarms(r.checks, ())) for r in good]),
        figure("kind guessed", [float(review(i.text).kind == i.kind) for i, _ in kept]),
    ]  # fmt: skip


def review_items(reviewed: Reviewed) -> list[dict[str, Any]]:
    """The dev texts for the report, each with the criteria it was said not to meet."""
    return [
        {"id": i.id, "kind": "review", "question": i.text,
         "answer": ", ".join(c.id for c in r.checks if not c.passed) or "—",
         "right": {c.id for c in r.checks if not c.passed} == set(i.faults)}
        for i, r in reviewed if i.split == "dev"
    ]  # fmt: skip
