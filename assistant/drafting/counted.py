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


class CountedSpec(Strict):
    """Words for what a number counts, and those of `templates` that give way; see counted.yaml."""

    templates: Mapping[Language, tuple[Text, ...]]
    persons: Mapping[Language, tuple[Text, ...]]
    places: Mapping[Language, tuple[Text, ...]]
    after_these_places: Spoken


@cache
def _spec() -> CountedSpec:
    return read_spec(SHARED / "counted.yaml", TypeAdapter(CountedSpec))


def counted(text: str, facts: Facts, kind: Kind, brief: str) -> str:
    """The text with the brief's own word after each number that it tells of persons or places."""
    for number, (noun, after) in _nouns(facts, kind, brief).items():
        own = rf"(?<![\w.,]){re.escape(number)} (?:{_one_of(_spec().templates, facts.language)})\b"

        def said(match: re.Match[str], words: str = f"{number} {noun}", after: str = after) -> str:
            fits = not after or compiled(after).search(match.string[: match.start()])
            return words if fits else match[0]

        text = re.sub(own, said, text)
    return text


def _nouns(facts: Facts, kind: Kind, brief: str) -> Mapping[str, tuple[str, str]]:
    """Per number as it is shown the word that follows it in the brief, and what it must stand after."""
    spec, found = _spec(), {}
    persons, places = (_one_of(nouns, facts.language) for nouns in (spec.persons, spec.places))
    after_these_places = spec.after_these_places.of(facts.language)
    for fact in facts.known:
        if kind.fields[fact.name].type != "number" or fact.source != "brief":
            continue
        number = rf"(?<![\w.,]){re.escape(fact.value)}"
        told = compiled(rf"{number}\s(?P<noun>(?P<places>{places})|{persons})\b")
        if match := told.search(brief, max(0, fact.start)):
            found[fact.shown] = (match["noun"], after_these_places if match["places"] else "")
    return found


def _one_of(nouns: Mapping[Language, tuple[str, ...]], language: Language) -> str:
    return "|".join(sorted(map(re.escape, nouns[language]), key=len, reverse=True))
