"""The tools as a real MCP client meets them, over HTTP on loopback and over stdio."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from mcp import Client, MCPError, StdioServerParameters
from mcp.client.stdio import stdio_client

from tests.browser.conftest import ROOT, Server

ITEMS: dict[str, dict[str, object]] = {
    "ask": {"id": "q1", "question": "Wat is bijvangst?"},
    "draft": {"kind": "invitation", "brief": "inloopavond op 13 april 2027 in De Klok"},
    "review": {"text": "Geachte bewoner, u dient zich vooraf aan te melden. Bel 06-12345678."},
}
LONG = "a" * 1_100_000


def started(data: Path, **settings: str) -> Server:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        server = Server(free.getsockname()[1], data)
    server.start(**settings)
    return server


@pytest.fixture(scope="module")
def address(data: Path) -> Iterator[str]:
    server = started(data, HANDREIKING_MCP="true")
    yield server.address
    server.stop()


def talk(address: str, does: Callable[[Client], Awaitable[Any]], mode: str = "auto") -> Any:
    async def conversation() -> Any:
        async with Client(f"{address}/mcp", mode=mode) as client:
            return await does(client)

    return ended(conversation())


def ended(conversation: Coroutine[Any, Any, Any]) -> Any:
    """What it returns, from a loop of its own: the browser of other tests holds this thread's."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, conversation).result()


def timeless(result: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in result.items() if name != "seconds"}


def test_the_tools_come_with_the_schemas_of_the_json_endpoints(address: str) -> None:
    listed = talk(address, lambda client: client.list_tools()).tools
    told = httpx.get(f"{address}/api").json()
    assert [t.name for t in listed] == ["ask", "draft", "review"]
    for tool in listed:
        assert tool.input_schema == told[tool.name]
        assert tool.output_schema == told["gives"][tool.name]
        assert tool.description


@pytest.mark.parametrize("mode", ["auto", "legacy"])
@pytest.mark.parametrize("name", list(ITEMS))
def test_a_tool_gives_what_the_json_endpoint_gives(address: str, name: str, mode: str) -> None:
    given = talk(address, lambda client: client.call_tool(name, ITEMS[name]), mode)
    assert not given.is_error
    expected = httpx.post(f"{address}/api/{name}", json=ITEMS[name]).json()
    assert timeless(given.structured_content) == timeless(expected)
    assert json.loads(given.content[0].text) == given.structured_content


def test_an_answer_over_mcp_carries_its_passages_and_an_id(address: str) -> None:
    given = talk(address, lambda client: client.call_tool("ask", ITEMS["ask"])).structured_content
    assert given["id"] == "q1"
    assert all(claim["citations"] for claim in given["claims"])
    assert given["citations"][0]["section"] == "5.4"


@pytest.mark.parametrize(
    ("name", "item", "line"),
    [
        ("ask", {"question": "a " * 2000}, "2000"),
        ("ask", {}, "'question' ontbreekt"),
        ("draft", {"kind": "roman"}, "roman"),
        ("review", {"text": "a" * 50_001}, "50001"),
    ],
)
def test_what_cannot_be_taken_is_an_error_with_a_line(
    address: str, name: str, item: dict[str, object], line: str
) -> None:
    given = talk(address, lambda client: client.call_tool(name, item))
    assert given.is_error
    assert line in given.content[0].text


def test_an_unknown_tool_is_refused(address: str) -> None:
    async def refused(client: Client) -> str:
        with pytest.raises(MCPError) as error:
            await client.call_tool("search", {})
        return error.value.message

    assert talk(address, refused) == "'search' bestaat niet; kies uit ask, draft, review"


@pytest.mark.parametrize("path", ["/mcp", "/api/review", "/page/feedback"])
def test_a_request_over_a_megabyte_is_refused_with_and_without_its_length(
    address: str, path: str
) -> None:
    head = {"content-type": "application/json", "accept": "application/json, text/event-stream"}
    said = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "ping", "params": {"x": LONG}}).encode()
    parts = (said[at : at + 100_000] for at in range(0, len(said), 100_000))
    for content in (said, parts):
        assert httpx.post(f"{address}{path}", content=content, headers=head).status_code == 413


def test_a_request_without_its_length_is_taken(address: str) -> None:
    said = json.dumps(ITEMS["review"]).encode()
    head = {"content-type": "application/json"}
    given = httpx.post(f"{address}/api/review", content=iter([said[:9], said[9:]]), headers=head)
    assert given.json()["checks"]


def test_a_web_page_of_elsewhere_cannot_reach_the_tools(address: str) -> None:
    refused = httpx.post(f"{address}/mcp", json={}, headers={"origin": "https://elders.example"})
    assert refused.status_code == 403
    assert httpx.get(f"{address}/mcp", headers={"accept": "text/event-stream"}).status_code == 405


def test_without_the_settings_there_is_neither_mcp_nor_an_api(data: Path) -> None:
    server = started(data, HANDREIKING_API="false")
    try:
        for path in ("/mcp", "/api/ask"):
            assert httpx.post(f"{server.address}{path}", json={}).status_code in (404, 405)
        assert httpx.get(f"{server.address}/api").status_code == 404
    finally:
        server.stop()


def test_without_the_package_the_start_says_in_one_line_what_to_install() -> None:
    hidden = "import sys; sys.modules['mcp'] = None; from assistant.cli import main; sys.exit(main(['serve']))"
    stopped = subprocess.run(
        [sys.executable, "-c", hidden],
        cwd=ROOT,
        env={**os.environ, "HANDREIKING_MCP": "true"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert stopped.returncode == 2
    assert len(stopped.stderr.splitlines()) == 1
    assert "pip install '.[mcp]'" in stopped.stderr


def test_the_tools_also_speak_over_stdio(data: Path) -> None:
    program = StdioServerParameters(
        command=sys.executable,
        args=["-m", "assistant", "mcp"],
        env={**os.environ, "HANDREIKING_DATA": str(data)},
        cwd=ROOT,
    )

    async def conversation() -> Any:
        async with Client(stdio_client(program)) as client:
            return await client.call_tool("ask", {"question": "Wat is bijvangst?"})

    given = ended(conversation())
    assert given.structured_content["ranking"][0] == "5.4"
