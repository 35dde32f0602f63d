"""The model setting: what is said at start, where a model runs, and what goes to it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace

import pytest

from assistant.answering import Assistant, load_assistant
from assistant.cli import main
from assistant.models import is_this_machine, open_model
from assistant.settings import Settings
from assistant.types import Turn
from tests.faults.matrix import honest
from tests.faults.server import NAME, ModelServer, model_server

KEYS = ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_API_BASE", "OLLAMA_HOST", "MISTRAL_API_KEY")


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in KEYS:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server(honest) as opened:
        yield opened


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_without_the_setting_there_is_no_model() -> None:
    assert open_model(Settings()) is None


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ({"model": "llama3.1"}, "aanbieder:naam"),
        ({"model": "ollama:"}, "aanbieder:naam"),
        ({"model": "bestaatniet:x"}, "onbekende aanbieder (bestaatniet)"),
        ({"model": "cohere:command-r"}, "pip install langchain-cohere"),
        ({"model": "openai:gpt-x"}, "OPENAI_API_KEY"),
        ({"model": "openai:x", "model_url": "127.0.0.1:8000"}, "HANDREIKING_MODEL_URL"),
    ],
)
def test_a_setting_that_cannot_work_is_said_in_one_dutch_line(
    settings: dict[str, str], line: str
) -> None:
    model = open_model(Settings(**settings))  # type: ignore[arg-type]  # pydantic checks them
    assert model is not None
    assert model.chat is None
    assert line in model.fault
    assert "\n" not in model.fault
    assert model.fault.endswith("Tot dan antwoordt de assistent letterlijk uit de handreiking.")


def test_a_wrong_name_lists_what_the_server_has(server: ModelServer) -> None:
    model = open_model(Settings(model="openai:ander", model_url=server.url))
    assert model is not None
    assert f"kent geen model ander, wel: {NAME}" in model.fault


def test_a_refused_key_is_said_and_never_shown(server: ModelServer) -> None:
    server.key = "juist"
    settings = Settings(model=f"openai:{NAME}", model_url=server.url, model_key="geheim123")  # type: ignore[arg-type]
    model = open_model(settings)
    assert model is not None
    assert "weigert de sleutel" in model.fault
    assert "geheim123" not in model.fault + repr(model) + repr(settings)


def test_the_right_key_is_accepted(server: ModelServer) -> None:
    server.key = "juist"
    settings = Settings(model=f"openai:{NAME}", model_url=server.url, model_key="juist")  # type: ignore[arg-type]
    model = open_model(settings)
    assert model is not None
    assert model.fault == ""


def test_a_server_that_is_not_up_yet_is_used_as_soon_as_it_is(assistant: Assistant) -> None:
    port = free_port()
    settings = Settings(model=f"openai:{NAME}", model_url=f"http://127.0.0.1:{port}/v1")
    model = open_model(settings)
    assert model is not None
    assert "niet te bereiken" in model.fault
    ours = replace(assistant, settings=settings, model=model)
    meanwhile = ours.answer(Turn("Wat is bijvangst?"))
    assert meanwhile.mode == "extractive"
    assert "niet te bereiken" in meanwhile.text
    with model_server(honest, port):
        assert ours.answer(Turn("Wat is bijvangst?")).mode == "generated"


def test_a_model_that_cannot_be_used_leaves_literal_answers(assistant: Assistant) -> None:
    settings = Settings(data=assistant.settings.data, model="llama3.1")
    answer = load_assistant(settings).answer(Turn("Wat is bijvangst?"))
    assert answer.mode == "extractive"
    assert answer.claims
    assert "niet beschikbaar" in answer.text


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("10.0.0.5", False),
        ("localhost.evil.example", False),
        ("127.0.0.1.nip.io", False),
        ("api.openai.com", False),
    ],
)
def test_only_loopback_is_this_machine(host: str, here: bool) -> None:
    assert is_this_machine(host) is here


def test_a_variable_that_moves_the_server_moves_what_is_said_of_it(
    monkeypatch: pytest.MonkeyPatch, server: ModelServer
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)
    monkeypatch.setenv("OPENAI_API_KEY", "x")
    model = open_model(Settings(model=f"openai:{NAME}"))
    assert model is not None
    assert model.info.local
    assert server.url.startswith(f"http://{model.info.host}/")


def test_the_assistant_says_with_which_model_it_answers(
    assistant: Assistant, server: ModelServer
) -> None:
    data = assistant.settings.data
    ours = load_assistant(Settings(data=data, model=f"openai:{NAME}", model_url=server.url))
    assert f"met het taalmodel {NAME}, op deze computer" in ours.answer(Turn("Wie ben je?")).text
    assert "zonder taalmodel" in assistant.answer(Turn("Wie ben je?")).text


def test_no_question_goes_to_a_tracing_service(
    assistant: Assistant, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from langchain_core.tracers.langchain import wait_for_all_tracers
    from langsmith import utils

    with model_server(honest) as spy:
        for name, value in (("TRACING", "true"), ("ENDPOINT", spy.url), ("API_KEY", "x")):
            monkeypatch.setenv(f"LANGSMITH_{name}", value)
        utils.get_env_var.cache_clear()
        settings = Settings(model=f"openai:{NAME}", model_url=server.url)
        ours = replace(assistant, settings=settings, model=open_model(settings))
        assert ours.answer(Turn("Wat is bijvangst?")).mode == "generated"
        wait_for_all_tracers()  # what is traced is sent in the background
        assert spy.contacts == []
    utils.get_env_var.cache_clear()


def test_the_command_line_says_the_fault_once_and_answers(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HANDREIKING_DATA", str(assistant.settings.data))
    monkeypatch.setenv("HANDREIKING_MODEL", "llama3.1")
    assert main(["ask", "Wat is bijvangst?"]) == 0
    said = capsys.readouterr()
    assert said.err.count("aanbieder:naam") == 1
    assert "[§5.4]" in said.out


def test_a_model_s_answer_keeps_the_contract(
    assistant: Assistant,
    server: ModelServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    import json

    monkeypatch.setenv("HANDREIKING_DATA", str(assistant.settings.data))
    monkeypatch.setenv("HANDREIKING_MODEL", f"openai:{NAME}")
    monkeypatch.setenv("HANDREIKING_MODEL_URL", server.url)
    assert main(["ask", "Wat is bijvangst?", "--json", "--mask"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["mode"] == "generated"
    assert all(claim["citations"] for claim in answer["claims"])
    assert answer["model"].startswith(NAME)
    assert answer["notices"]
