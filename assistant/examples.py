"""Writes docs/examples.md: real questions with the answers that the assistant gives now."""

from __future__ import annotations

import sys

from assistant.answering import load_assistant
from assistant.settings import ROOT
from assistant.types import Turn

PAGE = ROOT / "docs" / "examples.md"
QUESTIONS = (
    "Hoe zet ik een klankbordgroep op?",
    "Wat zijn de vier stappen bij veiligheidsrisico's?",
    "Mag een gemeente quota instellen voor arbeidsmigranten?",
    "Hoe hoog mag de huur zijn?",
)
HEAD = """# Examples

Real answers, written by `make docs`; `make test` fails when they are out of date.
"""


def examples() -> str:
    """The page as Markdown."""
    assistant = load_assistant()
    answers = ((q, assistant.answer(Turn(q)).text) for q in QUESTIONS)
    return HEAD + "".join(f"\n## {question}\n\n{text}\n" for question, text in answers)


def main() -> int:
    """Writes the page; with --check only tells whether it is up to date."""
    written = examples()
    if "--check" not in sys.argv:
        PAGE.write_text(written, encoding="utf-8")
        return 0
    if PAGE.read_text(encoding="utf-8") == written:
        return 0
    print("docs/examples.md is out of date: make docs", file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
