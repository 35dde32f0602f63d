"""The told texts of a brief: what people worry about, what is not known yet, what was decided.

Names and days stand within them, which have roles of their own; so they are read apart, by a
network like that of `recurrent.py` whose labels are the names of fields.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from assistant.drafting.roles import NOTHING, Span, Tagged, decoded
from assistant.drafting.roles.features import tokens_of
from assistant.drafting.roles.recurrent import Network, load_network, scores_by

MODEL = Path(__file__).with_name("texts.npz")


def load_texts() -> Network:
    """The shipped network of told texts. Raises OSError when its file is missing or broken."""
    return load_network(MODEL)


def texts_in(text: str, kind: str) -> tuple[Span, ...]:
    """The told texts of a brief, each with what it is told as, also what the kind has no field for.

    A subject that an invitation has no field for is not forced into another field.
    """
    return told_in(text, kind).spans


@lru_cache(maxsize=64)
def told_in(text: str, kind: str) -> Tagged:
    """The same, and how probable it is of each word that it tells each of them."""
    return told_by_network(load_texts(), text, kind)


def texts_by(network: Network, text: str, kind: str) -> tuple[Span, ...]:
    """Those that this network finds."""
    return told_by_network(network, text, kind).spans


def told_by_network(network: Network, text: str, kind: str) -> Tagged:
    """The told texts that this network finds, and how probable each is of each word."""
    tokens = tokens_of(text)
    if not tokens:
        return NOTHING
    scores = scores_by(network, text, tokens, kind)
    return decoded(network.labels, scores, network.weights["steps"], tokens)
