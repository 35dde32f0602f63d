"""An edition of the guideline as HTML: the one text that reading and sources both show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from assistant.page.safe import safe
from assistant.types import Guideline, Passage, Section, SectionId

LISTED = ("item", "step", "quote")
HIGHEST = 6


def document_html(guideline: Guideline) -> str:
    """Every section in reading order; each passage carries its id as `data-passage`."""
    sections = (_section(s, guideline) for s in guideline.sections)
    return f'<article lang="{guideline.language}">{"".join(sections)}</article>'


def _section(section: Section, guideline: Guideline) -> str:
    passages = [p for p in guideline.passages if p.section == section.id]
    level = section.level + 2
    number = section.id.removeprefix("B") if section.id.startswith("B") else section.id
    head = (
        f'<h{level}><span class="number">§{safe(section.id)}</span> '
        f"{safe(section.title.removeprefix(f'Bijlage {number}: '))}</h{level}>"
    )
    return (
        f'<section data-section="{safe(section.id)}" data-title="{safe(section.title)}">'
        f"{head}{_blocks(passages, level)}</section>"
    )


def _blocks(passages: Sequence[Passage], level: int) -> str:
    """Passages outside boxes as they come, each box as one framed part."""
    parts: list[str] = []
    for box, run in groupby(passages, key=lambda p: p.box):
        inside = "".join(_run(list(run), level))
        parts.append(f'<div class="box">{inside}</div>' if box else inside)
    return "".join(parts)


def _run(passages: Sequence[Passage], level: int) -> Iterator[str]:
    for shape, run in groupby(passages, key=_shape):
        if shape == "list":
            yield _list(list(run))
        elif shape == "table":
            yield _table(list(run))
        elif shape == "title":
            for p in run:
                tag = f"h{min(level + 1 + p.depth, HIGHEST)}"
                yield f"<{tag} {_id(p)}>{safe(p.text)}</{tag}>"
        else:
            yield from (f"<p {_id(p)}{_class(p)}>{safe(p.text)}</p>" for p in run)


def _shape(passage: Passage) -> str:
    if passage.kind == "title":
        return "title"
    if passage.kind == "footnote":
        return "text"
    if passage.kind == "row" or passage.row:
        return "table"
    return "list" if passage.kind in LISTED or passage.parent else "text"


def _class(passage: Passage) -> str:
    return f' class="{passage.kind}"' if passage.kind in ("note", "footnote") else ""


def _list(passages: Sequence[Passage]) -> str:
    """A list with what is nested in it, as deep as it goes."""
    inside = {p.id for p in passages}
    return _level([p for p in passages if p.parent not in inside], passages)


def _level(items: Sequence[Passage], everything: Sequence[Passage]) -> str:
    parts: list[str] = []
    for kind, run in groupby(items, key=lambda p: "p" if p.kind == "paragraph" else p.kind):
        if kind == "p":
            parts += [f"<p {_id(p)}>{safe(p.text)}</p>" for p in run]
            continue
        tag = "ol" if kind == "step" else "ul"
        rows = (
            f"<li><span {_id(p)}>{safe(p.text)}</span>"
            f"{_level([c for c in everything if c.parent == p.id], everything)}</li>"
            for p in run
        )
        parts.append(f"<{tag}>{''.join(rows)}</{tag}>")
    return "".join(parts)


def _table(cells: Sequence[Passage]) -> str:
    """Each row as a term with its cells below or beside each other: it fits a phone too."""
    rows: list[str] = []
    for row, run in groupby(cells, key=lambda p: p.text if p.kind == "row" else p.row):
        found = list(run)
        heads = [p for p in found if p.kind == "row"]
        head = f"<span {_id(heads[0])}>{safe(row)}</span>" if heads else safe(row)
        rest = (p for p in found if p.kind != "row")
        data = "".join(_cell(list(c)) for _, c in groupby(rest, key=lambda p: p.group))
        rows.append(f"<div><dt>{head}</dt>{data}</div>")
    return f"<dl>{''.join(rows)}</dl>"


def _cell(passages: Sequence[Passage]) -> str:
    column = passages[0].column
    head = f'<span class="column">{safe(column)}</span>' if column else ""
    texts = "".join(_level_of_cell(passages))
    return f"<dd>{head}{texts}</dd>"


def _level_of_cell(passages: Iterable[Passage]) -> Iterator[str]:
    for listed, run in groupby(passages, key=lambda p: bool(p.lead_in)):
        rows = [f"<span {_id(p)}>{safe(p.text)}</span>" for p in run]
        if listed or len(rows) > 2:
            yield f"<ul>{''.join(f'<li>{row}</li>' for row in rows)}</ul>"
        else:
            yield from (f"<p>{row}</p>" for row in rows)


def _id(passage: Passage) -> str:
    return f'data-passage="{safe(passage.id)}"'


def outline_html(guideline: Guideline, label: str) -> str:
    """The sections as a list of links."""
    items = "".join(
        f'<li class="level-{s.level}"><a href="#{safe(s.id)}">'
        f'<span class="number">{safe(s.id)}</span> {safe(s.title)}</a></li>'
        for s in guideline.sections
    )
    return f'<nav aria-label="{safe(label)}"><ol>{items}</ol></nav>'


def section_title(guideline: Guideline, section: SectionId) -> str:
    """The title of that section. Raises StopIteration when there is none."""
    return next(s.title for s in guideline.sections if s.id == section)
