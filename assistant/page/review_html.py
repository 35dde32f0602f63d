"""A review as HTML: the text with its findings marked in place, and the findings beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.drafting.kinds import kinds
from assistant.drafting.types import Review
from assistant.page.draft_html import cites
from assistant.page.safe import safe
from assistant.page.texts import Texts
from assistant.types import Language

SEPARATOR = " … "
OFFERED = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at; `start` is -1 when it has no place in the text.

    The title of one that is `quoted` are words of the text; so is `instead`, which the advice holds.
    """

    kind: str
    title: str
    advice: str
    start: int = -1
    end: int = -1
    citations: tuple[str, ...] = ()
    quoted: bool = False
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the text the finding of that number is, or the last part of it."""

    number: int
    kind: str
    start: int
    end: int
    last: bool = True


def findings_of(text: str, found: Review, said: Texts) -> list[Finding]:
    """What is to be looked at: first what is not met, then privacy, then plain language.

    Of a text in doubt nothing is held against the criteria of a kind.
    """
    part = said.review
    findings = []
    for check in () if found.doubt else found.checks:
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
        Finding("plain", s.words, s.advice, *_place(text, s.words), quoted=True, instead=s.instead)
        for s in found.readability.signals
    )
    return [*findings, *gaps, *plain]


def _place(text: str, words: str) -> tuple[int, int]:
    """Where the words stand, whatever white space or Markdown is between; (-1, -1) when nowhere."""
    pattern = r"[\s*_`#>|]+".join(map(re.escape, words.split()))
    found = re.search(rf"(?<!\w)(?:{pattern})", text, re.IGNORECASE)
    if not found or not found[0]:
        return -1, -1
    end = found.end()
    while end < len(text) and text[end].isalnum():  # the words may have been cut short
        end += 1
    return found.start(), end


def review_html(text: str, found: Review, said: Texts, cut: str = "") -> str:
    """The text with its findings marked, and the findings beside it.

    Above both stand `cut` and, when in doubt, why there is no verdict.
    """
    findings = findings_of(text, found, said)
    numbered = list(enumerate(findings, 1))
    lists = [
        _list(
            said.review.titles[name], [(n, f) for n, f in numbered if f.kind == name], found, said
        )
        for name in ("failed", "personal", "gap", "plain")
    ]
    first = cut + (_doubt(found, said) if found.doubt else "")
    head, good = ("", "") if found.doubt else (_verdict(found, said), _met(found, said))
    before = f'<div class="first">{first}</div>' if first else ""
    return (
        f'<div class="reviewed">{before}<div class="own-text"><h3>{safe(said.review.your_text)}</h3>'
        f'<div class="paper" lang="{found.language}">{_marked(text, findings, said)}</div></div>'
        f'<div class="findings">{head}{"".join(lists)}{good}{_readability(found, said)}</div>'
        "</div>"
    )


def cut_html(read: int, whole: int, said: Texts) -> str:
    """That only the first part of the text was read, and how much."""
    shown = {"read": _number(read, said), "all": _number(whole, said)}
    return f'<p class="problem cut">{safe(said.review.cut.format(**shown))}</p>'


def _verdict(found: Review, said: Texts) -> str:
    """As what the text was judged, and how much of it is in order."""
    part = said.review
    judged = part.guessed if found.guessed else part.chosen
    kind = kinds()[found.kind].spec.name.of(said.language).lower()
    met, everything = sum(c.passed for c in found.checks), len(found.checks)
    return (
        f'<p class="count" role="status" tabindex="-1">{safe(judged.format(kind=kind))} '
        f"{safe(part.count.format(met=met, all=everything))}</p>"
        f'<span class="meter" style="--score:{round(100 * met / max(1, everything))}%"></span>'
    )


def _doubt(found: Review, said: Texts) -> str:
    """Why there is no verdict, and the kinds as which the text can be judged all the same."""
    part = said.review
    offered = found.likely[:OFFERED] if found.doubt == "kind" else tuple(kinds())
    buttons = "".join(
        f'<button type="button" class="chip" data-review-as="{name}">'
        f"{safe(kinds()[name].spec.name.of(said.language))}</button>"
        for name in offered
    )
    ask = part.doubt_some if found.doubt == "kind" else part.doubt_all
    return (
        f'<div class="doubt"><p class="count" role="status" tabindex="-1">'
        f"{safe(part.doubt[found.doubt])}</p>"
        f'<p id="doubt-ask">{safe(ask)}</p>'
        f'<div class="chips" role="group" aria-labelledby="doubt-ask">{buttons}</div></div>'
    )


def _met(found: Review, said: Texts) -> str:
    """What is in order, open when nothing else is to be said of the criteria."""
    met = [c for c in found.checks if c.passed]
    rows = "".join(
        f'<li class="passed"><span class="state"><span class="unseen">{safe(said.draft.passed)}: '
        f"</span></span><div>{safe(c.criterion)} {cites(c.citations, said)}</div></li>"
        for c in met
    )
    if not met:
        return ""
    is_open = " open" if len(met) == len(found.checks) else ""
    title = safe(said.review.met.format(n=len(met)))
    return f'<details{is_open}><summary>{title}</summary><ul class="found">{rows}</ul></details>'


def _list(title: str, findings: Sequence[tuple[int, Finding]], found: Review, said: Texts) -> str:
    rows = "".join(_finding(n, f, found.language, said) for n, f in findings)
    return f'<h3>{safe(title)}</h3><ul class="found">{rows}</ul>' if rows else ""


def _finding(number: int, finding: Finding, language: Language, said: Texts) -> str:
    title, advice = safe(finding.title), safe(finding.advice)
    if finding.quoted:
        title = f'<q lang="{language}">{title}</q>'
    if finding.instead:
        words = safe(finding.instead)
        advice = advice.replace(words, f'<span lang="{language}">{words}</span>', 1)
    title = f'<span class="nr">{number}</span> {title}'
    if finding.start >= 0:
        title = f'<button type="button" class="to-place" data-finding="{number}">{title}</button>'
    return (
        f'<li class="{finding.kind}" id="finding-{number}" tabindex="-1"><div>{title} '
        f'{cites(finding.citations, said)}<p class="advice">{advice}</p></div></li>'
    )


def _marked(text: str, findings: Sequence[Finding], said: Texts) -> str:
    """The text as paragraphs; each finding that has a place is marked there with its number."""
    places = [Place(n, f.kind, f.start, f.end) for n, f in enumerate(findings, 1) if f.start >= 0]
    pieces = "".join(_pieces(text, 0, len(text), places, said))
    return "".join(f"<p>{part}</p>" for part in pieces.split("\x00"))


def _pieces(text: str, start: int, end: int, places: Sequence[Place], said: Texts) -> Iterator[str]:
    """That part of the text; what lies within a mark is marked in it, what sticks out is split."""
    waiting = sorted(places, key=lambda p: (p.start, -p.end, p.number))
    while waiting:
        outer, *others = waiting
        yield _lines(text[start : outer.start])
        inner, waiting = _divided(others, outer.end)
        inside = "".join(_pieces(text, outer.start, outer.end, inner, said)).replace("\x00", " ")
        link = _link(outer.number, said) if outer.last else ""
        yield (
            f'<mark class="{outer.kind}" data-place="{outer.number}" tabindex="-1">{inside}{link}'
            "</mark>"
        )
        start = outer.end
    yield _lines(text[start:end])


def _divided(places: Sequence[Place], at: int) -> tuple[list[Place], list[Place]]:
    """The places before and after that point; one that bridges it is in both, its end in the last."""
    before = [
        Place(p.number, p.kind, p.start, min(p.end, at), p.last and p.end <= at)
        for p in places
        if p.start < at
    ]
    after = [Place(p.number, p.kind, max(p.start, at), p.end, p.last) for p in places if p.end > at]
    return before, sorted(after, key=lambda p: (p.start, -p.end, p.number))


def _link(number: int, said: Texts) -> str:
    name = safe(said.review.to_finding.format(n=number))
    return (
        f'<a class="nr" href="#finding-{number}" data-finding-link="{number}" '
        f'lang="{said.language}" aria-label="{name}">{number}</a>'
    )


def _lines(text: str) -> str:
    r"""Escaped, a blank line as \0 and a line end as a break."""
    plain = "\n".join(line.strip() if not line.strip() else line for line in text.splitlines())
    ends = "\n" if text.endswith("\n") else ""
    return safe(plain + ends).replace("&#10;&#10;", "\x00").replace("&#10;", "<br>")


def _readability(found: Review, said: Texts) -> str:
    part, measured = said.review, found.readability
    if not measured.words:
        return ""
    words, sentences = measured.words, measured.sentences
    lines = [
        part.counted.format(
            words=(part.word if words == 1 else part.words).format(n=_number(words, said)),
            sentences=(part.one if sentences == 1 else part.more).format(
                n=_number(sentences, said)
            ),
        ),
        part.sentence.format(
            mean=_number(measured.words_per_sentence, said), longest=measured.longest_sentence
        ),
    ]
    if measured.flesch_douma is not None:
        lines.append(part.flesch.format(score=round(measured.flesch_douma)))
    rows = "".join(f"<li>{safe(line)}</li>" for line in lines)
    return (
        f'<h3>{safe(part.readability)}</h3><ul>{rows}</ul><p class="quiet">'
        f"{safe(part.readability_hint)}</p>"
    )


def _number(value: float, said: Texts) -> str:
    """A count, or a mean with one decimal, as the language of the page writes it."""
    shown = f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"
    return shown.translate(str.maketrans(",.", ".,")) if said.language == "nl" else shown
