"""The signals between a claim and a passage from which the checker decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from assistant.faithfulness.alignment import Alignment, Edition
from assistant.faithfulness.reading import Reading, Token, negations, read, word_lists
from assistant.language import normalized, stem
from assistant.types import Language

CARRIED, BARELY = 0.5, 0.3
CONTEXT = 0.9
COSINE_SHARE = 0.3
MARKS = ("must", "should", "may", "forbidden", "unneeded", "before", "after", "during", "all",
         "most", "some", "few", "only", "more", "less", "freely", "refusal")  # fmt: skip
# roles that do not exclude each other: naming the one where the passage names the other is no fault
KIN = ({"gemeente", "bestuurder", "ambtenaren"}, {"inwoners", "deelnemers"},
       {"college", "bestuurder", "gemeente"}, {"wethouder", "bestuurder"},
       {"burgemeester", "bestuurder"}, {"initiatiefnemer", "ontwikkelaar", "huisvester"},
       {"gespreksleider", "bemiddelaar"}, {"media", "woordvoerder"})  # fmt: skip


Pair = tuple[Token, Token, int]


@dataclass(frozen=True, slots=True)
class Finding:
    """The signals of one claim and one passage, by name, and what to tell about them.

    `told` holds (kind of difference, words of the claim, words of the passage).
    """

    sentence: int
    values: Mapping[str, float]
    told: tuple[tuple[str, str, str], ...] = field(default=())


def findings(
    claim: Reading, aligned: Alignment, edition: Edition, cited: NDArray[np.int64], most: int
) -> tuple[Finding, ...]:
    """A finding for each of the `most` passages among those cited that carry the claim best."""
    carried = _carried(aligned, edition)
    own = np.isin(edition.owner, cited)
    places = np.flatnonzero(own)
    rank = carried.total[places] + COSINE_SHARE * aligned.cosine[places]
    best: dict[int, int] = {}
    for place in places[np.argsort(-rank, kind="stable")]:
        best.setdefault(int(edition.owner[place]), int(place))
        if len(best) == most:
            break
    around = _around(aligned, edition, carried, own)
    return tuple(
        _finding(claim, aligned, edition, carried, around, place) for place in best.values()
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
    aligned: Alignment, edition: Edition, carried: _Carried, own: NDArray[np.bool_]
) -> dict[str, float]:
    """What is the same for every passage: how it stands with the section and with the rest."""
    within = carried.strength[:, own].max(axis=1, initial=0.0)
    lexical = carried.share @ aligned.lexical
    rest = ~own
    return {
        "cited_share": float(carried.share @ within),
        "cited_least": float(within.min(initial=1.0)),
        "cited_cosine": float(aligned.cosine[own].max(initial=0.0)),
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
) -> Finding:
    passage = int(edition.owner[place])
    first = int(edition.first[passage])
    last = int(edition.first[passage + 1]) if passage + 1 < len(edition.first) else None
    siblings = slice(first, last)
    sentence = edition.sentences[place]
    whole = edition.sentences[siblings]
    context = edition.contexts[int(edition.context[passage])]
    values = {**around}
    told: list[tuple[str, str, str]] = []
    _coverage(values, told, claim, aligned, carried, edition, place, siblings)
    pairs = _pairs(claim, aligned, edition, place)
    _denial(values, told, claim, sentence, whole, pairs)
    values["inversions"] = _inversions(pairs)
    _opposites(values, told, claim, sentence, whole)
    _marks(values, told, claim, sentence, whole, context)
    _numbers(values, told, claim, sentence, whole, context)
    _actors(values, told, claim, sentence, whole, context)
    _cluster(values, claim, carried, edition, passage)
    values["passage_cosine"] = float(aligned.passage_cosine[passage])
    values["heads"] = _other_head(told, claim, edition, passage)
    values["asks"] = float(sentence.question)
    values["sentences"] = float(len(whole))
    values["english"] = float(claim.language == "en")
    values["crossed"] = float(claim.language != edition.language)
    return Finding(place, values, tuple(told))


def _coverage(
    values: dict[str, float],
    told: list[tuple[str, str, str]],
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
    here = carried.strength[:, place]
    content = [t for t in claim.tokens if t.weight]
    values["exact"] = float(share @ aligned.exact[:, place])
    values["lexical"] = float(share @ aligned.lexical[:, place])
    values["soft"] = float(share @ aligned.soft[:, place])
    values["carried"] = float(share @ here)
    values["whole"] = float(share @ whole)
    values["whole_lexical"] = float(share @ aligned.lexical[:, siblings].max(axis=1))
    values["least"] = float(whole.min(initial=1.0))
    values["cosine"] = float(aligned.cosine[place])
    left = (whole < CARRIED).astype(float)
    values["left"] = float(left.sum())
    values["left_weight"] = float(left @ aligned.weights)
    values["left_rare"] = float(((whole < BARELY) & (aligned.weights > 0.85)).sum())
    values["left_share"] = float(left.mean()) if len(left) else 0.0
    best = carried.strength.max(axis=1, initial=0.0)
    values["unknown"] = float((best < CARRIED).sum())
    parts: dict[int, list[int]] = {}
    for number, token in enumerate(content):
        parts.setdefault(token.part, []).append(number)
    shares = [float(np.average(whole[p], weights=aligned.weights[p])) for p in parts.values()]
    values["part_least"] = min(shares, default=0.0)
    values["last"] = float(whole[-1]) if len(whole) else 0.0
    values["first"] = float(whole[0]) if len(whole) else 0.0
    values["words"] = float(len(content))
    said = [t for t in edition.sentences[place].tokens if t.weight]
    stems = {t.stem for t in content}
    values["back"] = sum(t.weight for t in said if t.stem in stems) / max(
        sum(t.weight for t in said), 1e-6
    )
    values["said"] = float(len(said))
    missing = [t.word for t, x in zip(content, whole, strict=True) if x < CARRIED]
    if missing:
        told.append(("addition", ", ".join(dict.fromkeys(missing)), ""))


def _pairs(claim: Reading, aligned: Alignment, edition: Edition, place: int) -> tuple[Pair, ...]:
    """The content words of the claim with the word of the sentence that carries each best."""
    said = edition.sentences[place].tokens
    if not said:
        return ()
    start = int(edition.starts[place]) + 1
    strengths = aligned.table[:, edition.ids[start : start + len(said)]]
    content = [t for t in claim.tokens if t.weight]
    best = strengths.argmax(axis=1)
    return tuple(
        (token, said[int(at)], int(at))
        for token, at, row in zip(content, best, strengths, strict=True)
        if row[at] >= CARRIED
    )


def _inversions(pairs: Sequence[Pair]) -> float:
    """The share of pairs of words that stand in the other order in the sentence."""
    places = [at for *_, at in pairs]
    total = len(places) * (len(places) - 1) / 2
    turned = sum(a > b for n, a in enumerate(places) for b in places[n + 1 :])
    return turned / total if total else 0.0


def _cluster(
    values: dict[str, float],
    claim: Reading,
    carried: _Carried,
    edition: Edition,
    passage: int,
) -> None:
    """How the claim is carried by the passage with the rest of its list, cell or box."""
    near = np.flatnonzero(np.isin(edition.owner, edition.cluster[passage]))
    strength = carried.strength[:, near].max(axis=1)
    values["list"] = float(carried.share @ strength)
    values["list_left"] = float((strength < CARRIED).sum())
    known = {v for n in near for v in edition.sentences[n].numbers}
    values["list_number_missing"] = float(sum(v not in known for v in claim.numbers))
    actors = {a for n in near for a in edition.sentences[n].actors}
    values["list_actor_missing"] = float(sum(a not in actors for a in claim.actors))


def _denial(
    values: dict[str, float],
    told: list[tuple[str, str, str]],
    claim: Reading,
    sentence: Reading,
    whole: Sequence[Reading],
    pairs: Sequence[Pair],
) -> None:
    """Whether both deny, or both do not, for the sentence and for the words that they share."""
    ours, theirs = negations(claim), negations(sentence)
    values["denies"], values["denied"] = float(ours), float(theirs)
    values["denial_differs"] = float((ours > 0) != (theirs > 0))
    values["denial_nowhere"] = float(ours > 0 and not any(negations(s) for s in whole))
    refusal = [len(r.marks.get("refusal", ())) for r in (claim, sentence)]
    values["polarity"] = float((ours + refusal[0]) % 2 != (theirs + refusal[1]) % 2)
    total = sum(one.weight for one, *_ in pairs) or 1.0
    turned = sum(one.weight for one, other, _ in pairs if one.denied and not other.denied)
    lifted = sum(one.weight for one, other, _ in pairs if other.denied and not one.denied)
    values["denial_turned"], values["denial_lifted"] = turned / total, lifted / total
    values["denial_kept"] = float(ours > 0 and theirs > 0) * (1 - (turned + lifted) / total)
    if ours and not theirs:
        told.append(("negation_added", claim.marks["negation"][0], ""))
    if theirs and not ours:
        told.append(("negation_dropped", "", sentence.marks["negation"][0]))


@cache
def _antonyms(language: Language) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for left, right in word_lists()["antonyms"][language]:
        sides = [{stem(normalized(w), language) for w in side.split()} for side in (left, right)]
        for one, other in (sides, sides[::-1]):
            for word in one:
                found.setdefault(word, set()).update(other - one)
    return {word: frozenset(others) for word, others in found.items()}


def _opposites(
    values: dict[str, float],
    told: list[tuple[str, str, str]],
    claim: Reading,
    sentence: Reading,
    whole: Sequence[Reading],
) -> None:
    """Words of the claim whose opposite stands in the sentence and that themselves do not."""
    values["opposite"] = values["opposite_passage"] = values["prefix"] = 0.0
    if claim.language != sentence.language:
        return
    antonyms = _antonyms(claim.language)
    here = {t.stem: t.word for t in sentence.tokens}
    passage = {t.stem for s in whole for t in s.tokens}
    prefixes = ("on",) if claim.language == "nl" else ("un", "in", "im", "dis")
    for token in claim.tokens:
        if token.stem in passage:
            continue
        against = antonyms.get(token.stem, frozenset())
        hit = next((here[o] for o in against if o in here), "")
        values["opposite"] += bool(hit)
        values["opposite_passage"] += bool(against & passage)
        for prefix in prefixes:
            if token.stem.startswith(prefix) and token.stem[len(prefix) :] in passage:
                hit, values["prefix"] = token.stem[len(prefix) :], 1.0
            if prefix + token.stem in passage:
                hit, values["prefix"] = prefix + token.word, 1.0
        if hit:
            told.append(("opposite", token.word, hit))


def _marks(
    values: dict[str, float],
    told: list[tuple[str, str, str]],
    claim: Reading,
    sentence: Reading,
    whole: Sequence[Reading],
    context: Reading,
) -> None:
    """Modality, order, quantity: what the claim has and the passage lacks, and the reverse."""
    for mark in MARKS:
        ours, here = mark in claim.marks, mark in sentence.marks
        there = any(mark in s.marks for s in whole)
        values[f"{mark}_added"] = float(ours and not there)
        values[f"{mark}_dropped"] = float(here and not ours)
    said, passage = claim.marks, sentence.marks
    values["only_turned"] = float(
        _only(claim) and not _only(sentence) and any("not_only" in s.marks for s in whole)
    )
    values["only_added"] = float(_only(claim) and not any(_only(s) for s in whole))
    values["order_turned"] = float(
        ("before" in said and "after" in passage and "before" not in passage)
        or ("after" in said and "before" in passage and "after" not in passage)
    )
    values["growth_turned"] = float(
        ("more" in said and "less" in passage and "more" not in passage)
        or ("less" in said and "more" in passage and "less" not in passage)
    )
    values["quantity_turned"] = float(
        ("few" in said and ("most" in passage or "all" in passage))
        or ("all" in said and ("some" in passage or "most" in passage) and "all" not in passage)
    )
    values["stronger"] = float("must" in said and "may" in passage and "must" not in passage)
    if values["order_turned"]:
        told.append(("order", *_words_of(claim, sentence, "before", "after")))
    if values["stronger"]:
        told.append(("modality", said["must"][0], passage["may"][0]))
    if values["quantity_turned"]:
        told.append(("quantity", *_words_of(claim, sentence, "all", "few", "some", "most")))
    if values["only_added"]:
        told.append(("quantity_added", said["only"][0], ""))


def _only(reading: Reading) -> bool:
    """Whether the sentence says "only", "not only" not counted."""
    return len(reading.marks.get("only", ())) > len(reading.marks.get("not_only", ()))


def _words_of(claim: Reading, sentence: Reading, *marks: str) -> tuple[str, str]:
    ours = [w for m in marks for w in claim.marks.get(m, ())]
    theirs = [w for m in marks for w in sentence.marks.get(m, ())]
    return (ours or [""])[0], (theirs or [""])[0]


def _numbers(
    values: dict[str, float],
    told: list[tuple[str, str, str]],
    claim: Reading,
    sentence: Reading,
    whole: Sequence[Reading],
    context: Reading,
) -> None:
    known = {value for s in (*whole, context) for value in s.numbers}
    missing = [value for value in claim.numbers if value not in known]
    instead = {v: w for s in whole for v, w in s.numbers.items() if v not in claim.numbers}
    values["numbers"] = float(len(claim.numbers))
    values["number_missing"] = float(len(missing))
    values["number_instead"] = float(bool(missing) and bool(instead))
    values["number_kept"] = float(any(v in claim.numbers for s in whole for v in s.numbers))
    names = {t.word for s in (*whole, context) for t in s.tokens}
    strange = [n for n in claim.names if not set(n.replace("-", " ").split()) & names]
    values["name_missing"] = float(len(strange))
    told += [("addition", name, "") for name in strange]
    for value in missing:
        other = next(iter(instead.values()), "")
        told.append(("number" if other else "number_added", claim.numbers[value], other))


def _actors(
    values: dict[str, float],
    told: list[tuple[str, str, str]],
    claim: Reading,
    sentence: Reading,
    whole: Sequence[Reading],
    context: Reading,
) -> None:
    """Who: roles that the passage does not name, names instead, or names in another order."""
    here = {a for s in whole for a in s.actors}
    known = here | set(context.actors)
    missing = [a for a in claim.actors if a not in known]
    akin = [a for a in missing if any(a in kin and kin & known for kin in KIN)]
    instead = [a for a in sentence.actors if a not in claim.actors]
    values["actors"] = float(len(claim.actors))
    values["actor_missing"] = float(len(missing) - len(akin))
    values["actor_akin"] = float(len(akin))
    values["actor_instead"] = float(bool(missing) and bool(instead))
    ours = sorted(claim.actors, key=lambda a: claim.actors[a])
    theirs = sorted(sentence.actors, key=lambda a: sentence.actors[a])
    values["actor_first"] = float(bool(ours) and bool(theirs) and ours[0] != theirs[0])
    both = [a for a in ours if a in sentence.actors]
    values["actor_turned"] = float(both != [a for a in theirs if a in claim.actors])
    values["actor_all_other"] = float(bool(ours) and bool(theirs) and not both)
    names = {a: read_actor(claim, a) for a in missing}
    for actor in missing:
        other = read_actor(sentence, instead[0]) if instead else ""
        told.append(("role" if other else "role_added", names[actor], other))
    if values["actor_turned"]:
        told.append(("role_turned", " … ".join(read_actor(claim, a) for a in both), ""))


def read_actor(reading: Reading, actor: str) -> str:
    """The word with which the sentence names this role."""
    at = reading.actors.get(actor)
    plain = normalized(reading.text)
    if at is None or at >= len(plain):
        return actor
    return plain[at:].split()[0].strip(".,;:)")


def _other_head(
    told: list[tuple[str, str, str]], claim: Reading, edition: Edition, passage: int
) -> float:
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
