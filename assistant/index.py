"""Passages with all that retrieval looks them up by, in memory and in a Chroma collection."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from assistant.bm25 import Bm25, bm25_tables
from assistant.encoder import Encoder, load_encoder
from assistant.expansion import (
    Thesaurus,
    Topic,
    load_outside,
    load_thesaurus,
)
from assistant.guideline import (
    CorpusError,
    load_corpus,
    passage_context,
)
from assistant.index_folder import Entry, collection_in, index_folder, known_in
from assistant.language import Vocabulary, WordsByLanguage, vocabulary_of, weighted_terms
from assistant.memory import Memory
from assistant.passage_texts import PassageTexts, load_questions, load_texts, load_unanswered
from assistant.postings import Postings, postings_of
from assistant.settings import Settings
from assistant.spoken import words_by_language
from assistant.types import Guideline, Language, Passage, PassageId, SectionId

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection
else:  # pydantic resolves it at run time, where Chroma is imported late
    Collection = Any

TRANSLATED = "@en"
FIELD_WEIGHTS = {
    **{"text": 1.0, "lead": 0.8, "table": 0.9, "title": 0.7, "section": 0.4, "asked": 0.8},
    **{"translation": 0.6, "translated heads": 0.4},
}


@dataclass(frozen=True, slots=True)
class Index:
    """Everything retrieval needs, in memory or in Chroma.

    `passages` are the originals, in Dutch, and `translations` the same passages of the English
    edition. `texts` holds the stems of each passage with its context. `known` remembers the known
    questions, whose passages have the numbers `asked_of`, in rising order (`first_asked`: where each
    passage's own begin), and after them those that the guideline does not answer. `wordings` say the same as a passage.
    """

    guideline: Guideline
    documents: tuple[Guideline, ...]
    passages: tuple[Passage, ...]
    position: Mapping[PassageId, int]
    groups: Mapping[PassageId, tuple[Passage, ...]]
    sections: Mapping[SectionId, tuple[Passage, ...]]
    translations: Mapping[PassageId, Passage]
    questions: Mapping[PassageId, tuple[str, ...]]
    wordings: PassageTexts
    thesaurus: Thesaurus
    outside: tuple[Topic, ...]
    vocabulary: Vocabulary
    spoken: WordsByLanguage
    texts: Postings
    asked_of: NDArray[np.int64]
    first_asked: NDArray[np.int64]
    known: Memory
    bm25: Bm25
    encoder: Encoder
    collection: Collection
    _private: tempfile.TemporaryDirectory[str] = field(repr=False)

    def passage(self, name: PassageId, language: Language = "nl") -> Passage:
        """The passage with this id, in the language when there is such an edition."""
        original = self.passages[self.position[name]]
        return self.translations.get(name, original) if language == "en" else original


@dataclass(frozen=True, slots=True)
class _Indexed:
    """What of the corpus is indexed: the passages, and the questions known of them or of none."""

    guideline: Guideline
    documents: tuple[Guideline, ...]
    passages: tuple[Passage, ...]
    translations: Mapping[PassageId, Passage]
    questions: Mapping[PassageId, tuple[str, ...]]
    unanswered: tuple[str, ...]

    def asked(self) -> list[tuple[int, str]]:
        """The known questions that the guideline answers, each after its passage's number."""
        return [(n, q) for n, p in enumerate(self.passages) for q in self.questions.get(p.id, ())]


def open_index(settings: Settings, *, rebuild: bool = False) -> Index:
    """The index of this corpus and encoder, built first when absent, stale, broken or asked for.

    Raises CorpusError for a malformed corpus, EncoderError for an encoder that cannot be loaded,
    and IndexUnavailable when the data folder cannot be written.
    """
    corpus = _indexed(settings.corpus)
    passages, translations, questions = corpus.passages, corpus.translations, corpus.questions
    encoder = load_encoder(settings.encoder or None)
    entries = _entries(passages, translations)
    asked_of = np.array([n for n, _ in corpus.asked()], dtype=np.int64)
    remembered = [*(q for _, q in corpus.asked()), *corpus.unanswered]
    folder = index_folder(settings.data, entries, remembered, encoder, rebuild=rebuild)
    private = tempfile.TemporaryDirectory(prefix="handreiking-", ignore_cleanup_errors=True)
    thesaurus = load_thesaurus(settings.corpus)
    vocabulary = vocabulary_of(_texts((*passages, *translations.values()), questions, thesaurus))
    fields = [_fields(p, translations.get(p.id), questions, vocabulary) for p in passages]
    return Index(
        guideline=corpus.guideline,
        documents=corpus.documents,
        passages=passages,
        position={p.id: n for n, p in enumerate(passages)},
        groups=_by(passages, lambda p: p.group),
        sections=_by(passages, lambda p: p.section),
        translations=translations,
        questions=questions,
        wordings=load_texts(settings.corpus, "wordings.jsonl", frozenset(p.id for p in passages)),
        thesaurus=thesaurus,
        outside=load_outside(settings.corpus, frozenset(p.section for p in passages)),
        vocabulary=vocabulary,
        spoken=words_by_language(corpus.documents),
        texts=postings_of([_own_terms(f) for f in fields]),
        known=known_in(folder),
        asked_of=asked_of,
        first_asked=np.unique(asked_of, return_index=True)[1],
        bm25=bm25_tables(fields, FIELD_WEIGHTS),
        encoder=encoder,
        collection=collection_in(folder, Path(private.name)),
        _private=private,
    )


def embedding_text(passage: Passage) -> str:
    """What of a passage the encoder sees: the text with its nearest context."""
    near = [*passage.blocks[-1:], passage.box, passage.row, passage.column, passage.lead_in]
    return ". ".join([*dict.fromkeys(part for part in near if part), passage.text])


def _indexed(corpus: Path) -> _Indexed:
    documents = load_corpus(corpus)
    dutch = tuple(d for d in documents if d.language == "nl")
    passages = tuple(p for d in dutch for p in d.passages)
    known = frozenset(p.id for p in passages)
    return _Indexed(
        guideline=dutch[0],
        documents=documents,
        passages=passages,
        translations=_translations(documents, known),
        questions=load_questions(corpus, known),
        unanswered=load_unanswered(corpus, known),
    )


def _texts(
    passages: tuple[Passage, ...],
    questions: Mapping[PassageId, tuple[str, ...]],
    thesaurus: Thesaurus,
) -> list[str]:
    """All that the index knows words from."""
    titles = [" ".join((p.section_title, *p.blocks, p.box, p.row, p.column)) for p in passages]
    return [
        *(p.text for p in passages),
        *titles,
        *(q for asked in questions.values() for q in asked),
        *(label for concept in thesaurus.concepts.values() for label in concept.labels),
    ]


def _by(
    passages: tuple[Passage, ...], key: Callable[[Passage], str]
) -> dict[str, tuple[Passage, ...]]:
    found: dict[str, list[Passage]] = {}
    for passage in passages:
        found.setdefault(key(passage), []).append(passage)
    return {name: tuple(those) for name, those in found.items()}


def _translations(
    documents: tuple[Guideline, ...], known: frozenset[PassageId]
) -> dict[PassageId, Passage]:
    """The English passages by id. Raises CorpusError for one that has no original."""
    found = {p.id: p for d in documents if d.language == "en" for p in d.passages}
    strange = next((name for name in found if name not in known), None)
    if strange:
        raise CorpusError(f"De Engelse uitgave heeft een passage {strange}; de Nederlandse niet.")
    return found


def _fields(
    passage: Passage,
    translation: Passage | None,
    questions: Mapping[PassageId, tuple[str, ...]],
    vocabulary: Vocabulary,
) -> Mapping[str, Mapping[str, float]]:
    parts = {
        "text": passage.text,
        "lead": passage.lead_in,
        "table": f"{passage.row} {passage.column}" if passage.kind == "cell" else "",
        "title": " ".join((*passage.blocks, passage.box)),
        "section": passage.section_title,
        "asked": " ".join(questions.get(passage.id, ())),
        "translation": translation.text if translation else "",
        "translated heads": passage_context(translation) if translation else "",
    }
    return {name: weighted_terms(text, vocabulary) for name, text in parts.items()}


def _own_terms(fields: Mapping[str, Mapping[str, float]]) -> frozenset[str]:
    """The stems of a passage and its context, without those of its known questions."""
    return frozenset(t for name, terms in fields.items() if name != "asked" for t in terms)


def _entries(
    passages: tuple[Passage, ...], translations: Mapping[PassageId, Passage]
) -> list[Entry]:
    """What Chroma holds: the passages by their id, their translations with `@en` after it."""
    entries = [(p.id, p, embedding_text(p)) for p in passages]
    return entries + [(f"{p.id}{TRANSLATED}", p, embedding_text(p)) for p in translations.values()]
