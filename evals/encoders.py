"""Recipes of the encoder compared on dev: `python -m evals.encoders` writes docs/encoders.md.

Dense search alone, by what each recipe finds; ten minutes on two cores.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from assistant.encoder import StaticEncoder
from assistant.encoder.train import Recipe, save, trained
from assistant.index import Index, embedding_text, open_index
from assistant.settings import ROOT, Settings
from evals.items import DATASETS, Question, load
from evals.metrics.retrieval import ranking_quality

PLAIN = Recipe()
RECIPES = {
    "shipped": PLAIN,
    "64 dimensions": replace(PLAIN, dimensions=64),
    "192 dimensions": replace(PLAIN, dimensions=192),
    "without questions": replace(PLAIN, questions=False),
    "without the English edition": replace(PLAIN, translation=False),
    "without teacher, random start": replace(PLAIN, taught=False),
    "one epoch": replace(PLAIN, epochs=1),
    "three epochs": replace(PLAIN, epochs=3),
    "ten epochs": replace(PLAIN, epochs=10),
    "without hard negatives": replace(PLAIN, hard=False),
}


def main() -> None:
    """Trains each recipe and writes the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="only these recipes, printed and not written")
    names = parser.parse_args().names
    torch.set_num_threads(1)
    index = open_index(Settings())
    questions = [q for q in load(DATASETS / "questions.jsonl", Question) if q.split == "dev"]
    lines = ["| recipe | MB | passage hit@1 | hit@3 | MRR |", "| --- | --- | --- | --- | --- |"]
    for name in names or RECIPES:
        torch.manual_seed(7)
        with tempfile.TemporaryDirectory() as folder:
            save(trained(ROOT / "corpus", RECIPES[name]), Path(folder))
            size = sum(f.stat().st_size for f in Path(folder).rglob("*") if f.is_file()) / 1e6
            quality = _quality(index, StaticEncoder(Path(folder)), questions)
        figures = " | ".join(f"{np.mean(quality[k]):.3f}" for k in ("hit@1", "hit@3", "MRR"))
        lines.append(f"| {name} | {size:.1f} | {figures} |")
        print(lines[-1], flush=True)
    if not names:
        (ROOT / "docs" / "encoders.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _quality(
    index: Index, encoder: StaticEncoder, questions: list[Question]
) -> dict[str, tuple[float, ...]]:
    """Each passage by its nearest vector: its text, its translation, or one of its questions."""
    texts = [embedding_text(p) for p in index.passages]
    texts += [embedding_text(p) for p in index.translations.values()]
    texts += [q for p in index.passages for q in index.questions.get(p.id, ())]
    owners = [index.position[p.id] for p in index.passages]
    owners += [index.position[p] for p in index.translations]
    owners += index.asked_of.tolist()
    cosines = encoder.encode([q.question for q in questions]) @ encoder.encode(texts).T
    found = []
    for row in cosines:
        best = np.zeros(len(index.passages))
        np.maximum.at(best, owners, row)
        found.append([index.passages[n].id for n in np.argsort(-best, kind="stable")[:50]])
    return dict(ranking_quality([q.passages for q in questions], found))


if __name__ == "__main__":
    main()
