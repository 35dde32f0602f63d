"""The index is a cache: rebuilt when absent, broken or stale, safe for several processes."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.index import open_index
from assistant.index_folder import MANIFEST, IndexUnavailable, is_sound
from assistant.retrieval import evidence_for
from assistant.settings import ROOT, Settings

BUILD = [sys.executable, "-m", "assistant", "index"]


def folder_in(data: Path) -> Path:
    return next(data.glob("index-*"))


def environment(data: Path) -> dict[str, str]:
    return {**os.environ, "HANDREIKING_DATA": str(data)}


@pytest.fixture
def built(data: Path, assistant: object, tmp_path: Path) -> Path:
    """A copy of a sound data folder that a test may spoil."""
    copy = tmp_path / "data"
    shutil.copytree(data, copy)
    return copy


def test_a_built_index_is_sound_and_is_not_built_again(built: Path) -> None:
    before = (folder_in(built) / MANIFEST).stat().st_mtime_ns
    open_index(Settings(data=built))
    assert is_sound(folder_in(built))
    assert (folder_in(built) / MANIFEST).stat().st_mtime_ns == before


@pytest.mark.parametrize("spoil", ["truncated", "missing", "garbled manifest"])
def test_a_broken_index_is_noticed_and_rebuilt(built: Path, spoil: str) -> None:
    database = folder_in(built) / "chroma.sqlite3"
    if spoil == "truncated":
        database.write_bytes(database.read_bytes()[:1000])
    elif spoil == "missing":
        database.unlink()
    else:
        (folder_in(built) / MANIFEST).write_text("{", encoding="utf-8")
    assert not is_sound(folder_in(built))
    index = open_index(Settings(data=built))
    assert is_sound(folder_in(built))
    assert evidence_for(index, "klankbordgroep")


def test_searching_leaves_the_index_on_disk_as_it_was(built: Path) -> None:
    evidence_for(open_index(Settings(data=built)), "klankbordgroep")
    assert is_sound(folder_in(built))


def test_another_corpus_gets_another_index(built: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(ROOT / "corpus", corpus)
    extra = "---\ntitle: T\npublisher: P\ndate: D\nlanguage: nl\n---\n# 1 Kop\n\nEen zebrapad.\n"
    (corpus / "beleid.nl.md").write_text(extra, encoding="utf-8")
    index = open_index(Settings(data=built, corpus=corpus))
    assert evidence_for(index, "zebrapad")[0].passage.id == "beleid:1/1"
    assert len(list(built.glob("index-*"))) == 2


@pytest.mark.slow
def test_a_build_that_was_killed_does_no_harm(tmp_path: Path) -> None:
    killed = subprocess.Popen(BUILD, env=environment(tmp_path), cwd=ROOT)
    deadline = time.monotonic() + 30
    while not list(tmp_path.glob(".building-*/chroma.sqlite3")) and time.monotonic() < deadline:
        time.sleep(0.002)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert list(tmp_path.glob(".building-*"))
    assert not list(tmp_path.glob("index-*"))
    again = subprocess.run(BUILD, env=environment(tmp_path), cwd=ROOT, check=False)
    assert again.returncode == 0
    assert is_sound(folder_in(tmp_path))


@pytest.mark.slow
def test_processes_that_start_at_once_all_work(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "assistant", "search", "klankbordgroep", "--json"]
    started = [
        subprocess.Popen(command, env=environment(tmp_path), cwd=ROOT, stdout=subprocess.PIPE)
        for _ in range(3)
    ]
    outputs = [process.communicate(timeout=60)[0] for process in started]
    assert [process.returncode for process in started] == [0, 0, 0]
    assert len({json.loads(o)["results"][0]["passage"] for o in outputs}) == 1
    assert len(list(tmp_path.glob("index-*"))) == 1
    assert not list(tmp_path.glob(".building-*"))


def test_a_data_folder_that_cannot_be_made_is_told_clearly(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("", encoding="utf-8")
    with pytest.raises(IndexUnavailable, match="HANDREIKING_DATA"):
        open_index(Settings(data=in_the_way / "data"))
