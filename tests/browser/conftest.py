"""A served page and a real Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    Playwright,
    sync_playwright,
)

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
START = 60
PATIENCE = 15_000


@dataclass
class Server:
    """The page as a process of its own, that can be stopped and started again."""

    port: int
    data: Path
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def start(self, **settings: str) -> None:
        """Starts it with those settings and waits until it is healthy."""
        env = {
            **os.environ,
            "HANDREIKING_PORT": str(self.port),
            "HANDREIKING_DATA": str(self.data),
            "HANDREIKING_API": "true",
            **settings,
        }
        self.process = subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=env)
        deadline = time.monotonic() + START
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                if urllib.request.urlopen(f"{self.address}/health", timeout=5).status == 200:
                    return
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.2)
        self.stop()
        pytest.fail("the server did not become healthy")

    def stop(self) -> None:
        """Ends it at once, as a machine that goes down."""
        if self.process:
            self.process.kill()
            self.process.wait(timeout=20)


@dataclass
class Visit:
    """An open page with what it asked for and complained of."""

    page: Page
    address: str
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def ask(self, question: str) -> None:
        """Types the question, presses Enter and waits for the whole answer."""
        self.page.fill("#question textarea", question)
        self.page.press("#question textarea", "Enter")
        self.answered()

    def answered(self) -> None:
        """Waits until the last answer is there and the browser has kept it."""
        self.page.wait_for_selector('#current .turn, #note [role="alert"]')
        self.page.wait_for_selector('#conversation [aria-busy="true"]', state="detached")
        self.page.wait_for_timeout(250)

    def open(self, view: str) -> None:
        """Goes to one of the views."""
        self.page.click(f'nav.views a[data-view="{view}"]')
        self.page.wait_for_selector(f"#view-{view}")

    def turns(self) -> Locator:
        """The questions with their answers."""
        return self.page.locator("#conversation .turn")

    def violations(self) -> list[str]:
        """What axe finds on the page as it is now."""
        found = (
            Axe()
            .run(self.page, options={"runOnly": RULES, "resultTypes": ["violations"]})
            .response["violations"]
        )
        return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    served = Server(port, tmp_path_factory.mktemp("data"))
    served.start()
    yield served
    served.stop()


@pytest.fixture(scope="session")
def address(server: Server) -> str:
    return server.address


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playing:
        yield playing


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    started = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
    yield started
    started.close()


@pytest.fixture(scope="session")
def context(
    playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    """One for all tests, with a profile: Chromium fetches and compiles Gradio's scripts once."""
    opened = playwright.chromium.launch_persistent_context(
        tmp_path_factory.mktemp("profile"),
        executable_path=chromium(),
        args=FLAGS,
        viewport={"width": 1280, "height": 900},
        locale="nl-NL",
        permissions=["clipboard-read", "clipboard-write"],
    )
    yield opened
    opened.close()


def chromium() -> str:
    """Where Debian's Chromium is."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "Chromium is needed: apt-get install chromium"
    return found


@pytest.fixture
def visit(context: BrowserContext, address: str) -> Iterator[Visit]:
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    seen = Visit(page, address)
    own = (address, "data:", "blob:")
    page.on("request", lambda r: r.url.startswith(own) or seen.foreign.append(r.url))
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("console", lambda m: m.type == "error" and seen.errors.append(m.text))
    page.goto(address)
    page.wait_for_selector("#question textarea")
    yield seen
    page.goto(f"{address}/health")  # no script of the page may keep anything after this
    page.evaluate("localStorage.clear(); sessionStorage.clear()")
    page.close()
