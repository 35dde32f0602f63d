"""Text cut into sentences, letter for letter."""

from __future__ import annotations

import re

ABBREVIATION = re.compile(
    r"(?<!\w)(?:bv|bijv|evt|etc|o\.a|m\.b\.t|nr|art|dhr|mevr|e\.g|i\.e|mr|mrs|ms)\.$", re.IGNORECASE
)
BOUNDARY = re.compile(r"(?<=[.!?…])[”’\"')\]]*\s+(?=[\"“‘'(]*[A-ZÀ-Ý0-9])")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of the text, verbatim; joined by a space they are the text again."""
    found: list[str] = []
    start = 0
    for match in BOUNDARY.finditer(text):
        sentence = text[start : match.end()].strip()
        if ABBREVIATION.search(sentence) or _is_enumerator(sentence):
            continue
        found.append(sentence)
        start = match.end()
    rest = text[start:].strip()
    return (*found, rest) if rest else tuple(found)


def _is_enumerator(sentence: str) -> bool:
    """Whether this is only a number like "1." that belongs to what follows."""
    return re.fullmatch(r"\d+\.", sentence) is not None
