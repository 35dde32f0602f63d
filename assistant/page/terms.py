"""The list of terms as HTML: each with the sections where it stands, and none explained."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from assistant.glossary import Entry, Found
from assistant.language import normalized
from assistant.page.safe import safe
from assistant.page.texts import Texts


def terms_html(entries: Sequence[Entry], said: Texts) -> str:
    """The terms under their initials; `data-words` holds what else an entry is found by."""
    names = {entry.id: entry.term.word for entry in entries}
    parts = []
    for initial, run in groupby(entries, key=lambda e: normalized(e.term.word)[0].upper()):
        rows = "".join(_entry(entry, names, said) for entry in run)
        parts.append(
            f'<section class="initial"><h4>{safe(initial)}</h4><ul class="terms">{rows}</ul></section>'
        )
    return "".join(parts)


def _entry(entry: Entry, names: dict[str, str], said: Texts) -> str:
    part, other = said.read, "en" if said.language == "nl" else "nl"
    searched = "|".join(normalized(word) for word in entry.searched)
    lines = [
        f'<p><span class="term">{safe(entry.term.word)}</span> '
        f'<span class="other" lang="{other}">{safe(entry.other)}</span> '
        f'{_places(entry.term)} <span class="found-by"></span></p>'
    ]
    if entry.words:
        words = "; ".join(f"{safe(f.word)} {_places(f)}" for f in entry.words)
        lines.append(f"<p>{safe(part.term_words)} {words}</p>")
    if entry.see:
        links = (f'<a href="#glossary/{safe(i)}">{safe(names[i])}</a>' for i in entry.see)
        lines.append(f"<p>{safe(part.term_see)} {', '.join(links)}</p>")
    return (
        f'<li id="term-{safe(entry.id)}" tabindex="-1" data-words="{safe(searched)}">'
        f"{''.join(lines)}</li>"
    )


def _places(found: Found) -> str:
    links = (f'<a class="number" href="#{safe(s)}">§{safe(s)}</a>' for s in found.sections)
    return f'<span class="at">{" ".join(links)}</span>'


def frame_html(said: Texts) -> str:
    """What stands around the list, which the browser fetches when it is opened."""
    part = said.read
    lines: Iterable[str] = (
        f'<h3 tabindex="-1">{safe(part.terms)}</h3><p>{safe(part.terms_intro)}</p>',
        f'<p><a href="#read">{safe(part.terms_back)}</a></p>',
        f'<form id="terms-search" role="search" aria-label="{safe(part.terms)}">'
        f'<label for="terms-words">{safe(part.terms_search)}</label>'
        '<input id="terms-words" type="search" autocomplete="off" spellcheck="false">'
        '<p id="terms-found" role="status"></p></form>',
        f'<div id="terms"><p class="waiting">{safe(said.loading)}</p></div>',
    )
    return f'<section id="glossary" hidden>{"".join(lines)}</section>'
