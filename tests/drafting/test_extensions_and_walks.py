"""What is already there and grows or stays, and meetings that are no evening in a hall."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.drafting.draft import make_draft
from assistant.drafting.types import Brief, Draft

TODAY = date(2026, 11, 3)


def drafted(kind: str, brief: str) -> Draft:
    return make_draft(Brief(kind, brief, today=TODAY))


def body(kind: str, brief: str, **given: str) -> str:
    draft = make_draft(Brief(kind, brief, given, today=TODAY))
    return "\n".join(block.text for block in draft.blocks)


GROWS = "over de uitbreiding van Hoeve Lindenhof aan de Beekweg, van 30 naar 55 bedden. Nog niet besloten."
LASTS = (
    "Het gaat om woonpark De Meent. De exploitant wil vijf jaar langer blijven. Nog niet besloten."
)


@pytest.mark.parametrize(
    "kind", ["invitation", "qa", "residents-letter", "spokesperson", "council-letter"]
)
@pytest.mark.parametrize(
    ("brief", "told"),
    [
        (GROWS, "uitbreiding van Hoeve Lindenhof aan de Beekweg, van 30 naar 55 bedden."),
        (LASTS, "e exploitant wil vijf jaar langer blijven."),
    ],
)
def test_an_extension_is_told_and_is_no_new_plan(kind: str, brief: str, told: str) -> None:
    text = body(kind, brief)
    assert told in text
    assert "een plan om" not in text
    assert "een plan voor huisvesting" not in text


def test_an_extension_that_was_refused_is_not_told_as_one() -> None:
    given = {f.name for f in drafted("qa", "De verlenging van De Meent gaat niet door.").facts}
    assert "change" not in given


WALK = "Geen zaal maar een rondleiding over het terrein, in een tent drinken we daarna koffie."
STALLS = "Inloop met zes kraampjes, niet plenair, in dorpshuis De Es."


@pytest.mark.parametrize(
    ("brief", "said", "unsaid"),
    [
        (WALK, "Kleine groepen met een eigen gids", "Zaal, geluid"),
        (WALK, "tijdens de wandeling en daarna", "Iedereen aan tafel"),
        (WALK, "Begroet mensen bij aankomst", "bij de deur"),
        (STALLS, "Kramen of statafels", "geeft iedereen het woord"),
        (STALLS, "bij de kramen", "| Bij de start |"),
    ],
)
def test_a_runbook_fits_the_form_of_the_meeting(brief: str, said: str, unsaid: str) -> None:
    text = body("runbook", f"Draaiboek 12 maart 2027. {brief} Wethouder Bos is er. We informeren.")
    assert said in text
    assert unsaid not in text


def test_who_is_there_for_a_part_of_the_evening_neither_greets_nor_sees_off() -> None:
    text = body("runbook", "Draaiboek bewonersavond. Wethouder Bos kan pas om 20.15 uur.")
    assert "Let op: Wethouder Bos kan pas om 20.15 uur" in text
    assert "Bestuurder" not in text
    assert "Begroet mensen" not in text


def test_who_opens_and_who_explains_stand_in_the_column_of_who() -> None:
    text = body("runbook", "Burgemeester Vos opent. Daarna vertelt Ria Bol over het plan.")
    assert "wel en niet kan | Burgemeester Vos opent |" in text


def test_advice_on_a_policy_asks_for_no_site() -> None:
    draft = drafted("participation", "Hoe betrekken we inwoners bij het nieuwe huisvestingsbeleid?")
    assert draft.title == "Advies participatie: het nieuwe huisvestingsbeleid"
    assert "location" not in {m.field for m in draft.missing}


def test_advice_on_participation_asks_for_whom_it_is_and_who_leads() -> None:
    missing = {m.field for m in drafted("participation", "Advies over inspraak graag.").missing}
    assert {"audience", "moderator"} <= missing


@pytest.mark.parametrize(
    ("lead", "said"),
    [
        ("Ria Bol, projectleider", "regelt Ria Bol, projectleider, het of wijst iemand aan"),
        ("Ria Bol", "regelt Ria Bol het of wijst iemand aan"),
        ("Bol, Vos en De Wit", "regelt Bol, Vos en De Wit het of wijst iemand aan"),
    ],
)
def test_a_function_after_a_name_is_closed_by_a_comma(lead: str, said: str) -> None:
    text = body("runbook", "Draaiboek bewonersavond 12 maart 2027.", lead=lead)
    assert said in text
    assert f"| {lead} | Bewaakt dit draaiboek" in text


def stage(kind: str, brief: str) -> str:
    return next((f.value for f in drafted(kind, brief).facts if f.name == "stage"), "")


@pytest.mark.parametrize(
    ("brief", "told"),
    [
        ("Het college besloot het plan voor 90 bedden aan de Dijk in te trekken.", "cancelled"),
        ("Last week we withdrew support for the campus. What do we say?", "cancelled"),
        ("B en w besloten de locatie Veerdam niet verder te onderzoeken.", "cancelled"),
        ("Lines on our new rule: no more than two such houses in a street.", "policy"),
        ("We gaan het plan niet intrekken, er komen 90 bedden aan de Dijk.", "plan"),
        (
            "De rechter heeft de vergunning voor Hoeve Ter Aa vernietigd: niet goed gemeten.",
            "event",
        ),
        ("Process for closing a lodging, never done before.", "closing"),
        ("De exploitant van Hoeve Oost wil twee jaar langer blijven, besluit in juni.", "plan"),
        ("The owner of the hostel would like to expand, neighbours heard it today.", "plan"),
    ],
)
def test_what_was_withdrawn_annulled_or_closed_is_no_plan(brief: str, told: str) -> None:
    assert stage("spokesperson", brief) == told


def test_a_plan_that_is_called_off_asks_for_no_residents() -> None:
    text = body("communication-plan", "Communicatieplan: het plan Campus Oost is ingetrokken.")
    assert "met de bewoners" not in text
    assert "toezicht en beheer" not in text


def test_the_process_of_a_policy_has_no_site_and_no_initiator() -> None:
    brief = "Proces en rollen voor het nieuwe huisvestingsbeleid, inspraak in maart."
    text = body("process", brief)
    assert "| Aanleiding, reden" in text
    assert "Ontwerp en beheer" not in text
    assert "initiator" not in {m.field for m in drafted("process", brief).missing}


@pytest.mark.parametrize(
    ("kind", "brief", "name"),
    [
        ("situation", "De eigenaar (68) verhuurt er al ruim negen jaar caravans.", "duration"),
        ("situation", "De eigenaar (68) verhuurt er al ruim negen jaar caravans.", "people"),
        (
            "communication-plan",
            "Vergunningplicht per 1 mei, 4 maanden overgangstermijn.",
            "duration",
        ),
        ("residents-letter", "Op 3 mei begint een controle, die duurt twee weken.", "duration"),
        ("runbook", "Draaiboek open dag, max 15 bezoekers per rondleiding.", "visitors"),
    ],
)
def test_a_number_of_something_else_is_not_read(kind: str, brief: str, name: str) -> None:
    assert name not in {f.name for f in drafted(kind, brief).facts}


def test_where_people_live_is_not_where_the_meeting_is() -> None:
    brief = "Nodig wie wonen in hotel De Linde uit, op 4 maart, 19.00 uur in de bibliotheek."
    facts = {f.name: f.value for f in drafted("invitation", brief).facts}
    assert facts["place"] == "de bibliotheek"


def test_lines_on_what_is_no_plan_ask_for_the_worries_of_this_case() -> None:
    draft = drafted("spokesperson", "Woordvoeringslijn: pension De Zwaan sluit op 1 mei.")
    assert "worries" in {m.field for m in draft.missing}
    plan = drafted("spokesperson", "Woordvoeringslijn over een plan voor 40 plekken.")
    assert "worries" not in {m.field for m in plan.missing}
