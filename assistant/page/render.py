"""A conversation as HTML. Everything that is not our own mark-up is escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.cite import bullets, citation_label
from assistant.page.exchange import Exchange, Handed, KeptAnswer, KeptEvidence, KeptGroup
from assistant.page.safe import safe
from assistant.page.texts import Texts
from assistant.phrases import phrases
from assistant.types import Claim, Language, Passage, PassageId

Passages = Mapping[Language, Mapping[PassageId, Passage]]
EXCERPT = 150
SECTION = re.compile(r"§(B?\d+(?:\.\d+)*)")


def exchanges_html(exchanges: Sequence[Exchange], passages: Passages, said: Texts) -> str:
    """The exchanges one below the other."""
    turns = (exchange_html(e, n, passages, said) for n, e in enumerate(exchanges))
    return f"<div>{''.join(turns)}</div>" if exchanges else ""


def exchange_html(
    exchange: Exchange, number: int, passages: Passages, said: Texts, *, busy: bool = False
) -> str:
    """One question with its answer, or with the reason why there is none."""
    ask = said.ask
    question = (
        f'<div class="asked"><h3 class="unseen">{safe(ask.asked)}</h3>'
        f"<p>{safe(exchange.question)}</p>"
        f'<button type="button" class="quiet-button" data-do="edit">{safe(ask.edit)}</button></div>'
    )
    reply = answer_html(exchange.answer, passages, said) if exchange.answer else ""
    if busy:
        steady, line = (" steady", ask.writing) if reply else ("", ask.waiting)
        reply += f'<p class="waiting{steady}">{safe(line)}</p>'
    elif exchange.partial or not exchange.answer:
        line = safe(exchange.problem or ask.unanswered)
        again = f'<button type="button" class="chip" data-do="again">{safe(ask.again)}</button>'
        reply += f'<p class="problem">{line}</p>{again}'
    state = ' aria-busy="true"' if busy else ""
    return (
        f'<article class="turn" data-turn="{number}">{question}'
        f'<div class="answered"{state}><h3 class="unseen">{safe(ask.answered)}</h3>{reply}</div>'
        "</article>"
    )


def answer_html(answer: KeptAnswer, passages: Passages, said: Texts) -> str:
    """The answer with its citations, what one can do with it, and what to ask next."""
    if answer.handed:
        return _handed(answer, answer.handed, said)
    groups = "".join(_group(g, answer, passages, said) for g in answer.groups)
    lead = _linked(answer.lead, passages, said) if answer.abstained else safe(answer.lead)
    # only the English phrases have such a line
    translated = phrases(answer.language).translation if answer.groups else ""
    note = f'<p class="quiet">{safe(translated)}</p>' if translated else ""
    return (
        f'<div lang="{answer.language}"><p class="lead">{lead}</p>{note}{groups}'
        f"{_notices(answer, said)}</div>{_actions(said)}{_follow_ups(answer, said)}{_why(answer, passages, said)}"
    )


def _handed(answer: KeptAnswer, handed: Handed, said: Texts) -> str:
    """What was made of a request, with a button to the view where it stands."""
    name = said.ask.open_draft if handed.view == "draft" else said.ask.open_review
    return (
        f'<p class="lead">{safe(answer.lead)}</p><p><button type="button" class="solid" '
        f'data-do="hand-over" data-to="{handed.view}">{safe(name)}</button></p>'
    )


def _linked(lead: str, passages: Passages, said: Texts) -> str:
    """The lead with each section that it names as a link to that section."""
    sections = {p.section for p in passages["nl"].values()}

    def link(match: re.Match[str]) -> str:
        if match[1] not in sections:
            return match[0]
        name = safe(said.ask.show_source.format(label=match[0]))
        return f'<a class="cite" href="#{match[1]}" aria-label="{name}">{match[0]}</a>'

    return SECTION.sub(link, safe(lead))


def _group(group: KeptGroup, answer: KeptAnswer, passages: Passages, said: Texts) -> str:
    tag = "ol" if group.ordered else "ul"
    heading = f"<h4>{safe(group.heading)}</h4>" if group.heading else ""
    claims = [Claim(c.text, c.citations) for c in group.claims]
    items = (
        f"<li>{_cell(cited, group, passages[answer.language])}{safe(text)} "
        f"{' '.join(_cite(p, passages, answer, said) for p in cited)}</li>"
        for text, cited in bullets(claims)
    )
    return f'{heading}<{tag} class="answer-group">{"".join(items)}</{tag}>'


def _cell(
    cited: Sequence[PassageId], group: KeptGroup, passages: Mapping[PassageId, Passage]
) -> str:
    """The heads of the row and column that words from one table cell stand in.

    Without them "Aankondigen" says nothing; a head that the group is already headed by is left out.
    """
    found = passages.get(cited[0]) if len(cited) == 1 else None
    if found is None or found.kind != "cell":
        return ""
    heads = [h for h in (found.row, found.column) if h and h != group.heading]
    return f'<span class="cell">{safe(" · ".join(heads))}</span>' if heads else ""


def _cite(passage: PassageId, passages: Passages, answer: KeptAnswer, said: Texts) -> str:
    """A link to the passage; its name tells the row, column or box to those who hear it."""
    found = passages[answer.language].get(passage)
    if found is None:
        return ""
    label = citation_label(found, phrases(answer.language)).strip("[]")
    name = safe(said.ask.show_source.format(label=label))
    return f'<a class="cite" href="#{safe(passage)}" aria-label="{name}">§{safe(found.section)}</a>'


def _notices(answer: KeptAnswer, said: Texts) -> str:
    """How the answer came about, in quiet lines; and a way to a model without the personal data."""
    lines = "".join(f'<p class="quiet">{safe(line)}</p>' for line in answer.notices)
    masked = safe(said.ask.masked)
    button = f'<button type="button" class="chip" data-do="masked">{masked}</button>'
    return f'<div class="how">{lines}{button if answer.withheld else ""}</div>' if lines else ""


def _actions(said: Texts) -> str:
    ask = said.ask
    buttons = (("copy", ask.copy_), ("useful", ask.useful), ("useless", ask.useless))
    return '<div class="after">{}</div><div class="feedback"></div>'.format(
        "".join(
            f'<button type="button" class="quiet-button {do}" data-do="{do}">{safe(name)}</button>'
            for do, name in buttons
        )
    )


def _follow_ups(answer: KeptAnswer, said: Texts) -> str:
    if not answer.follow_ups:
        return ""
    chips = "".join(
        f'<button type="button" class="chip" data-ask="{safe(q)}">{safe(q)}</button>'
        for q in answer.follow_ups
    )
    return f'<div class="follow-ups"><h4>{safe(said.ask.follow_ups)}</h4>{chips}</div>'


def _why(answer: KeptAnswer, passages: Passages, said: Texts) -> str:
    if not answer.evidence:
        return ""
    cited = {p for g in answer.groups for c in g.claims for p in c.citations}
    rows = "".join(_bar(e, passages, answer, said, e.passage in cited) for e in answer.evidence)
    return (
        f'<details class="why"><summary>{safe(said.ask.why)}</summary>'
        f"<p>{safe(said.ask.why_hint)}</p>"
        f"<p>{safe(said.ask.why_searched)} <q>{safe(answer.searched)}</q></p>"
        f"<ol>{rows}</ol></details>"
    )


def _bar(
    found: KeptEvidence, passages: Passages, answer: KeptAnswer, said: Texts, cited: bool
) -> str:
    passage = passages["nl"].get(found.passage)
    if passage is None:
        return ""
    score = round(100 * found.score)
    text = passage.text if len(passage.text) <= EXCERPT else f"{passage.text[:EXCERPT].rstrip()}…"
    return (
        f'<li{" class=used" if cited else ""}><span class="bar" style="--score:{score}%"></span>'
        f'<span class="score" aria-label="{safe(said.ask.score.format(score=score))}" role="img">'
        f"{score}</span> {_cite(found.passage, passages, answer, said)} "
        f'<span class="excerpt" lang="nl">{safe(text)}</span></li>'
    )
