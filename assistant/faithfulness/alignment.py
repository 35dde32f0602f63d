"""Which words of a claim are carried by which sentence of the guideline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.encoder import Encoder, StaticEncoder, load_encoder
from assistant.encoder.lexicon import GLOSSARY
from assistant.expansion import Thesaurus, concepts_in
from assistant.faithfulness.reading import Reading, Token, read, word_lists
from assistant.index import Index, embedding_text
from assistant.language import Vocabulary, compound_parts, normalized, stem, words
from assistant.sentences import sentences
from assistant.types import Guideline, Language, Passage, PassageId

Floats = NDArray[np.float32]
Senses = Mapping[tuple[str, str], frozenset[str]]

SAME_STEM, GLOSSED, SAME_SENSE, CONCEPT = 1.0, 0.85, 0.8, 0.75
PART_OF, HAS_PART, PART_SENSE = 0.75, 0.7, 0.55
COSINE_FLOOR, COSINE_SPAN, COSINE_MOST = 0.35, 0.55, 0.7


@dataclass(frozen=True, slots=True)
class Edition:
    """The guideline in one language, ready to be aligned with.

    A sentence is a number; `ids` holds the numbers of its words in the lexicon from
    `starts[sentence]` on (the first is a placeholder), `owner` its passage. `first` is the first
    sentence of each passage; sentences of a passage are adjacent. `context` is the number of a
    passage's surroundings, whose words are in `context_ids` from `context_starts` on.
    """

    language: Language
    passages: tuple[Passage, ...]
    position: Mapping[PassageId, int]
    sentences: tuple[Reading, ...]
    owner: NDArray[np.int64]
    first: NDArray[np.int64]
    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    contexts: tuple[Reading, ...]
    context: NDArray[np.int64]
    context_ids: NDArray[np.int64]
    context_starts: NDArray[np.int64]
    sentence_vectors: Floats
    passage_vectors: Floats
    stems: Mapping[str, int]
    vectors: Floats
    by_sense: Mapping[str, NDArray[np.int64]]
    by_part: Mapping[str, NDArray[np.int64]]
    senses: Senses
    section: Mapping[str, NDArray[np.int64]]
    cluster: tuple[NDArray[np.int64], ...]
    whole: Mapping[str, NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class Alignment:
    """How strongly each word of a claim is carried, 0 to 1, shape (words, sentences).

    `exact` counts the word itself only, `lexical` also words for the same, `soft` also words whose
    vectors are near. `context` is soft, over the surroundings of passages. `table` is lexical, shape
    (words, lexicon).
    """

    exact: Floats
    lexical: Floats
    soft: Floats
    context: Floats
    weights: Floats
    cosine: Floats
    passage_cosine: Floats
    table: Floats


def editions_of(index: Index) -> Mapping[Language, Edition]:
    """The editions of the index by language, made once for each corpus."""
    encoder = index.encoder if isinstance(index.encoder, StaticEncoder) else _shipped()
    corpus = tuple(d.sha256 for d in index.documents)
    key = (corpus, tuple(index.thesaurus.concepts.values()), encoder.fingerprint)
    if key not in _EDITIONS:
        _EDITIONS.clear()
        senses = _senses(index.thesaurus)
        found: dict[Language, Edition] = {}
        for language in ("nl", "en"):
            those = [d for d in index.documents if d.language == language]
            if those:
                found[language] = _edition(language, those, encoder, senses, index.vocabulary)
        _EDITIONS[key] = found
    return _EDITIONS[key]


_EDITIONS: dict[object, Mapping[Language, Edition]] = {}


@cache
def _shipped() -> StaticEncoder:
    encoder = load_encoder()
    assert isinstance(encoder, StaticEncoder)
    return encoder


def _senses(thesaurus: Thesaurus) -> Senses:
    """Per language and stem the meanings of a word: concepts, lines of the glossary, groups."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for concept in thesaurus.concepts.values():
        for label in concept.labels:
            if len(spoken := words(label)) == 1:
                found["nl", stem(spoken[0])].add(f"c:{concept.id}")
                found["en", stem(spoken[0], "en")].add(f"c:{concept.id}")
    for number, line in enumerate(GLOSSARY.read_text(encoding="utf-8").splitlines()):
        dutch, _, english = line.partition(":")
        if line.startswith("#") or not english:
            continue
        for word in words(dutch):
            found["nl", stem(word)].add(f"g:{number}")
        for meaning in english.split(","):
            if len(spoken := words(meaning)) == 1:
                found["en", stem(spoken[0], "en")].add(f"g:{number}")
                found["en", stem(spoken[0], "en")].add(f"e:{stem(spoken[0], 'en')}")
                for word in words(dutch):
                    found["nl", stem(word)].add(f"e:{stem(spoken[0], 'en')}")
    for language, groups in word_lists()["same"].items():
        for number, group in enumerate(groups):
            for word in group.split():
                found[language, stem(normalized(word), language)].add(f"s:{language}{number}")
    return {key: frozenset(those) for key, those in found.items()}


def _edition(
    language: Language,
    documents: Sequence[Guideline],
    encoder: Encoder,
    senses: Senses,
    vocabulary: Vocabulary,
) -> Edition:
    passages = tuple(p for d in documents for p in d.passages)
    by_id = {p.id: p for p in passages}
    texts = [sentences(p.text) or (p.text,) for p in passages]
    readings = tuple(read(s, language) for those in texts for s in those)
    surroundings = [context_text(p, by_id) for p in passages]
    contexts = tuple(dict.fromkeys(surroundings))
    context_readings = tuple(read(c, language) for c in contexts)
    stems: dict[str, int] = {}
    spelled: list[str] = []
    for reading in (*readings, *context_readings):
        for token in reading.tokens:
            if token.stem not in stems:
                stems[token.stem] = len(stems)
                spelled.append(token.word)
    ids, starts = _numbered(readings, stems)
    context_ids, context_starts = _numbered(context_readings, stems)
    by_sense: dict[str, list[int]] = defaultdict(list)
    by_part: dict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(spelled):
        for sense in senses.get((language, stem(word, language)), ()):
            by_sense[sense].append(number)
        if language == "nl":
            for part in compound_parts(word, vocabulary):
                by_part[stem(part)].append(number)
    section: dict[str, list[int]] = defaultdict(list)
    whole: dict[str, list[int]] = defaultdict(list)
    for number, passage in enumerate(passages):
        section[passage.section].append(number)
        for text in _verbatim(texts[number]):
            whole[text].append(number)
    counts = np.array([len(those) for those in texts])
    return Edition(
        language=language,
        passages=passages,
        position={p.id: n for n, p in enumerate(passages)},
        sentences=readings,
        owner=np.repeat(np.arange(len(passages)), counts),
        first=np.concatenate([[0], np.cumsum(counts)[:-1]]),
        ids=ids,
        starts=starts,
        contexts=context_readings,
        context=np.array([contexts.index(c) for c in surroundings]),
        context_ids=context_ids,
        context_starts=context_starts,
        sentence_vectors=encoder.encode([r.text for r in readings]),
        passage_vectors=encoder.encode([embedding_text(p) for p in passages]),
        stems=stems,
        vectors=encoder.encode(spelled),
        by_sense={k: np.array(v) for k, v in by_sense.items()},
        by_part={k: np.array(v) for k, v in by_part.items()},
        senses=senses,
        section={k: np.array(v) for k, v in section.items()},
        cluster=_clusters(passages),
        whole={k: np.array(v) for k, v in whole.items()},
    )


def _clusters(passages: Sequence[Passage]) -> tuple[NDArray[np.int64], ...]:
    """Per passage those of its list, cell or box, with the sentence that introduces a list."""
    groups: dict[str, list[int]] = defaultdict(list)
    for number, passage in enumerate(passages):
        groups[passage.group].append(number)
    clusters = []
    for number, passage in enumerate(passages):
        mine = groups[passage.group]
        following = passages[number + 1] if number + 1 < len(passages) else None
        if following and following.lead_in == passage.text:
            mine = sorted({*mine, *groups[following.group]})
        clusters.append(np.array(mine))
    return tuple(clusters)


def context_text(passage: Passage, by_id: Mapping[PassageId, Passage]) -> str:
    """What a passage stands under: headings, row, column, lead-in and the list item above it."""
    parent = by_id.get(passage.parent)
    above = context_text(parent, by_id) + ". " + parent.text if parent else ""
    near = (passage.section_title, *passage.blocks, passage.box, passage.row, passage.column,
            passage.lead_in, above)  # fmt: skip
    return ". ".join(dict.fromkeys(part for part in near if part))


def _numbered(
    readings: Iterable[Reading], stems: Mapping[str, int]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    ids: list[int] = []
    starts: list[int] = []
    for reading in readings:
        starts.append(len(ids))
        ids += [len(stems), *(stems[t.stem] for t in reading.tokens)]
    return np.array(ids), np.array(starts)


def _verbatim(texts: Sequence[str]) -> set[str]:
    """The passage's sentences, and every run of them, in a form to compare literally."""
    runs = (" ".join(texts[a:b]) for a in range(len(texts)) for b in range(a + 1, len(texts) + 1))
    return {literal(run) for run in runs}


def literal(text: str) -> str:
    """The words of a text and their order, without case, accents and punctuation."""
    return " ".join(words(text))


def align(index: Index, claim: Reading, edition: Edition) -> Alignment:
    """How each content word of the claim is carried by every sentence of the edition."""
    encoder = index.encoder if isinstance(index.encoder, StaticEncoder) else _shipped()
    content = [t for t in claim.tokens if t.weight]
    size = len(edition.stems)
    near = _nearness(encoder, [t.word for t in content], edition)
    lexical = np.zeros((len(content), size + 1), dtype=np.float32)
    exact = np.zeros_like(lexical)
    named = _concepts(index.thesaurus, claim)
    for row, token in enumerate(content):
        _lexical_row(lexical[row], token, claim.language, edition, named, index.vocabulary)
        if claim.language == edition.language and token.stem in edition.stems:
            exact[row, edition.stems[token.stem]] = SAME_STEM
    soft = lexical.copy()
    soft[:, :size] = np.maximum(soft[:, :size], near)
    # words as rows of neighbouring numbers: gathering them is what costs most
    by_word = np.ascontiguousarray(np.concatenate([exact, lexical, soft]).T)
    by_sentence = np.maximum.reduceat(by_word[edition.ids], edition.starts, axis=0)
    around = np.ascontiguousarray(soft.T)[edition.context_ids]
    vector = encoder.encode([claim.text])[0]
    carried = np.split(by_sentence.T, 3)
    return Alignment(
        exact=carried[0],
        lexical=carried[1],
        soft=carried[2],
        context=np.maximum.reduceat(around, edition.context_starts, axis=0).T,
        weights=np.array([t.weight for t in content], dtype=np.float32),
        cosine=edition.sentence_vectors @ vector,
        passage_cosine=edition.passage_vectors @ vector,
        table=lexical,
    )


def _nearness(encoder: StaticEncoder, spoken: Sequence[str], edition: Edition) -> Floats:
    """How near each word's vector is to that of each word of the edition, 0 to COSINE_MOST.

    The vector of a word that the encoder spells in syllables says little, and is left out.
    """
    near = np.zeros((len(spoken), len(edition.stems)), dtype=np.float32)
    known = [n for n, word in enumerate(spoken) if encoder.knows(word)]
    if known:
        vectors = np.array([_word_vector(encoder, spoken[n]) for n in known])
        cosines = vectors @ edition.vectors.T
        near[known] = np.clip((cosines - COSINE_FLOOR) / COSINE_SPAN, 0, 1) * COSINE_MOST
    return near


@lru_cache(maxsize=20_000)
def _word_vector(encoder: StaticEncoder, word: str) -> Floats:
    vector: Floats = encoder.encode([word])[0]
    return vector


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

    meanings = (*edition.senses.get((language, token.stem), ()), *named.get(stem(token.word), ()))
    for sense in meanings:
        strength = {"c": CONCEPT, "g": GLOSSED, "e": SAME_SENSE, "s": SAME_SENSE}[sense[0]]
        lift(edition.by_sense.get(sense), strength)
    if language == "nl":
        for part in compound_parts(token.word, vocabulary):
            key = stem(part)
            if edition.language == "nl":
                if key in edition.stems:
                    lift(np.array([edition.stems[key]]), HAS_PART)
                lift(edition.by_part.get(key), HAS_PART)
            for sense in edition.senses.get(("nl", key), ()):
                lift(edition.by_sense.get(sense), PART_SENSE)
        if edition.language == "nl":
            lift(edition.by_part.get(token.stem), PART_OF)
    if language == edition.language and token.stem in edition.stems:
        row[edition.stems[token.stem]] = SAME_STEM
    elif token.stem in edition.stems and token.weight > 0.7:
        row[edition.stems[token.stem]] = max(row[edition.stems[token.stem]], CONCEPT)
