"""The server: up at once with a line that it is loading, then the page itself behind headers."""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import os
import socket
import sys
import threading
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.page.headers import respond, with_headers
from assistant.page.texts import texts
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.page.api import Handler
    from assistant.page.app import Site

QUIET = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "ANONYMIZED_TELEMETRY": "False",
    "LANGSMITH_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
}


class BusyPort(Exception):
    """The port is taken; the message says, in Dutch, how to choose another."""


class MissingExtra(Exception):
    """A package that a setting needs is not installed; the message says, in Dutch, how to."""


def require_mcp() -> None:
    """Nothing, when MCP can be offered. Raises MissingExtra."""
    if importlib.util.find_spec("mcp") is None:
        raise MissingExtra(texts().mcp_missing)


def serve(
    settings: Settings,
    api: Mapping[str, Handler] | None = None,
    refused: tuple[type[Exception], ...] = (),
) -> None:
    """Serves the page until interrupted. Raises BusyPort and MissingExtra before anything is loaded.

    `api` are the functions behind /api/<name>, `refused` the exceptions of theirs whose message
    is a line for the caller; both are used only when the settings switch the API or MCP on.
    """
    os.environ.update(QUIET)
    if settings.mcp:
        require_mcp()
    bound = _bound(settings)
    app = Loading(settings, api or {}, refused)
    threading.Thread(target=app.load, daemon=True).start()
    config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="on")
    uvicorn.Server(config).run(sockets=[bound])


def _bound(settings: Settings) -> socket.socket:
    bound = socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((settings.host, settings.port))
    except OSError as error:
        bound.close()
        said = texts().port_taken.format(host=settings.host, port=settings.port)
        raise BusyPort(said) from error
    return bound


class Loading:
    """An ASGI app that shows a waiting page until the real one stands behind it."""

    def __init__(
        self,
        settings: Settings,
        api: Mapping[str, Handler] | None = None,
        refused: tuple[type[Exception], ...] = (),
    ) -> None:
        self._settings, self._api, self._refused = settings, api or {}, refused
        self._loaded: Site | None = None
        self._page: ASGIApp | None = None
        self._fault = ""
        self._starting = asyncio.Lock()
        self._started = contextlib.AsyncExitStack()

    def load(self) -> None:
        """Imports, opens the index and mounts the page; a fault becomes a page of its own."""
        try:
            from assistant.drafting.ready import make_ready
            from assistant.page.app import site  # seconds: Gradio comes with it

            self._loaded = site(self._settings, self._api, self._refused)
            said = texts().ready.format(host=self._settings.host, port=self._settings.port)
            print(said, file=sys.stderr, flush=True)
            make_ready()  # the page is up; this spares the first draft of each kind the loading
        except Exception as error:  # shown on the page and on stderr; nothing else can tell it
            self._fault = str(error) or type(error).__name__
            print(texts().broken.format(reason=self._fault), file=sys.stderr)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hands the request on, or answers that it is too early."""
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
            return
        await self._start()
        if scope["type"] == "http" and scope["path"] == "/health":
            await self._health(send)
        elif self._page is not None and not self._fault:
            await self._page(scope, receive, send)
        elif scope["type"] == "http":
            await respond(send, 500 if self._fault else 200, "text/html", self._waiting())

    async def _start(self) -> None:
        """Starts the loaded page in the server's own event loop, once: Gradio's queue needs it."""
        if self._loaded is None or self._page is not None:
            return
        async with self._starting:
            if self._page is None:
                app = self._loaded.app
                await self._started.enter_async_context(app.router.lifespan_context(app))
                self._page = with_headers(app, self._loaded.patch)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await send({"type": "lifespan.startup.complete"})
            else:
                await self._started.aclose()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _health(self, send: Send) -> None:
        status, word = (500, "broken") if self._fault else (503, "starting")
        if self._page is not None and not self._fault:
            status, word = 200, "ok"
        await respond(send, status, "application/json", f'{{"status": "{word}"}}')

    def _waiting(self) -> str:
        said = texts()
        title = said.broken_title if self._fault else said.loading_title
        line = said.broken.format(reason=self._fault) if self._fault else said.loading_page
        refresh = "" if self._fault else '<meta http-equiv="refresh" content="1">'
        style = "body{font:1.1rem/1.5 Arial,sans-serif;max-width:34rem;margin:18vh auto;padding:0 1rem;color:#1e293b}"
        return (
            f'<!doctype html><html lang="nl"><head><meta charset="utf-8">{refresh}'
            '<meta name="viewport" content="width=device-width,initial-scale=1">'
            f"<title>{escape(title)}</title><style>{style}</style></head>"
            f'<body><main><h1>{escape(title)}</h1><p role="status">{escape(line)}</p></main></body></html>'
        )
