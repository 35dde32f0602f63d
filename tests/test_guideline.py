"""Markdown to passages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.guideline import CorpusError, load_corpus, passage_context, read_document
from assistant.settings import ROOT
from assistant.types import Guideline, Passage

HEAD = "---\ntitle: T\npublisher: P\ndate: D\nlanguage: nl\n---\n"
SECTIONS = [
    "1",
    "2",
    "3",
    "3.1",
    "3.2",
    "4",
    "4.1",
    "4.2",
    "5",
    "5.1",
    "5.2",
    "5.3",
    "5.3.1",
    "5.3.2",
    "5.4",
    "5.5",
    "6",
    "6.1",
    "6.2",
    "6.3",
    "7",
    "7.1",
    "7.2",
    "B1",
]


@pytest.fixture(scope="module")
def guideline() -> Guideline:
    return load_corpus(ROOT / "corpus")[0]


def passage(guideline: Guideline, text: str) -> Passage:
    return next(p for p in guideline.passages if p.text.startswith(text))


def read(tmp_path: Path, body: str, name: str = "handreiking.nl.md") -> Guideline:
    file = tmp_path / name
    file.write_text(HEAD + body, encoding="utf-8")
    return read_document(file)


def test_the_sections_are_those_of_the_contract(guideline: Guideline) -> None:
    assert [s.id for s in guideline.sections] == SECTIONS


def test_passage_ids_count_from_one_in_reading_order(guideline: Guideline) -> None:
    for section in SECTIONS:
        ids = [p.id for p in guideline.passages if p.section == section]
        assert ids == [f"{section}/{n}" for n in range(1, len(ids) + 1)]


def test_a_cell_knows_its_row_and_column(guideline: Guideline) -> None:
    cell = passage(guideline, "In ieder geval goed bereikbaar")
    assert (cell.section, cell.row, cell.column) == ("4.2", "Locatie", "Informeren")


def test_a_cell_without_row_head_belongs_to_the_row_above(guideline: Guideline) -> None:
    assert passage(guideline, "Motie tegen").row == "Wat is het vraagstuk?"


def test_a_list_item_knows_its_lead_in_and_its_list(guideline: Guideline) -> None:
    first, last = passage(guideline, "Direct omwonenden;"), passage(guideline, "Andere belanghebb")
    assert first.lead_in == "Wie moeten er zeker bij zijn? Denk aan:"
    assert first.group == last.group


def test_the_footnote_carries_the_text_that_refers_to_it(guideline: Guideline) -> None:
    footnote = next(p for p in guideline.passages if p.kind == "footnote")
    assert "Europese regelgeving" in footnote.lead_in
    assert "Unierecht" in footnote.text


def test_the_five_phases_are_one_list(guideline: Guideline) -> None:
    group = passage(guideline, "Fase 1").group
    titles = [p.text[:6] for p in guideline.passages if p.group == group]
    assert titles == ["Fase 1", "Fase 2", "Fase 3", "Fase 4", "Fase 5"]


def test_a_box_paragraph_carries_the_title_of_its_box(guideline: Guideline) -> None:
    assert passage(guideline, "In de gemeente Lingewaard").box.startswith("Hoe deden wij het?")


def test_context_names_the_place_without_the_text(guideline: Guideline) -> None:
    context = passage_context(passage(guideline, "In ieder geval goed"))
    assert "Locatie" in context
    assert "Informeren" in context
    assert "bereikbaar" not in context


def test_another_document_is_read_with_ids_of_its_own(tmp_path: Path) -> None:
    document = read(tmp_path, "# 1 Kop\n\nTekst.\n", "beleid.nl.md")
    assert [p.id for p in document.passages] == ["beleid:1/1"]


@pytest.mark.parametrize(
    ("body", "line", "reason"),
    [
        (
            "# 1 Kop\n\n| a | b |\n| --- | --- |\n| c |\n",
            11,
            "tabelrij met 1 cellen, kop heeft er 2",
        ),
        ("# Kop\n\nTekst.\n", 7, "kop zonder nummer"),
        ("Tekst.\n", 7, "vóór de eerste genummerde kop"),
        ("# 1 Kop\n\n# 1 Kop\n", 9, "komt twee keer voor"),
        ("# 1 Kop\n\n[^9]: Noot.\n", 9, "wordt nergens verwezen"),
        ("# 1 Kop\n\n> Zonder titel.\n", 9, "kader zonder titel"),
        ("# 1 Kop\n\n```\ncode\n```\n", 9, "wordt niet gelezen"),
        ("", 7, "geen tekst"),
    ],
)
def test_a_malformed_document_names_file_and_line(
    tmp_path: Path, body: str, line: int, reason: str
) -> None:
    with pytest.raises(CorpusError, match=rf"^handreiking\.nl\.md:{line}: .*{reason}"):
        read(tmp_path, body)


def test_a_document_without_front_matter_says_what_is_missing(tmp_path: Path) -> None:
    file = tmp_path / "handreiking.nl.md"
    file.write_text("---\ntitle: T\n---\n# 1 K\n\nT.\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="publisher, date, language"):
        read_document(file)


@given(st.lists(st.text("abcdefgh ij", min_size=1, max_size=20).filter(str.strip), max_size=6))
def test_every_item_of_any_list_becomes_one_passage(items: list[str]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        body = "# 1 Kop\n\nLead:\n\n" + "".join(f"- {item.strip()}\n" for item in items)
        found = read(Path(folder), body).passages
    assert [p.text for p in found[1:]] == [" ".join(item.split()) for item in items]
