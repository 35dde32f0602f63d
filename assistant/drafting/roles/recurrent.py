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

from assistant.drafting.roles.features import Hashes, Token, own_features, rows_of, tokens_of
from assistant.encoder import StaticEncoder, shipped_encoder

MODEL = Path(__file__).with_name("recurrent.npz")
TEXTS = Path(__file__).with_name("texts.npz")
ASKED = Path(__file__).with_name("asked.npz")
MOST_PIECES = 4
LAYERS = 2

Floats = NDArray[np.float32]
Arrays = Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The weights by name, as torch names them.

    `encoder` is the fingerprint of the encoder whose vectors it learned with, `known` are the
    hashes of the features, in order; the last row of `features.weight` is that of an unknown one.
    `taught` are the labels that the briefs of each kind held, as "kind/label", where that was kept.
    """

    encoder: str
    labels: tuple[str, ...]
    kinds: tuple[str, ...]
    known: Hashes
    weights: Arrays
    taught: frozenset[str]

    @property
    def roles(self) -> frozenset[str]:
        """What it can tell."""
        return _roles(self)


@cache
def _roles(network: Network) -> frozenset[str]:
    return frozenset(label[2:] for label in network.labels if label.startswith("B-"))


@cache
def load_network(file: Path = MODEL) -> Network:
    """The shipped one. Raises OSError when its file is missing or broken."""
    own = ("encoder", "labels", "kinds", "known", "features", "features_scale", "taught")
    with np.load(file, allow_pickle=False) as a:
        weights = {name: a[name].astype(np.float32) for name in a.files if name not in own}
        weights["features.weight"] = a["features"] * a["features_scale"].astype(np.float32)
        return Network(
            encoder=str(a["encoder"]),
            labels=tuple(map(str, a["labels"])),
            kinds=tuple(map(str, a["kinds"])),
            known=a["known"],
            weights=weights,
            taught=frozenset(map(str, a["taught"]) if "taught" in a.files else ()),
        )


@lru_cache(maxsize=64)
def shipped_scores(text: str, kind: str) -> Mapping[Path, Floats]:
    """What each of the three shipped networks scores, (words, labels)."""
    files = (MODEL, TEXTS, ASKED)
    networks = tuple(load_network(file) for file in files)
    return dict(zip(files, scores_by_each(networks, text, tokens_of(text), kind), strict=True))


def scores_by(network: Network, text: str, tokens: Sequence[Token], kind: str) -> Floats:
    """The score of each label for each word, (words, labels), before the steps between labels."""
    return scores_by_each((network,), text, tokens, kind)[0]


def scores_by_each(
    networks: tuple[Network, ...], text: str, tokens: Sequence[Token], kind: str
) -> list[Floats]:
    """The scores of several networks of one size, which read the brief side by side."""
    words = np.stack([word_vector(t.text, shipped_encoder()) for t in tokens])
    hashes = own_features(text, tuple(tokens))
    begun = np.stack([_begun(network, words, hashes, kind) for network in networks])
    read = begun
    for layer in range(LAYERS):
        read = _read_both_ways(read, networks, layer)
    return [_labelled(*one) for one in zip(networks, read, begun, strict=True)]


def _begun(network: Network, words: Floats, hashes: Hashes, kind: str) -> Floats:
    w = network.weights
    features = w["features.weight"][rows_of(hashes, network.known)].sum(axis=1)
    of_kind = np.zeros(w["kind.weight"].shape[1], np.float32)
    if kind in network.kinds:
        of_kind = w["kind.weight"][network.kinds.index(kind)]
    x = np.concatenate([words, features, np.tile(of_kind, (len(words), 1))], axis=1)
    begun: Floats = np.maximum(x @ w["begin.weight"].T + w["begin.bias"], 0)
    return begun


def _labelled(network: Network, read: Floats, begun: Floats) -> Floats:
    w = network.weights
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


def _read_both_ways(x: Floats, networks: tuple[Network, ...], layer: int) -> Floats:
    """What a layer of each makes of the words, (networks, words, 2 x units): onwards, and back.

    `x` is (networks, words, dimensions). A step of all of them costs hardly more than one of one.
    """
    inputs, again, news_bias, bias = _stacked(networks, layer)
    both = np.stack([x, x[:, ::-1]], axis=1).reshape(-1, *x.shape[1:])
    told = (both @ inputs + news_bias[:, None]).swapaxes(0, 1)
    units = again.shape[1]
    state = np.zeros((len(both), units), np.float32)
    found = np.empty((len(told), len(both), units), np.float32)
    for n, news in enumerate(told):
        kept = np.matmul(state[:, None, :], again)[:, 0] + bias
        gates = 1 / (1 + np.exp(-(news[:, : 2 * units] + kept[:, : 2 * units])))
        reset, update = gates[:, :units], gates[:, units:]
        fresh = np.tanh(news[:, 2 * units :] + reset * kept[:, 2 * units :])
        state = fresh + update * (state - fresh)
        found[n] = state
    ways = found.swapaxes(0, 1).reshape(len(x), 2, len(told), units)
    return np.concatenate([ways[:, 0], ways[:, 1, ::-1]], axis=2)


@cache
def _stacked(networks: tuple[Network, ...], layer: int) -> tuple[Floats, Floats, Floats, Floats]:
    """The weights of a layer: for what comes in, for the state, and their biases, onwards and back."""
    ways = [(n.weights, w) for n in networks for w in (f"l{layer}", f"l{layer}_reverse")]
    inputs, again = (
        np.stack([w[f"read.weight_{part}_{way}"].T for w, way in ways]) for part in ("ih", "hh")
    )
    news, bias = (
        np.stack([w[f"read.bias_{part}_{way}"] for w, way in ways]) for part in ("ih", "hh")
    )
    return inputs, again, news, bias
