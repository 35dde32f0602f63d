"""Reads labelled briefs and turns what was read into figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.drafting.doubtful import is_doubted
from assistant.drafting.draft import make_draft
from assistant.drafting.kinds import kinds
from assistant.drafting.types import Brief, Draft
from evals.items import LabelledBrief, Split
from evals.metrics.reading import (
    choices_found,
    choices_misread,
    in_the_body,
    left_over,
    misread,
    suggested_right,
    texts_misread,
)
from evals.metrics.statistics import Figure, figure


@dataclass(frozen=True, slots=True)
class Read:
    """A labelled brief, its draft, the facts that were read as something else, and shares.

    `unasked` is the share that was misread and that the draft states without asking back, the next
    three are of told texts, `suggested` is of what stands in a block with a question, `left` of what
    stands in the list at the end though it belongs in a block, and the last three of choices.
    """

    item: LabelledBrief
    draft: Draft
    wrong: tuple[str, ...]
    misread: float | None
    unasked: float | None
    placed: float | None
    texts_misread: float | None
    texts_unasked: float | None
    texts_placed: float | None
    suggested: float | None
    left: float | None
    choices_misread: float | None
    choices_unasked: float | None
    choices_found: float | None


def read_all(items: Sequence[LabelledBrief]) -> list[Read]:
    """Drafts every brief and holds what was read against the labels."""
    return [_read(item) for item in items]


def _read(item: LabelledBrief) -> Read:
    draft = make_draft(Brief(item.kind, item.brief))
    found = misread(draft.facts, item.facts, item.brief, kinds()[item.kind])
    wrong = tuple(name for name, is_wrong in found if is_wrong)
    asked = {f.name for f in draft.facts if is_doubted(f, kinds()[item.kind])}
    share, unasked = (
        len(these) / len(found) if found else None
        for these in (wrong, [name for name in wrong if name not in asked])
    )
    told = texts_misread(draft.facts, item.texts, item.brief, kinds()[item.kind])
    chosen = choices_misread(draft.facts, item.choices, kinds()[item.kind])
    chosen_found = choices_found(draft.facts, item.choices, kinds()[item.kind])
    return Read(
        item, draft, wrong, share, unasked, in_the_body(draft, item.facts),
        _share(is_wrong for _, is_wrong in told),
        _share(is_wrong and name not in asked for name, is_wrong in told),
        in_the_body(draft, item.texts),
        suggested_right(draft, item.homes),
        left_over(draft, item.homes),
        _share(is_wrong for _, is_wrong in chosen),
        _share(is_wrong and name not in asked for name, is_wrong in chosen),
        _share(chosen_found),
    )  # fmt: skip


def _share(those: Iterable[bool]) -> float | None:
    """The share of those that are true, None when there are none."""
    all_ = list(those)
    return sum(all_) / len(all_) if all_ else None


def reading_figures(found: Sequence[Read], split: Split) -> list[Figure]:
    """The figures of one split."""
    kept = [r for r in found if r.item.split == split]
    return [
        figure("facts misread", [r.misread for r in kept]),
        figure("facts misread, not asked back", [r.unasked for r in kept]),
        figure("facts in the body", [r.placed for r in kept]),
        figure("told texts misread", [r.texts_misread for r in kept]),
        figure("told texts misread, not asked back", [r.texts_unasked for r in kept]),
        figure("told texts in the body", [r.texts_placed for r in kept]),
        figure("suggested at the right part", [r.suggested for r in kept]),
        figure("left in the list at the end", [r.left for r in kept]),
        figure("choices misread", [r.choices_misread for r in kept]),
        figure("choices misread, not asked back", [r.choices_unasked for r in kept]),
        figure("choices found", [r.choices_found for r in kept]),
    ]


def reading_items(found: Sequence[Read]) -> list[dict[str, Any]]:
    """The dev briefs for the report, each with the fields that hold what is something else."""
    return [
        {"id": r.item.id, "kind": "reading", "question": r.item.brief,
         "answer": ", ".join(f"{f.name}: {f.value}" for f in r.draft.facts if f.name in r.wrong) or "—",
         "right": not r.wrong}
        for r in found if r.item.split == "dev"
    ]  # fmt: skip
