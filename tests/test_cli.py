"""The command line and its JSON contract."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.cli import main
from assistant.settings import ROOT

ANSWER = {
    "language": str,
    "mode": str,
    "abstained": bool,
    "text": str,
    "claims": list,
    "citations": list,
    "ranking": list,
    "standalone_question": str,
    "follow_ups": list,
    "seconds": float,
}


@pytest.fixture(autouse=True)
def _own_data(data: Path, assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDREIKING_DATA", str(data))


def test_ask_prints_the_contract_s_fields(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "Wat is bijvangst?", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert {k: type(answer[k]) for k in ANSWER} == ANSWER
    assert answer["mode"] == "extractive"
    assert answer["ranking"][0] == "5.4"
    assert len(answer["ranking"]) == 10
    assert {"passage", "section", "title", "quote"} <= set(answer["citations"][0])


def test_ask_prints_a_readable_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "Wat is bijvangst?"]) == 0
    assert "[§5.4]" in capsys.readouterr().out


def test_lang_decides_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "klankbordgroep", "--lang", "en", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["language"] == "en"


def test_a_batch_answers_every_line_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    history = [{"role": "user", "content": "Wat is bijvangst?"}]
    lines = [
        json.dumps({"id": "a", "question": "Wat is de IBS-methode?"}),
        "{geen json",
        json.dumps({"id": "c"}),
        json.dumps({"id": "d", "question": ""}),
        json.dumps({"id": "e", "question": "En hoe leg ik dat vast?", "history": history}),
        json.dumps({"id": "f", "question": "x", "history": [{"role": "robot"}]}),
        json.dumps([1]),
        json.dumps({"question": "Wat is bijvangst?"}),
    ]
    file = tmp_path / "batch.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    assert main(["ask", "--batch", str(file)]) == 0
    results = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [r["id"] for r in results] == ["a", None, "c", "d", "e", "f", None, None]
    assert ["error" in r for r in results] == [False, True, True, True, False, True, True, False]
    assert "bijvangst" in results[4]["standalone_question"]


def test_search_ranks_passages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "klankbordgroep", "--json"]) == 0
    results = json.loads(capsys.readouterr().out)["results"]
    assert [r["score"] for r in results] == sorted((r["score"] for r in results), reverse=True)


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["ask", ""], "Er staat geen vraag"),
        (["ask"], "--batch"),
        (["ask", "--batch", "bestaat-niet.jsonl"], "kan niet worden gelezen"),
        (["zeg"], "Onjuiste opdracht"),
        (["serve", "--port", "abc"], "Onjuiste opdracht"),
        (["serve", "--port", "99999"], "HANDREIKING_PORT"),
        (["search", " "], "woorden"),
    ],
)
def test_bad_input_exits_2_with_one_dutch_line(
    arguments: list[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    said = capsys.readouterr().err.strip()
    assert line in said
    assert "\n" not in said


def test_a_broken_corpus_exits_1_and_names_the_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "handreiking.nl.md").write_text("geen kop", encoding="utf-8")
    monkeypatch.setenv("HANDREIKING_CORPUS", str(tmp_path))
    assert main(["index"]) == 1
    assert "handreiking.nl.md:1" in capsys.readouterr().err


GUARD = """
import socket, sys
def refuse(*a, **k): raise AssertionError(f"outgoing connection: {a[1:]}")
socket.socket.connect = refuse
socket.socket.connect_ex = refuse
from assistant.cli import main
code = main(["ask", "Hoe zet ik een klankbordgroep op?"])
heavy = {"torch", "transformers", "sentence_transformers"} & set(sys.modules)
assert not heavy, heavy
sys.exit(code)
"""


def test_asking_connects_to_nothing_and_loads_no_training_library() -> None:
    done = subprocess.run(
        [sys.executable, "-c", GUARD], cwd=ROOT, env=os.environ, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


def test_a_busy_port_is_told_in_one_line() -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "app.py", "--port", port], cwd=ROOT, capture_output=True, check=False
        )
    assert done.returncode == 2
    assert f"Poort {port}" in done.stderr.decode()


def test_small_arrays_are_multiplied_on_one_core() -> None:
    code = "import assistant, numpy, threadpoolctl; print(threadpoolctl.threadpool_info())"
    plain = {k: v for k, v in os.environ.items() if k != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=plain
    )
    assert "'num_threads': 1" in done.stdout
    assert "'num_threads': 2" not in done.stdout
