"""What a pattern alone read, where no network sees anything of the kind, is asked back."""

import pytest

from assistant.drafting.doubtful import is_doubted
from assistant.drafting.draft import make_draft
from assistant.drafting.kinds import kinds
from assistant.drafting.types import Brief, Draft


def _doubted(draft: Draft) -> dict[str, str]:
    return {f.name: f.value for f in draft.facts if is_doubted(f, kinds()[draft.kind])}


@pytest.mark.parametrize(
    ("kind", "brief", "field"),
    [
        (
            "residents-letter",
            "Letter to residents on the closure of the site at Kade 3. Nobody loses a room for "
            "complaining, and the reason for closing and the end date of December 2031 stay.",
            "room",
        ),
        (
            "invitation",
            "Invitation for 4 May 2027 about 60 people at Kade 3. The farmer houses let by the room "
            "in Brakkenstein, and I need the invitation by Friday.",
            "room",
        ),
    ],
)
def test_words_that_only_look_like_the_answer_are_asked_back(
    kind: str, brief: str, field: str
) -> None:
    draft = make_draft(Brief(kind, brief))
    if any(f.name == field for f in draft.facts):
        assert field in _doubted(draft)


def test_what_the_networks_see_too_is_not_asked_back() -> None:
    brief = (
        "Uitnodiging voor de inloopavond van 4 mei 2027 over het plan voor 60 arbeidsmigranten aan de "
        "Kade 3. Bewoners kunnen meedenken over de verkeersroute en de inrichting van het groen."
    )
    draft = make_draft(Brief("invitation", brief))
    assert "verkeersroute" in next(f.value for f in draft.facts if f.name == "room")
    assert "room" not in _doubted(draft)


@pytest.mark.parametrize(
    ("kind", "brief", "name"),
    [
        ("situation", "Before I talk to the project leader I'd like an analysis of Kade 3.", "I'd"),
        (
            "process",
            "Process overview. The farmer hires workers of employer April to September at Kade 3.",
            "April",
        ),
    ],
)
def test_a_word_with_a_capital_is_not_always_a_name(kind: str, brief: str, name: str) -> None:
    assert name not in [f.value for f in make_draft(Brief(kind, brief)).facts]


def test_a_card_for_an_evening_without_guards_sends_nobody_to_them() -> None:
    text = "Scenariokaart voor bewonersavond 4 mei 2027. Wat kan er gebeuren: er wordt geschreeuwd."
    told = make_draft(Brief("scenario", text, {"guards": "geen beveiliging besteld"})).text
    assert "hulp vragen van een collega |" in told
    assert "of de beveiliging" in make_draft(Brief("scenario", text)).text
