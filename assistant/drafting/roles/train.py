"""Trains the tagger: python -m assistant.drafting.roles.train [--folds | --unseen]."""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from assistant.drafting.kinds import kinds
from assistant.drafting.roles import MODEL, NO_ROLE, Tagger, load_tagger, tagged_by
from assistant.drafting.roles.features import NONE, Hashes, Token, features_of, rows_of, tokens_of

REQUESTS = Path(__file__).with_name("requests.jsonl")
TEXTS = Path(__file__).with_name("texts.jsonl")
ANSWERS = Path(__file__).with_name("asked.jsonl")
UNSEEN = Path(__file__).with_name("unseen.jsonl")
BOUNDS = (0.0, 0.5, 0.7, 0.9)
OFTEN = 3
ROUNDS = 20
BATCH = 16
RATE, MOMENTUM, DECAY = 0.02, 0.9, 0.02
LEFT_OUT, SWAPPED = 0.4, 0.5
NEVER = -30.0  # a rest that does not follow its beginning
SMALL = 0.04  # weights below this are left out, which halves the file

Floats = NDArray[np.float32]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Request:
    """A labelled brief: its facts as role, first character and end, and who wrote it."""

    text: str
    kind: str
    writer: str
    facts: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Learned:
    """A brief as it is learned from: the features of its words, (words, buckets), and their labels."""

    features: sparse.csr_matrix
    labels: NDArray[np.int64]


def main() -> None:
    """Writes the model; with --folds measures it too, with --unseen the shipped one and no more."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", action="store_true", help="measure, each writer left out once")
    parser.add_argument(
        "--unseen", action="store_true", help="measure the shipped one, no training"
    )
    chosen = parser.parse_args()
    if chosen.unseen:
        unseen = read_requests((UNSEEN,))
        for writer in sorted({r.writer for r in unseen}):
            print(f"writer {writer}")
            _print_unseen(load_tagger(), [r for r in unseen if r.writer == writer])
        return
    requests = read_requests()
    if chosen.folds:
        _print_folds(requests)
    _save(fitted(requests))


def read_requests(files: Sequence[Path] = (REQUESTS, TEXTS)) -> tuple[Request, ...]:
    """The labelled briefs. A fact that stands more than once is labelled where it stands first."""
    lines = (json.loads(x) for f in files for x in f.read_text(encoding="utf-8").splitlines())
    return tuple(
        Request(o["brief"], o["kind"], o["writer"], _placed(o["brief"], o["facts"])) for o in lines
    )


def read_texts(files: Sequence[Path] = (REQUESTS, TEXTS)) -> tuple[Request, ...]:
    """The briefs whose told texts were labelled, each text with what its field is told as."""
    lines = (json.loads(x) for f in files for x in f.read_text(encoding="utf-8").splitlines())
    found = []
    for o in (o for o in lines if "texts" in o):
        fields = kinds()[o["kind"]].fields
        told = [
            ((fields[n].told_as if n in fields else None) or n, words) for n, words in o["texts"]
        ]
        found.append(Request(o["brief"], o["kind"], o["writer"], _placed(o["brief"], told)))
    return tuple(found)


def _placed(text: str, facts: Sequence[tuple[str, str]]) -> tuple[tuple[str, int, int], ...]:
    tokens = tokens_of(text)
    starts, ends = {t.start for t in tokens}, {t.end for t in tokens}
    placed: list[tuple[str, int, int]] = []
    for role, words in facts:
        spans = [
            m.span()
            for m in re.finditer(re.escape(words), text)
            if m.start() in starts and m.end() in ends
            and all(m.end() <= s or e <= m.start() for _, s, e in placed)
        ]  # fmt: skip
        if spans:
            placed.append((role, *spans[0]))
    return tuple(placed)


def fitted(requests: Sequence[Request], seed: int = 0) -> Tagger:
    """The tagger that these briefs teach, by stochastic gradient descent with momentum.

    In every other round a fact is likely to be replaced by another of its role, so that what is
    learned is the words around it, and in every round a share of the features is left out
    (Srivastava and others 2014).
    """
    roles = sorted({role for r in requests for role, _, _ in r.facts})
    labels = (NO_ROLE, *(f"{part}-{role}" for role in roles for part in "BI"))
    known, allowed = _known(requests), allowed_steps(labels)
    parts = [np.zeros((len(known), len(labels)), np.float32), np.zeros_like(allowed),
             np.zeros(len(labels), np.float32)]  # fmt: skip
    speeds = [np.zeros_like(part) for part in parts]
    values = values_of(requests)
    random = np.random.default_rng(seed)
    own = [_learned(r, labels, known) for r in requests]
    for turn in range(ROUNDS):
        learned = own if turn % 2 else [
            _learned(swapped(r, values, random), labels, known) for r in requests
        ]  # fmt: skip
        rate = np.float32(RATE * (1 - turn / ROUNDS))
        shuffled = random.permutation(len(learned))
        for begin in range(0, len(shuffled), BATCH):
            batch = [_dropped(learned[n], random) for n in shuffled[begin : begin + BATCH]]
            gradients = _gradients(batch, parts[0], parts[1] + allowed, parts[2])
            for part, speed, gradient in zip(parts, speeds, gradients, strict=True):
                speed *= MOMENTUM
                speed += gradient
                part -= rate * (speed + DECAY * part)
    return Tagger(labels, known, *_small(parts[0]), parts[1] + allowed, parts[2])


def values_of(requests: Sequence[Request]) -> dict[str, list[str]]:
    """The words of every fact, by role."""
    values: dict[str, list[str]] = {}
    for request in requests:
        for role, start, end in request.facts:
            values.setdefault(role, []).append(request.text[start:end])
    return values


def swapped(
    request: Request, values: Mapping[str, list[str]], random: np.random.Generator
) -> Request:
    """The brief with half of its facts replaced by others of their role."""
    text, at, facts = "", 0, []
    for role, start, end in sorted(request.facts, key=lambda fact: fact[1]):
        words = request.text[start:end]
        if random.random() < SWAPPED:
            words = values[role][random.integers(len(values[role]))]
        text += request.text[at:start]
        facts.append((role, len(text), len(text) + len(words)))
        text, at = text + words, end
    return replace(request, text=text + request.text[at:], facts=tuple(facts))


def _dropped(learned: Learned, random: np.random.Generator) -> Learned:
    features = learned.features.copy()
    kept = random.random(len(features.data)) >= LEFT_OUT
    features.data = (kept / (1 - LEFT_OUT)).astype(np.float32)
    return Learned(features, learned.labels)


def _small(weights: Floats) -> tuple[NDArray[np.int8], Floats]:
    """The weights as whole numbers of one byte with a scale per label; what does little is zero."""
    scale = (np.abs(weights).max(axis=0) / 127).astype(np.float32)
    kept = np.where(np.abs(weights) < SMALL, 0, weights) / scale
    return np.vstack([np.round(kept), np.zeros(len(scale))]).astype(np.int8), scale


def _known(requests: Sequence[Request]) -> Hashes:
    """The features that stand in at least OFTEN briefs."""
    seen = [np.unique(features_of(r.text, tokens_of(r.text), r.kind)) for r in requests]
    hashes, counts = np.unique(np.concatenate(seen), return_counts=True)
    known: Hashes = hashes[(counts >= OFTEN) & (hashes != NONE)]
    return known


def _learned(request: Request, labels: Sequence[str], known: Hashes) -> Learned:
    tokens = tokens_of(request.text)
    rows = rows_of(features_of(request.text, tokens, request.kind), known)
    word, column = np.nonzero(rows < len(known))
    features = sparse.csr_matrix(
        (np.ones(len(word), np.float32), (word, rows[word, column])), (len(tokens), len(known))
    )
    return Learned(features, np.array([labels.index(x) for x in labels_of(tokens, request.facts)]))


def labels_of(tokens: Sequence[Token], facts: Sequence[tuple[str, int, int]]) -> list[str]:
    """The label of each word."""
    found = [NO_ROLE] * len(tokens)
    for role, start, end in facts:
        for n, token in enumerate(tokens):
            if start <= token.start < end:
                found[n] = f"{'B' if token.start == start else 'I'}-{role}"
    return found


def allowed_steps(labels: Sequence[str]) -> Floats:
    """0 where one label may follow another, NEVER where it may not."""
    allowed = np.zeros((len(labels),) * 2, np.float32)
    for column, label in enumerate(labels):
        if label.startswith("I-"):
            allowed[:, column] = NEVER
            allowed[[column - 1, column], column] = 0
    return allowed


def _gradients(
    batch: Sequence[Learned], weights: Floats, steps: Floats, first: Floats
) -> tuple[Floats, Floats, Floats]:
    """How the loss (minus the mean log-likelihood of a brief) grows with each parameter."""
    lengths = np.array([len(one.labels) for one in batch])
    scores = np.full((len(batch), lengths.max(), len(first)), 0, np.float32)
    for n, one in enumerate(batch):
        scores[n, : lengths[n]] = one.features @ weights
    scores[:, 0] += first
    excess, of_steps = _excess(scores, steps, lengths)
    of_first = np.zeros_like(first)
    parts = []
    for n, one in enumerate(batch):
        own = excess[n, : lengths[n]]
        own[np.arange(lengths[n]), one.labels] -= 1
        np.add.at(of_steps, (one.labels[:-1], one.labels[1:]), -1)
        of_first += own[0]
        parts.append(own)
    features = sparse.vstack([one.features for one in batch], format="csr")
    of_weights = features.T @ np.concatenate(parts)
    size = np.float32(len(batch))
    return of_weights / size, of_steps / size, of_first / size


def _excess(scores: Floats, steps: Floats, lengths: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """The expected labels, the shape of `scores`, and the expected steps from label to label."""
    here = np.exp(scores - scores.max(axis=2, keepdims=True))
    moves = np.exp(steps)
    count = here.shape[1]
    forward, backward = np.empty_like(here), np.ones_like(here)
    forward[:, 0] = here[:, 0] / here[:, 0].sum(axis=1, keepdims=True)
    for n in range(1, count):
        row = (forward[:, n - 1] @ moves) * here[:, n]
        forward[:, n] = row / row.sum(axis=1, keepdims=True)
    for n in range(count - 2, -1, -1):
        row = (here[:, n + 1] * backward[:, n + 1]) @ moves.T
        row /= row.sum(axis=1, keepdims=True)
        backward[:, n] = np.where((n + 1 < lengths)[:, None], row, 1.0)
    expected = forward * backward
    expected /= expected.sum(axis=2, keepdims=True)
    of_steps = np.zeros_like(steps)
    for n in range(1, count):
        left, right = forward[:, n - 1], here[:, n] * backward[:, n]
        total = np.einsum("bi,ij,bj->b", left, moves, right, optimize=True)
        share = np.where(n < lengths, 1 / np.maximum(total, 1e-30), 0).astype(np.float32)
        of_steps += moves * ((left * share[:, None]).T @ right)
    return expected, of_steps


def _print_folds(requests: Sequence[Request]) -> None:
    """Precision and recall of each role in the briefs of writers that were left out."""
    right: Counter[str] = Counter()
    told: Counter[str] = Counter()
    meant: Counter[str] = Counter()
    for writer in sorted({r.writer for r in requests}):
        model = fitted([r for r in requests if r.writer != writer])
        for request in (r for r in requests if r.writer == writer):
            found = {
                (s.role, s.start, s.end) for s in tagged_by(model, request.text, request.kind).spans
            }
            told.update(role for role, _, _ in found)
            meant.update(role for role, _, _ in request.facts)
            right.update(role for role, _, _ in found & set(request.facts))
    for counts in (right, told, meant):
        counts["all"] = counts.total()
    for role in sorted(meant, key=lambda role: -meant[role]):
        print(f"| {role} | {meant[role]} | {right[role] / max(1, told[role]):.2f} "
              f"| {right[role] / meant[role]:.2f} |")  # fmt: skip


def _print_unseen(model: Tagger, requests: Sequence[Request]) -> None:
    """Per bound on the probability how often the role is right, the span too, and what is found."""
    meant = sum(len(r.facts) for r in requests)
    found = [(s, r.facts) for r in requests for s in tagged_by(model, r.text, r.kind).spans]
    for bound in BOUNDS:
        told = [(s, facts) for s, facts in found if s.probability >= bound]
        role = sum(
            any(name == s.role and start < s.end and s.start < end for name, start, end in facts)
            for s, facts in told
        )
        exact = sum((s.role, s.start, s.end) in facts for s, facts in told)
        print(f"| {bound} | {role / max(1, len(told)):.2f} | {exact / max(1, len(told)):.2f} "
              f"| {exact / meant:.2f} |")  # fmt: skip


def _save(model: Tagger) -> None:
    used = np.flatnonzero(model.weights[:-1].any(axis=1))
    kept = np.append(used, len(model.weights) - 1)
    np.savez_compressed(
        MODEL, labels=np.array(model.labels), known=model.known[used], weights=model.weights[kept],
        scale=model.scale, steps=model.steps, first=model.first,
    )  # fmt: skip


if __name__ == "__main__":
    main()
