"""Reading, the process and the quality page."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_a_deep_link_opens_the_guideline_at_its_passage(visit: Visit) -> None:
    visit.page.goto(f"{visit.address}/#5.2/14")
    reached = visit.page.locator("#text .reached")
    reached.wait_for()
    assert reached.get_attribute("data-passage") == "5.2/14"
    box = reached.bounding_box()
    assert box
    assert 0 < box["y"] < 900


def test_the_search_jumps_to_what_it_finds(visit: Visit) -> None:
    visit.open("read")
    visit.page.wait_for_selector("#text section")
    visit.page.fill("#read-words", "ZATERDAGMIDDAG sportclub")
    visit.page.wait_for_selector("#read-hits a")
    assert visit.page.inner_text("#read-found") == "1 passage gevonden."
    visit.page.press("#read-words", "Enter")
    reached = visit.page.locator("#text .reached")
    reached.wait_for()
    assert "zaterdagmiddag" in reached.inner_text()


def test_every_passage_of_the_guideline_can_be_read(visit: Visit) -> None:
    visit.open("read")
    visit.page.wait_for_selector("#text section")
    shown = visit.page.locator("#text [data-passage]").count()
    assert shown == visit.page.evaluate(
        "new Set([...document.querySelectorAll('#text [data-passage]')].map(p => p.dataset.passage)).size"
    )
    assert shown > 400


def test_both_editions_stand_side_by_side(visit: Visit) -> None:
    visit.open("read")
    visit.page.get_by_label("Naast elkaar").check()
    visit.page.wait_for_selector("#text.both")
    row = visit.page.locator("#section-5\\.2 section")
    assert [row.nth(n).get_attribute("lang") for n in (0, 1)] == ["nl", "en"]


def test_ask_about_this_puts_the_question_in_the_box(visit: Visit) -> None:
    visit.page.goto(f"{visit.address}/#5.4")
    visit.page.locator("#section-5\\.4").get_by_role("button", name="Vraag hierover").click()
    visit.page.wait_for_function("() => document.querySelector('#question textarea').value !== ''")
    assert "bijvangst" in visit.page.input_value("#question textarea")


def test_ticks_and_dates_stay_in_the_browser(visit: Visit) -> None:
    page = visit.page
    visit.open("process")
    page.click('.station[data-step="meeting"]')
    page.locator("#step-meeting input").first.check()
    page.fill("#start-date", "2027-01-11")
    page.press("#start-date", "Tab")
    page.reload()
    page.wait_for_selector("#step-meeting:not([hidden])")
    assert page.locator("#step-meeting input").first.is_checked()
    assert page.locator('.station[data-step="meeting"] .count').inner_text().startswith("1 van ")
    assert "11 januari 2027" in page.inner_text('[data-phase="phase-1"]')
    assert "8 februari 2027" in page.inner_text('[data-phase="phase-2"]')


def test_the_process_is_exported_with_its_ticks(visit: Visit) -> None:
    visit.open("process")
    visit.page.locator("#step-start input").first.check()
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Bewaar als Markdown").click()
    text = download.value.path().read_text(encoding="utf-8")
    assert "- [x] Welke kaders zijn al gedefinieerd" in text
    assert "## Fase 5 – Evaluatie en borging" in text


@pytest.mark.parametrize("path", ["/", "/en/"])
def test_the_quality_page_shows_the_plots_of_the_report(visit: Visit, path: str) -> None:
    visit.page.goto(f"{visit.address}{path}#quality")
    images = visit.page.locator("#view-quality .plots img")
    images.first.wait_for()
    assert images.count() == 5
    for n in range(5):
        images.nth(n).scroll_into_view_if_needed()
        visit.page.wait_for_function(
            "n => document.querySelectorAll('.plots img')[n].naturalWidth > 0", arg=n
        )


def test_the_quality_page_says_what_it_cannot_do(visit: Visit) -> None:
    visit.open("quality")
    assert "Wat de assistent niet kan" in visit.page.inner_text("#view-quality")


def test_the_english_page_is_english(visit: Visit) -> None:
    visit.page.goto(f"{visit.address}/?lang=en")
    visit.page.wait_for_selector("#question textarea")
    assert visit.page.url == f"{visit.address}/en/"
    assert visit.page.evaluate("document.documentElement.lang") == "en"
    visit.ask("Can we cap the number of Polish workers?")
    assert "quotas" in visit.turns().last.inner_text()
    visit.page.click("#other-language")
    visit.page.wait_for_url(f"{visit.address}/")


def test_the_glossary_narrows_as_one_types_and_says_how_many(visit: Visit) -> None:
    page = visit.page
    visit.open("read")
    page.click("#to-glossary")
    page.wait_for_selector("#terms li")
    whole = page.locator("#terms li:visible").count()
    page.focus("#terms-words")
    page.keyboard.type("petit")
    page.wait_for_function(
        "() => document.getElementById('terms-found').textContent === '1 begrip gevonden.'"
    )
    assert page.locator("#terms-found").get_attribute("role") == "status"
    assert page.locator("#terms li:visible").count() == 1 < whole
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "§7.1"
    page.keyboard.press("Enter")
    page.wait_for_selector("#text section:visible")
    assert page.locator("#text .reached").inner_text().startswith("§7.1")
    assert page.locator("#glossary").is_hidden()
    assert visit.errors == []


def test_the_glossary_finds_a_term_by_a_word_that_people_use(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.address}/#glossary")
    page.wait_for_selector("#terms li")
    page.fill("#terms-words", "dorpelingen")
    found = page.locator("#terms li:visible")
    assert "inwoners" in found.inner_text()
    assert "gevonden op “dorpelingen”" in found.inner_text()
    page.fill("#terms-words", "xyzzy")
    page.wait_for_function(
        "() => document.getElementById('terms-found').textContent === 'Niets gevonden.'"
    )


def test_a_term_has_an_address_and_leads_to_its_neighbours(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.address}/#glossary/bewoners")
    page.wait_for_selector("#term-bewoners.reached")
    page.fill("#terms-words", "inwoners")
    page.locator("#term-bewoners").get_by_role("link", name="omwonenden").click()
    page.wait_for_selector("#term-omwonenden.reached:visible")
    assert page.evaluate("document.activeElement.id") == "term-omwonenden"


def test_a_section_number_is_found_and_jumped_to(visit: Visit) -> None:
    page = visit.page
    visit.open("read")
    page.wait_for_selector("#text section")
    page.fill("#read-words", "§ 5.2")
    page.wait_for_selector("#read-hits a")
    page.press("#read-words", "Enter")
    page.wait_for_selector("#section-5\\.2 .reached")


def test_a_place_that_is_not_in_the_guideline_is_said_to_be_none(visit: Visit) -> None:
    visit.page.goto(f"{visit.address}/#9.9")
    visit.page.get_by_text("§9.9 staat niet in de handreiking.").wait_for()
    assert visit.page.locator("#text .reached").count() == 0


def test_another_language_opens_at_the_same_place(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.address}/#5.2")
    page.wait_for_selector("#section-5\\.2 .reached")
    page.click("#other-language")
    page.wait_for_url("**/en/#5.2")
    page.wait_for_selector("#section-5\\.2 .reached")
    visit.open("draft")
    assert str(page.get_attribute("#other-language", "href")).endswith("#draft")


@pytest.mark.parametrize("weeks", ["-3", "999"])
def test_weeks_that_cannot_be_are_refused_in_words(visit: Visit, weeks: str) -> None:
    page = visit.page
    visit.open("process")
    box = page.locator(".timeline input[type=number]").first
    box.fill(weeks)
    box.press("Tab")
    assert "van 0 tot en met 520" in page.locator(".timeline [role=alert]").inner_text()
    assert visit.violations() == []
    box.fill("6")
    box.press("Tab")
    assert page.locator(".timeline [role=alert]").count() == 0
