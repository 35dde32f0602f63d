"""What does a brief tell of a choice: is the decision taken, what is going on, what is the purpose?

Two linear classifiers for each choice. The first looks for the clause that tells it, with what the
placer sees of a clause and what the patterns of the field read there; the second judges the whole brief by the likeliest clause of each value, by
what the patterns read, and by the kind (stacking, Wolpert 1992). Learned by `train.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.drafting.clauses import clauses_in
from assistant.drafting.placing import Seen, seen_of
from assistant.drafting.types import Clause

MODEL = Path(__file__).with_name("model.npz")
NONE = "none"  # nothing was told of it
EDGES = " .,;:–-"
LEAST, MOST = 1e-3, 1 - 1e-3
OF_CHANCE, OF_READ, OF_KIND = 2.0, 2.0, 0.5  # so much each counts beside the log-odds

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Choice:
    """The two classifiers of one choice.

    `values` are what it can be, NONE among them. `of_clause` is (numbers of a clause, values),
    `of_brief` (numbers of a brief, values); `read` are the values that patterns read, `kinds` the
    kinds that it learned from, each a number of a brief.
    """

    values: tuple[str, ...]
    read: tuple[str, ...]
    kinds: tuple[str, ...]
    of_clause: Floats
    of_clause_bias: Floats
    of_brief: Floats
    of_brief_bias: Floats


@dataclass(frozen=True, slots=True)
class Read:
    """The value that patterns read of a choice, and where its words begin."""

    value: str
    start: int


NOT_READ = Read("-", -1)


@dataclass(frozen=True, slots=True)
class Chooser:
    """Every choice by its name, and the idf of the buckets of a clause."""

    choices: Mapping[str, Choice]
    rarity: Floats


@dataclass(frozen=True, slots=True)
class Told:
    """How probable each value is of a brief, and the clause that most tells it."""

    chances: Mapping[str, float]
    clauses: Mapping[str, Clause]


@cache
def load_chooser(file: Path = MODEL) -> Chooser:
    """The shipped one. Raises OSError when its file is missing or broken."""
    with np.load(file, allow_pickle=False) as a:
        names = [name.removeprefix("values ") for name in a.files if name.startswith("values ")]
        choices = {
            name: Choice(
                values=tuple(map(str, a[f"values {name}"])),
                read=tuple(map(str, a[f"read {name}"])),
                kinds=tuple(map(str, a[f"kinds {name}"])),
                of_clause=a[f"of_clause {name}"].astype(np.float32),
                of_clause_bias=a[f"of_clause_bias {name}"].astype(np.float32),
                of_brief=a[f"of_brief {name}"].astype(np.float32),
                of_brief_bias=a[f"of_brief_bias {name}"].astype(np.float32),
            )
            for name in names
        }
        return Chooser(choices, a["rarity"].astype(np.float32))


def told_of(
    names: Sequence[str], brief: str, kind: str, read: Mapping[str, Read]
) -> dict[str, Told]:
    """What a brief, laid out in lines, tells of these choices; `read` is what patterns read of them."""
    chooser = load_chooser()
    clauses = clauses_of(brief)
    seen = [seen_of(clause, brief, kind) for clause in clauses]
    numbers = [_numbers(one, chooser.rarity) for one in seen]
    found: dict[str, Told] = {}
    for name in names:
        choice = chooser.choices[name]
        own = read.get(name, NOT_READ)
        by_clause = np.stack([
            _of_clause(choice, *one, read_in(clause, own, choice.read))
            for clause, one in zip(clauses, numbers, strict=True)
        ])  # fmt: skip
        row = brief_numbers(by_clause, own.value, kind, choice.read, choice.kinds)
        chances = _softmax(row @ choice.of_brief + choice.of_brief_bias)
        found[name] = Told(
            dict(zip(choice.values, chances.tolist(), strict=True)),
            dict(zip(choice.values, (clauses[n] for n in by_clause.argmax(axis=0)), strict=True)),
        )
    return found


def clauses_of(brief: str) -> tuple[Clause, ...]:
    """The clauses of a brief that say anything; the whole brief when none does."""
    spans = [span for span in clauses_in(brief) if brief[slice(*span)].strip(EDGES)]
    return tuple(Clause(brief[start:end].strip(), start, end)
                 for start, end in spans or [(0, len(brief))])  # fmt: skip


def read_in(clause: Clause, read: Read, reads: Sequence[str]) -> Floats:
    """Which of the values patterns read in that clause, (values that they read)."""
    here = clause.start <= read.start < clause.end
    return OF_READ * np.array([here and read.value == one for one in reads], np.float32)


def brief_numbers(
    by_clause: NDArray[np.floating],
    read: str,
    kind: str,
    reads: Sequence[str],
    kinds: Sequence[str],
) -> Floats:
    """What the second classifier sees: the likeliest clause of each value, what was read, the kind."""
    best = by_clause.max(axis=0)
    within = best.clip(LEAST, MOST)
    return np.concatenate([
        np.log(within / (1 - within)), OF_CHANCE * best,
        OF_READ * np.array([read == one for one in reads]),
        OF_KIND * np.array([kind == one for one in kinds]),
    ]).astype(np.float32)  # fmt: skip


def _numbers(seen: Seen, rarity: Floats) -> tuple[Seen, Floats]:
    values = rarity[seen.buckets]
    return seen, values / (float(np.linalg.norm(values)) or 1.0)


def _of_clause(choice: Choice, seen: Seen, values: Floats, read: Floats) -> Floats:
    dense = np.concatenate([read, seen.dense])
    scores = dense @ choice.of_clause[: len(dense)]
    scores = scores + values @ choice.of_clause[len(dense) :][seen.buckets]
    return _softmax(scores + choice.of_clause_bias)


def _softmax(scores: Floats) -> Floats:
    shares = np.exp(scores - scores.max())
    chances: Floats = shares / shares.sum()
    return chances
