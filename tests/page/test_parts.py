"""Texts, the guideline as HTML, the process, what the browser keeps, and the report in words."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

import assistant.page.texts as module
from assistant.answering import Assistant
from assistant.drafting.kinds import kinds
from assistant.drafting.review import review
from assistant.guideline import read_document
from assistant.page.ask_events import passages_of
from assistant.page.document import document_html
from assistant.page.exchange import kept_answer, read_exchanges, write_exchanges
from assistant.page.feedback import FeedbackError, keep_feedback
from assistant.page.kept_draft import KeptDraft, draft_of
from assistant.page.process import path_steps, phase_steps
from assistant.page.quality import quality_html
from assistant.page.render import answer_html
from assistant.page.review_html import review_html
from assistant.page.texts import texts
from assistant.settings import ROOT
from assistant.types import Guideline, Language, Turn


@pytest.fixture(scope="module")
def guideline() -> Guideline:
    return read_document(ROOT / "corpus" / "handreiking.nl.md")


def keys(value: object, at: str = "") -> set[str]:
    if isinstance(value, dict):
        return {k for name, inner in value.items() for k in keys(inner, f"{at}.{name}")}
    if isinstance(value, list):
        return {k for n, inner in enumerate(value) for k in keys(inner, f"{at}.{n}")}
    return {at}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_choice_of_the_form_is_said_in_words(language: Language) -> None:
    said = texts(language).draft.choices
    unsaid = {
        f"{name}.{choice}"
        for kind in kinds().values()
        for name, spec in kind.fields.items()
        for choice in spec.choices
        if f"{name}.{choice}" not in said and choice not in said
    }
    assert unsaid == set()


def test_both_languages_have_the_same_sentences() -> None:
    folder = Path(module.__file__).parent
    nl, en = (
        yaml.safe_load((folder / f"texts.{x}.yaml").read_text(encoding="utf-8"))
        for x in ("nl", "en")
    )
    assert keys(nl) == keys(en)
    for key, sentence in nl["script"].items():
        places = re.findall(r"\{\w+\}", str(sentence))
        assert sorted(places) == sorted(re.findall(r"\{\w+\}", str(en["script"][key]))), key


def test_every_sentence_that_a_script_says_exists() -> None:
    scripts = (Path(module.__file__).parent / "script").glob("*.js")
    said = {
        k for f in scripts for k in re.findall(r'\bsay\("(\w+)"', f.read_text(encoding="utf-8"))
    }
    assert said <= set(texts("nl").script)


def test_each_passage_stands_once_in_the_html(guideline: Guideline) -> None:
    html = document_html(guideline)
    shown = re.findall(r'data-passage="([^"]+)"', html)
    assert sorted(shown) == sorted(p.id for p in guideline.passages)
    assert "\n" not in html


def test_the_path_takes_its_questions_from_the_corpus(guideline: Guideline) -> None:
    steps = path_steps(guideline, guideline)
    assert [s.section for s in steps] == ["2", "3", "4", "5", "6", "7"]
    corpus = {p.text for p in guideline.passages}
    assert all(p.text in corpus for s in steps for _, p in s.items)
    meeting = next(s for s in steps if s.id == "meeting")
    assert "Is het vrije inloop of is er een (vast) programma?" in [
        p.text for _, p in meeting.items
    ]
    assert "Praktische zaken" not in [p.text for _, p in meeting.items]


def test_the_phases_are_the_five_of_the_appendix(guideline: Guideline) -> None:
    steps = phase_steps(guideline, guideline)
    assert [s.title.split(" – ")[0] for s in steps] == [f"Fase {n}" for n in range(1, 6)]
    assert all(s.items for s in steps)


@pytest.mark.parametrize("kept", ["", "nonsense", '{"a": 1}', '[{"answer": 3}]'])
def test_what_is_not_ours_is_no_conversation(kept: str) -> None:
    assert read_exchanges(kept) == ()


def test_what_is_written_can_be_read() -> None:
    kept = '[{"question": "a\\n\\nb", "answer": null, "partial": false, "problem": ""}]'
    assert json.loads(write_exchanges(read_exchanges(kept))) == json.loads(kept)


def test_feedback_is_kept_with_the_day_only_and_nothing_else(tmp_path: Path) -> None:
    body = {"verdict": "useful", "abstained": False, "mode": "extractive", "sections": ["5.2"]}
    keep_feedback(tmp_path, json.dumps(body).encode())
    kept = json.loads((tmp_path / "feedback.jsonl").read_text(encoding="utf-8"))
    assert kept["question"] == ""
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", kept["when"])
    with pytest.raises(FeedbackError):
        keep_feedback(tmp_path, json.dumps({**body, "address": "127.0.0.1"}).encode())


def test_a_fact_fills_its_gap_in_words_that_were_changed_by_hand() -> None:
    kept = KeptDraft(kind="invitation", brief="inloopavond", facts={"initiator": "Woonfonds BV"},
                     blocks={"opening": "Wij en [naam initiatiefnemer] nodigen u uit."})  # fmt: skip
    opening = next(b for b in draft_of(kept).blocks if b.id == "opening")
    assert opening.text == "Wij en Woonfonds BV nodigen u uit."


def test_a_reviewed_text_is_whole_and_escaped() -> None:
    text = "Beste <b>bewoner</b>,\n\nWij huisvesten 140 Polen.\nTot ziens."
    html = review_html(text, review(text, "invitation"), texts("nl"))
    assert "<b>bewoner" not in html
    paper = html.split('class="paper"')[1].split('class="findings"')[0]
    plain = re.sub(r'<a class="nr".*?</a>|<[^>]+>', " ", paper)
    for word in ("bewoner", "140 Polen", "Tot ziens."):
        assert word in plain


def test_without_a_report_the_quality_page_says_so(tmp_path: Path) -> None:
    assert "make eval" in quality_html(tmp_path / "none.json", "", texts("nl"))
    (tmp_path / "report.json").write_text("[]", encoding="utf-8")
    assert "opnieuw maken" in quality_html(tmp_path / "report.json", "", texts("nl"))


@pytest.mark.parametrize(
    ("question", "heads"),
    [
        ("Welke locatie past bij informeren?", "Locatie · Informeren"),
        ("Which location suits informing?", "Location · Informing"),
    ],
)
def test_words_from_a_table_stand_under_the_heads_of_their_row_and_column(
    assistant: Assistant, question: str, heads: str
) -> None:
    said = assistant.answer(Turn(question))
    html = answer_html(kept_answer(said, ()), passages_of(assistant), texts("nl"))
    assert f'<span class="cell">{heads}</span>' in html
