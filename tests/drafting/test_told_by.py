"""A form that only asks does not tell: its criterion is unmet while the placeholder stands."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.drafting.criteria import checks_of, placeholders_in
from assistant.drafting.draft import kind_named, make_draft
from assistant.drafting.facts import placeholder
from assistant.drafting.kinds import kinds
from assistant.drafting.types import Brief, Draft

TODAY = date(2026, 11, 24)
HALF = {
    "situation": "startsituatie voor 140 arbeidsmigranten aan de Molenweg, nog niets besloten",
    "follow-up": "terugkoppeling van de avond van 12 november 2026 over de Molenweg",
    "scenario": "scenariokaart: demonstratie bij de raadsvergadering op 12 maart 2027",
    "communication-plan": "communicatieplan voor 140 arbeidsmigranten aan de Molenweg",
    "participation": "welke participatievorm past bij 140 arbeidsmigranten aan de Molenweg?",
    "process": "proces en rollen voor 140 arbeidsmigranten aan de Molenweg",
    "recovery": "herstelaanpak na de ruzie van 3 mei 2027 aan de Molenweg",
    "social-media": "omgevingsanalyse van het online gesprek over de Molenweg",
}
TOLD = [
    (kind.name, criterion.id, name)
    for kind in kinds().values()
    for criterion in kind.criteria
    for name in criterion.test.told_by
]


def drafted(kind: str, given: dict[str, str] | None = None) -> Draft:
    return make_draft(Brief(kind, HALF[kind], given or {}, "nl", today=TODAY))


def unmet(draft: Draft) -> set[str]:
    return {check.id for check in draft.checks if not check.passed}


@pytest.mark.parametrize(("kind", "criterion", "name"), TOLD)
def test_a_criterion_is_unmet_while_the_draft_asks_what_it_is_about(
    kind: str, criterion: str, name: str
) -> None:
    draft = drafted(kind)
    if name in {m.field for m in draft.missing}:
        assert criterion in unmet(draft)
    else:
        assert name in {f.name for f in draft.facts}


@pytest.mark.parametrize("kind", HALF)
def test_it_is_met_once_the_questions_are_answered(kind: str) -> None:
    fields = kinds()[kind].fields
    answers = {m.field: fields[m.field].example.nl for m in drafted(kind).missing}
    assert unmet(drafted(kind, answers)) == set()


def test_a_form_that_is_pasted_for_review_is_no_more_complete_than_as_a_draft() -> None:
    kind, draft = kind_named("situation"), drafted("situation")
    gaps = set(placeholders_in(draft.text))
    for check in checks_of(draft.text, kind, "nl"):
        asked = next(c for c in kind.criteria if c.id == check.id).test.told_by
        if any(placeholder(kind.fields[n], "nl") in gaps for n in asked):
            assert not check.passed
            assert check.advice


@pytest.mark.parametrize("kind", HALF)
def test_no_cell_of_a_form_says_only_that_it_is_still_to_be_found_out(kind: str) -> None:
    cells = {c.strip() for row in drafted(kind).text.splitlines() for c in row.split("|")}
    assert "nog uit te zoeken" not in cells
