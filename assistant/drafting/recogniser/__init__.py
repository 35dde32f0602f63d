"""Which criteria does a text meet, however it is worded? Linear classifiers over its sentences.

Patterns know the words that their writer thought of; people use others. For each criterion of the
shipped kinds a classifier tells sentences that say it from those that nearly do, and one more
weighs its best sentences together with what the patterns find. Of a criterion that forbids, what
is said is what it forbids. Learned by `train.py`, from sentences and labelled texts that no
evaluation holds.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.classifier import features

MODEL = Path(__file__).with_name("model.npz")
BUCKETS = 2**13
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+|\|")
SHORTEST = 4
USUAL = ("said", "nearly", "worth_found", "worth_lost", "rightly", "wrongly")

Floats = NDArray[np.float32]
CriterionKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Logistic regressions over hashed words and letter groups.

    `weights` is (buckets, criteria), `rarity` the buckets' idf. `usual` is (criteria, USUAL): the
    mean score of sentences that say it and that nearly do, what it is worth that the patterns
    find it or do not (natural logarithms of ratios), and how often they find it, rightly and
    wrongly. `combining` weighs the signals of a whole text, the last being the bias: first for
    criteria that ask for something, then for those that forbid. At or above the probability in
    `thresholds` it is said: in the same order, where the patterns find nothing and where they do.
    """

    criteria: Mapping[CriterionKey, int]
    weights: Floats
    bias: Floats
    rarity: Floats
    usual: Floats
    forbids: NDArray[np.bool_]
    combining: NDArray[np.float64]
    thresholds: NDArray[np.float64]
    kinds: tuple[str, ...]
    kind_weights: Floats
    kind_bias: Floats


@dataclass(frozen=True, slots=True)
class Recognised:
    """Whether a criterion is met, and the sentence that comes nearest to what it asks or forbids."""

    met: bool
    where: str


@cache
def load_recogniser(file: Path = MODEL) -> Recogniser:
    """The shipped one. Raises OSError when its file is missing or broken."""
    with np.load(file, allow_pickle=False) as a:
        pairs = zip(map(str, a["criteria_kinds"]), map(str, a["criteria_ids"]), strict=True)
        single = {n: a[n].astype(np.float32) for n in ("weights", "bias", "rarity", "usual",
                                                       "kind_weights", "kind_bias")}  # fmt: skip
        return Recogniser(
            criteria={pair: n for n, pair in enumerate(pairs)},
            forbids=a["forbids"],
            combining=a["combining"],
            thresholds=a["thresholds"],
            kinds=tuple(map(str, a["kinds"])),
            **single,
        )


def recognised(
    model: Recogniser, text: str, kind: str, passed: Mapping[str, bool]
) -> dict[str, Recognised]:
    """Each criterion that the model knows, by its id; `passed` is what the patterns say of each."""
    known = {name: n for name in passed if (n := model.criteria.get((kind, name))) is not None}
    spoken = windows(text)
    if not known or not spoken:
        return {}
    columns = list(known.values())
    scores = scores_of(model.weights[:, columns], model.bias[columns], model.rarity, spoken)
    judged = {}
    for place, (name, n) in enumerate(known.items()):
        forbids = int(model.forbids[n])
        found = passed[name] != forbids
        signals = text_signals(scores[:, place], model.usual[n], found=found)
        z = float(np.append(signals, 1.0) @ model.combining[forbids])
        probability = 1 / (1 + math.exp(-max(-50.0, min(50.0, z))))
        said = probability >= model.thresholds[forbids, int(found)]
        judged[name] = Recognised(said != forbids, spoken[int(np.argmax(scores[:, place]))])
    return judged


def likeliest_kind(model: Recogniser, text: str, among: Sequence[str]) -> str:
    """The one of these kinds that the sentences of the text speak for, each as much as the others.

    The mean over the sentences of the logarithm of each kind's probability (naive Bayes over
    sentences); the first kind for a text without any.
    """
    likely = kind_scores(model, text)
    return max(among, key=lambda kind: likely[kind]) if likely else among[0]


def kind_scores(model: Recogniser, text: str) -> dict[str, float]:
    """For each kind the mean logarithm of its probability; nothing for a text without a sentence."""
    spoken = windows(text)
    if not spoken:
        return {}
    scores = scores_of(model.kind_weights, model.kind_bias, model.rarity, spoken)
    scores = scores - scores.max(axis=1, keepdims=True)
    logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return dict(zip(model.kinds, logs.mean(axis=0).tolist(), strict=True))


def nearness(model: Recogniser, text: str, kind: str) -> float:
    """How near sentences of the text come to saying what the kind's criteria ask for.

    The mean of the three criteria that come nearest, each by its best sentence; of a text that has
    nothing to do with the kind it is below zero.
    """
    columns = [n for (name, _), n in model.criteria.items() if name == kind]
    spoken = windows(text)
    if not columns or not spoken:
        return -math.inf
    scores = scores_of(model.weights[:, columns], model.bias[columns], model.rarity, spoken)
    return float(np.sort(scores.max(axis=0))[-3:].mean())


def windows(text: str) -> tuple[str, ...]:
    """The sentences and lines of the text, and each two that follow one another."""
    parts = (" ".join(part.split()) for part in SENTENCE_END.split(text))
    single = [part for part in parts if len(part) >= SHORTEST]
    return (*single, *(f"{one} {two}" for one, two in pairwise(single)))


def scores_of(weights: Floats, bias: Floats, rarity: Floats, texts: Sequence[str]) -> Floats:
    """The score of each text for each column of the weights, shape (texts, columns)."""
    found = np.empty((len(texts), len(bias)), dtype=np.float32)
    for n, text in enumerate(texts):
        buckets = buckets_of(text)
        values = rarity[buckets]
        found[n] = (values / max(float(np.linalg.norm(values)), 1e-9)) @ weights[buckets] + bias
    return found


@lru_cache(maxsize=4096)  # the sentences of a template come back in every draft of its kind
def buckets_of(text: str) -> NDArray[np.int64]:
    """The buckets of a text's stems, pairs of words and groups of letters, each once."""
    return np.unique(features(text) % BUCKETS)


def text_signals(scores: Floats, usual: Floats, *, found: bool) -> NDArray[np.float64]:
    """What a whole text tells of a criterion: its best sentences, and what the patterns found."""
    best_first = np.sort(scores)[::-1]
    said, nearly, worth_found, worth_lost, rightly, wrongly = map(float, usual)
    return np.array(
        [
            float(found),
            best_first[0],
            best_first[:2].mean(),
            best_first[:4].mean(),
            best_first.mean(),
            best_first[0] - said,
            best_first[0] - nearly,
            float(np.median(best_first)),
            worth_found if found else worth_lost,
            0.0 if found else rightly,
            wrongly if found else 0.0,
        ],
        dtype=np.float64,
    )
