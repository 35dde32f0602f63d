"""The told texts of a brief: what people worry about, what is not known yet, what was decided.

Names and days stand within them, which have roles of their own; so they are read apart, by a
network like that of `recurrent.py` whose labels are the names of fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from assistant.drafting.roles import NOTHING, Span, Tagged, decoded
from assistant.drafting.roles.agreement import agreed
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


def load_texts() -> Network:
    """The shipped network of told texts. Raises OSError when its file is missing or broken."""
    return load_network(TEXTS)


def texts_in(text: str, kind: str) -> tuple[Span, ...]:
    """The told texts of a brief, each with what it is told as, also what the kind has no field for.

    A subject that an invitation has no field for is not forced into another field. The network of
    answers decides, the reader of told texts adds what that was not taught.
    """
    return agreed(asked_in(text, kind).spans, told_in(text, kind).spans, load_asked(), kind)


def load_asked() -> Network:
    """The shipped network of answers. Raises OSError as `load_texts`."""
    return load_network(ASKED)


@lru_cache(maxsize=64)
def asked_in(text: str, kind: str) -> Tagged:
    """The answers in a brief to what the kind asks, and how probable each is of each word."""
    return _shipped(ASKED, text, kind)


@lru_cache(maxsize=64)
def told_in(text: str, kind: str) -> Tagged:
    """The same, and how probable it is of each word that it tells each of them."""
    return _shipped(TEXTS, text, kind)


def told_within(text: str, kind: str, start: int, end: int) -> Mapping[str, float]:
    """How probable it is of the words there that they tell each of them, by the surer network."""
    told, asked = (f(text, kind).within(start, end) for f in (told_in, asked_in))
    return {role: max(told.get(role, 0.0), asked.get(role, 0.0)) for role in (*told, *asked)}


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
