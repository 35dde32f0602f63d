"""Which section is a question about? A linear classifier over hashed words and letter groups.

Learned from the known questions of every passage and from both editions (`train.py`); it tells
sections apart by how people ask, where word search needs the guideline's own words.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from math import exp
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.language import stem, words
from assistant.types import SectionId

MODEL = Path(__file__).with_name("model.npz")
BUCKETS = 2**16
OUTSIDE = "-"
REFUSALS = MODEL.with_name("refusals.npz")
FINE = "fine"
LETTERS = (2, 3, 4, 5)
SENTENCE_END = re.compile(r"[.!?:]\s+")
WORDS_A_STEP, MOST_STEPS = 5, 8


@dataclass(frozen=True, slots=True)
class Classifier:
    """Multinomial logistic regression: `weights` is (buckets, sections), `rarity` the buckets' idf.

    One of the `sections` is OUTSIDE: what the guideline does not answer. The same with kinds of
    refusals for sections tells what to refuse, with FINE for what is innocent.
    """

    sections: tuple[SectionId, ...]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    rarity: NDArray[np.float32]

    def log_probabilities(self, buckets: NDArray[np.int64]) -> Mapping[SectionId, float]:
        """The natural logarithm of the probability of each section that it knows, and of OUTSIDE.

        `buckets` are those of a text, as the classifier learned them.
        """
        values = self.rarity[buckets]
        length = float(np.linalg.norm(values)) or 1.0
        scores = (values / length) @ self.weights[buckets] + self.bias
        scores = scores - scores.max()
        logs = scores - np.log(np.exp(scores).sum())
        return dict(zip(self.sections, map(float, logs), strict=True))


def features(text: str) -> NDArray[np.int64]:
    """The buckets of a text: its stems, its pairs of words, and groups of two to five letters.

    The hashing trick (Weinberger et al. 2009) with CRC-32, so that it is the same everywhere.
    """
    return np.array(sorted(_wording(words(text))), dtype=np.int64)


def manner(text: str) -> NDArray[np.int64]:
    """The buckets of `features` with those of how a message asks.

    Its pairs of stems, how it begins and ends, the first word of each sentence, whether it has a
    question mark, and its length.
    """
    spoken = words(text)
    stems = [stem(word) for word in spoken]
    openings = [words(part)[:1] for part in SENTENCE_END.split(text)]
    found = {f"q {one} {two}" for one, two in pairwise(stems)}
    found |= {f"o {word}" for opening in openings for word in opening}
    found |= {f"f {word}" for word in spoken[:1]} | {f"l {word}" for word in spoken[-1:]}
    found |= {f"? {'?' in text}", f"n {min(len(spoken) // WORDS_A_STEP, MOST_STEPS)}"}
    return np.array(sorted(_wording(spoken).union(map(_bucket, found))), dtype=np.int64)


def _wording(spoken: Sequence[str]) -> set[int]:
    pairs = (_bucket(f"p {one} {two}") for one, two in pairwise(spoken))
    return set(pairs).union(*map(_of_word, spoken))


@lru_cache(maxsize=20_000)
def _of_word(word: str) -> frozenset[int]:
    framed = f" {word} "
    groups = (framed[n : n + size] for size in LETTERS for n in range(len(framed) - size + 1))
    return frozenset(map(_bucket, (f"w {stem(word)}", *groups)))


def _bucket(feature: str) -> int:
    return zlib.crc32(feature.encode()) % BUCKETS


def to_refuse(text: str, file: Path = REFUSALS, least: float | None = None) -> str:
    """The kind of request that the text surely is and that is refused, "" for none.

    From the probability `least` on, without it from the bound that was learned. Learned by
    `train_refusals.py`. Raises OSError when its file is missing or broken.
    """
    logs = dict(load_classifier(file).log_probabilities(manner(text)))
    fine = logs.pop(FINE)
    bound = _bound(file) if least is None else least
    return max(logs, key=lambda label: logs[label]) if 1 - exp(fine) >= bound else ""


@cache
def _bound(file: Path) -> float:
    with np.load(file, allow_pickle=False) as arrays:
        return float(arrays["threshold"])


@cache
def load_classifier(file: Path = MODEL) -> Classifier:
    """The shipped classifier. Raises OSError when its file is missing or broken."""
    with np.load(file, allow_pickle=False) as arrays:
        return Classifier(
            tuple(map(str, arrays["sections"])),
            arrays["weights"].astype(np.float32),
            arrays["bias"].astype(np.float32),
            arrays["rarity"].astype(np.float32),
        )
