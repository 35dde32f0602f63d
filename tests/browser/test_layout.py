"""That everything has room: wide and narrow, large letters, forced colours."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Visit
from tests.browser.test_work import draft

pytestmark = pytest.mark.browser

LARGE = "html { font-size: 200% !important }"
BOX = "s => { const b = document.querySelector(s).getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; }"


@pytest.mark.parametrize("width", [1344, 1366, 1440, 1600, 1920])
def test_the_draft_keeps_a_wide_text_column(visit: Visit, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 768})
    draft(visit)
    paper = visit.page.evaluate("document.querySelector('.paper').clientWidth")
    words = visit.page.evaluate("document.querySelector('.paper .words').clientWidth")
    assert paper >= 38 * 16
    assert words >= 450


def test_a_table_in_a_draft_is_scrolled_in_its_own_block_on_a_phone(visit: Visit) -> None:
    page = visit.page
    page.set_viewport_size({"width": 390, "height": 844})
    visit.open("draft")
    page.evaluate("document.querySelector('#draft-kind input[value=\"process\"]').click()")
    page.fill("#brief textarea", "140 arbeidsmigranten aan de Molenweg")
    page.click("#make")
    page.wait_for_selector("#draft-paper .body table")
    block = page.locator("#draft-paper .body:has(table)").first
    assert block.evaluate("b => b.scrollWidth > b.clientWidth")
    assert block.evaluate("b => getComputedStyle(b).overflowX") == "auto"
    assert block.get_attribute("aria-label")
    assert block.evaluate("b => getComputedStyle(b.querySelector('td')).overflowWrap") == "normal"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_letters_of_twice_the_size_get_the_narrow_layout(visit: Visit) -> None:
    page = visit.page
    page.set_viewport_size({"width": 1366, "height": 768})
    page.add_style_tag(content=LARGE)
    visit.ask("Hoe zet ik een klankbordgroep op?")
    answer = page.evaluate(BOX, "#current .answered")
    assert answer[2] - answer[0] > 800
    brand, views, tools = (page.evaluate(BOX, s) for s in (".brand", "nav.views", ".tools"))
    assert brand[2] <= tools[0]
    assert views[1] >= brand[3] - 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366


@pytest.mark.parametrize("view", ["draft", "review"])
def test_nothing_is_printed_over_the_header(visit: Visit, view: str) -> None:
    visit.page.set_viewport_size({"width": 1280, "height": 400})
    visit.open(view)
    label = f"#view-{view} [data-testid='block-info']"
    behind = visit.page.evaluate(
        """s => { const head = document.querySelector('.page-head'), label = document.querySelector(s);
        scrollBy(0, label.getBoundingClientRect().top - 25);
        const b = label.getBoundingClientRect();
        return [b.top < 60, head.contains(document.elementFromPoint(b.left + 5, b.top + b.height / 2))]; }""",
        label,
    )
    assert behind == [True, True]


@pytest.mark.parametrize(("view", "box"), [("draft", "#brief"), ("review", "#review-text")])
def test_the_ring_around_a_field_is_not_cut_off(visit: Visit, view: str, box: str) -> None:
    visit.open(view)
    cut = visit.page.evaluate(
        """s => { const found = []; let e = document.querySelector(s + ' textarea').parentElement;
        for (; e && !e.matches('.view'); e = e.parentElement)
          if (getComputedStyle(e).overflow !== 'visible') found.push(e.className);
        return found; }""",
        box,
    )
    assert cut == []


@pytest.mark.parametrize("path", ["/", "/en/"])
def test_the_question_box_covers_nothing_of_the_start(visit: Visit, path: str) -> None:
    visit.page.set_viewport_size({"width": 1366, "height": 625})
    visit.page.goto(f"{visit.address}{path}")
    visit.page.wait_for_selector("#question textarea")
    doors, composer = visit.page.evaluate(BOX, ".doors"), visit.page.evaluate(BOX, "#composer")
    assert doors[3] <= composer[1] + 15


def test_a_toast_stands_clear_of_the_question_box(visit: Visit) -> None:
    visit.ask("Wat is bijvangst?")
    visit.page.get_by_role("button", name="Kopieer antwoord").click()
    visit.page.wait_for_selector(".toast")
    toast = visit.page.evaluate(BOX, ".toast")
    assert 60 <= toast[1] < toast[3] < visit.page.evaluate(BOX, "#composer")[1]


def test_forced_colours_leave_edges_and_grounds(visit: Visit) -> None:
    page = visit.page
    page.emulate_media(forced_colors="active")
    solid = "s => getComputedStyle(document.querySelector(s)).backgroundColor.startsWith('rgb(')"
    assert page.evaluate(solid, "#composer")
    icon = page.evaluate(
        "getComputedStyle(document.querySelector('#appearance'), '::before').backgroundImage"
    )
    assert "gradient" in icon
    visit.open("process")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.ring')).borderTopWidth") == "2px"
    )
