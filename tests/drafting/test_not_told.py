"""What looks told and is not: somebody else's words, an open question, a number of something else."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.drafting.draft import kind_named, make_draft
from assistant.drafting.facts import facts_of
from assistant.drafting.types import Brief, Draft

TODAY = date(2027, 3, 1)


def drafted(kind: str, text: str) -> Draft:
    """The draft of a brief that is typed on a fixed day."""
    return make_draft(Brief(kind, text, today=TODAY))


def value(kind: str, text: str, name: str) -> str:
    """The value that is read of the field, "" for none."""
    fact = facts_of(Brief(kind, text, today=TODAY), kind_named(kind)).get(name)
    return fact.value if fact else ""


@pytest.mark.parametrize(
    ("kind", "text", "name", "read"),
    [
        (
            "recovery",
            "Herstelaanpak graag. De brief over de Wilgenkamp is bezorgd met als zin 'het besluit is"
            " definitief', terwijl het college pas over drie weken besluit.",
            "status",
            "taken",
        ),
        (
            "social-media",
            "Analysis of the comments please. Somebody writes “the council has decided already” but"
            " there is only an application for the Dijk.",
            "status",
            "taken",
        ),
        (
            "follow-up",
            "Terugkoppeling van de avond. Open vragen: wie betaalt schade, komt er een tweede avond.",
            "again",
            "planned",
        ),
        (
            "participation",
            "Advice on the plan for the old convent, 110 studios. Village of 1,900 people.",
            "people",
            "1,900",
        ),
        (
            "invitation",
            "Uitnodiging. De villa is negen jaar bewoond door kassenwerkers en gaat nu dicht.",
            "duration",
            "negen jaar",
        ),
        (
            "situation",
            "Plan voor 50 kamers in de remise. Jongeren wachten elf jaar op een woning.",
            "duration",
            "elf jaar",
        ),
        (
            "communication-plan",
            "Plan for 20 flats. The waiting list for locals is now over six years.",
            "duration",
            "six years",
        ),
        (
            "council-letter",
            "Brief over de boot die nu drie jaar ligt aan de Kade; de reder vraagt verlenging.",
            "duration",
            "drie jaar",
        ),
        (
            "qa",
            "Q&A voor de Industrieweg, 240 woonunits. Mensen vragen hoeveel parkeerplaatsen (er komen"
            " er 120).",
            "people",
            "120",
        ),
        (
            "scenario",
            "Scenariokaart voor de inloopavond in De Kievit, wijkagent weg om 20.00 uur.",
            "time",
            "20.00",
        ),
        (
            "process",
            "Overzicht van het proces rond de herziening van het beleid. De startnotitie is op 12 juni"
            " vastgesteld.",
            "decision_date",
            "12 juni",
        ),
        (
            "runbook",
            "Draaiboek avond 3 april. Pers: Dagblad van het Noorden heeft al gebeld over foto's.",
            "spokesperson",
            "Dagblad van het Noorden",
        ),
    ],
)
def test_what_is_told_of_something_else_fills_no_field(
    kind: str, text: str, name: str, read: str
) -> None:
    assert value(kind, text, name) != read


def test_a_decision_outside_the_quotation_marks_still_counts() -> None:
    text = (
        "Brief aan inwoners. Het college heeft besloten: 'De Klok' wordt huisvesting aan de Dijk."
    )
    assert value("residents-letter", text, "status") == "taken"


def test_a_number_that_grows_is_told_with_the_one_it_replaces() -> None:
    draft = drafted(
        "follow-up", "Terugkoppeling van 11 februari over Logement Oost, van 120 naar 200 bedden."
    )
    assert "200 in plaats van 120 bedden" in draft.text


@pytest.mark.parametrize(
    ("day", "asked"), [("Woensdag", True), ("Woensdag 10 maart", False), ("10 maart", False)]
)
def test_a_day_of_the_week_alone_is_asked_back(day: str, asked: bool) -> None:
    draft = drafted(
        "invitation", f"Uitnodiging bewonersavond. {day}, 19.30 uur, dorpshuis De Klok."
    )
    assert ("[klopt dit: datum?]" in draft.text) is asked


def test_the_end_of_use_tells_for_how_long_it_is() -> None:
    draft = drafted(
        "qa", "Q&A over Camping De Bron, 40 plekken, vergunning loopt af op 31 mei 2029."
    )
    asked = draft.text.split("**Voor hoe lang is het?**")[1].split("**")[0]
    assert "Tot donderdag 31 mei 2029" in asked


def test_what_happened_is_told_once() -> None:
    draft = drafted("spokesperson", "Woordvoeringslijn. Vannacht brand in de units aan de Rietweg.")
    core = draft.text.split("## ")[1]
    assert core.lower().count("vannacht brand in de units") == 1


def test_the_request_is_not_told_as_news() -> None:
    text = (
        "Voor wethouder Bos zoek ik een set woordvoeringslijnen over het nieuwe huisvestingsbeleid."
    )
    assert "zoek ik een" not in drafted("spokesperson", text).text.split("## [nog")[0]


def test_yes_before_an_answer_of_the_form_is_left_out() -> None:
    given = {"project_group": "Ja, met Ruimte en Wonen."}
    draft = make_draft(Brief("process", "Proces voor de Dijk.", given, today=TODAY))
    assert "ja, met" not in draft.text.lower()
    assert "Ruimte en Wonen" in draft.text


@pytest.mark.parametrize(
    ("kind", "text", "stage"),
    [
        (
            "invitation",
            "Invitation please. Hotel De Postkoets stops as worker accommodation on 1 September.",
            "closing",
        ),
        (
            "process",
            "Procesoverzicht svp. Sluiting Motel Grensland, eigenaar stopt per 31 december.",
            "closing",
        ),
        (
            "residents-letter",
            "Briefje: de 18 arbeidsmigranten die daar tijdelijk zitten vertrekken uiterlijk 15 juli.",
            "closing",
        ),
        (
            "communication-plan",
            "Communicatieplan voor de controles op illegale bewoning, vanaf maart in 45 panden.",
            "policy",
        ),
        (
            "social-media",
            "Social media-analyse. Aanleiding: aanrijding zaterdagavond bij Nieuwleuzen.",
            "event",
        ),
        (
            "social-media",
            "Analyse the comments on our cancelling the flex homes at Weteringpark.",
            "cancelled",
        ),
    ],
)
def test_what_is_no_plan_is_read_as_what_it_is(kind: str, text: str, stage: str) -> None:
    assert value(kind, text, "stage") == stage


def test_a_process_for_a_closure_is_about_the_closure() -> None:
    draft = drafted("process", "Procesoverzicht. Sluiting Motel Grensland per 31 december.")
    assert draft.title.startswith("Proces en rollen bij het einde van de huisvesting")
    assert "**Waarover:** sluiting Motel Grensland" in draft.text.replace("Sluiting", "sluiting")


@pytest.mark.parametrize(
    ("kind", "text", "stage"),
    [
        (
            "qa",
            "Q&A on the cancelled plan at business park Noord. The investor withdrew last week; 200 "
            "places will not be built.",
            "cancelled",
        ),
        (
            "communication-plan",
            "Communication plan. We cancel the project on the Kerkakkers because no permit is possible.",
            "cancelled",
        ),
        (
            "qa",
            "Q&A voor bewoners. Vanaf 1 september handhaven wij op bewoning van park De Kuil.",
            "closing",
        ),
        ("process", "Procesoverzicht bij het nieuwe migrantenbeleid, nu ter inzage.", "policy"),
        (
            "social-media",
            "Wat wordt er online gezegd na het ongeluk van zondag met het busje?",
            "event",
        ),
    ],
)
def test_what_is_called_off_or_is_no_plan_is_not_drafted_as_one(
    kind: str, text: str, stage: str
) -> None:
    facts = {f.name: f.value for f in make_draft(Brief(kind, text)).facts}
    assert facts.get("stage") == stage


def test_a_runbook_gives_an_absent_alderman_nothing_to_do() -> None:
    text = "Draaiboek bewonersavond 4 mei 2027 om 19.30 uur in De Klok. Gespreksleider Jan Bos."
    draft = make_draft(Brief("runbook", text, {"alderman": "geen wethouder"}))
    assert "Spreek af wie politieke vragen beantwoordt" in draft.text
    assert "| Bestuurder" not in draft.text
    assert "Wethouder geen" not in draft.text
