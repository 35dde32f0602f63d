"""What advisers tell in a sentence of their own, read in the field that asks for it, and what resembles it."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.drafting.draft import kind_named, make_draft
from assistant.drafting.facts import facts_of
from assistant.drafting.types import Brief

TODAY = date(2026, 11, 28)


def told(kind: str, text: str, name: str) -> str | None:
    fact = facts_of(Brief(kind, text, today=TODAY), kind_named(kind)).get(name)
    return fact.value if fact else None


@pytest.mark.parametrize(
    ("kind", "text", "name", "value"),
    [
        # there is no room but for this
        ("participation", "Advies Kade 4. Daar verandert niets meer aan. Alleen over groen en licht is nog ruimte.", "room", "some"),
        ("participation", "Advies Kade 4. Daar verandert niets meer aan.", "room", "none"),
        ("participation", "Advies Kade 4. Alleen over groen en licht is nog ruimte.", "subject", "groen en licht"),
        ("participation", "Advice for Quay 4. There is no room for influence left.", "subject", None),
        ("participation", "Advies Kade 4. Vast staat alleen dat de gevel blijft.", "fixed", "Vast staat alleen dat de gevel blijft"),
        ("participation", "Advies Kade 4. De reacties gaan in een nota en de planoloog laat op 3 mei weten wat ermee is gedaan.", "input_use", "De reacties gaan in een nota en de planoloog laat op 3 mei weten wat ermee is gedaan"),
        ("participation", "Advice for Quay 4, for the street the consequences are big", "impact", "high"),
        ("participation", "Advies Kade 4, er verandert voor hen behoorlijk veel", "impact", "high"),
        ("participation", "Advies Kade 4, het gaat om vijftien buren", "group", "few"),
        ("participation", "Advies Kade 4, we rekenen op volle zalen", "group", "many"),
        # what is not known yet
        ("qa", "Q&A na de brand aan de Kade. Oorzaak nog onbekend.", "unknown", "Oorzaak"),
        ("spokesperson", "Lijn. Of het pension weer open mag is uiterlijk 1 september duidelijk.", "unknown", "Of het pension weer open mag"),
        ("spokesperson", "Lines. Whether the owner appeals will be clear by 1 September.", "unknown", "Whether the owner appeals"),
        # who does what
        ("scenario", "Kaart raad 3 maart. Voorzitter is Ans Bos, die beslist ook over schorsen of stoppen.", "stop_by", "Ans Bos"),
        ("scenario", "Kaart raad 3 maart. Als het misgaat: schorsen en de tribune leeg.", "response", "schorsen en de tribune leeg"),
        ("scenario", "Kaart raad 3 maart. De bodes doen de ontvangst.", "helpers", "De bodes"),
        ("runbook", "Draaiboek 3 maart. De bodes ontvangen de bezoekers.", "reception", "De bodes"),
        ("process", "Proces Kade 4. Woordvoering loopt via Tom Hekkers.", "spokesperson", "Tom Hekkers"),
        ("council-letter", "Letter to the council. Signed by mayor De Wit and municipal secretary Smid.", "sender", "mayor De Wit and municipal secretary Smid"),
        # a proposal is no decision, and its day is not that of the committee
        ("council-letter", "Letter. On 5 October 2027 we decided to propose that the council changes the plan.", "status", "proposed"),
        ("council-letter", "Letter. On 5 October 2027 we decided to propose that the council changes the plan.", "decided_on", "5 October 2027"),
        ("council-letter", "Letter. The committee meeting on 25 November 2027 is public.", "decided_on", None),
        ("process", "Proces Kade 4. De raad moet beslissen. De raadsvergadering is op 3 mei 2027.", "decision_date", "3 mei 2027"),
    ],
)  # fmt: skip
def test_it_is_read(kind: str, text: str, name: str, value: str | None) -> None:
    assert told(kind, text, name) == value


def test_a_list_goes_on_where_a_number_in_it_was_read() -> None:
    brief = (
        "Follow-up of 3 May 2026. Main worries: noise, and whether the 75 beds become 150 later."
    )
    assert told("follow-up", brief, "topics") == "noise, and whether the 75 beds become 150 later"


def test_words_without_content_are_no_text() -> None:
    brief = "RIB Kade 4. De eerstvolgende stap is een inloopavond op 3 mei 2027."
    assert told("council-letter", brief, "next_step") != "is"


def test_an_address_belongs_to_the_person_it_names_also_with_a_hyphen() -> None:
    brief = (
        "Terugkoppeling 3 mei 2026. Roel Tan (Verkeer) maakt een plan. Gert-Jan Boer bewaakt de "
        "acties en is het aanspreekpunt: g.boer@dorp.nl."
    )
    assert "Roel" not in (told("follow-up", brief, "contact") or "")


def test_the_council_is_not_told_that_a_decision_was_taken_which_it_takes_itself() -> None:
    brief = (
        "Raadsbrief. Het college heeft op 3 mei 2027 besloten mee te werken aan 60 plekken aan de Kade 4. "
        "De raad besluit zelf over het plan."
    )
    text = make_draft(Brief("council-letter", brief, today=TODAY)).text
    assert "dat uw raad nog besluit" in text
    assert "eerlijk dat het besluit is genomen" not in text


def test_another_meeting_that_is_planned_is_told_with_its_day_or_that_it_follows() -> None:
    brief = "Terugkoppeling van 3 mei 2026. Er komt een nieuwe avond."
    draft = make_draft(Brief("follow-up", brief, today=TODAY))
    assert "Er komt een nieuwe bijeenkomst. Over de datum krijgt u nog bericht." in draft.text
    dated = make_draft(Brief("follow-up", brief, {"next_date": "4 juni 2026"}, today=TODAY))
    assert "De volgende bijeenkomst is op donderdag 4 juni 2026." in dated.text
