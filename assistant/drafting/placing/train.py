"""Makes the shipped placer again: `python -m assistant.drafting.placing.train [--folds]`. Development only.

Learns from clauses.jsonl: clauses of briefs that found no place in a draft, each with the blocks in
which an adviser would work it in, none where it belongs nowhere. With --folds it prints how often
the likeliest block of a brief held out is one of them, and writes nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from assistant.classifier.train import idf, vectors
from assistant.drafting.lines import in_lines
from assistant.drafting.placing import BUCKETS, MODEL, NOWHERE, seen_of
from assistant.drafting.roles import MODEL as TABLE
from assistant.drafting.roles.recurrent import MODEL as NETWORK
from assistant.drafting.roles.recurrent import TEXTS
from assistant.drafting.types import Clause
from assistant.encoder import shipped_encoder

CLAUSES = Path(__file__).with_name("clauses.jsonl")
STRENGTH = 3.0
FIRST, SECOND = 0.6, 0.4  # of two homes
FOLDS = 5
BOUNDS = (0.2, 0.3, 0.4, 0.5, 0.6)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A clause of a brief, laid out in lines, and the blocks where it belongs, the best first."""

    kind: str
    brief: str
    clause: Clause
    homes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Learned:
    """The clauses as numbers, (clauses, dense numbers and buckets), with the idf of the buckets."""

    labelled: tuple[Labelled, ...]
    numbers: sparse.csr_matrix
    rarity: NDArray[np.float64]


def main() -> None:
    """Writes the model, or measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", action="store_true", help="measure on briefs held out")
    learned = seen(read_clauses())
    if parser.parse_args().folds:
        _print_folds(learned)
        return
    kinds = sorted({one.kind for one in learned.labelled})
    models = {kind: fitted(learned, _of_kind(learned, kind)) for kind in kinds}
    arrays: dict[str, NDArray[np.generic]] = {
        "rarity": learned.rarity.astype(np.float16),
        "seen_by": np.array(seen_by()),
    }
    for kind, model in models.items():
        arrays[f"blocks {kind}"] = np.array(model.classes_, dtype=str)
        arrays[f"weights {kind}"] = model.coef_.T.astype(np.float16)
        arrays[f"bias {kind}"] = model.intercept_.astype(np.float32)
    np.savez_compressed(MODEL, **arrays)  # type: ignore[arg-type]
    print(f"{len(learned.labelled)} clauses, {MODEL.stat().st_size / 1e6:.1f} MB")


def seen_by() -> str:
    """A name for the encoder and the networks that give the placer its numbers."""
    networks = (TABLE, NETWORK, TEXTS)
    own = "".join(hashlib.sha256(file.read_bytes()).hexdigest() for file in networks)
    return hashlib.sha256((shipped_encoder().fingerprint + own).encode()).hexdigest()[:16]


def read_clauses(file: Path = CLAUSES) -> tuple[Labelled, ...]:
    """The labelled clauses; one that does not stand in its brief word for word is left out."""
    found = []
    for line in file.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        brief = in_lines(told["brief"])
        for text, homes in told["clauses"]:
            if (start := brief.find(text)) >= 0:
                clause = Clause(text, start, start + len(text))
                found.append(Labelled(told["kind"], brief, clause, tuple(homes)))
    return tuple(found)


def seen(labelled: tuple[Labelled, ...]) -> Learned:
    """The clauses as the placer sees them."""
    rows = [seen_of(one.clause, one.brief, one.kind) for one in labelled]
    rarity = idf([row.buckets for row in rows], BUCKETS)
    dense = sparse.csr_matrix(np.stack([row.dense for row in rows]))
    numbers = sparse.hstack([dense, vectors([row.buckets for row in rows], rarity)]).tocsr()
    return Learned(labelled, numbers, rarity)


def fitted(learned: Learned, places: NDArray[np.int64]) -> LogisticRegression:
    """The blocks of one kind, learned from these clauses; one of two homes counts for a share."""
    rows: list[int] = []
    blocks: list[str] = []
    weights: list[float] = []
    for place in places:
        homes = learned.labelled[int(place)].homes[:2] or (NOWHERE,)
        shares = (FIRST, SECOND) if len(homes) == 2 else (1.0,)
        for home, share in zip(homes, shares, strict=True):
            rows.append(int(place))
            blocks.append(home)
            weights.append(share)
    model = LogisticRegression(C=STRENGTH, max_iter=300)
    return model.fit(learned.numbers[rows], blocks, sample_weight=weights)


def _of_kind(learned: Learned, kind: str) -> NDArray[np.int64]:
    return np.array([n for n, one in enumerate(learned.labelled) if one.kind == kind])


def _print_folds(learned: Learned) -> None:
    """Of clauses of briefs held out: which share gets a block from each bound on, and how many rightly."""
    found: list[tuple[float, bool]] = []
    for kind in sorted({one.kind for one in learned.labelled}):
        own = _of_kind(learned, kind)
        briefs = [learned.labelled[n].brief for n in own]
        of_kind: list[tuple[float, bool]] = []
        for train, held in GroupKFold(FOLDS).split(own, groups=briefs):
            model = fitted(learned, own[train])
            chances = model.predict_proba(learned.numbers[own[held]])
            for place, row in zip(own[held], chances, strict=True):
                among = {b: p for b, p in zip(model.classes_, row, strict=True) if b != NOWHERE}
                best = max(among, key=lambda block: among[block])
                of_kind.append((among[best], best in learned.labelled[place].homes))
        print(f"{kind}: {np.mean([right for _, right in of_kind]):.2f} of {len(of_kind)}")
        found += of_kind
    for bound in BOUNDS:
        placed = [right for chance, right in found if chance >= bound]
        print(f"from {bound}: {len(placed) / len(found):.2f} placed, {np.mean(placed):.2f} rightly")


if __name__ == "__main__":
    main()
