"""Asking, as people do it."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import docx
import pytest

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

ROLES = "Wie beantwoordt de feitelijke vragen op een bijeenkomst?"


def test_ask_open_a_citation_follow_up_and_export(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    visit.ask(ROLES)
    assert "Bepaal wie feitelijke vragen beantwoordt" in visit.turns().last.inner_text()
    page.locator("#conversation li a.cite").first.click()
    chosen = page.locator("#source mark.chosen")
    chosen.wait_for()
    assert "feitelijke vragen" in chosen.inner_text()
    box, view = chosen.bounding_box(), page.viewport_size
    assert box
    assert view
    assert 0 <= box["y"] < view["height"]
    follow_up = page.locator(".follow-ups button").first
    question = follow_up.inner_text()
    follow_up.click()
    page.wait_for_function("() => document.querySelectorAll('#conversation .turn').length === 2")
    visit.answered()
    assert question in visit.turns().last.inner_text()
    page.click(".menu summary")
    with page.expect_download() as download:
        page.get_by_role("button", name="Exporteer als JSON").click()
    download.value.save_as(tmp_path / "gesprek.json")
    kept = json.loads((tmp_path / "gesprek.json").read_text(encoding="utf-8"))
    assert [e["question"] for e in kept["exchanges"]] == [ROLES, question]
    assert len(kept["guideline"]["sha256"]) == 64
    assert kept["model"] is None
    assert visit.foreign == []
    assert visit.errors == []


def test_the_markdown_export_holds_question_answer_and_source(visit: Visit) -> None:
    visit.ask(ROLES)
    visit.page.click(".menu summary")
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Exporteer als Markdown").click()
    text = download.value.path().read_text(encoding="utf-8")
    assert f"Vraag: {ROLES}" in text
    assert "[§5.1]" in text
    assert "zonder taalmodel" in text


def test_the_word_export_holds_question_answer_and_grounding(visit: Visit) -> None:
    visit.ask(ROLES)
    visit.page.click(".menu summary")
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Exporteer als Word").click()
    document = docx.Document(BytesIO(download.value.path().read_bytes()))
    text = "\n".join(p.text for p in document.paragraphs)
    assert ROLES in text
    assert "Bepaal wie feitelijke vragen beantwoordt" in text
    assert any("5.1" in c.text for c in document.comments)


def test_a_passage_is_copied_with_its_source_and_shown_in_the_other_language(visit: Visit) -> None:
    visit.ask("Mag een gemeente quota instellen voor arbeidsmigranten?")
    visit.page.get_by_role("button", name="Kopieer met bronvermelding").click()
    visit.page.wait_for_function("async () => (await navigator.clipboard.readText()) !== ''")
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“De huisvesting van arbeidsmigranten beperken")
    assert copied.endswith("mei 2025, §2)")
    visit.page.get_by_role("button", name="Toon in het Engels").click()
    other = visit.page.locator("#source .counterpart")
    other.wait_for()
    assert other.get_attribute("lang") == "en"
    assert "Union law" in other.inner_text()


def test_an_edited_question_takes_the_place_of_the_old_one(visit: Visit) -> None:
    visit.ask("Wat is bijvangst?")
    visit.ask("Wat is de IBS-methode?")
    visit.turns().first.get_by_role("button", name="Wijzig de vraag").click()
    assert visit.page.input_value("#question textarea") == "Wat is bijvangst?"
    visit.page.fill("#question textarea", "Wat is nazorg?")
    visit.page.click("#ask")
    visit.page.wait_for_function(
        "() => document.querySelectorAll('#conversation .turn').length === 1"
    )
    visit.answered()
    assert "Wat is nazorg?" in visit.turns().first.inner_text()


def test_why_this_answer_shows_ranked_passages_with_scores(visit: Visit) -> None:
    visit.ask(ROLES)
    visit.page.click("details.why summary")
    scores = [int(s) for s in visit.page.locator(".why .score").all_inner_texts()]
    assert len(scores) == 8
    assert scores == sorted(scores, reverse=True)


def test_examples_by_role_ask_their_question(visit: Visit) -> None:
    page = visit.page
    page.get_by_role("button", name="Griffier").click()
    example = page.locator(".example:visible").first
    question = example.inner_text()
    example.click()
    visit.answered()
    assert question in visit.turns().last.inner_text()


def test_bad_input_gets_a_dutch_line_and_stays_in_the_box(visit: Visit) -> None:
    visit.ask("😀😀")
    assert "bevat geen woorden" in visit.page.inner_text("#note")
    assert visit.page.input_value("#question textarea") == "😀😀"
    assert visit.turns().count() == 0


def test_markup_in_a_question_is_shown_as_text(visit: Visit) -> None:
    visit.ask("<b id='x1'>Wat is bijvangst?</b> <img src=x onerror=alert(1)>")
    assert visit.page.locator("#x1").count() == 0
    assert "<b id='x1'>" in visit.turns().last.inner_text()


def test_a_conversation_survives_a_reload_and_can_be_renamed_and_cleared(visit: Visit) -> None:
    page = visit.page
    visit.ask("Wat is bijvangst?")
    page.reload()
    page.wait_for_selector("#conversation .turn")
    assert "Wat is bijvangst?" in visit.turns().first.inner_text()
    page.click(".menu summary")
    page.get_by_role("button", name="Hernoem").click()
    page.fill("dialog input", "Mijn gesprek")
    page.press("dialog input", "Enter")
    page.locator(".conversation", has_text="Mijn gesprek").wait_for()
    page.click("#new")
    page.wait_for_function("() => document.querySelectorAll('#conversation .turn').length === 0")
    page.get_by_role("button", name="Wis alle gesprekken").click()
    page.locator("dialog button[type=submit]").click()
    page.wait_for_selector("#conversation-list .quiet")
    assert "bijvangst" not in page.evaluate("JSON.stringify(localStorage)")


def test_a_judgement_is_kept_without_the_question_unless_one_agrees(visit: Visit, server) -> None:  # type: ignore[no-untyped-def]
    file = server.data / "feedback.jsonl"
    visit.ask("Wat is bijvangst?")
    for number, agreed in enumerate((False, True), 1):
        visit.page.get_by_role("button", name="Niet nuttig").click()
        visit.page.fill(".feedback textarea", "te kort")
        visit.page.locator(".feedback input").set_checked(agreed)
        with visit.page.expect_response("**/feedback"):
            visit.page.click(".feedback button[type=submit]")
        visit.page.get_by_text("Uw oordeel is bewaard").first.wait_for()
        kept = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        assert len(kept) == number
        assert kept[-1]["question"] == ("Wat is bijvangst?" if agreed else "")
        assert kept[-1]["sections"] == ["5.4"]


def test_an_english_answer_says_that_it_is_an_unofficial_translation(visit: Visit) -> None:
    visit.ask("What is by-catch?")
    assert "Unofficial translation" in visit.turns().last.inner_text()
