"""A brief about something else than a plan is drafted around what has happened, and asked back."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.drafting.draft import make_draft
from assistant.drafting.types import Brief, Draft

TODAY = date(2027, 3, 1)

BUSES = (
    "Bewonersbrief graag. De pendelbusjes van het bestaande woonhotel stoppen voortaan niet meer in de"
    " Hoogstraat maar bij het station, na klachten over draaiende motoren. De chauffeurs zijn"
    " ingelicht. Vragen kunnen naar de beheerder."
)
RENT = (
    "Spokesperson lines please. Tenants at the lodging on Havenkade complain that the rent went up"
    " by thirty euros a week and that the boiler has been broken since Monday. The union put it on"
    " line. Inspectors visit tomorrow."
)
PLAN = "Bewonersbrief over het plan voor 60 plekken aan de Dijkweg. Er is nog niets besloten."
EXTENSION = "Q&A graag over de uitbreiding van pension De Linde van 40 naar 75 bedden."


def drafted(kind: str, text: str, **given: str) -> Draft:
    """The draft of a brief that is typed on a fixed day."""
    return make_draft(Brief(kind, text, given, today=TODAY))


def stage(draft: Draft) -> str:
    """What the draft takes the brief to be about, "" when it takes nothing."""
    return next((f.value for f in draft.facts if f.name == "stage"), "")


@pytest.mark.parametrize(("kind", "text"), [("residents-letter", BUSES), ("spokesperson", RENT)])
def test_what_is_likely_no_plan_is_not_drafted_as_one(kind: str, text: str) -> None:
    draft = drafted(kind, text)

    assert stage(draft) == "other"
    assert {"news", "incident"} & ({m.field for m in draft.missing} | {f.name for f in draft.facts})
    for said in ("Besluit genomen over huisvesting", "The decision has been taken on housing",
                 "Het gaat om huisvesting", "will live there"):  # fmt: skip
        assert said not in draft.text


@pytest.mark.parametrize(
    ("kind", "text"),
    [("residents-letter", PLAN), ("qa", EXTENSION), ("council-letter", ""), ("qa", "maak een Q&A")],
)
def test_a_plan_and_a_brief_that_tells_nothing_stay_what_they_are(kind: str, text: str) -> None:
    assert stage(drafted(kind, text)) in ("", "plan")


def test_the_news_that_is_given_stands_in_place_of_the_plan() -> None:
    news = "de busjes stoppen voortaan bij het station"

    draft = drafted("residents-letter", BUSES, news=news)

    assert "De busjes stoppen voortaan bij het station." in draft.text
    assert "[klopt dit: wat er speelt?]" in draft.text


def test_who_corrects_it_to_a_plan_gets_the_plan() -> None:
    draft = drafted("residents-letter", BUSES, stage="plan")

    assert stage(draft) == "plan"
    assert "initiator" in {m.field for m in draft.missing}


def test_an_invitation_about_something_else_promises_no_place_in_a_decision() -> None:
    text = (
        "Invitation to a meeting about the house rules at the Lodges, where workers have lived for"
        " years. Residents complain about parked vans. The operator explains what changes."
    )

    given = {"stage": "other", "purpose": "consult", "news": "the house rules change"}

    draft = drafted("invitation", text, **given)

    assert "The house rules change." in draft.text
    assert "uses your remarks for the decision" not in draft.text
    assert not {"status", "initiator"} & {m.field for m in draft.missing}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Brief aan de buurt: in het pension is een bewoner overleden.", "event"),
        ("Brief aan de buurt. Drie inbraken in schuurtjes, de politie zoekt getuigen.", "event"),
        (
            "Brief aan de buurt. Vogelgriep op het bedrijf; wie er woont moet binnen blijven.",
            "event",
        ),
        ("Brief aan de buurt. Mensen zijn bang dat er vogelgriep komt bij het plan.", ""),
        (
            "Letter to residents. The mussel company has withdrawn; the hostel needs a roof.",
            "cancelled",
        ),
    ],
)
def test_an_outbreak_a_death_and_a_company_that_withdraws_are_no_plan(text: str, told: str) -> None:
    read = stage(drafted("residents-letter", text))

    assert read == told or (not told and read != "event")
