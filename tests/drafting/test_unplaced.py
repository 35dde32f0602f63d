"""A fact of the brief that the draft does not hold is said."""

from __future__ import annotations

from assistant.drafting.draft import make_draft
from assistant.drafting.types import Brief, Notice


def told(kind: str, text: str) -> list[Notice]:
    return [n for n in make_draft(Brief(kind, text)).notices if n.kind == "unplaced"]


def test_a_fact_that_found_no_place_is_said_in_its_own_words() -> None:
    (notice,) = told("invitation", "inloopavond 13 april 2027, de weg krijgt 12 nieuwe lantaarns")
    assert "de weg krijgt 12 nieuwe lantaarns" in notice.text


def test_nothing_is_said_when_everything_has_its_place() -> None:
    assert told("invitation", "inloopavond 13 april 2027, 140 arbeidsmigranten, Molenweg") == []


def test_what_was_refused_is_not_offered_again() -> None:
    assert told("invitation", "uitnodiging 13 april 2027, hooguit 30 Polen en Roemenen") == []
