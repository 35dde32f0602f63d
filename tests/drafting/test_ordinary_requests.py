"""What most colleagues type: who it is for and what it is about, how far it is, and what is said."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.drafting.draft import make_draft
from assistant.drafting.templates import rendered
from assistant.drafting.types import Brief, Draft

TODAY = date(2026, 11, 3)


def drafted(kind: str, brief: str, **given: str) -> Draft:
    return make_draft(Brief(kind, brief, given, today=TODAY))


def body(kind: str, brief: str, **given: str) -> str:
    return "\n".join(block.text for block in drafted(kind, brief, **given).blocks)


def offered(draft: Draft) -> list[str]:
    """What the draft offers, or leaves at its end, since it found no place."""
    lines = "\n".join(block.text for block in draft.blocks).splitlines()
    at_the_end = [b.text for b in draft.blocks if b.id == "unplaced"]
    return [x for x in lines if x.startswith(("- [hoort dit", "- [does this"))] + at_the_end


def value(draft: Draft, name: str) -> str:
    return next((f.value for f in draft.facts if f.name == name), "")


@pytest.mark.parametrize(
    ("kind", "brief"),
    [
        ("qa", "Graag een overzicht van vragen en antwoorden voor omwonenden over het plan voor huisvesting van 44 arbeidsmigranten in de oude pastorie in Zuiderwolde."),
        ("spokesperson", "Spokesperson lines please, for press and councillors: proposed labour migrant housing at Havenstraat 8."),
        ("process", "Overview of process and roles for the labour migrant housing plan at Spoorlaan, please."),
        ("social-media", "Analyse what people say on social media about the labour migrant housing plan at Hoeve Ven."),
        ("participation", "Hoi Joyce, welke vorm van participatie raad je aan voor het plan aan de Meidoornstraat?"),
    ],
)  # fmt: skip
def test_what_asks_for_the_draft_is_no_fact_without_a_place(kind: str, brief: str) -> None:
    assert offered(drafted(kind, brief)) == []


def test_what_a_request_tells_besides_is_kept() -> None:
    brief = "Graag een Q&A voor omwonenden over het plan voor 44 arbeidsmigranten in De Rank, met een eigen zwembad."
    assert any("zwembad" in line for line in offered(drafted("qa", brief)))


@pytest.mark.parametrize(
    ("kind", "brief"),
    [
        ("qa", "Q&A over De Rank. Nog niet besloten. Buren klagen over afval en harde muziek."),
        ("follow-up", "Terugkoppeling over De Rank. Toegezegd: verkeerstelling en een klankbordgroep."),
        ("invitation", "Invitation for an information evening on 3 June at 8 pm in De Brug on De Rank; the council has made no decision yet."),
    ],
)  # fmt: skip
def test_words_that_only_report_what_was_read_are_not_offered(kind: str, brief: str) -> None:
    assert offered(drafted(kind, brief)) == []


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("qa", "De vergunning is aangevraagd, nog niet verleend"),
        ("process", "Het principeverzoek ligt er sinds 4 mei"),
        ("residents-letter", "Wij onderzoeken het verzoek nog"),
        ("council-letter", "Het plan past niet in het omgevingsplan"),
        ("spokesperson", "We received the request in June and we are still checking the application"),
    ],
)  # fmt: skip
def test_how_far_the_procedure_is_stands_in_the_draft(kind: str, sentence: str) -> None:
    assert sentence in body(kind, f"60 arbeidsmigranten in De Rank. {sentence}.")


def test_who_asks_for_an_overview_of_an_application_tells_nothing_of_it() -> None:
    brief = "Maak een overzicht van proces en rollen voor de aanvraag huisvesting aan de Dijkweg."
    assert value(drafted("process", brief), "permit") == ""


def test_what_was_decided_is_told_and_not_only_that_it_was() -> None:
    brief = "Bewonersbrief. Het college heeft de vergunning verleend voor 60 arbeidsmigranten in De Rank, voor tien jaar."
    assert "de vergunning verleend voor 60 arbeidsmigranten" in body("residents-letter", brief)
    assert (
        value(drafted("qa", "Q&A. De vergunning voor De Rank is nog niet verleend."), "decision")
        == ""
    )


def test_a_worry_about_parking_is_heard_and_is_no_arrangement() -> None:
    text = body("qa", "Q&A over De Rank, nog geen besluit. Zorgen: geluid en parkeren.")
    assert "[parkeren]" not in text
    assert "We horen ook deze zorgen: geluid en parkeren." in text


def test_a_plan_that_is_called_about_is_no_rumour() -> None:
    brief = "Woordvoeringslijn. De omroep belt over het plan voor 80 arbeidsmigranten aan de Dreef."
    assert value(drafted("spokesperson", brief), "rumour") == ""


def test_who_stands_next_in_a_list_is_no_function_of_the_one_before() -> None:
    draft = drafted(
        "runbook", "Draaiboek. Aanwezig: projectleider Joost Bos, wijkagent, twee boa's."
    )
    assert value(draft, "lead") == "Joost Bos"
    named = drafted("runbook", "Draaiboek. Projectleider: Joost Bos, adviseur wonen.")
    assert value(named, "lead") == "Joost Bos, adviseur wonen"


def test_the_full_stop_of_an_answer_does_not_stand_within_a_sentence() -> None:
    text = body("communication-plan", "Communicatieplan voor De Rank.", purpose="consult",
                room="Groen, verkeer en beheer.")  # fmt: skip
    assert "over Groen, verkeer en beheer; de gemeente" in text or (
        "over groen, verkeer en beheer; de gemeente" in text
    )
    asked = body("follow-up", "Terugkoppeling.", open_questions="Wanneer besluit het college?")
    assert "?." not in asked


def test_an_extension_that_is_asked_for_since_a_permit_ends_is_no_closure() -> None:
    brief = "Communicatieplan rond de verlenging van de bestaande huisvesting in Hotel Zon. De vergunning loopt in mei af en de eigenaar wil vijf jaar langer."
    draft = drafted("communication-plan", brief)
    assert value(draft, "stage") == "plan"
    assert value(draft, "inhabited") == "already"


def test_an_invitation_asks_who_decides_as_long_as_that_is_to_come() -> None:
    told = "Uitnodiging op 4 mei om 20.00 uur in De Es over De Rank."
    open_, taken = (
        drafted("invitation", told, status=status, purpose="inform") for status in ("open", "taken")
    )
    assert "decided_by" in [m.field for m in open_.missing]
    assert "decided_by" not in [m.field for m in taken.missing]
    assert "De gemeenteraad neemt het besluit." in body(
        "invitation", told, status="open", purpose="inform", decided_by="gemeenteraad"
    )


def test_a_blank_line_after_a_condition_parts_two_paragraphs() -> None:
    source = "{% if x %}\nEen.\n{% endif %}\n\nTwee."
    assert rendered(source, {"x": True}) == "Een.\n\nTwee."
    assert rendered(source, {"x": False}) == "Twee."


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("wordt mijn huis minder waard", "**Wordt mijn huis minder waard?**"),
        ("kan ik bezwaar maken", "**Kan ik bezwaar maken?**"),
    ],
)
def test_a_question_that_residents_ask_gets_its_own_answer(asked: str, title: str) -> None:
    brief = "Q&A over het plan voor De Rank. Vragen die we veel krijgen: waarom hier, {}."
    assert title in body("qa", brief.format(asked))
    assert title not in body("qa", brief.format("wie houdt toezicht"))


@pytest.mark.parametrize(
    ("brief", "status"),
    [
        ("De raad heeft participatiebeleid vastgesteld.", "taken"),
        ("The executive decided on Tuesday 13 May not to make a decision yet.", "taken"),
        ("De raad heeft het plan vastgesteld.", ""),
    ],
)
def test_policy_and_putting_off_are_no_decision_on_the_site(brief: str, status: str) -> None:
    read = value(drafted("residents-letter", f"Bewonersbrief over het plan. {brief}"), "status")
    assert read != status


def test_a_meeting_with_questions_from_the_floor_is_no_meeting_at_tables() -> None:
    told = "Draaiboek bewonersavond. Daarna vragen uit de zaal."
    assert "met de hele zaal" in body("runbook", told, purpose="inform")
    assert "Iedereen aan tafel" not in body("runbook", told, purpose="inform")


def test_whoever_drops_in_hears_how_far_it_is() -> None:
    text = body("runbook", "Draaiboek voor een inloop van 16.00 tot 20.00 uur.")
    assert "| Wie binnenkomt |" in text


def test_a_country_is_no_employer_and_no_reason() -> None:
    brief = "Q&A. Het gaat om 96 people from mostly Poland and Romania who work at the distribution centres nearby."
    draft = drafted("qa", brief)
    assert "Poland" not in value(draft, "employer") + value(draft, "reason")


def test_a_decision_in_principle_to_come_is_not_the_decision() -> None:
    draft = drafted(
        "qa", "Q&A over het plan. Het college neemt naar verwachting in mei een principebesluit."
    )
    assert value(draft, "principle_due") == "mei"
    assert value(draft, "decided_on") == ""


def test_the_conditions_of_a_decision_stand_beside_it() -> None:
    brief = "RIB. College werkt in principe mee aan 40 plekken. Voorwaarden: dagelijks beheer en een klankbordgroep."
    assert "Dit zijn de voorwaarden: dagelijks beheer en een klankbordgroep." in body(
        "council-letter", brief
    )


def test_who_is_involved_is_no_project_group() -> None:
    brief = "Procesoverzicht. Betrokken: college, raad en omgevingsdienst."
    assert value(drafted("process", brief), "project_group") == ""
