"""A closure or an event is no plan: nothing of a draft speaks of one, or asks what only a plan has."""

from __future__ import annotations

import pytest

from assistant.drafting.draft import make_draft
from assistant.drafting.types import Brief, Draft

CLOSURE = "De huisvesting aan de Kade 3 sluit op 1 juli 2027. Er wonen 58 mensen."


def drafted(kind: str, text: str, **facts: str) -> Draft:
    return make_draft(Brief(kind, text, facts))


@pytest.mark.parametrize("kind", ["process", "runbook", "social-media", "communication-plan"])
def test_of_a_closure_nobody_is_asked_for_an_initiator(kind: str) -> None:
    draft = drafted(kind, CLOSURE)
    asked = {m.field for m in draft.missing}
    assert not asked & {"initiator", "origin"}
    assert "Kade 3 sluit op 1 juli 2027" in draft.text
    assert "Vertelt over het plan" not in draft.text


def test_the_steps_of_a_closure_begin_with_those_who_live_there() -> None:
    steps = next(b.text for b in drafted("process", CLOSURE).blocks if b.id == "steps")
    assert "Wie er wonen informeren" in steps
    assert "Voorstel ingediend" not in steps


def test_an_expected_question_gets_a_line_and_its_answer_is_asked_for() -> None:
    draft = drafted(
        "spokesperson",
        "Plan aan de Kade gaat niet door. Vervolgvraag wordt: waar komt de huisvesting dan wel?",
    )
    assert "“Waar komt de huisvesting dan wel?” → [antwoord op de verwachte vraag]" in draft.text
    assert "asked_answer" in {m.field for m in draft.missing}


def test_a_line_promises_no_answer_on_what_nobody_told_a_day_of() -> None:
    draft = drafted("spokesperson", "Plan voor 60 mensen aan de Kade 3.", deadline="1 mei 2027")
    worries = next(b.text for b in draft.blocks if b.id == "worries")
    assert "1 mei 2027" not in worries


@pytest.mark.parametrize(
    ("kind", "facts", "said"),
    [
        ("residents-letter", {"place": "Op het erf van de boer in Veenwijk"},
         "arbeidsmigranten op het erf van de boer in Veenwijk"),
        ("communication-plan", {"lead": "Ellen Visser, communicatieadviseur"},
         "Ellen Visser, communicatieadviseur, trekt dit plan"),
        ("spokesperson", {"alderman": "Ben Smit, wethouder Wonen"},
         "**Politiek en bestuurlijk:** Ben Smit, wethouder Wonen"),
    ],
)  # fmt: skip
def test_an_answer_in_the_form_fits_the_sentence_around_it(
    kind: str, facts: dict[str, str], said: str
) -> None:
    assert said in drafted(kind, "Plan voor 60 arbeidsmigranten.", **facts).text


def test_the_numbers_of_a_list_are_no_facts() -> None:
    text = (
        "Terugkoppeling.\n1. hogere haag aan de zuidkant\n2. minder bedden\n3. een telefoonnummer"
    )
    assert not [
        line for line in drafted("follow-up", text).text.splitlines() if line.endswith("] 2")
    ]


def test_a_because_of_the_request_is_asked_back() -> None:
    text = "Spokesperson lines on the farm at Kerkweg, because the newspaper asked. 41 people live there."
    draft = drafted("spokesperson", text)
    assert (
        "the newspaper asked. [is this right: the reason?]" in draft.text
        or "[the reason]" in draft.text
    )


def test_a_letter_to_the_council_may_have_no_decision() -> None:
    text = "Raadsinformatiebrief: jaarlijkse rapportage over de locatie Kade 3, 12 meldingen."
    assert (
        "Bij deze brief hoort geen besluit van het college." in drafted("council-letter", text).text
    )
