"""A quotation with one word changed is no quotation."""

from __future__ import annotations

import pytest

from assistant.near_copy import alters

SOURCE = "De gemeente kan de vier stappen vooraf met de omwonenden bespreken en niet achteraf."


@pytest.mark.parametrize(
    "claim",
    [
        "De gemeente moet de vier stappen vooraf met de omwonenden bespreken en niet achteraf.",
        "De gemeente kan de vijf stappen vooraf met de omwonenden bespreken en niet achteraf.",
        "De initiatiefnemer kan de vier stappen vooraf met de omwonenden bespreken en niet achteraf.",
        "De gemeente kan de vier stappen vooraf niet met de omwonenden bespreken en niet achteraf.",
        "De gemeente kan de vier stappen vooraf met de omwonenden bespreken en achteraf.",
        "De gemeente kan alle vier stappen vooraf met de omwonenden bespreken en niet achteraf.",
        "De gemeente kan de vier stappen vooraf met de omwonenden bespreken en niet achteraf, "
        "volgens een wettelijk vastgelegde termijn.",
    ],
)
def test_a_deciding_word_changed_is_seen(claim: str) -> None:
    assert alters(claim, [SOURCE], "nl")


@pytest.mark.parametrize(
    "claim",
    [
        SOURCE,
        "De gemeente kan vooraf de vier stappen met de omwonenden bespreken en niet achteraf.",
        "De gemeente mag de vier stappen vooraf met omwonenden bespreken en niet achteraf.",
        "Bespreek het eerst.",
        "Een klankbordgroep heeft een onafhankelijke voorzitter.",
    ],
)
def test_a_word_that_moved_or_means_the_same_is_let_through(claim: str) -> None:
    assert not alters(claim, [SOURCE], "nl")


def test_without_a_source_nothing_is_altered() -> None:
    assert not alters("De gemeente moet dat.", [], "nl")
