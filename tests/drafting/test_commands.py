"""The commands draft and kinds, by the contract."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.drafting.kinds import kinds

BRIEF = "inloopavond 13 april 2027 19.30 uur in De Klok, 140 arbeidsmigranten Molenweg, nog niet besloten"
FIELDS = {"kind", "language", "mode", "text", "facts", "missing", "blocks", "checks", "citations"}


def test_a_draft_has_the_fields_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", "invitation", BRIEF, "--fact", "sender=Anna de Wit", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found.keys() >= FIELDS
    assert found["facts"]["date"] == "13 april 2027"
    assert found["facts"]["sender"] == "Anna de Wit"
    assert {"field", "question"} <= found["missing"][0].keys()
    assert {"text", "citations"} <= found["blocks"][0].keys()
    assert {"criterion", "section", "passed", "where"} <= found["checks"][0].keys()
    assert {"passage", "section", "title", "quote"} <= found["citations"][0].keys()


def test_what_found_no_place_is_told_apart_from_the_blocks(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["draft", "invitation", f"{BRIEF}, de weg krijgt 12 lantaarns", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["unplaced"] == ["de weg krijgt 12 lantaarns"]
    assert "de weg krijgt 12 lantaarns" in found["text"]
    assert all(block["citations"] for block in found["blocks"])


def test_a_fact_that_the_text_asks_back_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", "qa", "Iets voor 64 man misschien.", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["asked_back"] == ["people"]
    assert main(["draft", "qa", "iets over 64 mensen", "--fact", "people=64", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["asked_back"] == []


def test_a_batch_answers_every_line_and_a_bad_one_with_its_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "briefs.jsonl"
    lines = [
        json.dumps({"id": "d1", "kind": "invitation", "brief": BRIEF}),
        json.dumps({"id": "d2", "kind": "gedicht", "brief": ""}),
        "geen json",
        json.dumps(
            {"id": "d4", "kind": "qa", "brief": "", "facts": {"people": 60}, "language": "en"}
        ),
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    assert main(["draft", "--batch", str(file)]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [f["id"] for f in found] == ["d1", "d2", None, "d4"]
    assert ["error" in f for f in found] == [False, True, True, False]
    assert "60 people" in found[3]["text"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["draft"], "Geef een soort en een opdracht"),
        (["draft", "gedicht", "x"], "bestaat niet; kies uit"),
        (["draft", "invitation", "x", "--fact", "datum"], "schrijf naam=waarde"),
        (["draft", "invitation", "x", "--fact", "datum=morgen"], "bestaat niet bij 'invitation'"),
        (["draft", "invitation", "x", "--out", "concept.odt"], "geef .docx, .md, .txt"),
        (["review", "nergens.txt"], "kan niet worden gelezen"),
        (["kinds", "--check", "--folder", "nergens"], "geen enkel bestand"),
    ],
)
def test_bad_input_is_one_clear_line_and_code_two(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert told in line


def test_a_draft_is_written_to_a_word_file(tmp_path: Path) -> None:
    file = tmp_path / "uitnodiging.docx"
    assert main(["draft", "invitation", BRIEF, "--out", str(file)]) == 0
    assert file.read_bytes()[:2] == b"PK"


def test_the_terminal_shows_the_gaps_the_notices_and_the_criteria(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["draft", "invitation", f"{BRIEF}, hooguit 30 Polen"]) == 0
    shown = capsys.readouterr().out
    assert "Wie is de initiatiefnemer?" in shown
    assert "[§2]" in shown
    assert "✓ Het doel staat er uitdrukkelijk in [§5.2]" in shown


def test_the_kinds_are_listed_with_their_fields(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kinds", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["kinds"]
    assert [k["kind"] for k in found] == list(kinds())
    assert {"name", "type", "required", "label", "question"} <= found[0]["fields"][0].keys()
