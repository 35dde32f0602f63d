"""Texts kept beside the passages in the corpus, never shown: questions, and other wordings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import yaml

from assistant.guideline import CorpusError
from assistant.types import Language, PassageId
from assistant.yaml_file import read_yaml

PassageTexts = Mapping[PassageId, Mapping[Language, tuple[str, ...]]]

# what each passage answers (document expansion; Nogueira et al. 2019), what it seems to answer and
# nothing does, and what says the same
FileName = Literal["questions.jsonl", "unanswered.jsonl", "wordings.jsonl"]
OPEN_QUESTIONS = "unanswered.yaml"


def load_texts(folder: Path, name: FileName, known: frozenset[PassageId]) -> PassageTexts:
    """The texts of each passage by language; none when the file is absent.

    Raises CorpusError, with the line, for a malformed line or an unknown passage.
    """
    file = folder / name
    found: dict[PassageId, dict[Language, tuple[str, ...]]] = {}
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    for number, line in enumerate(lines, 1):
        try:
            item = json.loads(line)
            passage = str(item["passage"])
            texts: dict[Language, tuple[str, ...]] = {
                "nl": tuple(item["nl"]),
                "en": tuple(item["en"]),
            }
        except (ValueError, KeyError, TypeError) as error:
            raise CorpusError(f"{name}:{number}: verwacht passage, nl en en ({error})") from error
        if passage not in known:
            raise CorpusError(f"{name}:{number}: passage {passage} bestaat niet")
        if not all(isinstance(t, str) and t.strip() for those in texts.values() for t in those):
            raise CorpusError(f"{name}:{number}: een regel is leeg of geen tekst")
        found[passage] = texts
    return found


def load_questions(folder: Path, known: frozenset[PassageId]) -> dict[PassageId, tuple[str, ...]]:
    """The questions that each passage answers, in both languages. Raises as `load_texts`."""
    texts = load_texts(folder, "questions.jsonl", known)
    return {passage: (*by["nl"], *by["en"]) for passage, by in texts.items()}


def load_unanswered(folder: Path, known: frozenset[PassageId]) -> tuple[str, ...]:
    """Questions that the guideline does not answer: by passage, and of unanswered.yaml.

    Raises CorpusError for a malformed file.
    """
    texts = load_texts(folder, "unanswered.jsonl", known)
    near = [q for by in texts.values() for those in by.values() for q in those]
    file = folder / OPEN_QUESTIONS
    try:
        asked = read_yaml(file) if file.exists() else {}
        other = [str(question) for those in asked.values() for question in those]
    except (yaml.YAMLError, AttributeError, TypeError) as error:
        raise CorpusError(f"{OPEN_QUESTIONS}: verwacht vragen per taal ({error})") from error
    return (*near, *other)
