"""A draft as a file: Word with its grounding in the margin, Markdown, plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from assistant.drafting.criteria import PLACEHOLDER
from assistant.drafting.draft import as_markdown, citations_of
from assistant.drafting.kinds import guideline, sentences_of_drafting
from assistant.drafting.types import Block, Draft
from assistant.types import Citation, PassageId

FORMATS = (".docx", ".md", ".txt")
LOCALES = {"nl": "nl-NL", "en": "en-GB"}
BODY_FONT, BODY_SIZE, TITLE_SIZE = "Calibri", Pt(11), Pt(20)
A4, MARGIN = (Mm(210), Mm(297)), Mm(25)
QUOTED = 220
MARKUP = re.compile(r"\*\*|^#+ ", re.MULTILINE)


class ExportError(Exception):
    """A file that cannot be written; the message is a line for the user."""


def write(draft: Draft, file: Path) -> None:
    """Writes the draft in the format of the file's extension. Raises ExportError."""
    suffix = file.suffix.lower()
    if suffix not in FORMATS:
        raise ExportError(
            f"Een bestand {file.suffix or 'zonder extensie'} kan niet; geef {', '.join(FORMATS)}."
        )
    content = {".docx": as_docx, ".md": _markdown_bytes, ".txt": _plain_bytes}[suffix](draft)
    try:
        file.write_bytes(content)
    except OSError as error:
        raise ExportError(f"{file} kan niet worden geschreven: {error.strerror}.") from error


def as_plain(draft: Draft) -> str:
    """The draft as plain text."""
    return MARKUP.sub("", as_markdown(draft.title, draft.blocks)) + "\n"


def as_docx(draft: Draft, about: str = "") -> bytes:
    """The draft as a Word document, with what is told `about` it below the title.

    Headings have heading styles, gaps are marked in yellow, each block carries a comment that
    says which passages ask for it. The document has a language, a title, a line for who checked
    it, and in its properties the version and hash of the guideline, and how it was made.
    """
    document = docx.Document()
    _set_up(document, draft)
    said, language = sentences_of_drafting(), draft.language
    title = document.add_heading(level=0)
    runs = _add_text(title, draft.title)
    told = [n.text + _sections(n.citations) for n in draft.notices]
    told += [m.question for m in draft.missing]
    if told:
        _comment(document, runs, "\n".join((said.draft_notice.of(language), *told)))
    if about:
        document.add_paragraph(style="Subtitle").add_run(about)
    for block in draft.blocks:
        _add_block(document, block)
    document.add_paragraph()
    closing = document.add_paragraph()
    closing.add_run(said.checked_by.of(language)).italic = True
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _markdown_bytes(draft: Draft) -> bytes:
    return (draft.text + "\n").encode()


def _plain_bytes(draft: Draft) -> bytes:
    return as_plain(draft).encode()


def _set_up(document: Any, draft: Draft) -> None:
    """Language, font and properties of the document."""
    source, said = guideline(), sentences_of_drafting()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = BODY_FONT, BODY_SIZE
    normal.paragraph_format.space_after = Pt(8)
    document.styles["Title"].font.size = TITLE_SIZE
    document.styles["Subtitle"].font.size = BODY_SIZE
    page = document.sections[0]
    page.page_width, page.page_height = A4
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    for style in document.styles.element.iter(qn("w:lang")):
        style.getparent().remove(style)
    properties = normal.element.get_or_add_rPr()
    tag = OxmlElement("w:lang")
    for attribute in ("w:val", "w:eastAsia"):
        tag.set(qn(attribute), LOCALES[draft.language])
    properties.append(tag)
    core = document.core_properties
    core.title, core.language = draft.title, LOCALES[draft.language]
    core.author = core.last_modified_by = said.guideline.of(draft.language)
    core.created = core.modified = datetime.now(UTC)
    core.subject = f"{source.title} ({source.publisher}, {source.date})"
    core.version = source.date
    core.keywords = draft.kind
    made = f"mode {draft.mode}" + (f", model {draft.model}" if draft.model else "")
    core.comments = f"{said.guideline.of(draft.language)} sha256 {source.sha256}; {made}"


def _add_block(document: Any, block: Block) -> None:
    if block.heading:
        _add_text(document.add_heading(level=1), block.heading)
    runs: list[Any] = []
    tree = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(block.text))
    for node in tree.children:
        runs += _add_node(document, node)
    if runs and (block.note or block.citations):
        _comment(document, [runs[0], runs[-1]], _grounding(block))


def _grounding(block: Block) -> str:
    """What the comment says: "§5.2: wees helder over het doel", and the words of the guideline."""
    cited = citations_of(block.citations)
    sections = _sections(block.citations).strip(" []")
    lines = [": ".join(filter(None, (sections, block.note)))]
    return "\n".join((*lines, *(_quote(c) for c in cited)))


def _quote(citation: Citation) -> str:
    text = citation.quote
    short = text if len(text) <= QUOTED else text[:QUOTED].rsplit(" ", 1)[0] + " …"
    return f"§{citation.section}: “{short.strip('“”')}”"


def _sections(citations: Iterable[PassageId]) -> str:
    names = dict.fromkeys(c.rpartition("/")[0] for c in citations)
    return f" [{', '.join(f'§{n}' for n in names)}]" if names else ""


def _comment(document: Any, runs: Sequence[Any], text: str) -> None:
    author = sentences_of_drafting().guideline.nl
    document.add_comment(runs=[runs[0], runs[-1]], text=text, author=author, initials=author[0])


def _add_node(document: Any, node: SyntaxTreeNode) -> list[Any]:
    """One block of Markdown as paragraphs; returns its runs."""
    if node.type == "table":
        return _add_table(document, node)
    if node.type in ("bullet_list", "ordered_list"):
        style = "List Bullet" if node.type == "bullet_list" else "List Number"
        runs: list[Any] = []
        for item in node.children:
            for part in item.children:
                runs += _add_inline(document.add_paragraph(style=style), part)
        return runs
    if node.type == "heading":
        return _add_inline(document.add_heading(level=2), node)
    if node.type == "blockquote":
        return [r for child in node.children
                for r in _add_inline(document.add_paragraph(style="Quote"), child)]  # fmt: skip
    return _add_inline(document.add_paragraph(), node)


def _add_table(document: Any, node: SyntaxTreeNode) -> list[Any]:
    rows = [row for part in node.children for row in part.children]
    table = document.add_table(rows=len(rows), cols=len(rows[0].children), style="Table Grid")
    runs: list[Any] = []
    for y, row in enumerate(rows):
        for x, cell in enumerate(row.children):
            added = _add_inline(table.cell(y, x).paragraphs[0], cell)
            for run in added if y == 0 else ():
                run.bold = True
            runs += added
    return runs


def _add_inline(paragraph: Any, node: SyntaxTreeNode) -> list[Any]:
    """The words below the node, bold and italic kept, gaps marked."""
    runs: list[Any] = []
    for text, bold, italic in _spans(node, False, False):
        for run in _add_text(paragraph, text):
            run.bold, run.italic = bold or None, italic or None
            runs.append(run)
    return runs


def _spans(node: SyntaxTreeNode, bold: bool, italic: bool) -> Iterator[tuple[str, bool, bool]]:
    if node.type in ("softbreak", "hardbreak"):
        yield "\n", bold, italic
    elif not node.children:
        if node.content:
            yield node.content, bold, italic
    else:
        for child in node.children:
            yield from _spans(child, bold or node.type == "strong", italic or node.type == "em")


def _add_text(paragraph: Any, text: str) -> list[Any]:
    """The text as runs, each gap in brackets a yellow one of its own."""
    runs: list[Any] = []
    at = 0
    for match in PLACEHOLDER.finditer(text):
        if match.start() > at:
            runs.append(paragraph.add_run(text[at : match.start()]))
        gap = paragraph.add_run(match[0])
        gap.font.highlight_color = WD_COLOR_INDEX.YELLOW
        runs.append(gap)
        at = match.end()
    if at < len(text):
        runs.append(paragraph.add_run(text[at:]))
    return runs
