"""The drafting page while a model writes."""

from __future__ import annotations

from assistant.drafting.asking import Writer
from assistant.page.draft_events import DraftEvents
from assistant.page.kept_draft import draft_of, read_kept
from assistant.page.texts import texts
from tests.faults.conftest import Opener
from tests.faults.test_drafts import BETTER, BRIEF, OPENING, model_draft


def test_the_page_shows_the_template_first_and_keeps_what_was_written(opened: Opener) -> None:
    _, server, assistant = model_draft(opened, {OPENING: BETTER})
    assert assistant.model is not None
    writer = Writer(assistant.model, assistant.index, assistant.settings)
    events = DraftEvents(texts("nl"), writer)
    first, *between, last = list(events.made("invitation", BRIEF))
    assert OPENING in first[1]
    assert "alinea 1 van 2" in first[3]
    assert all(f"alinea {n} van 2" in update[3] for n, update in enumerate(between, 2))
    assert BETTER in last[1]
    assert "1 van de 2" in last[0]
    kept = read_kept(last[4])
    assert kept is not None
    assert BETTER in draft_of(kept).text
    asked = len(server.asked)
    assert BETTER in list(events.again(last[4]))[-1][1]
    assert list(events.again(first[4]))[-1][1] == first[1]
    assert len(server.asked) == asked


def test_without_a_model_the_page_draws_once() -> None:
    (only,) = DraftEvents(texts("nl")).made("invitation", BRIEF)
    assert OPENING in only[1]
    assert only[3] == ""
