"""The guideline in one language, laid out so that a claim can be held against all of it at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.encoder import Encoder, StaticEncoder, shipped_encoder
from assistant.faithfulness.lexicon import (
    Floats,
    Lexicon,
    Numbered,
    Senses,
    lexicon_of,
    numbered,
    places,
    senses_of,
    spelled_in,
)
from assistant.faithfulness.reading import Reading, read, stems_in
from assistant.faithfulness.sayings import Sayings, sayings_of
from assistant.index import Index, embedding_text
from assistant.language import Vocabulary, words
from assistant.sentences import sentences
from assistant.types import Guideline, Language, Passage, PassageId

CONNECTIVES = frozenset(
    [
        "daarnaast",
        "bovendien",
        "namelijk",
        "immers",
        "tevens",
        "dus",
        "echter",
        "moreover",
        "furthermore",
        "besides",
        "however",
        "therefore",
        "thus",
    ]
)


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """The guideline in one language, ready to be aligned with.

    A sentence is a number, with its words in `words` and its passage in `owner`. `first` is the
    first sentence of each passage; sentences of a passage are adjacent. `context` is the number of
    a passage's surroundings, whose words are in `context_words`. `worded` holds the words of the
    other wordings of each passage, and `sayings` what is known to hold of passages, or not.
    """

    language: Language
    passages: tuple[Passage, ...]
    position: Mapping[PassageId, int]
    sentences: tuple[Reading, ...]
    words: Numbered
    owner: NDArray[np.int64]
    first: NDArray[np.int64]
    contexts: tuple[Reading, ...]
    context_words: Numbered
    context: NDArray[np.int64]
    worded: Numbered
    sayings: Sayings
    lexicon: Lexicon
    sentence_vectors: Floats
    passage_vectors: Floats
    section: Mapping[str, NDArray[np.int64]]
    cluster: tuple[NDArray[np.int64], ...]
    whole: Mapping[str, NDArray[np.int64]]

    def sentences_of(self, passage: int) -> tuple[Reading, ...]:
        """The sentences of the passage of that number."""
        ends = (*self.first[1:], len(self.sentences))
        return self.sentences[self.first[passage] : ends[passage]]

    def among(self, passages: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Of each sentence whether it is of one of these passages."""
        those = np.zeros(len(self.passages), bool)
        those[passages] = True
        return those[self.owner]


def editions_of(index: Index) -> Mapping[Language, Edition]:
    """The editions of the index by language, made once for each index that is in use."""
    if not _EDITIONS or _EDITIONS[0][0] is not index:
        encoder = static_encoder(index)
        senses = senses_of(index.thesaurus)
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
    senses = next(iter(editions_of(index).values())).lexicon.senses
    return _edition(language, [document], static_encoder(index), senses, index.vocabulary, {})


def static_encoder(index: Index) -> StaticEncoder:
    """The index's encoder when it is a token table, else the shipped one: the model knows no other."""
    return index.encoder if isinstance(index.encoder, StaticEncoder) else shipped_encoder()


def _edition(
    language: Language,
    documents: Sequence[Guideline],
    encoder: Encoder,
    senses: Senses,
    vocabulary: Vocabulary,
    wordings: Mapping[PassageId, Sequence[str]],
) -> Edition:
    passages = tuple(p for d in documents for p in d.passages)
    position = {p.id: n for n, p in enumerate(passages)}
    texts = [sentences(p.text) or (p.text,) for p in passages]
    counts = np.array([len(those) for those in texts])
    readings = tuple(read(s, language) for those in texts for s in those)
    surroundings = _surroundings(passages)
    contexts = {text: read(text, language) for text in surroundings}
    worded = [stems_in(" ".join(wordings.get(p.id, ())), language) for p in passages]
    spelled = spelled_in((*readings, *contexts.values()), worded)
    lexicon = lexicon_of(spelled, language, encoder, senses, vocabulary)
    return Edition(
        language=language,
        passages=passages,
        position=position,
        sentences=readings,
        words=numbered(map(_stems, readings), lexicon),
        owner=np.repeat(np.arange(len(passages)), counts),
        first=np.concatenate([[0], np.cumsum(counts)[:-1]]),
        contexts=tuple(contexts.values()),
        context_words=numbered(map(_stems, contexts.values()), lexicon),
        context=np.array([list(contexts).index(c) for c in surroundings]),
        worded=numbered(worded, lexicon),
        sayings=sayings_of(position, wordings, language, encoder),
        lexicon=lexicon,
        sentence_vectors=encoder.encode([r.text for r in readings]),
        passage_vectors=encoder.encode([embedding_text(p) for p in passages]),
        section=places([p.section] for p in passages),
        cluster=_clusters(passages),
        whole=places(_verbatim(those) for those in texts),
    )


def _stems(reading: Reading) -> list[str]:
    return [token.stem for token in reading.tokens]


def _surroundings(passages: Sequence[Passage]) -> list[str]:
    by_id = {p.id: p for p in passages}
    return [context_text(p, by_id) for p in passages]


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


def _verbatim(texts: Sequence[str]) -> set[str]:
    """The passage's sentences, and every run of them, in a form to compare literally."""
    runs = (" ".join(texts[a:b]) for a in range(len(texts)) for b in range(a + 1, len(texts) + 1))
    return {literal(run) for run in runs}


def literal(text: str) -> str:
    """The words of a text and their order, without case, accents, punctuation and connectives.

    A word such as "daarnaast" only ties a sentence to the one before it. A text of connectives
    alone keeps them.
    """
    said = words(text)
    return " ".join([w for w in said if w not in CONNECTIVES] or said)
