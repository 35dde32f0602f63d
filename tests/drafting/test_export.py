"""A draft as a Word document: a real one, with its grounding in the margin."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX

from assistant.drafting.criteria import placeholders_in
from assistant.drafting.draft import make_draft
from assistant.drafting.export import ExportError, as_docx, as_plain, write
from assistant.drafting.kinds import guideline
from assistant.drafting.reading import text_of_file
from assistant.drafting.types import Brief, Draft

BRIEF = "inloopavond 13 april 2027 19.30 uur in De Klok, 140 arbeidsmigranten Molenweg, nog niet besloten"


@pytest.fixture(scope="module")
def draft() -> Draft:
    return make_draft(Brief("invitation", BRIEF, today=date(2026, 11, 24)))


@pytest.fixture(scope="module")
def document(draft: Draft) -> docx.document.Document:
    return docx.Document(BytesIO(as_docx(draft)))


def test_it_has_heading_styles_title_language_and_the_guidelines_hash(
    document: docx.document.Document, draft: Draft
) -> None:
    styles = [p.style.name for p in document.paragraphs]
    assert styles[0] == "Title"
    assert styles.count("Heading 1") == sum(bool(b.heading) for b in draft.blocks)
    properties = document.core_properties
    assert (properties.title, properties.language) == (draft.title, "nl-NL")
    assert guideline().sha256 in properties.comments
    assert 'w:lang w:val="nl-NL"' in document.styles.element.xml


def test_every_gap_is_marked_in_yellow_and_nothing_else_is(
    document: docx.document.Document, draft: Draft
) -> None:
    marked = [
        run.text
        for p in document.paragraphs
        for run in p.runs
        if run.font.highlight_color == WD_COLOR_INDEX.YELLOW
    ]
    assert set(marked) == set(placeholders_in(draft.text))


def test_every_block_has_a_comment_that_names_its_sections(
    document: docx.document.Document, draft: Draft
) -> None:
    comments = [c.text for c in document.comments]
    for block in draft.blocks:
        section = block.citations[0].rpartition("/")[0]
        assert any(f"§{section}" in c and block.note in c for c in comments)


def test_there_is_a_line_for_who_checked_it(document: docx.document.Document) -> None:
    assert document.paragraphs[-1].text.startswith("Gecontroleerd door:")


@pytest.mark.parametrize("suffix", [".docx", ".md", ".txt"])
def test_what_was_written_can_be_read_again(tmp_path: Path, draft: Draft, suffix: str) -> None:
    file = tmp_path / f"concept{suffix}"
    write(draft, file)
    assert "Hierover is nog niet besloten." in text_of_file(file)


def test_plain_text_has_no_markup(draft: Draft) -> None:
    assert not set("#*") & set(as_plain(draft))


def test_another_format_is_refused(tmp_path: Path, draft: Draft) -> None:
    with pytest.raises(ExportError, match=r"geef \.docx, \.md, \.txt"):
        write(draft, tmp_path / "concept.odt")
