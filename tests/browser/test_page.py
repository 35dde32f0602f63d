"""The page as people use it, in a real browser."""

from __future__ import annotations

import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found]


def test_a_question_is_answered_with_its_sources_beside_it(visit: Visit) -> None:
    visit.ask("Wie beantwoordt de feitelijke vragen op een bijeenkomst?")
    page = visit.page
    assert "Bepaal wie feitelijke vragen beantwoordt" in page.inner_text("#conversation")
    assert page.locator("#sources details summary", has_text="§5.1").count() == 1
    assert visit.foreign == []
    assert visit.errors == []


def test_a_citation_opens_its_section_at_the_marked_passage(visit: Visit) -> None:
    visit.ask("Hoe zet ik een klankbordgroep op?")
    link = visit.page.locator("#conversation a.cite", has_text="§3.1").first
    section = visit.page.locator("#sources details", has_text="§3.1")
    assert section.get_attribute("open") is None
    link.click()
    chosen = visit.page.locator("mark.chosen")
    assert section.get_attribute("open") is not None
    assert "klankbordgroep" in chosen.inner_text()
    assert chosen.evaluate("e => document.activeElement === e")
    box, view = chosen.bounding_box(), visit.page.viewport_size
    assert box is not None
    assert view is not None
    assert 0 <= box["y"] < view["height"]


def test_a_follow_up_button_asks_its_question(visit: Visit) -> None:
    visit.ask("Wat is bijvangst?")
    button = visit.page.locator(".suggestion-row button").first
    text = button.inner_text()
    button.click()
    visit.page.wait_for_timeout(1200)
    assert visit.page.locator("#conversation .user").last.inner_text().strip() == text


def test_a_new_conversation_starts_empty(visit: Visit) -> None:
    visit.ask("Wat is bijvangst?")
    visit.page.click("#new button, button#new")
    visit.page.wait_for_timeout(600)
    assert visit.page.locator("#conversation .user").count() == 0
    assert visit.page.locator("#sources details").count() == 0


def test_bad_input_gets_a_dutch_line_and_stays_in_the_box(visit: Visit) -> None:
    visit.ask("😀😀")
    assert "bevat geen woorden" in visit.page.inner_text("#conversation")
    assert visit.page.input_value("#question textarea") == "😀😀"


def test_markup_in_a_question_is_shown_as_text(visit: Visit) -> None:
    visit.ask("<b id='x1'>Wat is bijvangst?</b>")
    assert visit.page.locator("#x1").count() == 0


def test_the_keyboard_alone_suffices(visit: Visit) -> None:
    page = visit.page
    page.focus("#question textarea")
    page.keyboard.type("Wat is de IBS-methode?")
    page.keyboard.press("Enter")
    page.wait_for_selector("#sources details")
    page.focus("#conversation a.cite")
    page.keyboard.press("Enter")
    assert page.locator("mark.chosen").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(visit: Visit, address: str, scheme: str) -> None:
    visit.page.goto(f"{address}/?__theme={scheme}")
    visit.page.wait_for_selector("#question textarea")
    assert violations(visit.page) == []
    visit.ask("Hoe zet ik een klankbordgroep op?")
    for summary in visit.page.locator("#sources summary").all()[1:]:
        summary.click()
    assert violations(visit.page) == []


def test_a_phone_needs_no_sideways_scrolling(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 320, "height": 700})
    visit.ask("Hoe zet ik een klankbordgroep op?")
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_raw_page_is_dutch_and_carries_the_security_headers(address: str) -> None:
    with urllib.request.urlopen(address) as response:
        html, headers = response.read().decode(), response.headers
    assert '<html lang="nl">' in html
    assert "<title>Vraag de handreiking</title>" in html
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
