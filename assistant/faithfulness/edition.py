"""The guideline in one language, laid out so that a claim can be held against all of it at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from assistant.encoder import Encoder, StaticEncoder, load_encoder
from assistant.encoder.lexicon import GLOSSARY
from assistant.expansion import Thesaurus
from assistant.faithfulness.reading import Reading, read, stems_in, word_lists
from assistant.faithfulness.sayings import Sayings, sayings_of
from assistant.index import Index, embedding_text
from assistant.language import Vocabulary, compound_parts, normalized, stem, words
from assistant.sentences import sentences
from assistant.types import Guideline, Language, Passage, PassageId

Floats = NDArray[np.float32]
Senses = Mapping[tuple[str, str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Edition:
    """The guideline in one language, ready to be aligned with.

    A sentence is a number; `ids` holds the numbers of its words in the lexicon from
    `starts[sentence]` on (the first is a placeholder), `owner` its passage. `first` is the first
    sentence of each passage; sentences of a passage are adjacent. `context` is the number of a
    passage's surroundings, whose words are in `context_ids` from `context_starts` on. `worded_ids`
    are the words of the other wordings of each passage, from `worded_starts[passage]` on, and
    `sayings` what is known to hold of passages, or not. `near` keeps the nearness of words met
    before to every word of the lexicon.
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
    worded_ids: NDArray[np.int64]
    worded_starts: NDArray[np.int64]
    sayings: Sayings
    sentence_vectors: Floats
    passage_vectors: Floats
    stems: Mapping[str, int]
    vectors: Floats
    near: dict[str, Floats]
    by_sense: Mapping[str, NDArray[np.int64]]
    by_part: Mapping[str, NDArray[np.int64]]
    senses: Senses
    section: Mapping[str, NDArray[np.int64]]
    cluster: tuple[NDArray[np.int64], ...]
    whole: Mapping[str, NDArray[np.int64]]


def editions_of(index: Index) -> Mapping[Language, Edition]:
    """The editions of the index by language, made once for each index that is in use."""
    if not _EDITIONS or _EDITIONS[0][0] is not index:
        encoder = static_encoder(index)
        senses = _senses(index.thesaurus)
        found: dict[Language, Edition] = {}
        for language in ("nl", "en"):
            those = [d for d in index.documents if d.language == language]
            if those:
                wordings = {p: w[language] for p, w in index.wordings.items()}
                found[language] = _edition(
                    language, those, encoder, senses, index.vocabulary, wordings
                )
        _EDITIONS[:] = [(index, found)]
    return _EDITIONS[0][1]


# the last index with its editions; hashing an index to look it up would cost more than a check
_EDITIONS: list[tuple[Index, Mapping[Language, Edition]]] = []


def edition_of(index: Index, text: str, language: Language) -> Edition:
    """A text of one's own as an edition of one passage, which knows nothing of the guideline."""
    passage = Passage("text/1", "text", "", (), "paragraph", text, "text/1")
    document = Guideline("text", "", "", "", language, (), (passage,), "")
    senses = next(iter(editions_of(index).values())).senses
    return _edition(language, [document], static_encoder(index), senses, index.vocabulary, {})


def static_encoder(index: Index) -> StaticEncoder:
    """The index's encoder when it is a token table, else the shipped one: the model knows no other."""
    return index.encoder if isinstance(index.encoder, StaticEncoder) else _shipped()


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
    wordings: Mapping[PassageId, Sequence[str]],
) -> Edition:
    passages = tuple(p for d in documents for p in d.passages)
    by_id = {p.id: p for p in passages}
    texts = [sentences(p.text) or (p.text,) for p in passages]
    readings = tuple(read(s, language) for those in texts for s in those)
    surroundings = [context_text(p, by_id) for p in passages]
    contexts = tuple(dict.fromkeys(surroundings))
    context_readings = tuple(read(c, language) for c in contexts)
    position = {p.id: n for n, p in enumerate(passages)}
    sayings = sayings_of(position, wordings, language, encoder)
    worded = [stems_in(" ".join(wordings.get(p.id, ())), language) for p in passages]
    first_of: dict[str, str] = {}
    for token in (t for r in (*readings, *context_readings) for t in r.tokens):
        first_of.setdefault(token.stem, token.word)
    for name, word in (pair for those in worded for pair in those.items()):
        first_of.setdefault(name, word)
    spelled = tuple(first_of.values())
    stems = {name: number for number, name in enumerate(first_of)}
    ids, starts = _numbered(readings, stems)
    context_ids, context_starts = _numbered(context_readings, stems)
    worded_ids, worded_starts = _numbered_stems(worded, stems)
    parts = [compound_parts(word, vocabulary) if language == "nl" else () for word in spelled]
    counts = np.array([len(those) for those in texts])
    return Edition(
        language=language,
        passages=passages,
        position=position,
        sentences=readings,
        owner=np.repeat(np.arange(len(passages)), counts),
        first=np.concatenate([[0], np.cumsum(counts)[:-1]]),
        ids=ids,
        starts=starts,
        contexts=context_readings,
        context=np.array([contexts.index(c) for c in surroundings]),
        context_ids=context_ids,
        context_starts=context_starts,
        worded_ids=worded_ids,
        worded_starts=worded_starts,
        sayings=sayings,
        sentence_vectors=encoder.encode([r.text for r in readings]),
        passage_vectors=encoder.encode([embedding_text(p) for p in passages]),
        stems=stems,
        vectors=encoder.encode(spelled),
        near={},
        by_sense=_places(senses.get((language, stem(word, language)), ()) for word in spelled),
        by_part=_places([stem(part) for part in those] for those in parts),
        senses=senses,
        section=_places([p.section] for p in passages),
        cluster=_clusters(passages),
        whole=_places(_verbatim(those) for those in texts),
    )


def _places(keys: Iterable[Iterable[str]]) -> dict[str, NDArray[np.int64]]:
    """Per key the numbers of the things that have it."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, those in enumerate(keys):
        for key in those:
            found[key].append(number)
    return {key: np.array(numbers) for key, numbers in found.items()}


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
    return _numbered_stems(([t.stem for t in r.tokens] for r in readings), stems)


def _numbered_stems(
    those: Iterable[Iterable[str]], stems: Mapping[str, int]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    ids: list[int] = []
    starts: list[int] = []
    for named in those:
        starts.append(len(ids))
        ids += [len(stems), *(stems[name] for name in named)]
    return np.array(ids), np.array(starts)


def _verbatim(texts: Sequence[str]) -> set[str]:
    """The passage's sentences, and every run of them, in a form to compare literally."""
    runs = (" ".join(texts[a:b]) for a in range(len(texts)) for b in range(a + 1, len(texts) + 1))
    return {literal(run) for run in runs}


def literal(text: str) -> str:
    """The words of a text and their order, without case, accents and punctuation."""
    return " ".join(words(text))
