"""Which words of a claim are carried by which sentence of the guideline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.encoder import StaticEncoder
from assistant.expansion import Thesaurus, concepts_in
from assistant.faithfulness.edition import Edition, static_encoder
from assistant.faithfulness.lexicon import Floats, Lexicon
from assistant.faithfulness.reading import Reading, Token
from assistant.index import Index
from assistant.language import Vocabulary, compound_parts, stem
from assistant.memory import alike_by_words
from assistant.types import Language

SAME_STEM, GLOSSED, SAME_SENSE, CONCEPT = 1.0, 0.85, 0.8, 0.75
PART_OF, HAS_PART, PART_SENSE = 0.75, 0.7, 0.55
WORDS_KEPT = 2000
COSINE_FLOOR, COSINE_SPAN, COSINE_MOST = 0.35, 0.55, 0.7


@dataclass(frozen=True, slots=True)
class Alignment:
    """How strongly each word of a claim is carried, 0 to 1, shape (words, sentences).

    `lexical` counts the word itself, SAME_STEM, and words for the same; `soft` also words whose
    vectors are near. `context` is soft, over the surroundings of passages, shape (words, contexts).
    `said_meaning` and `said_words` are the cosines with the sayings of the edition. `table` is
    lexical and `soft_table` soft, shape (words, lexicon).
    """

    lexical: Floats
    soft: Floats
    context: Floats
    weights: Floats
    cosine: Floats
    passage_cosine: Floats
    said_meaning: Floats
    said_words: Floats
    table: Floats
    soft_table: Floats


def align(index: Index, claim: Reading, edition: Edition) -> Alignment:
    """How each content word of the claim is carried by every sentence of the edition."""
    encoder = static_encoder(index)
    content = [t for t in claim.tokens if t.weight]
    stems = edition.lexicon.stems
    size = len(stems)
    near = _nearness(encoder, [t.word for t in content], edition.lexicon)
    lexical = np.zeros((len(content), size + 1), dtype=np.float32)
    named = _concepts(index.thesaurus, claim)
    for row, token in enumerate(content):
        _lexical_row(lexical[row], token, claim.language, edition, named, index.vocabulary)
    soft = lexical.copy()
    soft[:, :size] = np.maximum(soft[:, :size], near)
    # words as rows of neighbouring numbers: gathering them is what costs most
    by_word = np.ascontiguousarray(np.concatenate([lexical, soft]).T)
    by_sentence = np.maximum.reduceat(by_word[edition.words.ids], edition.words.starts, axis=0)
    by_soft = np.ascontiguousarray(soft.T)
    around = by_soft[edition.context_words.ids]
    vector = encoder.encode([claim.text])[0]
    carried = np.split(by_sentence.T, 2)
    return Alignment(
        lexical=carried[0],
        soft=carried[1],
        context=np.maximum.reduceat(around, edition.context_words.starts, axis=0).T,
        weights=np.array([t.weight for t in content], dtype=np.float32),
        cosine=edition.sentence_vectors @ vector,
        passage_cosine=edition.passage_vectors @ vector,
        said_meaning=edition.sayings.memory.vectors @ vector,
        said_words=alike_by_words(edition.sayings.memory, claim.text),
        table=lexical,
        soft_table=soft,
    )


def by_wordings(aligned: Alignment, edition: Edition, passage: int) -> Floats:
    """How strongly the other wordings of a passage carry each word of the claim, shape (words,)."""
    carried: Floats = aligned.soft_table[:, edition.worded.of(passage)].max(axis=1)
    return carried


def _nearness(encoder: StaticEncoder, spoken: Sequence[str], lexicon: Lexicon) -> Floats:
    """How near each word's vector is to that of each word of the lexicon, 0 to COSINE_MOST.

    The vector of a word that the encoder spells in syllables says little, and is left out.
    """
    near = np.zeros((len(spoken), len(lexicon.stems)), dtype=np.float32)
    if len(lexicon.near) >= WORDS_KEPT:
        lexicon.near.clear()
    new = [w for w in dict.fromkeys(spoken) if w not in lexicon.near and encoder.knows(w)]
    if new:
        cosines = encoder.encode(new) @ lexicon.vectors.T
        shares = np.clip((cosines - COSINE_FLOOR) / COSINE_SPAN, 0, 1) * COSINE_MOST
        lexicon.near.update(zip(new, shares, strict=True))
    for row, word in enumerate(spoken):
        if word in lexicon.near:
            near[row] = lexicon.near[word]
    return near


def _concepts(thesaurus: Thesaurus, claim: Reading) -> Mapping[str, tuple[str, ...]]:
    """Per Dutch stem the concepts that a label of several words in the claim names."""
    found: dict[str, tuple[str, ...]] = {}
    for concept, label in concepts_in(claim.text, thesaurus):
        if len(label) > 1:
            for part in label:
                found[part] = (*found.get(part, ()), f"c:{concept.id}")
    return found


def _lexical_row(
    row: Floats,
    token: Token,
    language: Language,
    edition: Edition,
    named: Mapping[str, tuple[str, ...]],
    vocabulary: Vocabulary,
) -> None:
    def lift(ids: NDArray[np.int64] | None, strength: float) -> None:
        if ids is not None:
            row[ids] = np.maximum(row[ids], strength)

    lexicon, stems = edition.lexicon, edition.lexicon.stems
    meanings = (*lexicon.senses.get((language, token.stem), ()), *named.get(stem(token.word), ()))
    for sense in meanings:
        strength = {"c": CONCEPT, "g": GLOSSED, "e": SAME_SENSE, "s": SAME_SENSE}[sense[0]]
        lift(lexicon.by_sense.get(sense), strength)
    if language == "nl":
        for part in compound_parts(token.word, vocabulary):
            key = stem(part)
            if edition.language == "nl":
                if key in stems:
                    lift(np.array([stems[key]]), HAS_PART)
                lift(lexicon.by_part.get(key), HAS_PART)
            for sense in lexicon.senses.get(("nl", key), ()):
                lift(lexicon.by_sense.get(sense), PART_SENSE)
        if edition.language == "nl":
            lift(lexicon.by_part.get(token.stem), PART_OF)
    if language == edition.language and token.stem in stems:
        row[stems[token.stem]] = SAME_STEM
    elif token.stem in stems and token.weight > 0.7:
        row[stems[token.stem]] = max(row[stems[token.stem]], CONCEPT)
