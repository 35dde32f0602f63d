"""The recogniser of criteria: other people's words count, and what it learned from is not the evaluation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.drafting.criteria import by_patterns
from assistant.drafting.kinds import kinds
from assistant.drafting.recogniser import likeliest_kind, load_recogniser, recognised, windows
from assistant.drafting.review import review
from evals.items import DATASETS, BriefItem, TextItem, load
from evals.near_identical import near_identical

LEARNED_FROM = Path(__file__).parents[2] / "assistant/drafting/recogniser"


@pytest.mark.parametrize(
    ("kind", "criterion", "sentence"),
    [
        ("council-letter", "unknown_said", "Hoeveel parkeerplaatsen erbij komen, kunnen wij u nu niet zeggen."),
        ("follow-up", "summary", "Er kwamen vooral vragen over drukte op de dijk en over wie er toezicht houdt."),
        ("scenario", "triangle", "Met de politiechef en de officier van justitie liep de burgemeester dit kaartje door."),
    ],
)  # fmt: skip
def test_a_criterion_counts_in_words_that_no_pattern_knows(
    kind: str, criterion: str, sentence: str
) -> None:
    text = f"Beste collega's,\n\nDit gaat over de Molenweg. {sentence}\n\nMet groet,\nAnna"
    assert not next(c for c in by_patterns(text, kinds()[kind], "nl") if c.id == criterion).passed
    found = next(c for c in review(text, kind).checks if c.id == criterion)
    assert found.passed
    assert sentence.split(",")[0] in found.where


def test_without_that_sentence_it_is_not_met() -> None:
    text = "Beste collega's,\n\nDit gaat over de Molenweg.\n\nMet groet,\nAnna"
    checks = {c.id: c for c in review(text, "council-letter").checks}
    assert not checks["unknown_said"].passed
    assert checks["unknown_said"].advice


def test_a_criterion_that_it_did_not_learn_is_left_to_the_patterns() -> None:
    assert recognised(load_recogniser(), "Een zin over iets.", "invitation", {"new": True}) == {}


def test_what_a_pattern_forbids_and_finds_is_a_fault_whatever_the_rest_says() -> None:
    text = "We horen graag wat u vindt. Er wonen straks alleen Polen. U bent van harte welkom."
    found = recognised(load_recogniser(), text, "invitation", {"no_distinction": False})
    assert not found["no_distinction"].met


def test_an_empty_text_has_no_windows_and_the_first_kind() -> None:
    assert windows("\n \n") == ()
    assert likeliest_kind(load_recogniser(), "", ["qa", "runbook"]) == "qa"


def test_what_it_learned_from_is_no_text_of_the_evaluation() -> None:
    texts = [json.loads(line)["text"] for line in
             (LEARNED_FROM / "texts.jsonl").read_text(encoding="utf-8").splitlines()]  # fmt: skip
    said = [
        text
        for file in (LEARNED_FROM / "said").glob("*.jsonl")
        for line in map(json.loads, file.read_text(encoding="utf-8").splitlines())
        for text in (*line["nl"], *line["en"])
    ]
    held = load(DATASETS / "texts.jsonl", TextItem)
    assert list(near_identical(texts, [i.text for i in held])) == []
    sentences = sorted({sentence for i in held for sentence in windows(i.text)})
    assert list(near_identical(said, sentences)) == []
    briefs = [b.brief for b in load(DATASETS / "briefs.jsonl", BriefItem)]
    assert list(near_identical(said, briefs)) == []
