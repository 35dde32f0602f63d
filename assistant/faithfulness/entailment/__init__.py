"""Does a passage carry a claim, read word beside word? A small transformer, in numpy.

The trees of model.json weigh signals that somebody thought of; this has learned from the same
claims what words and their order tell together. Words see each other by attention (Vaswani and
others 2017, normalised before each layer as in Xiong and others 2020), with a learned preference
for the same word, and for a near one, on the other side. Learned by `train.py`, see README.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import sqrt
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.encoder import StaticEncoder
from assistant.faithfulness.edition import Edition
from assistant.faithfulness.reading import Reading

MODEL = Path(__file__).with_name("model.npz")
HEADS = 4
CLAIM, CONTEXT, PASSAGE = 0, 1, 2
LONGEST = {CLAIM: 48, CONTEXT: 24, PASSAGE: 90}  # in words
MOST_PIECES = 4
VERDICTS = 3
LEAST_ODDS, MOST_ODDS = -9.0, 6.0  # the most that it was ever seen to give is 5.5
SMALL = 1e-5

Floats = NDArray[np.float32]
Arrays = Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Side:
    """Words of a claim, of a passage, or of what it stands under.

    `marks` is (words, 3): denied or not, an actor or not, and how much the word weighs.
    """

    words: tuple[str, ...]
    stems: tuple[str, ...]
    marks: Floats


@dataclass(frozen=True, slots=True)
class Laid:
    """The words of a side for the network: what it begins with, and the encoder's unit vectors."""

    stems: NDArray[np.str_]
    vectors: Floats
    meaning: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The weights by name, and `table`, (tokens, dimensions), times `scale`, (tokens,).

    `encoder` is the fingerprint of the encoder whose tokens the table is of.
    """

    encoder: str
    table: NDArray[np.int8]
    scale: Floats
    weights: Arrays

    @property
    def layers(self) -> int:
        """How many."""
        return sum(name.endswith(".qkv.weight") for name in self.weights)


@cache
def load_network(file: Path = MODEL) -> Network:
    """The shipped one. Raises OSError when its file is missing or broken."""
    with np.load(file, allow_pickle=False) as a:
        own = ("encoder", "table", "scale")
        weights = {name: a[name].astype(np.float32) for name in a.files if name not in own}
        return Network(str(a["encoder"]), a["table"], a["scale"].astype(np.float32), weights)


def beside(
    claim: Reading, edition: Edition, passages: Sequence[int], encoder: StaticEncoder
) -> Floats:
    """The log-chances of supported, contradicted, unsupported beside each passage, (passages, 3)."""
    network = load_network()
    own = laid(side_of([claim], CLAIM), CLAIM, encoder, network)
    pairs = [_passage(edition, n, encoder, network) for n in passages]
    return np.array([log_chances_of(own, *pair, network) for pair in pairs]).reshape(-1, VERDICTS)


def odds_of(log_chances: Floats) -> list[float]:
    """The log-odds of being supported, of each row."""
    against = np.logaddexp(log_chances[:, 1], log_chances[:, 2])
    return [float(x) for x in (log_chances[:, 0] - against).clip(LEAST_ODDS, MOST_ODDS)]


@lru_cache(maxsize=1024)
def _passage(
    edition: Edition, number: int, encoder: StaticEncoder, network: Network
) -> tuple[Laid, Laid]:
    above = side_of([edition.contexts[int(edition.context[number])]], CONTEXT)
    said = side_of(edition.sentences_of(number), PASSAGE)
    return laid(above, CONTEXT, encoder, network), laid(said, PASSAGE, encoder, network)


def side_of(readings: Sequence[Reading], part: int) -> Side:
    """The words of these sentences; of too long a context the last ones, else the first."""
    tokens = [t for r in readings for t in r.tokens]
    most = LONGEST[part]
    kept = tokens[-most:] if part == CONTEXT else tokens[:most]
    marks = [(t.denied, t.acting, t.weight) for t in kept]
    return Side(
        words=tuple(t.word for t in kept),
        stems=tuple(t.stem for t in kept),
        marks=np.array(marks, dtype=np.float32).reshape(-1, 3),
    )


def laid(side: Side, part: int, encoder: StaticEncoder, network: Network) -> Laid:
    """The words as the network begins with them, before it sees the other side."""
    w = network.weights
    found = [_word(word, encoder, network) for word in side.words]
    size = len(w["begin.bias"])
    own = np.array([f[0] for f in found], dtype=np.float32).reshape(-1, size)
    meaning = np.array([f[1] for f in found], dtype=np.float32).reshape(len(found), -1)
    places = w["place"][: len(found)] + w["part"][part]
    marks = side.marks @ w["marks.weight"][:, :3].T + w["marks.bias"]
    return Laid(np.array(side.stems, dtype=np.str_), own + places + marks, meaning)


@lru_cache(maxsize=4096)
def _word(word: str, encoder: StaticEncoder, network: Network) -> tuple[Floats, Floats]:
    """The word's own vector, projected, and the encoder's."""
    w = network.weights
    pieces = encoder.pieces(word)[:MOST_PIECES]
    rows = network.table[pieces].astype(np.float32) * network.scale[pieces][:, None]
    own = rows.mean(axis=0) if pieces else np.zeros(network.table.shape[1], np.float32)
    return own @ w["begin.weight"].T + w["begin.bias"], encoder.encode([word])[0]


def log_chances_of(claim: Laid, context: Laid, passage: Laid, network: Network) -> Floats:
    """The logarithms of the chances of supported, contradicted and unsupported, (3,)."""
    w = network.weights
    sides = [s for s in (claim, passage, context) if len(s.stems)]
    count, asked = len(claim.stems), len(claim.stems) + len(passage.stems)
    stems = np.concatenate([s.stems for s in sides])[count:]
    same = claim.stems[:, None] == stems
    near = claim.meaning @ np.concatenate([s.meaning for s in sides])[count:].T
    pairs = np.ones((3, *near.shape), dtype=np.float32)
    pairs[0], pairs[1] = same, near
    beside = np.zeros((sum(near.shape), 2), dtype=np.float32)
    beside[:count], beside[count:] = (pairs[:2].max(axis=n, initial=0.0).T for n in (2, 1))
    x = np.concatenate([s.vectors for s in sides]) + beside @ w["marks.weight"][:, 3:].T
    x = _normal(x, w, "first")
    for n in range(network.layers):
        # what the last layer makes of the context is not looked at
        kept = asked if n == network.layers - 1 else len(x)
        x = x[:kept] + _attended(_normal(x, w, f"{n}.a"), w, f"{n}", pairs, kept)
        inner = np.maximum(_linear(_normal(x, w, f"{n}.b"), w, f"{n}.up"), 0)
        x = x + _linear(inner, w, f"{n}.down")
    said = x[:count]
    pooled = np.concatenate([said.mean(axis=0), _mean(x[count:]), said.max(axis=0)])
    scores = _linear(np.maximum(_linear(pooled, w, "last"), 0), w, "verdict")
    top = scores.max()
    chances: Floats = scores - top - np.log(np.exp(scores - top).sum())
    return chances


def _mean(x: Floats) -> Floats:
    mean: Floats = x.sum(axis=0) / max(len(x), 1)
    return mean


def _linear(x: Floats, w: Arrays, name: str) -> Floats:
    result: Floats = x @ w[f"{name}.weight"].T + w[f"{name}.bias"]
    return result


def _normal(x: Floats, w: Arrays, name: str) -> Floats:
    size = x.shape[-1]
    centred = x - np.add.reduce(x, axis=-1, keepdims=True) / size
    spread = np.sqrt(np.einsum("ij,ij->i", centred, centred) / size + SMALL)
    result: Floats = centred / spread[:, None] * w[f"{name}.weight"] + w[f"{name}.bias"]
    return result


def _attended(x: Floats, w: Arrays, name: str, pairs: Floats, kept: int) -> Floats:
    """What each of the first `kept` words takes from the others.

    `pairs` is (3, words of the claim, other words): the same or not, how near, and 1.
    """
    words, size = x.shape
    q, k, v = _linear(x, w, f"{name}.qkv").reshape(words, 3, HEADS, -1).transpose(1, 2, 0, 3)
    scores = q[:, :kept] @ k.transpose(0, 2, 1) / sqrt(size // HEADS)
    said, others = pairs.shape[1:]
    liked = (w[f"{name}.prefer"] @ pairs.reshape(3, -1)).reshape(HEADS, said, others)
    scores[:, :said, said:] += liked
    scores[:, said:, :said] += liked[:, :, : kept - said].transpose(0, 2, 1)
    shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
    taken = (shares @ v / shares.sum(axis=-1, keepdims=True)).transpose(1, 0, 2)
    taken = taken.reshape(kept, size)
    return _linear(taken, w, f"{name}.out")
