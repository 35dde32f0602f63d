"""What strangers told for the questions of a form, and what they did not tell, in other words than ours."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.drafting.draft import kind_named, make_draft
from assistant.drafting.facts import facts_of
from assistant.drafting.types import Brief

TODAY = date(2026, 11, 24)
PAIR = (
    "Parkeren pakt Joost Blom (team Wijken) op. Ik, Marga Dekker, bewaak het lijstje. Reacties: {}"
)


def told(kind: str, text: str, name: str) -> str | None:
    fact = facts_of(Brief(kind, text, today=TODAY), kind_named(kind)).get(name)
    return fact.value if fact else None


@pytest.mark.parametrize(
    ("kind", "text", "name", "value"),
    [
        ("scenario", "Irma Vos van OOV heeft de leiding over de veiligheid", "safety_lead", "Irma Vos van OOV"),
        ("scenario", "Scenariokaart raad 3 maart. Bij de politie bellen met brigadier T. Smeets.", "police", "brigadier T. Smeets"),
        ("scenario", "Scenario card. Ann Hill chairs and she decides if we stop.", "stop_by", "Ann Hill"),
        ("scenario", "Kaart raad 3 maart. De burgemeester zit voor.", "chair", "De burgemeester"),
        ("recovery", "Herstelplan Kade 4. Op 3 mei 2027 kijken we terug.", "evaluated_on", "3 mei 2027"),
        ("recovery", "Herstelplan Kade 4. Het stadhuis is nooit te zien, zegt men.", "seen_as", "unseen"),
        ("recovery", "Herstelplan. Truus Haan (hoofd Wijken) trekt het herstel.", "lead", "Truus Haan"),
        ("participation", "Advies Kade 4, we verwachten zo'n 25 mensen", "group", "few"),
        ("participation", "Advice for Quay 4, we expect several hundred people", "group", "many"),
        ("participation", "Advies Kade 4, er valt niets meer aan te veranderen", "room", "none"),
        ("process", "Process. We expect an application for Quay 4.", "origin", "initiator"),
        ("communication-plan", "Plan. I'm in charge (Jane Bird).", "lead", "Jane Bird"),
        ("communication-plan", "Plan Kade 4. De raad gaf gisteren akkoord.", "status", "taken"),
        ("follow-up", "Feedback on 3 May. No second walk-in.", "again", "none"),
        ("runbook", "Online session 3 May 2027, 7 to 8.30 pm, via https://meet.example.org/kade", "time", "7 to 8.30 pm"),
        ("runbook", "Online session 3 May 2027, 7 to 8.30 pm, via https://meet.example.org/kade", "place", "https://meet.example.org/kade"),
        ("situation", "Consent in principle on 3 May 2026, the council votes on 8 July 2027", "principle_on", "3 May 2026"),
        ("situation", "Start Kade 4. Het college is bereid mee te werken.", "position", "Het college is bereid mee te werken"),
        ("situation", "Start Kade 4, 60 plekken, max 3 jr", "duration", "max 3 jr"),
        ("scenario", "Buses wait at the P+R. Mary has the lead on safety.", "safety_lead", "Mary"),
        ("participation", "Advies Kade 4, het verzet valt mee", "resistance", "little"),
        ("spokesperson", "Lijn. Alleen de woordvoerder praat met de pers, wethouder dus niet.", "speaks", "spokesperson"),
        ("spokesperson", "Lines. Jo Reed is the only one who speaks.", "mayor_speaks", "silent"),
        ("social-media", "Scan. Facebook (groep 'Wij van Kade'), Nextdoor en X.", "channels", "Facebook (groep 'Wij van Kade'), Nextdoor en X"),
        # and what resembles it
        ("council-letter", "Letter. We write to the council again in March.", "council_on", None),
        ("invitation", "Hij wil op nummer 14 woonunits neerzetten", "units", None),
        ("qa", "The council adopted it on 3 May 2027", "council_on", None),
        ("scenario", "Inloop 28 april 2028, binnen een uur staat het online", "time", None),
        ("scenario", "Kaart raad 3 maart. Beveiliging: Vigil, 6 man", "expected", None),
        ("situation", "Startsituatie Kade 4, we weten nog weinig.", "unknown", None),
        ("residents-letter", "The council decides, when is not known yet.", "unknown", None),
    ],
)  # fmt: skip
def test_it_is_read_as_it_was_meant(kind: str, text: str, name: str, value: str | None) -> None:
    assert told(kind, text, name) == value


@pytest.mark.parametrize("kind", ["qa", "spokesperson"])
def test_a_day_on_which_one_thing_is_known_is_not_surely_that_of_every_answer(kind: str) -> None:
    asked = "[klopt dit: datum van het antwoord?]"
    one = "Kade 4 sluit. Uiterlijk 1 maart 2027 weten we waar de bewoners heen gaan."
    every = "Kade 4 sluit. Antwoord op open vragen uiterlijk 1 maart 2027."
    assert asked in make_draft(Brief(kind, one, today=TODAY)).text
    assert asked not in make_draft(Brief(kind, every, today=TODAY)).text


def test_nobody_stands_beside_the_address_of_somebody_else() -> None:
    assert (
        told("follow-up", PAIR.format("marga.dekker@kade.nl"), "contact") == "marga.dekker@kade.nl"
    )
    own = told("follow-up", "Vragen: Joost Blom, joost.blom@kade.nl", "contact")
    assert own == "Joost Blom, joost.blom@kade.nl"
    shared = told("follow-up", "Vragen: Joost Blom, wonen@kade.nl", "contact")
    assert shared == "Joost Blom, wonen@kade.nl"


def test_an_online_meeting_has_no_door_and_no_coffee() -> None:
    room = "Draaiboek {} 3 mei 2027, 20.00 uur over Kade 4, nog niet besloten"
    text = make_draft(Brief("runbook", room.format("online bijeenkomst"), today=TODAY)).text
    hall = make_draft(Brief("runbook", room.format("bijeenkomst"), today=TODAY)).text
    for words in (
        "Deur open",
        "koffie en thee",
        "bij de deur",
        "nooduitgangen",
        "aan kleine tafels",
    ):
        assert words not in text
        assert words in hall
