"""Sentences of the guideline made untrue, or true but wrongly cited, in seven ways.

`altered(kind, text)` gives the sentence as a model would get it wrong, or "" when it holds nothing
to get wrong in that way. The words are general Dutch; nothing here knows the checker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, get_args

Kind = Literal[
    "number", "negation", "modality", "role", "addition", "wrong citation", "invented citation"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
INVENTED = 97

NUMBERS = (("twee", "vijf"), ("drie", "zes"), ("vier", "zeven"), ("een paar", "twintig"))
NEGATIONS = (
    (r"\bgeen\b", "wel een"),
    (r"\bniet\b", "juist wel"),
    (r"\b(is|zijn|kan|kunnen|moet|moeten|wordt|worden|heeft|hebben)\b", r"\1 niet"),
)
MODALITIES = (
    (r"\bkan\b", "moet"),
    (r"\bkunnen\b", "moeten"),
    (r"\bmoet\b", "mag"),
    (r"\bmoeten\b", "mogen"),
    (r"\bmag\b", "moet"),
)
ROLES = (
    (r"\b[Hh]et college\b", "de gemeenteraad"),
    (r"\b[Dd]e (?:gemeente)?raad\b", "het college"),
    (r"\b[Dd]e gemeente\b", "de initiatiefnemer"),
    (r"\b[Dd]e initiatiefnemer\b", "de gemeente"),
    (r"\b[Dd]e wethouder\b", "de politie"),
)
ADDITIONS = (
    "binnen zes weken",
    "en de provincie betaalt dat",
    "zoals de wet voorschrijft",
    "en daarna volgt een referendum",
    "met instemming van de omwonenden",
)


def altered(kind: Kind, text: str) -> str:
    """The sentence got wrong in that way, "" when it cannot be."""
    if kind == "number":
        return _digits(text) or _swapped(text, [(rf"\b{a}\b", b) for a, b in NUMBERS])
    if kind == "negation":
        return _swapped(text, NEGATIONS)
    if kind == "modality":
        return _swapped(text, MODALITIES)
    if kind == "role":
        changed = _swapped(text, ROLES)
        return changed[:1].upper() + changed[1:]
    if kind == "addition":
        extra = ADDITIONS[len(text) % len(ADDITIONS)]
        return f"{text[:-1]} {extra}{text[-1]}" if text[-1:] in ".!" else ""
    return text


def hallucinations(
    kind: Kind, sentences: Sequence[str], cite: int = 1
) -> Iterator[tuple[str, list[int]]]:
    """The sentences that can be got wrong in that way, with the number that they cite."""
    for text in sentences:
        wrong = altered(kind, text)
        if wrong:
            yield wrong, [INVENTED if kind == "invented citation" else cite]


def _swapped(text: str, pairs: Sequence[tuple[str, str]]) -> str:
    for pattern, other in pairs:
        changed, count = re.subn(pattern, other, text, count=1)
        if count:
            return changed
    return ""


def _digits(text: str) -> str:
    changed, count = re.subn(r"\b\d+\b", lambda m: str(int(m.group()) * 2 + 1), text, count=1)
    return changed if count else ""
