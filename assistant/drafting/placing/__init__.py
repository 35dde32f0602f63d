"""In which block of a draft does a clause of the brief belong? A linear classifier for each kind.

It sees what the clause says (the mean vector of its words, and hashed words and letter groups), the
words that introduce it, and what the networks that read a brief find in it. Learned by `train.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.classifier import features
from assistant.drafting.roles import tagged
from assistant.drafting.roles.texts import told_in
from assistant.drafting.types import Clause
from assistant.encoder import StaticEncoder, shipped_encoder

MODEL = Path(__file__).with_name("model.npz")
BUCKETS = 2**12
NOWHERE = "-"
BEFORE = 60  # characters that introduce a clause
SCALED = 2.0  # what the networks find counts so much beside the words

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Placer:
    """Multinomial logistic regressions: of each kind its blocks and NOWHERE, weights and bias.

    `weights` is (numbers, blocks): the dense numbers of a clause first, then its buckets, of which
    `rarity` is the idf.
    """

    blocks: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, Floats]
    bias: Mapping[str, Floats]
    rarity: Floats


@dataclass(frozen=True, slots=True)
class Seen:
    """What the classifier sees of a clause: dense numbers, and its buckets."""

    dense: Floats
    buckets: NDArray[np.int64]


@cache
def load_placer(file: Path = MODEL) -> Placer:
    """The shipped one. Raises OSError when its file is missing or broken."""
    with np.load(file, allow_pickle=False) as a:
        kinds = [name.removeprefix("blocks ") for name in a.files if name.startswith("blocks ")]
        return Placer(
            blocks={k: tuple(map(str, a[f"blocks {k}"])) for k in kinds},
            weights={k: a[f"weights {k}"].astype(np.float32) for k in kinds},
            bias={k: a[f"bias {k}"].astype(np.float32) for k in kinds},
            rarity=a["rarity"].astype(np.float32),
        )


def places(clause: Clause, brief: str, kind: str) -> Mapping[str, float]:
    """How probable each block of the kind is, and NOWHERE; empty for a kind that was not learned."""
    placer = load_placer()
    if kind not in placer.blocks:
        return {}
    seen = seen_of(clause, brief, kind)
    weights, dense = placer.weights[kind], len(seen.dense)
    values = placer.rarity[seen.buckets]
    values = values / (float(np.linalg.norm(values)) or 1.0)
    scores = seen.dense @ weights[:dense] + values @ weights[dense:][seen.buckets]
    scores = scores + placer.bias[kind]
    chances = np.exp(scores - scores.max())
    chances = chances / chances.sum()
    return dict(zip(placer.blocks[kind], chances.tolist(), strict=True))


@lru_cache(maxsize=256)
def seen_of(clause: Clause, brief: str, kind: str) -> Seen:
    """What the classifier sees of a clause of that brief, whose lines are laid out (`in_lines`)."""
    before = brief[max(0, clause.start - BEFORE) : clause.start]
    encoder = shipped_encoder()
    roles = tagged(brief, kind).within(clause.start, clause.end)
    told = told_in(brief, kind).within(clause.start, clause.end)
    dense = np.concatenate([
        SCALED * _mean_vector(clause.text, encoder), _mean_vector(before, encoder),
        SCALED * np.sqrt(np.array([*roles.values(), *told.values()], np.float32)),
    ])  # fmt: skip
    return Seen(dense.astype(np.float32), np.unique(features(clause.text) % BUCKETS))


def _mean_vector(text: str, encoder: StaticEncoder) -> Floats:
    found = encoder.encode([text])[0]
    return np.nan_to_num(np.asarray(found, np.float32))
