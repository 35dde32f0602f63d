"""A brief with single spaces, in which a line break still ends a clause and a name."""

from __future__ import annotations

import re

# a long line that goes on in lower case was broken by a mail program, not by its writer
# "acties: 1) een kaart maken, 2) het meldpunt uitleggen" is a list in one line
NUMBERED = re.compile(r"(?:^|(?<=\s))\(?(\d)\)\s(?=\S)")
LIST_END = re.compile(r",?(?: (?:en|and))? $")
WRAPPED = re.compile(r"(?<=[^\n.!?:;]{60})\n(?=[a-zà-ÿ])")


def in_lines(text: str) -> str:
    """The text with one sign for all space between two words: a space, or a line break."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return WRAPPED.sub(" ", "\n".join(_listed(line) for line in lines if line))


def _listed(line: str) -> str:
    """A line that numbers several things from 1 on with each on a line of its own."""
    numbers = list(NUMBERED.finditer(line))
    if len(numbers) < 2 or [int(n[1]) for n in numbers] != list(range(1, len(numbers) + 1)):
        return line
    starts = [n.end() for n in numbers]
    ends = [*(n.start() for n in numbers[1:]), len(line)]
    items = (LIST_END.sub("", line[a:b]) for a, b in zip(starts, ends, strict=True))
    return "\n".join(filter(None, (line[: numbers[0].start()].rstrip(), *items)))
