"""Where a brief has two values for one fact, the likelier is taken and asked back."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.cli_drafts import as_json
from assistant.drafting.draft import make_draft
from assistant.drafting.kinds import kinds
from assistant.drafting.shown import as_typed
from assistant.drafting.types import Brief, Draft

TODAY = date(2026, 11, 28)
PITCHES = (
    "Q&A over camping 't Hazenleger: eigenaar Gerben Wolters wil 20 van de 65 plaatsen gebruiken voor "
    "chalets voor arbeidsmigranten, samen 40 mensen."
)


def drafted(kind: str, text: str, **facts: str) -> Draft:
    return make_draft(Brief(kind, text, facts, today=TODAY))


def test_a_number_that_has_a_rival_is_asked_back_wherever_an_answer_gives_it() -> None:
    draft = drafted("qa", PITCHES)
    asked = [b for b in draft.blocks if "[klopt dit: aantal mensen?]" in b.text]
    assert len(asked) > 1
    assert "people" in as_json(draft)["asked_back"]


def test_what_is_given_in_the_form_has_no_rival() -> None:
    assert "[klopt dit:" not in drafted("qa", PITCHES, people="40").text


def test_the_same_number_told_twice_is_no_rival() -> None:
    text = (
        "Q&A over het plan van Flexhuis voor 80 arbeidsmigranten aan de Molenweg, nog niet besloten. "
        "Het maximum van 80 ligt vast."
    )
    assert "[klopt dit: aantal mensen?]" not in drafted("qa", text).text


def test_the_meeting_to_come_is_taken_and_not_the_last_one() -> None:
    text = (
        "Draft an invitation for the second residents' meeting on Hotel Kroonzicht. At the first meeting, "
        "on 24 November 2026, around 310 people came and the hall was too small, so this time it is "
        "hybrid: Thursday 11 February 2027, 19:30-21:30, in Theater De Loods."
    )
    assert "**Thursday 11 February 2027, 19:30-21:30" in drafted("invitation", text).text


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        ("runbook", "Draaiboek bewonersavond 12 maart 2027, rond 19.30 uur in De Klok.",
         "vrijdag 12 maart 2027, rond 19.30 uur"),
        ("invitation", "Uitnodiging inloopavond 12 maart 2027 om ongeveer half acht in De Klok.",
         "**Vrijdag 12 maart 2027, ongeveer half acht, De Klok**"),
        ("invitation", "Invitation to an open evening on 12 March 2027 around 7.30 pm in De Klok.",
         "**Friday 12 March 2027, around 7.30 pm, De Klok**"),
        ("invitation", "Uitnodiging voor de inloop op 12 en 13 maart 2027 om 19.30 uur in De Klok.",
         "**12 en 13 maart 2027, 19.30 uur, De Klok**"),
        ("invitation", "Uitnodiging voor de inloop op di 4, wo 5 en do 6 mei 2027, 19.30 uur, De Klok.",
         "**Di 4, wo 5 en do 6 mei 2027, 19.30 uur, De Klok**"),
        ("invitation", "Invitation: a plan for 64 extra beds for migrant workers at Hotel Linde.",
         "There is a plan to house 64 extra labour migrants"),
        ("residents-letter", "Plan voor 30 extra arbeidsmigranten aan de Kade, nog niet besloten.",
         "Er is een plan om 30 extra arbeidsmigranten te huisvesten"),
        ("qa", "Q&A Kade 3, het besluit is genomen. Bezwaar mogelijk tot en met 30 juni 2027.",
         "Bezwaar maken kan tot en met 30 juni 2027."),
    ],
)  # fmt: skip
def test_an_hour_or_a_day_is_told_as_exactly_as_it_was_given(
    kind: str, text: str, told: str
) -> None:
    assert told in drafted(kind, text).text


@pytest.mark.parametrize("number", ["ca. 45", "zo'n 45", "maximaal 45"])
def test_about_before_a_number_makes_it_no_less_sure(number: str) -> None:
    text = f"Bewonersbrief: aan de Dorpsstraat 12 in Elst komen {number} arbeidsmigranten te wonen."
    draft = drafted("residents-letter", text)
    assert f"{number} arbeidsmigranten" in draft.text
    assert "[klopt dit: aantal mensen?]" not in draft.text


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("invitation", "Inloop op 12 maart 2027 om ongeveer half acht in De Klok."),
        ("invitation", "Inloop op 12 maart 2027 rond 19.30 uur in De Klok."),
        ("invitation", "Inloop op di 4, wo 5 en do 6 mei 2027 in De Klok."),
        ("invitation", "Uitnodiging inloop, plan voor 64 extra arbeidsmigranten aan de Kade."),
        ("invitation", "Uitnodiging inloop, besluit waarschijnlijk op 9 april 2027."),
        ("communication-plan", "Plan aan de Kade. Reageren kan tot donderdag 8 juli 2027."),
    ],
)
def test_what_a_form_shows_for_a_fact_tells_the_same_when_it_is_given_back(
    kind: str, text: str
) -> None:
    fields = kinds()[kind].fields
    read = {f.name: f for f in drafted(kind, text).facts if f.source == "brief"}
    counted = [f for f in read.values() if fields[f.name].type in ("date", "time", "number")]
    assert counted
    for fact in counted:
        given = drafted(kind, text, **{fact.name: as_typed(fact, fields[fact.name])})
        assert next(f.shown for f in given.facts if f.name == fact.name) == fact.shown


@pytest.mark.parametrize("sites", ["Three sites are being compared", "We look at two locations"])
def test_of_several_sites_the_one_that_was_read_is_asked_back(sites: str) -> None:
    text = f"Q&A, housing for 180 workers. {sites}: Rondweg 5, the Postkamp and the old barracks at Dennenhorst."
    draft = drafted("qa", text)
    assert "location" in as_json(draft)["asked_back"] or "location" in {
        m.field for m in draft.missing
    }
