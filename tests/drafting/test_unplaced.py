"""A fact of the brief for which the draft has no place is kept at its end."""

from __future__ import annotations

import pytest

from assistant.drafting.criteria import placeholders_in
from assistant.drafting.draft import make_draft
from assistant.drafting.types import Brief, Draft
from assistant.drafting.unplaced import UNPLACED


def drafted(kind: str, text: str, **facts: str) -> Draft:
    return make_draft(Brief(kind, text, facts))


def left(draft: Draft) -> list[str]:
    """The lines of the last block, when it holds what found no place."""
    last = draft.blocks[-1]
    return (
        [line.removeprefix("- ") for line in last.text.split("\n")] if last.id == UNPLACED else []
    )


def kept(draft: Draft) -> list[str]:
    """What found no place of its own, wherever it is shown."""
    return [*(s.text for s in draft.suggestions), *left(draft)]


def test_a_fact_without_a_place_stands_at_the_end_in_its_own_words() -> None:
    draft = drafted("process", "Proces voor Kade 4. Mijn hond heet Zwiebertje.")
    assert left(draft) == ["Mijn hond heet Zwiebertje"]
    assert draft.text.endswith("- Mijn hond heet Zwiebertje")
    assert "unplaced" in [n.kind for n in draft.notices]


def test_its_heading_is_marked_as_a_gap() -> None:
    draft = drafted("process", "Proces voor Kade 4. Mijn hond heet Zwiebertje.")
    assert draft.blocks[-1].id == "unplaced"
    assert draft.blocks[-1].heading in placeholders_in(draft.text)


@pytest.mark.parametrize(
    ("clause", "kind"),
    [
        ("wijkagent Dirk Pluim", "recovery"),
        ("hashtag #kanaalnee", "social-media"),
        ("risk of fireworks", "scenario"),
        ("krantenbericht 16 dec. 2027", "qa"),
        ("voorwaarden (beheer, parkeren, afval) volgen", "qa"),
        ("weiland van fam. Terpstra en een molen", "qa"),
        ("wethouder wil excuses maken", "recovery"),
        ("kinderen welkom", "invitation"),
        ("citaat: 'niet op deze plek'", "recovery"),
        ("fout van ons", "recovery"),
        ("we have until the summer", "participation"),
        ("wat we niet weten: de staat van het dak", "process"),
        ("toon eerst medeleven", "social-media"),
        ("burgemeester komt niet", "runbook"),
        ("vergunning nog niet eens aangevraagd", "invitation"),
        ("aantal en locatie staan vast", "participation"),
        ("oorzaak nog in onderzoek bij politie", "social-media"),
    ],
)
def test_nothing_told_is_lost(clause: str, kind: str) -> None:
    assert clause in drafted(kind, f"60 mensen aan de Dijkweg 4; {clause}; graag kort").text


def test_of_a_request_only_what_it_tells_is_kept() -> None:
    draft = drafted("invitation", "kun je een uitnodiging schrijven voor de volkstuinders, 7 april")
    assert kept(draft) == ["voor de volkstuinders"]


def test_there_is_no_such_block_when_everything_has_its_place() -> None:
    assert (
        left(drafted("invitation", "inloopavond 13 april 2027, 140 arbeidsmigranten, Molenweg"))
        == []
    )


def test_a_stop_after_an_initial_or_a_word_cut_off_ends_no_clause() -> None:
    told = "bellen met D. Verkaik van de kwkrij. aan de vaart"
    draft = drafted("qa", f"q&a, 60 mensen aan de Dijkweg 4; {told}")
    assert not {"D", "Verkaik van de kwkrij"} & set(kept(draft))


def test_what_was_refused_is_not_offered_again() -> None:
    draft = drafted("invitation", "uitnodiging 13 april 2027, hooguit 30 Polen en Roemenen")
    assert "Roemenen" not in draft.text


def test_a_fact_that_was_corrected_does_not_come_back() -> None:
    draft = drafted("invitation", "inloopavond op 12 maart 2027", date="14 maart 2027")
    assert "12 maart" not in draft.text


def test_what_found_no_place_meets_no_criterion() -> None:
    before = drafted("invitation", "inloopavond 13 april 2027")
    after = drafted("invitation", "inloopavond 13 april 2027, Floortje belt wie de lift gebruikt")
    assert kept(after)
    assert [c.passed for c in after.checks] == [c.passed for c in before.checks]


def test_clauses_that_follow_each_other_stay_one_line() -> None:
    draft = drafted(
        "qa", "140 mensen. De gracht wordt uitgebaggerd, de molenaar heet Bas en hij bakt brood"
    )
    assert kept(draft) == ["De gracht wordt uitgebaggerd, de molenaar heet Bas en hij bakt brood"]


def test_a_clause_that_leans_on_the_one_before_it_takes_it_along() -> None:
    told = "Minder mensen dan 60 kan niet, dan is het voor Vlasbedden niet rendabel"
    assert told in kept(drafted("process", f"Proces voor Kade 4. {told}."))


def test_a_request_is_not_taken_along() -> None:
    draft = drafted("qa", "Graag een lijst met vragen, die molenaar heet Bas Vlasman")
    assert kept(draft) == ["die molenaar heet Bas Vlasman"]


@pytest.mark.parametrize("question", ["Hoe winnen we dit terug?", "Who talks to them?"])
def test_a_question_to_whoever_writes_is_no_fact(question: str) -> None:
    assert not kept(drafted("recovery", f"60 mensen aan de Dijkweg 4. {question}"))


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Beheerder Jan Klok is te bellen op 06 - 000 112 33 bij brand",
         "Beheerder Jan Klok is te bellen op 06 - 000 112 33 bij brand"),
        ("Het is de hond van Zwiebertje Kwint, die er vorig jaar kwam wonen",
         "Het is de hond van Zwiebertje Kwint, die er vorig jaar kwam wonen"),
        ("Er zijn op 4, 5 en 11 juni metingen van de GGD geweest",
         "Er zijn op 4, 5 en 11 juni metingen van de GGD geweest"),
    ],
)  # fmt: skip
def test_what_belongs_together_stays_together(text: str, whole: str) -> None:
    assert kept(drafted("process", f"Proces voor Kade 4. {text}.")) == [whole]


@pytest.mark.parametrize(
    "text",
    [
        "Proces voor Kade 4.\n\nGroet,\nMaaike",
        "Proces voor Kade 4.\n\nDank, Pieter (gebiedsbeheerder)",
        "Proces voor Kade 4.\n\nAlvast bedankt!\nAnnelies\nBeleidsmedewerker Wonen",
        "Van: M. Terpstra\nAan: bestuurscommunicatie\nProces voor Kade 4.",
        "Process for Kade 4.\n\nKind regards,\nAnnelies Vos",
    ],
)
def test_who_wrote_a_mail_to_whom_is_no_fact_of_the_draft(text: str) -> None:
    assert kept(drafted("process", text)) == []


def test_who_is_thanked_in_a_sentence_is_kept() -> None:
    told = "De buren bedankten Zwiebertje Kwint"
    assert kept(drafted("process", f"Proces voor Kade 4. {told}.")) == [told]


@pytest.mark.parametrize(
    ("brief", "whole"),
    [
        (
            "Wie zonder kaartje komt, mag in ronde 2 naar binnen als er plek is.",
            "Wie zonder kaartje komt, mag in ronde 2 naar binnen als er plek is",
        ),
        (
            "De verhuurder, Baas Vastgoed uit Elst, heeft nog twee panden in het dorp.",
            "De verhuurder, Baas Vastgoed uit Elst, heeft nog twee panden in het dorp",
        ),
        (
            "Twee panden vielen af: de oude smederij, een bakkerij aan de Vliet.",
            "Twee panden vielen af: de oude smederij, een bakkerij aan de Vliet",
        ),
    ],
)
def test_what_is_offered_is_no_torn_part_of_a_sentence(brief: str, whole: str) -> None:
    offered = kept(drafted("process", f"Proces voor Kade 4. {brief}"))
    assert whole in offered
    assert not any(line != whole and line in whole for line in offered)


def test_the_last_of_a_list_goes_along_also_when_it_is_a_question() -> None:
    text = (
        "The evening was at Hindestraat 19 and I promised everyone a page with answers to what they "
        "asked: parking, noise at night and who they can ring. Can you set up the Q&A?"
    )
    assert any("who they can ring" in line for line in kept(drafted("qa", text)))


@pytest.mark.parametrize("told", ["is nog niet bekend", "is nog open", "weten we nog niet"])
def test_a_question_that_has_no_answer_yet_is_told_to_the_reader(told: str) -> None:
    text = f"Vragen en antwoorden over Kade 4. Waar de bewoners heen gaan {told}."
    assert "de bewoners heen gaan" in drafted("qa", text).text.lower()


def test_a_draft_decision_is_no_request_for_a_draft() -> None:
    text = "Q&A. Views on the draft decision can be submitted, period not fixed."
    assert any("Views on the draft decision" in line for line in kept(drafted("qa", text)))
