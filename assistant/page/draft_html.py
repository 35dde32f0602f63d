"""A draft as HTML: the form with its facts, the text with its grounding, the checks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from markdown_it import MarkdownIt

from assistant.drafting.criteria import PLACEHOLDER
from assistant.drafting.doubtful import is_doubted
from assistant.drafting.kinds import Kind
from assistant.drafting.shown import as_typed
from assistant.drafting.types import Block, Check, Draft, Fact, Missing, Notice
from assistant.page.safe import safe
from assistant.page.texts import Texts
from assistant.types import PassageId

MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
TAGS = re.compile(r"(<[^>]+>)")


def form_html(draft: Draft, kind: Kind, said: Texts, change: int) -> str:
    """The facts of the kind: what is asked back, what is needed, what is known, then the rest.

    `change` is the number of the browser's change that the form holds.
    """
    part, known = said.draft, {f.name: f for f in draft.facts}
    missing = {m.field: m for m in draft.missing}
    shown = [n for n in kind.fields if n in missing]
    doubted = [n for n in kind.fields if n in known and is_doubted(known[n], kind)]
    told = [n for n in kind.fields if (n in known and known[n].source != "default") or n in doubted]
    given = [n for n in told if n not in doubted]
    rest = [n for n in kind.fields if n not in shown and n not in told]

    def fields(names: Iterable[str]) -> str:
        return "".join(_field(n, kind, known.get(n), missing.get(n), draft, said) for n in names)

    asked = (
        f"<h3>{safe(part.doubted.format(n=len(doubted)))}</h3>{fields(doubted)}" if doubted else ""
    )
    needed = (
        f"<h3>{safe(part.missing.format(n=len(missing)))}</h3>{fields(shown)}"
        if missing
        else f'<p class="facts-complete" tabindex="-1">{safe(part.complete)}</p>'
    )
    known_title = safe(part.known.format(n=len(given)))
    used = (
        f'<details data-part="known"><summary>{known_title}</summary>{fields(given)}</details>'
        if given
        else ""
    )
    return (
        f'<div class="facts" data-change="{change}">{_notices(draft.notices, said)}{asked}{needed}{used}'
        f'<details data-part="more"><summary>{safe(part.more)}</summary>{fields(rest)}</details></div>'
    )


def _field(
    name: str,
    kind: Kind,
    fact: Fact | None,
    missing: Missing | None,
    draft: Draft,
    said: Texts,
) -> str:
    part, language, spec = said.draft, draft.language, kind.fields[name]
    label, at = safe(spec.label.of(language)), f"fact-{name}"
    need = f' <span class="need">{safe(part.needed)}</span>' if missing else ""
    hint = safe(spec.question.of(language)) if missing else _origin(fact, said)
    value = as_typed(fact, spec) if fact else ""
    doubted = fact is not None and is_doubted(fact, kind)
    sure = (
        f'<button type="button" class="confirm" name="{name}" '
        f'aria-label="{safe(part.confirm)}: {label}">{safe(part.confirm)}</button>'
    )
    if spec.type == "choice":
        radios = "".join(
            f'<label><input type="radio" name="{name}" value="{choice}"'
            f"{' checked' if choice == value else ''}> {safe(_choice(name, choice, said))}</label>"
            for choice in spec.choices
        )
        return (
            f'<fieldset class="field{" missing" if missing else ""}"><legend>{label}{need}</legend>'
            f'<p class="hint">{hint}</p><div class="choices">{radios}</div>'
            f"{sure if doubted else ''}</fieldset>"
        )
    sort = " missing" if missing else " doubted" if doubted else ""
    button = (
        sure
        if doubted
        else _take(name, label, draft, said)
        if missing and spec.type == "text"
        else ""
    )
    return (
        f'<div class="field{sort}"><label for="{at}">{label}{need}</label>'
        f'<p class="hint" id="{at}-hint">{hint}</p>'
        f'<input type="text" id="{at}" name="{name}" value="{safe(value)}" maxlength="500" '
        f'autocomplete="off" aria-describedby="{at}-hint">{button}</div>'
    )


def _take(name: str, label: str, draft: Draft, said: Texts) -> str:
    """A button that fills the field with what may belong there, "" when nothing may."""
    told = next((s.text for s in draft.suggestions if s.field == name), "")
    if not told:
        return ""
    words = safe(said.draft.take.format(words=told))
    return (
        f'<button type="button" class="confirm take" name="{name}" value="{safe(told)}" '
        f'aria-label="{label}: {words}">{words}</button>'
    )


def _choice(field: str, choice: str, said: Texts) -> str:
    """A choice in words; one that no sentence is written for, by its name in the spec."""
    words = said.draft.choices
    return words.get(f"{field}.{choice}") or words.get(choice) or choice.replace("_", " ")


def _origin(fact: Fact | None, said: Texts) -> str:
    """Where a fact came from, in words."""
    if fact is None:
        return ""
    if fact.source == "brief":
        return safe(said.draft.from_brief.format(words=fact.all_words or fact.value))
    return safe(said.draft.from_form if fact.source == "given" else said.draft.assumed)


def _notices(notices: Sequence[Notice], said: Texts) -> str:
    """What to watch, framed; below it, quietly, what a model had to do with the draft."""
    lines = "".join(
        f"<li>{safe(n.text)} {cites(n.citations, said)}</li>" for n in notices if n.kind != "model"
    )
    quiet = "".join(f'<p class="quiet">{safe(n.text)}</p>' for n in notices if n.kind == "model")
    heading = safe(said.draft.notices)
    framed = f'<div class="notices"><h3>{heading}</h3><ul>{lines}</ul></div>' if lines else ""
    return framed + quiet


def paper_html(draft: Draft, said: Texts) -> str:
    """The draft to read and change, each block with its grounding beside it."""
    blocks = "".join(_block(b, said) for b in draft.blocks)
    return (
        f'<article class="paper" lang="{draft.language}"><h3 class="title">{gaps(safe(draft.title))}'
        f"</h3>{blocks}</article>"
    )


def _block(block: Block, said: Texts) -> str:
    heading = f"<h4>{gaps(safe(block.heading))}</h4>" if block.heading else ""
    name = safe(said.draft.block.format(name=block.heading or block.note or block.id))
    return (
        f'<section class="block-row" data-block="{safe(block.id)}">'
        f'<div class="words">{heading}<div class="body" contenteditable="true" role="textbox" '
        f'aria-multiline="true" aria-label="{name}">{as_html(block.text)}</div></div>'
        f'<div class="grounding" lang="{said.language}"><span>{safe(block.note)}</span> '
        f"{cites(block.citations, said)}</div></section>"
    )


def as_html(markdown: str) -> str:
    """Our Markdown as HTML on one line, its gaps marked; mark-up in it stays text."""
    html = MARKDOWN.render(markdown).strip()
    return gaps(re.sub(r"\n+", " ", html))


def gaps(html: str) -> str:
    """The HTML with each placeholder in its text marked."""
    parts = TAGS.split(html)
    parts[::2] = [PLACEHOLDER.sub(r'<mark class="gap">\g<0></mark>', p) for p in parts[::2]]
    return "".join(parts)


def checks_html(checks: Sequence[Check], said: Texts, *, live: bool = True) -> str:
    """The criteria, those that are not met first."""
    met = sum(c.passed for c in checks)
    rows = "".join(_check(c, said) for c in sorted(checks, key=lambda c: c.passed))
    count = safe(said.draft.checks_count.format(met=met, all=len(checks)))
    status = ' role="status"' if live else ""
    return (
        f'<div class="checks"><p class="count"{status}>{count}</p>'
        f'<span class="meter" style="--score:{round(100 * met / max(1, len(checks)))}%"></span>'
        f"<ul>{rows}</ul></div>"
    )


def _check(check: Check, said: Texts) -> str:
    state = said.draft.passed if check.passed else said.draft.failed
    advice = f'<p class="advice">{safe(check.advice)}</p>' if check.advice else ""
    return (
        f'<li class="{"passed" if check.passed else "failed"}"><span class="state">'
        f'<span class="unseen">{safe(state)}: </span></span>'
        f"<div>{safe(check.criterion)} {cites(check.citations, said)}{advice}</div></li>"
    )


def cites(ids: Iterable[PassageId], said: Texts) -> str:
    """Links to passages, one a section."""
    first = {p.rpartition("/")[0]: p for p in reversed(tuple(ids))}
    links = []
    for section, passage in reversed(first.items()):
        name = safe(said.ask.show_source.format(label=f"§{section}"))
        links.append(
            f'<a class="cite" href="#{safe(passage)}" aria-label="{name}">§{safe(section)}</a>'
        )
    return " ".join(links)
