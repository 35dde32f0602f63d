"""A text that tells several things: each action on a row of its own, with who does it and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from assistant.drafting.facts import template_values
from assistant.drafting.kinds import kinds
from assistant.drafting.reading_state import Reading
from assistant.drafting.reading_texts import read_texts
from assistant.drafting.roles import Span
from assistant.drafting.types import Fact, Facts, Part

TEXT = (
    "Roel Tan maakt een voorstel voor een keerlus, klaar op 15 januari. Iris Koster praat met de "
    "huisarts, klaar op 1 december. Het was koud."
)


def told(*spans: tuple[str, str, float]) -> Fact:
    """The field `done` of a follow-up when the networks find these words."""
    texts = tuple(
        Span(role, at, at + len(words), probability)
        for role, words, probability in spans
        for at in (TEXT.index(words),)
    )
    reading = Reading(TEXT, TEXT, "nl", date(2026, 11, 28), texts=texts)
    read_texts(kinds()["follow-up"].fields, TEXT, reading)
    return reading.facts["done"]


FIRST = ("done", "een voorstel voor een keerlus", 0.97)
SECOND = ("done", "praat met de huisarts", 0.9)


def test_each_thing_that_is_surely_told_is_a_part_in_the_order_of_the_brief() -> None:
    fact = told(SECOND, FIRST)
    assert [p.text for p in fact.parts] == [
        "Roel Tan maakt een voorstel voor een keerlus",
        "Iris Koster praat met de huisarts",
    ]
    assert fact.value == "; ".join(p.text for p in fact.parts)
    assert fact.sure == SECOND[2]
    assert fact.all_words.count(" … ") == 1


@pytest.mark.parametrize(
    "more", [("done", "praat met de huisarts", 0.7), ("done", "een keerlus, klaar", 0.9)]
)
def test_what_is_not_sure_or_stands_in_the_first_is_no_part(more: tuple[str, str, float]) -> None:
    assert len(told(FIRST, more).parts) == 1


def test_who_does_it_and_when_stand_beside_it_when_its_own_sentence_tells_them() -> None:
    fact = told(
        FIRST,
        SECOND,
        ("action_owner", "Roel Tan", 0.95),
        ("action_owner", "Iris Koster", 0.95),
        ("action_by", "15 januari", 0.95),
    )
    assert [dict(p.beside) for p in fact.parts] == [
        {"action_owner": "Roel Tan", "action_by": "15 januari"},
        {"action_owner": "Iris Koster"},
    ]


def rows(fact: Fact | None) -> list[Mapping[str, str]]:
    """What the template of a follow-up gets of its actions."""
    kind = kinds()["follow-up"]
    known = (fact,) if fact else ()
    parts: list[Mapping[str, str]] = template_values(Facts("nl", known, (), ()), kind)["each"][
        "done"
    ]
    return parts


def test_a_template_gets_one_part_also_when_nothing_or_a_given_value_tells_it() -> None:
    empty = {"action_owner": "", "action_by": ""}
    assert rows(None) == [{"text": "[wat de gemeente ermee doet]", **empty}]
    given = Fact("done", "a; b", "a; b", "given")
    assert rows(given) == [{"text": "a; b", **empty}]
    part = Part("a", "a", 0, {"action_owner": "Iris Koster"})
    assert rows(Fact("done", "a", "a", "brief", parts=(part,))) == [
        {"text": "a", "action_owner": "Iris Koster", "action_by": ""}
    ]
