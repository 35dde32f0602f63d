"""Runs drafting over the briefs and turns the drafts into figures."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.drafting.draft import make_draft
from assistant.drafting.kinds import kinds
from assistant.drafting.ready import make_ready
from assistant.drafting.types import Brief, Draft
from evals.items import BriefItem, Split
from evals.metrics.drafts import criteria_met, facts_kept, gaps_shown, invented, needless_gaps
from evals.metrics.statistics import Figure, figure

NAMES = ("facts verbatim", "gaps shown", "needless gaps", "nothing invented", "criteria met",
         "criteria met, gaps filled", "language kept", "under 50 ms")  # fmt: skip
LIMIT = 0.05
WRONG = dict.fromkeys(NAMES, 0.0) | {"needless gaps": 1.0}


@dataclass(frozen=True, slots=True)
class Drafted:
    """One brief with its draft, None when drafting failed, and a value per figure."""

    item: BriefItem
    draft: Draft | None
    values: dict[str, float | None]
    error: str = ""


def draft_all(items: Sequence[BriefItem]) -> list[Drafted]:
    """Drafts every brief; one that fails is wrong on every figure."""
    make_ready()  # as the server does; nothing of these briefs themselves is kept
    return [_drafted(item) for item in items]


def _drafted(item: BriefItem) -> Drafted:
    try:
        started = time.perf_counter()
        draft = make_draft(Brief(item.kind, item.brief))
        seconds = time.perf_counter() - started
    except Exception as error:  # a brief that cannot be drafted is counted, not hidden
        return Drafted(item, None, dict(WRONG), f"{type(error).__name__}: {error}")
    kind = kinds()[item.kind]
    gaps = {m.field: kind.fields[m.field].example.of(draft.language) for m in draft.missing}
    filled = make_draft(Brief(item.kind, item.brief, gaps, draft.language))
    values: dict[str, float | None] = {
        "facts verbatim": facts_kept(draft, item.facts, kind),
        "gaps shown": gaps_shown(draft, item.missing),
        "needless gaps": needless_gaps(draft, item.facts),
        "nothing invented": float(not invented(draft, item.brief, kind)),
        "criteria met": criteria_met(draft.checks),
        "criteria met, gaps filled": criteria_met(filled.checks),
        "language kept": float(draft.language == item.language),
        "under 50 ms": float(seconds < LIMIT),
    }
    return Drafted(item, draft, values)


def draft_figures(drafted: Sequence[Drafted], split: Split) -> list[Figure]:
    """The figures of one split."""
    kept = [d for d in drafted if d.item.split == split]
    return [figure(name, [d.values[name] for d in kept]) for name in NAMES]


def draft_items(drafted: Sequence[Drafted]) -> list[dict[str, Any]]:
    """The dev briefs for the report, each with its draft and what went wrong."""
    good = {"needless gaps": 0.0}
    return [
        {"id": d.item.id, "kind": "draft", "question": d.item.brief,
         "answer": d.draft.text if d.draft else d.error,
         "right": all(v is None or v == good.get(n, 1.0) for n, v in d.values.items()
                      if n != "criteria met")}
        for d in drafted if d.item.split == "dev"
    ]  # fmt: skip
