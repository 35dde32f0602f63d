"""Clauses that are offered are made whole: "mag in ronde 2" takes along who may."""

from __future__ import annotations

import re
from collections.abc import Sequence

Span = tuple[int, int]

# what begins so goes on with the sentence: a verb without its subject, "and"
GOES_ON = re.compile(
    r"\s*(?:en|of|maar|dus|want|and|or|but|so|as well|including|inclusief"
    r"|moet(?:en)?|mag|mogen|kan|kunnen|heeft|hebben|is|zijn|was|waren|wordt|worden|wil(?:len)?|zal|zullen|gaat|gaan"
    r"|komt|komen|krijgt|krijgen|blijft|staat|ligt|geeft|doet|vindt|zegt"
    r"|has|have|are|were|must|may|can|will|would|should|could|wants?|gets?|says|comes|stays)\b"
)
LONGEST = 260  # letters; a longer sentence is not offered for the sake of a part of it
WHO = re.compile(r"(?:de|het|een|onze|the|an?|our)\s", re.IGNORECASE)  # of what is said after it
BARE_WORDS, NUMBER = 4, re.compile(r"\d")


def made_whole(found: Sequence[Span], clauses: Sequence[Span], text: str) -> list[Span]:
    """Each clause, from its sentence's beginning when it leans on it, to the end when it is bare.

    "The permit holder" of "The permit holder, Baas BV, wants …" says nothing, nor does the part of
    a list that a colon announces without what it lists. What overlaps is joined.
    """
    whole = sorted(_whole(span, clauses, text) for span in found)
    joined: list[Span] = []
    for start, end in whole:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _whole(span: Span, clauses: Sequence[Span], text: str) -> Span:
    start, end = span
    first, last = _sentence(span, clauses, text)
    if last - first > LONGEST:
        return span
    if start == first and _is_bare(text[start:end]) and text[end : end + 1] == ",":
        end = last
    said = text[first:start].strip(", ")
    leans = GOES_ON.match(text, start) or ":" in said or (WHO.match(said) and _is_bare(said))
    if leans and any(first < start == begins for begins, _ in clauses):
        start = first
    return start, end


def _is_bare(words: str) -> bool:
    return len(words.split()) <= BARE_WORDS and not NUMBER.search(words)


def _sentence(span: Span, clauses: Sequence[Span], text: str) -> Span:
    """From the first to the last of the clauses that only commas part from it."""
    inside = [n for n, (start, end) in enumerate(clauses) if start < span[1] and span[0] < end]
    first, last = inside[0], inside[-1]
    while first and text[clauses[first - 1][1] : clauses[first][0]] == ",":
        first -= 1
    while last + 1 < len(clauses) and text[clauses[last][1] : clauses[last + 1][0]] == ",":
        last += 1
    return clauses[first][0], clauses[last][1]
