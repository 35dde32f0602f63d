"""Makes refusals.npz again: `python -m assistant.classifier.train_refusals`. Development only.

Learns from refused.jsonl, messages that must be refused and innocent ones that look alike, and from
every known question and labelled brief, which are innocent. What is printed was predicted for
writers left out; the threshold is the least at which few innocent ones are refused.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from assistant.classifier import BUCKETS, FINE, REFUSALS, manner
from assistant.classifier.train import idf, vectors
from assistant.guideline import load_corpus
from assistant.passage_texts import load_texts
from assistant.settings import ROOT

REFUSED = REFUSALS.with_name("refused.jsonl")
BRIEFS = ROOT / "assistant" / "drafting" / "roles" / "requests.jsonl"
QUESTION, BRIEF = "question", "brief"
STRENGTH = 30.0
KNOWN = {QUESTION: 0.3, BRIEF: 0.5}  # they count for less: there are so many
MOST_QUESTIONS, MOST_BRIEFS = 0.0015, 0.005
BOUNDS = np.arange(0.3, 0.95, 0.01)


@dataclass(frozen=True, slots=True)
class Asked:
    """A message, its label, and its writer, or whether it is a known question or a brief."""

    text: str
    label: str
    writer: str


def main() -> None:
    """Measures with each writer left out, then learns from all and writes."""
    asked = read_asked()
    rows = [manner(a.text) for a in asked]
    rarity = idf(rows, BUCKETS)
    x = vectors(rows, rarity)
    refused = held_out(asked, x)
    threshold = least(asked, refused)
    model = _fitted(asked, x, np.ones(len(asked), dtype=bool))
    np.savez_compressed(
        REFUSALS,
        sections=np.array(model.classes_, dtype=str),
        weights=model.coef_.T.astype(np.float16),
        bias=model.intercept_.astype(np.float32),
        rarity=rarity.astype(np.float16),
        threshold=np.array(threshold),
    )
    for name, those in _groups(asked).items():
        print(f"{name}: {np.mean(refused[those] >= threshold):.4f} of {those.sum()} refused")
    print(f"at {threshold:.2f}; {REFUSALS.stat().st_size / 1e6:.1f} MB")


def read_asked() -> list[Asked]:
    """The messages of refused.jsonl, the known questions, answered or not, and the briefs."""
    lines = map(json.loads, REFUSED.read_text(encoding="utf-8").splitlines())
    found = [Asked(o["text"], o["label"], o["writer"]) for o in lines]
    corpus = ROOT / "corpus"
    ids = frozenset(p.id for d in load_corpus(corpus) for p in d.passages)
    for file in ("questions.jsonl", "unanswered.jsonl"):
        texts = load_texts(corpus, file, ids)
        found += [
            Asked(t, FINE, QUESTION)
            for by in texts.values()
            for those in by.values()
            for t in those
        ]
    briefs = map(json.loads, BRIEFS.read_text(encoding="utf-8").splitlines())
    return found + [Asked(o["brief"], FINE, BRIEF) for o in briefs]


def held_out(asked: Sequence[Asked], x: sparse.csr_matrix) -> NDArray[np.float64]:
    """The chance of each to be one to refuse, by a model without its writer.

    Known questions and briefs are dealt over the writers by chance.
    """
    writers = sorted({a.writer for a in asked} - {QUESTION, BRIEF})
    random = np.random.default_rng(0)
    fold = np.array(
        [writers.index(a.writer) if a.writer in writers else random.integers(len(writers))
         for a in asked]
    )  # fmt: skip
    refused = np.zeros(len(asked))
    for n in range(len(writers)):
        model = _fitted(asked, x, fold != n)
        fine = list(model.classes_).index(FINE)
        refused[fold == n] = 1 - model.predict_proba(x[fold == n])[:, fine]
    return refused


def _fitted(
    asked: Sequence[Asked], x: sparse.csr_matrix, those: NDArray[np.bool_]
) -> LogisticRegression:
    labels = np.array([a.label for a in asked])
    weights = np.array([KNOWN.get(a.writer, 1.0) for a in asked])
    model = LogisticRegression(C=STRENGTH, max_iter=400)
    return model.fit(x[those], labels[those], sample_weight=weights[those])


def _groups(asked: Sequence[Asked]) -> dict[str, NDArray[np.bool_]]:
    fine = np.array([a.label == FINE for a in asked])
    writer = np.array([a.writer for a in asked])
    own = ~np.isin(writer, (QUESTION, BRIEF))
    return {
        "to refuse": ~fine,
        "look-alikes": own & fine,
        "known questions": writer == QUESTION,
        "briefs": writer == BRIEF,
    }


def least(asked: Sequence[Asked], refused: NDArray[np.float64]) -> float:
    """The least bound at which few known questions and few briefs are refused."""
    groups = _groups(asked)
    few = [
        bound
        for bound in BOUNDS
        if np.mean(refused[groups["known questions"]] >= bound) <= MOST_QUESTIONS
        and np.mean(refused[groups["briefs"]] >= bound) <= MOST_BRIEFS
    ]
    return float(min(few, default=BOUNDS[-1]))


if __name__ == "__main__":
    main()
