"""The learned part of the checker: boosted trees over named signals, read from model.json."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.faithfulness.entailment import MOST_ODDS

MODEL = Path(__file__).with_name("model.json")
Tree = Any  # a leaf's value, or [signal, threshold, tree at or below, tree above]


@dataclass(frozen=True, slots=True)
class Trees:
    """A sum of small trees, laid out so that numpy walks them all at once.

    All nodes stand in a row, those of tree t from `roots[t]` on. Node n tests signal `feature[n]`
    against `threshold[n]` and goes on at `after[2 * n]` when it is at or below, else at
    `after[2 * n + 1]`; a leaf goes on at itself and has `value[n]`.
    """

    signals: tuple[str, ...]
    base: float
    roots: NDArray[np.int64]
    feature: NDArray[np.int64]
    threshold: NDArray[np.float64]
    after: NDArray[np.int64]
    value: NDArray[np.float64]
    depth: int

    def totals(self, claims: Sequence[Mapping[str, float]]) -> NDArray[np.float64]:
        """Per claim the sum of the leaves that its signals lead to, in log-odds; shape (claims,).

        A signal that is not given counts as 0.
        """
        values = np.array([[c.get(name, 0.0) for name in self.signals] for c in claims])
        row = len(self.signals) * np.arange(len(claims))[:, None]
        node = np.repeat(self.roots[None], len(claims), axis=0)
        for _ in range(self.depth):
            high = values.take(row + self.feature.take(node)) > self.threshold.take(node)
            node = self.after.take(2 * node + high)
        totals: NDArray[np.float64] = self.base + self.value.take(node).sum(axis=1)
        return totals


@dataclass(frozen=True, slots=True)
class Model:
    """What decides: trees for being supported, with their calibration, and for contradiction.

    P(supported) = 1 / (1 + exp(-x)), where x = a * total of the trees + b * log-odds of the network
    + c (Platt 1999; stacked as in Wolpert 1992) with `weights` (a, b, c). Where the network is not
    asked `weights_of_text` are (a, c), as they were fitted to texts of which nothing else is known.
    A sentence may be shown from `threshold` on, and of such a text from `threshold_of_text`.
    """

    supported: Trees
    weights: tuple[float, float, float]
    weights_of_text: tuple[float, float]
    contradicted: Trees
    threshold: float
    threshold_of_text: float

    def probability(self, total: float, odds: float | None) -> float:
        """The calibrated probability of being supported, of what the trees and the network say.

        `odds` are the network's log-odds, None where it was not asked: of a text of which nothing
        else is known, and where it could change nothing.
        """
        if odds is None:
            scale, shift = self.weights_of_text
            return _chance(scale * total + shift)
        a, b, c = self.weights
        return _chance(a * total + b * odds + c)

    def lost(self, total: float) -> bool:
        """Whether nothing that the network can say would still bring the claim to the threshold."""
        return self.probability(total, MOST_ODDS) < self.threshold

    def contradicts(self, values: Mapping[str, float]) -> bool:
        """Whether a claim that is not supported is contradicted, rather than not to be found."""
        return bool(self.contradicted.totals([values])[0] > 0)


def _chance(log_odds: float) -> float:
    return 1 / (1 + exp(-log_odds))


@cache
def load_model(file: Path = MODEL) -> Model:
    """The model of the file."""
    data = json.loads(file.read_text(encoding="utf-8"))
    a, b, c = data["weights"]
    scale, shift = data["weights_of_text"]
    return Model(
        supported=_trees(data["signals"], data["supported"]),
        weights=(a, b, c),
        weights_of_text=(scale, shift),
        contradicted=_trees(data["signals"], data["contradicted"]),
        threshold=data["threshold"],
        threshold_of_text=data["threshold_of_text"],
    )


def _trees(signals: list[str], data: Mapping[str, Any]) -> Trees:
    laid = [_laid(tree, signals) for tree in data["trees"]]
    sizes = [len(nodes) for nodes in laid]
    roots = np.cumsum([0, *sizes[:-1]])
    feature, threshold, below, above, value = np.concatenate([np.array(n) for n in laid]).T
    after = np.stack([below, above], axis=1).astype(np.int64) + np.repeat(roots, sizes)[:, None]
    return Trees(
        signals=tuple(signals),
        base=data["base"],
        roots=roots,
        feature=feature.astype(np.int64),
        threshold=np.ascontiguousarray(threshold),
        after=after.ravel(),
        value=np.ascontiguousarray(value),
        depth=max(_depth(tree) for tree in data["trees"]),
    )


def _laid(tree: Tree, signals: list[str]) -> list[tuple[float, float, float, float, float]]:
    """The nodes as (signal, threshold, below, above, value), the root first."""
    nodes: list[tuple[float, float, float, float, float]] = []

    def lay(part: Tree) -> int:
        at = len(nodes)
        nodes.append((0, np.inf, at, at, 0.0))
        if isinstance(part, list):
            signal, threshold, low, high = part
            below, above = lay(low), lay(high)
            nodes[at] = (signals.index(signal), threshold, below, above, 0.0)
        else:
            nodes[at] = (0, np.inf, at, at, float(part))
        return at

    lay(tree)
    return nodes


def _depth(tree: Tree) -> int:
    return 1 + max(_depth(tree[2]), _depth(tree[3])) if isinstance(tree, list) else 0
