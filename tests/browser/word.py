"""Screenshots of the Word documents as a word processor shows them: `python -m tests.browser.word`.

Needs Debian's libreoffice-writer, libreoffice-gtk3, xvfb, xdotool and imagemagick; not part of the
tests.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from assistant.settings import ROOT

KINDS = ("invitation", "qa", "spokesperson")
DISPLAY = ":97"
WIDTH, HEIGHT = 1500, 1250
OPENING = 12.0


def main() -> None:
    """Writes docs/screens/word-<kind>.png for the three drafts of the mission."""
    brief = (ROOT / "docs" / "examples" / "brief.txt").read_text(encoding="utf-8")
    screen = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", f"{WIDTH}x{HEIGHT}x24"])
    try:
        with tempfile.TemporaryDirectory() as folder:
            for kind in KINDS:
                document = Path(folder) / f"{kind}.docx"
                _drafted(kind, brief, document)
                _photographed(document, ROOT / "docs" / "screens" / f"word-{kind}.png")
    finally:
        screen.terminate()
        screen.wait()


def _drafted(kind: str, brief: str, document: Path) -> None:
    command = [sys.executable, "-m", "assistant", "draft", kind, brief, "--out", str(document)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def _photographed(document: Path, image: Path) -> None:
    environment = {**os.environ, "DISPLAY": DISPLAY, "SAL_USE_VCLPLUGIN": "gtk3"}
    profile = f"-env:UserInstallation={(document.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--norestore", "--nologo", "--nofirststartwizard", str(document)]
    writer = subprocess.Popen(command, env=environment)
    try:
        time.sleep(OPENING)
        window = ["xdotool", "search", "--onlyvisible", "--name", document.name]
        place = ["windowmove", "0", "0", "windowsize", str(WIDTH), str(HEIGHT)]
        subprocess.run([*window, *place], env=environment, check=True)
        time.sleep(3)
        subprocess.run(["import", "-window", "root", str(image)], env=environment, check=True)
    finally:
        subprocess.run(["xdotool", "search", "--name", document.name, "windowkill"],
                       env=environment, check=False)  # fmt: skip
        writer.terminate()
        writer.wait()


if __name__ == "__main__":
    main()
