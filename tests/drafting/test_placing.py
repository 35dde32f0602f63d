"""The placer: in which block a clause of the brief belongs."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.drafting.draft import make_draft
from assistant.drafting.kinds import kinds
from assistant.drafting.lines import in_lines
from assistant.drafting.placing import BUCKETS, MODEL, NOWHERE, load_placer, places, seen_of
from assistant.drafting.placing.train import CLAUSES, read_clauses, seen_by
from assistant.drafting.roles.train import read_requests
from assistant.drafting.types import Brief, Clause


def placed(kind: str, brief: str, words: str) -> str:
    """The likeliest block of the clause."""
    flat = in_lines(brief)
    start = flat.index(words)
    chances = places(Clause(words, start, start + len(words)), flat, kind)
    return max(chances, key=lambda block: chances[block])


@pytest.mark.parametrize(
    ("kind", "words", "block"),
    [
        ("runbook", "de zaal heeft geen wifi", "room"),
        ("scenario", "Bij brand verzamelen we op het parkeerterrein en bellen we 112", "response"),
        ("social-media", "twee accounts plaatsen de helft van alle reacties", "speakers"),
        ("spokesperson", "De ronde gaat dat er 700 man komt, dat is onzin", "rumour"),
        ("process", "Sanne schrijft het raadsvoorstel", "roles"),
    ],
)
def test_a_clause_is_placed_where_an_adviser_would_look_for_it(
    kind: str, words: str, block: str
) -> None:
    assert placed(kind, f"Er komen 40 mensen in De Ploeg. {words}.", words) == block


def test_a_remark_to_the_writer_belongs_nowhere() -> None:
    words = "hou het alsjeblieft op een half A4"
    assert placed("spokesperson", f"Er komen 40 mensen in De Ploeg, {words}", words) == NOWHERE


def test_a_kind_that_was_not_learned_has_no_places() -> None:
    assert places(Clause("veertig stoelen", 0, 15), "veertig stoelen", "eigen-soort") == {}


def test_it_knows_the_blocks_of_every_kind_and_no_others() -> None:
    placer = load_placer()
    assert set(placer.blocks) == set(kinds())
    for name, blocks in placer.blocks.items():
        assert set(blocks) - {NOWHERE} <= {b.id for b in kinds()[name].blocks}, name


def test_it_was_learned_with_the_encoder_and_networks_that_are_shipped() -> None:
    with np.load(MODEL, allow_pickle=False) as stored:
        assert str(stored["seen_by"]) == seen_by()
    seen = seen_of(Clause("veertig stoelen", 0, 15), "veertig stoelen", "runbook")
    assert load_placer().weights["runbook"].shape[0] == len(seen.dense) + BUCKETS


def test_it_learned_from_no_brief_of_which_the_tagger_knows_nothing() -> None:
    known = {in_lines(request.text) for request in read_requests()}
    learned = read_clauses(CLAUSES)
    assert len(learned) > 5_000
    assert {one.brief for one in learned} <= known


def test_what_belongs_in_a_block_that_this_draft_lacks_is_not_put_there() -> None:
    brief = "Bewonersbrief over De Ploeg. Koffie staat klaar bij de bijeenkomst van de buurvrouw."
    draft = make_draft(Brief("residents-letter", brief))
    there = {block.id for block in draft.blocks}
    assert {s.block for s in draft.suggestions} <= there
