"""What the guideline wrote as one thing: a list with its lead-in, a table row, a box, a paragraph.

The unit of an answer is not the passage but such a unit. A unit whose heading is what was asked is
given whole; of another, only the passages that answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.guideline import ORDINAL
from assistant.index import Index
from assistant.language import content_words, normalized, stem
from assistant.query import QueryWord, asks_alike, coverage, names_cell
from assistant.retrieval import section_ranking
from assistant.types import Evidence, Language, Passage, PassageId

STRONG = 0.75
UNIT_STRONG = 0.82
INTRODUCES = 0.85
TOPIC_STRONG = 0.7
TOPIC_RARE = 3.0
SUBJECT_STRONG = 0.55
SUBJECT_WORDS = 2
HEADING_COVERAGE = 0.75
AWAY = 0.95
HOMES = 2
NAMES_ONLY = 0.85
HEADS = ("title", "row")
LANGUAGES: tuple[Language, ...] = ("nl", "en")
WHOLE_SHARE = 0.5
CONSIDERED = 40
LIST_LIMIT = 12
SHORT_LIST = 6
SHORT_ITEM = 12
BELOW = ">"
LIST_QUESTION = re.compile(
    r"\b(?:welke|wat zijn|noem|lijst|alle|stappen|fasen|fases|uit welke"
    r"|which|what are|list|all the|steps|phases)\b"
)

# a question that wants a yes or a no opens with its verb
YES_NO = re.compile(
    r"(?:^|[.!,;:]\s+|\b(?:en|of|and|so|dus|maar|but)\s+)"
    r"(?:mag|mogen|moet|moeten|kan|kun|kunt|kunnen|hoef|hoeft|hoeven|is|zijn|heeft|hebben|wordt"
    r"|worden|zal|zullen|may|must|should|can|could|do|does|did|are|will|would|has|have|need)"
    r"\s[^.?!]*\?"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """Passages that the guideline wrote as one thing, with those chosen from it."""

    chosen: tuple[Passage, ...]
    strength: float
    is_series: bool


def units_for(
    index: Index, question: str, asked: Sequence[QueryWord], evidence: Sequence[Evidence]
) -> list[Unit]:
    """The units that the evidence points at, strongest first."""
    homes = section_ranking(evidence)[:HOMES]
    wants_list = LIST_QUESTION.search(normalized(question)) is not None
    best = max((_worth(e) for e in evidence[:CONSIDERED]), default=0.0)
    units = [
        _unit(index, question, asked, key, items, homes, best, wants_list)
        for key, items in _by_unit(index, evidence, asked, homes, wants_list).items()
    ]
    found = [
        u
        for u in units
        if u.chosen and (u.is_series or u.strength >= _needed(index, u.chosen, asked) * best)
    ]
    series = [u for u in found if u.is_series and u.chosen[0].section in homes]
    found = series or found
    found.sort(key=lambda u: (-round(u.strength, 6), index.position[u.chosen[0].id]))
    if found and names_cell(found[0].chosen[0], question, asked):
        # the question points at one place in a table: the cells there are the whole answer
        found = [u for u in found if names_cell(u.chosen[0], question, asked)]
    return found


def _is_topic(index: Index, asked: Sequence[QueryWord]) -> bool:
    """Whether the question names one thing, by a rare word of the guideline, and asks all about it."""
    naming = [word for word in asked if not word.light]
    rare = len(naming) == 1 and naming[0].weight >= TOPIC_RARE
    return rare and stem(naming[0].word) in index.texts.rows


def _least(index: Index, passage: Passage, asked: Sequence[QueryWord]) -> float:
    """The share of the best worth from which a passage counts as strong."""
    if not _is_topic(index, asked):
        return STRONG
    return SUBJECT_STRONG if _is_subject(passage, asked) else TOPIC_STRONG


def _needed(index: Index, chosen: Sequence[Passage], asked: Sequence[QueryWord]) -> float:
    """The share of the best worth from which a unit is part of the answer."""
    if not _is_topic(index, asked):
        return UNIT_STRONG
    return SUBJECT_STRONG if any(_is_subject(p, asked) for p in chosen) else TOPIC_STRONG


def _is_subject(passage: Passage, asked: Sequence[QueryWord]) -> bool:
    """Whether the passage opens with the one thing that is asked about."""
    opening = passage.text.split()[:SUBJECT_WORDS]
    topics = {stem(w.word) for w in asked if not w.light}
    return len(passage.text.split()) > SHORT_ITEM and any(
        stem(word) in topics for text in opening for word in content_words(text)
    )


def _by_unit(
    index: Index,
    evidence: Sequence[Evidence],
    asked: Sequence[QueryWord],
    homes: Sequence[str],
    wants_list: bool,
) -> dict[str, list[Evidence]]:
    """The evidence by the unit it belongs to; a series that is asked for wherever it ranks."""
    found: dict[str, list[Evidence]] = {}
    for item in evidence[:CONSIDERED]:
        key = _unit_key(index, item.passage, asked, wants_list)
        found.setdefault(key, []).append(item)
    if wants_list:
        for item in evidence[CONSIDERED:]:
            if item.passage.section in homes[:1] and _is_series(
                index, index.groups[item.passage.group], asked
            ):
                found.setdefault(item.passage.group, []).append(item)
    return found


def _unit(
    index: Index,
    question: str,
    asked: Sequence[QueryWord],
    key: str,
    items: Sequence[Evidence],
    homes: Sequence[str],
    best: float,
    wants_list: bool,
) -> Unit:
    members = _members(index, key)
    if not members:
        return Unit((), 0.0, False)
    strong = {e.passage.id for e in items if _worth(e) >= _least(index, e.passage, asked) * best}
    # what stands in the best sections is likelier to be meant than a like sentence elsewhere
    at_home = members[0].section in homes
    top = (1.0 if at_home else AWAY) * max(_worth(e) for e in items)
    heading = coverage(_heading_terms(index, members), asked)
    series = _is_series(index, members, asked)
    outer = [m for m in members if not m.parent]
    share = sum(m.id in strong for m in outer) / max(1, len(outer))
    inside = {m.id for m in members}
    narrow = YES_NO.search(question.lower()) is not None
    whole = (
        (at_home and heading >= HEADING_COVERAGE and not narrow)
        or (wants_list and series)
        or (_is_introduced(items, inside, best) and not narrow)
        or asks_alike(members[0].lead_in, question)
        or (share >= WHOLE_SHARE and (wants_list or (len(members) <= SHORT_LIST and not narrow)))
    )
    chosen = members if whole else tuple(m for m in members if {m.id, m.parent} & strong)
    chosen = _outline(tuple(m for m in chosen if m.kind not in HEADS or series))
    chosen = _with_lead_in(index, chosen) if whole and chosen else chosen
    chosen = _with_answer(index, chosen)
    return Unit(chosen, top, wants_list and series)


def _unit_key(index: Index, passage: Passage, asked: Sequence[QueryWord], wants_list: bool) -> str:
    """The group of a passage; a title, row head or lead-in stands for what it introduces."""
    if passage.kind in HEADS:
        group = index.groups[passage.group]
        if wants_list and _is_series(index, group, asked):
            return passage.group
        groups = {p.group for p in _below(index, passage)}
        return groups.pop() if len(groups) == 1 else passage.id + BELOW
    after = index.passages[index.position[passage.id] + 1 :][:1]
    introduces = bool(after) and after[0].lead_in == passage.text and not after[0].parent
    return after[0].group if introduces and passage.kind == "paragraph" else passage.group


def _members(index: Index, key: str) -> tuple[Passage, ...]:
    if key.endswith(BELOW):
        return _below(index, index.passages[index.position[key.removesuffix(BELOW)]])
    return index.groups[key]


def _below(index: Index, head: Passage) -> tuple[Passage, ...]:
    """What stands under a title, without titles of its own; the cells of a row."""
    found: list[Passage] = []
    for passage in index.passages[index.position[head.id] + 1 :]:
        if passage.section != head.section:
            break
        if head.kind == "row":
            if passage.kind != "cell" or passage.row != head.text:
                break
        elif passage.kind == "title" and passage.depth <= head.depth:
            break
        elif head.text not in (*passage.blocks, passage.box):
            continue
        if passage.kind not in HEADS:
            found.append(passage)
    return tuple(found)


def _is_series(index: Index, members: Sequence[Passage], asked: Sequence[QueryWord]) -> bool:
    """Whether these are numbered things of the kind that is asked for: Fase 1, Phase 2, …"""
    numbered = [p for p in members if not p.parent and ORDINAL.match(p.text)]
    wanted = {stem(w.word) for w in asked}
    editions = (index.passage(numbered[0].id, name) for name in LANGUAGES) if numbered else ()
    nouns = [m[1].strip() for p in editions if (m := ORDINAL.match(p.text))]
    return len(numbered) > 1 and any(noun and stem(normalized(noun)) in wanted for noun in nouns)


def _is_introduced(items: Sequence[Evidence], inside: set[PassageId], best: float) -> bool:
    """Whether the heading or sentence over the unit answers about as well as anything does."""
    within = max((_worth(e) for e in items if e.passage.id in inside), default=0.0)
    above = max((_worth(e) for e in items if e.passage.id not in inside), default=0.0)
    return above >= max(within, INTRODUCES * best)


def _worth(item: Evidence) -> float:
    """The score; names in a row ("informatiemarkt, inspraakavond") say little by themselves."""
    parts = item.passage.text.split(",")
    names_only = len(parts) > 1 and all(len(part.split()) <= 3 for part in parts)
    return item.score * (NAMES_ONLY if names_only else 1.0)


def _heading_terms(index: Index, members: Sequence[Passage]) -> frozenset[str]:
    """The stems of what stands over the unit; of the section's title too when it is all there is."""
    first = members[0]
    heading = [*first.blocks[-1:], first.box, first.lead_in, first.row, first.column]
    alone = sum(p.kind not in HEADS for p in index.sections[first.section])
    if alone <= len(members) + 1:
        heading.append(first.section_title)
    return frozenset(stem(w) for text in heading for w in content_words(text))


def _with_lead_in(index: Index, chosen: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """A list with the sentence or the title that introduces it: "Factors that affect X:"."""
    first = chosen[0]
    before = index.passages[max(0, index.position[first.id] - 1)]
    led_in = before.kind == "paragraph" and first.lead_in == before.text
    titled = before.kind == "title" and before.text.endswith(":")
    introduced = len(chosen) > 1 and not first.parent and (led_in or titled)
    return (before, *chosen) if introduced else chosen


def _with_answer(index: Index, chosen: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """A cell that asks, with the cell beside it, which gives examples of an answer."""
    if not chosen or chosen[-1].kind != "cell" or not chosen[-1].text.endswith("?"):
        return chosen
    after = index.passages[index.position[chosen[-1].id] + 1 :][:1]
    beside = after and after[0].kind == "cell" and after[0].row == chosen[-1].row
    if not beside or after[0].column == chosen[-1].column:
        return chosen
    return (*chosen, *index.groups[after[0].group])


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
