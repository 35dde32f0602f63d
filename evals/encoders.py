"""Recipes of the encoder compared on dev: `python -m evals.encoders` writes docs/encoders.md.

Dense search alone, by what each recipe finds; a quarter of an hour. With `--transformer` a small
transformer is tuned on 19,200 of the same pairs instead, and its figures and cost are printed.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
from tqdm import tqdm

from assistant.encoder import StaticEncoder
from assistant.encoder.pairs import batches
from assistant.encoder.train import Recipe, pairs_of, save, teacher_folder, trained
from assistant.index import Index, embedding_text, open_index
from assistant.settings import ROOT, Settings
from evals.items import DATASETS, Question, load
from evals.metrics.retrieval import ranking_quality

PLAIN = Recipe()
LONGEST, TRANSFORMER_BATCH, TRANSFORMER_BATCHES, TRANSFORMER_RATE = 64, 64, 300, 5e-5
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
    "loss in both directions": replace(PLAIN, symmetric=True),
    "Matryoshka loss": replace(PLAIN, nested=True),
}


def main() -> None:
    """Trains each recipe and writes the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="only these recipes, printed and not written")
    parser.add_argument("--transformer", action="store_true", help="a tuned transformer instead")
    options = parser.parse_args()
    names = options.names
    torch.set_num_threads(1)
    index = open_index(Settings())
    questions = [q for q in load(DATASETS / "questions.jsonl", Question) if q.split == "dev"]
    lines = ["| recipe | MB | passage hit@1 | hit@3 | MRR |", "| --- | --- | --- | --- | --- |"]
    if options.transformer:
        print(_transformer(index, questions))
        return
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


def _transformer(index: Index, questions: Sequence[Question]) -> str:
    """The row of all-MiniLM-L6-v2 tuned on two fifths of the pairs that the shipped one learns."""
    torch.set_num_threads(os.cpu_count() or 1)
    torch.manual_seed(7)
    model = SentenceTransformer(str(teacher_folder()), device="cpu", local_files_only=True)
    model.max_seq_length = LONGEST
    loss = MultipleNegativesRankingLoss(model)
    optimizer = torch.optim.AdamW(model.parameters(), lr=TRANSFORMER_RATE)
    pairs, _ = pairs_of(ROOT / "corpus", PLAIN)
    for batch in tqdm(
        list(batches(pairs, TRANSFORMER_BATCH, random.Random(7)))[:TRANSFORMER_BATCHES]
    ):
        value = loss([model.preprocess(list(side)) for side in zip(*batch, strict=True)], None)
        optimizer.zero_grad()
        value.backward()
        optimizer.step()
    model.eval()
    started = time.perf_counter()
    for question in questions:
        model.encode([question.question])
    took = (time.perf_counter() - started) * 1000 / len(questions)
    size = sum(p.numel() * p.element_size() for p in model.parameters()) / 1e6
    quality = _quality(index, model, questions)
    figures = " | ".join(f"{np.mean(quality[k]):.3f}" for k in ("hit@1", "hit@3", "MRR"))
    return f"| all-MiniLM-L6-v2, tuned | {size:.1f} | {figures} |\n\n{took:.1f} ms a question"


def _quality(
    index: Index, encoder: StaticEncoder | SentenceTransformer, questions: Sequence[Question]
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
