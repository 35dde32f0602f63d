"""The told texts of a brief: what people worry about, what is not known yet, what was decided.

Names and days stand within them, which have roles of their own; so they are read apart, by a
network like that of `recurrent.py` whose labels are the names of fields.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from assistant.drafting.roles import NOTHING, Span, Tagged, decoded
from assistant.drafting.roles.features import Token, tokens_of
from assistant.drafting.roles.recurrent import (
    ASKED,
    TEXTS,
    Floats,
    Network,
    load_network,
    scores_by,
    shipped_scores,
)

# the most that one is believed where the other could have found it and did not; how sure that of
# told texts must be then, and from when on what that of answers finds stands in its way
NEWS = "news"  # what is up, which may be an incident
ALONE, DENIED, SURELY, LIKELY = 0.9, 0.95, 0.85, 0.5
SECOND = 0.99  # of the two places of what both find, that of which one is less sure comes after
MOST = 0.6
CLAUSE, A_CLAUSE = re.compile(r"\s?[,;.]"), 4  # so many words after a comma are no item of a list
TOO_LITTLE = 0.8  # what one finds and is not that sure of fills no field


def load_texts() -> Network:
    """The shipped network of told texts. Raises OSError when its file is missing or broken."""
    return load_network(TEXTS)


def texts_in(text: str, kind: str) -> tuple[Span, ...]:
    """The told texts of a brief, each with what it is told as, also what the kind has no field for.

    A subject that an invitation has no field for is not forced into another field. The
    network of answers and that of told texts are held against each other.
    """
    return agreed(asked_in(text, kind).spans, told_in(text, kind).spans, kind, text)


def agreed(
    asked: Sequence[Span], told: Sequence[Span], kind: str, text: str = ""
) -> tuple[Span, ...]:
    """What two networks find: what both do is surer than either, what one denies is left out.

    `asked` are the spans of the network of answers. Only what the briefs of this kind taught it, it
    can deny; and what the other has no name for, it tells alone.
    """
    alone, taught = roles_of(load_asked()) - roles_of(load_texts()), load_asked().taught
    asked = [a for a in asked if f"{kind}/{a.role}" in taught]
    found = []
    for span in asked:
        same = [s for s in told if s.role == span.role and _touch(s, span)]
        if same:
            surest = max(same, key=lambda s: s.probability)
            wrong = (1 - span.probability) * (1 - surest.probability)
            clearer = _clearer(span, surest, text)
            other = surest if clearer is span else span
            found.append(replace(clearer, probability=1 - wrong))
            if (other.start, other.end) != (clearer.start, clearer.end):
                found.append(replace(other, probability=SECOND * (1 - wrong)))
        elif span.role in alone:
            found.append(span)
        else:
            alike = ALONE if span.probability >= DENIED else min(span.probability, TOO_LITTLE)
            found.append(replace(span, probability=alike))
    sure = [a for a in asked if a.probability >= LIKELY and a.role != NEWS]
    for span in told:
        if any(_covers(a, span) for a in sure) or any(
            _touch(span, f) for f in found if f.role == span.role
        ):
            continue
        if f"{kind}/{span.role}" not in taught:
            found.append(span)
        elif span.probability >= SURELY and not any(s.role == span.role for s in sure):
            found.append(replace(span, probability=ALONE))
    return tuple(found)


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


def load_asked() -> Network:
    """The shipped network of answers. Raises OSError as `load_texts`."""
    return load_network(ASKED)


@cache
def roles_of(network: Network) -> frozenset[str]:
    """What it can tell."""
    return frozenset(label[2:] for label in network.labels if label.startswith("B-"))


@lru_cache(maxsize=64)
def asked_in(text: str, kind: str) -> Tagged:
    """The answers in a brief to what the kind asks, and how probable each is of each word."""
    return _shipped(ASKED, text, kind)


@lru_cache(maxsize=64)
def told_in(text: str, kind: str) -> Tagged:
    """The same, and how probable it is of each word that it tells each of them."""
    return _shipped(TEXTS, text, kind)


def told_within(text: str, kind: str, start: int, end: int) -> Mapping[str, float]:
    """How probable it is of the words there that they tell each of them, as `texts_in` tells it."""
    told = told_in(text, kind).within(start, end)
    return {**told, **asked_in(text, kind).within(start, end)}


def _shipped(file: Path, text: str, kind: str) -> Tagged:
    tokens = tokens_of(text)
    return (
        _decoded(load_network(file), shipped_scores(text, kind)[file], tokens)
        if tokens
        else NOTHING
    )


def texts_by(network: Network, text: str, kind: str) -> tuple[Span, ...]:
    """Those that this network finds."""
    return told_by_network(network, text, kind).spans


def told_by_network(network: Network, text: str, kind: str) -> Tagged:
    """The told texts that this network finds, and how probable each is of each word."""
    tokens = tokens_of(text)
    if not tokens:
        return NOTHING
    return _decoded(network, scores_by(network, text, tokens, kind), tokens)


def _decoded(network: Network, scores: Floats, tokens: tuple[Token, ...]) -> Tagged:
    return decoded(network.labels, scores.copy(), network.weights["steps"], tokens)
