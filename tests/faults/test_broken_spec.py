"""A spec that is not right is told on the page, whatever part of it the start has not read yet."""

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
from pathlib import Path

import pytest

from assistant.settings import ROOT

PATIENCE = 90


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Where the page of a copy is served whose spec for a Q&A has a pattern that cannot be."""
    for folder in ("assistant", "corpus", "prompts"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for file in ("app.py", "pyproject.toml"):
        shutil.copy(ROOT / file, tmp_path / file)
    spec = tmp_path / "prompts" / "drafts" / "qa.yaml"
    text = spec.read_text(encoding="utf-8")
    spec.write_text(text.replace("recognise: [", "recognise: ['(', ", 1), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {"HANDREIKING_PORT": str(port), "HANDREIKING_DATA": str(tmp_path / "data")}
    env = {**os.environ, **own, "PYTHONPATH": str(tmp_path)}
    server = subprocess.Popen([sys.executable, "app.py"], cwd=tmp_path, env=env)
    yield f"http://127.0.0.1:{port}"
    server.kill()
    server.wait(timeout=20)


def got(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return 0, ""


def test_the_page_names_file_field_and_reason_and_the_health_tells_it(address: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while (health := got(f"{address}/health"))[0] != 500 and time.monotonic() < deadline:
        time.sleep(0.5)
    assert health == (500, '{"status": "broken"}')
    status, page = got(address)
    assert status == 500
    assert "qa.yaml: recognise" in page
