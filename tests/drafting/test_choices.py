"""A choice is read where the brief tells it of this plan, and not where it tells something else."""

import pytest

from assistant.drafting.draft import make_draft
from assistant.drafting.types import Brief


def chosen(kind: str, field: str, brief: str) -> str | None:
    draft = make_draft(Brief(kind, brief))
    return next((f.value for f in draft.facts if f.name == field and f.source == "brief"), None)


@pytest.mark.parametrize(
    ("brief", "told"),
    [
        ("De gemeenteraad beslist, op 4 maart.", "open"),
        ("Het kan nog alle kanten op met dat terrein.", "open"),
        ("Nothing has been settled about the old mill.", "open"),
        ("Het besluit is van 3 september.", "taken"),
        ("B en W hebben er maandag ja tegen gezegd.", "taken"),
        ("The council voted in favour of the homes.", "taken"),
        ("De teler heeft besloten er tien bedden af te halen.", None),
        ("Stel dat het college akkoord gaat, dan sturen we meteen een brief.", None),
        ("Er gaat een gerucht dat de vergunning al verleend is.", None),
    ],
)
def test_a_decision_is_read_when_it_is_that_of_the_municipality(
    brief: str, told: str | None
) -> None:
    assert chosen("qa", "status", brief) == told


@pytest.mark.parametrize(
    ("brief", "told"),
    [
        ("Nobody has to sign up for the evening.", "needless"),
        ("U hoeft zich vooraf niet te melden, loop gewoon binnen.", "needless"),
        ("Inschrijven kan tot vrijdag.", "needed"),
        ("Of mensen zich moeten opgeven weten we nog niet.", None),
        ("Workers who stay for long must register with the municipality.", None),
    ],
)
def test_whether_to_register_is_read_of_the_meeting(brief: str, told: str | None) -> None:
    assert chosen("invitation", "registration", brief) == told


@pytest.mark.parametrize(
    "brief",
    [
        "Mensen zijn bang dat er brand uitbreekt in zo'n groot gebouw.",
        "De inschrijving voor de avond sluit vrijdag.",
        "Als er ooit gevochten wordt op het terrein, wat zeggen we dan?",
    ],
)
def test_what_is_feared_or_closes_elsewhere_has_not_happened(brief: str) -> None:
    assert chosen("qa", "stage", brief) not in ("event", "closing")


@pytest.mark.parametrize(
    ("brief", "told"),
    [
        ("Uitnodiging. Er wordt geen weerstand verwacht.", "low"),
        ("Uitnodiging. Reken op felle weerstand.", "high"),
        ("Onrust verwacht ik niet.", "low"),
    ],
)
def test_what_is_denied_is_not_read(brief: str, told: str) -> None:
    assert chosen("runbook", "tension", brief) == told


def test_lodgings_that_close_are_no_plan() -> None:
    assert chosen("residents-letter", "stage", "The lodgings close on 31 January.") == "closing"


@pytest.mark.parametrize(
    ("kind", "field", "brief"),
    [
        ("runbook", "tension", "Reactieformulieren op elke tafel, de beveiliger komt om vier uur."),
        ("runbook", "tension", "Bij twijfel over de extension van de zaal: bel de beheerder."),
        ("participation", "resistance", "We zitten aan de keukentafel met de buren."),
        ("participation", "room", "De netbeheerder en Staatsbosbeheer zijn gevraagd."),
        ("participation", "group", "We weten niet hoeveel mensen er komen."),
        ("invitation", "setting", "Uitnodiging voor de avond over Duinzoom 4."),
        ("invitation", "setting", "Uitnodiging: we werken die avond in twee teams."),
        ("invitation", "purpose", "Vorige maand was er een unannounced visit."),
        ("invitation", "form", "Uitnodiging, en er zijn naamkaartjes."),
        ("council-letter", "status", "Wil je een raadsbrief opstellen voor de Molenweg?"),
        ("residents-letter", "decider", "De dorpsraad neemt vrijdag een besluit over de markt."),
        ("spokesperson", "petition_handed", "Er is een repetitie van het koor."),
        ("situation", "surroundings", "In het dorp weet bijna niemand iets van de locatie."),
        ("scenario", "what", "Scenario card for the visiting hours. No threats known."),
    ],
)  # fmt: skip
def test_no_choice_is_read_inside_another_word_or_of_something_else(
    kind: str, field: str, brief: str
) -> None:
    assert chosen(kind, field, brief) is None


@pytest.mark.parametrize(
    ("kind", "field", "brief", "told"),
    [
        ("runbook", "tension", "Draaiboek: de buurt is fel, er was een doodsbedreiging.", "high"),
        ("runbook", "tension", "Het kan onrustig worden.", "high"),
        ("runbook", "tension", "Het blijft rustig.", "low"),
        ("participation", "resistance", "Het hele dorp is fel tegen.", "much"),
        ("invitation", "setting", "De avond is via teams.", "online"),
        ("invitation", "setting", "We doen het via Zoom.", "online"),
        ("council-letter", "status", "Het college stelt voor om mee te werken.", "proposed"),
        ("residents-letter", "decider", "De gemeenteraad neemt op 3 mei een besluit.", "council"),
        ("residents-letter", "form", "Een stukje voor de nieuwsbrief.", "news"),
        ("situation", "surroundings", "De boerderij ligt in het dorp.", "inside"),
    ],
)  # fmt: skip
def test_a_choice_in_a_word_of_its_own_or_a_compound_is_read(
    kind: str, field: str, brief: str, told: str
) -> None:
    assert chosen(kind, field, brief) == told
