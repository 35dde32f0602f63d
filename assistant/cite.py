"""Claims to what the reader sees: citations, and the answer as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from assistant.index import Index
from assistant.phrases import Phrases, phrases
from assistant.types import Citation, Claim, ClaimGroup, Language, Passage, PassageId


def citations_for(
    index: Index, groups: Sequence[ClaimGroup], language: Language = "nl"
) -> tuple[Citation, ...]:
    """Each cited passage once, in the order of the answer; titles in the language."""
    cited = dict.fromkeys(p for g in groups for c in g.claims for p in c.citations)
    found = []
    for name in cited:
        original, shown = index.passage(name), index.passage(name, language)
        translation = "" if shown is original else shown.text
        found.append(Citation(name, shown.section, shown.section_title, original.text, translation))
    return tuple(found)


def bullets(claims: Iterable[Claim]) -> tuple[tuple[str, tuple[PassageId, ...]], ...]:
    """Consecutive claims from the same passages as one text with its citations."""
    return tuple(
        (" ".join(c.text for c in run), citations)
        for citations, run in groupby(claims, key=lambda c: c.citations)
    )


def citation_label(passage: Passage, said: Phrases) -> str:
    """The citation as text: `[§4.2, rij Locatie, kolom Informeren]`."""
    parts = [f"§{passage.section}"]
    if passage.kind == "cell" and passage.row:
        parts.append(f"{said.row} {passage.row.rstrip('?:')}")
        if passage.column:
            parts.append(f"{said.column} {passage.column}")
    elif passage.box:
        parts.append(f"{said.box} {passage.box.partition(' - ')[0].rstrip('?:')}")
    return f"[{', '.join(parts)}]"


def render(
    index: Index,
    lead: str,
    groups: Sequence[ClaimGroup],
    follow_ups: Sequence[str],
    language: Language,
    notices: Sequence[str] = (),
) -> str:
    """The answer as Markdown."""
    said = phrases(language)
    blocks = [lead]
    if language == "en" and groups and index.translations:
        blocks.append(f"*{said.translation}*")
    for group in groups:
        if group.heading:
            blocks.append(f"**{group.heading}**")
        lines = []
        for number, (text, cited) in enumerate(bullets(group.claims), 1):
            labels = " ".join(citation_label(index.passage(p, language), said) for p in cited)
            lines.append(f"{f'{number}.' if group.ordered else '-'} {text} {labels}")
        blocks.append("\n".join(lines))
    blocks += [f"*{notice}*" for notice in notices]
    if follow_ups:
        blocks.append(f"*{said.follow_ups}:* " + " · ".join(follow_ups))
    return "\n\n".join(blocks)
