"""What the reader of told texts and the network of answers find together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.drafting.roles import Span
from assistant.drafting.roles.recurrent import Network

# the most that one is believed where the other could have found it and did not
ALONE = 0.9
# how sure the network of answers must be then, and that of told texts; both chosen on labelled
# briefs, each read by a network of other writers
DENIED, AGAINST = 0.95, 0.85
TOO_LITTLE = 0.8  # else it fills no field
LIKELY = 0.5  # from here on an answer stands in the way of another text at its place
SECOND = 0.99  # of the two places of what both find, that of which one is less sure comes after
MOST = 0.6
NEWS = "news"  # what is up, which may be an incident
CLAUSE, A_CLAUSE = re.compile(r"\s?[,;.]"), 4  # so many words after a comma are no item of a list


def agreed(
    asked: Sequence[Span],
    told: Sequence[Span],
    networks: tuple[Network, Network],
    kind: str,
    text: str = "",
) -> tuple[Span, ...]:
    """What two networks find: what both do is surer than either, what one denies is left out.

    `asked` are the spans of the first network, that of answers. Only what the briefs of this kind
    taught it, it can deny; and what the other has no name for, it tells alone.
    """
    alone, taught = networks[0].roles - networks[1].roles, networks[0].taught
    asked = [a for a in asked if f"{kind}/{a.role}" in taught]
    found = [one for span in asked for one in _answer(span, told, alone, text)]
    sure = [a for a in asked if a.probability >= LIKELY and a.role != NEWS]
    for span in told:
        there = any(f.role == span.role and _touch(span, f) for f in found)
        if there or any(_covers(a, span) for a in sure):
            continue
        if f"{kind}/{span.role}" not in taught:
            found.append(span)
        elif span.probability >= AGAINST and not any(s.role == span.role for s in sure):
            found.append(replace(span, probability=ALONE))
    return tuple(found)


def _answer(span: Span, told: Sequence[Span], alone: frozenset[str], text: str) -> list[Span]:
    """An answer as sure as both networks make it, and its other place when they differ in that."""
    same = [s for s in told if s.role == span.role and _touch(s, span)]
    if same:
        surest = max(same, key=lambda s: s.probability)
        sure = 1 - (1 - span.probability) * (1 - surest.probability)
        clearer = _clearer(span, surest, text)
        other = surest if clearer is span else span
        both = [replace(clearer, probability=sure), replace(other, probability=SECOND * sure)]
        return both[:1] if (other.start, other.end) == (clearer.start, clearer.end) else both
    if span.role in alone:
        return [span]
    sure = ALONE if span.probability >= DENIED else min(span.probability, TOO_LITTLE)
    return [replace(span, probability=sure)]


def _clearer(one: Span, other: Span, text: str) -> Span:
    """The likelier of two places, or the shorter when the other only has a clause more."""
    short, long = sorted((one, other), key=lambda s: s.end - s.start)
    more = text[short.end : long.end]
    if long.start <= short.start and CLAUSE.match(more) and len(more.split()) >= A_CLAUSE:
        return short
    return max(one, other, key=lambda s: s.probability)


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _covers(one: Span, other: Span) -> bool:
    """Whether most of the other lies within the one."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared >= MOST * (other.end - other.start)
