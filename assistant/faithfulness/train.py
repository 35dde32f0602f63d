"""Learns the checker's model again: `python -m assistant.faithfulness.train`. Development only.

Trees are fitted to the claims of claims/ (split by block of the guideline for cross-validation);
what they and the network of entailment/ count for, calibration and threshold are set on the dev
split of the evaluation. Writes model.json. Train the network first.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from assistant.faithfulness import found_in_section, odds_in_section
from assistant.faithfulness.model import MODEL
from assistant.faithfulness.sayings import CLAIMS, LabelledClaim
from assistant.index import Index, open_index
from assistant.settings import Settings
from assistant.types import Passage
from evals.items import DATASETS, ClaimItem, load

FOLDS, FITTED = 5, 5
DERIVED_WEIGHT = 0.3
# one writer wrote nearly half of the claims, and some wrote what does not hold only
WEIGHTS = {"first": 0.5, "misreading": 0.25}
PLACES = 4
# stopping counts for more: what is shown is believed
AIM_KEPT, AIM_STOPPED = 0.85, 0.975
AIM_STOPPED_ALONE = 0.96
# these may only speak for the claim, or only against it, whatever the data say
FOR = ("carried", "exact", "whole", "worded", "back", "cosine", "right_meaning", "right_words",
       "w_carried", "w_exact", "w_back")  # fmt: skip
AGAINST = ("conflicts", "left", "worded_left", "w_conflicts", "saying_gap", "wrong_meaning",
           "wrong_words", "wrong_meaning_gap", "wrong_words_gap", "number_missing", "name_missing",
           "opposite", "denial_nowhere")  # fmt: skip
# what is known of a passage beside its text; a new document has none of it
KNOWN = ("w_", "worded", "right_", "wrong_", "saying_")
BARE = 0.5
LEFT_OUT = ("crossed", "said", "sentences")

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Examples:
    """Claims with their signals, shape (claims, signals)."""

    claims: Sequence[LabelledClaim]
    signals: tuple[str, ...]
    values: Matrix

    @property
    def supported(self) -> NDArray[np.bool_]:
        """Which claims hold."""
        return np.array([c.label == "supported" for c in self.claims])

    @property
    def labels(self) -> NDArray[np.str_]:
        """The labels."""
        return np.array([c.label for c in self.claims])


def main() -> None:
    """Learns, checks and writes."""
    index = open_index(Settings())
    files = [CLAIMS / "written.jsonl", CLAIMS / "derived.jsonl"]
    read = [[LabelledClaim(**json.loads(x)) for x in f.read_text().splitlines()] for f in files]
    written, derived = read
    data = examples(index, [*written, *derived])
    shares = [WEIGHTS.get(c.writer.partition("-")[0], 1.0) for c in written]
    weights = np.array([*shares, *[DERIVED_WEIGHT] * len(derived)])
    blocks = {p.id: block_of(p) for p in index.passages}
    groups = [blocks[c.passage] for c in data.claims]
    held_out = cross_validated(data, weights, groups)
    for name, part in (("written", slice(len(written))), ("derived", slice(len(written), None))):
        print(f"{name}: {_summary(held_out[part], data.supported[part], data.labels[part])}")
    model = fitted(data, weights)
    dev = examples(index, _dev())
    beside = _totals(index, model, dev)
    weights_of = calibrated(beside, dev.supported)
    chances = _chances(beside, weights_of)
    threshold = best_threshold(chances, dev.labels)
    print(f"dev: {_summary(chances, dev.supported, dev.labels, threshold)}")
    by_text = _totals(index, model, dev, bare=True)
    alone_of = calibrated(by_text, dev.supported)
    alone = _chances(by_text, alone_of)
    of_text = strict_threshold(alone, dev.labels)
    print(f"dev, by the text alone: {_summary(alone, dev.supported, dev.labels, of_text)}")
    wrong = ~data.supported
    against = boosted([0] * len(data.signals)).fit(
        data.values[wrong], data.labels[wrong] == "contradicted", sample_weight=weights[wrong]
    )
    told = against.predict(dev.values[~dev.supported])
    right = told == (dev.labels[~dev.supported] == "contradicted")
    print(f"dev, contradicted or unsupported told apart: {right.mean():.3f}")
    write(MODEL, data.signals, model, (weights_of, alone_of), (threshold, of_text), against)


def examples(index: Index, claims: Sequence[LabelledClaim]) -> Examples:
    """The signals of every claim in the section that it cites, as if its writer were unknown."""
    found = [found_in_section(index, c.claim, c.section, c.writer)[0].values for c in claims]
    signals = tuple(sorted({n for f in found for n in f if n not in LEFT_OUT}))
    return Examples(
        claims, signals, np.array([[f.get(name, 0.0) for name in signals] for f in found])
    )


def block_of(passage: Passage) -> str:
    """Claims about one block, box or table row stay together."""
    return " | ".join((passage.section, *passage.blocks[:1], passage.box, passage.row))


def boosted(directions: Sequence[int]) -> HistGradientBoostingClassifier:
    """Gradient boosting of small trees (Friedman 2001), monotone where a direction is given."""
    return HistGradientBoostingClassifier(
        max_iter=600, learning_rate=0.04, max_leaf_nodes=24, min_samples_leaf=15,
        l2_regularization=5, max_features=0.15, monotonic_cst=list(directions), random_state=0,
    )  # fmt: skip


def fitted(data: Examples, weights: Matrix) -> HistGradientBoostingClassifier:
    """Trees for being supported; supported and other claims weigh the same in all.

    Each claim is learned from twice: with all signals, and as in a document of which nothing but
    the text is known.
    """
    bare = _bare(data.values, data.signals)
    right = np.tile(data.supported, 2)
    both = np.r_[weights, BARE * weights]
    even = both * np.where(right, 0.5 / both[right].sum(), 0.5 / both[~right].sum())
    directions = [(s in FOR) - (s in AGAINST) for s in data.signals]
    model = boosted(directions)
    return model.fit(np.vstack([data.values, bare]), right, sample_weight=even * len(right))


def cross_validated(data: Examples, weights: Matrix, groups: Sequence[str]) -> Matrix:
    """The probability of each claim by a model that has not seen its block."""
    chances = np.zeros(len(data.claims))
    for train, test in GroupKFold(FOLDS).split(data.values, groups=groups):
        part = Examples([data.claims[n] for n in train], data.signals, data.values[train])
        model = fitted(part, weights[train])
        chances[test] = model.predict_proba(data.values[test])[:, 1]
    return chances


def _bare(values: Matrix, signals: Sequence[str]) -> Matrix:
    """The signals where nothing but the text is known."""
    return np.where([s.startswith(KNOWN) for s in signals], 0.0, values)


def _totals(
    index: Index, model: HistGradientBoostingClassifier, data: Examples, *, bare: bool = False
) -> list[Matrix]:
    """Per claim what the trees and the network say of each passage looked at, (passages, 2).

    For a text of which nothing else is known what the trees say alone, (passages, 1).
    """
    totals = []
    for claim in data.claims:
        found = found_in_section(index, claim.claim, claim.section)
        rows = np.array([[f.values.get(name, 0.0) for name in data.signals] for f in found])
        trees = model.decision_function(_bare(rows, data.signals) if bare else rows)
        odds = [] if bare else [odds_in_section(index, claim.claim, found)]
        totals.append(np.stack([trees, *odds], axis=1))
    return totals


def calibrated(totals: Sequence[Matrix], supported: NDArray[np.bool_]) -> tuple[float, ...]:
    """The weight of each column and a shift that make log-odds (Platt 1999, Wolpert 1992).

    Each claim goes by the passage that speaks most for it; which one that is depends on the
    weights, so they are fitted some times.
    """
    weights = np.ones(totals[0].shape[1])
    for _ in range(FITTED):
        best = np.array([t[(t @ weights).argmax()] for t in totals])
        platt = LogisticRegression(C=1e6).fit(best, supported)
        weights = platt.coef_[0]
    return (*map(float, weights), float(platt.intercept_[0]))


def _chances(totals: Sequence[Matrix], weights: Sequence[float]) -> Matrix:
    *each, shift = weights
    return np.array([1 / (1 + np.exp(-((t @ each).max() + shift))) for t in totals])


def best_threshold(chances: Matrix, labels: NDArray[np.str_]) -> float:
    """Where the share of supported claims kept and of contradictions stopped least miss their aims."""
    candidates = np.arange(0.2, 0.95, 0.01)
    short = [
        min(
            (chances[labels == "supported"] >= at).mean() - AIM_KEPT,
            (chances[labels == "contradicted"] < at).mean() - AIM_STOPPED,
        )
        for at in candidates
    ]
    best = candidates[np.isclose(short, max(short))]
    return round(float(np.median(best)), 2)


def strict_threshold(chances: Matrix, labels: NDArray[np.str_]) -> float:
    """The least at which contradictions are stopped as aimed at, whatever else is stopped with them.

    For a model's draft, where the template's words stand in for what is stopped.
    """
    candidates = np.arange(0.2, 0.95, 0.01)
    against = chances[labels == "contradicted"]
    stopping = [at for at in candidates if (against < at).mean() >= AIM_STOPPED_ALONE]
    return round(float(min(stopping, default=candidates[-1])), 2)


def _dev() -> list[LabelledClaim]:
    items = load(DATASETS / "claims.jsonl", ClaimItem)
    return [
        LabelledClaim(i.section, i.passage, i.claim, i.label, i.type, i.language)
        for i in items
        if i.split == "dev"
    ]


def _summary(
    chances: Matrix, supported: NDArray[np.bool_], labels: NDArray[np.str_], at: float = 0.5
) -> str:
    kept = (chances[supported] >= at).mean()
    stopped = {x: (chances[labels == x] < at).mean() for x in ("contradicted", "unsupported")}
    balanced = (kept + (chances[~supported] < at).mean()) / 2
    told = ", ".join(f"{name} stopped {share:.3f}" for name, share in stopped.items())
    return (
        f"AUC {roc_auc_score(supported, chances):.3f}; at {at}: balanced accuracy {balanced:.3f}, "
        f"supported kept {kept:.3f}, {told} (n={len(chances)})"
    )


def write(
    file: Path,
    signals: Sequence[str],
    supported: HistGradientBoostingClassifier,
    weights: tuple[tuple[float, ...], tuple[float, ...]],
    thresholds: tuple[float, float],
    contradicted: HistGradientBoostingClassifier,
) -> None:
    """The model as readable JSON, a tree a line."""
    head = {
        "threshold": thresholds[0],
        "threshold_of_text": thresholds[1],
        "weights": [round(x, PLACES) for x in weights[0]],
        "weights_of_text": [round(x, PLACES) for x in weights[1]],
    }
    lines = [json.dumps(head)[:-1] + ",", f'"signals": {json.dumps(list(signals))},']
    for name, model in (("supported", supported), ("contradicted", contradicted)):
        trees = [json.dumps(_tree(p[0].nodes, 0, signals)) for p in model._predictors]
        base = round(float(model._baseline_prediction[0, 0]), PLACES)
        end = "}," if name == "supported" else "}}"
        lines += [f'"{name}": {{"base": {base}, "trees": [', ",\n".join(trees), f"]{end}"]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _tree(nodes: Any, at: int, signals: Sequence[str]) -> Any:
    node = nodes[at]
    if node["is_leaf"]:
        return round(float(node["value"]), PLACES)
    below, above = (_tree(nodes, int(node[side]), signals) for side in ("left", "right"))
    threshold = round(float(node["num_threshold"]), PLACES)
    return [signals[int(node["feature_idx"])], threshold, below, above]


if __name__ == "__main__":
    main()
