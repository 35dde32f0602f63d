"""Edits of the draft at hand, in ordinary words."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.drafting.draft import make_draft
from assistant.drafting.edit import NoEdit, Versions, difference, edited
from assistant.drafting.types import Brief

BRIEF = "inloopavond op 12 maart 2027 om 19.30 in dorpshuis De Klok, nog niet besloten, contact is Team Wonen"


@pytest.fixture
def versions() -> Versions:
    return (make_draft(Brief("invitation", BRIEF, today=date(2026, 11, 24))),)


@pytest.mark.parametrize(
    ("instruction", "stands", "gone"),
    [
        ("formeler", "Geachte bewoner,", "Beste bewoner,"),
        ("korter", "U kunt vragen stellen", "## En daarna?"),
        ("zet erbij dat er koffie is", "Er is koffie.", "«»"),
        ("voeg toe dat u gratis kunt parkeren", "U kunt gratis parkeren.", "«»"),
        ("zet erbij dat de deur open is", "We laten u ook weten dat de deur open is.", "«»"),
        ("zet erbij: Kinderen zijn welkom", "Kinderen zijn welkom.", "«»"),
        ("de datum wordt 14 maart", "**Zondag 14 maart 2027,", "12 maart"),
        ("De datum is 14 april 2027.", "**Woensdag 14 april 2027,", "12 maart"),
        ("het is om 20.00 uur", "20.00 uur", "19.30"),
        ("in het Engels", "You are most welcome at the drop-in evening:", "U bent"),
        ("maak er een e-mail van", "**Onderwerp:**", "«»"),
        ("maak er een flyer van", "Vragen of zorgen?", "Beste bewoner"),
        ("aanmelden hoeft niet", "Aanmelden hoeft niet.", "[is aanmelden nodig?]"),
        ("het aanspreekpunt wordt Marjan de Boer", "via Marjan de Boer", "Team Wonen"),
        ("de ondertekenaar is wethouder De Wit", "wethouder De Wit", "van de ondertekenaar]"),
        ("de burgemeester heet Joke Visser", "Joke Visser", "«»"),
        ("praktische informatie wordt de fietsenstalling is dicht", "stalling is dicht", "«»"),
        ("sign it with Anna de Wit", "Anna de Wit", "van de ondertekenaar]"),
        ("laat Anna de Wit tekenen", "Anna de Wit", "van de ondertekenaar]"),
        ("Marjan de Boer is het aanspreekpunt", "Marjan de Boer", "Team Wonen"),
        ("add that there is coffee", "There is coffee.", "«»"),
    ],
)
def test_an_edit_changes_the_draft(
    versions: Versions, instruction: str, stands: str, gone: str
) -> None:
    text = edited(versions, instruction)[-1].text
    assert stands in text
    assert gone not in text


def test_every_version_is_kept_and_undoing_takes_the_last_away(versions: Versions) -> None:
    changed = edited(edited(versions, "korter"), "formeler")
    assert len(changed) == 3
    assert edited(changed, "maak dat ongedaan") == changed[:-1]


def test_edits_add_up(versions: Versions) -> None:
    for instruction in ("formeler", "zet erbij dat er koffie is", "de tijd wordt 20.00 uur"):
        versions = edited(versions, instruction)
    text = versions[-1].text
    assert all(words in text for words in ("Geachte bewoner", "Er is koffie.", "20.00 uur"))


def test_the_difference_shows_what_went_and_what_came(versions: Versions) -> None:
    changed = edited(versions, "formeler")
    lines = difference(changed[-2], changed[-1]).splitlines()
    assert {"-Beste bewoner,", "+Geachte bewoner,"} <= set(lines)


@pytest.mark.parametrize(
    "instruction",
    ["Hoe zet ik een klankbordgroep op?", "Wat zegt de handreiking over de pers?", "dank je wel"],
)
def test_a_question_is_no_edit(versions: Versions, instruction: str) -> None:
    with pytest.raises(NoEdit):
        edited(versions, instruction)


def test_nothing_to_undo_is_said(versions: Versions) -> None:
    with pytest.raises(NoEdit, match="geen eerdere versie"):
        edited(versions, "ongedaan maken")
