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

RUNS = 5
# a process that builds the naive chain and asks it once: index, answer and memory at its end
NAIVE = """
import time, psutil
started = time.perf_counter()
from evals.systems import naive_chain
ask = naive_chain()
built = time.perf_counter() - started
ask("Wat is bijvangst?")
first = time.perf_counter() - started
times = []
for _ in range(50):
    started = time.perf_counter()
    ask("Wat doe ik bij heftige emoties in de zaal?")
    times.append(time.perf_counter() - started)
print(built, first, psutil.Process().memory_info().rss / 1e6, 1000 * sorted(times)[25])
"""


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
    naive = [_naive() for _ in range(RUNS)]
    built, first, memory, answer = (statistics.median(run[n] for run in naive) for n in range(4))
    beside = {rows[0][0]: built, rows[3][0]: first, rows[4][0]: memory, rows[5][0]: answer}
    print("| what | median | naive chain | ratio |\n| --- | --- | --- | --- |")
    for name, value in rows:
        theirs = beside.get(name)
        ratio = f"{theirs:.2f} | {value / theirs:.2f}" if theirs else " | "
        print(f"| {name} | {value:.2f} | {ratio} |")


def _naive() -> tuple[float, ...]:
    command = [sys.executable, "-c", NAIVE]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return tuple(map(float, done.stdout.split()))


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
