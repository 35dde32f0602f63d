"""Words, stems, compounds, typing errors, language."""

from __future__ import annotations

import pytest

from assistant.language import (
    compound_parts,
    detect_language,
    is_dutch_or_english,
    separable_verbs,
    stem,
    vocabulary_of,
)
from assistant.sentences import sentences
from assistant.typos import mended

VOCABULARY = vocabulary_of(
    ["huisvesting van een locatie", "bewoners en de avond", "uitnodiging uitnodigen", "escaleren"]
)


@pytest.mark.parametrize(
    ("one", "other"),
    [("fase", "fasen"), ("nadeel", "nadelen"), ("migrant", "migranten"), ("stap", "stappen")],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_a_compound_is_split_into_known_words() -> None:
    assert compound_parts("huisvestingslocatie", VOCABULARY) == ("huisvesting", "locatie")
    assert compound_parts("bewonersavond", VOCABULARY) == ("bewoners", "avond")


def test_a_word_with_an_unknown_part_is_no_compound() -> None:
    assert compound_parts("huisvestingsxqzt", VOCABULARY) == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wie krijgt een uitnodigng?", "wie krijgt een uitnodiging?"),
        ("wat doe ik op de avnd zelf?", "wat doe ik op de avond zelf?"),
        ("hoeevel mensen", "hoeveel mensen"),
    ],
)
def test_a_mistyped_word_becomes_the_known_one(typed: str, meant: str) -> None:
    assert mended(typed, VOCABULARY) == meant


def test_an_old_spelling_becomes_the_word_of_the_corpus_that_sounds_the_same() -> None:
    corpus = vocabulary_of(["de locatie en wat zij betekent"])
    assert mended("wat betekend de lokatie?", corpus) == "wat betekent de locatie?"
    assert mended("de lokatie", vocabulary_of(["de avond"])) == "de lokatie"


@pytest.mark.parametrize("text", ["de avond", "een bewoner", "bewonersavonden"])
def test_a_word_that_corpus_or_language_knows_stays(text: str) -> None:
    assert mended(text, VOCABULARY) == text


def test_a_name_within_a_sentence_is_no_typing_error() -> None:
    assert mended("praat met Avont over de avond", VOCABULARY) == "praat met Avont over de avond"


def test_a_separated_verb_is_put_together() -> None:
    assert separable_verbs("nodig", "wie nodig ik uit", VOCABULARY) == (stem("uitnodigen"),)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hoe zet ik een klankbordgroep op?", "nl"),
        ("How do I set up a klankbordgroep?", "en"),
        ("who should we invite", "en"),
        ("wie moet erbij zijn", "nl"),
    ],
)
def test_language_goes_by_the_majority_of_the_words(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    "text",
    ["Wie kann ich die Anwohner einladen?", "Jak zaprosić mieszkańców na spotkanie?", "你好吗"],
)
def test_another_language_is_recognised(text: str) -> None:
    assert not is_dutch_or_english(text, VOCABULARY)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Eén zin. En nog een zin! Een derde?", 3),
        ("Bv. portiekgesprekken of ‘on tour’ met een busje.", 1),
        ("Zie voor meer informatie: veiligepubliekedienstverlening.nl.", 1),
        ("Een zin zonder punt", 1),
    ],
)
def test_text_is_cut_at_sentence_ends_only(text: str, count: int) -> None:
    assert len(sentences(text)) == count
    assert " ".join(sentences(text)) == text
