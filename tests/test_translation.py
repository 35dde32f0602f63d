"""The English edition stands beside the Dutch one, passage by passage."""

from __future__ import annotations

import re

import pytest

from assistant.guideline import load_corpus
from assistant.sentences import sentences
from assistant.settings import ROOT
from assistant.types import Passage

EDITIONS = {d.language: d for d in load_corpus(ROOT / "corpus") if d.name == "handreiking"}
PAIRS = list(zip(EDITIONS["nl"].passages, EDITIONS["en"].passages, strict=True))


def place(passage: Passage) -> tuple[object, ...]:
    """Everything about a passage that no translation may change."""
    around = (passage.lead_in, passage.row, passage.column, passage.box)
    fixed = (passage.id, passage.section, passage.kind, passage.group, passage.parent)
    return (*fixed, passage.depth, len(passage.blocks), *(bool(text) for text in around))


def test_every_passage_has_its_translation_in_the_same_place() -> None:
    assert [place(dutch) for dutch, _ in PAIRS] == [place(english) for _, english in PAIRS]


def test_every_section_has_its_translated_title() -> None:
    dutch, english = EDITIONS["nl"].sections, EDITIONS["en"].sections
    assert [(s.id, s.level) for s in dutch] == [(s.id, s.level) for s in english]
    assert all(a.title != b.title for a, b in zip(dutch, english, strict=True))


@pytest.mark.parametrize(("dutch", "english"), PAIRS, ids=[d.id for d, _ in PAIRS])
def test_a_translation_has_the_sentences_and_the_numbers_of_its_original(
    dutch: Passage, english: Passage
) -> None:
    assert len(sentences(dutch.text)) == len(sentences(english.text))
    numbers = [set(re.findall(r"\d+", p.text)) for p in (dutch, english)]
    assert numbers[0] == numbers[1]


def test_the_translation_says_that_it_is_unofficial() -> None:
    assert "unofficial translation" in EDITIONS["en"].title
