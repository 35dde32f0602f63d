"""The process: the guideline's path as a picture to walk, with checklists and a timeline.

What is ticked stays in the browser; the server only hands over the guideline's own words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

import gradio as gr
from pydantic import BaseModel, ConfigDict

from assistant.answering import Assistant
from assistant.guideline import CorpusError
from assistant.page.parts import markup
from assistant.page.safe import safe
from assistant.page.texts import Texts
from assistant.types import Guideline, Language, Passage, PassageKind, SectionId
from assistant.yaml_file import read_yaml

SPEC = Path(__file__).with_name("process.yaml")
WEEKS = 4


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Part(_Strict):
    """A part of a checklist: passages of one section by kind, column or title above them."""

    section: SectionId
    kinds: tuple[PassageKind, ...]
    column: str = ""
    under: str = ""


class StepSpec(_Strict):
    """One step of the path."""

    id: str
    section: SectionId
    drafts: tuple[str, ...]
    checklist: tuple[Part, ...]


class Phases(_Strict):
    """Where the phases are: titles that open with these letters."""

    section: SectionId
    opening: str


class ProcessSpec(_Strict):
    """The path and the phases."""

    path: tuple[StepSpec, ...]
    phases: Phases


@dataclass(frozen=True, slots=True)
class Step:
    """A step as it is shown: checklist items by the heading they stand under."""

    id: str
    title: str
    section: SectionId
    items: tuple[tuple[str, Passage], ...]
    drafts: tuple[str, ...] = ()


@cache
def process_spec() -> ProcessSpec:
    """The specification. Raises pydantic's ValidationError."""
    return ProcessSpec.model_validate(read_yaml(SPEC))


def path_steps(dutch: Guideline, shown: Guideline) -> tuple[Step, ...]:
    """The steps of the path, chosen in the Dutch edition, in the words of the shown one.

    Raises CorpusError when a part of the specification selects nothing.
    """
    titles = {s.id: s.title for s in shown.sections}
    words = {p.id: p for p in shown.passages}
    steps = []
    for spec in process_spec().path:
        items = [
            (f"§{part.section} {titles[part.section]}", words.get(p.id, p))
            for part in spec.checklist
            for p in _selected(part, dutch)
        ]
        steps.append(Step(spec.id, titles[spec.section], spec.section, tuple(items), spec.drafts))
    return tuple(steps)


def phase_steps(dutch: Guideline, shown: Guideline) -> tuple[Step, ...]:
    """The phases of the communication plan, each with its points under their titles."""
    spec = process_spec().phases
    words = {p.id: p for p in shown.passages}
    inside = [p for p in dutch.passages if p.section == spec.section]
    heads = [p for p in inside if p.kind == "title" and p.text.startswith(spec.opening)]
    steps = []
    for number, head in enumerate(heads, 1):
        below = [p for p in inside if head.text in p.blocks and p.kind not in ("title", "quote")]
        titles = {p.text: words.get(p.id, p).text for p in inside if p.kind == "title"}
        items = tuple((titles[p.blocks[-1]], words.get(p.id, p)) for p in below)
        steps.append(Step(f"phase-{number}", titles[head.text], spec.section, items))
    return tuple(steps)


def _selected(part: Part, guideline: Guideline) -> Sequence[Passage]:
    found = [
        inner
        for p in guideline.passages
        if p.section == part.section
        and p.kind in part.kinds
        and not p.depth
        and not p.box
        and part.column in ("", p.column)
        and (not part.under or part.under in p.blocks)
        for inner in _questions_below(p, guideline) or (p,)
    ]
    if not found:
        raise CorpusError(f"{SPEC.name}: {part.model_dump()} kiest geen passage")
    return found


def _questions_below(passage: Passage, guideline: Guideline) -> Sequence[Passage]:
    """What stands below a mere heading ("Praktische zaken"), when all of it asks something."""
    below = [p for p in guideline.passages if p.parent == passage.id]
    asking = passage.text[-1].isalpha() and all("?" in p.text for p in below)
    return below if asking else ()


def build_process(
    assistant: Assistant, said: Texts, language: Language, kinds: Mapping[str, str]
) -> None:
    """The view in which one walks the path; `kinds` names the drafts that can be made."""
    dutch, shown = assistant.guideline(), assistant.guideline(language)
    steps, phases = path_steps(dutch, shown), phase_steps(dutch, shown)
    part = said.process
    with gr.Column(elem_id="view-process", elem_classes="view"):
        markup(
            f'<div class="process" lang="{language}"><h2 tabindex="-1">{safe(part.heading)}</h2>'
            f'<p class="intro">{safe(part.intro)}</p>'
            f"{_picture(part.path, steps, said)}{_picture(part.phases, phases, said)}"
            f'<div class="panels">{"".join(_panel(s, said, kinds, shown) for s in (*steps, *phases))}</div>'
            f"{_timeline(phases, said)}{_tools(said)}</div>"
        )


def _picture(label: str, steps: Sequence[Step], said: Texts) -> str:
    """Stations on a line; each tells how far one is."""
    stations = "".join(
        f'<li><button type="button" class="station" data-step="{step.id}" aria-pressed="false">'
        f'<span class="ring" aria-hidden="true"></span><span class="name">{safe(step.title)}</span>'
        f'<span class="count">{safe(said.process.done.format(done=0, all=len(step.items)))}</span>'
        "</button></li>"
        for step in steps
    )
    return f'<h3>{safe(label)}</h3><ol class="path">{stations}</ol>'


def _panel(step: Step, said: Texts, kinds: Mapping[str, str], guideline: Guideline) -> str:
    part = said.process
    offered = [k for k in step.drafts if k in kinds]
    drafts = "".join(
        f'<button type="button" class="chip" data-kind="{safe(k)}">{safe(kinds[k])}</button>'
        for k in offered
    )
    drafts = f'<h4>{safe(part.drafts)}</h4><p class="chips">{drafts}</p>' if drafts else ""
    read = safe(part.read.format(section=step.section))
    return (
        f'<section class="panel" id="step-{step.id}" data-step="{step.id}" hidden>'
        f'<h3 tabindex="-1">{safe(step.title)}</h3>'
        f'<p><a href="#{safe(step.section)}">{read}</a></p>'
        f'<div lang="{guideline.language}">{"".join(_checklist(step))}</div>{drafts}</section>'
    )


def _checklist(step: Step) -> Iterator[str]:
    """The checklist by the heading that its items stand under; the first part is open."""
    for number, (title, run) in enumerate(groupby(step.items, key=lambda item: item[0])):
        boxes = "".join(
            f'<li><label><input type="checkbox" data-item="{safe(p.id)}"> '
            f"<span>{safe(p.text)}</span></label></li>"
            for _, p in run
        )
        yield (
            f"<details{' open' if number == 0 else ''}><summary>{safe(title)} "
            f'<span class="count"></span></summary><ul class="checklist">{boxes}</ul></details>'
        )


def _timeline(phases: Sequence[Step], said: Texts) -> str:
    part = said.process
    rows = "".join(
        f'<tr data-phase="{step.id}"><th scope="row">{safe(step.title)}</th>'
        f'<td><input type="number" min="0" max="520" value="{WEEKS}" inputmode="numeric" '
        f'aria-label="{safe(part.weeks_label.format(phase=step.title))}"> {safe(part.weeks)}</td>'
        "<td data-from>–</td><td data-until>–</td></tr>"
        for step in phases
    )
    heads = "".join(
        f'<th scope="col">{safe(name)}</th>'
        for name in (part.phase, part.duration, part.from_, part.until)
    )
    return (
        f'<section class="timeline"><h3>{safe(part.timeline)}</h3><p>{safe(part.timeline_intro)}</p>'
        f'<p><label for="start-date">{safe(part.start)}</label> <input type="date" id="start-date"></p>'
        f'<div class="bars" aria-hidden="true"></div>'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></section>"
    )


def _tools(said: Texts) -> str:
    part = said.process
    buttons = (
        ("process-export", part.export),
        ("process-calendar", part.calendar),
        ("process-clear", part.clear),
    )
    return '<p class="chips">{}</p>'.format(
        "".join(
            f'<button type="button" class="quiet-button" data-do="{do}">{safe(name)}</button>'
            for do, name in buttons
        )
    )
