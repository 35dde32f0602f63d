"""What no field read for sure stands where it likely belongs, with a question."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from assistant.cli import main
from assistant.drafting.criteria import placeholders_in, plain_text
from assistant.drafting.draft import make_draft, with_texts
from assistant.drafting.kinds import kinds
from assistant.drafting.suggested import likely_block
from assistant.drafting.templates import names_in
from assistant.drafting.types import Brief, Draft

TYPED = Path(__file__).with_name("typed_briefs.yaml")
VISITS = "In juni zijn 31 panden bekeken"
PROGRESS = f"Raadsbrief over huisvesting aan de Molenweg 4. {VISITS}."
BEHIND = "Parkeren doen ze achter het gebouw, daar zijn 20 plekken"
OFFICE = f"Er komen 48 mensen in het oude postkantoor, Stationsweg 4. {BEHIND}."


def drafted(kind: str, text: str, **facts: str) -> Draft:
    return make_draft(Brief(kind, text, facts))


def shown_in(draft: Draft, block: str) -> str:
    return next(b.text for b in draft.blocks if b.id == block)


@pytest.mark.parametrize(
    ("kind", "text", "clause", "block"),
    [
        ("council-letter", PROGRESS, VISITS, "process"),
        ("residents-letter", "Brief over de Kade 4. De vergunning geldt voor drie jaar, tot mei 2030.",
         "De vergunning geldt voor drie jaar", "settled"),
        ("qa", OFFICE, BEHIND, "parking"),
        # of the blocks that name the number, the one that is about it
        ("qa", "Q&A hotel De Ster. Er wonen nu 20 mensen, straks maximaal 48.",
         "straks maximaal 48", "people"),
    ],
)  # fmt: skip
def test_a_clause_stands_in_the_block_that_asks_for_it(
    kind: str, text: str, clause: str, block: str
) -> None:
    draft = drafted(kind, text)
    assert [s.block for s in draft.suggestions if clause in s.text] == [block]
    assert clause in shown_in(draft, block)


def test_it_is_asked_whether_it_belongs_there() -> None:
    draft = drafted("qa", OFFICE)
    (line,) = [x for x in shown_in(draft, "parking").split("\n") if BEHIND in x]
    mark = line.removeprefix("- ").partition("]")[0] + "]"
    assert mark in placeholders_in(draft.text)
    assert "parkeren" in mark
    assert "suggested" in [n.kind for n in draft.notices]


def test_a_clause_stands_in_one_place_only() -> None:
    draft = drafted("council-letter", PROGRESS)
    assert draft.text.count("31 panden") == 1


def test_what_belongs_nowhere_stays_in_the_list_at_the_end() -> None:
    draft = drafted("process", "Proces voor Kade 4. Mijn hond heet Zwiebertje.")
    assert draft.suggestions == ()
    assert draft.blocks[-1].id == "unplaced"


def test_a_suggestion_goes_when_the_fact_is_given() -> None:
    assert drafted("qa", OFFICE).suggestions
    assert drafted("qa", OFFICE, parking=BEHIND).suggestions == ()


def test_a_suggestion_meets_no_criterion_when_the_text_is_changed_by_hand() -> None:
    draft = drafted("qa", OFFICE)
    bare = "\n".join(x for x in shown_in(draft, "parking").split("\n") if BEHIND not in x)
    without = with_texts(draft, {"parking": bare})
    assert BEHIND not in without.text
    assert with_texts(draft, {}).checks == without.checks


def test_the_words_of_a_suggestion_are_no_words_of_the_text_yet() -> None:
    shown = "Er is toezicht.\n\n- [hoort dit hier, bij parkeren?] Achter de molen.\n- Een punt."
    assert plain_text(shown).split() == ["Er", "is", "toezicht.", "-", "Een", "punt."]


def test_the_command_names_each_suggestion_with_its_field(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["draft", "qa", OFFICE, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    (suggestion,) = found["suggested"]
    assert (suggestion["field"], suggestion["block"]) == ("parking", "parking")


def test_an_answer_is_not_called_unknown_when_the_brief_speaks_of_it() -> None:
    unknown = "Dat is nog niet bekend."
    about = "Er is een plan voor De Ploeg. De exploitant zegt dat parkeren geen probleem wordt."
    assert unknown not in shown_in(drafted("qa", about), "parking")
    assert unknown in shown_in(drafted("qa", "Er is een plan voor De Ploeg."), "parking")


def test_a_clause_with_no_field_in_its_block_is_asked_about_without_one() -> None:
    draft = drafted("council-letter", PROGRESS)
    assert f"- [hoort dit hier?] {VISITS}" in draft.text
    assert "[hoort dit hier?]" in placeholders_in(draft.text)
    assert VISITS not in plain_text(draft.text)


@pytest.mark.parametrize(
    ("chances", "block"),
    [
        ({"plan": 0.6, "parking": 0.3, "-": 0.1}, "plan"),
        ({"plan": 0.3, "parking": 0.3, "people": 0.3, "-": 0.1}, None),
        ({"plan": 0.4, "parking": 0.1, "-": 0.5}, None),
        ({"elsewhere": 0.6, "parking": 0.4, "-": 0.0}, "parking"),
        ({"elsewhere": 1.0}, None),
    ],
)
def test_a_block_is_chosen_when_it_is_there_and_likely_enough(
    chances: dict[str, float], block: str | None
) -> None:
    assert likely_block(chances, drafted("qa", OFFICE).blocks) == block


def test_the_field_that_is_named_stands_in_the_block() -> None:
    briefs = yaml.safe_load(TYPED.read_text(encoding="utf-8"))
    named = 0
    for brief in briefs:
        draft = drafted(brief["kind"], f"{brief['brief']}. {VISITS}. {BEHIND}.")
        sources = {b.id: b.text.of(draft.language) for b in kinds()[draft.kind].blocks}
        for suggestion in draft.suggestions:
            named += bool(suggestion.field)
            used = names_in(sources[suggestion.block])
            assert not suggestion.field or suggestion.field in used, suggestion
    assert named
