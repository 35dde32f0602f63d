"""What a brief is about: only a plan is called a plan, and what happened is told in its own words."""

import pytest

from assistant.drafting.draft import make_draft
from assistant.drafting.types import Brief, Draft

KINDS = ["qa", "spokesperson", "council-letter", "residents-letter"]
PLANNED = ("er is een plan", "er ligt een plan", "there is a plan", "plan voor huisvesting")


def made(kind: str, text: str) -> Draft:
    return make_draft(Brief(kind, text))


@pytest.mark.parametrize("kind", ["invitation", *KINDS])
@pytest.mark.parametrize(
    "brief",
    [
        "over de huisvesting van 40 arbeidsmigranten aan de Vlasdijk 8, er zijn klachten over afval",
        "about housing 40 workers at 8 Flax Road, the waste is a problem",
    ],
)
def test_nothing_is_called_a_plan_that_the_brief_does_not_call_so(kind: str, brief: str) -> None:
    assert not [words for words in PLANNED if words in made(kind, brief).text.lower()]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "told",
    [
        "Vannacht was er brand in het logiesgebouw aan de Vlasdijk",
        "Het college weigert de vergunning voor 40 plekken aan de Vlasdijk, de weg is te smal",
        "De aanvraag voor de Vlasdijk is ingetrokken",
        "De locatie aan de Vlasdijk gaat op 1 juli dicht en de vergunning wordt niet verlengd",
        "Vanaf januari geldt een vergunningplicht voor kamerverhuur in de hele gemeente",
    ],
)
def test_what_has_happened_stands_in_the_draft_as_the_brief_tells_it(kind: str, told: str) -> None:
    draft = made(kind, f"Graag een tekst hierover. {told}. Vragen naar Ria Vos.")
    assert told in draft.text
    assert "[nog een plek" not in draft.text.partition(told)[0]
    assert not [words for words in PLANNED if words in draft.text.lower()]


@pytest.mark.parametrize("kind", KINDS)
def test_a_sentence_that_asks_for_the_draft_tells_no_more_than_what_it_is_about(kind: str) -> None:
    draft = made(kind, "Maak een tekst over de brand in het logiesgebouw aan de Vlasdijk")
    assert "maak een tekst" not in draft.text.lower()
    assert "het gaat over de brand in het logiesgebouw aan de vlasdijk" in draft.text.lower()


@pytest.mark.parametrize("kind", ["council-letter", "residents-letter"])
def test_an_initiator_is_not_asked_for_where_there_is_no_plan(kind: str) -> None:
    draft = made(kind, "Vannacht was er brand in het logiesgebouw aan de Vlasdijk.")
    assert "initiator" not in [m.field for m in draft.missing]


def test_a_meeting_is_not_announced_where_none_has_a_date() -> None:
    draft = made("residents-letter", "Er is elke avond tot 23.00 uur een huismeester in het pand.")
    assert "U bent welkom op onze bijeenkomst" not in draft.text


@pytest.mark.parametrize("kind", KINDS)
def test_an_event_is_not_said_to_be_undecided(kind: str) -> None:
    text = "Vannacht was er brand in het pand aan de Vlasdijk. Over een nieuw pand is nog niks besloten."
    draft = made(kind, text)
    assert "status" not in {f.name for f in draft.facts}
    assert "Vannacht was er brand in het pand aan de Vlasdijk" in draft.text


def test_what_is_given_of_an_event_is_used_all_the_same() -> None:
    text = "Vannacht was er brand in het pand aan de Vlasdijk."
    draft = make_draft(Brief("qa", text, {"status": "open"}))
    assert ("status", "open") in {(f.name, f.value) for f in draft.facts}


@pytest.mark.parametrize(
    "told",
    [
        "Bouwgroep Lint trekt het plan voor de Vlasdijk in",
        "De units aan de Vlasdijk gaan weg",
        "Er loopt een haalbaarheidsonderzoek voor 80 plekken aan de Vlasdijk",
    ],
)
def test_a_plan_withdrawn_a_site_cleared_and_a_study_are_no_plan(told: str) -> None:
    draft = made("residents-letter", f"Bericht voor de buurt. {told}.")
    assert told in draft.text
    assert not [words for words in PLANNED if words in draft.text.lower()]


def test_an_initiator_who_wants_to_build_has_a_plan() -> None:
    text = (
        "Bericht voor de buurt: Bouwgroep Lint wil 80 arbeidsmigranten huisvesten aan de Vlasdijk."
    )
    assert "Er is een plan om 80 arbeidsmigranten" in made("residents-letter", text).text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("told", "refused"),
    [
        (
            "Vannacht was er brand in het pand en er mogen maximaal 20 Polen in het nieuwe pand",
            "Polen",
        ),
        ("De aanvraag is ingetrokken maar dat houden we geheim voor de bewoners", "geheim"),
    ],
)
def test_a_sentence_with_what_the_guideline_speaks_against_is_not_told(
    kind: str, told: str, refused: str
) -> None:
    draft = made(kind, f"Graag een tekst hierover. {told}. Vragen naar Ria Vos.")
    assert [n for n in draft.notices if n.kind == "conflict"]
    assert refused not in draft.text


@pytest.mark.parametrize(
    ("kind", "brief", "said"),
    [
        ("council-letter", "Kun jij een raadsinformatiebrief maken over de brand aan de Kadeweg?",
         "Het gaat over de brand aan de Kadeweg."),
        ("residents-letter", "Schrijf een brief over de sluiting van het logement voor de buren.",
         "Het gaat over de sluiting van het logement."),
        ("qa", "Could you make a Q&A about the fire at the lodgings for the neighbours?",
         "This is about the fire at the lodgings."),
    ],
)  # fmt: skip
def test_what_the_draft_is_asked_to_be_about_is_told(kind: str, brief: str, said: str) -> None:
    draft = make_draft(Brief(kind, brief))
    assert said in draft.text
    assert "news" not in [m.field for m in draft.missing]


def test_a_plan_for_a_closure_speaks_of_no_first_residents() -> None:
    draft = made("communication-plan", "Communicatieplan. Pension De Vlas sluit op 1 mei 2027.")
    assert "Pension De Vlas sluit op 1 mei 2027" in draft.text
    assert "eerste bewoners" not in draft.text
    assert not {"date", "initiator"} & {m.field for m in draft.missing}


def test_a_process_for_a_policy_asks_for_no_site_and_no_initiator() -> None:
    draft = made("process", "Proces en rollen voor het opstellen van nieuw huisvestingsbeleid.")
    assert "**Waarover:** het opstellen van nieuw huisvestingsbeleid." in draft.text
    assert not {"location", "initiator", "origin"} & {m.field for m in draft.missing}
    policy = made(
        "process", "Proces voor de Molenweg 4 in Ede, er is beleid voor arbeidsmigranten."
    )
    assert "Molenweg 4" in policy.title
    assert "Er is beleid voor arbeidsmigranten." in policy.text
