"""What the whole brief tells of the role of each word: a recurrent network, in numpy.

The table of weights knows a word and its neighbours; this reads the brief from both ends (gated
recurrent units, Cho and others 2014), so that it also knows what was said a line ago, and by the
encoder's vectors it knows words that no brief held. Learned by `train_recurrent.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.drafting.roles.features import Hashes, Token, own_features, rows_of
from assistant.encoder import StaticEncoder, shipped_encoder

MODEL = Path(__file__).with_name("recurrent.npz")
MOST_PIECES = 4
LAYERS = 2

Floats = NDArray[np.float32]
Arrays = Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The weights by name, as torch names them.

    `encoder` is the fingerprint of the encoder whose vectors it learned with, `known` are the
    hashes of the features, in order; the last row of `features.weight` is that of an unknown one.
    """

    encoder: str
    labels: tuple[str, ...]
    kinds: tuple[str, ...]
    known: Hashes
    weights: Arrays


@cache
def load_network(file: Path = MODEL) -> Network:
    """The shipped one. Raises OSError when its file is missing or broken."""
    own = ("encoder", "labels", "kinds", "known", "features", "features_scale")
    with np.load(file, allow_pickle=False) as a:
        weights = {name: a[name].astype(np.float32) for name in a.files if name not in own}
        weights["features.weight"] = a["features"] * a["features_scale"].astype(np.float32)
        return Network(
            encoder=str(a["encoder"]),
            labels=tuple(map(str, a["labels"])),
            kinds=tuple(map(str, a["kinds"])),
            known=a["known"],
            weights=weights,
        )


def scores_by(network: Network, text: str, tokens: Sequence[Token], kind: str) -> Floats:
    """The score of each label for each word, (words, labels), before the steps between labels."""
    w = network.weights
    words = np.stack([word_vector(t.text, shipped_encoder()) for t in tokens])
    hashes = own_features(text, tuple(tokens))
    features = w["features.weight"][rows_of(hashes, network.known)].sum(axis=1)
    of_kind = np.zeros(w["kind.weight"].shape[1], np.float32)
    if kind in network.kinds:
        of_kind = w["kind.weight"][network.kinds.index(kind)]
    x = np.concatenate([words, features, np.tile(of_kind, (len(tokens), 1))], axis=1)
    begun = np.maximum(x @ w["begin.weight"].T + w["begin.bias"], 0)
    read = begun
    for layer in range(LAYERS):
        read = _read_both_ways(read, w, layer)
    scores: Floats = np.concatenate([read, begun], axis=1) @ w["label.weight"].T + w["label.bias"]
    scores[0] += w["first"]
    return scores


@lru_cache(maxsize=50_000)
def word_vector(word: str, encoder: StaticEncoder) -> Floats:
    """The mean of the word's pieces in the encoder's table, of which a row has the length 1."""
    pieces = encoder.pieces(word)[:MOST_PIECES]
    if not pieces:
        return np.zeros(encoder.table.shape[1], np.float32)
    mean: Floats = encoder.table[pieces].mean(axis=0) / _length(encoder)
    return mean


@cache
def _length(encoder: StaticEncoder) -> float:
    return float(np.linalg.norm(encoder.table, axis=1).mean())


def _read_both_ways(x: Floats, w: Arrays, layer: int) -> Floats:
    """What a layer makes of the words, (words, 2 x units): read onwards, and read back."""
    ways = (f"l{layer}", f"l{layer}_reverse")
    told = np.stack([
        (x if n == 0 else x[::-1]) @ w[f"read.weight_ih_{way}"].T + w[f"read.bias_ih_{way}"]
        for n, way in enumerate(ways)
    ], axis=1)  # fmt: skip
    again = np.stack([w[f"read.weight_hh_{way}"].T for way in ways])
    bias = np.stack([w[f"read.bias_hh_{way}"] for way in ways])
    units = again.shape[1]
    state = np.zeros((2, units), np.float32)
    found = np.empty((len(x), 2, units), np.float32)
    for n, news in enumerate(told):
        kept = np.matmul(state[:, None, :], again)[:, 0] + bias
        gates = 1 / (1 + np.exp(-(news[:, : 2 * units] + kept[:, : 2 * units])))
        reset, update = gates[:, :units], gates[:, units:]
        fresh = np.tanh(news[:, 2 * units :] + reset * kept[:, 2 * units :])
        state = fresh + update * (state - fresh)
        found[n] = state
    return np.concatenate([found[:, 0], found[::-1, 1]], axis=1)
