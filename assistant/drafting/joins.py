"""Where a fact joins the words of a template: "op" before "begin mei", an article that stands twice."""

from __future__ import annotations

import re
from functools import cache, partial

from pydantic import TypeAdapter

from assistant.drafting.kinds import SHARED, compiled, read_spec
from assistant.drafting.needed import can_match
from assistant.drafting.spec import Pattern, Strict


class JoinSpec(Strict):
    """Words that do not fit where a fact joins a template, and what stands there instead."""

    pattern: Pattern
    to: str


@cache
def _joins() -> tuple[JoinSpec, ...]:
    return read_spec(SHARED / "joins.yaml", TypeAdapter(tuple[JoinSpec, ...]))


def joined(text: str) -> str:
    """The text with each such place mended."""
    for join in _joins():
        if can_match(join.pattern, text):
            text = compiled(join.pattern).sub(partial(_mended, join.to), text)
    return text


def _mended(to: str, match: re.Match[str]) -> str:
    """What stands instead, with the capital that the words had."""
    words = match.expand(to)
    return words[:1].upper() + words[1:] if match[0][:1].isupper() else words
