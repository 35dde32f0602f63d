"""Makes the shipped classifier again: `python -m assistant.classifier.train`. Development only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from assistant.classifier import BUCKETS, MODEL, OUTSIDE, features
from assistant.expansion import Concept, label_key, load_thesaurus
from assistant.guideline import load_corpus
from assistant.passage_texts import load_questions, load_unanswered
from assistant.phrases import follow_up_questions
from assistant.settings import ROOT
from assistant.types import Passage, SectionId
from assistant.yaml_file import read_yaml

STRENGTH = 10.0
FRAMES = {
    "nl": ("{}", "hoe zit het met {}", "wat zijn de regels voor {}", "hoe hoog is {}", "mag {}",
           "welke eisen gelden voor {}"),
    "en": ("{}", "what about {}", "what are the rules for {}", "how much is {}", "is {} allowed"),
}  # fmt: skip
# asked in the same frames, so that the frame itself tells nothing
INSIDE = {
    "nl": ("{}", "hoe zit het met {}", "mag {}", "zijn {} toegestaan", "wat staat er over {}",
           "wat is {}", "hoe zet ik {} op", "hoe organiseer ik {}", "hoe maak ik een {}",
           "hoe schrijf ik {}", "mag een gemeente {}", "moeten we {}", "hoe pakken we {} aan",
           "hoe gaan we om met {}"),
    "en": ("{}", "what about {}", "is {} allowed", "are {} allowed", "what does it say about {}",
           "what is {}", "how do I set up {}", "how do I organise {}", "how do I write a {}",
           "may a municipality set {}", "must we have {}", "how do we handle {}"),
}  # fmt: skip
HOMES = 3
FRAMED = 0.15
SHORTEST_LABEL = 4


def main() -> None:
    """Trains on the corpus and writes the model."""
    corpus = ROOT / "corpus"
    asked = [(text, section, 1.0) for text, section in examples(corpus)]
    texts, labels, weights = zip(*asked, *about_concepts(corpus), strict=True)
    rows = [features(text) for text in texts]
    rarity = idf(rows)
    model = LogisticRegression(C=STRENGTH, max_iter=300, class_weight="balanced")
    model.fit(vectors(rows, rarity), labels, sample_weight=weights)
    np.savez_compressed(
        MODEL,
        sections=np.array(model.classes_, dtype=str),
        weights=model.coef_.T.astype(np.float16),
        bias=model.intercept_.astype(np.float32),
        rarity=rarity.astype(np.float16),
    )
    print(
        f"{len(texts)} texts, {len(model.classes_)} sections, {MODEL.stat().st_size / 1e6:.1f} MB"
    )


def examples(corpus: Path) -> list[tuple[str, SectionId]]:
    """Every known question, passage and title of both editions with its section; the rest with OUTSIDE.

    The questions that the assistant itself offers are known ones too. What is outside: the
    questions of unanswered.jsonl and unanswered.yaml, and each label of outside.yaml as people would ask about it
    (`FRAMES`).
    """
    documents = load_corpus(corpus)
    passages = {p.id: p for d in documents if d.language == "nl" for p in d.passages}
    pairs = [
        (question, passages[name].section)
        for name, those in load_questions(corpus, frozenset(passages)).items()
        for question in those
    ]
    pairs += [(p.text, p.section) for d in documents for p in d.passages]
    pairs += [(s.title, s.id) for d in documents for s in d.sections]
    pairs += [(text, f.section) for f in follow_up_questions() for text in (f.nl, f.en)]
    return [*pairs, *((text, OUTSIDE) for text in unanswered(corpus))]


def about_concepts(corpus: Path) -> list[tuple[str, SectionId, float]]:
    """Each concept of the thesaurus as people would ask about it (`INSIDE`), by section.

    With a weight: a concept that several sections name is asked about in each, for its share.
    """
    return [
        (frame.format(label), home, FRAMED * share)
        for concept, shares in homes(corpus).items()
        for home, share in shares.items()
        for label in concept.labels
        for frames in INSIDE.values()
        for frame in frames
    ]


def homes(corpus: Path) -> dict[Concept, dict[SectionId, float]]:
    """The concepts that the guideline names, with the sections that name them most, by share."""
    texts = [(p.section, f" {' '.join(label_key(passage_text(p)))} ") for d in load_corpus(corpus)
             for p in d.passages]  # fmt: skip
    found: dict[Concept, dict[SectionId, float]] = {}
    for concept in load_thesaurus(corpus).concepts.values():
        keys = {" ".join(label_key(label)) for label in concept.labels}
        named = Counter(
            section
            for key in keys
            if len(key) >= SHORTEST_LABEL
            for section, text in texts
            if f" {key} " in text
        )
        most = named.most_common(HOMES)
        found[concept] = {section: n / sum(m for _, m in most) for section, n in most}
    return found


def passage_text(passage: Passage) -> str:
    """The passage with all that stands over it."""
    heads = (passage.lead_in, passage.row, passage.column, *passage.blocks, passage.box)
    return " ".join((passage.text, *heads))


def unanswered(corpus: Path) -> list[str]:
    """Questions that the guideline does not answer."""
    known = frozenset(p.id for d in load_corpus(corpus) for p in d.passages)
    topics = read_yaml(corpus / "outside.yaml")
    return [*load_unanswered(corpus, known)] + [
        frame.format(label)
        for topic in topics
        for language, labels in topic["labels"].items()
        for label in labels
        for frame in FRAMES[language]
    ]


def idf(rows: Sequence[NDArray[np.int64]], buckets: int = BUCKETS) -> NDArray[np.float64]:
    """ln((1 + texts) / (1 + texts with the bucket)) + 1."""
    counts = np.bincount(np.concatenate(rows), minlength=buckets)
    rarity: NDArray[np.float64] = np.log((1 + len(rows)) / (1 + counts)) + 1
    return rarity


def vectors(rows: Sequence[NDArray[np.int64]], rarity: NDArray[np.float64]) -> sparse.csr_matrix:
    """The texts as unit vectors of rarities."""
    ends = np.r_[0, np.cumsum([len(row) for row in rows])]
    values = [rarity[row] / np.linalg.norm(rarity[row]) for row in rows]
    return sparse.csr_matrix(
        (np.concatenate(values), np.concatenate(rows), ends), shape=(len(rows), len(rarity))
    )


if __name__ == "__main__":
    main()
