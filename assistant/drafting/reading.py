"""A text of the user's own from a file: .docx, .md, .txt or .pdf."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import BadZipFile

MAX_BYTES = 10_000_000
MAX_CHARS = 200_000
WRAPPED = re.compile(r"(?<![.!?:;|\n])\n(?=[a-zà-ÿ0-9(])")


class UnreadableFile(Exception):
    """A file that cannot be read; the message is a line for the user."""


def text_of_file(file: Path) -> str:
    """The text of the file. Raises UnreadableFile."""
    try:
        if file.stat().st_size > MAX_BYTES:
            raise UnreadableFile(f"Het bestand {file.name} is groter dan 10 MB.")
        text = _text(file)
    except OSError as error:
        raise UnreadableFile(
            f"Het bestand {file} kan niet worden gelezen: {error.strerror}."
        ) from error
    if not text.strip():
        raise UnreadableFile(f"In het bestand {file.name} is geen tekst gevonden.")
    return text[:MAX_CHARS]


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
            raise UnreadableFile(f"Een {other}-bestand kan niet; geef .docx, .md, .txt of .pdf.")


def _docx(file: Path) -> str:
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(str(file))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise UnreadableFile(f"{file.name} is geen leesbaar Word-document.") from error
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
        raise UnreadableFile(f"{file.name} is geen leesbare pdf.") from error
    return WRAPPED.sub(" ", "\n\n".join(pages))
