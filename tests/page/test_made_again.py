"""A draft made again from another brief: what of the old one still fits."""

from __future__ import annotations

from assistant.page.kept_draft import KeptDraft, carried_over, draft_of

BRIEF = "Uitnodiging voor een inloopavond op 13 april 2027, 140 arbeidsmigranten aan de Molenweg"


def kept(brief: str = BRIEF, kind: str = "invitation", **rest: object) -> KeptDraft:
    return KeptDraft.model_validate({"kind": kind, "brief": brief, **rest})


def test_an_answer_stays_unless_the_brief_now_tells_another() -> None:
    facts = {"initiator": "Woonfonds BV", "date": "20 april 2027"}
    old = kept(facts=facts)
    same, _ = carried_over(kept(BRIEF.replace("140", "160")), old)
    assert same.facts == facts
    other, _ = carried_over(kept(BRIEF.replace("13 april", "4 mei")), old)
    assert other.facts == {"initiator": "Woonfonds BV"}
    assert "4 mei 2027" in draft_of(other).text


def test_an_answer_that_another_kind_has_no_field_for_is_left() -> None:
    old = kept(facts={"initiator": "Woonfonds BV", "registration": "needless"})
    new, _ = carried_over(kept(kind="spokesperson"), old)
    assert "registration" not in new.facts


def test_words_changed_by_hand_stay_where_the_template_says_the_same() -> None:
    blocks = {b.id: f"{b.text} Tot dan." for b in draft_of(kept()).blocks}
    told = {b.id for b in draft_of(kept()).blocks if "140" in b.text}
    new, left = carried_over(kept(BRIEF.replace("140", "160")), kept(blocks=blocks))
    assert set(blocks) - set(new.blocks) == told
    assert left == len(told) > 0


def test_words_changed_by_hand_stay_where_only_a_gap_was_filled() -> None:
    gap = next(b for b in draft_of(kept()).blocks if "[naam initiatiefnemer]" in b.text)
    old = kept(blocks={gap.id: f"{gap.text} Tot dan."})
    new, left = carried_over(kept(f"{BRIEF}, initiatiefnemer is Woonfonds BV"), old)
    assert left == 0
    assert "Woonfonds BV" in draft_of(new).text
    assert "Tot dan." in draft_of(new).text


def test_words_changed_by_hand_do_not_go_to_another_kind() -> None:
    opening = draft_of(kept()).blocks[0].id
    new, left = carried_over(kept(kind="spokesperson"), kept(blocks={opening: "Hallo."}))
    assert not new.blocks
    assert left == 1
