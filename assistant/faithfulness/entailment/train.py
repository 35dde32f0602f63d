"""Learns the network again: `python -m assistant.faithfulness.entailment.train`. Development only.

From every labelled claim, every other wording of a passage (it holds), and wordings held against
another passage of their section (it does not say so). Writes model.npz.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score
from torch import nn
from torch.nn import functional

from assistant.faithfulness.edition import Edition, editions_of, static_encoder
from assistant.faithfulness.entailment import (
    CLAIM,
    CONTEXT,
    MODEL,
    MOST_PIECES,
    PASSAGE,
    Side,
    side_of,
)
from assistant.faithfulness.entailment.network import NOBODY, Batch, Reader, filled, write
from assistant.faithfulness.reading import read
from assistant.faithfulness.sayings import CLAIMS, LabelledClaim
from assistant.index import Index, open_index
from assistant.settings import Settings

LABELS = ("supported", "contradicted", "unsupported")
FILES = ("written.jsonl", "derived.jsonl", "pairs.jsonl")
HALF = 0.5  # what is made, not written, counts for less
ELSEWHERE = 0.3
ROUNDS, PAIRS, RATE, DECAY = 6, 32, 7e-4, 0.03
SWAPPED, SMOOTHED = 0.04, 0.03
NEAR_IN_LENGTH = 30

Longs = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Example:
    """A claim beside a passage, the number of its label, and what it counts for."""

    claim: Side
    context: Side
    passage: Side
    label: int
    weight: float
    writer: str

    @property
    def length(self) -> int:
        """In words."""
        return sum(len(s.words) for s in (self.claim, self.context, self.passage))


@dataclass(frozen=True, slots=True)
class Told:
    """A claim about a passage, with its label and what it counts for."""

    claim: str
    passage: str
    language: str
    label: str
    weight: float
    writer: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """The number of each word and stem."""

    words: dict[str, int]
    stems: dict[str, int]


def main() -> None:
    """Trains, tells how well writers that were left out are judged, and writes the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--without", nargs="*", default=[], help="writers to measure on; writes nothing"
    )
    left_out = parser.parse_args().without
    index = open_index(Settings())
    found = examples(index)
    train = [e for e in found if not e.writer.startswith(tuple(left_out))] if left_out else found
    numbers = numbered(found)
    reader = trained(train, numbers, index)
    if not left_out:
        write(reader, static_encoder(index).fingerprint, MODEL)
        return
    held = [e for e in found if e.writer.startswith(tuple(left_out))]
    chances = predicted(reader, numbers, held)
    labels = np.array([e.label for e in held])
    print(f"AUC {roc_auc_score(labels == 0, chances[:, 0]):.3f} (n={len(held)})")


def examples(index: Index) -> list[Example]:
    """Every claim and wording beside the passage it is about, in the edition of its language."""
    said = [*_written(), *_worded(index)]
    said += _elsewhere([t for t in said if t.label == "supported"], index)
    sides: dict[str, dict[str, tuple[Side, Side]]] = {
        language: _sides(edition) for language, edition in editions_of(index).items()
    }
    beside_each = [
        Example(
            side_of([read(t.claim, "en" if t.language == "en" else "nl")], CLAIM),
            *sides[t.language][t.passage],
            LABELS.index(t.label),
            t.weight,
            t.writer,
        )
        for t in said
        if t.passage in sides[t.language]
    ]
    return [e for e in beside_each if e.claim.words]


def _written() -> list[Told]:
    """The labelled claims."""
    return [
        Told(
            c.claim,
            c.passage,
            c.language,
            c.label,
            HALF if name.startswith("derived") else 1.0,
            c.writer,
        )
        for name in FILES
        for c in (LabelledClaim(**json.loads(x)) for x in (CLAIMS / name).read_text().splitlines())
    ]


def _worded(index: Index) -> list[Told]:
    """The other wordings of each passage: they hold."""
    return [
        Told(wording, passage, language, "supported", HALF, "")
        for passage, wordings in index.wordings.items()
        for language, those in wordings.items()
        for wording in those
    ]


def _elsewhere(holds: Sequence[Told], index: Index) -> list[Told]:
    """Some of what holds, beside another passage of its section, which does not say so."""
    beside = defaultdict(list)
    for passage in index.wordings:
        beside[passage.partition("/")[0]].append(passage)
    chance = random.Random(0)
    found = []
    for told in holds:
        others = [p for p in beside[told.passage.partition("/")[0]] if p != told.passage]
        if others and chance.random() < ELSEWHERE:
            other = chance.choice(others)
            found.append(replace(told, passage=other, label="unsupported", weight=HALF, writer=""))
    return found


def _sides(edition: Edition) -> dict[str, tuple[Side, Side]]:
    return {
        p.id: (
            side_of([edition.contexts[int(edition.context[n])]], CONTEXT),
            side_of(edition.sentences_of(n), PASSAGE),
        )
        for n, p in enumerate(edition.passages)
    }


def trained(train: Sequence[Example], numbers: Numbers, index: Index) -> Reader:
    """The network after some rounds, with one rate that rises and falls (Smith and Topin 2019)."""
    torch.manual_seed(0)
    reader = _reader(numbers, index)
    steps = ROUNDS * (len(train) // PAIRS + 1) + 1
    optimiser = torch.optim.AdamW(reader.parameters(), lr=RATE, weight_decay=DECAY)
    rate = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps, pct_start=0.1)
    chance = random.Random(0)
    for number in range(ROUNDS):
        total = 0.0
        batches = _batches(train, chance)
        for part in batches:
            batch = batch_of(part, numbers)
            swapped = torch.rand(batch.words.shape) < SWAPPED
            batch.words[swapped] = torch.randint(0, len(numbers.words), (int(swapped.sum()),))
            labels = torch.tensor([e.label for e in part])
            weights = torch.tensor([e.weight for e in part])
            losses = functional.cross_entropy(
                reader(batch), labels, reduction="none", label_smoothing=SMOOTHED
            )
            loss = (losses * weights).sum() / weights.sum()
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimiser.step()
            rate.step()
            total += loss.item()
        print(f"round {number + 1} of {ROUNDS}: {total / len(batches):.3f}", flush=True)
    return reader.eval()


def numbered(found: Sequence[Example]) -> Numbers:
    """Every word and stem of these with a number."""
    words: dict[str, int] = {}
    stems: dict[str, int] = {}
    for example in found:
        for side in (example.claim, example.context, example.passage):
            for word, stem in zip(side.words, side.stems, strict=True):
                words.setdefault(word, len(words))
                stems.setdefault(stem, len(stems))
    return Numbers(words, stems)


def _reader(numbers: Numbers, index: Index) -> Reader:
    encoder = static_encoder(index)
    spelled = [np.array(encoder.pieces(w)[:MOST_PIECES], dtype=np.int64) for w in numbers.words]
    table = encoder.table
    return Reader(table, filled(spelled, len(table)), encoder.encode(list(numbers.words)))


def _batches(train: Sequence[Example], chance: random.Random) -> list[list[Example]]:
    """Examples of about the same length together, in another order every round."""
    near = sorted(train, key=lambda e: e.length + NEAR_IN_LENGTH * chance.random())
    parts = [near[n : n + PAIRS] for n in range(0, len(near), PAIRS)]
    chance.shuffle(parts)
    return parts


def batch_of(part: Sequence[Example], numbers: Numbers) -> Batch:
    """The examples side by side, filled up to the longest."""
    words, stems, parts, places, marks = [], [], [], [], []
    longest = max(e.length for e in part)
    for e in part:
        sides = ((CLAIM, e.claim), (CONTEXT, e.context), (PASSAGE, e.passage))
        words.append(np.array([numbers.words[w] for _, s in sides for w in s.words]))
        stems.append(np.array([numbers.stems[x] for _, s in sides for x in s.stems]))
        parts.append(np.concatenate([np.full(len(s.words), n) for n, s in sides]))
        places.append(np.concatenate([np.arange(len(s.words)) for _, s in sides]))
        own = np.concatenate([s.marks for _, s in sides])
        marks.append(np.pad(own, ((0, longest - len(own)), (0, 0))))
    return Batch(
        torch.from_numpy(filled(words, 0)),
        torch.from_numpy(filled(stems, -1)),
        torch.from_numpy(filled(parts, NOBODY)),
        torch.from_numpy(filled(places, 0)),
        torch.from_numpy(np.stack(marks)),
    )


@torch.no_grad()
def predicted(reader: Reader, numbers: Numbers, found: Sequence[Example]) -> NDArray[np.float32]:
    """The chances of each label, (examples, 3)."""
    parts = [found[n : n + PAIRS] for n in range(0, len(found), PAIRS)]
    scores = [reader(batch_of(part, numbers)).softmax(-1).numpy() for part in parts]
    return np.concatenate(scores)


if __name__ == "__main__":
    main()
