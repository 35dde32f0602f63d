"""Ask, draft and review as MCP tools, over Streamable HTTP and over stdio. See docs/api.md.

Off unless HANDREIKING_MCP is true, and imported only then: it needs the extra `mcp`. The tools are
the functions behind /api/<name>, with the same limits and the same JSON.
"""

from __future__ import annotations

import contextlib
import json
import logging
from collections.abc import AsyncIterator, Mapping
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from mcp import MCPError
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp_types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    TextContent,
    Tool,
    ToolAnnotations,
)
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from assistant.page.api import Call, schemas
from assistant.page.headers import MAX_BODY, respond

PATH = "/mcp"
# what goes wrong in a function of ours is logged there; the package's own lines quote requests
logging.getLogger("mcp").setLevel(logging.CRITICAL)


def add_mcp(app: FastAPI, those: Mapping[str, Call]) -> None:
    """Adds /mcp, which takes each request by itself: no session is kept."""
    manager = StreamableHTTPSessionManager(
        tool_server(those), stateless=True, json_response=True, max_request_body_size=MAX_BODY
    )
    before = app.router.lifespan_context

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[Any]:
        async with before(app) as state, manager.run():
            yield state

    app.router.lifespan_context = lifespan
    app.router.routes.append(Route(PATH, endpoint=_Endpoint(manager)))


async def serve_stdio(those: Mapping[str, Call]) -> None:
    """Answers one program over stdin and stdout until it closes them."""
    server = tool_server(those)
    async with stdio_server() as (read, write):
        await server.run(read, write, server.create_initialization_options())


def tool_server(those: Mapping[str, Call]) -> Server[Any]:
    """An MCP server with a tool for each of those."""
    told = schemas()
    tools = [_tool(name, told) for name in those]

    async def list_tools(context: Any, params: Any) -> ListToolsResult:
        return ListToolsResult(tools=tools)

    async def call_tool(context: Any, params: CallToolRequestParams) -> CallToolResult:
        if params.name not in those:
            known = ", ".join(those)
            raise MCPError(INVALID_PARAMS, f"'{params.name}' bestaat niet; kies uit {known}")
        status, result = await those[params.name](dict(params.arguments or {}))
        if status != 200:
            said = TextContent(type="text", text=str(result["error"]))
            return CallToolResult(content=[said], is_error=True)
        text = json.dumps(result, ensure_ascii=False)
        return CallToolResult(
            content=[TextContent(type="text", text=text)], structured_content=json.loads(text)
        )

    return Server(
        "handreiking",
        version=version("handreiking"),
        instructions=told["instructions"],
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _tool(name: str, told: Mapping[str, Any]) -> Tool:
    return Tool(
        name=name,
        description=told[name]["description"],
        input_schema=told[name],
        output_schema=told["gives"][name],
        annotations=ToolAnnotations(read_only_hint=True, open_world_hint=False),
    )


class _Endpoint:
    """The ASGI app at /mcp. A class, since Starlette takes a function for a view."""

    def __init__(self, manager: StreamableHTTPSessionManager) -> None:
        self._manager = manager

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "POST":  # there is nothing to listen to: no session, no stream
            await respond(send, 405, "text/plain", "Alleen POST", {"allow": "POST"})
        elif any(name == b"origin" for name, _ in scope["headers"]):
            # programs send none; a page of elsewhere that reaches this machine does (DNS rebinding)
            await respond(send, 403, "text/plain", "Niet vanuit een webpagina")
        else:
            await self._manager.handle_request(scope, receive, send)
