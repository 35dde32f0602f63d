"""Answers and sections as HTML. Everything that is not our own mark-up is escaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from assistant.cite import bullets, citation_label
from assistant.page.texts import texts
from assistant.phrases import phrases
from assistant.types import Answer, ClaimGroup, Guideline, Passage, PassageId


def anchor(passage: PassageId) -> str:
    """The id of a passage's place among the sources."""
    return "bron-" + passage.replace("/", "-").replace(".", "_").replace(":", "-")


def answer_steps(answer: Answer, guideline: Guideline) -> Iterator[str]:
    """The answer as HTML, growing bullet by bullet; the last is the whole answer."""
    passages = {p.id: p for p in guideline.passages}
    done = f"<p>{escape(answer.lead)}</p>"
    yield done
    for group in answer.groups:
        items = [_item(text, cited, passages, answer) for text, cited in bullets(group.claims)]
        for count in range(1, len(items) + 1):
            yield done + _group(group, items[:count])
        done += _group(group, items)


def _group(group: ClaimGroup, items: Sequence[str]) -> str:
    tag = "ol" if group.ordered else "ul"
    heading = f"<h3>{escape(group.heading)}</h3>" if group.heading else ""
    return f"{heading}<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"


def _item(
    text: str, cited: Sequence[PassageId], passages: dict[PassageId, Passage], answer: Answer
) -> str:
    said = phrases(answer.language)
    links = " ".join(
        f'<a class="cite" href="#{anchor(p)}">{escape(citation_label(passages[p], said))}</a>'
        for p in cited
    )
    return f"{escape(text)} {links}"


def sources(answer: Answer, guideline: Guideline) -> str:
    """The cited sections, each whole and in reading order, with the cited passages marked."""
    cited = [c.passage for c in answer.citations]
    said = texts()
    if not cited:
        return f'<p class="quiet">{escape(said.sources_none)}</p>'
    sections = dict.fromkeys(c.section for c in answer.citations)
    titles = {s.id: s.title for s in guideline.sections}
    parts = [f'<p class="quiet">{escape(said.sources_hint)}</p>']
    for number, section in enumerate(sections):
        passages = [p for p in guideline.passages if p.section == section]
        opened = " open" if number == 0 else ""
        parts.append(
            f'<details class="source"{opened}><summary><span class="number">§{escape(section)}</span> '
            f"{escape(titles[section])}</summary>"
            f"{_section(passages, frozenset(cited), titles[section])}</details>"
        )
    return "".join(parts)


def _section(passages: Sequence[Passage], cited: frozenset[PassageId], title: str) -> str:
    """A section's passages with titles as headings, lists as lists and table cells by row."""
    parts: list[str] = []
    for kind, run in groupby(passages, key=_shape):
        found = list(run)
        if kind == "list":
            parts.append(f"<ul>{''.join(_listed(p, cited) for p in found)}</ul>")
        elif kind == "table":
            parts.append(_table(found, cited))
        else:
            tag = "h4" if kind == "title" else "p"
            parts += [f"<{tag}>{_marked(p, cited)}</{tag}>" for p in found]
    place = f'role="region" aria-label="{escape(title)}" tabindex="0"'
    return f'<div class="section" {place}>{"".join(parts)}</div>'


def _shape(passage: Passage) -> str:
    if passage.kind == "title":
        return "title"
    if passage.row or passage.kind == "row":
        return "table" if passage.kind != "footnote" else "text"
    return "list" if passage.kind in ("item", "step", "quote") or passage.parent else "text"


def _listed(passage: Passage, cited: frozenset[PassageId]) -> str:
    indent = f' class="depth-{min(passage.depth, 3)}"' if passage.depth else ""
    return f"<li{indent}>{_marked(passage, cited)}</li>"


def _table(cells: Sequence[Passage], cited: frozenset[PassageId]) -> str:
    """Rows as terms, cells as definitions with their column: readable on a phone too."""
    parts: list[str] = []
    for cell in cells:
        if cell.kind == "row":
            parts.append(f"<dt>{_marked(cell, cited)}</dt>")
            continue
        column = f'<span class="column">{escape(cell.column)}:</span> ' if cell.column else ""
        parts.append(f"<dd>{column}{_marked(cell, cited)}</dd>")
    return f"<dl>{''.join(parts)}</dl>"


def _marked(passage: Passage, cited: frozenset[PassageId]) -> str:
    place = f'id="{anchor(passage.id)}"'
    if passage.id in cited:
        return f'<mark {place} tabindex="-1">{escape(passage.text)}</mark>'
    return escape(passage.text)
