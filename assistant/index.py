"""Passages in a Chroma collection and BM25 tables: a disposable cache, built in whole.

Chroma writes to its files even when only read, is not safe for several processes, and can end
the process on damaged files. So the index on disk is never opened: it is checked against the
checksums of its manifest, copied to a private temporary folder (about 1 MB), and opened there.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import time
import uuid
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
from assistant.language import Vocabulary, WordsByLanguage, vocabulary_of, weighted_terms
from assistant.memory import Memory, load_memory, memory_of, save_memory
from assistant.passage_texts import PassageTexts, load_questions, load_texts, load_unanswered
from assistant.postings import Postings, postings_of
from assistant.settings import Settings
from assistant.spoken import words_by_language
from assistant.types import Guideline, Language, Passage, PassageId, SectionId

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection
else:  # pydantic resolves it at run time, where Chroma is imported late
    Collection = Any

SCHEMA = "3"
COLLECTION = "passages"
MANIFEST = "manifest.json"
ABANDONED_AFTER = 600.0
KNOWN = "known.npz"
TRANSLATED = "@en"
FIELD_WEIGHTS = {
    **{"text": 1.0, "lead": 0.8, "table": 0.9, "title": 0.7, "section": 0.4, "asked": 0.8},
    **{"translation": 0.6, "translated heads": 0.4},
}


class IndexUnavailable(Exception):
    """The index cannot be built or read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Index:
    """Everything retrieval needs, in memory or in Chroma.

    `passages` are the originals, in Dutch, and `translations` the same passages of the English
    edition. `texts` holds the stems of each passage with its context. `known` remembers the known
    questions, whose passages have the numbers `asked_of`, in rising order, and after them those that
    the guideline does not answer. `wordings` say the same as a passage.
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
    known: Memory
    bm25: Bm25
    encoder: Encoder
    collection: Collection
    _private: tempfile.TemporaryDirectory[str] = field(repr=False)

    def passage(self, name: PassageId, language: Language = "nl") -> Passage:
        """The passage with this id, in the language when there is such an edition."""
        original = self.passages[self.position[name]]
        return self.translations.get(name, original) if language == "en" else original


def open_index(settings: Settings, *, rebuild: bool = False) -> Index:
    """The index of this corpus and encoder, built first when absent, stale, broken or asked for.

    Raises CorpusError for a malformed corpus, EncoderError for an encoder that cannot be loaded,
    and IndexUnavailable when the data folder cannot be written.
    """
    documents = load_corpus(settings.corpus)
    indexed = tuple(d for d in documents if d.language == "nl")
    passages = tuple(p for d in indexed for p in d.passages)
    known = frozenset(p.id for p in passages)
    translations = _translations(documents, known)
    questions = load_questions(settings.corpus, known)
    encoder = load_encoder(settings.encoder or None)
    entries = _entries(passages, translations)
    owners = [(n, q) for n, p in enumerate(passages) for q in questions.get(p.id, ())]
    remembered = [*(q for _, q in owners), *load_unanswered(settings.corpus, known)]
    folder = settings.data / f"index-{_fingerprint(entries, remembered, encoder)}"
    if rebuild or not is_sound(folder):
        _build(folder, entries, remembered, encoder)
    private = tempfile.TemporaryDirectory(prefix="handreiking-", ignore_cleanup_errors=True)
    thesaurus = load_thesaurus(settings.corpus)
    texts = _texts((*passages, *translations.values()), questions, thesaurus)
    vocabulary = vocabulary_of(texts)
    fields = [_fields(p, translations.get(p.id), questions, vocabulary) for p in passages]
    bm25 = bm25_tables(fields, FIELD_WEIGHTS)
    return Index(
        guideline=indexed[0],
        documents=documents,
        passages=passages,
        position={p.id: n for n, p in enumerate(passages)},
        groups=_by(passages, lambda p: p.group),
        sections=_by(passages, lambda p: p.section),
        translations=translations,
        questions=questions,
        wordings=load_texts(settings.corpus, "wordings.jsonl", known),
        thesaurus=thesaurus,
        outside=load_outside(settings.corpus, frozenset(p.section for p in passages)),
        vocabulary=vocabulary,
        spoken=words_by_language(documents),
        texts=postings_of([_own_terms(f) for f in fields]),
        known=load_memory(folder / KNOWN),
        asked_of=np.array([n for n, _ in owners], dtype=np.int64),
        bm25=bm25,
        encoder=encoder,
        collection=_opened(folder, Path(private.name)),
        _private=private,
    )


def is_sound(folder: Path) -> bool:
    """Whether the index is whole: every file there with the checksum that the manifest gives."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return bool(manifest["files"]) and _checksums(folder) == manifest["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return False


def embedding_text(passage: Passage) -> str:
    """What of a passage the encoder sees: the text with its nearest context."""
    near = [*passage.blocks[-1:], passage.box, passage.row, passage.column, passage.lead_in]
    return ". ".join([*dict.fromkeys(part for part in near if part), passage.text])


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
) -> list[tuple[str, Passage, str]]:
    """What Chroma holds: the passages by their id, their translations with `@en` after it."""
    entries = [(p.id, p, embedding_text(p)) for p in passages]
    return entries + [(f"{p.id}{TRANSLATED}", p, embedding_text(p)) for p in translations.values()]


def _fingerprint(
    entries: list[tuple[str, Passage, str]], remembered: list[str], encoder: Encoder
) -> str:
    content = json.dumps([[[name, text] for name, _, text in entries], remembered])
    joined = "\n".join((SCHEMA, encoder.fingerprint, content))
    return hashlib.sha256(joined.encode()).hexdigest()[:16]


def _build(
    folder: Path, entries: list[tuple[str, Passage, str]], remembered: list[str], encoder: Encoder
) -> None:
    """Builds beside the place and moves in whole; another process that was first is left be."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _sweep(folder.parent)
        building = folder.parent / f".building-{uuid.uuid4().hex}"
        building.mkdir()
    except OSError as error:
        raise IndexUnavailable(
            f"De map {folder.parent} kan niet worden beschreven ({error.strerror}). "
            "Kies een andere map met HANDREIKING_DATA."
        ) from error
    _fill(building, entries, encoder)
    # thousands of questions in Chroma would take a search five times as long
    save_memory(memory_of(remembered, encoder), building / KNOWN)
    manifest = {"schema": SCHEMA, "encoder": encoder.fingerprint, "files": _checksums(building)}
    (building / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    old = folder.parent / f".old-{uuid.uuid4().hex}"
    while True:
        try:
            if folder.exists():
                os.rename(folder, old)
            os.rename(building, folder)
            break
        except OSError:
            if is_sound(folder):
                break
            time.sleep(0.05)
    for leftover in (building, old):
        shutil.rmtree(leftover, ignore_errors=True)


def _sweep(parent: Path) -> None:
    """Removes what builds that were killed left behind."""
    for left in [*parent.glob(".building-*"), *parent.glob(".old-*")]:
        if time.time() - left.stat().st_mtime > ABANDONED_AFTER:
            shutil.rmtree(left, ignore_errors=True)


def _client(path: Path):  # type: ignore[no-untyped-def]  # chromadb.ClientAPI, imported late
    import chromadb
    from chromadb.config import Settings as ChromaSettings

    return chromadb.PersistentClient(str(path), settings=ChromaSettings(anonymized_telemetry=False))


def _fill(folder: Path, entries: list[tuple[str, Passage, str]], encoder: Encoder) -> None:
    client = _client(folder)
    # every search looks at every vector: exact, so that the same question gives the same answer
    wide = len(entries)
    collection = client.create_collection(
        COLLECTION,
        embedding_function=None,
        configuration={
            "hnsw": {
                "space": "cosine",
                "ef_construction": 200,
                "max_neighbors": 32,
                "ef_search": wide,
            }
        },
    )
    batch = client.get_max_batch_size()
    for start in range(0, len(entries), batch):
        part = entries[start : start + batch]
        collection.add(
            ids=[entry_id for entry_id, _, _ in part],
            embeddings=encoder.encode([text for _, _, text in part]),
            documents=[text for _, _, text in part],
            metadatas=[{"passage": p.id, "section": p.section, "kind": p.kind} for _, p, _ in part],
        )
    client.close()


def _opened(folder: Path, private: Path) -> Collection:
    for name in json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]:
        target = private / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / name, target)
    collection: Collection = _client(private).get_collection(COLLECTION, embedding_function=None)
    return collection


def _checksums(folder: Path) -> dict[str, str]:
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.name != MANIFEST)
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files
    }
