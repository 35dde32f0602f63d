"""Makes the shipped chooser again: `python -m assistant.drafting.choosing.train [--folds]`. Development only.

Learns from briefs.jsonl: briefs with what each tells of a choice, and in which words. With --folds
it prints how often a value is right of briefs held out and of unseen.jsonl, by writers that nothing
learned from, and writes nothing.
"""

from __future__ import annotations

import argparse
import json
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from assistant.classifier.train import idf, vectors
from assistant.drafting.choosing import (
    MODEL,
    NONE,
    NOT_READ,
    Read,
    brief_numbers,
    clauses_of,
    read_in,
)
from assistant.drafting.facts import read_by_patterns
from assistant.drafting.kinds import kinds
from assistant.drafting.lines import in_lines
from assistant.drafting.placing import BUCKETS, seen_of
from assistant.drafting.placing.train import seen_by
from assistant.drafting.types import Clause
from assistant.types import Language

BRIEFS = Path(__file__).with_name("briefs.jsonl")
UNSEEN = Path(__file__).with_name("unseen.jsonl")
OF_CLAUSE, OF_BRIEF = (
    3.0,
    0.5,
)  # strength; sought by cross-validation among 1, 3, 10 and 0.2, 0.5, 1
FOLDS, WITHIN = 5, 4
BOUNDS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A brief, laid out in lines, and of each choice its value and the words that tell it."""

    kind: str
    language: Language
    brief: str
    choices: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Learned:
    """Briefs as numbers: their clauses, (clauses, numbers), of which brief each is, what was read."""

    labelled: tuple[Labelled, ...]
    numbers: sparse.csr_matrix
    rarity: NDArray[np.float64]
    of: NDArray[np.int64]
    clauses: tuple[Clause, ...]
    read: tuple[Mapping[str, Read], ...]


@dataclass(frozen=True, slots=True)
class Fitted:
    """The two classifiers of a choice, with the values and kinds that stand for their numbers."""

    values: tuple[str, ...]
    reads: tuple[str, ...]
    kinds: tuple[str, ...]
    of_clause: LogisticRegression
    of_brief: LogisticRegression


def main() -> None:
    """Writes the model, or measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", action="store_true", help="measure on briefs held out")
    measure = parser.parse_args().folds
    warnings.simplefilter("ignore", ConvergenceWarning)  # it has converged far enough by then
    learned = seen(read_briefs())
    names = tuple(learned.labelled[0].choices)
    if measure:
        unseen = seen(read_briefs(UNSEEN), learned.rarity)
        for name in names:
            _print_folds(name, learned)
            _print_unseen(name, learned, unseen)
        return
    arrays: dict[str, NDArray[np.generic]] = {
        "rarity": learned.rarity.astype(np.float16),
        "seen_by": np.array(seen_by()),
    }
    for name in names:
        model = fitted(name, learned, np.arange(len(learned.labelled)))
        arrays[f"values {name}"] = np.array(model.values)
        arrays[f"read {name}"] = np.array(model.reads)
        arrays[f"kinds {name}"] = np.array(model.kinds)
        arrays[f"of_clause {name}"] = model.of_clause.coef_.T.astype(np.float16)
        arrays[f"of_clause_bias {name}"] = model.of_clause.intercept_.astype(np.float32)
        arrays[f"of_brief {name}"] = model.of_brief.coef_.T.astype(np.float32)
        arrays[f"of_brief_bias {name}"] = model.of_brief.intercept_.astype(np.float32)
    np.savez_compressed(MODEL, **arrays)  # type: ignore[arg-type]
    print(f"{len(learned.labelled)} briefs, {MODEL.stat().st_size / 1e6:.1f} MB")


def read_briefs(file: Path = BRIEFS) -> tuple[Labelled, ...]:
    """The labelled briefs."""
    found = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return tuple(
        Labelled(
            told["kind"], told["language"], in_lines(told["brief"]),
            {name: (value, in_lines(words)) for name, (value, words) in told["choices"].items()},
        )
        for told in found
    )  # fmt: skip


def seen(labelled: Sequence[Labelled], rarity: NDArray[np.float64] | None = None) -> Learned:
    """The briefs as the chooser sees them; with the idf of others when they are to be judged."""
    clauses = [(n, c) for n, one in enumerate(labelled) for c in clauses_of(one.brief)]
    rows = [seen_of(c, labelled[n].brief, labelled[n].kind) for n, c in clauses]
    buckets = [row.buckets for row in rows]
    rarity = idf(buckets, BUCKETS) if rarity is None else rarity
    dense = sparse.csr_matrix(np.stack([row.dense for row in rows]))
    return Learned(
        labelled=tuple(labelled),
        numbers=sparse.hstack([dense, vectors(buckets, rarity)]).tocsr(),
        rarity=rarity,
        of=np.array([n for n, _ in clauses]),
        clauses=tuple(c for _, c in clauses),
        read=tuple(map(_read, labelled)),
    )


def fitted(name: str, learned: Learned, briefs: NDArray[np.int64]) -> Fitted:
    """Both classifiers of a choice, learned from these briefs.

    The second learns from what the first says of briefs that it had not learned from.
    """
    values = tuple(sorted({one.choices[name][0] for one in learned.labelled}))
    reads = tuple(sorted({read.get(name, NOT_READ).value for read in learned.read}))
    known = tuple(sorted({one.kind for one in learned.labelled}))
    told = _told(name, learned)
    numbers = _with_read(name, learned, reads)
    chances = np.zeros((len(told), len(values)))
    for train, held in KFold(WITHIN, shuffle=True, random_state=0).split(briefs):
        first = _of_clause(numbers, learned, told, briefs[train])
        _predict(first, numbers, learned, briefs[held], values, chances)
    rows = _brief_rows(name, learned, briefs, chances, reads, known)
    labels = [learned.labelled[n].choices[name][0] for n in briefs]
    second = LogisticRegression(C=OF_BRIEF, max_iter=1000).fit(rows, labels)
    return Fitted(values, reads, known, _of_clause(numbers, learned, told, briefs), second)


def judged(name: str, model: Fitted, learned: Learned, briefs: NDArray[np.int64]) -> NDArray[np.float64]:  # fmt: skip
    """How probable each value is of these briefs, (briefs, values)."""
    chances = np.zeros((len(learned.of), len(model.values)))
    numbers = _with_read(name, learned, model.reads)
    _predict(model.of_clause, numbers, learned, briefs, model.values, chances)
    rows = _brief_rows(name, learned, briefs, chances, model.reads, model.kinds)
    found: NDArray[np.float64] = model.of_brief.predict_proba(rows)
    return found


def _read(one: Labelled) -> dict[str, Read]:
    """What patterns read of each choice, by whatever name the kind has it."""
    kind = kinds()[one.kind]
    facts = read_by_patterns(one.brief, kind, one.language)
    return {kind.fields[f.name].chosen_as or "": Read(f.value, f.start) for f in facts}


def _with_read(name: str, learned: Learned, reads: Sequence[str]) -> sparse.csr_matrix:
    """The clauses as numbers, with what patterns read of this choice in them."""
    rows = [
        read_in(clause, learned.read[n].get(name, NOT_READ), reads)
        for n, clause in zip(learned.of, learned.clauses, strict=True)
    ]
    return sparse.hstack([sparse.csr_matrix(np.stack(rows)), learned.numbers]).tocsr()


def _told(name: str, learned: Learned) -> NDArray[np.str_]:
    """The value that each clause tells: that of its brief where its words stand in it."""
    found = []
    for n, clause in zip(learned.of, learned.clauses, strict=True):
        value, words = learned.labelled[n].choices[name]
        at = learned.labelled[n].brief.lower().find(words.lower()) if words else -1
        tells = 0 <= at < clause.end and clause.start < at + len(words)
        found.append(value if tells else NONE)
    return np.array(found)


def _of_clause(
    numbers: sparse.csr_matrix, learned: Learned, told: NDArray[np.str_], briefs: NDArray[np.int64]
) -> LogisticRegression:
    own = np.isin(learned.of, briefs)
    return LogisticRegression(C=OF_CLAUSE, max_iter=400).fit(numbers[own], told[own])


def _predict(
    model: LogisticRegression, numbers: sparse.csr_matrix, learned: Learned,
    briefs: NDArray[np.int64], values: Sequence[str], chances: NDArray[np.float64],
) -> None:  # fmt: skip
    """Writes how probable each value is of the clauses of these briefs."""
    own = np.flatnonzero(np.isin(learned.of, briefs))
    columns = np.array([values.index(value) for value in model.classes_])
    chances[np.ix_(own, columns)] = model.predict_proba(numbers[own])


def _brief_rows(
    name: str, learned: Learned, briefs: NDArray[np.int64], chances: NDArray[np.float64],
    reads: Sequence[str], known: Sequence[str],
) -> NDArray[np.float32]:  # fmt: skip
    return np.stack([
        brief_numbers(
            chances[learned.of == n],
            learned.read[n].get(name, NOT_READ).value,
            learned.labelled[n].kind, reads, known,
        )
        for n in briefs
    ])  # fmt: skip


def _print_folds(name: str, learned: Learned) -> None:
    places = np.arange(len(learned.labelled))
    chances: list[NDArray[np.float64]] = []
    order: list[int] = []
    for train, held in KFold(FOLDS, shuffle=True, random_state=1).split(places):
        model = fitted(name, learned, train)
        chances.append(judged(name, model, learned, held))
        order += held.tolist()
    _print(f"{name}, held out", name, learned, order, np.concatenate(chances), model.values)


def _print_unseen(name: str, learned: Learned, unseen: Learned) -> None:
    model = fitted(name, learned, np.arange(len(learned.labelled)))
    places = np.arange(len(unseen.labelled))
    chances = judged(name, model, unseen, places)
    _print(f"{name}, unseen writers", name, unseen, places.tolist(), chances, model.values)


def _print(
    title: str, name: str, learned: Learned, order: Sequence[int], chances: NDArray[np.float64],
    values: Sequence[str],
) -> None:  # fmt: skip
    """Of each value how often it is right and found, by the patterns and from each bound on.

    Of the kinds that have the choice.
    """
    rows = [(n, row) for n, row in zip(order, chances, strict=True) if _has(name, learned, n)]
    right = np.array([learned.labelled[n].choices[name][0] for n, _ in rows])
    read = np.array([learned.read[n].get(name, NOT_READ).value for n, _ in rows])
    sure = np.stack([row for _, row in rows])
    likeliest = np.array(values)[sure.argmax(axis=1)]
    print(f"{title}: {np.mean(likeliest == right):.2f} of {len(rows)}")
    for column, value in enumerate(values):
        those = right == value
        told = [("patterns", read == value)]
        told += [(f"{b}", sure[:, column] >= b) for b in BOUNDS]
        shares = (f"{which} {np.mean(right[t] == value):.2f}/{np.sum(t & those) / those.sum():.2f}"
                  for which, t in told if t.any() and those.any())  # fmt: skip
        print(f"  {value} ({those.sum()}): {', '.join(shares)}")


def _has(name: str, learned: Learned, brief: int) -> bool:
    fields = kinds()[learned.labelled[brief].kind].fields.values()
    return any(spec.chosen_as == name for spec in fields)


if __name__ == "__main__":
    main()
