"""A brief with single spaces, in which a line break still ends a clause and a name."""

from __future__ import annotations

import re

# a long line that goes on in lower case was broken by a mail program, not by its writer
WRAPPED = re.compile(r"(?<=[^\n.!?:;]{60})\n(?=[a-zà-ÿ])")


def in_lines(text: str) -> str:
    """The text with one sign for all space between two words: a space, or a line break."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return WRAPPED.sub(" ", "\n".join(line for line in lines if line))
