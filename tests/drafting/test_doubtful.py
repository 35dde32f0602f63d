"""What was read without being sure is asked back in the text, or stands in the list at its end."""

import pytest

from assistant.drafting.doubtful import is_doubted
from assistant.drafting.draft import make_draft
from assistant.drafting.kinds import kinds
from assistant.drafting.types import Brief


def test_a_fact_of_which_one_is_unsure_is_asked_back_once_and_where_it_stands() -> None:
    draft = make_draft(Brief("qa", "Iets voor 64 man misschien."))
    doubted = [f for f in draft.facts if is_doubted(f, kinds()["qa"])]
    assert doubted
    for fact in doubted:
        label = kinds()["qa"].fields[fact.name].label.nl
        body = draft.text.removeprefix(f"# {draft.title}")
        line = next(x for x in body.splitlines() if f"[klopt dit: {label}?]" in x)
        assert fact.shown in line
        assert body.count(f"[klopt dit: {label}?]") == 1
        assert (fact.shown in draft.title) == (f"[klopt dit: {label}?]" in draft.title)


def test_a_fact_that_is_given_is_not_asked_back() -> None:
    text = "Iets voor 64 man misschien."
    first = make_draft(Brief("qa", text))
    given = {f.name: f.value for f in first.facts if f.source == "brief"}
    assert "[klopt dit" in first.text
    assert "[klopt dit" not in make_draft(Brief("qa", text, given)).text


def test_what_a_plain_brief_tells_is_not_asked_back() -> None:
    text = (
        "uitnodiging voor een inloopavond op 12 maart 2027 om 19.30 uur in dorpshuis De Klok over het "
        "plan van Flexhuis voor 80 arbeidsmigranten aan de Molenweg, nog niet besloten"
    )
    assert "[klopt dit" not in make_draft(Brief("invitation", text)).text


@pytest.mark.parametrize("kind", ["qa", "spokesperson", "residents-letter"])
def test_a_date_from_which_something_else_holds_is_no_first_day_of_residents(kind: str) -> None:
    text = "Vanaf 1 december loopt er elke avond een huismeester rond bij pension De Zeeuw."
    draft = make_draft(Brief(kind, text))
    assert "start" not in {f.name for f in draft.facts}
    assert "1 december" in draft.text
