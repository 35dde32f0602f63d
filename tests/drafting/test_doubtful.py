"""What was read without being sure is asked back in the text, or stands in the list at its end."""

import pytest

from assistant.drafting.doubtful import is_doubted
from assistant.drafting.draft import make_draft
from assistant.drafting.kinds import kinds
from assistant.drafting.types import Brief


@pytest.mark.parametrize("kind", ["qa", "residents-letter"])
def test_a_fact_of_which_one_is_unsure_is_asked_back_where_it_stands(kind: str) -> None:
    draft = make_draft(Brief(kind, "Iets voor 64 man misschien."))
    doubted = [f for f in draft.facts if is_doubted(f, kinds()[kind])]
    assert doubted
    for fact in doubted:
        asked = f"[klopt dit: {kinds()[kind].fields[fact.name].label.nl}?]"
        saying = [b for b in draft.blocks if fact.shown in b.text]
        asking = [b for b in saying if asked in b.text]
        assert asking == saying
        assert all(b.text.count(asked) == 1 for b in asking)
        assert (fact.shown in draft.title) == (asked in draft.title)


def test_a_fact_that_is_given_is_not_asked_back() -> None:
    text = "Iets voor 64 man misschien."
    first = make_draft(Brief("qa", text))
    given = {f.name: f.value for f in first.facts if f.source == "brief"}
    assert "[klopt dit:" in first.text
    assert "[klopt dit:" not in make_draft(Brief("qa", text, given)).text


def test_what_a_plain_brief_tells_is_not_asked_back() -> None:
    text = (
        "uitnodiging voor een inloopavond op 12 maart 2027 om 19.30 uur in dorpshuis De Klok over het "
        "plan van Flexhuis voor 80 arbeidsmigranten aan de Molenweg, nog niet besloten, we willen "
        "ideeën ophalen"
    )
    assert "[klopt dit:" not in make_draft(Brief("invitation", text)).text


def test_that_people_may_think_along_is_asked_back_when_nobody_said_so() -> None:
    text = "uitnodiging voor 12 maart 2027 over het plan aan de Molenweg, nog niet besloten"
    asked = "[klopt dit: doel: informeren, ideeën ophalen of samenwerken?]"
    draft = make_draft(Brief("invitation", text))
    said = "horen we graag wat u ervan vindt."
    assert f"{said} {asked}" in draft.text
    assert f"Denkt u mee over huisvesting aan de Molenweg? {asked}" in draft.title
    told = make_draft(Brief("invitation", text, {"purpose": "consult"}))
    assert said in told.text
    assert asked not in told.text
    taken = make_draft(Brief("invitation", text.replace("nog niet besloten", "besluit is genomen")))
    assert asked not in taken.text  # that follows from the decision


def test_who_is_named_without_a_role_is_not_made_the_owner() -> None:
    text = (
        "bewonersbrief over de Molenweg voor 80 arbeidsmigranten, nog niet besloten. {} Casa Brug."
    )
    for words in ("Beheerder wordt", "Vragen kunnen ook naar de beheerder,"):
        known = make_draft(Brief("residents-letter", text.format(words)))
        assert "Beheerder is Casa Brug." in known.text
    given = make_draft(Brief("residents-letter", text.format("Dus"), {"organisation": "Casa Brug"}))
    assert "Eigenaar of beheerder is Casa Brug." in given.text


@pytest.mark.parametrize("kind", ["qa", "spokesperson", "residents-letter"])
def test_a_date_from_which_something_else_holds_is_no_first_day_of_residents(kind: str) -> None:
    text = "Vanaf 1 december loopt er elke avond een huismeester rond bij pension De Zeeuw."
    draft = make_draft(Brief(kind, text))
    assert "start" not in {f.name for f in draft.facts}
    assert "1 december" in draft.text


def test_what_the_template_promises_and_nobody_told_is_asked_back_and_meets_its_criterion() -> None:
    text = "uitnodiging voor 12 maart 2027 over het plan aan de Molenweg, nog niet besloten"
    draft = make_draft(Brief("invitation", text, {"purpose": "consult"}))
    assert "De gemeente gebruikt uw opmerkingen bij het besluit. [klopt dit?]" in draft.text
    used = next(check for check in draft.checks if check.id == "input_used")
    assert used.passed
    assert "klopt dit" not in used.where
