"""A server that goes down and comes back. Last, because every test shares that server."""

from __future__ import annotations

import signal

import pytest

from tests.browser.conftest import Server, Visit

pytestmark = pytest.mark.browser


def test_a_stopped_server_is_told_and_the_conversation_goes_on(
    visit: Visit, server: Server
) -> None:
    page = visit.page
    visit.ask("Wat is bijvangst?")
    assert server.process
    server.process.send_signal(signal.SIGSTOP)
    page.fill("#question textarea", "Wat is de IBS-methode?")
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#waiting", state="visible")
    server.stop()
    page.wait_for_selector("#connection", state="visible")
    assert "niet bereikbaar" in page.inner_text("#connection")
    assert "Wat is bijvangst?" in visit.turns().first.inner_text()
    assert visit.violations() == []
    server.start()
    page.get_by_role("button", name="Ga verder").click()
    page.wait_for_selector("#conversation .turn")
    assert "Wat is bijvangst?" in visit.turns().first.inner_text()
    page.wait_for_function(
        "() => document.querySelector('#question textarea').value === 'Wat is de IBS-methode?'"
    )
    page.press("#question textarea", "Enter")
    page.wait_for_function("() => document.querySelectorAll('#conversation .turn').length === 2")
    visit.answered()
    assert "IBS-methode" in visit.turns().last.inner_text()
