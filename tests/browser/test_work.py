"""Drafting and reviewing, as people do it; and the same for other programs."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from io import BytesIO
from pathlib import Path

import docx
import pytest

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

BRIEF = (
    "Uitnodiging voor een inloopavond op 13 april 2027 van 19.30 tot 21.30 uur in 't Trefpunt in "
    "Oudveen, 140 arbeidsmigranten aan de Molenweg, nog niet besloten, ruimte@voorbeeld.nl"
)
BAD_LETTER = """Geachte bewoner,

Wij willen 140 Polen huisvesten aan de Molenweg. U dient zich vooraf aan te melden.

Deze asielzoekers komen in mei. Bel met J. de Vries, 06-12345678.

Hoogachtend,
Gemeente Oudveen"""


def draft(visit: Visit, brief: str = BRIEF) -> None:
    visit.open("draft")
    visit.page.fill("#brief textarea", brief)
    visit.page.click("#make")
    visit.page.wait_for_selector("#draft-paper .paper")
    visit.page.wait_for_timeout(250)  # until the browser has kept it too


def test_a_missing_fact_is_filled_in_and_the_word_document_holds_it(visit: Visit) -> None:
    page = visit.page
    draft(visit)
    gap = page.locator("#draft-paper mark.gap", has_text="initiatiefnemer")
    assert gap.count() == 1
    page.fill("#fact-initiator", "Woonfonds Oudveen BV")
    page.press("#fact-initiator", "Tab")
    gap.wait_for(state="detached")
    with page.expect_download() as download:
        page.get_by_role("button", name="Bewaar als Word").click()
    document = docx.Document(BytesIO(download.value.path().read_bytes()))
    text = "\n".join(p.text for p in document.paragraphs)
    assert "Woonfonds Oudveen BV" in text
    assert "13 april 2027" in text
    assert document.paragraphs[0].style.name == "Title"
    assert visit.errors == []


def test_a_fact_that_is_asked_back_is_confirmed_with_one_press(visit: Visit) -> None:
    page = visit.page
    draft(visit, "iets voor 64 man misschien")
    asked = page.locator("#draft-paper mark.gap", has_text="klopt dit: aantal mensen?")
    asked.first.wait_for()
    page.get_by_role("button", name="Ja, dit klopt: aantal mensen").focus()
    page.keyboard.press("Enter")
    asked.first.wait_for(state="detached")
    assert asked.count() == 0
    assert "64" in page.locator("#draft-paper").inner_text()
    # the keyboard goes on where something is still to be done
    assert page.evaluate("document.activeElement.closest('.field.missing') !== null")
    assert visit.errors == []


def test_a_choice_that_is_asked_back_is_confirmed_with_one_press(visit: Visit) -> None:
    page = visit.page
    draft(visit, "uitnodiging inloopavond 13 april 2027 aan de Molenweg, nog niet besloten")
    asked = page.locator("#draft-paper mark.gap", has_text="klopt dit: doel")
    asked.first.wait_for()
    page.get_by_role("button", name="Ja, dit klopt: doel").focus()
    page.keyboard.press("Enter")
    asked.first.wait_for(state="detached")
    assert asked.count() == 0
    assert "horen we graag wat u ervan vindt" in page.locator("#draft-paper").inner_text()
    assert visit.errors == []


def test_what_may_fill_a_missing_field_is_taken_over_with_one_press(visit: Visit) -> None:
    page, told = visit.page, "De brandweer was er in juni nog voor een controle"
    more = "Het college wil de raad voor 10 december nog een keer bijpraten."
    draft(visit, f"Raadsinformatiebrief over de brand aan de Kadeweg. {told}. {more}")
    asked = page.locator("#draft-paper mark.gap", has_text="hoort dit hier")
    gap = page.locator("#draft-paper mark.gap", has_text="[wat er tot nu toe is gebeurd]")
    assert (asked.count(), gap.count()) == (1, 1)
    page.get_by_role("button", name=f"Neem over: “{told}”").focus()
    page.keyboard.press("Enter")
    gap.wait_for(state="detached")
    assert asked.count() == 0
    assert page.locator("#draft-paper").inner_text().count(told[4:]) == 1
    assert visit.errors == []


def test_facts_filled_in_faster_than_the_draft_is_made_are_all_kept(visit: Visit) -> None:
    page = visit.page
    draft(visit)
    page.fill("#fact-initiator", "Woonfonds Oudveen BV")
    page.fill("#fact-sender", "Anna Bakker")
    page.press("#fact-sender", "Tab")
    for fact in ("Woonfonds Oudveen BV", "Anna Bakker"):
        page.locator("#draft-paper").get_by_text(fact).first.wait_for()


def test_what_is_typed_in_the_form_while_the_draft_is_made_anew_stands_there_still(
    visit: Visit,
) -> None:
    page = visit.page
    draft(visit)
    page.fill("#fact-initiator", "Woonfonds Oudveen BV")
    page.press("#fact-initiator", "Tab")
    page.keyboard.type("Anna Bakker", delay=60)
    page.keyboard.press("Tab")
    page.locator("#draft-paper").get_by_text("Anna Bakker").first.wait_for()


def test_words_changed_by_hand_are_checked_again_kept_and_exported(visit: Visit) -> None:
    page = visit.page
    draft(visit)
    before = page.inner_text("#draft-checks .count")
    closing = page.locator("#draft-paper .body").last
    closing.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("Met vriendelijke groet, Anna Bakker, wethouder. <b>Tot dan</b>")
    page.wait_for_function(
        "was => document.querySelector('#draft-checks .count').textContent !== was", arg=before
    )
    page.reload()
    page.wait_for_selector("#draft-paper .paper")
    assert "<b>Tot dan</b>" in page.inner_text("#draft-paper")
    with page.expect_download() as download:
        page.get_by_role("button", name="Bewaar als Markdown").click()
    assert "Anna Bakker" in download.value.path().read_text(encoding="utf-8")


def test_a_change_in_words_makes_a_version_that_can_be_compared_and_undone(visit: Visit) -> None:
    page = visit.page
    draft(visit)
    page.locator("#draft-words :is(input, textarea)").fill("formeler")
    page.click("#draft-change-do")
    page.get_by_text("Geachte bewoner").wait_for()
    page.get_by_role("button", name="Toon verschil").first.click()
    assert "Beste" in page.inner_text("#draft-difference del")
    assert "Geachte" in page.inner_text("#draft-difference ins")
    page.get_by_role("button", name="Zet terug").first.click()
    page.locator("#draft-paper").get_by_text("Beste bewoner").wait_for()


def test_made_again_a_draft_keeps_the_answers_and_the_words_that_still_fit(visit: Visit) -> None:
    page = visit.page
    draft(visit)
    page.fill("#fact-initiator", "Woonfonds Oudveen BV")
    page.press("#fact-initiator", "Tab")
    page.locator("#draft-paper").get_by_text("Woonfonds Oudveen BV").wait_for()
    closing = page.locator("#draft-paper .body").last
    closing.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("Tot dan, Anna Bakker")
    page.wait_for_timeout(1200)
    page.fill("#brief textarea", BRIEF.replace("140", "160"))
    page.click("#make")
    page.locator("#draft-paper").get_by_text("160 arbeidsmigranten").wait_for()
    text = page.inner_text("#draft-paper")
    assert "Woonfonds Oudveen BV" in text
    assert "Tot dan, Anna Bakker" in text


def test_words_that_no_longer_fit_are_told_and_come_back_with_their_brief(visit: Visit) -> None:
    page = visit.page
    draft(visit)
    page.locator("#draft-paper .body", has_text="140").first.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("Er komen mensen wonen.")
    page.wait_for_timeout(1200)
    page.fill("#brief textarea", BRIEF.replace("140", "160"))
    page.click("#make")
    page.get_by_text("1 van uw eigen wijzigingen").wait_for()
    page.get_by_role("button", name="Zet terug").first.click()
    page.locator("#draft-paper").get_by_text("Er komen mensen wonen.").wait_for()
    assert page.input_value("#brief textarea") == BRIEF


def test_a_change_that_is_not_understood_is_told_at_its_box(visit: Visit) -> None:
    page = visit.page
    draft(visit)
    box = page.locator("#draft-words :is(input, textarea)")
    box.fill("doe er iets paars mee")
    box.press("Enter")
    page.wait_for_selector("#draft-change-note [role=alert]")
    assert page.inner_text("#draft-note") == ""
    assert box.evaluate("box => document.activeElement === box")
    box.fill("formeler")
    box.press("Enter")
    page.wait_for_selector("#draft-change-note [role=alert]", state="detached")


def test_a_draft_can_be_asked_for_and_changed_in_the_conversation(visit: Visit) -> None:
    visit.ask(BRIEF)
    assert "Nog nodig:" in visit.turns().last.inner_text()
    visit.ask("maak het formeler")
    visit.turns().last.get_by_role("button", name="Open het concept").click()
    visit.page.locator("#draft-paper").get_by_text("Geachte bewoner").wait_for()
    assert visit.page.input_value("#brief textarea") == BRIEF


def test_the_grounding_of_a_block_is_read_on_the_spot(visit: Visit) -> None:
    draft(visit)
    visit.page.locator("#draft-paper .grounding a.cite").first.click()
    peek = visit.page.locator(".peek")
    peek.wait_for()
    visit.page.wait_for_timeout(300)
    assert visit.page.inner_text("#announce") != "Het concept is bijgewerkt."
    assert len(peek.locator("span").first.inner_text()) > 20


def test_a_draft_without_a_brief_is_refused_in_words(visit: Visit) -> None:
    visit.open("draft")
    visit.page.click("#make")
    visit.page.wait_for_selector("#draft-note [role=alert]")
    assert "nog geen opdracht" in visit.page.inner_text("#draft-note")


def test_a_bad_letter_gets_its_findings_in_place(visit: Visit) -> None:
    page = visit.page
    visit.open("review")
    page.fill("#review-text textarea", BAD_LETTER)
    page.click("#review-start")
    page.wait_for_selector(".reviewed")
    findings = page.inner_text(".findings")
    assert "onderscheid naar nationaliteit" in findings
    assert "Een telefoonnummer" in findings
    page.locator(".findings .to-place", has_text="nationaliteit").click()
    assert "140 Polen" in page.locator(".own-text mark.now").inner_text()
    assert page.locator(".own-text mark.personal").inner_text().startswith("06-12345678")


def test_a_word_document_can_be_reviewed(visit: Visit, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Beste bewoner, u bent van harte welkom op onze inloopavond.")
    document.save(str(tmp_path / "brief.docx"))
    visit.open("review")
    visit.page.set_input_files("#review-file", tmp_path / "brief.docx")
    visit.page.wait_for_function(
        "() => document.querySelector('#review-text textarea').value.includes('inloopavond')"
    )


def post(address: str, name: str, item: object) -> dict[str, object]:
    request = urllib.request.Request(f"{address}/api/{name}", json.dumps(item).encode())
    with urllib.request.urlopen(request) as response:
        result: dict[str, object] = json.loads(response.read())
    return result


def test_other_programs_ask_draft_and_review_by_the_contract(address: str) -> None:
    answer = post(address, "ask", {"id": "q1", "question": "Wat is bijvangst?"})
    assert answer["id"] == "q1"
    assert answer["ranking"][0] == "5.4"  # type: ignore[index]
    made = post(address, "draft", {"kind": "invitation", "brief": BRIEF})
    assert {m["field"] for m in made["missing"]} >= {"initiator"}  # type: ignore[attr-defined]
    reviewed = post(address, "review", {"text": BAD_LETTER})
    assert reviewed["kind"] == "invitation"
    with pytest.raises(urllib.error.HTTPError) as refused:
        post(address, "ask", {"question": ""})
    assert refused.value.code == 422
    assert "Er staat geen vraag" in json.loads(refused.value.read())["error"]
