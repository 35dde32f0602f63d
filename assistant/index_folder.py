"""The index on disk: a disposable cache, built in whole.

Chroma writes to its files even when only read, is not safe for several processes, and can end
the process on damaged files. So the index on disk is never opened: it is checked against the
checksums of its manifest, copied to a private temporary folder (about 1 MB), and opened there.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.encoder import Encoder
from assistant.memory import Memory, load_memory, memory_of, save_memory
from assistant.types import Passage

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

SCHEMA = "3"
COLLECTION = "passages"
MANIFEST = "manifest.json"
ABANDONED_AFTER = 600.0
KNOWN = "known.npz"

# the name in Chroma, the passage, and what the encoder sees of it
Entry = tuple[str, Passage, str]


class IndexUnavailable(Exception):
    """The index cannot be built or read; the message says what to do."""


def index_folder(
    data: Path, entries: list[Entry], remembered: list[str], encoder: Encoder, *, rebuild: bool
) -> Path:
    """The folder under `data` with the index of these entries and remembered questions.

    Built first when absent, broken or asked for. Raises IndexUnavailable when `data` cannot be
    written.
    """
    folder = data / f"index-{_fingerprint(entries, remembered, encoder)}"
    if rebuild or not is_sound(folder):
        _build(folder, entries, remembered, encoder)
    return folder


def is_sound(folder: Path) -> bool:
    """Whether the index is whole: every file there with the checksum that the manifest gives."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return bool(manifest["files"]) and _checksums(folder) == manifest["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return False


def collection_in(folder: Path, private: Path) -> Collection:
    """The passages of the index in this folder, opened from a copy in the private one."""
    for name in json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]:
        target = private / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / name, target)
    collection: Collection = _client(private).get_collection(COLLECTION, embedding_function=None)
    return collection


def known_in(folder: Path) -> Memory:
    """The remembered questions of the index in this folder."""
    return load_memory(folder / KNOWN)


def _fingerprint(entries: list[Entry], remembered: list[str], encoder: Encoder) -> str:
    content = json.dumps([[[name, text] for name, _, text in entries], remembered])
    joined = "\n".join((SCHEMA, encoder.fingerprint, content))
    return hashlib.sha256(joined.encode()).hexdigest()[:16]


def _build(folder: Path, entries: list[Entry], remembered: list[str], encoder: Encoder) -> None:
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


def _fill(folder: Path, entries: list[Entry], encoder: Encoder) -> None:
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


def _checksums(folder: Path) -> dict[str, str]:
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.name != MANIFEST)
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files
    }
