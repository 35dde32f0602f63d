"""A quotation with a word changed: nearly all is the guideline's, and what is not turns it round.

Such a sentence is likeness itself to a checker that weighs likeness, so it is looked at apart: word
by word beside the sentence that it was taken from.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from assistant.faithfulness.reading import Reading, read
from assistant.language import normalized, words
from assistant.sentences import sentences
from assistant.types import Language

NEAR = 0.7
COVERED = 0.8
SHORT = 2
ADDED = 2
# Words that only stress or order are let through; these decide what a sentence says.
DECIDING = (
    "negation",
    "refusal",
    "must",
    "should",
    "may",
    "forbidden",
    "unneeded",
    "all",
    "some",
    "few",
    "only",
    "before",
    "after",
)


def alters(claim: str, sources: Sequence[str], language: Language) -> bool:
    """Whether the claim is a sentence of the sources with a deciding word changed, put in or left out.

    Deciding are negations, modal verbs, quantities, order in time, roles and numbers, and an
    addition of two words of meaning or more. Compared with the likest sentence only; False when
    there is none alike.
    """
    ours = words(normalized(claim))
    theirs = [words(normalized(s)) for text in sources for s in sentences(text)]
    compared = [(SequenceMatcher(None, s, ours, autojunk=False), s) for s in theirs if s]
    likest, source = max(compared, key=lambda pair: pair[0].ratio(), default=(None, ()))
    if likest is None or likest.ratio() < NEAR:
        return False
    matched = sum(block.size for block in likest.get_matching_blocks())
    covered = matched >= COVERED * len(source)
    gone, come = "", ""
    for kind, a, b, c, d in likest.get_opcodes():
        if kind == "equal" or (kind == "delete" and b - a > SHORT):
            continue
        was, put = " ".join(source[a:b]), " ".join(ours[c:d])
        before, after = read(was, language), read(put, language)
        if set(before.actors) != set(after.actors):
            return True
        if kind == "insert" and covered and sum(t.weight > 0 for t in after.tokens) >= ADDED:
            return True
        gone, come = f"{gone} {was}", f"{come} {put}"
    # taken together, for a word that only moved changes nothing
    return _deciding(read(gone, language)) != _deciding(read(come, language))


def _deciding(reading: Reading) -> frozenset[str]:
    """The marks and numbers of some words."""
    return frozenset({name for name in DECIDING if name in reading.marks} | set(reading.numbers))
