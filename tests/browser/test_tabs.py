"""Two tabs of one browser, which keep in the same place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import PATIENCE, Visit

pytestmark = pytest.mark.browser


@pytest.fixture
def other(visit: Visit, context: BrowserContext) -> Iterator[Visit]:
    """A second tab, opened on the same page."""
    page: Page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(visit.address)
    page.wait_for_selector("#question textarea")
    page.wait_for_timeout(500)
    yield Visit(page, visit.address)
    page.close()


def names(visit: Visit) -> list[str]:
    return visit.page.locator(".conversation").all_inner_texts()


def test_conversations_of_two_tabs_are_both_kept_and_both_shown(visit: Visit, other: Visit) -> None:
    visit.ask("Wat is bijvangst?")
    other.page.wait_for_selector(".conversation")
    other.ask("Wat is de IBS-methode?")
    both = ["Wat is de IBS-methode?", "Wat is bijvangst?"]
    assert names(other) == both
    visit.page.wait_for_function("() => document.querySelectorAll('.conversation').length === 2")
    assert names(visit) == both
    assert visit.turns().count() == 1
    visit.ask("Wat is nazorg?")
    visit.page.reload()
    visit.page.wait_for_selector("#conversation .turn")
    assert names(visit) == both
    assert visit.turns().count() == 2


def test_a_conversation_that_goes_on_in_another_tab_goes_on_here(
    visit: Visit, other: Visit
) -> None:
    visit.ask("Wat is bijvangst?")
    other.page.click(".conversation")
    other.page.wait_for_selector("#conversation .turn")
    visit.ask("Wat is nazorg?")
    other.page.wait_for_function(
        "() => document.querySelectorAll('#conversation .turn').length === 2"
    )
    assert names(other) == ["Wat is bijvangst?"]


def test_what_another_tab_is_still_getting_makes_no_second_conversation(
    visit: Visit, other: Visit
) -> None:
    visit.ask("Wat is bijvangst?")
    other.page.click(".conversation")
    other.page.wait_for_selector("#conversation .turn")
    other.page.wait_for_timeout(500)
    visit.page.evaluate(
        """() => {
          const all = JSON.parse(localStorage.getItem("handreiking.conversations"));
          all.list[0].exchanges.push({ question: "Wat is nazorg?", partial: true });
          all.list[0].changed = new Date().toISOString();
          localStorage.setItem("handreiking.conversations", JSON.stringify(all));
        }"""
    )
    # whatever Gradio draws anew on the screen is no answer of this tab
    other.page.evaluate("() => document.querySelector('#conversation').append('')")
    other.page.wait_for_timeout(500)
    assert names(other) == ["Wat is bijvangst?"]


def test_of_two_conversations_opened_at_once_the_last_is_shown(visit: Visit) -> None:
    visit.ask("Wat is bijvangst?")
    visit.page.click("#new")
    visit.page.wait_for_selector("#conversation .turn", state="detached")
    visit.ask("Wat is nazorg?")
    visit.page.evaluate(
        """async () => {
          for (const place of [0, 1]) {
            document.querySelectorAll(".conversation")[place].click();
            await new Promise((resolve) => setTimeout(resolve, 40));
          }
        }"""
    )
    visit.page.wait_for_function(
        "() => document.querySelector('#current .turn').innerText.includes('bijvangst')"
    )
    visit.page.wait_for_timeout(500)
    assert "bijvangst" in visit.turns().inner_text()
    assert names(visit) == ["Wat is nazorg?", "Wat is bijvangst?"]


def test_an_answer_that_comes_after_another_conversation_was_opened_does_not_replace_it(
    visit: Visit,
) -> None:
    visit.ask("Wat is bijvangst?")
    late = visit.page.input_value("#kept textarea").replace("bijvangst", "verdringing")
    visit.page.click("#new")
    visit.page.wait_for_selector("#conversation .turn", state="detached")
    visit.ask("Wat is nazorg?")
    visit.page.locator(".conversation").nth(1).click()
    visit.page.wait_for_function(
        "() => document.querySelector('#current .turn').innerText.includes('bijvangst')"
    )
    visit.page.evaluate(
        """(late) => {
          const kept = document.querySelector("#kept textarea");
          kept.value = late;
          kept.dispatchEvent(new Event("input", { bubbles: true }));
          document.querySelector("#conversation").append("");
        }""",
        late,
    )
    visit.page.wait_for_timeout(500)
    assert "bijvangst" in visit.page.input_value("#kept textarea")
    assert "bijvangst" in visit.turns().inner_text()
    visit.page.reload()
    visit.page.wait_for_selector("#current .turn")
    assert "bijvangst" in visit.turns().inner_text()
    assert names(visit) == ["Wat is nazorg?", "Wat is bijvangst?"]


def test_a_conversation_deleted_in_another_tab_does_not_come_back(
    visit: Visit, other: Visit
) -> None:
    visit.ask("Wat is bijvangst?")
    other.page.wait_for_selector(".conversation")
    other.page.click(".menu summary")
    other.page.get_by_role("button", name="Verwijder", exact=True).click()
    other.page.locator("dialog").get_by_role("button", name="Verwijder").click()
    visit.page.wait_for_function("() => !document.querySelector('.conversation, .turn')")
    visit.ask("Wat is nazorg?")
    assert names(visit) == ["Wat is nazorg?"]


def test_ticks_and_weeks_of_two_tabs_are_both_kept(visit: Visit, other: Visit) -> None:
    for tab in (visit, other):
        tab.open("process")
    visit.page.locator("#step-start [data-item]").nth(0).check()
    other.page.locator("#step-start [data-item]").nth(1).check()
    other.page.locator(".timeline input[type=number]").first.fill("7")
    other.page.keyboard.press("Tab")
    visit.page.wait_for_function(
        "() => document.querySelector('.timeline input[type=number]').value === '7'"
    )
    for tab in (visit, other):
        tab.page.reload()
        tab.page.wait_for_selector("#step-start .count")
        tab.page.wait_for_timeout(300)
        assert tab.page.locator("#step-start [data-item]:checked").count() == 2
