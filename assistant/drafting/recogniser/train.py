"""Makes the shipped recogniser again: `python -m assistant.drafting.recogniser.train`. Development only.

Learns from said/ (per criterion: sentences that meet it and that nearly do) and texts.jsonl
(whole texts, with the criteria that they do not meet), and from the templates filled with their
examples. Texts teach the sentence classifiers too: the likeliest sentence of a text that says what
a criterion asks for is one that does, and none of a text that does not (multiple-instance learning;
Dietterich et al. 1997, Andrews et al. 2003). What is printed was predicted for texts held out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from assistant.classifier.train import idf, vectors
from assistant.drafting.criteria import by_patterns, plain_text
from assistant.drafting.kinds import Kind, kinds, spoken
from assistant.drafting.recogniser import (
    BUCKETS,
    MODEL,
    CriterionKey,
    buckets_of,
    text_signals,
    windows,
)
from assistant.drafting.review import unwrapped
from assistant.drafting.trial import drafts_of_choices
from assistant.language import detect_language
from assistant.types import Language

HERE = Path(__file__).parent
FOLDS = 5
SENTENCE_FOLDS = 4
STRENGTH = 10.0
# a sentence that nearly meets a criterion teaches more than one about another
NEARLY, OTHER = 2.0, 0.5
LIKELIEST, UNSAID = 8, 2.4
WEIGHT = 3.0  # of the drafts of one kind in one language together
# of texts that meet a criterion: where patterns find nothing, and where they find it
FALSE_ALARMS = (0.25, 0.047)
FORBIDDEN_FALSE_ALARMS = 0.02

Matrix: TypeAlias = sparse.csr_matrix
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence about a criterion, and whether it says what that asks for, or forbids."""

    kind: str
    criterion: str
    says: bool
    text: str


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A whole text: for each criterion whether it says it, and whether the patterns find it.

    Texts of one `source` are never apart in cross-validation; together they weigh as `WEIGHT`.
    """

    kind: str
    says: Mapping[str, bool]
    found: Mapping[str, bool]
    vectors: Matrix
    source: str
    weight: float


@dataclass(frozen=True, slots=True)
class HeldOut:
    """One check of a text that the classifiers did not learn from."""

    key: CriterionKey
    signals: NDArray[np.float64]
    said: bool
    weight: float
    fold: int


@dataclass(frozen=True, slots=True)
class Sentences:
    """All sentences as vectors, with whose they are."""

    said: Sequence[Said]
    vectors: Matrix
    rarity: NDArray[np.float64]

    def about(self, key: CriterionKey) -> tuple[NDArray[np.int64], Flags, Flags]:
        """The sentences of its kind; which of them say the criterion, which are about it."""
        of_kind = np.array([n for n, s in enumerate(self.said) if s.kind == key[0]])
        own = np.array([self.said[n].criterion == key[1] for n in of_kind])
        return of_kind, own & np.array([self.said[n].says for n in of_kind]), own


def main() -> None:
    """Learns, checks and writes."""
    known = kinds()
    said = read_said(known)
    rows = [buckets_of(s.text) for s in said]
    rarity = idf(rows, BUCKETS)
    sentences = Sentences(said, vectors(rows, rarity), rarity)
    texts = [*read_texts(known, rarity), *own_texts(known, rarity)]
    keys = sorted({(s.kind, s.criterion) for s in said})
    forbid = forbidding(known)
    first = {key: _fitted(sentences, key, ()) for key in keys}
    usual = {key: _usual(sentences, key, known[key[0]], key in forbid) for key in keys}
    held_out = _held_out(sentences, texts, first, usual)
    combined = [_combining([h for h in held_out if (h.key in forbid) == flag], said_is_fault=flag)
                for flag in (False, True)]  # fmt: skip
    models = {key: _fitted(sentences, key, texts, first[key]) for key in keys}
    by_kind = _kinds(sentences, texts)
    np.savez_compressed(
        MODEL,
        criteria_kinds=np.array([kind for kind, _ in keys]),
        criteria_ids=np.array([name for _, name in keys]),
        forbids=np.array([key in forbid for key in keys]),
        weights=np.stack([models[k].coef_[0] for k in keys], axis=1).astype(np.float16),
        bias=np.array([models[k].intercept_[0] for k in keys], dtype=np.float32),
        rarity=rarity.astype(np.float16),
        usual=np.array([usual[k] for k in keys], dtype=np.float32),
        combining=np.array([weights for weights, _ in combined]),
        thresholds=np.array([threshold for _, threshold in combined]),
        kinds=np.array(by_kind.classes_, dtype=str),
        kind_weights=by_kind.coef_.T.astype(np.float16),
        kind_bias=by_kind.intercept_.astype(np.float32),
    )
    print(f"{len(said)} sentences, {len(texts)} texts, {len(keys)} criteria, "
          f"{MODEL.stat().st_size / 1e6:.1f} MB")  # fmt: skip


def forbidding(known: Mapping[str, Kind]) -> frozenset[CriterionKey]:
    """The criteria that only forbid."""
    return frozenset(
        (kind.name, c.id)
        for kind in known.values()
        for c in kind.criteria
        if not (c.test.fields or c.test.any.nl or c.test.all.nl)
    )


def read_said(known: Mapping[str, Kind]) -> list[Said]:
    """The sentences of said/, of criteria that still exist."""
    criteria = {(k.name, c.id) for k in known.values() for c in k.criteria}
    forbid = forbidding(known)
    return [
        Said(*key, item["met"] != (key in forbid), text)
        for file in sorted((HERE / "said").glob("*.jsonl"))
        for item in map(json.loads, file.read_text(encoding="utf-8").splitlines())
        if (key := (file.stem, item["criterion"])) in criteria
        for text in (*item["nl"], *item["en"])
    ]


def read_texts(known: Mapping[str, Kind], rarity: NDArray[np.float64]) -> list[LabelledText]:
    """The texts of texts.jsonl."""
    lines = (HERE / "texts.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        _labelled(item["text"], known[item["kind"]], frozenset(item["faults"]), rarity, str(n), 1.0)
        for n, item in enumerate(map(json.loads, lines))
    ]


def own_texts(known: Mapping[str, Kind], rarity: NDArray[np.float64]) -> list[LabelledText]:
    """What the templates write of their examples and of each choice: it meets every criterion."""
    return [
        _labelled(draft.text, kind, frozenset(), rarity, f"{kind.name} {language}", WEIGHT / len(drafts))
        for kind in known.values()
        for language in get_args(Language)
        for drafts in [drafts_of_choices(kind, language).values()]
        for draft in drafts
    ]  # fmt: skip


def _labelled(
    text: str,
    kind: Kind,
    faults: frozenset[str],
    rarity: NDArray[np.float64],
    source: str,
    weight: float,
) -> LabelledText:
    plain = plain_text(unwrapped(text))
    language = detect_language(plain, spoken()) or "nl"
    forbid = forbidding({kind.name: kind})
    found = {c.id: c.passed != ((kind.name, c.id) in forbid)
             for c in by_patterns(plain, kind, language)}  # fmt: skip
    says = {name: (name not in faults) != ((kind.name, name) in forbid) for name in found}
    rows = [buckets_of(part) for part in windows(plain)]
    return LabelledText(kind.name, says, found, vectors(rows, rarity), source, weight)


def _fitted(
    sentences: Sentences,
    key: CriterionKey,
    texts: Sequence[LabelledText],
    first: LogisticRegression | None = None,
) -> LogisticRegression:
    """The classifier of one criterion; `first` finds the likeliest sentences of the texts."""
    of_kind, says, own = sentences.about(key)
    rows, labels = [sentences.vectors[of_kind]], [says]
    weights = [np.where(says, 1.0, np.where(own, NEARLY, OTHER))]
    for text in texts:
        if text.kind != key[0] or key[1] not in text.says or first is None:
            continue
        said = text.says[key[1]]
        best_first = np.argsort(-first.decision_function(text.vectors))
        likeliest = best_first[: 1 if said else LIKELIEST]
        rows.append(text.vectors[likeliest])
        labels.append(np.full(len(likeliest), said))
        weights.append(np.full(len(likeliest), text.weight * (1.0 if said else UNSAID)))
    model = LogisticRegression(C=STRENGTH, max_iter=300, class_weight="balanced")
    return model.fit(
        sparse.vstack(rows), np.concatenate(labels), sample_weight=np.concatenate(weights)
    )


def _usual(sentences: Sentences, key: CriterionKey, kind: Kind, forbids: bool) -> list[float]:
    """What is usual of a criterion, in the order of `USUAL`."""
    of_kind, says, own = sentences.about(key)
    x, weights = sentences.vectors[of_kind], np.where(says, 1.0, np.where(own, NEARLY, OTHER))
    fold = np.arange(len(of_kind)) % SENTENCE_FOLDS
    scores = np.zeros(len(of_kind))
    for n in range(SENTENCE_FOLDS):
        model = LogisticRegression(C=STRENGTH, max_iter=300, class_weight="balanced")
        model.fit(x[fold != n], says[fold != n], sample_weight=weights[fold != n])
        scores[fold == n] = model.decision_function(x[fold == n])
    nearly = own & ~says
    found = np.array([_found(sentences.said[n].text, kind, key[1], forbids) for n in of_kind[own]])
    rightly, wrongly = (
        float((1 + found[those[own]].sum()) / (2 + those.sum())) for those in (says, nearly)
    )
    return [
        float(scores[says].mean()),
        float(scores[nearly].mean()),
        float(np.log(rightly / wrongly)),
        float(np.log((1 - rightly) / (1 - wrongly))),
        rightly,
        wrongly,
    ]


def _found(text: str, kind: Kind, criterion: str, forbids: bool) -> bool:
    """Whether the patterns find what the criterion asks for, or forbids."""
    language = detect_language(text, spoken()) or "nl"
    checks = by_patterns(text, kind, language)
    return any(c.id == criterion and c.passed != forbids for c in checks)


def _held_out(
    sentences: Sentences,
    texts: Sequence[LabelledText],
    first: Mapping[CriterionKey, LogisticRegression],
    usual: Mapping[CriterionKey, list[float]],
) -> list[HeldOut]:
    """Every check of every text, under classifiers that did not learn from it."""
    sources = sorted({t.source for t in texts})
    folds = dict(
        zip(sources, np.random.default_rng(0).permutation(len(sources)) % FOLDS, strict=True)
    )
    checks = []
    for n in range(FOLDS):
        rest = [t for t in texts if folds[t.source] != n]
        models = {key: _fitted(sentences, key, rest, model) for key, model in first.items()}
        for text in (t for t in texts if folds[t.source] == n):
            for name, found in text.found.items():
                if model := models.get((text.kind, name)):
                    scores = model.decision_function(text.vectors).astype(np.float32)
                    kept = np.array(usual[text.kind, name], dtype=np.float32)
                    signals = text_signals(scores, kept, found=found)
                    checks.append(
                        HeldOut((text.kind, name), signals, text.says[name], text.weight, n)
                    )
    return checks


def _combining(
    checks: Sequence[HeldOut], *, said_is_fault: bool
) -> tuple[NDArray[np.float64], tuple[float, float]]:
    """The weights of the signals and the bias, and the two thresholds.

    What a pattern forbids and finds is exact; what it asks for is one way of saying it.
    """
    x, said = np.array([c.signals for c in checks]), np.array([c.said for c in checks])
    weights, fold = np.array([c.weight for c in checks]), np.array([c.fold for c in checks])
    probability = np.zeros(len(said))
    for n in range(FOLDS):
        model = _logistic().fit(x[fold != n], said[fold != n], weights[fold != n])
        probability[fold == n] = model.predict_proba(x[fold == n])[:, 1]
    found, written = x[:, 0] > 0, weights == 1.0
    good = written & (said != said_is_fault)
    if said_is_fault:
        thresholds = (float(np.quantile(probability[good], 1 - FORBIDDEN_FALSE_ALARMS)), 0.0)
    else:
        lost, kept = (
            float(np.quantile(probability[good & (found == flag)], share))
            for flag, share in zip((False, True), FALSE_ALARMS, strict=True)
        )
        thresholds = (lost, kept)
    learned = probability >= np.where(found, thresholds[1], thresholds[0])
    for told, guess in (("patterns", found), ("learned", learned)):
        fault = guess == said_is_fault
        print(
            f"{'forbidden' if said_is_fault else 'asked for'}, {told}: "
            f"{np.mean(fault[written & ~good]):.3f} of {np.sum(written & ~good)} faults found, "
            f"{np.mean(fault[good]):.3f} false alarms, own drafts {np.mean(fault[~written]):.3f}"
        )
    area = roc_auc_score(said[written], probability[written])
    print(f"held out: area {area:.3f}; thresholds {thresholds[0]:.2f}, {thresholds[1]:.2f}")
    model = _logistic().fit(x, said, weights)
    return np.append(model.coef_[0], model.intercept_[0]), thresholds


def _logistic() -> LogisticRegression:
    return LogisticRegression(C=10.0, max_iter=3000, class_weight="balanced")


def _kinds(sentences: Sentences, texts: Sequence[LabelledText]) -> LogisticRegression:
    """The classifier of kinds, from the sentences of said/ and of the texts."""
    rows = sparse.vstack([sentences.vectors, *(t.vectors for t in texts)])
    labels = [s.kind for s in sentences.said]
    labels += [t.kind for t in texts for _ in range(t.vectors.shape[0])]
    return LogisticRegression(C=STRENGTH, max_iter=300).fit(rows, labels)


if __name__ == "__main__":
    main()
