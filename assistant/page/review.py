"""Reviewing: a text of one's own with what the guideline says of it, in its place."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import gradio as gr

from assistant.drafting.kinds import kinds
from assistant.drafting.review import review
from assistant.drafting.types import Review
from assistant.page.draft_html import cites
from assistant.page.parts import hidden_event, markup
from assistant.page.safe import safe
from assistant.page.texts import Texts
from assistant.types import Language

GUESS = ""
LONGEST = 50_000
SEPARATOR = " … "
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at; `start` is -1 when it has no place in the text."""

    kind: str
    title: str
    advice: str
    start: int = -1
    end: int = -1
    citations: tuple[str, ...] = ()


def build_review(said: Texts, language: Language) -> None:
    """The view in which one reviews."""
    part = said.review
    names = [(part.guess, GUESS)] + [(k.spec.name.of(language), k.name) for k in kinds().values()]
    with gr.Column(elem_id="view-review", elem_classes="view"):
        markup(
            f'<div><h2 tabindex="-1">{safe(part.heading)}</h2>'
            f'<p class="intro">{safe(part.intro)}</p></div>'
        )
        with gr.Column(elem_id="review-given"):
            text = gr.Textbox(
                label=part.text,
                placeholder=part.placeholder,
                elem_id="review-text",
                max_length=LONGEST,
                lines=9,
                max_lines=16,
            )
            markup(
                '<div class="drop"><input type="file" id="review-file" class="unseen" '
                'accept=".docx,.pdf,.md,.txt"><label for="review-file" class="file-button">'
                f"{safe(part.file_do)}</label> <span>{safe(part.file)}</span> "
                f'<button type="button" class="quiet-button" data-fill="review-text" '
                f'data-text="{safe(part.example)}">{safe(part.example_do)}</button></div>'
            )
            kind = gr.Radio(names, value=GUESS, label=part.kind, elem_id="review-kind")
            start = gr.Button(part.start, variant="primary", elem_id="review-start")
        result = markup("", name="review-result")
    start.click(_reviewer(said), [text, kind], [result], **hidden_event())


def _reviewer(said: Texts) -> Callable[[str, str], str]:
    def reviewed(text: str, kind: str) -> str:
        if not text.strip():
            return _problem(said.review.no_text)
        try:
            return review_html(text[:LONGEST], review(text[:LONGEST], kind or None), said)
        except Exception:  # the text is not lost and not logged
            log.exception("reviewing failed")
            return _problem(said.review.fault)

    return reviewed


def _problem(line: str) -> str:
    return f'<p class="problem" role="alert">{safe(line)}</p>'


def findings_of(text: str, found: Review, said: Texts) -> list[Finding]:
    """What is to be looked at: first what is not met, then privacy, then plain language."""
    part = said.review
    findings = []
    for check in found.checks:
        if check.passed:
            continue
        places = [_place(text, words) for words in check.where.split(SEPARATOR) if words]
        start, end = next((p for p in places if p[0] >= 0), (-1, -1))
        findings.append(
            Finding("failed", check.criterion, check.advice, start, end, check.citations)
        )
    for datum in found.personal_data:
        name = part.personal.get(datum.kind, datum.kind)
        findings.append(Finding("personal", name, part.personal_advice, datum.start, datum.end))
    gaps = (Finding("gap", part.gap, part.gap_advice, *_place(text, g)) for g in found.placeholders)
    plain = (
        Finding("plain", s.words, s.advice, *_place(text, s.words))
        for s in found.readability.signals
    )
    return [*findings, *gaps, *plain]


def _place(text: str, words: str) -> tuple[int, int]:
    """Where the words stand, whatever the white space between them; (-1, -1) when nowhere."""
    found = re.search(r"\s+".join(map(re.escape, words.split())), text, re.IGNORECASE)
    if not found or not found[0]:
        return -1, -1
    end = found.end()
    while end < len(text) and text[end].isalnum():  # the words may have been cut short
        end += 1
    return found.start(), end


def _placed(findings: list[Finding]) -> dict[int, Finding]:
    """By number the findings that are marked in the text: of two that overlap the first."""
    placed: dict[int, Finding] = {}
    for number, finding in enumerate(findings, 1):
        free = all(f.end <= finding.start or finding.end <= f.start for f in placed.values())
        if finding.start >= 0 and free:
            placed[number] = finding
    return placed


def review_html(text: str, found: Review, said: Texts) -> str:
    """The text with its findings marked, and the findings beside it."""
    part = said.review
    findings = findings_of(text, found, said)
    kind = kinds()[found.kind].spec.name.of(said.language)
    met = [c for c in found.checks if c.passed]
    judged = part.guessed if found.guessed else part.chosen
    failed = sum(f.kind == "failed" for f in findings)
    head = (
        f'<p class="count" role="status">{safe(judged.format(kind=kind.lower()))} '
        f"{safe(part.count.format(met=len(met), all=len(found.checks)))}</p>"
        f'<span class="meter" style="--score:{round(100 * len(met) / max(1, len(found.checks)))}%">'
        "</span>"
    )
    parts = [
        _list(part.titles[name], name, findings, said)
        for name in ("failed", "personal", "gap", "plain")
    ]
    fine = "".join(
        f'<li class="passed"><span class="state"><span class="unseen">{safe(said.draft.passed)}: '
        f"</span></span><div>{safe(c.criterion)} {cites(c.citations, said)}</div></li>"
        for c in met
    )
    good = (
        f"<details{'' if failed else ' open'}><summary>{safe(part.met.format(n=len(met)))}</summary>"
        f'<ul class="found">{fine}</ul></details>'
        if met
        else ""
    )
    return (
        f'<div class="reviewed"><div class="own-text"><h3>{safe(part.your_text)}</h3>'
        f'<div class="paper" lang="{found.language}">{_marked(text, findings)}</div></div>'
        f'<div class="findings">{head}{"".join(parts)}{good}{_readability(found, said)}</div></div>'
    )


def _list(title: str, kind: str, findings: list[Finding], said: Texts) -> str:
    placed = _placed(findings)
    rows = "".join(
        _finding(n, f, said, n in placed) for n, f in enumerate(findings, 1) if f.kind == kind
    )
    return f'<h3>{safe(title)}</h3><ul class="found">{rows}</ul>' if rows else ""


def _finding(number: int, finding: Finding, said: Texts, placed: bool) -> str:
    title = safe(finding.title)
    if placed:
        title = (
            f'<button type="button" class="to-place" data-finding="{number}">'
            f'<span class="nr">{number}</span> {title}</button>'
        )
    else:
        title = f'<span class="nr">{number}</span> {title}'
    return (
        f'<li class="{finding.kind}" id="finding-{number}" tabindex="-1"><div>{title} '
        f"{cites(finding.citations, said)}"
        f'<p class="advice">{safe(finding.advice)}</p></div></li>'
    )


def _marked(text: str, findings: list[Finding]) -> str:
    """The text as paragraphs; each finding that has a place is marked there with its number."""
    return "".join(f"<p>{part}</p>" for part in "".join(_pieces(text, findings)).split("\x00"))


def _pieces(text: str, findings: list[Finding]) -> Iterator[str]:
    at = 0
    placed = sorted(_placed(findings).items(), key=lambda item: item[1].start)
    for number, finding in placed:
        start, end = finding.start, finding.end
        yield _lines(text[at:start])
        yield (
            f'<mark class="{finding.kind}" data-place="{number}" tabindex="-1">'
            f'{_lines(text[start:end]).replace(chr(0), " ")}<a class="nr" href="#finding-{number}" '
            f'data-finding-link="{number}">{number}</a></mark>'
        )
        at = end
    yield _lines(text[at:])


def _lines(text: str) -> str:
    r"""Escaped, a blank line as \0 and a line end as a break."""
    plain = "\n".join(line.strip() if not line.strip() else line for line in text.splitlines())
    ends = "\n" if text.endswith("\n") else ""
    return safe(plain + ends).replace("&#10;&#10;", "\x00").replace("&#10;", "<br>")


def _readability(found: Review, said: Texts) -> str:
    part, measured = said.review, found.readability
    lines = [
        part.words.format(n=measured.words, sentences=measured.sentences),
        part.sentence.format(
            mean=f"{measured.words_per_sentence:.1f}", longest=measured.longest_sentence
        ),
    ]
    if measured.flesch_douma is not None:
        lines.append(part.flesch.format(score=round(measured.flesch_douma)))
    rows = "".join(f"<li>{safe(line)}</li>" for line in lines)
    return (
        f'<h3>{safe(part.readability)}</h3><ul>{rows}</ul><p class="quiet">'
        f"{safe(part.readability_hint)}</p>"
    )
