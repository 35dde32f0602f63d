"""Whether a text meets the criteria of a kind, and the words that show it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, lru_cache

from assistant.drafting.facts import placeholder
from assistant.drafting.kinds import Kind, sentences_of_drafting
from assistant.drafting.needed import first_match, matches
from assistant.drafting.reading_facts import stands_in_text
from assistant.drafting.recogniser import Recognised, load_recogniser, recognised
from assistant.drafting.spec import CriterionSpec, Spoken
from assistant.drafting.types import Check
from assistant.types import Language

PLACEHOLDER = re.compile(r"\[[^\]\n]{1,120}\](?!\()")
MARKUP = re.compile(r"\*\*|^#{1,6}\s|^>\s?", re.MULTILINE)
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|(?<=…)\s+(?=[A-ZÀ-Þ])|\n+|\|")
GAP = "…"
MAX_WHERE = 240


def checks_of(text: str, kind: Kind, language: Language) -> tuple[Check, ...]:
    """Every criterion of the kind held against the text; one that does not apply is left out.

    Patterns find the words; where the recogniser has learned the criterion, it decides.
    """
    plain = plain_text(text)
    found = _by_both(by_patterns(plain, kind, language), plain, kind, language)
    return _untold(found, text, kind, language)


def checks_of_draft(text: str, kind: Kind, language: Language) -> tuple[Check, ...]:
    """The same for a text of our own template: its words are those that the patterns know.

    The recogniser is asked only where they find nothing, since a draft can be changed by hand; not
    where what they find has a gap in it, which the draft itself left.
    """
    plain = plain_text(text)
    by_words = by_patterns(plain, kind, language)
    found = _untold(by_words, text, kind, language)
    told = (one for one, before in zip(found, by_words, strict=True) if one is before)
    to_judge = [check for check in told if not check.passed and GAP not in check.where]
    judged = {check.id: check for check in _by_both(to_judge, plain, kind, language)}
    return tuple(judged.get(check.id, check) for check in found)


def _by_both(
    found: Iterable[Check], plain: str, kind: Kind, language: Language
) -> tuple[Check, ...]:
    """What the patterns found, as the recogniser decides where it has learned the criterion."""
    found = tuple(found)
    passed = {check.id: check.passed for check in found}
    learned = recognised(load_recogniser(), plain, kind.name, passed)
    specs = {c.id: c for c in kind.criteria}
    return tuple(_learned(c, learned.get(c.id), specs[c.id], language) for c in found)


def by_patterns(plain: str, kind: Kind, language: Language) -> tuple[Check, ...]:
    """The same by the patterns of the criteria alone."""
    checked = (_check(criterion, plain, kind, language) for criterion in kind.criteria)
    return tuple(check for check in checked if check is not None)


def _untold(
    checks: Iterable[Check], text: str, kind: Kind, language: Language
) -> tuple[Check, ...]:
    """The checks, those unmet of which a placeholder in the text still asks what they are about."""
    asked = set(placeholders_in(text))
    untold = {
        spec.id: spec.advice.of(language)
        for spec in kind.criteria
        if any(placeholder(kind.fields[n], language) in asked for n in spec.test.told_by)
    }
    return tuple(
        replace(c, passed=False, where="", advice=untold[c.id]) if c.id in untold else c
        for c in checks
    )


def _learned(
    check: Check, learned: Recognised | None, spec: CriterionSpec, language: Language
) -> Check:
    """The check as the recogniser decides, with the words that it rests on."""
    if learned is None or learned.met == check.passed:
        return check
    if not learned.met:
        return replace(check, passed=False, where="", advice=spec.advice.of(language))
    if GAP in learned.where and not spec.test.despite_gap:
        return check
    return replace(check, passed=True, where=learned.where[:MAX_WHERE], advice="")


def plain_text(text: str) -> str:
    """The text without Markdown and questions about what stands there, and with a … for each gap.

    A line of which it is asked whether it belongs there is none of the text yet.
    """
    return PLACEHOLDER.sub(GAP, _asked_back().sub("", MARKUP.sub("", text)))


@cache
def _asked_back() -> re.Pattern[str]:
    said = sentences_of_drafting()
    here = rf" ?\[(?:{_either(said.doubtful)}|{_either(said.confirm)})\]"
    whole = rf"^- \[(?:{_either(said.suggested)}|{_either(said.suggested_here)})\].*\n?"
    return re.compile(rf"{here}|{whole}", re.MULTILINE)


def _either(asked: Spoken) -> str:
    """The question in one language or the other, about any field or none."""
    phrases = (re.escape(p).replace(r"\{label\}", r"[^\]\n]{1,100}") for p in (asked.nl, asked.en))
    return "|".join(phrases)


def placeholders_in(text: str) -> tuple[str, ...]:
    """The gaps that still stand in the text, each once."""
    return tuple(dict.fromkeys(PLACEHOLDER.findall(text)))


def _check(criterion: CriterionSpec, text: str, kind: Kind, language: Language) -> Check | None:
    test = criterion.test
    applies = test.applies.of(language)
    if applies and not any(first_match(p, text) for p in applies):
        return None
    shown = [stands_in_text(kind.fields[name], text, language) for name in test.fields]
    if options := test.any.of(language):
        shown.append(_shown(text, options))
    shown += [_shown(text, [pattern]) for pattern in test.all.of(language)]
    passed = all(shown) and (test.despite_gap or not any(GAP in words for words in shown))
    if wrong := [m for p in test.none.of(language) if (m := first_match(p, text))]:
        passed, shown = False, [_sentence(text, m) for m in wrong]
    return Check(
        id=criterion.id,
        criterion=criterion.name.of(language),
        section=criterion.citations[0].rpartition("/")[0],
        passed=passed,
        where=" … ".join(dict.fromkeys(filter(None, shown)))[:MAX_WHERE],
        advice="" if passed else criterion.advice.of(language),
        citations=criterion.citations,
    )


def _shown(text: str, patterns: Iterable[str]) -> str:
    """The first sentence that one of the patterns finds, rather one without a gap."""
    found = (_sentence(text, m) for p in patterns for m in matches(p, text))
    first = next(found, "")
    return first if GAP not in first else next((s for s in found if GAP not in s), first)


def _sentence(text: str, match: re.Match[str]) -> str:
    """The sentence or line in which the match begins."""
    at = match.start() + len(match[0]) - len(match[0].lstrip())
    begins, ends = _bounds(text)
    begin = begins[bisect_right(begins, at) - 1]
    return " ".join(text[begin : ends[bisect_left(ends, at)]].split())


@lru_cache(maxsize=4)
def _bounds(text: str) -> tuple[list[int], list[int]]:
    """Where sentences and lines begin, and where they end."""
    between = [m.span() for m in SENTENCE_END.finditer(text)]
    return [0, *(end for _, end in between)], [*(start for start, _ in between), len(text)]
