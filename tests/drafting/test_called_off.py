"""Of a plan that is called off nothing is told as if it were still to come."""

from __future__ import annotations

import pytest

from assistant.drafting.draft import make_draft
from assistant.drafting.kinds import kinds
from assistant.drafting.types import Brief, Draft

REFUSED = (
    "Het college heeft het verzoek van Flexbouw om 60 arbeidsmigranten te huisvesten aan de Kade 3 "
    "afgewezen. Het ging om dertig units voor 5 jaar. Flexbouw kan bezwaar maken tot 1 april 2027."
)
STAGED = [n for n, kind in kinds().items() if {"stage", "duration"} <= kind.fields.keys()]


def drafted(kind: str, text: str = REFUSED) -> Draft:
    return make_draft(Brief(kind, text))


@pytest.mark.parametrize("kind", STAGED)
def test_what_the_plan_was_is_told_as_what_it_was(kind: str) -> None:
    text = drafted(kind).text
    assert "De huisvesting is voor" not in text
    before, _, after = text.partition("Dit hield het plan in:\n")
    listed, _, _ = after.partition("\n\n")
    assert {"- periode: 5 jaar", "- aantal woningen of kamers: dertig units"} <= set(
        listed.splitlines()
    )
    assert "5 jaar" not in before


def test_a_site_that_is_dropped_is_called_off() -> None:
    text = "News item: the municipality will NOT continue with the site on the Parallelweg."
    facts = {f.name: f.value for f in make_draft(Brief("residents-letter", text)).facts}
    assert facts["stage"] == "cancelled"


def test_what_the_news_tells_already_is_not_told_again() -> None:
    news = "Het plan voor 60 arbeidsmigranten aan de Kade 3 gaat niet door."
    assert "Dit hield het plan in" not in drafted("residents-letter", news).text


@pytest.mark.parametrize("kind", ["qa", "residents-letter"])
def test_the_period_in_which_the_applicant_can_object_is_nobody_elses(kind: str) -> None:
    assert "Bezwaar maken kan" not in drafted(kind).text
    assert "Flexbouw kan bezwaar maken tot 1 april 2027" in drafted(kind).text


def test_of_a_plan_that_goes_on_the_same_facts_are_told_as_ever() -> None:
    text = "Nieuw plan van Flexbouw: dertig units voor 5 jaar aan de Kade 3, nog niet besloten."
    draft = drafted("residents-letter", text)
    assert "De huisvesting is voor 5 jaar." in draft.text
    assert "Dit hield het plan in" not in draft.text


def test_each_field_that_is_withdrawn_is_a_field_of_a_kind() -> None:
    known = {name for kind in kinds().values() for name in kind.fields}
    withdrawn = {
        name
        for kind in kinds().values()
        for spec in kind.fields.values()
        for names in spec.withdraws.values()
        for name in names
    }
    assert withdrawn
    assert withdrawn <= known


@pytest.mark.parametrize(
    ("text", "told", "not_told"),
    [
        ("Communicatieplan: hotel De Ploeg sluit op 31 december 2026, er wonen 52 mensen.",
         "Fase 4: de tijd tot het einde", "burendag"),
        ("Communicatieplan: het plan voor 52 mensen in hotel De Ploeg gaat niet door.",
         "Fase 4: de tijd erna", "Ruimte geven voor inspraak"),
        ("Communicatieplan: plan voor 52 mensen in hotel De Ploeg, nog niet besloten.",
         "Fase 4: bewoning van de locatie", "de tijd erna"),
    ],
)  # fmt: skip
def test_a_communication_plan_has_phases_that_fit_what_is_going_on(
    text: str, told: str, not_told: str
) -> None:
    draft = drafted("communication-plan", text)
    assert told in draft.text
    assert not_told not in draft.text


@pytest.mark.parametrize(
    "told",
    [
        "Het college trok op 2 juni 2026 het plan voor 110 mensen aan de Beemdweg in.",
        "Het college trok het plan voor 110 mensen aan de Beemdweg in, dat gaat dus niet door.",
        "Het plan aan de Beemdweg gaat dus niet door.",
        "Initiatiefnemer Baas heeft laten weten het plan aan de Beemdweg niet door te zetten.",
        "The owner pulled out on 4 May, so the plan for the Beemdweg is off.",
        "We dropped the site on the Beemdweg, so that plan is off the table.",
    ],
)
def test_what_was_called_off_in_other_words_is_told_as_no_plan(told: str) -> None:
    text = f"Uitnodiging, bijeenkomst op 22 juni 2027 om 19.00 in De Klok. {told}"
    draft = make_draft(Brief("invitation", text))
    assert {f.name: f.value for f in draft.facts}["stage"] == "cancelled"
    assert "Er is een plan" not in draft.text
    assert "There is a plan" not in draft.text
    assert not {"status", "initiator", "purpose"} & {m.field for m in draft.missing}


def test_who_rings_the_bell_withdraws_nothing() -> None:
    text = "Uitnodiging. De buurt trok aan de bel over het plan aan de Dorpsweg in Elst."
    facts = {f.name: f.value for f in make_draft(Brief("invitation", text)).facts}
    assert facts.get("stage") != "cancelled"
