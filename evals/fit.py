"""Learns the weights of retrieval and of deciding on the dev half of three sets: `python -m evals.fit`.

Writes assistant/weights.json and prints what cross-validation says; folds keep the questions
about one block of the guideline together, so that what is printed is generalisation.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from assistant.answering import load_assistant
from assistant.decide import DECIDING, deciding_signals
from assistant.index import Index
from assistant.retrieval import (
    SIGNALS,
    WEIGHTS,
    Weights,
    evidence_for,
    learned_weights,
    signals_for,
)
from evals.items import DATASETS, Independent, Question, Unanswerable, load, passages

FOLDS = 8
NEGATIVES = 40
POSITIVES = 3
STRENGTH = 0.3
DECIDING_STRENGTH = 30.0
ROUND = 3

Matrix = NDArray[np.float64]
Asked = Question | Independent


def main() -> None:
    """Learns, checks and writes."""
    index = load_assistant().index
    questions = dev_questions()
    weights = learned(index, questions)
    _write({**learned_weights(), **weights})
    print(weights)
    deciding = _deciding(index, questions)
    _write({**weights, "deciding": deciding})
    print("deciding:", deciding)


def dev_questions() -> list[Asked]:
    """What retrieval is fitted on."""
    ours = load(DATASETS / "questions.jsonl", Question)
    others = load(DATASETS / "independent.jsonl", Independent)
    both: list[Asked] = [*ours, *others]
    return [q for q in both if q.split == "dev" and q.passages]


def dev_unanswerable() -> list[Unanswerable | Independent]:
    """What declining is fitted on, beside the questions."""
    ours = load(DATASETS / "unanswerable.jsonl", Unanswerable)
    others = load(DATASETS / "independent.jsonl", Independent)
    return [*(u for u in ours if u.split == "dev"),
            *(i for i in others if i.split == "dev" and i.kind != "answerable")]  # fmt: skip


def learned(index: Index, questions: Sequence[Asked], without: Sequence[str] = ()) -> Weights:
    """The weights of the signals, nought for those left out.

    Prints how often the gold passage stands first when held out.
    """
    kept = np.array([name not in without for name in SIGNALS], dtype=float)
    signals = [signals_for(index, q.question) * kept for q in questions]
    groups = [_block(q) for q in questions]
    gold = [[index.position[p] for p in q.passages] for q in questions]
    held_out = _cross_validated(signals, gold, groups)
    print(f"ranking, {FOLDS}-fold: gold passage first {_first(held_out, gold):.3f} of "
          f"{len(questions)} dev questions")  # fmt: skip
    ranking = dict(
        zip(SIGNALS, (_ranking(signals, gold) * kept).round(ROUND).tolist(), strict=True)
    )
    return {"ranking": ranking}


def _write(weights: object) -> None:
    WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    learned_weights.cache_clear()


def _block(question: Asked) -> str:
    place = passages()[question.passages[0]]
    return " | ".join((place.section, *place.blocks[:1], place.box, place.row))


def _ranking(signals: Sequence[Matrix], gold: Sequence[Sequence[int]]) -> Matrix:
    """Weights under which gold passages stand above others: logistic regression on differences.

    Pairwise learning to rank (Burges et al. 2005, RankNet, with a linear scorer); each question
    weighs the same. A weight below nought becomes nought: every signal speaks for a passage.
    """
    differences, importance = [], []
    for rows, right in zip(signals, gold, strict=True):
        rough = rows.sum(axis=1)
        wrong = [n for n in np.argsort(-rough)[:NEGATIVES] if n not in set(right)]
        best = sorted(right, key=lambda n: -rough[n])[:POSITIVES]
        for one in best:
            for other in wrong:
                differences.append(rows[one] - rows[other])
                importance.append(20 / len(best) / len(wrong))
    x, w = np.array(differences), np.array(importance)
    model = LogisticRegression(C=STRENGTH, fit_intercept=False, max_iter=2000)
    model.fit(np.vstack([x, -x]), np.r_[np.ones(len(x)), np.zeros(len(x))], np.r_[w, w])
    learned: Matrix = np.maximum(model.coef_[0], 0.0)
    return learned


def _cross_validated(
    signals: Sequence[Matrix], gold: Sequence[Sequence[int]], groups: Sequence[str]
) -> list[Matrix]:
    scores: list[Matrix] = [np.zeros(0)] * len(signals)
    for train, test in GroupKFold(FOLDS).split(signals, groups=groups):
        weights = _ranking([signals[n] for n in train], [gold[n] for n in train])
        for n in test:
            scores[n] = signals[n] @ weights
    return scores


def _first(scores: Sequence[Matrix], gold: Sequence[Sequence[int]]) -> float:
    return float(np.mean([int(np.argmax(s)) in set(g) for s, g in zip(scores, gold, strict=True)]))


def _deciding(index: Index, questions: Sequence[Asked]) -> dict[str, float]:
    """Logistic regression, both classes weighing the same; prints the errors when held out."""
    none = dev_unanswerable()
    texts = [q.question for q in questions] + [u.question for u in none]
    x = np.array([deciding_signals(index, t, evidence_for(index, t)) for t in texts])
    y = np.array([1] * len(questions) + [0] * len(none))
    groups = [_block(q) for q in questions] + [u.id for u in none]
    probability = np.zeros(len(y))
    for train, test in GroupKFold(FOLDS).split(x, groups=groups):
        model = LogisticRegression(class_weight="balanced", C=DECIDING_STRENGTH, max_iter=5000)
        probability[test] = model.fit(x[train], y[train]).predict_proba(x[test])[:, 1]
    print(f"deciding, {FOLDS}-fold, at 0.5: {np.mean(probability[y == 1] < 0.5):.3f} of answerable "
          f"declined, {np.mean(probability[y == 0] < 0.5):.3f} of unanswerable")  # fmt: skip
    model = LogisticRegression(class_weight="balanced", C=DECIDING_STRENGTH, max_iter=5000).fit(
        x, y
    )
    learned = {"bias": float(model.intercept_[0])}
    learned |= dict(zip(DECIDING, map(float, model.coef_[0]), strict=True))
    return {name: round(value, ROUND) for name, value in learned.items()}


if __name__ == "__main__":
    main()
