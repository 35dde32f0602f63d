"""Words that tell nothing beside what was understood of their clause.

Who asks for a draft says for whom and about what ("een Q&A voor omwonenden over het plan voor …");
a worry or promise is reported ("buren klagen over …", "toegezegd: …"); that nothing is decided is
said of somebody ("het college heeft nog geen besluit genomen").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from assistant.drafting.needed import matches

# "…, voor pers en raad" goes on with what was asked
GOES_ON = re.compile(r"\s*(?:voor|over|for|about|on|om)\s")
IDLE = REQUESTED, REPORTED, DECIDING = "{REQUESTED}", "{REPORTED}", "{DECIDING}"


def idle_in(
    brief: str,
    clauses: Sequence[tuple[int, int]],
    asking: Iterable[int],
    told: Iterable[int],
    chosen: Iterable[int],
) -> frozenset[int]:
    """The places of such words; `asking`, `told` and `chosen` are those of what was understood."""
    found: set[int] = set()
    asks = set(asking)
    for (start, end), (begins, ends) in pairwise(clauses):
        if not asks.isdisjoint(range(start, end)) and GOES_ON.match(brief, begins):
            asks.update(range(begins, ends))
    kinds = ((REQUESTED, asks), (REPORTED, set(told)), (DECIDING, set(chosen)))
    words = {
        pattern: [range(*m.span()) for m in matches(pattern, brief)] if places else []
        for pattern, places in kinds
    }
    for start, end in clauses:
        for pattern, places in kinds:
            if not places.isdisjoint(range(start, end)):
                found.update(
                    p for word in words[pattern] if start <= word.start < end for p in word
                )
    return frozenset(found)
