"""Quality: the last evaluation report in plain words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.answering import Assistant
from assistant.page.parts import markup
from assistant.page.safe import safe
from assistant.page.texts import Measure, Texts
from assistant.settings import ROOT

REPORT = ROOT / "evals" / "report" / "report.json"
SPLIT = "test"


def build_quality(assistant: Assistant, said: Texts) -> None:
    """The view that tells how good the assistant is."""
    with gr.Column(elem_id="view-quality", elem_classes="view"):
        markup(quality_html(REPORT, assistant.guideline().sha256, said))


def quality_html(file: Path, corpus: str, said: Texts) -> str:
    """The report in words and bars, or a line that there is none."""
    part = said.quality
    body = f'<p class="problem">{safe(part.none)}</p>'
    if file.exists():
        try:
            report = json.loads(file.read_text(encoding="utf-8"))
            old = f'<p class="problem">{safe(part.old)}</p>' if report["corpus"] != corpus else ""
            groups = "".join(_group(report["figures"], title, said) for title in part.groups)
            body = f"{old}{groups}{_styles(report['styles'], said)}{_plots(file.parent, said)}"
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            body = f'<p class="problem">{safe(part.broken)}</p>'
    limits = "".join(f"<li>{safe(line)}</li>" for line in part.limits)
    return (
        f'<div class="quality"><h2 tabindex="-1">{safe(part.heading)}</h2>'
        f'<p class="intro">{safe(part.intro)}</p>{body}'
        f'<section class="limits"><h3>{safe(part.limits_title)}</h3><ul>{limits}</ul></section></div>'
    )


def _group(figures: Mapping[str, Any], group: Any, said: Texts) -> str:
    rows = "".join(row for m in group.measures for row in _figure(figures, m, said))
    title = safe(group.title)
    return f'<section><h3>{title}</h3><div class="figures">{rows}</div></section>' if rows else ""


def _figure(figures: Mapping[str, Any], measure: Measure, said: Texts) -> Iterator[str]:
    """One figure with its interval; nothing when it was not measured."""
    found = figures.get(measure.place.format(split=SPLIT), {}).get(measure.name)
    if not found or found["value"] is None:
        return
    part = said.quality
    share = round(100 * found["value"])
    notes = [part.measured_on.format(n=found["n"])]
    if found["low"] is not None and found["low"] < found["high"]:
        low, high = round(100 * found["low"]), round(100 * found["high"])
        notes.insert(0, part.interval.format(low=low, high=high))
    yield (
        f'<div class="figure"><p><strong>{safe(part.of_hundred.format(share=share))}</strong> '
        f"{safe(measure.text)}</p>{_bar(share, found)}"
        f'<p class="quiet">{safe(" ".join(notes))}</p></div>'
    )


def _bar(share: int, found: Mapping[str, Any]) -> str:
    """A bar from 0 to 100 with a whisker for the interval; the text beside it says the same."""
    whisker = ""
    if found["low"] is not None and found["low"] < found["high"]:
        low, width = 100 * found["low"], 100 * (found["high"] - found["low"])
        whisker = f'<span class="whisker" style="left:{low:.1f}%;width:{width:.1f}%"></span>'
    return (
        f'<div class="scale" aria-hidden="true"><span class="fill" style="width:{share}%"></span>'
        f"{whisker}</div>"
    )


def _styles(styles: Mapping[str, Mapping[str, Any]], said: Texts) -> str:
    part = said.quality
    rows = "".join(
        f'<tr><th scope="row">{safe(part.styles[style])}</th><td>{row["n"]}</td>'
        f"<td>{safe(part.of_hundred.format(share=round(100 * row['section hit@3'])))}</td></tr>"
        for style, row in styles.items()
        if style in part.styles and row.get("section hit@3") is not None
    )
    if not rows:
        return ""
    heads = "".join(f'<th scope="col">{safe(h)}</th>' for h in part.styles_heads)
    return (
        f"<section><h3>{safe(part.styles_title)}</h3><p>{safe(part.styles_hint)}</p>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></section>"
    )


def _plots(folder: Path, said: Texts) -> str:
    """The plots of the report that there are, each with what it shows; fetched when looked at."""
    part = said.quality
    # the English page stands a folder deeper
    start = "" if said.language == "nl" else "../"
    shown = "".join(
        f'<figure><img src="{start}page/plot/{safe(p.name)}" alt="{safe(part.plot)}" loading="lazy">'
        f"<figcaption>{safe(p.text)}</figcaption></figure>"
        for p in part.plots
        if (folder / f"{p.name}.svg").exists()
    )
    if not shown:
        return ""
    return (
        f"<section><h3>{safe(part.plots_title)}</h3><p>{safe(part.plots_hint)}</p>"
        f'<div class="plots">{shown}</div></section>'
    )
