"""How far the value of a text goes: its clause, its sentence, or the facts that touch it."""

from __future__ import annotations

import re

from assistant.drafting.kinds import compiled
from assistant.drafting.reading_state import Reading, any_in
from assistant.drafting.types import BLANK

LEADING_UP = re.compile(
    r"(?:(?:^|\s)(?<!dag en\s)(?<!day and\s)(?:van|voor|op|aan|in|bij|met|door|om|tot|te|de|het|een|avond|nacht|dag|of|by|on|at|from"
    r"|with|for|the|a|night|evening|day))+\s*$",
    re.IGNORECASE,
)
# what leads up to a day that stands elsewhere in the draft: "op dinsdag"
BEFORE_A_DAY = r"(?:[\s,(]+(?:op|om|van|voor|tot|in|bij|vanaf|per|de|on|of|at|by|from|for|until|the|{DAY}))+[\s,(]*$"
READ_AFTER = re.compile(rf"(?:\s(?:in|van|over|of|about))?\s{BLANK}+")
READ_BEFORE = re.compile(rf"(?:^|[.;:,!?(\n])\s*(?P<whole>[^.;:,!?(\n]*{BLANK}\s?)$")
ASKS = ("{REQUEST}", "{ASKS}", r"\b(?:na|after)\b")
MOMENTS = ("{DATE}", "{TIME}")
MOST_BEFORE = 60
CLAUSE = re.compile(r"(?:[^.,;:!?\n(]|(?<=\d)[.,](?=\d))+")
LEAST_CLAUSE = 2
LEAST_SENTENCE = 4
SENTENCE = re.compile(r"(?:[^.!?\n]|(?<=\w)\.(?=\w)|(?<=\b(?:ca|nr|mw|dr|st))\.)+")
# what asks for the product or tells who asked
NAMED = (
    r"^\W*(?:\w*brief|rib|\w*bericht|q ?& ?a|faq|\w*lijn|letter|lines|note|news item)\b"
    r"|\b(?:belt|belde|mailt|mailde|calls|called|asks about|asked about)\b"
)


def clause_of(match: re.Match[str], reading: Reading) -> str:
    """The rest of the clause from the value on, whatever was read in it, up to a day or hour.

    "" when that is no more than a word.
    """
    start = match.start("value")
    clause = CLAUSE.match(reading.text, start)
    told = clause[0] if clause else ""
    moments = [m.start() for p in MOMENTS if (m := compiled(p).search(told))]
    if moments:
        told = compiled(BEFORE_A_DAY).sub("", told[: min(moments)])
    told = told.strip()
    return told if len(told.split()) >= LEAST_CLAUSE else ""


def sentence_of(match: re.Match[str], reading: Reading) -> str:
    """The sentence around the value, whatever was read in it, after a colon; "" when it asks."""
    around = next(
        (s for s in SENTENCE.finditer(reading.text) if s.start() <= match.start() < s.end()), None
    )
    if around is None or reading.left[match.start()] == BLANK:
        return ""
    told = (
        around[0].rpartition(": ")[2]
        if ": " in around[0][: match.start() - around.start()]
        else around[0]
    )
    told = told.strip(" -–•>\"'“”‘’")
    asks = any_in((r"(?!plan\b){REQUEST}", NAMED), told)
    return "" if asks or len(told.split()) < LEAST_SENTENCE else told


def joined_with(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """The place of a text with the facts read before that touch it, and what leads up to them.

    Not with a day or an hour, which stand beside it in a draft.
    """
    after = READ_AFTER.match(reading.left, end)
    if after and not any_in(MOMENTS, reading.text[end : after.end()]):
        end = after.end()
    before = READ_BEFORE.search(reading.left[:start])
    if before and len(before["whole"]) <= MOST_BEFORE:
        told = reading.text[before.start("whole") : start]
        start = start if any_in((*ASKS, *MOMENTS), told) else before.start("whole")
    return start, end
