"""The twenty worst questions of dev and what went wrong: `python -m evals.worst` writes docs/worst.md.

From the last report; the cause is told by where in the chain the right passage was lost.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from assistant.settings import ROOT
from evals.gates import REPORT

SHOWN = 20
MEASURES = ("section MRR", "passage MRR", "relevance", "completeness")
LOW = 0.5
EXCERPT = 300


def main() -> None:
    """Writes the page."""
    report = json.loads(REPORT.read_text(encoding="utf-8"))
    asked = [item for item in report["items"] if item["kind"] == "question"]
    asked.sort(key=lambda item: (sum(item[name] or 0 for name in MEASURES), item["id"]))
    worst = asked[:SHOWN]
    counts = Counter(cause(item) for item in worst)
    lines = [
        "# The twenty worst questions",
        "Of the `dev` half of the evaluation set, by the sum of section MRR, passage MRR, "
        "relevance and completeness. Written by `python -m evals.worst` from the last `make eval`.",
        "\n".join(f"- {n} × {name}" for name, n in counts.most_common()),
    ]
    for item in worst:
        answer = " ".join(item["answer"].split())[:EXCERPT]
        lines.append(
            f"## {item['question']}\n\n"
            f"**{cause(item)}.** Gold: §{', §'.join(item['gold'])}; ranked: "
            f"§{', §'.join(item['ranking'])}; {item['style']}.\n\n"
            f"A good answer holds: {' · '.join(item['facts'])}\n\n> {answer} …"
        )
    (ROOT / "docs" / "worst.md").write_text("\n\n".join(lines) + "\n", encoding="utf-8")


def cause(item: Mapping[str, Any]) -> str:
    """Where in the chain the answer went wrong."""
    if item["abstained"]:
        return "Declined, though the guideline answers"
    if not set(item["gold"]) & set(item["ranking"]):
        return "The section is not among the first three"
    if not set(item["gold"]) & set(item["ranking"][:1]):
        return "Another section stands first"
    if (item["passage MRR"] or 0) < LOW:
        return "The right section, but another passage of it stands first"
    if (item["completeness"] or 0) < LOW:
        return "The right passage leads, but the answer leaves out what belongs to it"
    return "The right passage is there, with too much beside it"


if __name__ == "__main__":
    main()
