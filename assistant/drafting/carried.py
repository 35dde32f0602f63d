"""Does a paragraph in other words say what the template's paragraph says: no more, and no less?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from operator import ne
from string import ascii_letters
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.drafting.criteria import PLACEHOLDER
from assistant.drafting.kinds import SHARED, SpecError, compiled
from assistant.faithfulness import check_in_text
from assistant.faithfulness.edition import literal
from assistant.faithfulness.reading import Reading, negations, read
from assistant.generate import FOREIGN, MAX_SENTENCE
from assistant.index import Index
from assistant.language import compound_parts, normalized, stem, words
from assistant.near_copy import alters
from assistant.sentences import sentences
from assistant.types import Language
from assistant.yaml_file import read_yaml

Wish = Literal["shorter", "warm", "formal", "plain_words"]
Fault = Literal[
    "", "empty", "long", "foreign", "gap", "fact", "value", "twice",
    "mixed", "turned", "word", "bound", "unsupported", "lost",
]  # fmt: skip

GROWTH, ROOM = 1.5, 60
KEPT = 0.4
LEAST_PART, MOST_JOINTS = 3, 3
LEAST_MEANT = 2
JOINT = re.compile(r"[,;]\s+(?:(?:en|maar|and|but)\s+)?")
VALUES = ("{DATE}", "{TIME}", "{EMAIL}", "{PHONE}")
PLAIN = frozenset(ascii_letters + "àáâäèéêëìíîïòóôöùúûüç ,.;:!?()-–'’")
COUNTED = re.compile(r"(\d+(?:[.,:]\d+)*)\W+([^\W\d_][\w-]*)?")
INNER_CAPITAL = re.compile(r"(?<=[\w,;:)’'”\"] )[A-ZÀ-Þ][\w&’'-]*")
# marks whose very word has to stand in the paragraph; the others only have to be there
BY_WORD = ("must", "may", "forbidden", "unneeded", "all", "most", "some", "few", "only", "more",
           "less", "late", "refusal")  # fmt: skip
JOINABLE = ("mixed", "turned", "word", "unsupported")
BY_KIND = ("negation", "before", "after")
# a sentence with one of these may not go, also when the reader asked for a shorter text
WEIGHTY = ("negation", "refusal", "must", "forbidden", "unneeded", "only", "late")


class Rewriting(BaseModel):
    """The content of prompts/drafting/rewriting.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    free: Mapping[Language, frozenset[str]]
    barred: Mapping[Language, tuple[str, ...]]
    bound: Mapping[Language, tuple[str, ...]]
    wishes: Mapping[Wish, tuple[str, ...]]


@cache
def rewriting() -> Rewriting:
    """The words that count. Raises SpecError naming file and field."""
    try:
        return Rewriting.model_validate(read_yaml(SHARED / "rewriting.yaml"))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise SpecError(f"rewriting.yaml: {place}: {first['msg']}") from error


@dataclass(frozen=True, slots=True)
class Original:
    """A paragraph of the template, and the words in it that have to stay letter for letter."""

    text: str
    language: Language
    keep: tuple[str, ...] = ()


def fault_in(index: Index, written: str, original: Original, wish: Wish | None = None) -> Fault:
    """Why the written paragraph cannot stand for the original; "" when it can.

    Nothing may come into it that the original does not say, and nothing may be lost but, for a
    shorter text, a sentence that denies, forbids and restricts nothing.
    """
    if not any(c.isalpha() for c in written):
        return "empty"
    if len(written) > GROWTH * len(original.text) + ROOM:
        return "long"
    found = _literal_fault(written, original)
    if found:
        return found
    spoken = sentences(written)
    if len({literal(s) for s in spoken}) < len(spoken):
        return "twice"
    faults = (_joined_fault(index, sentence, original) for sentence in spoken)
    return next(filter(None, faults), "") or _lost(index, written, original, wish)


def _literal_fault(written: str, original: Original) -> Fault:
    """What can be told from the letters alone."""
    text = original.text
    bare = PLACEHOLDER.sub(" ", written)
    if set(written) - set(text) - PLAIN or any(m[0] not in text for m in FOREIGN.finditer(bare)):
        return "foreign"
    if Counter(PLACEHOLDER.findall(written)) != Counter(PLACEHOLDER.findall(text)):
        return "gap"
    if any(kept not in written for kept in original.keep):
        return "fact"
    if any(m[0] not in text for v in VALUES for m in compiled(v).finditer(bare)):
        return "value"
    if set(_counted(bare)) - set(_counted(text)):
        return "value"
    return "mixed" if _swapped(written, original) else ""


def _swapped(written: str, original: Original) -> bool:
    """Whether facts stand in another order, and two of them beside other words than they did."""
    facts = [f for f in original.keep if not any(f != o and f in o for o in original.keep)]
    if sorted(facts, key=written.index) == sorted(facts, key=original.text.index):
        return False
    moved = (all(map(ne, _beside(f, written), _beside(f, original.text))) for f in facts)
    return sum(moved) > 1


def _beside(fact: str, text: str) -> tuple[str, str]:
    """The words before and after the fact, without case."""
    before, _, after = text.partition(fact)
    return " ".join(words(before)[-1:]), " ".join(words(after)[:1])


def _counted(text: str) -> Iterator[tuple[str, str]]:
    """Each number with the word that it counts, dates and times left out."""
    for value in VALUES:
        text = compiled(value).sub(" ; ", text)
    for number, word in COUNTED.findall(text + " "):
        yield number, stem(normalized(word))


def _joined_fault(index: Index, sentence: str, original: Original) -> Fault:
    """The fault of the sentence, none when it joins parts that each have none."""
    fault = _sentence_fault(index, sentence, original)
    if fault not in JOINABLE:
        return fault
    joints = [m.span() for m in JOINT.finditer(sentence)][:MOST_JOINTS]
    for count in range(1, len(joints) + 1):
        for cuts in combinations(joints, count):
            starts, ends = [0, *(e for _, e in cuts)], [*(s for s, _ in cuts), len(sentence)]
            parts = [sentence[s:e] for s, e in zip(starts, ends, strict=True)]
            long = all(len(p.split()) >= LEAST_PART for p in parts)
            if long and not any(_sentence_fault(index, p, original) for p in parts):
                return ""
    return fault


def _sentence_fault(index: Index, sentence: str, original: Original) -> Fault:
    """What the sentence, or a part of one, says beyond the original, or otherwise."""
    language = original.language
    if literal(sentence) in {literal(s) for s in sentences(original.text)}:
        return ""
    if len(sentence) > MAX_SENTENCE:
        return "long"
    if any(name not in original.text for name in INNER_CAPITAL.findall(sentence)):
        return "word"
    source = _source(sentence, original)
    ours, theirs = read(sentence, language), read(source, language)
    if not source or set(ours.numbers) - set(theirs.numbers):
        return "mixed"
    if alters(sentence, [source], language) or _lifted(ours, theirs):
        return "turned"
    if _has_own_words(index, ours, theirs):
        return "word"
    if _patched(ours, source, original.keep):
        return "mixed"
    if _unbound(ours, theirs):
        return "bound"
    verdict = check_in_text(index, sentence, source, language)
    holds = verdict.verdict == "supported"
    return "" if holds else "unsupported"


def _source(part: str, original: Original) -> str:
    """The sentences that may carry the part: those with all that it names, and those without names.

    So what is said of one does not become said of another. "" when it names what stands together
    in no sentence.
    """
    named = set(original.keep) | set(INNER_CAPITAL.findall(original.text))

    def names(text: str) -> set[str]:
        reading = read(text, original.language)
        return {n for n in named if n in text} | set(reading.actors) | set(reading.numbers)

    wanted = names(part)
    those = [(s, names(s)) for s in sentences(original.text)]
    if not any(wanted <= held for _, held in those):
        return ""
    return " ".join(s for s, held in those if not held or wanted <= held)


def _lifted(ours: Reading, theirs: Reading) -> bool:
    """Whether a word of meaning that is only denied there is not denied here."""
    said = {t.stem for t in theirs.tokens if t.weight and not t.denied}
    denied = {t.stem for t in theirs.tokens if t.weight and t.denied} - said
    return any(t.stem in denied and not t.denied for t in ours.tokens)


def _has_own_words(index: Index, ours: Reading, theirs: Reading) -> bool:
    """Whether it uses a word of meaning that does not stand there, whole or in a compound."""
    free = rewriting().free[ours.language]
    stems = {t.stem for t in theirs.tokens}
    for token in ours.tokens:
        if not token.weight or token.stem in stems or token.word in free:
            continue
        parts = compound_parts(token.word, index.vocabulary) if ours.language == "nl" else ()
        if not parts or not {stem(p) for p in parts} <= stems:
            return True
    return False


def _patched(ours: Reading, source: str, keep: Sequence[str]) -> bool:
    """Whether it says too little to be held against anything, or is patched up from loose words.

    Its words of meaning are those of one sentence, or at least half of each that it draws on.
    """
    meant = _meant(ours)
    certain = PLACEHOLDER.search(ours.text) or any(k in ours.text for k in keep)
    if len(meant) < LEAST_MEANT and not certain:
        return True
    those = [m for s in sentences(source) if (m := _meant(read(s, ours.language)))]
    used = [m for m in those if m & meant]
    return not any(meant & set().union(*those) <= m for m in those) and any(
        2 * len(m & meant) < len(m) for m in used
    )


def _meant(reading: Reading) -> set[str]:
    """The stems of the words of meaning."""
    free = rewriting().free[reading.language]
    return {t.stem for t in reading.tokens if t.weight and t.word not in free}


def _unbound(ours: Reading, theirs: Reading) -> bool:
    """Whether it obliges, allows, promises, soothes or measures with a word that does not stand there."""
    there, spoken = ours.marks, theirs.marks
    if any(set(there.get(m, ())) - set(spoken.get(m, ())) for m in BY_WORD):
        return True
    if any(m in there and m not in spoken for m in BY_KIND):
        return True
    lists = rewriting()
    kept_out = (*lists.bound[ours.language], *lists.barred[ours.language])
    return bool(_those_in(ours.text, kept_out) - _those_in(theirs.text, kept_out))


def _those_in(text: str, listed: Iterable[str]) -> set[str]:
    """The listed words that stand in the text."""
    spoken = f" {' '.join(words(text))} "
    return {w for w in listed if f" {w} " in spoken}


def _lost(index: Index, written: str, original: Original, wish: Wish | None) -> Fault:
    """Whether a sentence of the original is not carried by what was written."""
    language = original.language
    for sentence in sentences(original.text):
        reading = read(sentence, language)
        bound = _those_in(sentence, rewriting().bound[language])
        weighty = negations(reading) or bound or any(m in reading.marks for m in WEIGHTY)
        if bound - _those_in(written, bound):
            return "lost"
        if (weighty or wish != "shorter") and literal(sentence):
            score = check_in_text(index, sentence, written, language).score
            if score < KEPT:
                return "lost"
    return ""
