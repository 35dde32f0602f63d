"""A text is passed over only when no match of the pattern can be in it."""

import pytest

from assistant.drafting.kinds import compiled, kinds
from assistant.drafting.lines import in_lines
from assistant.drafting.needed import can_match, first_match, matches, needed
from assistant.drafting.patterns import patterns_of
from tests.drafting.test_typed_briefs import BRIEFS

WIL = "Bouwbedrijf Van Dam wil 40 kamers bouwen aan de Dijk."


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("(?:wil|wenst) [0-9]+ kamers", {"wil ", "wenst "}),
        ("wilt?", {"wil", "wilt"}),
        ("(?:wil )+graag", {"graag"}),
        ("(?:wil )*graag", {"graag"}),
        ("(?=.*graag)[a-z]+", {"graag"}),
        ("WIL GRAAG", {"wil graag"}),
        (r"wil\b graag", {"wil graag"}),
    ],
)
def test_what_every_match_has_is_known(pattern: str, words: set[str]) -> None:
    assert words in [set(one) for one in needed(pattern)]


@pytest.mark.parametrize(
    "pattern", ["(?:wil)?[a-z]+", "wil|[a-z]+", "(?!wil)[a-z]+", "(?<!wil)[a-z]+", "[^a]", "{NAME}"]
)
def test_what_a_match_need_not_have_is_not_asked_for(pattern: str) -> None:
    assert needed(pattern) == ()


def test_capitals_make_no_difference() -> None:
    assert first_match("WIL [0-9]+ Kamers", WIL.upper())
    assert not can_match("wenst", WIL.upper())


def test_matches_are_those_of_finditer() -> None:
    assert [m.span() for m in matches("d(?:am|ijk)", WIL)] == [(16, 19), (48, 52)]


def test_no_pattern_of_a_kind_passes_over_a_brief_in_which_it_matches() -> None:
    texts = [in_lines(told["brief"]) for told in BRIEFS]
    patterns = {
        pattern
        for kind in kinds().values()
        for field in kind.fields.values()
        for pattern in (*patterns_of(field), *(p for ps in field.choices.values() for p in ps))
    }
    found = [(p, t) for p in patterns for t in texts if compiled(p).search(t)]
    assert len(found) > 500
    assert [pair for pair in found if not can_match(*pair)] == []
