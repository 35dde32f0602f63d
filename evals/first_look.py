"""A first look at quality: `python -m evals.first_look`. Not held out; see docs/retrieval.md."""

from __future__ import annotations

import json
import statistics

from assistant.answering import Assistant, load_assistant
from assistant.settings import ROOT
from assistant.types import Answer, Turn

DATASET = ROOT / "evals" / "datasets" / "first-look.jsonl"


def main() -> None:
    """Prints the figures as a Markdown table, per language."""
    assistant = load_assistant()
    items = [json.loads(line) for line in DATASET.read_text(encoding="utf-8").splitlines()]
    print("| figure | nl | en |\n| --- | --- | --- |")
    per_language = [
        _figures(assistant, [i for i in items if i["language"] == x]) for x in ("nl", "en")
    ]
    for name in per_language[0]:
        print(f"| {name} | {per_language[0][name]} | {per_language[1][name]} |")


def _figures(assistant: Assistant, items: list[dict[str, object]]) -> dict[str, str]:
    answered = [(i, assistant.answer(Turn(str(i["question"])))) for i in items]
    yes = [
        (set(i["sections"]), a)
        for i, a in answered
        if isinstance(i["sections"], list) and i["sections"]
    ]
    no = [a for i, a in answered if not i["sections"]]
    shares = [_on_section(sections, a) for sections, a in yes if a.claims]
    return {
        "right section first": _share([a.ranking[0] in s for s, a in yes if a.ranking], len(yes)),
        "among the first three": _share([bool(s & set(a.ranking[:3])) for s, a in yes], len(yes)),
        "answerable, declined": _share([a.abstained for _, a in yes], len(yes)),
        "unanswerable, declined": _share([a.abstained for a in no], len(no)),
        "claims from a right section": f"{statistics.mean(shares):.2f}",
    }


def _on_section(sections: set[str], answer: Answer) -> float:
    inside = [
        any(c.rpartition("/")[0] in sections for c in claim.citations) for claim in answer.claims
    ]
    return sum(inside) / len(inside)


def _share(hits: list[bool], total: int) -> str:
    return f"{sum(hits)} of {total}"


if __name__ == "__main__":
    main()
