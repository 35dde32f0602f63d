"""What a number counts, in the word of the brief: "72 seizoenwerkers" where a template has "mensen"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from pydantic import TypeAdapter

from assistant.drafting.kinds import SHARED, Kind, compiled, read_spec
from assistant.drafting.spec import Spoken, Strict, Text
from assistant.drafting.types import Facts
from assistant.types import Language

LONGER = re.compile(r"[\w.,]$")


class CountedSpec(Strict):
    """Words for what a number counts, and those of `templates` that give way; see counted.yaml."""

    templates: Mapping[Language, tuple[Text, ...]]
    migrants: Spoken
    persons: Mapping[Language, tuple[Text, ...]]
    places: Mapping[Language, tuple[Text, ...]]
    after_these_places: Spoken


@cache
def _spec() -> CountedSpec:
    return read_spec(SHARED / "counted.yaml", TypeAdapter(CountedSpec))


def counted(text: str, facts: Facts, kind: Kind, brief: str) -> str:
    """The text with the brief's own word after each number that it tells of persons or places."""
    nouns = _nouns(facts, kind, brief)
    migrants = _spec().migrants.of(facts.language)
    for number, (noun, after) in nouns.items():
        if after:  # "160 bedden" are not 160 persons
            text = text.replace(f" {number} {migrants}", f" {migrants} ({number} {noun})")

    def said(match: re.Match[str]) -> str:
        before = match.string[: match.start()]
        for number, (noun, after) in nouns.items():
            if _ends_in(before, number) and (not after or _fits(after, before, number)):
                return f" {noun}"
        return match[0]

    return _of_templates(facts.language).sub(said, text) if nouns else text


def _ends_in(text: str, number: str) -> bool:
    """Whether the number stands last in the text, and not as the end of a longer one."""
    before = text.removesuffix(number)
    return before != text and not LONGER.search(before)


def _fits(after: str, text: str, number: str) -> bool:
    return compiled(after).search(text.removesuffix(number)) is not None


def _nouns(facts: Facts, kind: Kind, brief: str) -> Mapping[str, tuple[str, str]]:
    """Per number as it is shown the word that follows it in the brief, and what it must stand after."""
    found = {}
    after_these_places = _spec().after_these_places.of(facts.language)
    for fact in facts.known:
        if kind.fields[fact.name].type != "number" or fact.source != "brief":
            continue
        nouns = _of_briefs(facts.language).finditer(brief, max(0, fact.start) + len(fact.value))
        told = next((m for m in nouns if _ends_in(brief[: m.start()], fact.value)), None)
        if told:
            found[fact.shown] = (told["noun"], after_these_places if told["places"] else "")
    return found


@cache
def _of_templates(language: Language) -> re.Pattern[str]:
    return re.compile(rf" (?:{_one_of(_spec().templates, language)})\b")


@cache
def _of_briefs(language: Language) -> re.Pattern[str]:
    persons, places = (_one_of(n, language) for n in (_spec().persons, _spec().places))
    return re.compile(rf"\s(?P<noun>(?P<places>{places})|{persons})\b", re.IGNORECASE)


def _one_of(nouns: Mapping[Language, tuple[str, ...]], language: Language) -> str:
    return "|".join(sorted(map(re.escape, nouns[language]), key=len, reverse=True))
