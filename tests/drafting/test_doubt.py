"""When a text is not judged: too short, about something else, or of no kind that stands out."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.cli import main
from assistant.drafting.review import review, review_json
from evals.items import DATASETS, TextItem, load

VEGETABLES = """Moestuin in april

In april kunt u sla, radijs en spinazie zaaien. Maak de grond eerst los en haal het onkruid weg.
Zaai in rijen van twintig centimeter en dek de zaden af met een dunne laag aarde. Geef bij droog
weer elke avond water. Bescherm jonge planten tegen nachtvorst met een doek."""
TREES = """Geachte bewoner,

In november kappen wij twaalf kastanjes in de Parklaan. De bomen zijn ziek en kunnen omwaaien. In
het voorjaar planten wij nieuwe bomen. Er komen linden en esdoorns voor terug. De straat is op de
dag van de kap dicht voor auto's. Hebt u vragen? Bel de afdeling Groen op 0318-123456.

Met vriendelijke groet,
Gemeente Oudveen"""
MERGER = """Persbericht

De schoolbesturen van Oudveen en Zandhuizen gaan samen. Vanaf 1 augustus vallen de zeven scholen
onder één stichting. Voor leerlingen verandert er niets. De medezeggenschapsraad heeft ingestemd.
De nieuwe voorzitter is per september benoemd. Ouders ontvangen na de zomer een brief."""
RULING = """De kantonrechter heeft uitspraak gedaan. Eiser werkte via een uitzendbureau als lasser. Hij
vordert achterstallig loon over de maanden maart tot en met juli. Gedaagde betwist dat. De vordering
wordt toegewezen en gedaagde wordt veroordeeld in de proceskosten."""
BAD_LETTER = """Beste bewoner,

In de oude school komen negentig arbeidsmigranten. De vergunning is verleend. Volgende week is er
een avond in het dorpshuis. Komt u ook? U dient zich wel vooraf aan te melden."""
BELOW = {"t130", "z092"}  # so close between two kinds that they had better be asked


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("melk, brood, 6 eieren, kaas", "short"),
        ("😀😀🎉", "short"),
        (VEGETABLES, "subject"),
        (TREES, "subject"),
        (MERGER, "subject"),
        (RULING, "kind"),
    ],
)
def test_what_is_no_text_about_the_subject_is_in_doubt(text: str, doubt: str) -> None:
    found = review(text)
    assert found.doubt == doubt
    assert review_json(found)["doubt"] == doubt


def test_no_text_of_dev_loses_a_kind_that_was_guessed_right() -> None:
    items = [i for i in load(DATASETS / "texts.jsonl", TextItem) if i.split == "dev"]
    assert {i.id for i in items if review(i.text).doubt} <= BELOW


def test_a_short_bad_letter_about_the_subject_is_judged() -> None:
    found = review(BAD_LETTER)
    assert (found.kind, found.doubt) == ("invitation", "")


def test_a_kind_that_is_given_is_not_in_doubt() -> None:
    assert review(VEGETABLES, "invitation").doubt == ""


def test_the_command_gives_no_verdict_on_a_text_in_doubt(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "tuin.txt"
    file.write_text(VEGETABLES, encoding="utf-8")
    assert main(["review", str(file)]) == 0
    shown = capsys.readouterr().out
    assert "niet getoetst" in shown.splitlines()[0]
    assert "--kind" in shown
    assert "✗" not in shown


def test_the_command_says_how_much_of_a_long_file_was_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "lang.txt"
    file.write_text("Wij schrijven u. " * 12_000, encoding="utf-8")
    assert main(["review", str(file), "--json"]) == 0
    assert "de eerste 200000 van 204000 tekens" in capsys.readouterr().err


def test_advice_can_be_in_another_language_than_the_text() -> None:
    found = review(TREES + "\nU dient ons inzake deze arbeidsmigranten te bellen.", said_in="en")
    words = {s.words: s for s in found.readability.signals}
    assert words["inzake"].advice == f"Plainer: {words['inzake'].instead}."
    assert any(c.advice.startswith(("Say", "Give", "Name", "State")) for c in found.checks)
