"""The report: report.json (data), report.md (tables), report.html (one page, with plots)."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from assistant.faithfulness import SHOW_THRESHOLD
from assistant.settings import Settings
from evals.plots import quality_latency, reliability_plot, risk_coverage_plot, section_map
from evals.short import in_short

WORST = 20
NOTICEABLE = 0.005
STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem;
  color: #1b1f23; background: #fff }
table { border-collapse: collapse; margin: 1rem 0; display: block; overflow-x: auto }
th, td { border: 1px solid #c9ced6; padding: .25rem .6rem; text-align: left }
th { background: #f1f4f8 } svg { max-width: 100%; height: auto } pre { white-space: pre-wrap }
details { border: 1px solid #c9ced6; padding: .5rem 1rem; margin: .5rem 0 }
@media (prefers-color-scheme: dark) { body { color: #e6e8eb; background: #14171a }
  th { background: #23282e } svg { background: #fff } }
"""


def write_report(report: dict[str, Any], before: dict[str, Any] | None, folder: Path) -> None:
    """Writes the three files; `before` is the previous report's data, to compare with."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.json").write_text(
        json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8"
    )
    tables = "\n\n".join(
        ("# Evaluation report", _what(report), in_short(report), *_systems(report), *_own(report),
         *_checker(report), _costs(report), _changes(report, before))
    )  # fmt: skip
    (folder / "report.md").write_text(tables + "\n", encoding="utf-8")
    plots = _plots(report)
    for name, plot in plots.items():
        (folder / f"{name}.svg").write_text(plot, encoding="utf-8")
    figures = "".join(f"<figure>{plot}</figure>" for plot in plots.values())
    page = MarkdownIt("commonmark").enable("table").render(tables)
    (folder / "report.html").write_text(
        "<!doctype html><html lang='en'><meta charset='utf-8'><meta name='viewport' "
        "content='width=device-width'><title>Evaluation report</title>"
        f"<style>{STYLE}</style>{page}<h2>Plots</h2>{figures}{_worst(report)}</html>",
        encoding="utf-8",
    )


def _what(report: Mapping[str, Any]) -> str:
    missing = report["not_measured"]
    told = f" Not measured, because it does not exist yet: {', '.join(missing)}." if missing else ""
    crashes = "".join(f"\n- {c['id']}: {c['error']}" for c in report["crashes"])
    crashed = f"\n\nAnswers that crashed, counted as wrong:{crashes}" if crashes else ""
    return (
        f"Guideline `{report['corpus'][:12]}`. Means with bootstrap 95 % intervals. `test` was not "
        f"looked at while building; `dev` was. What each figure means: `evals/README.md`.{told}"
        + crashed
    )


def _systems(report: Mapping[str, Any]) -> list[str]:
    """Tables of the assistant beside the baselines, per split."""
    figures = report["figures"]
    blocks = []
    for split in ("test", "dev"):
        columns = [k for k in figures if k.startswith(f"{split}.") and k.count(".") == 2]
        shown = [k for k in columns if k.endswith(".all") or ".assistant." in k]
        names = [k.partition(".")[2].removesuffix(".all") for k in shown]
        rows = [[name, *(_cell(figures[k][name]) for k in shown)] for name in figures[shown[0]]]
        blocks += [f"## Questions, {split}", _table(["figure", *names], rows)]
    rows = [
        [other, name, f"{d[0]:+.3f}" if d else "—", f"{d[1]:.4f}" if d else "—"]
        for other, those in report["differences"].items()
        for name, d in those.items()
    ]
    if rows:
        blocks += ["## The assistant minus the baselines",
                   "Same questions, both splits; p of a paired permutation test.",
                   _table(["baseline", "figure", "difference", "p"], rows)]  # fmt: skip
    return blocks


def _own(report: Mapping[str, Any]) -> list[str]:
    """Conversations, attacks, drafts and styles."""
    figures = report["figures"]
    blocks = []
    for topic in (
        "independent",
        "conversations",
        "attacks",
        "drafts",
        "reading",
        "reviews",
        "intents",
    ):
        splits = [s for s in ("test", "dev") if f"{s}.{topic}" in figures]
        names = dict.fromkeys(n for s in splits for n in figures[f"{s}.{topic}"])
        rows = [[n, *(_cell(figures[f"{s}.{topic}"].get(n)) for s in splits)] for n in names]
        if rows:
            blocks += [f"## {topic.capitalize()}", _table(["figure", *splits], rows)]
    styles = report["styles"]
    measured = [n for n in next(iter(styles.values())) if n != "n"]
    rows = [[s, str(v["n"]), *(_share(v[n]) for n in measured)] for s, v in styles.items()]
    return [*blocks, "## By style of question, dev", _table(["style", "n", *measured], rows)]


def _checker(report: Mapping[str, Any]) -> list[str]:
    """The judge judged: figures and a table by type of claim."""
    if "checker" not in report:
        return []
    blocks = ["## The faithfulness checker"]
    for split, found in report["checker"].items():
        rows = [[n, _cell(f)] for n, f in found["figures"].items()]
        rows_by_type = [
            [kind, str(v["n"]), _share(v["shown"]), v["expected"]]
            for kind, v in found["types"].items()
        ]
        blocks += [f"### {split}", _table(["figure", split], rows),
                   _table(["type of claim", "n", "shown", "should be"], rows_by_type)]  # fmt: skip
    return blocks


def _costs(report: Mapping[str, Any]) -> str:
    base = report["cost"].get("naive")
    rows = []
    for name, values in report["cost"].items():
        for what, value in values.items():
            ratio = f"{value / base[what]:.2f}" if base and base.get(what) else "—"
            rows.append([name, what, f"{value:.2f}", ratio])
    table = _table(["system", "what", "value", "ratio to naive"], rows)
    return f"## Cost\n\n{table}\n\nOf the page and its server: `make bench`."


def _changes(report: Mapping[str, Any], before: Mapping[str, Any] | None) -> str:
    if before is None:
        return "## Since the last report\n\nThere was no report before this one."
    old, new = before["figures"], report["figures"]
    rows = [
        [place, name, _share(was), _share(f["value"]), f"{f['value'] - was:+.3f}"]
        for place, those in new.items()
        for name, f in those.items()
        if (was := old.get(place, {}).get(name, {}).get("value")) is not None
        and f["value"] is not None
        and abs(f["value"] - was) >= NOTICEABLE
        and (
            place.endswith(
                (
                    ".all",
                    ".independent",
                    ".conversations",
                    ".attacks",
                    ".drafts",
                    ".reading",
                    ".reviews",
                )
            )
        )
    ]
    rights = {i["id"]: i["right"] for i in before["items"]}
    turned = [
        [i["id"], _flat(i.get("question", "")), "better" if i["right"] else "worse"]
        for i in report["items"]
        if i["id"] in rights and rights[i["id"]] != i["right"]
    ]
    figures = _table(["place", "figure", "before", "now", "change"], rows)
    items = _table(["dev item", "question", "now"], turned)
    return f"## Since the last report\n\n{figures}\n\n{items}" if rows or turned else (
        "## Since the last report\n\nNothing changed."
    )  # fmt: skip


def _plots(report: Mapping[str, Any]) -> dict[str, str]:
    plots = {
        "sections": section_map(report["sections"]),
        "risk-coverage": risk_coverage_plot(report["risk_coverage"], Settings().answer_threshold),
        "quality-latency": quality_latency(report["figures"], report["cost"], "test"),
    }
    if "checker" in report:
        plots["reliability"] = reliability_plot(report["checker"]["test"]["reliability"])
        plots["checker-risk"] = risk_coverage_plot(
            report["checker"]["test"]["risk_coverage"], SHOW_THRESHOLD, "sentences shown"
        )
    return plots


def _worst(report: Mapping[str, Any]) -> str:
    """The dev questions with the lowest sum of their values, with answer and gold."""
    asked = [i for i in report["items"] if i["kind"] == "question"]
    names = ("section MRR", "passage MRR", "relevance", "completeness")
    asked.sort(key=lambda i: (sum(i[n] or 0 for n in names), i["id"]))
    parts = ["<h2>The worst items of dev</h2>"]
    for item in asked[:WORST]:
        facts = "".join(f"<li>{html.escape(f)}</li>" for f in item["facts"])
        parts.append(
            f"<details><summary>{item['id']} · {html.escape(item['question'])}</summary>"
            f"<p>Gold: {', '.join(item['gold'])}. Ranked: {', '.join(item['ranking'])}.</p>"
            f"<ul>{facts}</ul><pre>{html.escape(item['answer'])}</pre></details>"
        )
    wrong = [i for i in report["items"] if i["kind"] != "question" and not i["right"]]
    parts.append("<h2>Other dev items that went wrong</h2>")
    parts += [
        f"<details><summary>{i['id']} · {html.escape(i['question'])}</summary>"
        f"<pre>{html.escape(i['answer'])}</pre></details>"
        for i in wrong
    ]
    return "".join(parts)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "| " + " | ".join("---" for _ in head) + " |"]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def _cell(figure: Mapping[str, Any] | None) -> str:
    if not figure:
        return "—"
    if figure["value"] is None:
        return f"— ({figure['why']})"
    if figure["low"] is None:
        return f"{figure['value']:.3f}"
    return f"{figure['value']:.3f} ({figure['low']:.2f}–{figure['high']:.2f})"


def _share(value: float | None) -> str:
    return "—" if value is None else f"{value:.3f}"


def _flat(text: str) -> str:
    return " ".join(text.split())[:100].replace("|", "/")
