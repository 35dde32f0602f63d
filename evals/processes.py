"""What a system costs from a cold start, each in a process of its own."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from assistant.settings import ROOT

RUNS = 3
MEASURED = """
import json, psutil, time
started = time.perf_counter()
{build}
built = time.perf_counter() - started
first_words("Wat is bijvangst?")
first = time.perf_counter() - started
times = []
for _ in range(50):
    again = time.perf_counter()
    first_words("Wat doe ik bij heftige emoties in de zaal?")
    times.append(time.perf_counter() - again)
memory = psutil.Process().memory_info().rss / 1e6
print(json.dumps({{"build": built, "cold": first, "words": 1000 * sorted(times)[25],
                   "memory": memory}}))
"""
ASSISTANT = """
from assistant.answering import load_assistant
from assistant.types import Turn
assistant = load_assistant()
def first_words(question): next(assistant.answer_stream(Turn(question)))
"""
NAIVE = """
from evals.systems import naive_chain
first_words = naive_chain()
"""
NAMES = {
    "cold": "cold start to first answer (s)",
    "words": "first words p50 (ms)",
    "memory": "memory (MB)",
}


def cold_costs() -> dict[str, dict[str, float]]:
    """By system: seconds from nothing to an answer, ms to first words, and memory in MB.

    Medians of three processes, each of which builds its index, loads and asks. Without a model an
    answer comes whole, so its first words are the answer.
    """
    found = {"assistant": measured(ASSISTANT), "naive": measured(NAIVE)}
    return {
        name: {shown: costs[key] for key, shown in NAMES.items()} for name, costs in found.items()
    }


def measured(build: str, runs: int = RUNS) -> Mapping[str, float]:
    """Medians over the processes: `build` and `cold` in s, `words` in ms, `memory` in MB."""
    with tempfile.TemporaryDirectory() as folder:
        found = [_once(build, Path(folder) / str(n)) for n in range(runs)]
    return {key: statistics.median(run[key] for run in found) for key in found[0]}


def _once(build: str, data: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", MEASURED.format(build=build)],
        cwd=ROOT,
        env={**os.environ, "HANDREIKING_DATA": str(data)},
        check=True,
        capture_output=True,
        text=True,
    )
    costs: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return costs
