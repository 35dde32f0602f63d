"""A draft says no more than the brief: a decision in principle, "most of them", "from 1 March"."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.drafting.draft import make_draft
from assistant.drafting.kinds import kinds
from assistant.drafting.types import Brief
from assistant.types import Language

TODAY = date(2026, 11, 24)
WITH_STATUS = [name for name, kind in kinds().items() if "status" in kind.fields]


def body(kind: str, brief: str, language: Language = "nl") -> str:
    draft = make_draft(Brief(kind, brief, language=language, today=TODAY))
    return draft.text.partition("\n## [")[0]


@pytest.mark.parametrize("kind", WITH_STATUS)
def test_a_decision_in_principle_is_neither_still_open_nor_final(kind: str) -> None:
    brief = "Het college heeft op 10 november in principe ingestemd met 60 plekken aan de Dijk 5."
    text = body(kind, brief)
    assert "nog niet besloten" not in text
    assert "besluit is genomen." not in text
    assert "rincipe" in text or kind in ("recovery", "follow-up")
    english = "The executive agreed in principle on 10 November to house 60 workers at Dyke Road 5."
    assert "The decision has been taken." not in body(kind, english, "en")


@pytest.mark.parametrize(
    ("brief", "status"),
    [
        ("Het college neemt op 15 december een principebesluit.", "open"),
        ("Er is nog geen principebesluit genomen.", "open"),
        ("Het principebesluit is genomen op 3 oktober.", "principle"),
        ("Het college is in principe akkoord.", "principle"),
        ("The council approved it in principle.", "principle"),
        ("Op 24 november heeft het college besloten de vergunning te verlenen.", "taken"),
    ],
)
def test_what_was_decided_is_read_as_told(brief: str, status: str) -> None:
    fact = next(f for f in make_draft(Brief("qa", brief)).facts if f.name == "status")
    assert fact.value == status


def test_the_day_of_a_decision_in_principle_is_not_that_of_the_decision() -> None:
    brief = (
        "Het college is op 10 november in principe akkoord. De raad beslist op 18 februari 2027."
    )
    facts = {f.name: f.value for f in make_draft(Brief("participation", brief)).facts}
    assert facts["principle_on"] == "10 november"
    assert facts.get("decided_on") != "10 november"


INVITATION = (
    "uitnodiging inloopavond 12 maart 2027 19.30 uur in De Klok over 60 arbeidsmigranten, Flexhuis "
    "BV wil bouwen, nog niet besloten, we willen horen wat mensen vinden"
)


def test_an_invitation_promises_no_tables_and_no_company_that_the_brief_does_not_name() -> None:
    text = body("invitation", INVITATION)
    assert "tafel" not in text
    assert "De initiatiefnemer is Flexhuis BV." in text
    assert "Aan tafels spreekt u" in body("invitation", f"{INVITATION}. Er zijn thematafels.")
    assert "Ook Flexhuis BV is erbij." in body("invitation", f"{INVITATION}. Flexhuis BV is erbij.")


def test_people_can_drop_in_at_any_time_unless_a_programme_starts() -> None:
    anytime = "U kunt binnenlopen wanneer het u uitkomt."
    assert anytime in body("invitation", INVITATION)
    assert anytime not in body("invitation", f"{INVITATION}. Programma begint om 20.00 uur.")


@pytest.mark.parametrize(
    ("kind", "brief", "words"),
    [
        ("qa", "Eerste bewoners vanaf maandag 1 maart 2027.", "komen vanaf maandag 1 maart 2027"),
        ("residents-letter", "Bouw pas na de zomer.", "De bouw begint pas na de zomer."),
        ("residents-letter", "Bouw op 3 mei 2027.", "De bouw begint op maandag 3 mei 2027."),
        ("residents-letter", "Ze werken vooral bij Hoek BV.", "werken vooral bij Hoek BV"),
        ("residents-letter", "Ze werken bij Hoek BV.", "werken bij Hoek BV"),
        ("process", "Raad heeft bindend advies, college beslist.", "College besluit na bindend advies"),
        ("council-letter", "Reden: er wonen ca. 70 mensen in de wijk.", "er wonen ca. 70 mensen in"),
    ],
)  # fmt: skip
def test_what_limits_a_fact_stays_with_it(kind: str, brief: str, words: str) -> None:
    assert words in body(kind, brief)


@pytest.mark.parametrize(
    ("kind", "brief", "name"),
    [
        ("council-letter", "De toezegging aan de fractie komt in een aparte brief.", "ground"),
        ("participation", "Een paar mensen kennen hem goed.", "group"),
        ("residents-letter", "Nu wonen er ca. 70 mensen verspreid in rijtjeshuizen.", "inhabited"),
        ("participation", "Binnen 300 meter staan 18 woningen.", "units"),
        ("follow-up", "Niet toegezegd: minder dan 55.", "done"),
        ("council-letter", "Flexhuis liet op 20 november weten te stoppen.", "deadline"),
    ],
)
def test_what_means_something_else_fills_no_field(kind: str, brief: str, name: str) -> None:
    assert name not in {f.name for f in make_draft(Brief(kind, brief, today=TODAY)).facts}
