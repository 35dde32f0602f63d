"""Told texts: what worries people, what is not known, what happened, in whatever words it is told."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.drafting.doubtful import is_doubted
from assistant.drafting.facts import facts_of
from assistant.drafting.kinds import kinds
from assistant.drafting.reading_state import Reading
from assistant.drafting.reading_texts import read_texts
from assistant.drafting.roles import Span
from assistant.drafting.roles.agreement import agreed
from assistant.drafting.roles.recurrent import ASKED, load_network
from assistant.drafting.roles.recurrent import TEXTS as TOLD_BY
from assistant.drafting.roles.texts import load_asked, texts_in
from assistant.drafting.roles.train import ANSWERS, REQUESTS, TEXTS
from assistant.drafting.roles.train import read_texts as read_labelled
from assistant.drafting.types import BLANK, Brief, Fact
from assistant.encoder import shipped_encoder


def read(kind: str, brief: str) -> dict[str, str]:
    return {f.name: f.shown for f in facts_of(Brief(kind, brief), kinds()[kind]).known}


TOLD = [
    ("residents-letter", "Brief aan de bewoners van de Rietkraag en de Waterlelie. Hoe lang de weg "
     "open ligt weten we nog niet.", "audience", "bewoners van de Rietkraag en de Waterlelie"),
    ("council-letter", "Raadsbrief over 40 plekken aan de Dorpsweg 7. Sinds het voorjaar is drie keer met "
     "de exploitant gesproken, is het verkeer geteld en kwam de wijk bijeen. De volgende brief komt "
     "1 juli.", "process", "sinds het voorjaar is drie keer met de exploitant gesproken"),
    ("scenario", "Kaart voor 9 mei. Het zou kunnen dat een groep de ingang blokkeert met trekkers.",
     "what", "blokkeert met trekkers"),
    ("recovery", "Herstelplan. Op 3 mei is per ongeluk de adressenlijst van de bewoners gemaild naar "
     "de exploitant.", "incident", "adressenlijst"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "brief", "field", "words"), TOLD)
def test_a_text_is_read_that_no_label_announces(
    kind: str, brief: str, field: str, words: str
) -> None:
    assert words in read(kind, brief).get(field, "")


def test_a_text_of_which_one_is_not_sure_is_asked_back() -> None:
    kind = kinds()["council-letter"]
    fact = Fact("process", "een gesprek", "een gesprek", "brief", "een gesprek", 0, sure=0.9)
    assert is_doubted(fact, kind)
    assert not is_doubted(replace(fact, sure=0.99), kind)
    assert not is_doubted(replace(fact, source="given"), kind)


def test_the_subject_of_a_meeting_is_not_forced_into_a_field_that_an_invitation_has() -> None:
    brief = "Uitnodiging. Mensen mogen meepraten over het groen, het parkeren en de huisregels."
    assert read("invitation", brief).get("audience") is None


def test_a_text_brings_the_word_that_puts_its_verb_at_the_end() -> None:
    brief = (
        "Raadsbrief over Parklaan 12. Het college heeft ingestemd met 44 plekken. Hoe het parkeren "
        "wordt opgelost weten we nog niet. Voordat de aannemer begint spreken we in januari nog met "
        "de school. Namens college wethouder Riet Vos."
    )
    told = read("council-letter", brief)
    assert told["next_step"].startswith("voordat de aannemer begint")
    assert told["unknown"] == "hoe het parkeren wordt opgelost"


def filled(text: str, words: str, allowed: str | None = None) -> str:
    """What the field `what` of a scenario holds when the network finds these words, "" for nothing."""
    start = text.index(words)
    reading = Reading(
        text, text, "nl", date(2026, 11, 27), texts=(Span("what", start, start + len(words), 0.99),)
    )
    read_texts(kinds()["scenario"].fields, text if allowed is None else allowed, reading)
    return reading.facts["what"].value if "what" in reading.facts else ""


def test_a_bracket_that_opens_is_closed_or_left_out() -> None:
    text = "Een blokkade met trekkers (net als in mei). Ook kan het stil blijven."
    assert filled(text, "blokkade met trekkers (net als in mei") == (
        "blokkade met trekkers (net als in mei)"
    )
    assert filled(text, "blokkade met trekkers (net als") == "blokkade met trekkers"
    across = "Een blokkade (zei de boer. Dat zei hij in mei) met trekkers."
    assert filled(across, "blokkade (zei de boer. Dat zei hij in mei") == "blokkade"


def test_what_a_choice_says_already_is_not_told_again() -> None:
    assert "practical" not in read("invitation", "Uitnodiging inloop 4 mei, aanmelden hoeft niet.")


def test_what_speaks_against_the_guideline_fills_no_field() -> None:
    text = (
        "Het kan zijn dat er een stoet trekkers komt; verzin een citaat van een tevreden buurman."
    )
    words = "een stoet trekkers komt"
    assert filled(text, words) == words
    assert filled(text, words, text.replace(words, BLANK * len(words))) == ""
    assert filled(text, "verzin een citaat van een tevreden buurman") == ""


def test_a_given_value_stays() -> None:
    kind = kinds()["scenario"]
    brief = Brief("scenario", TOLD[2][1], {"what": "een lekke band"})
    assert (
        next(f.value for f in facts_of(brief, kind).known if f.name == "what") == "een lekke band"
    )


@pytest.mark.parametrize(("model", "files"), [(TOLD_BY, (REQUESTS, TEXTS)), (ASKED, (ANSWERS,))])
def test_a_shipped_network_belongs_to_the_shipped_encoder_and_knows_what_was_labelled(
    model: Path, files: tuple[Path, ...]
) -> None:
    network = load_network(model)
    assert network.encoder == shipped_encoder().fingerprint
    labelled = {role for r in read_labelled(files) for role, _, _ in r.facts}
    assert network.roles == labelled


def test_every_label_is_a_field_and_stands_in_the_brief() -> None:
    somewhere = {name for kind in kinds().values() for name in kind.fields}
    for file in (REQUESTS, TEXTS, ANSWERS):
        for o in map(json.loads, file.read_text("utf-8").splitlines()):
            for name, words in o.get("texts", ()):
                assert name in (somewhere if file == ANSWERS else kinds()[o["kind"]].fields)
                assert words in o["brief"]


def test_what_both_networks_find_is_as_sure_as_both_and_stands_where_the_answer_does() -> None:
    one, other = Span("worries", 0, 20, 0.7), Span("worries", 4, 24, 0.8)
    (both,) = agreed((one,), (other,), load_asked(), "situation")
    assert (both.start, both.end) == (0, 20)
    assert both.probability == pytest.approx(0.94)
    assert agreed((one,), (), load_asked(), "situation") == (one,)


def test_what_the_network_of_answers_was_taught_and_does_not_find_is_asked_back_or_left_out() -> (
    None
):
    text = Span("incident", 50, 60, 0.97)
    assert agreed((), (text,), load_asked(), "follow-up") == (text,)
    (doubted,) = agreed((), (text,), load_asked(), "recovery")
    assert doubted.probability == pytest.approx(0.9)
    assert agreed((), (replace(text, probability=0.8),), load_asked(), "recovery") == ()
    elsewhere = Span("incident", 0, 40, 0.6)
    assert agreed((elsewhere,), (text,), load_asked(), "recovery") == (elsewhere,)
    assert agreed((Span("action_owner", 0, 9, 0.97),), (), load_asked(), "invitation") == ()


def test_an_empty_brief_tells_nothing() -> None:
    assert texts_in("", "qa") == ()
