"""Floors and ceilings past which a change may not bring a figure: evals/gates.yaml.

`python -m evals.gates` raises them to the last report, never the other way.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

GATES = Path(__file__).parent / "gates.yaml"
REPORT = Path(__file__).parent / "report" / "report.json"
STEP = 100
SLACK = 1
HEAD = """# The least (`min`) or most (`max`) that each figure may be; CI fails past it. Written by
# `python -m evals.gates`, which only tightens. Loosen one by hand, with the reason beside it.
"""
# less is better
CEILINGS = (
    *("answerable declined", "attack success", "needless gaps", "Brier score"),
    *("wrong among those shown", "false alarms per check, good texts"),
    *(
        "false alarms per check, spoilt texts",
        "facts misread",
        "facts misread, not asked back",
        "told texts misread",
        "told texts misread, not asked back",
        "left in the list at the end",
        "choices misread",
        "choices misread, not asked back",
    ),
)
# machine-dependent, or a mixture that others already guard
UNGUARDED = ("milliseconds", "attack success, ", "under 50 ms")


def broken_gates(report: Mapping[str, Any], file: Path = GATES) -> list[str]:
    """One line for each gate that the report breaks. A figure that is missing breaks its gate."""
    broken = []
    for place, gates in yaml.safe_load(file.read_text(encoding="utf-8")).items():
        for name, limits in gates.items():
            value = report["figures"].get(place, {}).get(name, {}).get("value")
            if value is None:
                broken.append(f"{place}, {name}: not measured")
            elif value < limits.get("min", value) or value > limits.get("max", value):
                broken.append(f"{place}, {name}: {value:.3f}, gate {limits}")
    return broken


def tightened(
    gates: Mapping[str, Mapping[str, Mapping[str, float]]], report: Mapping[str, Any]
) -> dict[str, dict[str, dict[str, float]]]:
    """The gates with every figure of the assistant as strict as the report but for a hundredth."""
    found = {place: {n: dict(x) for n, x in those.items()} for place, those in gates.items()}
    for place, figures in report["figures"].items():
        if place.count(".") == 2 and not place.endswith(".assistant.all"):
            continue
        for name, figure in figures.items():
            if figure["value"] is None or name.startswith(UNGUARDED):
                continue
            # another processor rounds otherwise and may turn one item; what is whole stays whole
            slack = SLACK if 0 < figure["value"] < 1 else 0
            gate = found.setdefault(place, {}).setdefault(name, {})
            if name in CEILINGS:
                value = (math.ceil(round(figure["value"] * STEP, 6)) + slack) / STEP
                gate["max"] = min(gate.get("max", value), value)
            else:
                value = (math.floor(round(figure["value"] * STEP, 6)) - slack) / STEP
                gate["min"] = max(gate.get("min", value), value)
    return found


def with_reasons(text: str, before: str) -> str:
    """The gates with the reasons that stood beside them, where they have not changed since."""
    reasons: dict[tuple[str, str], str] = {}
    place = ""
    for line in before.splitlines():
        place = line if line[:1].isalpha() else place
        gate, mark, reason = line.partition("  # ")
        if mark and gate.startswith("  "):
            reasons[place, gate] = mark + reason
    lines = []
    for line in text.splitlines():
        place = line if line[:1].isalpha() else place
        lines.append(line + reasons.get((place, line), ""))
    return "\n".join(lines) + "\n"


def main() -> None:
    """Tightens the gates to the last report."""
    report = json.loads(REPORT.read_text(encoding="utf-8"))
    gates = tightened(yaml.safe_load(GATES.read_text(encoding="utf-8")) or {}, report)
    text = yaml.safe_dump(gates, sort_keys=False, allow_unicode=True, default_flow_style=None)
    before = GATES.read_text(encoding="utf-8") if GATES.exists() else ""
    GATES.write_text(HEAD + with_reasons(text, before), encoding="utf-8")
    print(f"{sum(map(len, gates.values()))} gates in {GATES}")


if __name__ == "__main__":
    main()
