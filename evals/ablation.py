"""What each part of retrieval brings: `python -m evals.ablation` writes docs/ablation.md and .svg.

Each row leaves one part out and learns the weights again on dev, so that what is left may make
up for it; figures are of both splits.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from assistant.index import Index, open_index
from assistant.retrieval import SIGNALS, Weights, evidence_for, section_ranking
from assistant.settings import ROOT, Settings
from evals.fit import learned
from evals.items import DATASETS, Question, load
from evals.plots import bars

DOCS = ROOT / "docs"
FIGURES = ("section first", "section in three", "passage first", "passage in three")


@dataclass(frozen=True, slots=True)
class Variant:
    """A part left out: files missing from the corpus, or signals that are always nought."""

    name: str
    without_files: tuple[str, ...] = ()
    without_signals: tuple[str, ...] = ()


VARIANTS = (
    Variant("everything"),
    Variant("no questions per passage", ("questions.jsonl",)),
    Variant("no thesaurus", ("thesaurus.yaml",)),
    Variant("no English edition", ("handreiking.en.md",)),
    Variant("no section classifier", (), ("topical",)),
    Variant("no dense search", (), ("dense", "dense_asked")),
    Variant("no word search", (), ("lexical", "likeness", "bm25")),
    Variant("BM25 alone", (), tuple(s for s in SIGNALS if s != "bm25")),
    Variant("dense alone", (), tuple(s for s in SIGNALS if s not in ("dense", "dense_asked"))),
)


def main() -> None:
    """Measures every variant and writes table and plot."""
    questions = load(DATASETS / "questions.jsonl", Question)
    rows: dict[str, dict[str, float]] = {}
    for variant in VARIANTS:
        print(variant.name, flush=True)
        with _index_of(variant) as index:
            dev = [q for q in questions if q.split == "dev"]
            weights = learned(index, dev, variant.without_signals)
            rows[variant.name] = {
                f"{split} {name}": value
                for split in ("dev", "test")
                for name, value in _figures(
                    index, [q for q in questions if q.split == split], weights
                ).items()
            }
    heads = [f"{split} {name}" for split in ("test", "dev") for name in FIGURES]
    lines = ["| retrieval | " + " | ".join(heads) + " |", "| --- " * (len(heads) + 1) + "|"]
    lines += [
        f"| {name} | " + " | ".join(f"{row[h]:.3f}" for h in heads) + " |"
        for name, row in rows.items()
    ]
    (DOCS / "ablation.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    plot = bars(
        {name: row["test section first"] for name, row in rows.items()},
        "right section first, test",
        "What each part of retrieval brings",
    )
    (DOCS / "ablation.svg").write_text(plot, encoding="utf-8")


def _figures(index: Index, questions: Sequence[Question], weights: Weights) -> dict[str, float]:
    """Shares of the questions whose gold section or passage stands first or among three."""
    hits: dict[str, list[float]] = {name: [] for name in FIGURES}
    for question in questions:
        evidence = evidence_for(index, question.question, weights)
        sections = section_ranking(evidence)
        found = [e.passage.id for e in evidence[:3]]
        right = (
            *(bool(set(sections[:k]) & set(question.sections)) for k in (1, 3)),
            *(bool(set(found[:k]) & set(question.passages)) for k in (1, 3)),
        )
        for name, hit in zip(FIGURES, right, strict=True):
            hits[name].append(float(hit))
    return {name: fmean(values) for name, values in hits.items()}


@contextmanager
def _index_of(variant: Variant) -> Iterator[Index]:
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        shutil.copytree(ROOT / "corpus", corpus)
        for name in variant.without_files:
            (corpus / name).unlink()
        yield open_index(Settings(corpus=corpus, data=Path(folder) / "data"))


if __name__ == "__main__":
    main()
