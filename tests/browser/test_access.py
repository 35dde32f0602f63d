"""For everyone: axe, the keyboard, small screens, and what the raw HTML says."""

from __future__ import annotations

import urllib.request
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


VIEWS = ("ask", "draft", "review", "read", "process", "quality")
SHAPES = ("2", "3.1", "4.2")  # every shape of text is in these sections


def only_some_sections(page: Page) -> None:
    """Leaves of the guideline's text what the whole repeats, for axe takes its time."""
    page.wait_for_selector("#text section")
    page.evaluate(
        "kept => document.querySelectorAll('#text .row').forEach("
        "row => kept.includes(row.id.slice(8)) || row.remove())",
        list(SHAPES),
    )


def one_term_of_each_shape(page: Page) -> None:
    """Leaves of the glossary one term of each shape, and the one reached: axe takes its time."""
    page.evaluate(
        """() => {
            const seen = new Set();
            const kinds = (term) =>
                [...term.querySelectorAll("*")].map((e) => e.tagName + "." + e.className);
            const shape = (term) => [...new Set(kinds(term))].join();
            for (const term of document.querySelectorAll("#terms li[id]")) {
                if (seen.has(shape(term)) && !term.matches(".reached")) term.remove();
                seen.add(shape(term));
            }
        }"""
    )


def turn(page: Page, scheme: str) -> None:
    """Turns the page light or dark, as the button does."""
    if page.evaluate("document.body.classList.contains('dark')") != (scheme == "dark"):
        page.click("#appearance")
    page.wait_for_function(
        "dark => document.body.classList.contains('dark') === dark", arg=scheme == "dark"
    )


@pytest.mark.parametrize("path", ["/", "/en/"])
def test_axe_finds_no_violation_in_any_view_in_either_theme(visit: Visit, path: str) -> None:
    page = visit.page
    page.emulate_media(reduced_motion="reduce")  # else colours are measured on their way
    page.goto(f"{visit.address}{path}?__theme=light")
    page.wait_for_selector("#question textarea")
    for view in VIEWS:
        visit.open(view)
        if view == "read":
            only_some_sections(page)
        for scheme in ("light", "dark"):
            turn(page, scheme)
            assert visit.violations() == [], (view, scheme)


def answer(visit: Visit) -> None:
    """An answer with its sources open, its reasons, a judgement, and the menu."""
    visit.ask("Hoe zet ik een klankbordgroep op?")
    visit.page.locator("#current li a.cite").first.click()
    visit.page.wait_for_selector("mark.chosen")
    visit.page.click("details.why summary")
    visit.page.click(".useless")
    visit.page.click(".menu summary")


def draft(visit: Visit) -> None:
    """A draft with a passage open."""
    visit.page.click('[data-fill="brief"]')
    visit.page.click("#make")
    visit.page.wait_for_selector("body.drafted #draft-paper .paper")
    visit.page.wait_for_function(  # the kinds that were not chosen have gone
        "() => [...document.querySelectorAll('#draft-kind label')].filter(l => l.offsetParent).length === 1"
    )
    visit.page.locator("#draft-paper .cite").first.click()
    visit.page.wait_for_selector(".peek")


def findings(visit: Visit) -> None:
    """A reviewed letter."""
    visit.page.click('[data-fill="review-text"]')
    visit.page.click("#review-start")
    visit.page.wait_for_selector(".reviewed")


def search(visit: Visit) -> None:
    """The text with what a search finds."""
    only_some_sections(visit.page)
    visit.page.fill("#read-words", "media")
    visit.page.wait_for_selector("#read-hits a")


def whole_glossary(visit: Visit) -> None:
    """Every term, one of them reached."""
    visit.page.click("#to-glossary")
    visit.page.fill("#terms-words", "")
    visit.page.wait_for_selector("#terms li")
    visit.page.evaluate("location.hash = 'glossary/pers'")
    visit.page.wait_for_selector("#term-pers.reached")
    one_term_of_each_shape(visit.page)


def narrowed_glossary(visit: Visit) -> None:
    """One term, found by a word that is not shown."""
    visit.page.click("#to-glossary")
    visit.page.wait_for_selector("#terms li")
    visit.page.fill("#terms-words", "dorpelingen")
    visit.page.wait_for_selector(".found-by:not(:empty)")


def some_steps(visit: Visit) -> None:
    """A step of the process opened, ticked, and with dates."""
    visit.page.click('.station[data-step="meeting"]')
    visit.page.locator("#step-meeting input").first.check()
    visit.page.fill("#start-date", "2027-01-11")
    visit.page.press("#start-date", "Tab")


FILLED: tuple[tuple[str, Callable[[Visit], None]], ...] = (
    ("ask", answer),
    ("draft", draft),
    ("review", findings),
    ("read", search),
    ("read", narrowed_glossary),
    ("read", whole_glossary),
    ("process", some_steps),
)


@pytest.mark.parametrize(("path", "scheme"), [("/", "light"), ("/en/", "dark")])
def test_axe_finds_no_violation_in_what_a_view_fills_with(
    visit: Visit, path: str, scheme: str
) -> None:
    visit.page.emulate_media(reduced_motion="reduce")
    visit.page.goto(f"{visit.address}{path}?__theme={scheme}")
    visit.page.wait_for_selector("#question textarea")
    for view, fills in FILLED:
        visit.open(view)
        fills(visit)
        assert visit.violations() == [], fills.__name__


def test_axe_finds_no_violation_in_a_dialog_or_a_note(visit: Visit) -> None:
    visit.ask("😀😀")
    assert visit.violations() == []
    visit.ask("Wat is bijvangst?")
    visit.page.get_by_role("button", name="Wis alle gesprekken").click()
    visit.page.wait_for_selector("dialog[open]")
    assert visit.violations() == []


@pytest.mark.parametrize("view", [*VIEWS, "glossary"])
def test_a_phone_needs_no_sideways_scrolling(visit: Visit, view: str) -> None:
    page = visit.page
    page.set_viewport_size({"width": 320, "height": 700})
    if view == "ask":
        visit.ask("Hoe zet ik een klankbordgroep op?")
    elif view == "glossary":
        page.goto(f"{visit.address}/#glossary")
        page.wait_for_selector("#terms li")
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


def test_a_phone_with_letters_of_twice_the_size_needs_no_sideways_scrolling(visit: Visit) -> None:
    page = visit.page
    page.set_viewport_size({"width": 320, "height": 700})
    page.add_style_tag(content="html { font-size: 200% !important }")
    visit.ask("Hoe zet ik een klankbordgroep op?")
    for view in VIEWS:
        visit.open(view)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, view
    visit.open("draft")
    draft(visit)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


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
