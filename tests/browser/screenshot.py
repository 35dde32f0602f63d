"""Takes the screenshots of the documentation: `python -m tests.browser.screenshot [FOLDER]`.

FOLDER (default docs/) gets screenshot.png, and screens/<view>-<light|dark|phone>.png.
"""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import FLAGS, ROOT, Server

SIZES = {"light": (1280, 900), "dark": (1280, 900), "phone": (375, 812)}
COLOURS = 128
SETTLED = 500


def asked(page: Page) -> None:
    """A conversation with a citation opened."""
    page.fill("#question textarea", "Wie moeten er zeker bij zijn op een bewonersbijeenkomst?")
    page.press("#question textarea", "Enter")
    page.wait_for_selector(".answered .lead")
    page.wait_for_timeout(SETTLED)
    page.fill("#question textarea", "Wat doe ik bij heftige emoties in de zaal?")
    page.press("#question textarea", "Enter")
    page.wait_for_function("() => document.querySelectorAll('#conversation .turn').length === 2")
    page.wait_for_selector('#conversation [aria-busy="true"]', state="detached")
    page.wait_for_timeout(SETTLED)
    if page.viewport_size and page.viewport_size["width"] > 1000:
        page.locator("#current li a.cite").first.click()


def why(page: Page) -> None:
    """The same, with the reasons of the answer."""
    asked(page)
    page.locator("#current details.why summary").click()
    page.locator("#current details.why").scroll_into_view_if_needed()
    page.locator("#current details.why").evaluate("e => e.scrollIntoView({ block: 'end' })")


def drafted(page: Page) -> None:
    """A draft from the example, with what is missing."""
    page.click('[data-fill="brief"]')
    page.click("#make")
    page.wait_for_selector("#draft-paper .paper")
    page.wait_for_timeout(SETTLED)
    if page.viewport_size and page.viewport_size["width"] < 1000:
        page.locator("#draft-paper").scroll_into_view_if_needed()


def reviewed(page: Page) -> None:
    """The example of a bad letter with its findings."""
    page.click('[data-fill="review-text"]')
    page.click("#review-start")
    page.wait_for_selector(".reviewed")


def read(page: Page) -> None:
    """The guideline with a search."""
    page.wait_for_selector("#text section")
    page.fill("#read-words", "klankbordgroep")
    page.wait_for_selector("#read-hits a")
    if page.viewport_size and page.viewport_size["width"] > 1000:
        page.press("#read-words", "Enter")


def glossary(page: Page) -> None:
    """The list of terms, narrowed."""
    page.click("#to-glossary")
    page.wait_for_selector("#terms li")
    page.fill("#terms-words", "inloop")


def walked(page: Page) -> None:
    """The process with a step opened and a few points ticked."""
    for step, ticks in (("start", 15), ("process", 9), ("meeting", 4)):
        page.click(f'.station[data-step="{step}"]')
        for box in page.locator(f"#step-{step} input:visible").all()[:ticks]:
            box.check()
    page.fill("#start-date", "2027-01-11")
    page.press("#start-date", "Tab")
    page.evaluate("window.scrollTo(0, 0)")


def nothing(page: Page) -> None:
    """The view as it opens."""


SCENES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "start": ("ask", nothing),
    "ask": ("ask", asked),
    "why": ("ask", why),
    "draft-start": ("draft", nothing),
    "draft": ("draft", drafted),
    "review": ("review", reviewed),
    "read": ("read", read),
    "glossary": ("read", glossary),
    "process": ("process", walked),
    "quality": ("quality", nothing),
}


def main(folder: Path) -> None:
    """Serves the page, plays every scene in every size, and saves what is seen."""
    screens = folder / "screens"
    screens.mkdir(parents=True, exist_ok=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with TemporaryDirectory() as data, sync_playwright() as playwright:
        server = Server(port, Path(data))
        server.start()
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        try:
            for size in SIZES:
                for name, (view, play) in SCENES.items():
                    scene(browser, server, view, play, size, screens / f"{name}-{size}.png")
        finally:
            browser.close()
            server.stop()
    (folder / "screenshot.png").write_bytes((screens / "ask-light.png").read_bytes())


def scene(
    browser: Browser, server: Server, view: str, play: Callable[[Page], None], size: str, file: Path
) -> None:
    """One picture, with few colours: they are text on plain ground."""
    width, height = SIZES[size]
    page = browser.new_page(viewport={"width": width, "height": height}, locale="nl-NL")
    page.goto(f"{server.address}/?__theme={'dark' if size == 'dark' else 'light'}#{view}")
    page.wait_for_selector(f"#view-{view}")
    page.wait_for_timeout(SETTLED)
    play(page)
    page.mouse.move(0, 0)
    page.wait_for_timeout(SETTLED)
    page.screenshot(path=file)
    page.close()
    with Image.open(file) as image:
        image.convert("RGB").quantize(COLOURS).save(file, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs")
