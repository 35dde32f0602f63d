"""Floors (and ceilings) below which a change may not bring a figure: evals/gates.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

GATES = Path(__file__).parent / "gates.yaml"


def broken_gates(report: dict[str, Any], file: Path = GATES) -> list[str]:
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
