"""Texts that are known, found again by their meaning and by their words."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.encoder import Encoder
from assistant.language import words

BUCKETS = 2**18

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Memory:
    """Known texts as unit vectors: of the encoder, and of the rarities of their words.

    `vectors` is (texts, dimensions). The words of all texts stand by bucket: bucket b is in the
    texts `rows[starts[b]:starts[b + 1]]` with these `weights`; `rarity` is each bucket's idf.
    """

    vectors: Floats
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    weights: Floats
    rarity: Floats


def memory_of(texts: Sequence[str], encoder: Encoder) -> Memory:
    """The texts, ready to be found again."""
    found = [_buckets(text) for text in texts]
    buckets = np.concatenate([*found, np.empty(0, dtype=np.int64)])
    rows = np.repeat(np.arange(len(texts), dtype=np.int32), [len(f) for f in found])
    counts = np.bincount(buckets, minlength=BUCKETS)
    rarity = (np.log((1 + len(texts)) / (1 + counts)) + 1).astype(np.float32)
    lengths = np.sqrt(np.bincount(rows, rarity[buckets] ** 2, minlength=len(texts)))
    order = np.argsort(buckets, kind="stable")
    return Memory(
        vectors=encoder.encode(texts),
        starts=np.r_[0, np.cumsum(counts)],
        rows=rows[order],
        weights=(rarity[buckets] / lengths[rows]).astype(np.float32)[order],
        rarity=rarity,
    )


def alike_by_words(memory: Memory, text: str) -> Floats:
    """Per known text the cosine of its words and pairs of words with those of this one.

    Function words count too, by their rarity: "hoeveel" and "niet" decide what is asked or said.
    tf-idf with the hashing trick (Weinberger et al. 2009) and CRC-32, the same everywhere.
    """
    buckets = _buckets(text)
    values = memory.rarity[buckets]
    values = values / max(float(np.linalg.norm(values)), 1e-9)
    found = np.zeros(len(memory.vectors), dtype=np.float32)
    for bucket, value in zip(buckets, values, strict=True):
        there = slice(memory.starts[bucket], memory.starts[bucket + 1])
        found[memory.rows[there]] += value * memory.weights[there]
    return found


def save_memory(memory: Memory, file: Path) -> None:
    """Writes it to an .npz file."""
    np.savez(file, **{name: getattr(memory, name) for name in Memory.__slots__})


def load_memory(file: Path) -> Memory:
    """What `save_memory` wrote."""
    with np.load(file) as stored:
        return Memory(**{name: stored[name] for name in Memory.__slots__})


def _buckets(text: str) -> NDArray[np.int64]:
    """The buckets of a text's words and pairs of neighbouring words, each once."""
    spoken = words(text)
    keys = {*spoken, *(f"{one} {two}" for one, two in pairwise(spoken))}
    return np.array(sorted({zlib.crc32(k.encode()) % BUCKETS for k in keys}), dtype=np.int64)
