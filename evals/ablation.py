"""What each part of retrieval brings: `python -m evals.ablation` writes docs/ablation.md and .svg.

The first table adds one part after another, the second leaves one out. Each row learns the weights
again on dev, so that what is left may make up for it; figures are of both splits. The third asks
later messages of conversations with what was said before, and alone.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from typing import Any
from unittest.mock import patch

from assistant.answering import load_assistant
from assistant.index import Index, open_index
from assistant.language import LIGHT_WORDS, content_words
from assistant.retrieval import SIGNALS, Weights, evidence_for, section_ranking
from assistant.settings import ROOT, Settings
from assistant.types import Turn
from evals.fit import dev_questions, learned
from evals.items import DATASETS, Conversation, Question, Split, load
from evals.measure import conversation_figures, turn_results
from evals.plots import bars
from evals.systems import System, assistant_system

DOCS = ROOT / "docs"
FIGURES = ("section first", "section in three", "passage first", "passage in three")


@dataclass(frozen=True, slots=True)
class Variant:
    """A part left out: files missing from the corpus, signals nought, functions that do nothing.

    These are `instead`, by where they are used. With `equal` all signals weigh the same.
    """

    name: str
    without_files: tuple[str, ...] = ()
    without_signals: tuple[str, ...] = ()
    instead: Mapping[str, Callable[..., Any]] = field(default_factory=dict, hash=False)
    equal: bool = False


def _same(text: str, *_: object) -> str:
    return text


def _none(*_: object) -> tuple[str, ...]:
    return ()


def _words_of(head: str) -> frozenset[str]:
    return frozenset(w for w in content_words(head) if w not in LIGHT_WORDS)


STEMS: Mapping[str, Callable[..., Any]] = {
    "assistant.language.stem": _same,
    "assistant.query.stem": _same,
    "assistant.query._head_terms": _words_of,
    "assistant.query.separable_verbs": _none,
}
COMPOUNDS: Mapping[str, Callable[..., Any]] = {"assistant.language.compound_parts": _none}
MENDED: Mapping[str, Callable[..., Any]] = {"assistant.retrieval.mended": _same}


VARIANTS = (
    Variant("everything"),
    Variant("no questions per passage", ("questions.jsonl",)),
    Variant("no thesaurus", ("thesaurus.yaml",)),
    Variant("no English edition", ("handreiking.en.md",)),
    Variant("no section classifier", (), ("topical",)),
    Variant("no dense search", (), ("dense", "dense_asked")),
    Variant("no word search", (), ("lexical", "bm25")),
    Variant("no stems and separable verbs", instead=STEMS),
    Variant("no parts of compounds", instead=COMPOUNDS),
    Variant("no mending of typing errors", instead=MENDED),
    Variant("words as they are typed", instead={**STEMS, **COMPOUNDS, **MENDED}),
    Variant("all weights equal", equal=True),
    Variant("BM25 over all fields", (), tuple(s for s in SIGNALS if s != "bm25")),
    Variant("dense alone", (), tuple(s for s in SIGNALS if s not in ("dense", "dense_asked"))),
)


ALL_FILES = ("questions.jsonl", "thesaurus.yaml", "handreiking.en.md")
WORDS, MEANING, ASKED = ("lexical", "asks_alike", "cell"), ("dense",), ("dense_asked",)
# each row has what the rows above it have, and one part more
GROWING = (
    Variant("BM25 alone", ALL_FILES, (*WORDS, *MEANING, *ASKED, "topical")),
    Variant("+ words covered, cells named", ALL_FILES, (*MEANING, *ASKED, "topical")),
    Variant("+ meaning (the encoder)", ALL_FILES, (*ASKED, "topical")),
    Variant("+ English edition", ALL_FILES[:2], (*ASKED, "topical")),
    Variant("+ thesaurus", ALL_FILES[:1], (*ASKED, "topical")),
    Variant("+ questions per passage", (), ("topical",)),
    Variant("+ section classifier: everything"),
)


def main() -> None:
    """Measures every variant and writes tables and plot."""
    rows = {v.name: _measured(v) for v in dict.fromkeys((*GROWING, *VARIANTS))}
    grown = {v.name: rows[v.name] for v in GROWING}
    left_out = {v.name: rows[v.name] for v in VARIANTS}
    text = (
        f"## One part after another\n\n{_table(grown)}\n\n"
        f"## One part left out\n\n{_table(left_out)}\n\n"
        f"## Later messages of a conversation\n\n{_follow_ups()}\n"
    )
    (DOCS / "ablation.md").write_text(text, encoding="utf-8")
    plot = bars(
        {name: row["test section first"] for name, row in {**grown, **left_out}.items()},
        "right section first, test",
        "What each part of retrieval brings",
    )
    (DOCS / "ablation.svg").write_text(plot, encoding="utf-8")


def _measured(variant: Variant) -> dict[str, float]:
    """Each figure of both splits, by "split figure"."""
    print(variant.name, flush=True)
    questions = load(DATASETS / "questions.jsonl", Question)
    with ExitStack() as stack:
        for place, function in variant.instead.items():
            stack.enter_context(patch(place, function))
        index = stack.enter_context(_index_of(variant))
        weights: Weights = (
            {"ranking": dict.fromkeys(SIGNALS, 1.0)}
            if variant.equal
            else learned(index, dev_questions(), variant.without_signals)
        )
        return {
            f"{split} {name}": value
            for split in ("dev", "test")
            for name, value in _figures(
                index, [q for q in questions if q.split == split], weights
            ).items()
        }


def _table(rows: Mapping[str, Mapping[str, float]]) -> str:
    heads = [f"{split} {name}" for split in ("test", "dev") for name in FIGURES]
    lines = ["| retrieval | " + " | ".join(heads) + " |", "| --- " * (len(heads) + 1) + "|"]
    lines += [
        f"| {name} | " + " | ".join(f"{row[h]:.3f}" for h in heads) + " |"
        for name, row in rows.items()
    ]
    return "\n".join(lines)


def _follow_ups() -> str:
    """The share of later messages that find their section among three, with their history or alone."""
    whole = assistant_system(load_assistant(Settings()))
    alone = System("alone", lambda turn: whole.run(Turn(turn.question)))
    items = load(DATASETS / "conversations.jsonl", Conversation)
    splits: tuple[Split, ...] = ("test", "dev")
    lines = ["| message | test section in three | dev section in three |", "| --- | --- | --- |"]
    for name, system in (("with what was said before", whole), ("alone", alone)):
        turns = turn_results(system, items)
        values = [conversation_figures(turns, split)[0].value or 0.0 for split in splits]
        lines.append(f"| {name} | " + " | ".join(f"{v:.3f}" for v in values) + " |")
    return "\n".join(lines)


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
