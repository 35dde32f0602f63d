"""Evidence to claims without a model: what answers is quoted, the rest is left out.

The unit of an answer is not the passage but what the guideline wrote as one thing: a list with
its lead-in, a table cell, a box, a paragraph. A unit whose heading is what was asked is given
whole; of another, only the passages that answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.guideline import ORDINAL
from assistant.index import Index
from assistant.language import content_words, normalized, stem
from assistant.retrieval import (
    QueryWord,
    asks_alike,
    coverage,
    names_cell,
    query_words,
    section_ranking,
)
from assistant.sentences import sentences
from assistant.types import Claim, ClaimGroup, Evidence, Passage, PassageId

Purpose = Literal["what", "how", "watch", "practice"]
PURPOSES: tuple[Purpose, ...] = ("what", "how", "watch", "practice")

STRONG = 0.8
UNIT_STRONG = 0.85
HEADING_COVERAGE = 0.75
AWAY = 0.95
HOMES = 2
NAMES_ONLY = 0.85
SHORT_CELL = 3
NEVER = ("title", "row")
WHOLE_SHARE = 0.5
CONSIDERED = 40
LIST_LIMIT = 12
HEADING_WEIGHT = 0.25
MIN_HEADED = 4
LIST_QUESTION = re.compile(
    r"\b(?:welke|wat zijn|noem|lijst|alle|stappen|fasen|fases|which|what are|list|all the|steps|phases)\b"
)
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


@dataclass(frozen=True, slots=True)
class Unit:
    """Passages that the guideline wrote as one thing, with those chosen from it."""

    chosen: tuple[Passage, ...]
    strength: float
    is_series: bool


def compose(
    index: Index, question: str, evidence: Sequence[Evidence], max_claims: int
) -> tuple[ClaimGroup, ...]:
    """The claims that answer the question, grouped; () when no evidence is strong enough.

    Every claim is a verbatim sentence of the passage that it cites, and none comes twice.
    """
    asked = query_words(index, question)
    units = _units(index, question, asked, evidence)
    kept = _within(units, max_claims)
    claims: list[tuple[Purpose, Claim]] = []
    said: set[str] = set()
    for unit in kept:
        aim = _unit_purpose(unit)
        for passage in unit.chosen:
            for sentence in sentences(passage.text):
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


def _with_lead_in(index: Index, chosen: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """A list with the sentence that introduces it."""
    first = chosen[0]
    before = index.passages[max(0, index.position[first.id] - 1)]
    introduced = len(chosen) > 1 and not first.parent and first.lead_in == before.text
    return (before, *chosen) if introduced and before.kind == "paragraph" else chosen


def _units(
    index: Index, question: str, asked: Sequence[QueryWord], evidence: Sequence[Evidence]
) -> list[Unit]:
    """The units of the evidence, strongest first."""
    homes = section_ranking(evidence)[:HOMES]
    wants_list = LIST_QUESTION.search(normalized(question)) is not None
    found: dict[PassageId, list[Evidence]] = {}
    for item in evidence[:CONSIDERED]:
        found.setdefault(_unit_key(index, item.passage), []).append(item)
    if wants_list:
        for item in evidence[CONSIDERED:]:
            if item.passage.section in homes[:1] and _is_series(
                _members(index, item.passage.group), asked
            ):
                found.setdefault(item.passage.group, []).append(item)
    best = max(
        (_worth(e) for e in evidence[:CONSIDERED] if e.passage.kind not in NEVER), default=0.0
    )
    units: list[Unit] = []
    for key, items in found.items():
        members = _members(index, key)
        heading = coverage(_heading_terms(members), asked)
        strong = {e.passage.id for e in items if _worth(e) >= STRONG * best}
        # what stands in the best sections is likelier to be meant than a like sentence elsewhere
        at_home = members[0].section in homes
        near = 1.0 if at_home else AWAY
        top = near * max(_worth(e) for e in items)
        items_in = [m for m in members if not m.parent]
        share = sum(m.id in strong for m in items_in) / max(1, len(items_in))
        whole = (
            (at_home and heading >= HEADING_COVERAGE)
            or (wants_list and _is_series(members, asked))
            or (members[0].kind == "cell" and len(members) <= SHORT_CELL)
            or asks_alike(members[0].lead_in, question)
            or (share >= WHOLE_SHARE and (wants_list or len(members) <= LIST_LIMIT))
        )
        chosen = members if whole else tuple(m for m in members if _is_chosen(m, strong))
        chosen = _outline(tuple(m for m in chosen if _is_quotable(m, members)))
        chosen = _with_lead_in(index, chosen) if whole and chosen else chosen
        is_series = wants_list and _is_series(members, asked)
        if chosen and (is_series or top >= UNIT_STRONG * best):
            units.append(Unit(chosen, top + HEADING_WEIGHT * heading * at_home, is_series))
    if any(u.is_series and u.chosen[0].section in homes[:1] for u in units):
        units = [u for u in units if u.is_series and u.chosen[0].section in homes[:1]]
    units.sort(key=lambda u: (-round(u.strength, 6), index.position[u.chosen[0].id]))
    if units and names_cell(units[0].chosen[0], question, asked):
        # the question points at one place in a table: the cells there are the whole answer
        units = [u for u in units if names_cell(u.chosen[0], question, asked)]
    return units


def _is_series(members: Sequence[Passage], asked: Sequence[QueryWord]) -> bool:
    """Whether these are numbered things of the kind that is asked for: Fase 1, Fase 2, …"""
    nouns = [m[1].strip() for p in members if not p.parent and (m := ORDINAL.match(p.text))]
    wanted = {stem(w.word) for w in asked}
    return len(nouns) > 1 and bool(nouns[0]) and stem(normalized(nouns[0])) in wanted


def _worth(item: Evidence) -> float:
    """The score; names in a row ("informatiemarkt, inspraakavond") say little by themselves."""
    parts = item.passage.text.split(",")
    names_only = len(parts) > 1 and all(len(part.split()) <= 3 for part in parts)
    return item.score * (NAMES_ONLY if names_only else 1.0)


def _unit_key(index: Index, passage: Passage) -> PassageId:
    """A title that heads a list stands for that list; any other passage for its group."""
    if passage.kind == "title" and len(_members(index, passage.group)) == 1:
        following = index.passages[index.position[passage.id] + 1 :][:1]
        if following and following[0].section == passage.section:
            return following[0].group
    return passage.group


def _members(index: Index, group: PassageId) -> tuple[Passage, ...]:
    return tuple(p for p in index.passages if p.group == group)


def _heading_terms(members: Sequence[Passage]) -> frozenset[str]:
    first = members[0]
    heading = [*first.blocks[-1:], first.box, first.lead_in, first.row, first.column]
    return frozenset(stem(w) for text in heading for w in content_words(text))


def _is_chosen(passage: Passage, strong: Iterable[PassageId]) -> bool:
    return passage.id in strong or passage.parent in strong


def _is_quotable(passage: Passage, members: Sequence[Passage]) -> bool:
    """Titles only as items of a series of titles, like the five phases; row heads never."""
    if passage.kind == "title":
        return len(members) > 1 and all(m.kind == "title" for m in members)
    return passage.kind not in NEVER


def _outline(chosen: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """A long nested list as its items with the sentence below each, without the sublists."""
    if len(chosen) <= LIST_LIMIT:
        return chosen
    parents = {m.id for m in chosen if not m.parent}
    kept: list[Passage] = []
    for member in chosen:
        first_below = member.parent in parents and bool(kept) and kept[-1].id == member.parent
        if not member.parent or (member.kind == "paragraph" and first_below):
            kept.append(member)
    return tuple(kept)


def _within(units: Sequence[Unit], max_claims: int) -> list[Unit]:
    """The strongest units that fit; the first always, a whole list is never cut."""
    kept: list[Unit] = []
    room = max_claims
    for unit in units:
        size = len(unit.chosen)
        if kept and size > room:
            continue
        kept.append(unit)
        room -= size
    return kept
