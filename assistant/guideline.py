"""Markdown documents of corpus/ as typed passages. The dialect is described in corpus/README.md."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from assistant.inline import bold_line, parts, plain
from assistant.types import Guideline, Passage, PassageId, PassageKind, Section

SECTION_HEADING = re.compile(r"^((?:B)?\d+(?:\.\d+)*)\s+(\S.*)$")
FOOTNOTE = re.compile(r"^\[\^(\w+)\]:\s*(.+)$", re.DOTALL)
FOOTNOTE_MARK = re.compile(r"\[\^(\w+)\]")
CELL_MARKER = re.compile(r"^(?:- |\d+\. )")
ORDINAL = re.compile(r"^(\D{0,12}?)\d+\b")
NOTE_OPENINGS = ("Let op:", "Tip:", "Note:")
QUOTE_OPENINGS = ("“", '"')
FRONT_MATTER_KEYS = ("title", "publisher", "date", "language")
MAIN_DOCUMENT = "handreiking"
ORIGINAL = "nl"


class CorpusError(Exception):
    """A document in corpus/ that cannot be read; the message names file and line."""


def load_corpus(folder: Path) -> tuple[Guideline, ...]:
    """Every Markdown document of the folder but its README, the handreiking and Dutch first.

    Raises CorpusError when a document is malformed or the handreiking is missing.
    """
    files = sorted(p for p in folder.glob("*.md") if p.name != "README.md")
    documents = [read_document(file) for file in files]
    if not any(d.name == MAIN_DOCUMENT for d in documents):
        raise CorpusError(f"{folder}: geen {MAIN_DOCUMENT}.nl.md gevonden")
    return tuple(
        sorted(documents, key=lambda d: (d.name != MAIN_DOCUMENT, d.name, d.language != ORIGINAL))
    )


def read_document(file: Path) -> Guideline:
    """One document as passages. Raises CorpusError with file and line."""
    raw = file.read_text(encoding="utf-8")
    meta, body_line, body = _front_matter(file.name, raw)
    name = file.name.split(".")[0]
    reader = _Reader(file.name, body_line, "" if name == MAIN_DOCUMENT else f"{name}:")
    reader.check_tables(body)
    tree = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").disable("reference").parse(body))
    for node in tree.children:
        reader.block(node)
    if not reader.passages:
        raise CorpusError(f"{file.name}:{body_line}: geen tekst gevonden na de kop van het bestand")
    return Guideline(
        name=name,
        title=meta["title"],
        publisher=meta["publisher"],
        date=meta["date"],
        language=meta["language"],
        sections=tuple(reader.sections),
        passages=tuple(reader.passages),
        sha256=hashlib.sha256(raw.encode()).hexdigest(),
    )


def _front_matter(name: str, raw: str) -> tuple[dict[str, str], int, str]:
    match = re.match(r"---\n(.*?)\n---\n", raw, re.DOTALL)
    if not match:
        raise CorpusError(f"{name}:1: begint niet met een kop tussen twee regels '---'")
    try:
        meta = yaml.safe_load(match[1])
    except yaml.YAMLError as error:
        raise CorpusError(f"{name}:1: de kop is geen geldige YAML ({error})") from error
    missing = [key for key in FRONT_MATTER_KEYS if not (isinstance(meta, dict) and meta.get(key))]
    if missing:
        raise CorpusError(f"{name}:1: in de kop ontbreekt: {', '.join(missing)}")
    return (
        {k: str(v) for k, v in meta.items()},
        raw[: match.end()].count("\n") + 1,
        raw[match.end() :],
    )


@dataclass
class _Reader:
    """Walks a document once; everything it knows of the place where it is."""

    file: str
    first_line: int
    prefix: str
    sections: list[Section] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    blocks: list[tuple[int, str]] = field(default_factory=list)
    box: str = ""
    box_group: PassageId = ""
    lead_in: str = ""
    footnote_places: dict[str, Passage] = field(default_factory=dict)

    def fail(self, node: SyntaxTreeNode, message: str) -> CorpusError:
        line = self.first_line + (node.map[0] if node.map else 0)
        return CorpusError(f"{self.file}:{line}: {message}")

    def check_tables(self, body: str) -> None:
        """markdown-it pads short rows in silence; a cell in the wrong column is a wrong answer."""
        width = 0
        for number, line in enumerate(body.split("\n"), self.first_line):
            cells = len(re.findall(r"(?<!\\)\|", line)) - 1 if line.startswith("|") else 0
            if cells and width and cells != width:
                raise CorpusError(
                    f"{self.file}:{number}: tabelrij met {cells} cellen, kop heeft er {width}"
                )
            width = (width or cells) if cells else 0

    def block(self, node: SyntaxTreeNode) -> None:
        """Reads one top-level block."""
        if node.type == "heading":
            self.heading(node)
            return
        if not self.sections:
            raise self.fail(node, "tekst vóór de eerste genummerde kop")
        if node.type == "paragraph":
            self.paragraph(node)
        elif node.type in ("bullet_list", "ordered_list"):
            self.items(node, lead_in=self.lead_in)
        elif node.type == "table":
            self.table(node)
        elif node.type == "blockquote":
            self.framed(node)
        else:
            raise self.fail(node, f"een blok van het soort '{node.type}' wordt niet gelezen")
        if node.type != "paragraph":
            self.lead_in = ""

    def heading(self, node: SyntaxTreeNode) -> None:
        level, text = int(node.tag[1]), plain(node)
        self.lead_in = ""
        numbered = SECTION_HEADING.match(text) if level < 4 else None
        if numbered:
            if any(s.id == self.prefix + numbered[1] for s in self.sections):
                raise self.fail(node, f"sectie {numbered[1]} komt twee keer voor")
            self.sections.append(Section(self.prefix + numbered[1], numbered[2], level))
            self.blocks = []
            return
        if level < 4:
            raise self.fail(node, f"kop zonder nummer: '{text}' (gebruik #### voor een tussenkop)")
        if not self.sections:
            raise self.fail(node, "tussenkop vóór de eerste genummerde kop")
        self.blocks = [b for b in self.blocks if b[0] < level]
        self.emit(
            "title", text, group=self._title_group(text, len(self.blocks)), depth=len(self.blocks)
        )
        self.blocks.append((level, text))

    def _title_group(self, text: str, depth: int) -> PassageId:
        """Numbered titles beside each other ("Fase 1", "Fase 2") form one list."""
        ordinal = ORDINAL.match(text)
        outer = tuple(b[1] for b in self.blocks)
        if ordinal:
            for other in self.passages:
                same = ORDINAL.match(other.text)
                if (
                    other.kind == "title"
                    and other.section == self.sections[-1].id
                    and other.blocks == outer
                    and same
                    and same[1] == ordinal[1]
                ):
                    return other.group
        return ""

    def paragraph(self, node: SyntaxTreeNode) -> None:
        text = plain(node)
        footnote = FOOTNOTE.match(text)
        if footnote:
            place = self.footnote_places.get(footnote[1])
            if place is None:
                raise self.fail(node, f"naar voetnoot [^{footnote[1]}] wordt nergens verwezen")
            self.emit(
                "footnote", footnote[2], row=place.row, column=place.column, lead_in=place.text
            )
            return
        self.emit(_paragraph_kind(text), text, group=self.box_group)
        self.lead_in = text if text.endswith((":", "?")) else ""

    def items(
        self,
        node: SyntaxTreeNode,
        lead_in: str = "",
        group: PassageId = "",
        parent: Passage | None = None,
        depth: int = 0,
    ) -> None:
        """Reads a list; nested lists and paragraphs belong to the group of the outermost."""
        kind: PassageKind = "step" if node.type == "ordered_list" else "item"
        for item in node.children:
            head, *rest = item.children
            if head.type != "paragraph":
                raise self.fail(item, "lijstpunt zonder tekst")
            text = plain(head)
            passage = self.emit(
                "quote" if text.startswith(QUOTE_OPENINGS) else kind,
                text,
                group=group,
                lead_in=lead_in or (parent.text if parent else ""),
                parent=parent.id if parent else "",
                depth=depth,
            )
            group = passage.group
            self.under_item(rest, passage)

    def under_item(self, nodes: list[SyntaxTreeNode], item: Passage) -> None:
        """Reads what stands under the text of a list item: paragraphs, and lists one deeper."""
        lead_in, depth = "", item.depth + 1
        for node in nodes:
            if node.type == "paragraph":
                text = plain(node)
                lead_in = text if text.endswith(":") else ""
                self.emit(
                    "paragraph",
                    text,
                    group=item.group,
                    parent=item.id,
                    lead_in=item.text,
                    depth=depth,
                )
            elif node.type in ("bullet_list", "ordered_list"):
                self.items(node, lead_in, item.group, item, depth)
            else:
                raise self.fail(node, f"'{node.type}' in een lijstpunt wordt niet gelezen")

    def framed(self, node: SyntaxTreeNode) -> None:
        """Reads a box: a block quote whose first line is its title in bold."""
        title = bold_line(node.children[0]) if node.children else ""
        if not title:
            raise self.fail(node, "kader zonder titel: de eerste regel moet **vet** zijn")
        outer = list(self.blocks)
        self.box, self.lead_in = title, ""
        self.box_group = self.emit("title", title, depth=len(outer)).id
        for child in node.children[1:]:
            inner_title = bold_line(child)
            if inner_title:
                self.blocks = [*outer, (6, inner_title)]
                self.box_group = self.emit("title", inner_title, depth=len(outer) + 1).id
                self.lead_in = ""
            elif child.type == "paragraph":
                self.paragraph(child)
            elif child.type in ("bullet_list", "ordered_list"):
                self.items(child, lead_in=self.lead_in)
                self.lead_in = ""
            else:
                raise self.fail(child, f"'{child.type}' in een kader wordt niet gelezen")
        self.blocks, self.box, self.box_group = outer, "", ""

    def table(self, node: SyntaxTreeNode) -> None:
        """Reads a table row by row; an empty first cell belongs to the row head above."""
        head, body = node.children[0], node.children[1] if len(node.children) > 1 else None
        if body is None:
            raise self.fail(node, "tabel zonder rijen")
        columns = [plain(cell) for cell in head.children[0].children]
        row = ""
        for line in body.children:
            first, *cells = line.children
            if plain(first):
                row = plain(first)
                self.emit("row", row, column=columns[0])
            if not row:
                raise self.fail(line, "de eerste rij van een tabel heeft geen rijkop")
            for column, cell in zip(columns[1:], cells, strict=True):
                self.cell(cell, row, column)

    def cell(self, node: SyntaxTreeNode, row: str, column: str) -> None:
        """Reads the paragraphs and items of one table cell, which form one group."""
        group, lead_in = "", ""
        for part in parts(node):
            mark = FOOTNOTE_MARK.search(part)
            text = CELL_MARKER.sub("", FOOTNOTE_MARK.sub("", part))
            is_item = CELL_MARKER.match(part) is not None
            passage = self.emit(
                "cell",
                text,
                group=group,
                row=row,
                column=column,
                lead_in=lead_in if is_item else "",
            )
            group = passage.group
            if mark:
                self.footnote_places[mark[1]] = passage
            if not is_item:
                lead_in = text if text.endswith((":", "?")) else ""

    def emit(
        self,
        kind: PassageKind,
        text: str,
        *,
        group: PassageId = "",
        lead_in: str = "",
        parent: PassageId = "",
        row: str = "",
        column: str = "",
        depth: int = 0,
    ) -> Passage:
        section = self.sections[-1]
        number = sum(p.section == section.id for p in self.passages) + 1
        passage_id = f"{section.id}/{number}"
        passage = Passage(
            id=passage_id,
            section=section.id,
            section_title=section.title,
            blocks=tuple(b[1] for b in self.blocks),
            kind=kind,
            text=text,
            group=group or passage_id,
            lead_in=lead_in,
            parent=parent,
            row=row,
            column=column,
            box=self.box,
            depth=depth,
        )
        self.passages.append(passage)
        return passage


def _paragraph_kind(text: str) -> PassageKind:
    return "note" if text.startswith(NOTE_OPENINGS) else "paragraph"


def passage_context(passage: Passage) -> str:
    """Everything around the passage that it needs to be understood alone, as one line."""
    around = (
        passage.section_title,
        *passage.blocks,
        passage.box,
        passage.row if passage.kind != "row" else "",
        passage.column,
        passage.lead_in,
    )
    return " · ".join(dict.fromkeys(part for part in around if part))
