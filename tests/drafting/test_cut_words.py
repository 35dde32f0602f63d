"""A text that is read keeps its edges: of a list, of a sentence, of brackets and quotations."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.drafting.draft import make_draft
from assistant.drafting.facts import facts_of
from assistant.drafting.kinds import kinds
from assistant.drafting.lines import in_lines
from assistant.drafting.reading_texts import cuts_quotation
from assistant.drafting.types import Brief

TODAY = date(2027, 3, 1)


def value(kind: str, text: str, name: str) -> str:
    """The value that is read of the field, "" for none."""
    fact = facts_of(Brief(kind, text, today=TODAY), kinds()[kind]).get(name)
    return fact.value if fact else ""


def test_what_is_numbered_in_one_line_becomes_a_list() -> None:
    text = "Afspraken: 1) een kaart maken (Kim), 2) het meldpunt uitleggen en 3) de regels nalezen."

    assert in_lines(text) == (
        "Afspraken:\neen kaart maken (Kim)\nhet meldpunt uitleggen\nde regels nalezen."
    )


@pytest.mark.parametrize("text", ["Zie kamer 3) en verder.", "Wij (2) en zij 1) ook", "plek 1)"])
def test_a_number_before_a_bracket_alone_makes_no_list(text: str) -> None:
    assert in_lines(text) == text


@pytest.mark.parametrize(
    ("words", "cut"),
    [
        ("wij leven als' 214", True),
        ("'wij leven als' 214 reacties", False),
        ("leven als", False),
        ("reacties in twee dagen", False),
    ],
)
def test_words_cut_a_quotation_when_one_end_lies_within_it(words: str, cut: bool) -> None:
    text = "De groep 'wij leven als' 214 reacties in twee dagen, 's avonds ook foto's."
    start = text.index(words)

    assert cuts_quotation(text, start, start + len(words)) is cut


def test_what_went_wrong_is_told_from_the_beginning_of_its_sentence() -> None:
    text = (
        "Herstelaanpak. Door een storing is de uitnodiging bij 80 huizen aan de Vaart niet bezorgd."
        " Mensen denken dat wij dat expres deden."
    )

    assert value("recovery", text, "incident").startswith("door een storing is de uitnodiging")


def test_a_recovery_plan_needs_no_location() -> None:
    assert not kinds()["recovery"].fields["location"].required


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Please draft an invitation to a residents' evening in Oudveen about the barge.",
            "audience",
        ),
        ("Uitnodiging voor een bewonersavond in Oudveen over de woonboot.", "audience"),
    ],
)
def test_an_evening_is_no_addressee(text: str, name: str) -> None:
    assert "evening" not in value("invitation", text, name)
    assert "avond" not in value("invitation", text, name)


def test_the_spokesman_of_others_is_not_the_municipality_s() -> None:
    text = "Recovery plan. Residents think we lied, and their spokesman Mr Vonk has left the group."

    assert value("recovery", text, "spokesperson") == ""


def test_the_first_day_of_inspection_is_no_day_of_an_answer() -> None:
    text = "Q&A over Dijk 4, 80 plekken. Het ontwerpbesluit ligt vanaf 6 mei zes weken ter inzage."

    assert value("qa", text, "deadline") == ""


@pytest.mark.parametrize(
    ("time", "row"),
    [
        ("16-20 uur", "Start en einde"),
        ("tien tot twaalf uur", "Start en einde"),
        ("19.30 uur", "Start"),
    ],
)
def test_a_time_with_an_end_stands_in_the_row_of_both(time: str, row: str) -> None:
    draft = make_draft(Brief("runbook", "Draaiboek.", {"time": time}, "nl", today=TODAY))

    assert f"| **{row}** | **{time}** |" in draft.text
