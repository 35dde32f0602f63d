"""Texts that mean nearly the same, for contrastive learning; the corpus labels them by its form."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from assistant.guideline import passage_context
from assistant.passage_texts import PassageTexts
from assistant.types import Guideline, Passage

SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
TITLES = ("title", "row")

Pair = tuple[str, str]


def passage_pairs(passages: Sequence[Passage], shown: Callable[[Passage], str]) -> list[Pair]:
    """A passage with what it stands under, a text with its rest, and an item with the next."""
    texts = {p.id: p.text for p in passages}
    pairs: list[Pair] = []
    for passage in passages:
        if passage.kind in TITLES:
            continue
        above = (passage_context(passage), *passage.blocks[-1:], passage.box, passage.lead_in)
        pairs += [(text, passage.text) for text in (*above, texts.get(passage.parent, "")) if text]
        first, *rest = SENTENCE_END.split(passage.text)
        if rest:
            pairs.append((first, " ".join(rest)))
    for one, two in pairwise(passages):
        if one.group == two.group:
            pairs.append((shown(one), shown(two)))
    return list(dict.fromkeys(pairs))


def text_pairs(
    passages: Sequence[Passage], texts: PassageTexts, shown: Callable[[Passage], str]
) -> list[Pair]:
    """A question or another wording with its passage, and a Dutch one with an English one.

    One that belongs to several passages tells none apart and is left out.
    """
    found = Counter(t for those in texts.values() for told in those.values() for t in set(told))
    pairs: list[Pair] = []
    for passage in passages:
        those = texts.get(passage.id, {})
        dutch, english = ([t for t in those.get(s, ()) if found[t] == 1] for s in ("nl", "en"))
        pairs += [(text, shown(passage)) for text in (*dutch, *english)]
        pairs += zip(dutch, english, strict=False)
    return pairs


def edition_pairs(documents: Sequence[Guideline]) -> list[Pair]:
    """A Dutch passage with the same passage of the English edition, where there is one."""
    english = {p.id: p.text for d in documents if d.language == "en" for p in d.passages}
    dutch = (p for d in documents if d.language == "nl" for p in d.passages)
    return [(p.text, english[p.id]) for p in dutch if p.id in english]


def batches(pairs: Sequence[Pair], size: int, rng: random.Random) -> Iterator[list[Pair]]:
    """The pairs in random batches without a repeated text, which would be a false negative."""
    waiting = rng.sample(pairs, len(pairs))
    while waiting:
        batch: list[Pair] = []
        later: list[Pair] = []
        seen: set[str] = set()
        for pair in waiting:
            if len(batch) < size and seen.isdisjoint(pair):
                batch.append(pair)
                seen.update(pair)
            else:
                later.append(pair)
        # a last batch of a few pairs of the same heading teaches nothing
        if len(batch) < size // 4:
            return
        yield batch
        waiting = later
