"""The chat tells a question, a request for a draft, an edit and a text to be reviewed apart."""

from __future__ import annotations

import json

import pytest

from assistant.cli import main
from assistant.intent import drafts_after, intent_of
from assistant.types import Message, Turn
from tests.drafting.test_review import LETTER

REQUEST = "Schrijf een uitnodiging voor een inloopavond op 12 maart 2027 om 19.30 uur in De Klok"
AFTER = (Message("user", REQUEST), Message("assistant", "…"))


@pytest.mark.parametrize(
    ("text", "history", "intent"),
    [
        ("Wat moet er in een uitnodiging staan?", (), "question"),
        ("uitnodiging tonen bij weerstand", (), "question"),
        (REQUEST, (), "draft"),
        ("uitnodiging 12 maart 2027, 19.30 uur, De Klok", (), "draft"),
        ("Kun je een Q&A maken?", (), "draft"),
        ("korter", (), "question"),
        ("korter", AFTER, "edit"),
        ("de datum wordt 14 maart", AFTER, "edit"),
        ("Hoe zet ik een klankbordgroep op?", AFTER, "question"),
        ("Maak nu een Q&A over de Molenweg", AFTER, "draft"),
        ("Controleer deze uitnodiging", (), "review"),
        (LETTER, (), "review"),
    ],
)
def test_a_message_is_read_for_what_it_wants(
    text: str, history: tuple[Message, ...], intent: str
) -> None:
    assert intent_of(Turn(text, history)) == intent


def test_an_edit_works_on_the_draft_of_the_conversation() -> None:
    history = (*AFTER, Message("user", "formeler"), Message("assistant", "…"))
    text = drafts_after(Turn("de datum wordt 14 maart", history))[-1].text
    assert "Geachte bewoner," in text
    assert "14 maart 2027" in text


def test_undo_goes_back_one_step_of_the_conversation() -> None:
    history = (*AFTER, Message("user", "formeler"), Message("assistant", "…"))
    assert "Beste bewoner," in drafts_after(Turn("maak dat ongedaan", history))[-1].text


def test_ask_answers_with_the_draft_its_kind_and_what_is_missing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["ask", REQUEST, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["draft"]["kind"] == "invitation"
    assert "contact" in [m["field"] for m in found["draft"]["missing"]]
    assert found["claims"] == []
    assert found["draft"]["text"] in found["text"]


def test_ask_reviews_a_pasted_letter(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", LETTER, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["review"]["kind"] == "invitation"
