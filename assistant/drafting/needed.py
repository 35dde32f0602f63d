"""Matches of a pattern in a text, found sooner: a text without the letters it needs is not searched.

What a pattern needs is taken from its parse, as search engines do for regular expressions (Cox,
"Regular Expression Matching with a Trigram Index", 2012): of "(wil|wenst) [0-9]+ kamers" every
match has "wil" or "wenst", and "kamers".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib import import_module
from itertools import product
from typing import Any

from assistant.drafting.kinds import MACRO, compiled

MOST = 48  # a choice of more words takes longer than it spares
NEEDS = 3  # so many are looked for
# Python's own, and undocumented: test_needed.py holds what it tells to what finditer finds
PARSER: Any = import_module("re._parser")
REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")

Words = frozenset[str]
ANYTHING = r"(?:\\s*)"
EMPTY: Words = frozenset({""})


def matches(pattern: str, text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern with its macros, as `finditer` gives them."""
    return compiled(pattern).finditer(text) if can_match(pattern, text) else iter(())


def first_match(pattern: str, text: str) -> re.Match[str] | None:
    """The first match of a pattern with its macros, as `search` gives it."""
    return next(matches(pattern, text), None)


def can_match(pattern: str, text: str) -> bool:
    """False when the text lacks letters that every match of the pattern has."""
    folded = _folded(text)
    # loops: asked a thousand times a draft, and generators take twice as long
    for words in needed(pattern):
        for word in words:
            if word in folded:
                break
        else:
            return False
    return True


@cache
def needed(pattern: str) -> tuple[tuple[str, ...], ...]:
    """Of each of these sets every match has one, in lower case; none when nothing is sure.

    What stands for a macro may be anything.
    """
    _, needs = _of_all(PARSER.parse(MACRO.sub(ANYTHING, pattern)))
    telling = {words for words in needs if all(map(_tells, words))}
    first = sorted(telling, key=lambda words: (-min(map(len, words)), len(words)))[:NEEDS]
    return tuple(tuple(sorted(words)) for words in first)


@lru_cache(maxsize=8)
def _folded(text: str) -> str:
    return text.casefold()


def _tells(word: str) -> bool:
    return len(word) > 1 or not (word.isalpha() or word.isspace() or not word)


def _of_all(nodes: Iterable[tuple[Any, Any]]) -> tuple[Words | None, list[Words]]:
    """All that a sequence can be, None when that is too much, and what each match of it has."""
    needs: list[Words] = []
    whole, current = True, EMPTY
    for node in nodes:
        said, within = _of_one(*node)
        needs += within
        if said is not None and len(said) * len(current) <= MOST:
            current = frozenset(map("".join, product(current, said)))
            continue
        needs.append(current)
        whole, current = False, said or EMPTY
    return (current if whole else None), [*needs, current]


def _of_one(name: Any, value: Any) -> tuple[Words | None, list[Words]]:
    match str(name):
        case "LITERAL":
            letter = chr(value).casefold()
            return (frozenset({letter}) if letter.isascii() else None), []
        case "SUBPATTERN":
            return _of_all(value[-1])
        case "ATOMIC_GROUP":
            return _of_all(value)
        case "BRANCH":
            return _of_any([_of_all(branch) for branch in value[1]])
        case "ASSERT":
            said, needs = _of_all(value[1])
            return EMPTY, needs if said is None else [*needs, said]
        case "ASSERT_NOT" | "AT":
            return EMPTY, []
        case repeat if repeat in REPEATS:
            return _of_repeat(*value)
    return None, []


def _of_any(branches: list[tuple[Words | None, list[Words]]]) -> tuple[Words | None, list[Words]]:
    """Of branches: all that they can be, and one need of each together."""
    exact = [said for said, _ in branches if said is not None]
    if len(exact) == len(branches) and sum(map(len, exact)) <= MOST:
        return frozenset().union(*exact), []
    best = [max(needs, key=_worth, default=EMPTY) for _, needs in branches]
    together: Words = frozenset().union(*best)
    return None, [together] if len(together) <= MOST else []


def _worth(words: Words) -> tuple[int, int]:
    return min(map(len, words)), -len(words)


def _of_repeat(least: int, most: Any, body: Any) -> tuple[Words | None, list[Words]]:
    said, needs = _of_all(body)
    if said is not None and most == 1:
        return (said if least else said | EMPTY), []
    if least == 0:
        return None, []
    return None, needs if said is None else [said]
