"""Whether a text meets the criteria of a kind, and the words that show it."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.drafting.kinds import Kind, compiled
from assistant.drafting.reading_facts import stands_in_text
from assistant.drafting.recogniser import Recognised, load_recogniser, recognised
from assistant.drafting.spec import CriterionSpec
from assistant.drafting.types import Check
from assistant.types import Language

PLACEHOLDER = re.compile(r"\[[^\]\n]{1,120}\](?!\()")
MARKUP = re.compile(r"\*\*|^#{1,6}\s|^>\s?", re.MULTILINE)
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+|\|")
MAX_WHERE = 240


def checks_of(text: str, kind: Kind, language: Language) -> tuple[Check, ...]:
    """Every criterion of the kind held against the text; one that does not apply is left out.

    Patterns find the words; where the recogniser has learned the criterion, it decides.
    """
    plain = plain_text(text)
    found = by_patterns(plain, kind, language)
    learned = recognised(load_recogniser(), plain, kind.name, {c.id: c.passed for c in found})
    advice = {c.id: c.advice.of(language) for c in kind.criteria}
    return tuple(_learned(c, learned.get(c.id), advice[c.id]) for c in found)


def checks_of_draft(text: str, kind: Kind, language: Language) -> tuple[Check, ...]:
    """The same for a text of our own template: its words are those that the patterns know.

    The recogniser is asked only where they find nothing, since a draft can be changed by hand.
    """
    found = by_patterns(plain_text(text), kind, language)
    if all(check.passed for check in found):
        return found
    learned = checks_of(text, kind, language)
    return tuple(one if one.passed else other for one, other in zip(found, learned, strict=True))


def by_patterns(plain: str, kind: Kind, language: Language) -> tuple[Check, ...]:
    """The same by the patterns of the criteria alone."""
    checked = (_check(criterion, plain, kind, language) for criterion in kind.criteria)
    return tuple(check for check in checked if check is not None)


def _learned(check: Check, learned: Recognised | None, advice: str) -> Check:
    """The check as the recogniser decides, with the words that it rests on."""
    if learned is None or learned.met == check.passed:
        return check
    if learned.met:
        return replace(check, passed=True, where=learned.where[:MAX_WHERE], advice="")
    return replace(check, passed=False, where="", advice=advice)


def plain_text(text: str) -> str:
    """The text without Markdown and with a … for each placeholder, which proves nothing."""
    return PLACEHOLDER.sub("…", MARKUP.sub("", text))


def placeholders_in(text: str) -> tuple[str, ...]:
    """The gaps that still stand in the text, each once."""
    return tuple(dict.fromkeys(PLACEHOLDER.findall(text)))


def _check(criterion: CriterionSpec, text: str, kind: Kind, language: Language) -> Check | None:
    test = criterion.test
    applies = test.applies.of(language)
    if applies and not any(compiled(p).search(text) for p in applies):
        return None
    shown: list[str] = []
    passed = True
    for name in test.fields:
        words = stands_in_text(kind.fields[name], text, language)
        passed = passed and bool(words)
        shown.append(words)
    options = test.any.of(language)
    if options:
        first = next((m for p in options if (m := compiled(p).search(text))), None)
        passed = passed and first is not None
        shown.append(_sentence(text, first))
    for pattern in test.all.of(language):
        match = compiled(pattern).search(text)
        passed = passed and match is not None
        shown.append(_sentence(text, match))
    wrong = [m for p in test.none.of(language) if (m := compiled(p).search(text))]
    if wrong:
        passed, shown = False, [_sentence(text, m) for m in wrong]
    where = " … ".join(dict.fromkeys(filter(None, shown)))[:MAX_WHERE]
    return Check(
        id=criterion.id,
        criterion=criterion.name.of(language),
        section=criterion.citations[0].rpartition("/")[0],
        passed=passed,
        where=where,
        advice="" if passed else criterion.advice.of(language),
        citations=criterion.citations,
    )


def _sentence(text: str, match: re.Match[str] | None) -> str:
    """The sentence or line in which the match begins."""
    if match is None:
        return ""
    at = match.start() + len(match[0]) - len(match[0].lstrip())
    starts = [0, *(m.end() for m in SENTENCE_END.finditer(text))]
    begin = max(s for s in starts if s <= at)
    following = SENTENCE_END.search(text, at)
    return " ".join(text[begin : following.start() if following else len(text)].split())
