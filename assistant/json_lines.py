"""JSON Lines in, JSON Lines out: a file of questions, claims or briefs, each answered in turn."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

Handle = Callable[[dict[str, object]], dict[str, object]]


class UnreadableLines(Exception):
    """A file that cannot be read, or a line that is no object; the message says, in Dutch, why."""


def read_lines(path: str) -> list[str]:
    """The lines of the file. Raises UnreadableLines."""
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise UnreadableLines(
            f"Het bestand {path} kan niet worden gelezen: {error.strerror}."
        ) from error
    except UnicodeDecodeError as error:
        raise UnreadableLines(f"Het bestand {path} is geen tekst in UTF-8.") from error


def answer_lines(lines: list[str], handle: Handle) -> None:
    """Prints one JSON object per line; a bad line yields an error in its place."""
    for item_id, result in _results(lines, handle):
        print(json.dumps({"id": item_id, **result}, ensure_ascii=False), flush=True)
    _progress(sys.stderr, len(lines), len(lines), end="\n")


def print_json(value: dict[str, object]) -> None:
    """Prints one object for people to read."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _results(lines: list[str], handle: Handle) -> Iterator[tuple[object, dict[str, object]]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        item_id: object = None
        try:
            item = json.loads(line)
            if not isinstance(item, dict):
                raise UnreadableLines("een regel moet een JSON-object zijn")
            item_id = item.get("id")
            yield item_id, handle(item)
        except json.JSONDecodeError as error:
            yield item_id, {"error": f"regel {number}: geen geldige JSON ({error.msg})"}
        except Exception as error:  # one bad line must not end the run
            yield item_id, {"error": f"regel {number}: {error}"}
        _progress(sys.stderr, number, len(lines))


def _progress(stream: TextIO, done: int, total: int, end: str = "") -> None:
    if stream.isatty():
        print(f"\r{done} van {total}", end=end, file=stream, flush=True)
