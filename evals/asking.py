"""Everything that is asked of the assistant, drafted, reviewed and checked, over both splits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from typing import Any

from assistant.answering import Assistant, check_for, load_assistant
from assistant.faithfulness import check_in_section
from assistant.types import Claim, PassageId
from evals.checker import Judged, judged_claims
from evals.drafts import Drafted, draft_all
from evals.items import (
    DATASETS,
    Attack,
    BriefItem,
    ClaimItem,
    Conversation,
    Independent,
    LabelledBrief,
    Question,
    Split,
    T,
    TextItem,
    Unanswerable,
    load,
)
from evals.measure import Asked, ask_all, editions, question_values, turn_results
from evals.metrics.answers import Supports, verbatim
from evals.metrics.statistics import Values
from evals.reading import Read, read_all
from evals.reviews import review_all
from evals.systems import Result, assistant_system, bm25_system, dense_system, naive_system


@dataclass(frozen=True, slots=True)
class Answered:
    """What was asked and what came back, over both splits."""

    asked: dict[str, Asked]
    values: dict[str, dict[str, Values]]
    turns: Sequence[Any]
    attacks: Sequence[tuple[Attack, Result]]
    supports: Supports
    independent: Sequence[tuple[Independent, Result]] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """What was drafted, read and checked, over both splits."""

    drafted: Sequence[Drafted]
    judged: Judged
    reviewed: Sequence[Any]
    read: Sequence[Read]


@cache
def the_assistant() -> Assistant:
    """The assistant of this process."""
    return load_assistant()


@contextmanager
def beside(tasks: Sequence[Callable[[], Any]], jobs: int) -> Iterator[Callable[[], list[Any]]]:
    """Runs the tasks in processes beside the block, or after it with one job; gives their results."""
    if jobs == 1:
        yield lambda: [task() for task in tasks]
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        futures = [pool.submit(task) for task in tasks]
        yield lambda: [future.result() for future in futures]


def independent(
    split: Split, assistant: Assistant | None = None, every: int = 1
) -> list[tuple[Independent, Result]]:
    """The independent questions of a split with their answers, of one question in `every`."""
    ours = assistant_system(assistant or the_assistant())
    items = load(DATASETS / "independent.jsonl", Independent)[::every]
    return [(i, ours.answer(i.question)) for i in items if i.split == split]


def ask_everything(assistant: Assistant, baselines: bool, every: int = 1) -> Answered:
    """Every system over its questions, and the assistant over the conversations and attacks."""

    def items(name: str, model: type[T]) -> Sequence[T]:
        return load(DATASETS / f"{name}.jsonl", model)[::every]

    ours = assistant_system(assistant)
    texts = editions(assistant)
    checked = check_for(assistant.index, "nl") if assistant.model else None

    def supports(text: str, cited: Sequence[PassageId]) -> bool:
        quoted = verbatim(Claim(text, tuple(cited)), texts)
        return quoted or (checked is not None and checked(text, cited))

    others = (bm25_system, dense_system, naive_system) if baselines else ()
    systems = [ours, *(system(assistant.index) for system in others)]
    questions, none = items("questions", Question), items("unanswerable", Unanswerable)
    asked = {s.name: ask_all(s, questions, none) for s in systems}
    return Answered(
        asked=asked,
        values={n: question_values(a.questions, supports, texts) for n, a in asked.items()},
        turns=turn_results(ours, items("conversations", Conversation)),
        attacks=[(i, ours.answer(i.text)) for i in items("adversarial", Attack)],
        supports=supports,
    )


def write_all() -> Written:
    """Every brief drafted and read, every text reviewed, every claim judged."""
    index = the_assistant().index
    return Written(
        drafted=draft_all(load(DATASETS / "briefs.jsonl", BriefItem)),
        judged=judged_claims(
            lambda claim, section: check_in_section(index, claim, section),
            load(DATASETS / "claims.jsonl", ClaimItem),
        ),
        reviewed=review_all(load(DATASETS / "texts.jsonl", TextItem)),
        read=read_all(load(DATASETS / "labelled.jsonl", LabelledBrief)),
    )
