"""Takes the screenshot of the README: `python -m tests.browser.screenshot FILE`."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request

from playwright.sync_api import sync_playwright

from tests.browser.conftest import FLAGS, ROOT

PORT = "7879"


def main(file: str) -> None:
    """Serves the page, asks one question, opens a citation and saves what is seen."""
    server = subprocess.Popen([sys.executable, "app.py", "--port", PORT], cwd=ROOT, env=os.environ)
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{PORT}/health")
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.2)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="nl-NL")
            page.goto(f"http://127.0.0.1:{PORT}")
            page.fill("#question textarea", "Hoe zet ik een klankbordgroep op?")
            page.press("#question textarea", "Enter")
            page.wait_for_selector("#sources details")
            page.locator("#conversation a.cite").first.click()
            page.evaluate("window.scrollTo(0, 0)")
            page.wait_for_timeout(500)
            page.screenshot(path=file)
            browser.close()
    finally:
        server.terminate()
        server.wait(timeout=20)


if __name__ == "__main__":
    main(sys.argv[1])
