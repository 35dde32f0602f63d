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

MODEL = Path(__file__).with_name("model.json")
Tree = Any  # a leaf's value, or [signal, threshold, tree at or below, tree above]


@dataclass(frozen=True, slots=True)
class Trees:
    """A sum of small trees, laid out so that numpy walks them all at once.

    Node n of tree t tests signal `feature[t, n]` against `threshold[t, n]` and goes on at
    `below[t, n]` or `above[t, n]`; a leaf goes on at itself and has `value[t, n]`.
    """

    signals: tuple[str, ...]
    base: float
    feature: NDArray[np.int64]
    threshold: NDArray[np.float64]
    below: NDArray[np.int64]
    above: NDArray[np.int64]
    value: NDArray[np.float64]
    depth: int

    def totals(self, claims: Sequence[Mapping[str, float]]) -> NDArray[np.float64]:
        """Per claim the sum of the leaves that its signals lead to, in log-odds; shape (claims,).

        A signal that is not given counts as 0.
        """
        values = np.array([[c.get(name, 0.0) for name in self.signals] for c in claims])
        claim = np.arange(len(claims))[:, None]
        tree = np.arange(len(self.feature))
        node = np.zeros((len(claims), len(tree)), dtype=np.int64)
        for _ in range(self.depth):
            low = values[claim, self.feature[tree, node]] <= self.threshold[tree, node]
            node = np.where(low, self.below[tree, node], self.above[tree, node])
        sums: NDArray[np.float64] = self.base + self.value[tree, node].sum(axis=1)
        return sums


@dataclass(frozen=True, slots=True)
class Model:
    """What decides: trees for being supported, with their calibration, and for contradiction.

    P(supported) = 1 / (1 + exp(-(scale * total + shift))) (Platt 1999). A sentence may be shown
    from `threshold` on, and from `threshold_of_text` where nothing but a text is known.
    """

    supported: Trees
    scale: float
    shift: float
    contradicted: Trees
    threshold: float
    threshold_of_text: float

    def probabilities(self, claims: Sequence[Mapping[str, float]]) -> list[float]:
        """The calibrated probability of each claim, by its signals, that it is supported."""
        return [
            1 / (1 + exp(-(self.scale * t + self.shift))) for t in self.supported.totals(claims)
        ]

    def contradicts(self, values: Mapping[str, float]) -> bool:
        """Whether a claim that is not supported is contradicted, rather than not to be found."""
        return bool(self.contradicted.totals([values])[0] > 0)


@cache
def load_model(file: Path = MODEL) -> Model:
    """The model of the file."""
    data = json.loads(file.read_text(encoding="utf-8"))
    scale, shift = data["calibration"]
    return Model(
        supported=_trees(data["signals"], data["supported"]),
        scale=scale,
        shift=shift,
        contradicted=_trees(data["signals"], data["contradicted"]),
        threshold=data["threshold"],
        threshold_of_text=data["threshold_of_text"],
    )


def _trees(signals: list[str], data: Mapping[str, Any]) -> Trees:
    laid = [_laid(tree, signals) for tree in data["trees"]]
    width = max(len(nodes) for nodes in laid)
    table = np.zeros((5, len(laid), width))
    table[1] = np.inf
    for row, nodes in enumerate(laid):
        for column, node in enumerate(nodes):
            table[:, row, column] = node
    return Trees(
        signals=tuple(signals),
        base=data["base"],
        feature=table[0].astype(np.int64),
        threshold=table[1],
        below=table[2].astype(np.int64),
        above=table[3].astype(np.int64),
        value=table[4],
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
