"""For everyone: axe, the keyboard, small screens, and what the raw HTML says."""

from __future__ import annotations

import urllib.request

import pytest

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("path", "scheme"), [("/", "light"), ("/en/", "dark")])
def test_axe_finds_no_violation_in_any_view(visit: Visit, path: str, scheme: str) -> None:
    page = visit.page
    page.goto(f"{visit.address}{path}?__theme={scheme}")
    page.wait_for_selector("#question textarea")
    assert visit.violations() == []
    visit.ask("Hoe zet ik een klankbordgroep op?")
    page.click("details.why summary")
    page.click(".useless")
    page.click(".menu summary")
    assert visit.violations() == []
    for view in ("draft", "review", "read", "process", "quality"):
        visit.open(view)
        if view == "draft":
            page.click('[data-fill="brief"]')
            page.click("#make")
            page.wait_for_selector("#draft-paper .paper")
            page.locator("#draft-paper .cite").first.click()
            page.wait_for_selector(".peek")
        if view == "review":
            page.click('[data-fill="review-text"]')
            page.click("#review-start")
            page.wait_for_selector(".reviewed")
        if view == "read":
            page.wait_for_selector("#text section")
            page.fill("#read-words", "media")
            page.wait_for_selector("#read-hits a")
            if scheme == "dark":  # every shape of text is in these; the whole is checked in light
                page.evaluate(
                    "document.querySelectorAll('#text .row').forEach(r => "
                    "['2', '3.1', '4.2'].includes(r.id.slice(8)) || r.remove())"
                )
        assert visit.violations() == [], view


def test_axe_finds_no_violation_in_a_dialog_or_a_note(visit: Visit) -> None:
    visit.ask("😀😀")
    assert visit.violations() == []
    visit.ask("Wat is bijvangst?")
    visit.page.get_by_role("button", name="Wis alle gesprekken").click()
    visit.page.wait_for_selector("dialog[open]")
    assert visit.violations() == []


@pytest.mark.parametrize("view", ["ask", "draft", "review", "read", "process", "quality"])
def test_a_phone_needs_no_sideways_scrolling(visit: Visit, view: str) -> None:
    page = visit.page
    page.set_viewport_size({"width": 320, "height": 700})
    if view == "ask":
        visit.ask("Hoe zet ik een klankbordgroep op?")
    else:
        visit.open(view)
    if view == "read":
        page.wait_for_selector("#text section")
    if view == "draft":
        page.click('[data-fill="brief"]')
        page.click("#make")
        page.wait_for_selector("#draft-paper .paper")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_window_zoomed_to_twice_the_size_still_fits(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 640, "height": 450})
    visit.ask("Hoe zet ik een klankbordgroep op?")
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 640


def test_the_keyboard_alone_suffices(visit: Visit) -> None:
    page = visit.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.focus("#question textarea")
    page.keyboard.type("Wat is de IBS-methode?")
    page.keyboard.press("Enter")
    visit.answered()
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    page.focus("#conversation li a.cite")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.matches('mark.chosen')")
    page.focus(".menu summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Hernoem"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_tab_goes_from_the_question_to_the_button(visit: Visit) -> None:
    visit.page.focus("#question textarea")
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.id") == "ask"


def test_an_answer_is_announced_once(visit: Visit) -> None:
    visit.page.evaluate(
        """() => { window.said = [];
        new MutationObserver(() => { const t = document.getElementById('announce').textContent;
          if (t) window.said.push(t); }).observe(document.getElementById('announce'), { childList: true }); }"""
    )
    visit.ask("Wat is bijvangst?")
    visit.page.wait_for_timeout(300)
    said = [line for line in visit.page.evaluate("window.said") if line.startswith("Antwoord: ")]
    assert len(said) == 1
    log = visit.page.locator("#conversation")
    assert log.get_attribute("role") == "log"
    assert log.get_attribute("aria-live") == "off"


def test_the_raw_page_is_dutch_and_carries_the_security_headers(address: str) -> None:
    with urllib.request.urlopen(address) as response:
        html, headers = response.read().decode(), response.headers
    assert '<html lang="nl">' in html
    assert "<title>Vraag de handreiking</title>" in html
    assert html.count("<h1") == 1
    assert "<script>" not in html
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe-eval" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
