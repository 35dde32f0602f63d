"""Briefs as municipal staff type them: everything told stands in the draft, everything else is asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.drafting.criteria import placeholders_in
from assistant.drafting.dates import spelled
from assistant.drafting.draft import kind_named, make_draft
from assistant.drafting.facts import facts_of
from assistant.drafting.joins import joined
from assistant.drafting.kinds import kinds
from assistant.drafting.types import Brief, Draft
from evals.metrics.drafts import invented

TODAY = date(2026, 11, 24)
BRIEFS: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("typed_briefs.yaml").read_text(encoding="utf-8")
)
each_brief = pytest.mark.parametrize(
    "told", BRIEFS, ids=lambda t: f"{t['kind']}: {t['brief'][:40]}"
)


def drafted(told: dict[str, Any]) -> Draft:
    return make_draft(Brief(told["kind"], told["brief"], today=TODAY))


def read(text: str, kind: str, name: str) -> str:
    fact = facts_of(Brief(kind, text, today=TODAY), kind_named(kind)).get(name)
    return fact.value if fact else ""


@each_brief
def test_each_fact_is_read_in_the_field_it_belongs_to(told: dict[str, Any]) -> None:
    known = {f.name: f.value for f in drafted(told).facts}
    assert {n: known.get(n) for n in told["facts"]} == told["facts"]


@each_brief
def test_each_fact_stands_in_the_draft_as_it_was_typed(told: dict[str, Any]) -> None:
    draft = drafted(told)
    text = draft.text.lower()
    for fact in draft.facts:
        if kinds()[told["kind"]].fields[fact.name].type == "choice":
            continue
        day = spelled(fact.day, draft.language).lower() if fact.day else fact.value.lower()
        assert fact.value.lower() in text or day in text or fact.shown.lower() in text, fact


@each_brief
def test_what_a_brief_does_not_tell_is_a_question_and_a_gap(told: dict[str, Any]) -> None:
    draft = drafted(told)
    gaps = {g.lower() for g in placeholders_in(draft.text)}
    assert [m.field for m in draft.missing] == told["missing"]
    assert {m.placeholder.lower() for m in draft.missing} <= gaps


@each_brief
def test_nothing_is_added_to_what_was_typed(told: dict[str, Any]) -> None:
    assert invented(drafted(told), told["brief"], kinds()[told["kind"]]) == frozenset()


@each_brief
def test_with_its_gaps_filled_the_draft_meets_the_guideline(told: dict[str, Any]) -> None:
    first, fields = drafted(told), kinds()[told["kind"]].fields
    filled = {m.field: fields[m.field].example.of(first.language) for m in first.missing}
    draft = make_draft(Brief(told["kind"], told["brief"], filled, first.language, today=TODAY))
    assert [c.id for c in draft.checks if not c.passed] == []


@pytest.mark.parametrize(
    ("text", "kind", "name", "expected"),
    [
        ("avond 19:30-21:00, dorpshuis De Wiek", "invitation", "time", "19:30-21:00"),
        ("van zeven tot negen in De Brug", "invitation", "time", "zeven tot negen"),
        ("at half past seven in the library", "invitation", "time", "half past seven"),
        ("wo 20/1 in de kantine", "invitation", "date", "20/1"),
        ("bewonersavond do 14 jan", "invitation", "date", "14 jan"),
        ("eerste bewoners komen medio juni", "communication-plan", "date", "medio juni"),
        ("zo'n 150 mensen", "qa", "people", "zo'n 150"),
        ("80-100 werknemers", "qa", "people", "80-100"),
        ("aan de Oude Rijksweg 14 96 mensen", "qa", "people", "96"),
        ("aan de Oude Rijksweg 14 96 mensen", "qa", "location", "Oude Rijksweg 14"),
        ("over het oude klooster, nog een idee", "qa", "location", "het oude klooster"),
        ("plan van uitzendbureau FlexStar", "qa", "initiator", "uitzendbureau FlexStar"),
        ("Jeroen Prins is woordvoerder", "spokesperson", "spokesperson", "Jeroen Prins"),
        ("Petra Hofman (projectleider) regelt alles", "runbook", "lead", "Petra Hofman"),
        ("Wethouder Bakker opent de avond", "runbook", "alderman", "Bakker"),
        ("bel Sanne Vermeulen van Ruimte", "qa", "contact", "Sanne Vermeulen van Ruimte"),
        ("contact Rob Kuipers, tel 0345 - 63 12 88", "qa", "contact", "Rob Kuipers, tel 0345 - 63 12 88"),
        ("contactpersoon Wouter Dam (06 44556677)", "qa", "contact", "Wouter Dam (06 44556677)"),
    ],
)  # fmt: skip
def test_a_fact_is_read_however_it_is_typed(text: str, kind: str, name: str, expected: str) -> None:
    assert read(text, kind, name) == expected


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("het is nog maar een idee", "open"),
        ("raad beslist pas in juni", "open"),
        ("besluit moet nog vallen", "open"),
        ("nog niks besloten", "open"),
        ("vergunning is al verleend", "taken"),
        ("de raad heeft in november ja gezegd", "taken"),
        ("dat het college akkoord is met het plan", "taken"),
        ("permit granted last week", "taken"),
    ],
)
def test_the_decision_is_understood_in_the_words_of_the_office(text: str, status: str) -> None:
    assert read(text, "qa", "status") == status


def test_a_date_that_is_cut_short_is_written_out() -> None:
    shown = [
        f.shown
        for f in drafted(
            {"kind": "invitation", "brief": "uitnodiging voor de avond op do 14 jan"}
        ).facts
    ]
    assert "donderdag 14 januari" in shown


def test_an_hour_in_words_brings_no_second_hour() -> None:
    brief = {"kind": "invitation", "brief": "uitnodiging om tien uur 's ochtends in De Eik"}
    assert "tien uur 's ochtends" in [f.shown for f in drafted(brief).facts]


def test_a_family_is_named_within_a_sentence() -> None:
    brief = {"kind": "invitation", "brief": "De familie Jansen wil hier 20 mensen huisvesten"}
    assert "De initiatiefnemer is de familie Jansen." in drafted(brief).text


def test_two_people_in_a_row_keep_their_own_roles() -> None:
    brief = Brief("runbook", "wethouder Anna de Wit, woordvoerder Sanne Bakker", today=TODAY)
    found = {f.name: f.value for f in make_draft(brief).facts if f.source == "brief"}
    assert found == {"alderman": "Anna de Wit", "spokesperson": "Sanne Bakker"}


def test_a_request_is_no_fact_that_was_left_out() -> None:
    draft = make_draft(Brief("qa", "Kun je een lijst maken voor de balie?", today=TODAY))
    assert [n for n in draft.notices if n.kind == "unplaced"] == []


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("De eerste bewoners komen op half mei.", "De eerste bewoners komen half mei."),
        ("Op begin mei hoort u meer.", "Begin mei hoort u meer."),
        ("Het besluit is gepland op juni 2027.", "Het besluit is gepland in juni 2027."),
        ("Dat was op 3 mei 2027.", "Dat was op 3 mei 2027."),
        ("wethouder Wethouder Bakker", "wethouder Bakker"),
        ("We evaluate the approach on October 2027.", "We evaluate the approach in October 2027."),
        ("On May 3 we met.", "On May 3 we met."),
        ("De reden is: dat er geen woningen zijn.", "De reden is dat er geen woningen zijn."),
    ],
)
def test_a_fact_joins_the_words_around_it(text: str, mended: str) -> None:
    assert joined(text) == mended
