"""Start-up, answer, index and memory: `make bench`. Medians of five, in a fresh process each.

Beside them, as ratios, the chain that the tutorials build, from start to its first answer.
"""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import psutil

from assistant.answering import load_assistant
from assistant.settings import ROOT, Settings
from assistant.types import Turn
from evals.items import DATASETS, Question, load
from evals.processes import NAIVE, measured

RUNS = 5


def main() -> None:
    """Prints a Markdown table."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        rows = [("index build, process included (s)", _median(lambda: _index(data)))]
        served = [_served(data) for _ in range(RUNS)]
        for n, name in enumerate(
            ("start to first page, a waiting page (s)", "start to the chat page (s)",
             "start to the first answer by command line (s)", "resident memory while serving (MB)")
        ):  # fmt: skip
            rows.append((name, statistics.median(s[n] for s in served)))
        rows.append(("one answer (ms)", _answer(data) * 1000))
    naive = measured(NAIVE, RUNS)
    keys = {0: "build", 3: "cold", 4: "memory", 5: "words"}
    beside = {rows[n][0]: naive[key] for n, key in keys.items()}
    print("| what | median | naive chain | ratio |\n| --- | --- | --- | --- |")
    for name, value in rows:
        theirs = beside.get(name)
        ratio = f"{theirs:.2f} | {value / theirs:.2f}" if theirs else " | "
        print(f"| {name} | {value:.2f} | {ratio} |")


def _median(measure: Callable[[], float]) -> float:
    return statistics.median(measure() for _ in range(RUNS))


def _environment(data: Path) -> dict[str, str]:
    return {**os.environ, "HANDREIKING_DATA": str(data)}


def _index(data: Path) -> float:
    shutil.rmtree(data, ignore_errors=True)
    started = time.perf_counter()
    command = [sys.executable, "-m", "assistant", "index", "--rebuild"]
    subprocess.run(command, cwd=ROOT, env=_environment(data), check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def _served(data: Path) -> tuple[float, float, float, float]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    started = time.perf_counter()
    command = [sys.executable, "app.py", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=_environment(data), stderr=subprocess.DEVNULL)
    try:
        first = _until(f"http://127.0.0.1:{port}/") - started
        ready = _until(f"http://127.0.0.1:{port}/health") - started
        memory = psutil.Process(server.pid).memory_info().rss / 1e6
    finally:
        server.terminate()
        server.wait()
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "assistant", "ask", "Wat is bijvangst?"],
        cwd=ROOT, env=_environment(data), check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return first, ready, time.perf_counter() - started, memory


def _until(address: str) -> float:
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as response:
                if response.status == 200:
                    return time.perf_counter()
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.02)


def _answer(data: Path) -> float:
    assistant = load_assistant(Settings(data=data))
    questions = [q.question for q in load(DATASETS / "questions.jsonl", Question)]
    times: list[float] = []
    for _ in range(RUNS):
        for question in questions:
            started = time.perf_counter()
            assistant.answer(Turn(question))
            times.append(time.perf_counter() - started)
    return statistics.median(times)


if __name__ == "__main__":
    main()
