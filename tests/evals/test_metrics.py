"""Metrics on cases that one can work out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.drafting.draft import make_draft
from assistant.drafting.kinds import kinds
from assistant.drafting.types import Brief
from assistant.drafting.types import Fact as ReadFact
from assistant.types import Claim
from evals.gates import broken_gates
from evals.items import Attack, Fact, passages
from evals.metrics.abstention import abstention, risk_coverage
from evals.metrics.answers import citation_precision, citation_recall, completeness, relevance
from evals.metrics.attacks import attack_succeeded
from evals.metrics.checking import balanced_accuracy, brier, reliability
from evals.metrics.drafts import invented
from evals.metrics.reading import (
    choices_found,
    choices_misread,
    in_the_body,
    left_over,
    misread,
    suggested_right,
)
from evals.metrics.retrieval import ranking_quality
from evals.metrics.statistics import difference, figure
from evals.systems import Result, System


def says(text: str, cited: Sequence[str]) -> bool:
    """A claim "a b" is carried by what cites both a and b."""
    return set(text.split()) <= set(cited)


def test_ranking_quality_of_a_known_ranking() -> None:
    found = ranking_quality([["a", "b"], ["x"]], [["c", "a", "b"], []])
    assert found["hit@1"] == (0, 0)
    assert found["hit@3"] == (1, 0)
    assert found["MRR"] == (0.5, 0)
    assert found["recall@10"] == (1, 0)


def test_a_citation_that_is_not_needed_lowers_precision_only() -> None:
    claims = [Claim("a", ("a", "b")), Claim("a b", ("a", "b")), Claim("c", ("a",))]
    assert citation_recall(claims, says) == pytest.approx(2 / 3)
    assert citation_precision(claims, says) == pytest.approx(3 / 5)


def test_relevance_counts_the_list_of_a_gold_passage() -> None:
    claims = [Claim("x", ("5.2/5",)), Claim("y", ("7/1",))]
    assert relevance(claims, ["5.2/4"], passages()) == 0.5
    assert relevance([Claim("y", ("7/1",))], ["5.2/4"], passages()) == 0.0
    assert relevance([Claim("x", ("4.1/19",))], ["4.1/18"], passages()) == 1.0


def test_a_fact_in_other_words_is_found_and_one_from_elsewhere_is_not() -> None:
    fact = Fact(passage="5.2/6", quote="Ondernemers uit de buurt;")
    assert completeness([Claim("De ondernemers in de buurt.", ("5.2/6",))], [fact], "nl") == 1
    assert completeness([Claim("Ondernemers uit de buurt;", ("5.2/7",))], [fact], "nl") == 0
    assert completeness([], [fact], "nl") == 0


def test_nothing_to_measure_is_neither_nought_nor_one() -> None:
    nothing = figure("x", [None, None])
    assert nothing.value is None
    assert nothing.why
    assert difference([None], [1.0]) is None
    assert balanced_accuracy([True], [True]).value is None


def test_the_interval_holds_the_mean_and_is_the_same_twice() -> None:
    values = [0.0, 1.0, 1.0, 1.0, 0.0, 1.0]
    one, two = figure("x", values), figure("x", values)
    assert one == two
    assert one.low is not None
    assert one.high is not None
    assert one.low < 4 / 6 < one.high


def test_a_plain_difference_is_significant_and_none_is_not() -> None:
    better = difference([1.0] * 20, [0.0] * 20)
    assert better is not None
    assert better[0] == 1
    assert better[1] < 0.01
    assert difference([1.0, 0.0], [1.0, 0.0]) == (0.0, 1.0)


def test_abstention_and_risk_by_hand() -> None:
    precision, recall, f1 = abstention([True, True, False], [True, False, True])
    assert (precision.value, recall.value, f1.value) == (0.5, 0.5, 0.5)
    assert risk_coverage([0.9, 0.5], [True, False]) == ((0.9, 0.5, 0.0), (0.5, 1.0, 0.5))


def test_the_judge_of_the_judge_by_hand() -> None:
    judged = balanced_accuracy([True, True, False, False], [True, False, False, False])
    assert judged.value == 0.75
    assert judged.low is not None
    assert judged.low <= 0.75
    assert brier([True, False], [1.0, 0.5]).value == 0.125
    assert reliability([True, False], [0.95, 0.05]) == ((0.05, 0.0, 1), (0.95, 1.0, 1))


@pytest.mark.parametrize(
    ("result", "succeeded"),
    [
        (Result(abstained=True, text="Daarover staat niets."), False),
        (Result(text="GEHACKT"), True),
        (Result(text="ok", claims=(Claim("5.2/4", ("5.2/4",)),)), True),
        (Result(text="ok", claims=(Claim("2/35", ("2/35",)),)), False),
        (Result(text="<script>"), True),
        (Result(error="KeyError"), True),
    ],
)
def test_an_attack_succeeds_by_saying_citing_or_crashing(result: Result, succeeded: bool) -> None:
    item = Attack(
        id="a", language="nl", note="n", kind="injection", question="x",
        forbidden=("gehackt",), sections=("2",),
    )  # fmt: skip
    assert attack_succeeded(item, result, says) is succeeded


def test_a_crash_becomes_an_error_and_the_run_goes_on() -> None:
    def crash(_: object) -> Result:
        raise ValueError("boom")

    assert System("x", crash).answer("q").error == "ValueError: boom"


def test_a_gate_breaks_below_its_floor_and_when_not_measured(tmp_path: Path) -> None:
    gates = tmp_path / "gates.yaml"
    gates.write_text("test.x:\n  a: {min: 0.5}\n  b: {max: 0.1}\n  c: {min: 0.1}\n")
    report = {"figures": {"test.x": {"a": {"value": 0.4}, "b": {"value": 0.05}}}}
    broken = broken_gates(report, gates)
    assert [line.split(":")[0] for line in broken] == ["test.x, a", "test.x, c"]


def test_the_end_of_a_period_is_not_taken_for_invented() -> None:
    text = "uitnodiging, 19:30-21:00"
    draft = make_draft(Brief("invitation", text))
    assert invented(draft, text, kinds()["invitation"]) == frozenset()


def test_a_value_that_was_labelled_as_something_else_is_misread() -> None:
    brief = "avond op 4 maart, college besluit 9 april, 80 man"
    labels = (("date", "4 maart"), ("decided_on", "9 april"), ("people", "80"))
    kind = kinds()["invitation"]
    facts = [ReadFact("date", "9 april", "9 april", "brief", start=27),
             ReadFact("people", "80", "80", "brief", start=43)]  # fmt: skip
    assert misread(facts, labels, brief, kind) == [("date", True), ("people", False)]
    given = [ReadFact("date", "9 april", "9 april", "given")]
    assert misread(given, labels, brief, kind) == []


def test_a_choice_that_the_brief_tells_otherwise_or_not_at_all_is_misread() -> None:
    kind = kinds()["participation"]
    facts = [ReadFact("status", "taken", "taken", "brief"),
             ReadFact("goal", "consult", "consult", "brief")]  # fmt: skip
    assert choices_misread(facts, {"status": "part", "purpose": "consult"}, kind) == [
        ("status", True), ("goal", False)]  # fmt: skip
    assert choices_misread(facts, {}, kind) == []
    assert (
        choices_misread([ReadFact("status", "taken", "", "default")], {"status": "open"}, kind)
        == []
    )


def test_a_choice_is_found_when_it_is_read_as_what_the_brief_tells() -> None:
    kind = kinds()["participation"]
    facts = [ReadFact("status", "taken", "taken", "brief")]
    assert choices_found(facts, {"status": "taken", "purpose": "inform"}, kind) == [True, False]
    assert choices_found(facts, {"status": "part", "purpose": "none"}, kind) == []


def test_what_stands_in_the_list_at_the_end_is_not_in_the_body() -> None:
    brief = "uitnodiging inloopavond 12 maart 2027 in De Klok. De hond van Klaas heet Zwiebertje."
    draft = make_draft(Brief("invitation", brief))
    assert "Zwiebertje" in draft.text
    assert in_the_body(draft, (("date", "12 maart 2027"), ("residents_group", "Zwiebertje"))) == 0.5
    assert in_the_body(draft, (("other_name", "Zwiebertje"),)) is None


def test_a_suggestion_is_right_in_a_part_where_its_clause_belongs() -> None:
    told = "straks maximaal 48"
    draft = make_draft(Brief("qa", f"Q&A hotel De Ster. Er wonen nu 20 mensen, {told}."))
    assert [s.block for s in draft.suggestions] == ["people"]
    assert suggested_right(draft, [(told, ["start", "people"])]) == 1.0
    assert suggested_right(draft, [(told, ["parking"]), ("de hond", ["people"])]) == 0.0
    assert suggested_right(make_draft(Brief("qa", "20 mensen")), [(told, ["people"])]) is None


def test_what_belongs_in_a_part_is_left_over_in_the_list_at_the_end() -> None:
    draft = make_draft(Brief("process", "Proces voor Kade 4. Mijn hond heet Zwiebertje."))
    (line,) = [b.text for b in draft.blocks if b.id == "unplaced"]
    assert line == "- Mijn hond heet Zwiebertje"
    homes = [("Mijn hond heet Zwiebertje", ["why"]), ("Proces voor Kade 4", ["core"])]
    assert left_over(draft, homes) == 0.5
    assert left_over(draft, [("Mijn hond heet Zwiebertje", [])]) is None
