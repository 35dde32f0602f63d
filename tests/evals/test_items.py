"""The datasets are whole, true to the corpus, and nowhere else in the project."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from assistant.classifier import REFUSALS
from assistant.classifier.train import unanswered
from assistant.faithfulness.sayings import CLAIMS
from assistant.guideline import load_corpus
from assistant.passage_texts import load_questions, load_texts
from assistant.phrases import follow_up_questions
from assistant.settings import ROOT
from evals.items import (
    DATASETS,
    Attack,
    BriefItem,
    ClaimItem,
    Conversation,
    DatasetError,
    Independent,
    Item,
    LabelledBrief,
    Question,
    Unanswerable,
    load,
    passages,
)
from evals.near_identical import near_identical

SETS: dict[str, tuple[type[Item], int]] = {
    "questions": (Question, 300),
    "unanswerable": (Unanswerable, 100),
    "independent": (Independent, 500),
    "conversations": (Conversation, 40),
    "adversarial": (Attack, 80),
    "briefs": (BriefItem, 60),
    "labelled": (LabelledBrief, 100),
    "claims": (ClaimItem, 400),
}


def questions() -> tuple[Question, ...]:
    return load(DATASETS / "questions.jsonl", Question)


@pytest.mark.parametrize("name", SETS)
def test_a_set_reads_has_its_size_and_both_splits(name: str) -> None:
    model, least = SETS[name]
    items = load(DATASETS / f"{name}.jsonl", model)
    assert len(items) >= least
    assert {i.split for i in items} == {"dev", "test"}


def test_ids_are_unique_over_all_sets() -> None:
    ids = Counter(i.id for n, (m, _) in SETS.items() for i in load(DATASETS / f"{n}.jsonl", m))
    assert max(ids.values()) == 1


def test_gold_passages_exist_and_facts_are_quoted_from_them() -> None:
    texts = {name: p.text for name, p in passages().items()}
    for item in questions():
        assert {p.rpartition("/")[0] for p in item.passages} == set(item.sections), item.id
        for fact in item.facts:
            assert fact.quote in texts[fact.passage], item.id


def test_independent_questions_have_their_passage_when_something_answers_them() -> None:
    for item in load(DATASETS / "independent.jsonl", Independent):
        assert bool(item.passages) == bool(item.sections) == (item.kind == "answerable"), item.id
        assert {passages()[p].section for p in item.passages} <= set(item.sections), item.id


def test_every_section_with_text_and_every_table_is_asked_about() -> None:
    asked = {s for item in questions() for s in item.sections}
    assert asked == {p.section for p in passages().values()}
    cells = {p.section for p in passages().values() if p.kind == "cell"}
    kinds = {passages()[p].section for q in questions() for p in q.passages
             if passages()[p].kind == "cell"}  # fmt: skip
    assert kinds == cells


def test_a_third_of_the_questions_uses_other_words() -> None:
    styles = Counter(q.style for q in questions())
    assert styles["paraphrase"] >= len(questions()) * 0.3
    assert set(styles) == {"keyword", "natural", "paraphrase", "typo", "long", "cell", "list"}


def test_no_evaluation_text_stands_in_corpus_prompts_or_training() -> None:
    assert list(near_identical(project_texts(), evaluation_texts())) == []


def test_no_evaluation_claim_stands_in_what_the_checker_learned_from() -> None:
    asked = [c.claim for c in load(DATASETS / "claims.jsonl", ClaimItem)]
    learned = [json.loads(line)["claim"]
               for file in sorted(CLAIMS.glob("*.jsonl"))
               for line in file.read_text(encoding="utf-8").splitlines()]  # fmt: skip
    texts = load_texts(ROOT / "corpus", "wordings.jsonl", frozenset(passages()))
    worded = [w for by in texts.values() for those in by.values() for w in those]
    assert list(near_identical([*learned, *worded], asked)) == []


def test_no_attack_stands_in_what_refusing_was_learned_from() -> None:
    lines = REFUSALS.with_name("refused.jsonl").read_text(encoding="utf-8").splitlines()
    learned = [json.loads(line)["text"] for line in lines]
    assert len(learned) > 2000
    attacks = [a.question for a in load(DATASETS / "adversarial.jsonl", Attack)]
    assert list(near_identical(learned, [*attacks, *evaluation_texts()])) == []


def test_nearly_the_same_is_found_and_the_rest_is_not() -> None:
    texts = ["Hoe zet ik een klankbordgroep op?", "Wie leidt de avond?"]
    others = ["hoe zet ik een  klankbordgroep op", "Wie leidt de bijeenkomst?"]
    assert list(near_identical(texts, others)) == [(texts[0], others[0])]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"id": "q1"', "bad.jsonl:1: no valid JSON"),
        ('{"id": "q1", "language": "nl", "note": "x"}', "bad.jsonl:1: style"),
        ('{"id": "", "language": "fr"}', "bad.jsonl:1: id"),
    ],
)
def test_a_bad_line_names_file_line_and_field(tmp_path: Path, line: str, told: str) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text(line + "\n")
    with pytest.raises(DatasetError, match=told):
        load(file, Question)


def evaluation_texts() -> list[str]:
    turns = [t.question for c in load(DATASETS / "conversations.jsonl", Conversation)
             for t in c.turns]  # fmt: skip
    return [
        *(q.question for q in questions()),
        *(u.question for u in load(DATASETS / "unanswerable.jsonl", Unanswerable)),
        *(i.question for i in load(DATASETS / "independent.jsonl", Independent)),
        *(t for t in turns if len(t) > 25),
    ]


def project_texts() -> list[str]:
    known = frozenset(p.id for p in load_corpus(ROOT / "corpus")[0].passages)
    asked = load_questions(ROOT / "corpus", known)
    return [
        *(q for those in asked.values() for q in those),
        *unanswered(ROOT / "corpus"),
        *(f.text(language) for f in follow_up_questions() for language in ("nl", "en")),  # type: ignore[arg-type]
        *(line.strip(" -\"'\n")
          for file in sorted((*(ROOT / "prompts").rglob("*.yaml"), *(ROOT / "corpus").glob("*.yaml")))
          for line in file.read_text(encoding="utf-8").splitlines()),
    ]  # fmt: skip
