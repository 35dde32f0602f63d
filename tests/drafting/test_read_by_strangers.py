"""What readers of drafts for fresh briefs found told wrongly, each in other words than theirs."""

from __future__ import annotations

import pytest

from assistant.drafting.draft import make_draft
from assistant.drafting.types import Brief


def shown(kind: str, brief: str, name: str) -> str:
    return next((f.shown for f in make_draft(Brief(kind, brief)).facts if f.name == name), "")


@pytest.mark.parametrize(
    ("kind", "brief", "name", "told"),
    [
        ("runbook", "draaiboek, wethouder De Graaf 15 min over het plan", "alderman", "De Graaf"),
        ("runbook", "script, alderman Jansen 5 minutes on the plan", "alderman", "Jansen"),
        ("process", "Procesplaat Kade 4. B en W beslissen over het principeverzoek, maar de raad heeft straks het laatste woord.", "decider", "council"),
        ("process", "Process for Mill Lane. The executive decides first, the council has the final word.", "decider", "council"),
        ("follow-up", "Terugkoppeling avond 3 november. Volgende bijeenkomst: 9 februari, mits het plan doorgaat.", "next_date", "9 februari (mits het plan doorgaat)"),
        ("residents-letter", "Brief Dorpsstraat. De vergunning is geweigerd. De exploitant kan tot 4 januari in beroep.", "reply_by", ""),
        ("social-media", "Scan: 90 comments under an article on the Zwaan hotel", "location", "at the Zwaan hotel"),
    ],
)  # fmt: skip
def test_it_is_told_as_it_was_meant(kind: str, brief: str, name: str, told: str) -> None:
    assert shown(kind, brief, name) == told


@pytest.mark.parametrize(
    "brief",
    [
        "Brief aan bewoners Beukenlaan en Esdoornhof, samen 54 adressen. Er komen 40 mensen in De Ploeg.",
        "Brief aan bewoners Beukenlaan en Esdoornhof (ca. 54 adressen). Er komen 40 mensen in De Ploeg.",
        "Brief aan bewoners Beukenlaan en Esdoornhof, dat zijn 54 adressen. Er komen 40 mensen in De Ploeg.",
    ],
)  # fmt: skip
def test_to_how_many_a_letter_goes_does_not_stand_in_its_salutation(brief: str) -> None:
    text = make_draft(Brief("residents-letter", brief)).text
    salutation = next(line for line in text.splitlines() if line.startswith("Beste"))
    assert "Beukenlaan en Esdoornhof" in salutation
    assert "54" not in salutation
    assert "dat zijn," not in salutation
    assert "54 adressen" in text


@pytest.mark.parametrize(
    ("brief", "told"),
    [
        ("Q&A De Ploeg, opening 1 september 2027", "De locatie gaat open op woensdag 1 september 2027."),
        ("Q&A De Ploeg, de locatie gaat op 1 september 2027 open", "De locatie gaat open op woensdag 1 september 2027."),
        ("Q&A De Ploeg, eerste bewoners 1 september 2027, open dag 20 augustus 2027", "De eerste bewoners komen op woensdag 1 september 2027."),
        ("Q&A De Ploeg, open inloop 4 maart 2027, eerste bewoners 1 september 2027", "De eerste bewoners komen op woensdag 1 september 2027."),
        ("Q&A Mill Lane 4, the site opens on 1 June 2027", "The site opens on Tuesday 1 June 2027."),
    ],
)  # fmt: skip
def test_a_day_of_opening_is_not_told_as_that_of_the_first_residents(brief: str, told: str) -> None:
    assert told in make_draft(Brief("qa", brief)).text


@pytest.mark.parametrize(
    ("kind", "brief", "told"),
    [
        ("qa", "Q&A De Ploeg, verhuurder: Stayline BV", "De verhuurder is Stayline BV."),
        ("qa", "Q&A Mill House. Owner of the building is Stichting Sint Jan, operator will be Goodstay BV.", "The operator is Goodstay BV, the owner is Stichting Sint Jan."),
        ("residents-letter", "Brief over De Ploeg. Woonzorg BV doet het beheer, eigenaar is Stayfix.", "De beheerder is Woonzorg BV, de eigenaar is Stayfix."),
        ("scenario", "scenariokaart De Ploeg, exploitant Kustwonen BV", "| Exploitant | Kustwonen BV |"),
        ("spokesperson", "We need spokesperson lines about the camp site today. The landlord is Stayline BV.", "**Landlord:** Stayline BV."),
        ("communication-plan", "communicatieplan De Ploeg, eigenaar: Stayline BV", "Stayline BV (eigenaar)"),
    ],
)  # fmt: skip
def test_somebody_is_called_what_the_brief_calls_them(kind: str, brief: str, told: str) -> None:
    assert told in make_draft(Brief(kind, brief)).text


def test_somebody_of_whom_the_brief_has_no_word_is_called_by_the_field() -> None:
    brief = Brief("qa", "Q&A De Ploeg, 40 mensen", {"organisation": "Stayline BV"})
    assert "De eigenaar of beheerder is Stayline BV." in make_draft(brief).text


def test_why_the_council_is_asked_for_advice_is_no_reason_for_the_housing() -> None:
    brief = "RIB De Hoef, 150 plekken. We vragen om advies van de raad omdat het buitenplans is."
    assert shown("council-letter", brief, "reason") == ""


def test_of_two_words_the_nearer_one_is_what_somebody_is_called() -> None:
    brief = "Q&A De Ploeg. De eigenaar van het pand neemt als beheerder Stayline BV"
    assert "De beheerder is Stayline BV." in make_draft(Brief("qa", brief)).text
