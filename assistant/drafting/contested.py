"""Marks the facts of which a brief has another value: "20 of the 65 places …, 40 people in all"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.drafting.by_role import candidates
from assistant.drafting.kinds import compiled
from assistant.drafting.reading_state import Reading, any_in
from assistant.drafting.reading_texts import SENTENCE_END
from assistant.drafting.spec import FieldSpec
from assistant.drafting.types import Fact, FieldName

# of a text only what has a number counts: "5 jaar", and no place
COUNTED = {"date", "time", "number", "text"}
WORD = re.compile(r"\w+")
SITE = "location"  # a role of the tagger
SITES = re.compile(
    r"\b(?:twee|drie|vier|vijf|beide|meerdere|two|three|four|five|both|several)\s(?:[a-zà-ÿ]+\s)?"
    r"(?:(?:kandidaat-?)?locaties|plekken|terreinen|kandidaten|opties|sites|locations|candidates|options)\b"
    r"|\b[2-9]\s(?:(?:kandidaat-?)?locaties|kandidaten|sites|locations|candidates)\b",
    re.IGNORECASE,
)

OR_ANOTHER = re.compile(
    r"(?:\s(?:in|te)\s[A-Z]\w+)?,?\s(?:of|or)\s(?:(?:op|aan|bij|at|on)\s)?(?:de|het|the)\s"
)
SENTENCE = re.compile(rf"{SENTENCE_END.pattern}|\?\s|\n")


def mark_contested(fields: Mapping[FieldName, FieldSpec], reading: Reading) -> None:
    """Marks each fact whose role the tagger also reads in words that no fact used.

    What a word for it announces ("besluit: 4 mei") has no rival. Where a brief tells of several
    sites, the one that was read is marked too, and so is what may be said of something else: a day
    on which one thing will be known is not that of every answer. Nor is "woensdag" a day that a letter
    can tell.
    """
    several_sites = SITES.search(reading.text) is not None
    for name, fact in reading.facts.items():
        spec = fields[name]
        if fact.source == "brief" and spec.sure_with:
            said = _sentence_of(fact, reading.text)
            if not any_in(spec.sure_with, said):
                reading.facts[name] = replace(fact, contested=True)
                continue
        if fact.source == "brief" and _is_bare_day(fact, spec):
            reading.facts[name] = replace(fact, contested=True)
            continue
        if fact.source != "brief" or fact.sure >= 1.0 or spec.type not in COUNTED:
            continue
        role = spec.filled_by[:1]
        rivals = candidates(spec, role, reading.roles, reading.text, reading.left)
        if (role == (SITE,) and (several_sites or _or_another(fact, reading.text))) or any(
            _is_other(fact, reading.text[s.start : s.end]) for s in rivals
        ):
            reading.facts[name] = replace(fact, contested=True)


def _is_bare_day(fact: Fact, spec: FieldSpec) -> bool:
    """Whether a date is no more than a day of the week, which tells no reader when it is."""
    named = spec.type == "date" and fact.day is None
    return named and compiled("{DAY}").fullmatch(fact.value.strip()) is not None


def _or_another(fact: Fact, text: str) -> bool:
    """Whether another site may take its place: "Kade 9 or the car park"."""
    return OR_ANOTHER.match(text, fact.start + len(fact.words)) is not None


def _sentence_of(fact: Fact, text: str) -> str:
    start = max((m.end() for m in SENTENCE.finditer(text, 0, max(fact.start, 0))), default=0)
    after = SENTENCE.search(text, fact.start + len(fact.words or fact.value))
    return text[start : after.start() if after else len(text)]


def _is_other(fact: Fact, words: str) -> bool:
    """Whether the words are another number or day than the fact, not a part of it nor it of them."""
    one, other = (set(WORD.findall(w.lower())) for w in (f"{fact.value} {fact.shown}", words))
    counted = all(any(w.isdigit() for w in of) for of in (one, other))
    return counted and not other <= one and not set(WORD.findall(fact.value.lower())) <= other
