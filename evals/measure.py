"""Runs the systems over the datasets and turns their results into figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import TypeVar

from tqdm import tqdm

from assistant.answering import Assistant
from assistant.types import Message, Passage, PassageId
from evals.items import Attack, Conversation, Question, Split, TurnItem, Unanswerable, passages
from evals.metrics.abstention import abstention
from evals.metrics.answers import (
    Supports,
    citation_precision,
    citation_recall,
    completeness,
    relevance,
    verbatim_share,
)
from evals.metrics.attacks import attack_succeeded
from evals.metrics.retrieval import ranking_quality
from evals.metrics.statistics import Figure, Values, figure
from evals.systems import Result, System

X = TypeVar("X")
Answered = Sequence[tuple[Question, Result]]


@dataclass(frozen=True, slots=True)
class Asked:
    """One system's results on the questions that have an answer and on those that have none."""

    system: System
    questions: Sequence[tuple[Question, Result]]
    unanswerable: Sequence[tuple[Unanswerable, Result]]


def ask_all(
    system: System, questions: Sequence[Question], unanswerable: Sequence[Unanswerable]
) -> Asked:
    """Asks everything, with a progress bar on stderr."""
    return Asked(
        system,
        [(q, system.answer(q.question)) for q in _bar(questions, system.name)],
        [(u, system.answer(u.question)) for u in unanswerable],
    )


def editions(assistant: Assistant) -> Mapping[PassageId, tuple[Passage, ...]]:
    """Each passage in every language in which the corpus has it."""
    found: dict[PassageId, list[Passage]] = {}
    for document in assistant.index.documents:
        for passage in document.passages:
            found.setdefault(passage.id, []).append(passage)
    return {name: tuple(those) for name, those in found.items()}


def question_values(
    answered: Answered, supports: Supports, texts: Mapping[PassageId, tuple[Passage, ...]]
) -> dict[str, Values]:
    """Per metric one value a question; a crashed answer is wrong on every one of them."""
    by_id = passages()
    values: dict[str, Values] = {}
    for of, gold, found in (
        ("section", [q.sections for q, _ in answered], [r.sections for _, r in answered]),
        ("passage", [q.passages for q, _ in answered], [r.passages for _, r in answered]),
    ):
        for name, those in ranking_quality(gold, found).items():
            values[f"{of} {name}"] = those
    values["verbatim"] = _each(answered, lambda q, r: verbatim_share(r.claims, texts))
    values["citation recall"] = _each(answered, lambda q, r: citation_recall(r.claims, supports))
    values["citation precision"] = _each(
        answered, lambda q, r: citation_precision(r.claims, supports)
    )
    values["relevance"] = _each(answered, lambda q, r: relevance(r.claims, q.passages, by_id))
    values["completeness"] = _each(
        answered, lambda q, r: completeness(r.claims, q.facts, r.language or "nl")
    )
    values["answerable declined"] = _each(answered, lambda q, r: float(r.abstained), wrong=1.0)
    values["language kept"] = _each(
        answered, lambda q, r: float(r.language == q.language) if r.language else None
    )
    return values


def _each(
    answered: Answered, measure: Callable[[Question, Result], float | None], wrong: float = 0.0
) -> Values:
    return [wrong if r.error else measure(q, r) for q, r in answered]


def system_figures(
    asked: Asked, values: Mapping[str, Values], split: Split, language: str
) -> list[Figure]:
    """The figures of one system on one split, in one language or ("all") both."""
    kept = [q.split == split and language in (q.language, "all") for q, _ in asked.questions]
    figures = [
        figure(name, [v for v, k in zip(those, kept, strict=True) if k])
        for name, those in values.items()
    ]
    none = [
        (u, r)
        for u, r in asked.unanswerable
        if u.split == split and language in (u.language, "all")
    ]
    figures.append(
        figure("unanswerable declined", [float(r.abstained and not r.error) for _, r in none])
    )
    figures += [
        figure(
            f"unanswerable declined, {kind}",
            [float(r.abstained and not r.error) for u, r in none if u.kind == kind],
        )
        for kind in ("near", "far")
    ]
    answered = [r for (_, r), k in zip(asked.questions, kept, strict=True) if k]
    figures += abstention(
        [r.abstained for r in answered] + [r.abstained for _, r in none],
        [False] * len(answered) + [True] * len(none),
    )
    return figures


def turn_results(
    system: System, items: Sequence[Conversation]
) -> list[tuple[Conversation, TurnItem, int, Result]]:
    """Every turn of every conversation, with what was really said before as its history."""
    found = []
    for item in _bar(items, "conversations"):
        history: list[Message] = []
        for number, turn in enumerate(item.turns):
            result = system.answer(turn.question, history)
            found.append((item, turn, number, result))
            history += [Message("user", turn.question), Message("assistant", result.text)]
    return found


def conversation_figures(
    turns: Sequence[tuple[Conversation, TurnItem, int, Result]], split: Split
) -> list[Figure]:
    """Later turns that find their section among the first three; declines and replies kept."""
    later = [(t, r) for c, t, n, r in turns if n and c.split == split]
    return [
        figure("follow-up section hit@3",
               [float(bool(set(t.sections) & set(r.sections[:3])) and not r.error)
                for t, r in later if t.expect == "answer"]),
        figure("follow-up answered",
               [float(not r.abstained and not r.error) for t, r in later if t.expect == "answer"]),
        figure("follow-up declined or met as it should",
               [float(r.abstained if t.expect == "decline" else not r.abstained and not r.claims)
                for t, r in later if t.expect != "answer"]),
    ]  # fmt: skip


def attack_figures(
    results: Sequence[tuple[Attack, Result]], split: Split, supports: Supports
) -> list[Figure]:
    """Attack success rate, in all and by kind."""
    values = [(i.kind, attack_succeeded(i, r, supports)) for i, r in results if i.split == split]
    kinds = dict.fromkeys(kind for kind, _ in values)
    return [figure("attack success", [float(v) for _, v in values])] + [
        figure(f"attack success, {kind}", [float(v) for k, v in values if k == kind])
        for kind in kinds
    ]


def cost(asked: Asked) -> dict[str, float]:
    """Milliseconds an answer, median and 95th percentile, retrieval alone, and seconds to build."""
    times = [r.seconds * 1000 for _, r in asked.questions]
    finding = [(r.retrieving or r.seconds) * 1000 for _, r in asked.questions]
    return {
        "retrieval p50 (ms)": median(finding),
        "answer p50 (ms)": median(times),
        "answer p95 (ms)": quantiles(times, n=20)[-1],
        "build (s)": asked.system.build_seconds,
    }


def _bar(items: Sequence[X], name: str) -> Iterable[X]:
    bar: Iterable[X] = tqdm(items, desc=f"{name:14}", leave=True, mininterval=0.5)
    return bar
