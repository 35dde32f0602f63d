"""Weighs the page beside a plain gr.ChatInterface: `python -m tests.browser.weigh`.

Prints a Markdown table of medians: requests, kilobytes over the wire, seconds until one can type,
seconds from Enter to the first words. Each visit has an empty cache.
"""

from __future__ import annotations

import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import FLAGS, ROOT, Server

VISITS = 5
QUESTION = "Wat doe ik bij heftige emoties in de zaal?"
PLAIN = """
import gradio as gr
from assistant.answering import load_assistant
from assistant.types import Turn
assistant = load_assistant()
page = gr.ChatInterface(lambda question, history: assistant.answer(Turn(question)).text)
page.launch(server_name="127.0.0.1", server_port={port}, quiet=True)
"""


@dataclass(frozen=True, slots=True)
class Weight:
    """One visit: requests, kB received, seconds until ready, seconds to the first words."""

    requests: int
    kilobytes: float
    ready: float
    words: float


def visit(browser: Browser, address: str, box: str, answer: str) -> Weight:
    """A first visit with one question."""
    context = browser.new_context(locale="nl-NL")
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    received: list[float] = []
    network.on("Network.loadingFinished", lambda e: received.append(e["encodedDataLength"]))
    started = time.perf_counter()
    page.goto(address)
    page.wait_for_selector(box)
    ready = time.perf_counter() - started
    page.wait_for_timeout(1000)
    requests, kilobytes = len(received), sum(received) / 1000
    page.fill(box, QUESTION)
    started = time.perf_counter()
    page.press(box, "Enter")
    page.wait_for_selector(answer)
    words = time.perf_counter() - started
    context.close()
    return Weight(requests, kilobytes, ready, words)


def weighed(browser: Browser, address: str, box: str, answer: str) -> list[str]:
    """The medians of a few visits as the cells of a row."""
    visits = [visit(browser, address, box, answer) for _ in range(VISITS)]
    return [
        f"{statistics.median(v.requests for v in visits):.0f}",
        f"{statistics.median(v.kilobytes for v in visits):.0f}",
        f"{statistics.median(v.ready for v in visits):.2f}",
        f"{statistics.median(v.words for v in visits):.2f}",
    ]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def main() -> None:
    """Serves one after the other and prints the table."""
    rows = {}
    with TemporaryDirectory() as data, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        server = Server(free_port(), Path(data))
        server.start()
        rows["this page"] = weighed(
            browser, server.address, "#question textarea", "#current .answered .lead"
        )
        server.stop()
        port = free_port()
        code = PLAIN.format(port=port)
        plain = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
        address = f"http://127.0.0.1:{port}"
        while True:
            try:
                urllib.request.urlopen(address)
                break
            except OSError:
                time.sleep(0.3)
        rows["plain gr.ChatInterface"] = weighed(browser, address, "textarea", ".bot.message li")
        plain.kill()
        browser.close()
    print("| | requests | kB | ready (s) | first words (s) |\n| --- | --- | --- | --- | --- |")
    for name, cells in rows.items():
        print(f"| {name} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
