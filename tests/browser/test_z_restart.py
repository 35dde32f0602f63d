"""A server that goes down and comes back, then with a model. Last: every test shares that server."""

from __future__ import annotations

import signal
from collections.abc import Sequence

import pytest

from tests.browser.conftest import Server, Visit
from tests.faults.server import NAME, Say, Wait, as_text, first_sentences, model_server

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
    page.get_by_text("weer bereikbaar").first.wait_for(timeout=30_000)
    page.wait_for_selector("#conversation .turn")
    assert "Wat is bijvangst?" in visit.turns().first.inner_text()
    page.wait_for_function(
        "() => document.querySelector('#question textarea').value === 'Wat is de IBS-methode?'"
    )
    page.press("#question textarea", "Enter")
    page.wait_for_function("() => document.querySelectorAll('#conversation .turn').length === 2")
    visit.answered()
    assert "IBS-methode" in visit.turns().last.inner_text()


def slow(passages: Sequence[str]) -> list[Say | Wait]:
    """A model that thinks for a while after each two sentences."""
    first, last = first_sentences(passages, 4)[:2], first_sentences(passages, 4)[2:]
    return [Say(as_text(first) + "\n"), Wait(5), Say(as_text(last) + "\n"), Wait(30)]


def test_a_model_writes_while_one_reads_and_stops_when_told(visit: Visit, server: Server) -> None:
    page = visit.page
    with model_server(slow) as model:
        server.stop()
        server.start(
            HANDREIKING_MODEL=f"openai:{NAME}",
            HANDREIKING_MODEL_URL=model.url,
            HANDREIKING_MODEL_OUTPUT="text",
        )
        page.goto(server.address)
        page.wait_for_selector("#question textarea")
        assert f"met het taalmodel {NAME}" in page.inner_text("#composer .notice")
        page.fill("#question textarea", "Wat doe ik bij heftige emoties in de zaal?")
        page.press("#question textarea", "Enter")
        page.wait_for_selector('[aria-busy="true"] .answer-group li')
        written = page.locator("#current .answer-group li").count()
        assert written >= 1
        page.get_by_role("button", name="Stop").click()
        page.get_by_text("U hebt het antwoord gestopt.").wait_for()
        assert model.left.wait(20), "the model's call went on"
        assert written <= page.locator("#current .answer-group li").count() <= 2
        assert visit.violations() == []
        page.reload()
        page.get_by_text("U hebt het antwoord gestopt.").wait_for()
