"""Writes docs/examples/: every kind of draft, made from one brief."""

from __future__ import annotations

import sys
from datetime import date

from assistant.drafting.draft import make_draft
from assistant.drafting.kinds import kinds, sentences_of_drafting
from assistant.drafting.types import Brief, Draft
from assistant.settings import ROOT

FOLDER = ROOT / "docs" / "examples"
BRIEF = FOLDER / "brief.txt"
WRITTEN_ON = date(2026, 11, 24)  # briefs without a year count from here


def page(kind: str) -> str:
    """The example of one kind as Markdown: the draft, what is still needed, and its grounding."""
    draft = make_draft(Brief(kind, BRIEF.read_text(encoding="utf-8"), today=WRITTEN_ON))
    return (
        f"<!-- Written by make docs from brief.txt; do not edit. -->\n\n{draft.text}\n\n---\n\n"
        f"{_told(draft)}\n\n{_grounding(draft)}\n"
    )


def _told(draft: Draft) -> str:
    said, language = sentences_of_drafting(), draft.language
    parts = []
    if draft.missing:
        lines = "\n".join(f"- {m.question}" for m in draft.missing)
        parts.append(f"**{said.missing.of(language)}**\n\n{lines}")
    if draft.notices:
        lines = "\n".join(f"- {n.text}" for n in draft.notices)
        parts.append(f"**{said.notices.of(language)}**\n\n{lines}")
    marks = {True: "✓", False: "✗"}
    lines = "\n".join(f"- {marks[c.passed]} {c.criterion} [§{c.section}]" for c in draft.checks)
    return "\n\n".join((*parts, f"**{said.criteria.of(language)}**\n\n{lines}"))


def _grounding(draft: Draft) -> str:
    said, language = sentences_of_drafting(), draft.language
    rows = (
        f"| {b.heading or b.text.splitlines()[0].replace('**', '')[:60]} | {b.note} | {', '.join(b.citations)} |"
        for b in draft.blocks
    )
    return "\n".join((said.grounding.of(language), "| --- | --- | --- |", *rows))


def main() -> int:
    """Writes the pages; with --check only tells whether they are up to date."""
    stale = []
    for kind in kinds():
        file = FOLDER / f"{kind}.md"
        written = page(kind)
        if not file.exists() or file.read_text(encoding="utf-8") != written:
            stale.append(file.name)
            if "--check" not in sys.argv:
                file.write_text(written, encoding="utf-8")
    if stale and "--check" in sys.argv:
        print(f"docs/examples is out of date ({', '.join(stale)}): make docs", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
