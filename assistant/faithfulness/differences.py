"""Where a claim and a passage that speak of the same thing say different things of it.

Each function adds its signals to `values`, and to `told` (kind of difference, words of the claim,
words of the passage).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from assistant.faithfulness.reading import Reading, Token, negations, word_lists
from assistant.language import normalized, stem
from assistant.types import Language

MARKS = ("must", "compulsory", "should", "may", "forbidden", "unneeded", "before", "after", "late", "during", "all",
         "most", "some", "few", "only", "more", "less", "freely", "refusal")  # fmt: skip
# roles that do not exclude each other: naming the one where the passage names the other is no fault
KIN = ({"gemeente", "bestuurder", "ambtenaren"}, {"inwoners", "deelnemers"},
       {"college", "bestuurder", "gemeente"}, {"wethouder", "bestuurder"},
       {"burgemeester", "bestuurder"}, {"initiatiefnemer", "ontwikkelaar", "huisvester"},
       {"gespreksleider", "bemiddelaar", "voorzitter"}, {"media", "woordvoerder"},
       {"insprekers", "inwoners", "deelnemers"})  # fmt: skip

CONFLICTS = ("denial_nowhere", "opposite", "prefix", "only_turned", "only_added", "order_turned",
             "late_added", "growth_turned", "quantity_turned", "stronger", "number_instead",
             "actor_instead", "actor_turned", "role_differs", "heads", "name_missing")  # fmt: skip
CARRIED = 0.5

Values = dict[str, float]
Told = list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A content word of the claim and the word of the passage that carries it best.

    `place` counts the words of the passage; `actor` is the role that the passage named last before.
    """

    ours: Token
    theirs: Token
    place: int
    actor: str


@dataclass(frozen=True, slots=True)
class Facing:
    """A claim with what it is held against: a sentence, its passage, what is around and near.

    `context` is the passage's surroundings, `near` the sentences of its list, cell or box.
    """

    claim: Reading
    sentence: Reading
    passage: Sequence[Reading]
    context: Reading
    near: Sequence[Reading]
    pairs: Sequence[Pair]


def compare(facing: Facing, values: Values, told: Told) -> None:
    """All differences of this file."""
    for difference in (denial, turns, opposites, marks, numbers, actors):
        difference(facing, values, told)


def conflicts(values: Values) -> float:
    """How many signals say by themselves that claim and passage disagree."""
    return float(sum(values.get(name, 0.0) > 0 for name in CONFLICTS))


def paired(
    ours: Sequence[Token],
    theirs: Sequence[Token],
    strengths: NDArray[np.float32],
    preferred: NDArray[np.float32] | float = 0.0,
) -> tuple[Pair, ...]:
    """Each of our words with that of theirs that carries it best, where one does.

    `strengths` is (ours, theirs); of equally good words the `preferred` is taken.
    """
    best = (strengths + preferred).argmax(axis=1)
    governing, actor = [], ""
    for token in theirs:
        actor = token.actor or actor
        governing.append(actor)
    return tuple(
        Pair(token, theirs[at], int(at), governing[at])
        for token, at, row in zip(ours, best, strengths, strict=True)
        if row[at] >= CARRIED
    )


def carried_back(ours: Sequence[Token], sentence: Reading) -> float:
    """The share of the sentence's words, by weight, that stand in ours."""
    theirs = [t for t in sentence.tokens if t.weight]
    stems = {t.stem for t in ours}
    return sum(t.weight for t in theirs if t.stem in stems) / max(
        sum(t.weight for t in theirs), 1e-6
    )


def denial(facing: Facing, values: Values, told: Told) -> None:
    """Whether both deny, or both do not: the sentences, and the words that they share."""
    claim, sentence = facing.claim, facing.sentence
    ours, theirs = negations(claim), negations(sentence)
    values["denies"] = float(ours)
    values["denial_differs"] = float((ours > 0) != (theirs > 0))
    values["denial_nowhere"] = float(ours > 0 and not any(negations(s) for s in facing.passage))
    total = sum(p.ours.weight for p in facing.pairs) or 1.0
    turned = sum(p.ours.weight for p in facing.pairs if p.ours.denied and not p.theirs.denied)
    lifted = sum(p.ours.weight for p in facing.pairs if p.theirs.denied and not p.ours.denied)
    values["denial_turned"], values["denial_lifted"] = turned / total, lifted / total
    refusal = [len(r.marks.get("refusal", ())) for r in (claim, sentence)]
    values["parity"] = float((ours + refusal[0]) % 2 != (theirs + refusal[1]) % 2)
    told_no = {w for s in facing.passage for w in s.marks.get("refusal", ())}
    refuses = bool(set(claim.marks.get("refusal", ())) - told_no)
    # "avoid it" where the passage says "do not do it" is no difference
    values["polarity"] = float((turned + lifted > total / 2) != refuses)
    values["denial_kept"] = float(ours > 0 and theirs > 0) * (1 - (turned + lifted) / total)
    if ours and (values["denial_nowhere"] or turned > total / 2):
        told.append(("negation_added", claim.marks["negation"][0], ""))
    if theirs and not ours:
        told.append(("negation_dropped", "", sentence.marks["negation"][0]))


def turns(facing: Facing, values: Values, told: Told) -> None:
    """Words in another order, and words that another role governs."""
    pairs = facing.pairs
    places = [p.place for p in pairs]
    total = len(places) * (len(places) - 1) / 2
    turned = sum(a > b for n, a in enumerate(places) for b in places[n + 1 :])
    values["inversions"] = turned / total if total else 0.0
    done = [p for p in pairs if not p.ours.acting and not p.theirs.acting]
    bound = [p for p in done if p.ours.actor and p.actor]
    loose = [p for p in bound if p.ours.actor != p.actor and not _akin(p.ours.actor, {p.actor})]
    weight = sum(p.ours.weight for p in done) or 1.0
    values["unbound"] = sum(p.ours.weight for p in loose) / weight
    values["bound"] = sum(p.ours.weight for p in bound) / weight - values["unbound"]
    if values["unbound"] > 0.5:
        told.append(("role_turned", loose[0].ours.word, ""))


@cache
def _antonyms(language: Language) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for left, right in word_lists()["antonyms"][language]:
        sides = [{stem(normalized(w), language) for w in side.split()} for side in (left, right)]
        for one, other in (sides, sides[::-1]):
            for word in one:
                found.setdefault(word, set()).update(other - one)
    return {word: frozenset(others) for word, others in found.items()}


def opposites(facing: Facing, values: Values, told: Told) -> None:
    """Words of the claim whose opposite stands in the sentence while they do not."""
    claim, sentence = facing.claim, facing.sentence
    values["opposite"] = values["opposite_passage"] = values["prefix"] = 0.0
    if claim.language != sentence.language:
        return
    antonyms = _antonyms(claim.language)
    ours = claim.stems
    here = {t.stem: t.word for t in sentence.tokens if t.stem not in ours}
    passage = frozenset[str]().union(*(s.stems for s in facing.passage))
    prefixes = ("on",) if claim.language == "nl" else ("un", "in", "im", "dis")
    for token in claim.tokens:
        if token.stem in passage:
            continue
        against = antonyms.get(token.stem, frozenset()) - ours
        hit = next((here[o] for o in sorted(against) if o in here), "")
        values["opposite"] += bool(hit)
        values["opposite_passage"] += bool(against & passage)
        for prefix in prefixes:
            if token.stem.startswith(prefix) and token.stem[len(prefix) :] in passage:
                hit, values["prefix"] = token.stem[len(prefix) :], 1.0
            if prefix + token.stem in passage:
                hit, values["prefix"] = prefix + token.word, 1.0
        if hit:
            told.append(("opposite", token.word, hit))


def marks(facing: Facing, values: Values, told: Told) -> None:
    """Modality, order, quantity: what the claim has and the passage lacks, and the reverse."""
    claim, sentence, passage = facing.claim, facing.sentence, facing.passage
    bids = {"must", "should"} if any(s.directs for s in passage) else set()
    there = bids.union(*(s.marks for s in passage))
    for mark in MARKS:
        ours, here = mark in claim.marks, mark in sentence.marks
        values[f"{mark}_added"] = float(ours and mark not in there)
        values[f"{mark}_dropped"] = float(here and not ours)
    only = _only(claim) and not _only(sentence)
    values["only_turned"] = float(only and any("not_only" in s.marks for s in passage))
    values["only_added"] = float(_only(claim) and not any(_only(s) for s in passage))
    values["order_turned"] = float(_turned(claim, sentence, "before", "after"))
    values["growth_turned"] = float(_turned(claim, sentence, "more", "less"))
    said, text = claim.marks, sentence.marks
    values["quantity_turned"] = float(
        ("few" in said and ("most" in text or "all" in text))
        or ("all" in said and ("some" in text or "most" in text) and "all" not in text)
    )
    stronger = "must" in said and "may" in text and "must" not in text
    values["stronger"] = float(stronger and not sentence.directs)
    if values["order_turned"]:
        told.append(("order", *_words_of(claim, sentence, "before", "after")))
    if values["stronger"]:
        told.append(("modality", said["must"][0], text["may"][0]))
    if values["quantity_turned"]:
        told.append(("quantity", *_words_of(claim, sentence, "all", "few", "some", "most")))
    if values["growth_turned"]:
        told.append(("quantity", *_words_of(claim, sentence, "more", "less")))
    if values["only_added"]:
        told.append(("quantity_added", said["only"][0], ""))


def _turned(claim: Reading, sentence: Reading, one: str, other: str) -> bool:
    """Whether the claim has one of two marks and the sentence only the other."""
    said, text = claim.marks, sentence.marks
    return (one in said and other in text and one not in text) or (
        other in said and one in text and other not in text
    )


def _only(reading: Reading) -> bool:
    """Whether the sentence says "only", "not only" not counted."""
    return len(reading.marks.get("only", ())) > len(reading.marks.get("not_only", ()))


def _words_of(claim: Reading, sentence: Reading, *names: str) -> tuple[str, str]:
    ours = [w for m in names for w in claim.marks.get(m, ())]
    theirs = [w for m in names for w in sentence.marks.get(m, ())]
    return (ours or [""])[0], (theirs or [""])[0]


def numbers(facing: Facing, values: Values, told: Told) -> None:
    """Numbers and names of the claim that the passage does not have."""
    claim, passage = facing.claim, facing.passage
    around = (*passage, facing.context)
    known = {value for s in around for value in s.numbers}
    missing = [value for value in claim.numbers if value not in known]
    instead = {v: w for s in passage for v, w in s.numbers.items() if v not in claim.numbers}
    values["number_missing"] = float(len(missing))
    values["number_instead"] = float(bool(missing) and bool(instead))
    values["number_kept"] = float(any(v in claim.numbers for s in passage for v in s.numbers))
    near = {v for s in facing.near for v in s.numbers}
    values["list_number_missing"] = float(sum(v not in near for v in claim.numbers))
    strange = _strange(claim.names, (*around, *facing.near)) if claim.names else []
    values["name_missing"] = float(len(strange))
    told += [("addition", name, "") for name in strange]
    for value in missing:
        other = next(iter(instead.values()), "")
        told.append(("number" if other else "number_added", claim.numbers[value], other))


def _strange(names: Sequence[str], around: Sequence[Reading]) -> list[str]:
    """The names of which no word stands there."""
    there = {t.word for s in around for t in s.tokens}
    return [n for n in names if not set(n.replace("-", " ").split()) & there]


def actors(facing: Facing, values: Values, told: Told) -> None:
    """Who: roles that the passage does not name, names instead, or names in another order."""
    claim, sentence = facing.claim, facing.sentence
    known = {a for s in (*facing.passage, facing.context) for a in s.actors}
    near = known | {a for s in facing.near for a in s.actors}
    missing = [a for a in claim.actors if a not in known]
    listed = [a for a in missing if a in near]
    akin = [a for a in missing if a not in near and _akin(a, known)]
    instead = [a for a in sentence.actors if a not in claim.actors]
    strange = [a for a in missing if a not in listed and a not in akin]
    values["actor_missing"] = float(len(strange))
    values["actor_akin"] = float(len(akin))
    values["actor_listed"] = float(len(listed))
    values["actor_instead"] = float(bool(strange or listed) and bool(instead))
    ours = sorted(claim.actors, key=lambda a: claim.actors[a])
    theirs = sorted(sentence.actors, key=lambda a: sentence.actors[a])
    values["actor_first"] = float(bool(ours) and bool(theirs) and ours[0] != theirs[0])
    both = [a for a in ours if a in sentence.actors]
    values["actor_turned"] = float(both != [a for a in theirs if a in claim.actors])
    values["actor_all_other"] = float(bool(ours) and bool(theirs) and not both)
    values["role_differs"] = values["unbound"] * max(
        values["actor_first"], values["actor_turned"], values["actor_instead"]
    )
    for actor in strange:
        other = _name_of(sentence, instead[0]) if instead else ""
        told.append(("role" if other else "role_added", _name_of(claim, actor), other))
    if values["actor_turned"]:
        told.append(("role_turned", ", ".join(_name_of(claim, a) for a in both), ""))


def _akin(actor: str, others: set[str]) -> bool:
    return any(actor in kin and kin & others for kin in KIN)


def _name_of(reading: Reading, actor: str) -> str:
    """The word with which the sentence first names this role."""
    return normalized(reading.text)[reading.actors[actor] :].split()[0].strip(".,;:)")
