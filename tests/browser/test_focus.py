"""Where the keyboard is after what one did."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Visit
from tests.browser.test_work import BRIEF, draft

pytestmark = pytest.mark.browser

IN_BOX = "() => document.activeElement.matches('#question textarea')"


def focused(visit: Visit, selector: str) -> bool:
    return bool(visit.page.evaluate("s => document.activeElement.matches(s)", selector))


def test_the_skip_link_leads_to_the_heading_and_then_to_the_conversation(visit: Visit) -> None:
    page = visit.page
    page.focus(".skip")
    page.keyboard.press("Enter")
    assert focused(visit, "#start h2")
    assert page.locator("main#main").count() == 1
    visit.ask("Wat is bijvangst?")
    page.focus(".skip")
    page.keyboard.press("Enter")
    assert focused(visit, "#conversation")
    visit.open("process")
    page.focus(".skip")
    page.keyboard.press("Enter")
    assert focused(visit, "#view-process h2")


def test_an_example_and_a_follow_up_leave_the_focus_in_the_box(visit: Visit) -> None:
    page = visit.page
    page.locator(".example:visible").first.click()
    visit.answered()
    page.wait_for_function(IN_BOX)
    page.locator(".follow-ups button").first.click()
    page.wait_for_function("() => document.querySelectorAll('#conversation .turn').length === 2")
    visit.answered()
    page.wait_for_function(IN_BOX)


def test_the_button_that_asks_leaves_the_focus_in_the_box(visit: Visit) -> None:
    visit.page.fill("#question textarea", "Wat is bijvangst?")
    visit.page.click("#ask")
    visit.answered()
    assert focused(visit, "#question textarea")


def test_renaming_starts_from_the_old_name_and_goes_back_to_the_menu(visit: Visit) -> None:
    page = visit.page
    visit.ask("Wat is bijvangst?")
    page.click(".menu summary")
    page.get_by_role("button", name="Hernoem").click()
    page.keyboard.type("Mijn gesprek")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Mijn gesprek", exact=True).wait_for()
    assert focused(visit, ".menu summary")


def test_an_export_goes_back_to_the_menu(visit: Visit) -> None:
    visit.ask("Wat is bijvangst?")
    visit.page.click(".menu summary")
    with visit.page.expect_download():
        visit.page.get_by_role("button", name="Exporteer als JSON").click()
    assert focused(visit, ".menu summary")


def test_escape_leads_from_a_source_back_to_its_citation(visit: Visit) -> None:
    page = visit.page
    visit.ask("Hoe zet ik een klankbordgroep op?")
    cite = page.locator("#current li a.cite").nth(1)
    cite.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.matches('mark.chosen')")
    page.keyboard.press("Escape")
    assert cite.evaluate("link => document.activeElement === link")
    back = page.get_by_role("button", name="Terug naar het antwoord")
    back.focus()
    box = back.bounding_box()
    assert box
    assert box["width"] > 100
    page.keyboard.press("Enter")
    assert cite.evaluate("link => document.activeElement === link")


def test_escape_closes_a_passage_below_its_citation(visit: Visit) -> None:
    draft(visit)
    cite = visit.page.locator("#draft-paper .grounding a.cite").first
    cite.click()
    visit.page.wait_for_selector(".peek")
    visit.page.keyboard.press("Escape")
    assert visit.page.locator(".peek").count() == 0
    assert cite.evaluate("link => document.activeElement === link")


def test_a_missing_fact_leads_to_the_next_and_the_last_to_the_line_that_all_are_known(
    visit: Visit,
) -> None:
    page = visit.page
    draft(visit)
    page.fill("#fact-initiator", "Woonfonds Oudveen BV")
    page.press("#fact-initiator", "Enter")
    page.locator("#draft-paper").get_by_text("Woonfonds Oudveen BV").wait_for()
    page.wait_for_function("() => document.activeElement.matches('.field.missing input')")
    page.fill("#fact-sender", "Anna Bakker, wethouder")
    page.press("#fact-sender", "Enter")
    page.locator("#draft-paper").get_by_text("Anna Bakker").wait_for()
    page.wait_for_function("() => document.activeElement.matches('.field.missing input')")
    page.keyboard.press("Space")
    page.wait_for_function("() => document.activeElement.matches('#fact-decided_by')")
    page.fill("#fact-decided_by", "de gemeenteraad")
    before = page.evaluate("scrollY")
    page.press("#fact-decided_by", "Enter")
    page.wait_for_function("() => document.activeElement.matches('.facts-complete')")
    assert page.locator("#draft-form details[open]").count() == 0
    assert abs(page.evaluate("scrollY") - before) < 60
    page.wait_for_function(
        "() => document.getElementById('announce').textContent.includes('Alle nodige feiten')"
    )


def test_bringing_a_version_back_stays_at_the_versions(visit: Visit) -> None:
    page = visit.page
    draft(visit)
    page.locator("#draft-words :is(input, textarea)").fill("formeler")
    page.click("#draft-change-do")
    page.get_by_text("Geachte bewoner").wait_for()
    page.get_by_role("button", name="Zet terug").first.click()
    page.locator("#draft-paper").get_by_text("Beste bewoner").wait_for()
    assert focused(visit, "#draft-versions h3")


def test_a_draft_opened_from_the_conversation_starts_at_its_heading(visit: Visit) -> None:
    visit.ask(BRIEF)
    visit.turns().last.get_by_role("button", name="Open het concept").click()
    visit.page.wait_for_selector("#draft-paper .paper")
    assert focused(visit, "#view-draft h2")


def test_a_door_on_the_start_screen_leads_to_the_heading_of_its_view(visit: Visit) -> None:
    visit.page.click('.doors a[href="#review"]')
    assert focused(visit, "#view-review h2")
