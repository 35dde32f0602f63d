"""`make eval`: every figure, the report, and the gates. See evals/README.md."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Any

from assistant.answering import Assistant
from assistant.index import open_index
from assistant.settings import Settings
from evals.asking import (
    Answered,
    Written,
    ask_everything,
    beside,
    independent,
    the_assistant,
    write_all,
)
from evals.checker import checker_report
from evals.drafts import draft_figures, draft_items
from evals.gates import broken_gates
from evals.independent import independent_figures
from evals.intents import intent_figures
from evals.items import DATASETS, Split, Utterance, load
from evals.measure import (
    Asked,
    attack_figures,
    conversation_figures,
    cost,
    system_figures,
)
from evals.metrics.abstention import risk_coverage
from evals.metrics.attacks import attack_succeeded
from evals.metrics.statistics import Figure, Values, difference
from evals.processes import cold_costs
from evals.reading import reading_figures, reading_items
from evals.report import write_report
from evals.reviews import review_figures, review_items

REPORT = Path(__file__).parent / "report"
SPLITS: tuple[Split, ...] = ("dev", "test")
LANGUAGES = ("all", "nl", "en")
Places = Iterator[tuple[str, Sequence[Figure]]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs it all; 1 when a gate is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=REPORT, help="folder of the report")
    parser.add_argument("--no-baselines", action="store_true", help="only the assistant")
    parser.add_argument(
        "--jobs", type=int, default=1, help="processes beside the first; times suffer"
    )
    options = parser.parse_args(arguments)
    started = time.perf_counter()
    report = measure(baselines=not options.no_baselines, jobs=options.jobs)
    previous = options.out / "report.json"
    before = json.loads(previous.read_text(encoding="utf-8")) if previous.exists() else None
    write_report(report, before, options.out)
    broken = broken_gates(report)
    for line in broken:
        print(line, file=sys.stderr)
    print(f"{options.out}/report.md · {time.perf_counter() - started:.0f} s · "
          f"{len(broken)} gates broken")  # fmt: skip
    return 1 if broken else 0


def measure(*, baselines: bool = True, jobs: int = 1) -> dict[str, Any]:
    """The whole report as data; of the test split only totals."""
    started = time.perf_counter()
    open_index(Settings(), rebuild=True)
    built = time.perf_counter() - started
    assistant = the_assistant()
    with beside((write_all, *(partial(independent, split) for split in SPLITS)), jobs) as others:
        found = ask_everything(assistant, baselines)
        written, *answered = others()
    found = replace(found, independent=[pair for pairs in answered for pair in pairs])
    ours, values = found.asked["assistant"], found.values["assistant"]
    checker = {split: checker_report(written.judged, split) for split in SPLITS}
    figures = _by_place(partial(_answer_figures, found))
    figures |= _by_place(partial(_written_figures, written))
    figures |= {f"{split}.checker": those["figures"] for split, those in checker.items()}
    return {
        "corpus": assistant.index.guideline.sha256,
        "figures": figures,
        "styles": _styles(ours, values),
        "sections": _sections(ours, values),
        "differences": _differences(found.values),
        "risk_coverage": _risk_coverage(ours),
        "cost": _costs(found.asked, built, baselines),
        "checker": checker,
        "not_measured": [],
        "crashes": [{"id": i.id, "error": r.error} for i, r in ours.questions if r.error],
        "items": [
            *_dev_items(ours, values),
            *_dev_turns(found.turns),
            *draft_items(written.drafted),
            *review_items(written.reviewed),
            *reading_items(written.read),
            *_dev_attacks(found),
        ],
    }


def answer_figures(assistant: Assistant, every: int) -> dict[str, dict[str, Any]]:
    """By place what this assistant's answers give, one item in `every` asked: a quick look."""
    found = ask_everything(assistant, baselines=False, every=every)
    answered = [pair for split in SPLITS for pair in independent(split, assistant, every)]
    return _by_place(partial(_answer_figures, replace(found, independent=answered)))


def _by_place(figures: Callable[[Split], Places]) -> dict[str, dict[str, Any]]:
    """The tables of both splits, by place in the report."""
    return {place: _table(those) for split in SPLITS for place, those in figures(split)}


def _answer_figures(found: Answered, split: Split) -> Places:
    for name, those in found.asked.items():
        for language in LANGUAGES:
            yield (
                f"{split}.{name}.{language}",
                system_figures(those, found.values[name], split, language),
            )
    yield f"{split}.independent", independent_figures(found.independent, split)
    yield f"{split}.conversations", conversation_figures(found.turns, split)
    yield f"{split}.attacks", attack_figures(found.attacks, split, found.supports)


def _written_figures(found: Written, split: Split) -> Places:
    yield f"{split}.drafts", draft_figures(found.drafted, split)
    yield f"{split}.reading", reading_figures(found.read, split)
    yield f"{split}.reviews", review_figures(found.reviewed, split)
    utterances = load(DATASETS / "utterances.jsonl", Utterance)
    yield f"{split}.intents", intent_figures(utterances, split)


def _costs(asked: dict[str, Asked], built: float, baselines: bool) -> dict[str, dict[str, float]]:
    """What each system costs; from a cold start too where there is something to compare with."""
    costs = {name: cost(those) for name, those in asked.items()}
    costs["assistant"]["build (s)"] = built
    for name, cold in (cold_costs() if baselines else {}).items():
        costs[name] |= cold
    return costs


def _dev_attacks(found: Answered) -> list[dict[str, Any]]:
    return [
        {"id": i.id, "kind": "attack", "question": i.text[:200], "answer": r.text[:600],
         "right": not attack_succeeded(i, r, found.supports)}
        for i, r in found.attacks if i.split == "dev"
    ]  # fmt: skip


def _table(figures: Sequence[Figure]) -> dict[str, Any]:
    return {f.name: asdict(f) for f in figures}


def _styles(asked: Asked, values: dict[str, Values]) -> dict[str, Any]:
    """Section hit@1 and hit@3 and completeness by style, on dev."""
    found: dict[str, Any] = {}
    for style in dict.fromkeys(q.style for q, _ in asked.questions):
        kept = [q.style == style and q.split == "dev" for q, _ in asked.questions]
        row = {}
        for name in ("section hit@1", "section hit@3", "passage hit@3", "completeness"):
            of = [v for v, k in zip(values[name], kept, strict=True) if k and v is not None]
            row[name] = sum(of) / len(of) if of else None
        found[style] = {**row, "n": sum(kept)}
    return found


def _sections(asked: Asked, values: dict[str, Values]) -> dict[str, Any]:
    """Hits by first gold section and language over both splits: totals, no items."""
    found: dict[str, Any] = {}
    for section in dict.fromkeys(q.sections[0] for q, _ in asked.questions):
        row: dict[str, Any] = {}
        for language in ("nl", "en"):
            hits = [
                v
                for (q, _), v in zip(asked.questions, values["section hit@1"], strict=True)
                if q.sections[0] == section and q.language == language and v is not None
            ]
            row[language] = sum(hits) / len(hits) if hits else None
            row[f"n {language}"] = len(hits)
        found[section] = row
    return found


def _differences(values: dict[str, dict[str, Values]]) -> dict[str, Any]:
    """The assistant minus each baseline on the same questions, with the p of a permutation test."""
    names = ("section hit@1", "section hit@3", "passage hit@3", "passage nDCG@10", "relevance",
             "completeness")  # fmt: skip
    return {
        other: {name: difference(values["assistant"][name], those[name]) for name in names}
        for other, those in values.items()
        if other != "assistant"
    }


def _risk_coverage(asked: Asked) -> list[tuple[float, float, float]]:
    pairs = [
        (r.confidence, bool(set(q.sections) & set(r.sections[:3]))) for q, r in asked.questions
    ] + [(r.confidence, False) for _, r in asked.unanswerable]
    return list(risk_coverage([c for c, _ in pairs], [right for _, right in pairs]))


def _dev_items(asked: Asked, values: dict[str, Values]) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    for n, (q, r) in enumerate(asked.questions):
        if q.split != "dev":
            continue
        scores = {
            name: values[name][n]
            for name in ("section MRR", "passage MRR", "relevance", "completeness")
        }
        items.append(
            {"id": q.id, "kind": "question", "style": q.style, "language": q.language,
             "question": q.question, "gold": list(q.sections), "ranking": list(r.sections[:3]),
             "abstained": r.abstained, **scores, "answer": r.text or r.error,
             "facts": [f.quote for f in q.facts],
             "right": bool(set(q.sections) & set(r.sections[:1]))}
        )  # fmt: skip
    items += [
        {"id": u.id, "kind": "unanswerable", "question": u.question, "answer": r.text,
         "right": r.abstained}
        for u, r in asked.unanswerable if u.split == "dev"
    ]  # fmt: skip
    return items


def _dev_turns(turns: Sequence[Any]) -> list[dict[str, Any]]:
    return [
        {"id": f"{c.id}.{n + 1}", "kind": "turn", "question": t.question, "gold": list(t.sections),
         "ranking": list(r.sections[:3]), "answer": r.text, "abstained": r.abstained,
         "right": bool(set(t.sections) & set(r.sections[:3])) if t.expect == "answer"
         else r.abstained if t.expect == "decline" else not r.claims}
        for c, t, n, r in turns if c.split == "dev"
    ]  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
