"""A choice that a brief tells in so many words: "de vergunning is op 12 mei verleend"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.drafting.needed import matches
from assistant.drafting.reading_state import any_in
from assistant.drafting.spec import FieldSpec, FirmSpec
from assistant.drafting.types import BLANK

SENTENCE_END = re.compile(r"[.;?!](?:\s|$)|\n")


def firmly_told(spec: FieldSpec, text: str, allowed: str) -> tuple[str, re.Match[str]] | None:
    """The one value that a pattern of `firm` tells, and where; None when none or several do."""
    found = {
        value: match
        for value, ways in spec.firm.items()
        if (match := next((m for way in ways for m in _told(way, spec, text, allowed)), None))
    }
    return next(iter(found.items())) if len(found) == 1 else None


def _told(way: FirmSpec, spec: FieldSpec, text: str, allowed: str) -> Iterator[re.Match[str]]:
    if any_in(way.elsewhere, text):
        return
    for pattern in way.says:
        for match in matches(pattern, text):
            refused = BLANK in allowed[match.start() : match.end()]
            if (
                not refused
                and not any_in(spec.not_after, text[: match.start()])
                and not any_in(way.unless, _sentence(match, text))
            ):
                yield match


def _sentence(match: re.Match[str], text: str) -> str:
    start = max((m.end() for m in SENTENCE_END.finditer(text, 0, match.start())), default=0)
    end = SENTENCE_END.search(text, match.end())
    return text[start : end.start() if end else len(text)]
