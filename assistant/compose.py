"""Evidence to claims without a model: what answers is quoted, the rest is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from assistant.columns import column_claims, columns_asked
from assistant.index import Index
from assistant.language import normalized
from assistant.query import query_words
from assistant.sentences import sentences
from assistant.types import Claim, ClaimGroup, Evidence, Language, Passage
from assistant.units import Unit, units_for

Purpose = Literal["what", "how", "watch", "practice"]
PURPOSES: tuple[Purpose, ...] = ("what", "how", "watch", "practice")

MIN_HEADED = 4
PRACTICE = re.compile(r"^(?:hoe deden wij het|how did we do it)", re.IGNORECASE)
DEFINING = re.compile(
    r"^(?:een|de|het|a|an|the)\s(?:\S+\s){1,4}(?:is|zijn|kan|kunnen|heeft|hebben|neemt|are|can|has|have)\b",
    re.I,
)
WATCH = re.compile(
    r"^(?:let op|note|attention)|\b(?:niet|geen|vermijd|voorkom|alert|risico|not|avoid|never)\b",
    re.I,
)
WATCH_ROWS = ("risico's", "risks")


def compose(
    index: Index,
    question: str,
    evidence: Sequence[Evidence],
    max_claims: int,
    language: Language = "nl",
) -> tuple[ClaimGroup, ...]:
    """The claims that answer the question, grouped; () when no evidence is strong enough.

    Every claim is a verbatim sentence of the passage that it cites, in the edition of the
    language, and none comes twice.
    """
    asked = query_words(index, question)
    columns = columns_asked(index, question, asked)
    if columns:
        return column_claims(index, columns, max_claims, language)
    kept = _within(units_for(index, question, asked, evidence), max_claims)
    claims: list[tuple[Purpose, Claim]] = []
    said: set[str] = set()
    for unit in kept:
        aim = _unit_purpose(unit)
        for passage in unit.chosen:
            for sentence in sentences(index.passage(passage.id, language).text):
                key = " ".join(normalized(sentence).split())
                if key not in said:
                    said.add(key)
                    claims.append((aim, Claim(sentence, (passage.id,))))
    if len(kept) == 1 or len(claims) < MIN_HEADED:
        ordered = bool(kept) and kept[0].chosen[0].kind == "step"
        return (ClaimGroup("", tuple(c for _, c in claims), ordered),) if claims else ()
    purposes = [name for name in PURPOSES if any(p == name for p, _ in claims)]
    return tuple(
        ClaimGroup(name if len(purposes) > 1 else "", tuple(c for p, c in claims if p == name))
        for name in purposes
    )


def purpose(passage: Passage) -> Purpose:
    """What a passage is for in an answer: what it is, how to, what to watch for, an example."""
    if PRACTICE.match(passage.box):
        return "practice"
    if (
        passage.kind == "note"
        or normalized(passage.row) in WATCH_ROWS
        or WATCH.search(passage.text)
    ):
        return "watch"
    if passage.kind in ("paragraph", "cell") and DEFINING.match(passage.text):
        return "what"
    return "how"


def _unit_purpose(unit: Unit) -> Purpose:
    """The commonest purpose of its passages: a list is not torn apart."""
    found = [purpose(passage) for passage in unit.chosen]
    return max(PURPOSES, key=lambda name: (found.count(name), -PURPOSES.index(name)))


def _within(units: Sequence[Unit], max_claims: int) -> list[Unit]:
    """The strongest units that fit, none twice; the first always, a whole list is never cut."""
    kept: list[Unit] = []
    seen: set[str] = set()
    room = max_claims
    for unit in units:
        ids = {p.id for p in unit.chosen}
        size = len(ids) - (unit.chosen[0].kind == "title" and not unit.is_series)
        if (kept and size > room) or ids <= seen:
            continue
        kept.append(unit)
        seen |= ids
        room -= size
    return kept
