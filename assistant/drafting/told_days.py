"""A day that the reader of told texts finds: that by which there is an answer."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.drafting.hedges import hedge_of, hedged
from assistant.drafting.reading_facts import recognised
from assistant.drafting.reading_state import Reading, any_in, apart_from, replace_cues
from assistant.drafting.roles import Span
from assistant.drafting.spec import FieldSpec
from assistant.drafting.types import BLANK, Fact

OBJECTING = re.compile(r"(?:bezwaar|zienswijze|beroep|\bobject|\bappeal)[^.;!?\n]*$", re.IGNORECASE)
OBJECTED = re.compile(r"[^.;!?\n]{0,40}\b(?:bezwaar|beroep|object|appeal)", re.IGNORECASE)
LAST = re.compile(
    r"(?:uiterlijk|no later than)\b\s*(?:(?:op|on)\s)?", re.IGNORECASE
)  # the templates say so


def told_day(name: str, spec: FieldSpec, span: Span, reading: Reading) -> Fact | None:
    """The day within the words of a told text, as exact as it was told; None when it has none."""
    before = reading.text[: span.start]
    if any_in(spec.not_after, before) or OBJECTING.search(before):
        return None
    if OBJECTED.match(reading.text, span.end):
        return None
    words = reading.text[span.start : span.end]
    apart = apart_from(words, reading)
    alone = replace_cues(spec.model_copy(update={"patterns": (), "not_after": ()}))
    found = recognised(name, alone, apart)
    if found is None:
        return None
    at = reading.text.find(found.value, span.start)
    is_anothers = BLANK in reading.left[at : at + len(found.value)]
    if is_anothers or any_in(spec.not_after, reading.text[:at]):
        return None
    reading.weekdays[name] = apart.weekdays.get(name, "")
    hedge = hedge_of(spec, reading.text, at, reading.language)
    shown = LAST.sub("", found.shown)
    shown = hedged("" if LAST.match(hedge) else hedge, shown)
    return replace(found, shown=shown, words=words, start=span.start, sure=span.probability)
