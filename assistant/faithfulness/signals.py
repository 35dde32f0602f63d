"""The signals between a claim and a passage from which the checker decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from assistant.faithfulness.alignment import SAME_STEM, Alignment, by_wordings
from assistant.faithfulness.differences import (
    CARRIED,
    Facing,
    Pair,
    Told,
    Values,
    carried_back,
    compare,
    conflicts,
    paired,
)
from assistant.faithfulness.edition import Edition
from assistant.faithfulness.known import against_nearest, nearness, saying_gap
from assistant.faithfulness.reading import Reading, Token, read
from assistant.types import Language

BARELY = 0.3
CONTEXT, WORDED = 0.9, 0.9
COSINE_SHARE = 0.3
HERE = 0.06


@dataclass(frozen=True, slots=True)
class Finding:
    """The signals of one claim and one passage, by name, and what to tell about them.

    `told` holds (kind of difference, words of the claim, words of the passage).
    """

    sentence: int
    values: Mapping[str, float]
    told: tuple[tuple[str, str, str], ...]


def findings(
    claim: Reading,
    aligned: Alignment,
    edition: Edition,
    cited: NDArray[np.int64],
    most: int,
    without: str = "",
) -> tuple[Finding, ...]:
    """A finding for each of the `most` passages among those cited that carry the claim best.

    What is known from the writer `without` is left out: for learning from that writer's claims.
    """
    sayings = edition.sayings
    told = np.ones(len(sayings.texts), bool) if not without else sayings.writers != without
    carried = _carried(aligned, edition)
    own = edition.among(cited)
    places = np.flatnonzero(own)
    rank = carried.total[places] + COSINE_SHARE * aligned.cosine[places]
    best: dict[int, int] = {}
    for place in places[np.argsort(-rank, kind="stable")]:
        best.setdefault(int(edition.owner[place]), int(place))
        if len(best) == most:
            break
    around = _around(aligned, edition, carried, own, told)
    return tuple(
        _finding(claim, aligned, edition, carried, around, place, told) for place in best.values()
    )


@dataclass(frozen=True, slots=True)
class _Carried:
    """Strengths with context, shape (words, sentences), and the weighted share of each sentence."""

    strength: NDArray[np.float32]
    share: NDArray[np.float32]
    total: NDArray[np.float32]


def _carried(aligned: Alignment, edition: Edition) -> _Carried:
    context = CONTEXT * aligned.context[:, edition.context[edition.owner]]
    strength = np.maximum(aligned.soft, context)
    share = aligned.weights / max(float(aligned.weights.sum()), 1e-6)
    return _Carried(strength, share, share @ strength)


def _around(
    aligned: Alignment,
    edition: Edition,
    carried: _Carried,
    own: NDArray[np.bool_],
    told: NDArray[np.bool_],
) -> dict[str, float]:
    """What is the same for every passage: how it stands with the section and with the rest."""
    within = carried.strength[:, own].max(axis=1, initial=0.0)
    anywhere = carried.strength.max(axis=1, initial=0.0)
    lexical = carried.share @ aligned.lexical
    rest = ~own
    return {
        "cited_share": float(carried.share @ within),
        "cited_least": float(within.min(initial=1.0)),
        "unknown": float((anywhere < CARRIED).sum()),
        "cited_cosine": float(aligned.cosine[own].max(initial=0.0)),
        "saying_gap": saying_gap(aligned, edition, own, told),
        "elsewhere_gap": float(carried.total[rest].max(initial=0.0) - carried.total[own].max()),
        "elsewhere_lexical_gap": float(lexical[rest].max(initial=0.0) - lexical[own].max()),
        "elsewhere_cosine_gap": float(
            aligned.cosine[rest].max(initial=0.0) - aligned.cosine[own].max()
        ),
    }


def _finding(
    claim: Reading,
    aligned: Alignment,
    edition: Edition,
    carried: _Carried,
    around: Mapping[str, float],
    place: int,
    told_before: NDArray[np.bool_],
) -> Finding:
    passage = int(edition.owner[place])
    first = int(edition.first[passage])
    last = int(edition.first[passage + 1]) if passage + 1 < len(edition.first) else None
    siblings = slice(first, last)
    near = np.flatnonzero(edition.among(edition.cluster[passage]))
    facing = Facing(
        claim=claim,
        sentence=edition.sentences[place],
        passage=edition.sentences[siblings],
        context=edition.contexts[int(edition.context[passage])],
        near=[edition.sentences[n] for n in near],
        pairs=_pairs(claim, aligned, edition, place, siblings),
    )
    values, told = {**around}, Told()
    _coverage(values, told, claim, aligned, carried, edition, place, siblings)
    compare(facing, values, told)
    strength = carried.strength[:, near].max(axis=1)
    values["list"] = float(carried.share @ strength)
    values["list_left"] = float((strength < CARRIED).sum())
    values["passage_cosine"] = float(aligned.passage_cosine[passage])
    values["heads"] = _other_head(told, claim, edition, passage)
    values["asks"] = float(facing.sentence.question)
    values["sentences"] = float(len(facing.passage))
    values["english"] = float(claim.language == "en")
    values["crossed"] = float(claim.language != edition.language)
    values["conflicts"] = conflicts(values)
    about = np.flatnonzero((edition.sayings.of == passage) & told_before)
    values.update(nearness(aligned, edition, about))
    values.update(against_nearest(claim, aligned, edition, carried.share, about))
    return Finding(place, values, tuple(told))


def _coverage(
    values: Values,
    told: Told,
    claim: Reading,
    aligned: Alignment,
    carried: _Carried,
    edition: Edition,
    place: int,
    siblings: slice,
) -> None:
    """Which words are carried: by this sentence, by its passage; and what is left over."""
    share = carried.share
    whole = carried.strength[:, siblings].max(axis=1)
    content = [t for t in claim.tokens if t.weight]
    values["exact"] = float(share @ (aligned.lexical[:, place] >= SAME_STEM))
    values["lexical"] = float(share @ aligned.lexical[:, place])
    values["soft"] = float(share @ aligned.soft[:, place])
    values["carried"] = float(share @ carried.strength[:, place])
    values["whole"] = float(share @ whole)
    values["whole_lexical"] = float(share @ aligned.lexical[:, siblings].max(axis=1))
    values["least"] = float(whole.min(initial=1.0))
    values["cosine"] = float(aligned.cosine[place])
    other = by_wordings(aligned, edition, int(edition.owner[place]))
    worded = np.maximum(whole, WORDED * other)
    values["worded"] = float(share @ worded)
    values["worded_least"] = float(worded.min(initial=1.0))
    values["worded_left"] = float((worded < CARRIED).sum())
    values.update(_left_over(whole, aligned.weights))
    values.update(_by_part(content, whole, aligned.weights))
    values["words"] = float(len(content))
    values["back"] = carried_back(content, edition.sentences[place])
    values["said"] = float(sum(t.weight > 0 for t in edition.sentences[place].tokens))
    missing = [t.word for t, x in zip(content, whole, strict=True) if x < CARRIED]
    if missing:
        told.append(("addition", ", ".join(dict.fromkeys(missing)), ""))


def _left_over(whole: NDArray[np.float32], weights: NDArray[np.float32]) -> Values:
    """What the passage does not carry.

    `whole` is how strongly the passage carries each content word of the claim.
    """
    left = (whole < CARRIED).astype(float)
    return {
        "left": float(left.sum()),
        "left_weight": float(left @ weights),
        "left_rare": float(((whole < BARELY) & (weights > 0.85)).sum()),
        "left_share": float(left.mean()) if len(left) else 0.0,
    }


def _by_part(
    content: Sequence[Token], whole: NDArray[np.float32], weights: NDArray[np.float32]
) -> Values:
    """How the claim's least carried part stands, and its last and first word."""
    parts: dict[int, list[int]] = {}
    for number, token in enumerate(content):
        parts.setdefault(token.part, []).append(number)
    shares = [float(whole[p] @ weights[p] / weights[p].sum()) for p in parts.values()]
    return {
        "part_least": min(shares, default=0.0),
        "last": float(whole[-1]) if len(whole) else 0.0,
        "first": float(whole[0]) if len(whole) else 0.0,
    }


def _pairs(
    claim: Reading, aligned: Alignment, edition: Edition, place: int, siblings: slice
) -> tuple[Pair, ...]:
    """The content words of the claim with the word of the passage that carries each best.

    Of equally good words the one in the sentence `place` is taken.
    """
    said = [(t, n) for n in range(*siblings.indices(len(edition.sentences)))
            for t in edition.sentences[n].tokens]  # fmt: skip
    if not said:
        return ()
    ids, starts = edition.words.ids, edition.words.starts
    start, end = int(starts[siblings][0]), siblings.stop
    ids = ids[start : int(starts[end]) if end is not None and end < len(starts) else None]
    ids = ids[ids < len(edition.lexicon.stems)]
    strengths = aligned.table[:, ids]
    here = HERE * np.array([n == place for _, n in said], dtype=np.float32)
    return paired([t for t in claim.tokens if t.weight], [t for t, _ in said], strengths, here)


def _other_head(told: Told, claim: Reading, edition: Edition, passage: int) -> float:
    """Whether the claim names the head of another column of the table and not this one's."""
    cell = edition.passages[passage]
    if cell.kind != "cell" or not cell.column:
        return 0.0
    heads = _heads(edition.language, tuple(_columns(edition, passage)))
    said = {t.stem for t in claim.tokens}
    if heads.get(cell.column, frozenset()) & said:
        return 0.0
    other = next((name for name, stems in heads.items() if stems & said), "")
    if other:
        told.append(("column", other, cell.column))
    return float(bool(other))


def _columns(edition: Edition, passage: int) -> dict[str, None]:
    cell = edition.passages[passage]
    those = edition.section[cell.section]
    return dict.fromkeys(edition.passages[n].column for n in those if edition.passages[n].column)


@cache
def _heads(language: Language, columns: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
    """The stems that name each column and no other."""
    stems = {c: {t.stem for t in read(c, language).tokens if t.weight} for c in columns}
    return {
        c: frozenset(own - {s for o, others in stems.items() if o != c for s in others})
        for c, own in stems.items()
    }
