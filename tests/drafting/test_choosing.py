"""The chooser: what a brief tells of the decision, of what is going on, and of the purpose."""

from __future__ import annotations

import json

import numpy as np
import pytest

from assistant.drafting.choosing import MODEL, NONE, Read, load_chooser, told_of
from assistant.drafting.choosing.train import BRIEFS, UNSEEN, read_briefs, seen_by
from assistant.drafting.doubtful import is_doubted
from assistant.drafting.draft import make_draft
from assistant.drafting.facts import read_by_patterns
from assistant.drafting.kinds import kinds
from assistant.drafting.lines import in_lines
from assistant.drafting.reading_choices import KEPT
from assistant.drafting.roles.train import REQUESTS, TEXTS
from assistant.drafting.types import Brief, Draft


def drafted(kind: str, text: str) -> Draft:
    return make_draft(Brief(kind, text))


def value(draft: Draft, name: str) -> str:
    return next((f.value for f in draft.facts if f.name == name), "")


@pytest.mark.parametrize(
    ("kind", "brief", "status"),
    [
        ("qa", "Q&A over 60 plekken in De Ploeg. De handtekening van het college staat eronder, op 4 mei gaat de eerste paal de grond in.", "taken"),
        ("residents-letter", "Letter for the neighbours of Hoeve 3: the permit came through last week, first people move in on 1 May.", "taken"),
        ("communication-plan", "communicatieplan kwekerij Zonnehof, 70 plekken, zienswijzen tot 11 juni, college buigt zich erover op 6 juli, raad 23 september", "open"),
    ],
)  # fmt: skip
def test_a_decision_is_read_in_words_that_no_pattern_knows_and_asked_back(
    kind: str, brief: str, status: str
) -> None:
    assert not [f for f in read_by_patterns(brief, kinds()[kind], "nl") if f.name == "status"]
    draft = drafted(kind, brief)
    assert value(draft, "status") == status
    assert any(is_doubted(f, kinds()[kind]) for f in draft.facts if f.name == "status")


@pytest.mark.parametrize(
    ("brief", "status"),
    [
        (
            "Q&A over 60 plekken aan de Dijk 5. Het college heeft in principe ingestemd.",
            "principle",
        ),
        (
            "Q&A over 60 plekken aan de Dijk 5. Het college heeft het besluit op 4 mei genomen.",
            "taken",
        ),
        ("Q&A over 60 plekken aan de Dijk 5. Er is nog niet besloten.", "open"),
    ],
)
def test_what_patterns_and_the_chooser_read_alike_is_not_asked_back(
    brief: str, status: str
) -> None:
    draft = drafted("qa", brief)
    assert value(draft, "status") == status
    assert not any(is_doubted(f, kinds()["qa"]) for f in draft.facts if f.name == "status")


@pytest.mark.parametrize(
    "brief",
    [
        "Q&A over Molenweg 4, 60 mensen. Locatie en aantal zijn met de fruitteler afgesproken, over het groen kan men nog meepraten.",
        "Q&A about 60 people at Mill Lane 4",
        "Q&A over Molenweg 4. Volgens het dorp is alles al beslist.",
    ],
)
def test_a_decision_that_is_not_told_is_a_gap(brief: str) -> None:
    draft = drafted("qa", brief)
    assert value(draft, "status") != "taken"
    assert "het besluit is genomen" not in draft.text.lower()


def test_a_choice_of_which_one_is_unsure_is_asked_back_once_in_each_part_that_says_it() -> None:
    text = "Q&A over 60 plekken in De Ploeg. De handtekening van het college staat eronder, de eerste paal gaat op 4 mei de grond in."
    draft = drafted("qa", text)
    asked = "[klopt dit: is er al besloten?]"
    other = {b.id: b.text for b in drafted("qa", "Q&A over 60 plekken in De Ploeg").blocks}
    for block in draft.blocks:
        says_it = block.text.replace(f" {asked}", "") != other.get(block.id)
        assert block.text.count(asked) == says_it, block.id
    assert asked not in drafted("qa", "Q&A over 60 plekken in De Ploeg").text


def test_a_title_that_tells_an_unsure_choice_asks_it_too() -> None:
    draft = drafted(
        "residents-letter",
        "Letter for the neighbours of Hoeve 3: the permit came through last week, first people move in on 1 May.",
    )
    assert draft.title.startswith("Decision taken")
    assert draft.title.endswith("[is this right: has a decision been taken?]")


def test_a_value_given_apart_is_not_judged() -> None:
    brief = Brief("qa", "Q&A over De Ploeg, het besluit is genomen", {"status": "open"})
    assert value(make_draft(brief), "status") == "open"


def test_every_choice_of_a_spec_was_learned() -> None:
    used = {s.chosen_as for k in kinds().values() for s in k.fields.values() if s.chosen_as}
    assert used == set(load_chooser().choices)


def test_an_empty_brief_tells_nothing() -> None:
    for name, told in told_of(tuple(load_chooser().choices), "", "qa", {}).items():
        assert max(told.chances, key=lambda one: told.chances[one]) == NONE, name


def test_it_was_learned_with_the_encoder_and_networks_that_are_shipped() -> None:
    with np.load(MODEL, allow_pickle=False) as stored:
        assert str(stored["seen_by"]) == seen_by()


def test_no_brief_is_learned_from_and_measured_with() -> None:
    assert not {b.brief for b in read_briefs(BRIEFS)} & {b.brief for b in read_briefs(UNSEEN)}


def test_it_learned_from_briefs_of_the_networks_and_from_no_others() -> None:
    files = (REQUESTS, TEXTS)
    told = {json.loads(x)["brief"] for f in files for x in f.read_text("utf-8").splitlines()}
    assert {b.brief for b in read_briefs(BRIEFS)} <= {in_lines(brief) for brief in told}


def test_the_words_that_tell_a_choice_stand_in_their_brief() -> None:
    for one in (*read_briefs(BRIEFS), *read_briefs(UNSEEN)):
        for name, (told, words) in one.choices.items():
            assert words.lower() in one.brief.lower(), (name, words)
            assert told in load_chooser().choices[name].values
            assert bool(words) == (told != NONE)


def test_what_patterns_read_is_taken_back_when_another_value_is_far_likelier() -> None:
    taken_back = 0
    for one in read_briefs(UNSEEN):
        fields = kinds()[one.kind].fields
        for fact in read_by_patterns(one.brief, kinds()[one.kind], one.language):
            name = fields[fact.name].chosen_as or ""
            read = {name: Read(fact.value, fact.start)}
            chances = told_of([name], one.brief, one.kind, read)[name].chances
            likeliest = max(chances, key=lambda value: chances[value])
            known = {*fields[fact.name].choices} - {*fields[fact.name].by_patterns}
            if {fact.value, likeliest} <= known and chances.get(fact.value, 1) < KEPT:
                taken_back += 1
                assert value(drafted(one.kind, one.brief), fact.name) != fact.value
    assert taken_back


def test_a_sentence_that_was_added_is_not_taken_for_what_tells_a_choice() -> None:
    briefs = [b for b in read_briefs(UNSEEN) if b.kind in ("residents-letter", "recovery")]
    drafts = [make_draft(Brief(b.kind, b.brief, additions=("Er is koffie.",))) for b in briefs]
    assert any("Er is koffie." in draft.text for draft in drafts)
    assert not any("Er is koffie. [" in draft.text for draft in drafts)


def test_what_is_unsure_and_follows_from_other_fields_is_not_asked_back() -> None:
    text = "Advies participatie over De Beemd, 60 mensen. Er ligt al een ja van het college, de buurt kan nog meedenken over de tuin en de huisregels."
    (goal,) = [f for f in drafted("participation", text).facts if f.name == "goal"]
    assert (goal.value, goal.source) == ("consult", "default")
