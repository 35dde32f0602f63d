"""A text of the user's own from a file: .docx, .md, .txt or .pdf."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from zipfile import BadZipFile

MAX_BYTES = 10_000_000
MAX_CHARS = 200_000
WRAPPED = re.compile(r"(?<![.!?:;|\n])\n(?=[a-zà-ÿ0-9(])")


Reason = Literal["type", "large", "empty", "broken"]


class UnreadableFile(Exception):
    """A file that cannot be read; the message is a line for the user, `reason` one for a program."""

    def __init__(self, message: str, reason: Reason) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of a file, at most MAX_CHARS of it, and how many characters it has in all."""

    text: str
    length: int

    @property
    def cut(self) -> bool:
        """Whether the file has more."""
        return self.length > len(self.text)


def read_file(file: Path) -> FileText:
    """The text of the file and its whole length. Raises UnreadableFile."""
    try:
        if file.stat().st_size > MAX_BYTES:
            raise UnreadableFile(f"Het bestand {file.name} is groter dan 10 MB.", "large")
        text = _text(file)
    except OSError as error:
        raise UnreadableFile(
            f"Het bestand {file} kan niet worden gelezen: {error.strerror}.", "broken"
        ) from error
    if not text.strip():
        raise UnreadableFile(f"In het bestand {file.name} is geen tekst gevonden.", "empty")
    return FileText(text[:MAX_CHARS], len(text))


def text_of_file(file: Path) -> str:
    """The text of the file, at most MAX_CHARS of it. Raises UnreadableFile."""
    return read_file(file).text


def _text(file: Path) -> str:
    match file.suffix.lower():
        case ".docx":
            return _docx(file)
        case ".pdf":
            return _pdf(file)
        case ".md" | ".txt" | "":
            try:
                return file.read_text(encoding="utf-8-sig")
            except UnicodeDecodeError:
                return file.read_text(encoding="cp1252", errors="replace")
        case other:
            raise UnreadableFile(
                f"Een {other}-bestand kan niet; geef .docx, .md, .txt of .pdf.", "type"
            )


def _docx(file: Path) -> str:
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(str(file))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        message = f"{file.name} is geen leesbaar Word-document."
        raise UnreadableFile(message, "broken") from error
    lines: list[str] = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            lines += ["| " + " | ".join(c.text for c in row.cells) + " |" for row in block.rows]
        else:
            lines += [block.text, ""]
    return "\n".join(lines)


def _pdf(file: Path) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        pages = [page.extract_text() for page in PdfReader(str(file)).pages]
    except (PyPdfError, ValueError, KeyError) as error:
        raise UnreadableFile(f"{file.name} is geen leesbare pdf.", "broken") from error
    return WRAPPED.sub(" ", "\n\n".join(pages))
