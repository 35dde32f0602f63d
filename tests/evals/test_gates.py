"""The gates catch what they are there for."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.faults import FAULTS, Fault, caught
from evals.gates import broken_gates, tightened

REPORT = {"figures": {"test.assistant.all": {"verbatim": {"value": 0.98}}}}


def gates(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "gates.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_figure_below_its_floor_is_named(tmp_path: Path) -> None:
    file = gates(tmp_path, "test.assistant.all:\n  verbatim: {min: 1.0}\n")
    assert broken_gates(REPORT, file) == ["test.assistant.all, verbatim: 0.980, gate {'min': 1.0}"]


def test_a_figure_at_its_floor_passes(tmp_path: Path) -> None:
    file = gates(tmp_path, "test.assistant.all:\n  verbatim: {min: 0.98, max: 0.98}\n")
    assert broken_gates(REPORT, file) == []


def test_a_figure_that_was_not_measured_breaks_its_gate(tmp_path: Path) -> None:
    file = gates(tmp_path, "test.assistant.all:\n  relevance: {min: 0.5}\n")
    assert broken_gates(REPORT, file) == ["test.assistant.all, relevance: not measured"]


def test_gates_only_tighten() -> None:
    loose = {"test.assistant.all": {"verbatim": {"min": 0.9}}}
    strict = {"test.assistant.all": {"verbatim": {"min": 1.0}}}
    assert tightened(loose, REPORT)["test.assistant.all"]["verbatim"] == {"min": 0.97}
    assert tightened(strict, REPORT)["test.assistant.all"]["verbatim"] == {"min": 1.0}


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f.name)
def test_a_planted_fault_breaks_the_gate_that_should_catch_it(fault: Fault) -> None:
    assert any(f", {fault.caught_by}:" in line for line in caught(fault, every=8))
