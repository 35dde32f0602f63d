"""Texts beside the passages: questions, what nothing answers, and other wordings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.guideline import CorpusError, load_corpus
from assistant.passage_texts import load_questions, load_texts, load_unanswered
from assistant.settings import ROOT

KNOWN = frozenset({"1/1"})


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "questions.jsonl:2: verwacht passage, nl en en"),
        ('{"passage": "1/1", "nl": []}', "questions.jsonl:2: verwacht passage, nl en en"),
        ('{"passage": "9/9", "nl": [], "en": []}', "questions.jsonl:2: passage 9/9 bestaat niet"),
        ('{"passage": "1/1", "nl": [" "], "en": []}', "questions.jsonl:2: een regel is leeg"),
    ],
)
def test_a_bad_line_names_file_line_and_reason(tmp_path: Path, line: str, told: str) -> None:
    good = json.dumps({"passage": "1/1", "nl": ["waarom"], "en": ["why"]})
    (tmp_path / "questions.jsonl").write_text(f"{good}\n{line}\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=told):
        load_texts(tmp_path, "questions.jsonl", KNOWN)


def test_a_folder_without_the_files_has_no_texts(tmp_path: Path) -> None:
    assert load_questions(tmp_path, KNOWN) == {}
    assert load_unanswered(tmp_path, KNOWN) == ()


def test_open_questions_that_are_no_lists_are_refused(tmp_path: Path) -> None:
    (tmp_path / "unanswered.yaml").write_text("- waarom\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"unanswered\.yaml"):
        load_unanswered(tmp_path, KNOWN)


@pytest.mark.parametrize(
    ("name", "least"), [("questions.jsonl", 3), ("wordings.jsonl", 15), ("unanswered.jsonl", 4)]
)
def test_passages_that_say_something_have_their_texts(name: str, least: int) -> None:
    passages = [p for d in load_corpus(ROOT / "corpus") if d.language == "nl" for p in d.passages]
    texts = load_texts(ROOT / "corpus", name, frozenset(p.id for p in passages))  # type: ignore[arg-type]
    for passage in passages:
        if passage.kind not in ("title", "row") and len(passage.text.split()) > 2:
            assert sum(len(t) for t in texts[passage.id].values()) >= least, passage.id
