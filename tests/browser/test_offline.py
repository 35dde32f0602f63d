"""A browser whose network goes and comes back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import PATIENCE, Visit

pytestmark = pytest.mark.browser

DESKTOP = {"viewport": {"width": 1366, "height": 768}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def own(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visit]:
    """A browser of its own, for its network is taken away."""
    context = browser.new_context(locale="nl-NL", **request.param)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    page.wait_for_selector("#question textarea")
    yield Visit(page, address)
    context.close()


def test_without_a_network_one_sees_it_keeps_the_conversation_and_asks_again(own: Visit) -> None:
    page = own.page
    own.ask("Wat is bijvangst?")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.context.set_offline(True)
    page.fill("#question textarea", "Wat is de IBS-methode?")
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#connection", state="visible")
    banner = page.locator("#connection").bounding_box()
    assert banner
    assert 0 <= banner["y"] < 100
    page.wait_for_timeout(1000)
    assert not page.is_visible("#waiting, #conversation .waiting")
    assert page.input_value("#question textarea") == "Wat is de IBS-methode?"
    assert own.turns().count() == 1
    page.context.set_offline(False)
    page.get_by_text("weer bereikbaar").first.wait_for(timeout=30_000)
    page.wait_for_selector("#conversation .turn")
    page.wait_for_function(
        "() => document.querySelector('#question textarea').value === 'Wat is de IBS-methode?'"
    )
    page.press("#question textarea", "Enter")
    page.wait_for_function("() => document.querySelectorAll('#conversation .turn').length === 2")
    own.answered()
    assert "IBS-methode" in own.turns().last.inner_text()


def test_the_banner_lies_over_nothing(own: Visit) -> None:
    page = own.page
    own.ask("Wat is bijvangst?")
    page.context.set_offline(True)
    page.wait_for_selector("#connection", state="visible")
    page.evaluate("scrollTo(0, 0)")
    lowest = page.evaluate("document.querySelector('#connection').getBoundingClientRect().bottom")
    tops = page.evaluate(
        "['.rail', '.side aside'].map(part => document.querySelector(part).getBoundingClientRect().top)"
    )
    assert min(tops) >= lowest
