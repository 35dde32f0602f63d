"""Mistyped words of a question, mended before it is searched."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from assistant.language import (
    DUTCH_WORDS,
    ENGLISH_WORDS,
    Vocabulary,
    compound_parts,
    detect_language,
    normalized,
    word_frequencies,
)

WORD = re.compile(r"[^\W\d_]+")
SHORTEST = 4
LONG = 7
# letters that Dutch says alike, so that people write one for the other: "lokatie", "aktie"
SAID = ((r"c(?=a)", "k"), (r"c(?=tie)", "k"), (r"(?<=.{6})dt?$", "t"))
COMMONER = 1.0  # Zipf: ten times as common


def mended(question: str, vocabulary: Vocabulary) -> str:
    """The question with each mistyped word as the known word that it most likely stands for.

    A word that the corpus or the language knows stays as it is, and so does a name: a capital
    within a sentence. One edit for words up to six letters, two above (Damerau-Levenshtein), the
    first letter kept, since people seldom miss it (Pollock and Zamora 1984); of equally near words
    the commonest. A known word that the corpus lacks gives way to one of the corpus that sounds the
    same and is far commoner: "lokatie".
    """
    spoken = ENGLISH_WORDS if detect_language(question) == "en" else DUTCH_WORDS
    function = [word for word in sorted(spoken) if len(word) >= SHORTEST - 1]
    return WORD.sub(lambda match: _mended(match, question, vocabulary, function), question)


def _mended(
    match: re.Match[str], question: str, vocabulary: Vocabulary, function: Sequence[str]
) -> str:
    spelled = match[0]
    word = normalized(spelled)
    within = question[: match.start()].rstrip()[-1:] not in ("", ".", "?", "!", ":")
    if spelled[0].isupper() and within:
        return spelled
    if len(word) < SHORTEST:
        return spelled
    if is_word(word, vocabulary):
        return _sounding_alike(word, vocabulary) or spelled
    near = process.extract(
        word,
        [*vocabulary.by_initial.get(word[0], ()), *(w for w in function if w[0] == word[0])],
        scorer=DamerauLevenshtein.distance,
        score_cutoff=1 if len(word) < LONG else 2,
        limit=None,
    )
    common = word_frequencies()
    best = min(near, key=lambda found: (found[1], -common.get(found[0], 0.0)), default=None)
    return best[0] if best else spelled


def _sounding_alike(word: str, vocabulary: Vocabulary) -> str:
    """The far commoner word of the corpus that sounds as this one, which the corpus lacks, or ""."""
    common = word_frequencies()
    if word in vocabulary or word not in common:
        return ""
    sound, least = _sound(word), common[word] + COMMONER
    alike = (
        w
        for w in vocabulary.by_initial.get(word[0], ())
        if common.get(w, 0.0) >= least and _sound(w) == sound
    )
    return max(alike, key=lambda w: common[w], default="")


def _sound(word: str) -> str:
    for letters, said in SAID:
        word = re.sub(letters, said, word)
    return word


def is_word(word: str, vocabulary: Vocabulary) -> bool:
    """Whether corpus or language know the word, or the parts that it is made of."""
    return (
        word in vocabulary
        or word in DUTCH_WORDS
        or word in ENGLISH_WORDS
        or word in word_frequencies()
        or bool(compound_parts(word, vocabulary))
    )
