"""The server: up at once with a line that it is loading, then the page itself behind headers."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import socket
import sys
import threading
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.page.texts import texts
from assistant.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI

QUIET = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "ANONYMIZED_TELEMETRY": "False",
    "LANGSMITH_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
}
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
    "frame-ancestors 'none'; object-src 'none'; base-uri 'self'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
# our own link: Gradio would prefix every rule of its `css` with a place inside the page
ASSETS = ("page.css", "page.js")
LINKS = '<link rel="stylesheet" href="page/page.css"><script src="page/page.js" defer></script>'
PAGE = Path(__file__).parent / "page"
MAX_BODY = 1_000_000


class BusyPort(Exception):
    """The port is taken; the message says, in Dutch, how to choose another."""


def serve(settings: Settings) -> None:
    """Serves the page until interrupted. Raises BusyPort before anything is loaded."""
    os.environ.update(QUIET)
    bound = _bound(settings)
    app = Loading(settings)
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

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._loaded: FastAPI | None = None
        self._page: ASGIApp | None = None
        self._fault = ""
        self._starting = asyncio.Lock()
        self._started = contextlib.AsyncExitStack()

    def load(self) -> None:
        """Imports, opens the index and mounts the page; a fault becomes a page of its own."""
        try:
            self._loaded = _page(self._settings)
        except Exception as error:  # shown on the page and on stderr; nothing else can tell it
            self._fault = str(error) or type(error).__name__
            print(texts().broken.format(reason=self._fault), file=sys.stderr)
            return
        said = texts().ready.format(host=self._settings.host, port=self._settings.port)
        print(said, file=sys.stderr, flush=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hands the request on, or answers that it is too early."""
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
            return
        await self._start()
        if scope["type"] == "http" and scope["path"] == "/health":
            await self._health(send)
        elif self._page is not None:
            await self._page(scope, receive, send)
        elif scope["type"] == "http":
            await _respond(send, 500 if self._fault else 200, "text/html", self._waiting())

    async def _start(self) -> None:
        """Starts the loaded page in the server's own event loop, once: Gradio's queue needs it."""
        if self._loaded is None or self._page is not None:
            return
        async with self._starting:
            if self._page is None:
                context = self._loaded.router.lifespan_context(self._loaded)
                await self._started.enter_async_context(context)
                self._page = with_headers(self._loaded)

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
        if self._page is not None:
            status, word = 200, "ok"
        await _respond(send, status, "application/json", f'{{"status": "{word}"}}')

    def _waiting(self) -> str:
        said = texts()
        title = said.broken_title if self._fault else said.loading_title
        line = said.broken.format(reason=self._fault) if self._fault else said.loading
        refresh = "" if self._fault else '<meta http-equiv="refresh" content="1">'
        style = "body{font:1.1rem/1.5 Arial,sans-serif;max-width:34rem;margin:18vh auto;padding:0 1rem;color:#1e293b}"
        return (
            f'<!doctype html><html lang="nl"><head><meta charset="utf-8">{refresh}'
            '<meta name="viewport" content="width=device-width,initial-scale=1">'
            f"<title>{escape(title)}</title><style>{style}</style></head>"
            f'<body><main><h1>{escape(title)}</h1><p role="status">{escape(line)}</p></main></body></html>'
        )


def _page(settings: Settings) -> FastAPI:
    """Gradio in a FastAPI app, without history, telemetry or a public interface."""
    import gradio as gr
    from fastapi import FastAPI as App
    from fastapi import HTTPException
    from fastapi.responses import FileResponse

    from assistant.answering import load_assistant
    from assistant.page.layout import build_page
    from assistant.page.theme import theme

    app = App(docs_url=None, redoc_url=None, openapi_url=None)

    def asset(name: str) -> FileResponse:
        if name not in ASSETS:
            raise HTTPException(404)
        return FileResponse(PAGE / name)

    app.add_api_route("/page/{name}", asset, methods=["GET"], response_class=FileResponse)
    assistant = load_assistant(settings)
    if assistant.model and assistant.model.fault:
        print(assistant.model.fault, file=sys.stderr, flush=True)
    page = build_page(assistant)
    page.queue(api_open=False, max_size=64, default_concurrency_limit=8)
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        page,
        path="/",
        theme=theme(),
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        show_error=False,
        allowed_paths=[],
        max_file_size="1mb",
    )
    return mounted


def with_headers(app: ASGIApp) -> ASGIApp:
    """The app with security headers, Dutch raw HTML, our script, and a bound on requests."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        length = dict(scope["headers"]).get(b"content-length", b"0")
        if not length.isdigit() or int(length) > MAX_BODY:
            await _respond(send, 413, "text/plain", "Te groot")
            return
        html: dict[str, Any] = {"start": None, "body": b""}

        async def outgoing(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [(k, v) for k, v in message["headers"] if k.decode() not in HEADERS]
                headers += [(k.encode(), v.encode()) for k, v in HEADERS.items()]
                message = {**message, "headers": headers}
                if dict(headers).get(b"content-type", b"").startswith(b"text/html"):
                    html["start"] = message
                    return
            elif html["start"] is not None:
                html["body"] += message.get("body", b"")
                if not message.get("more_body"):
                    await _send_html(send, html["start"], html["body"])
                return
            await send(message)

        # identity, so that the HTML can be patched
        plain = [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]
        await app({**scope, "headers": plain}, receive, outgoing)

    return wrapped


async def _send_html(send: Send, start: Message, body: bytes) -> None:
    text = re.sub(r"<html[^>]*>", '<html lang="nl">', body.decode("utf-8"), count=1)
    text = re.sub(r"<meta[^>]*(?:og:|twitter:)[^>]*>", "", text)
    text = re.sub(r"<title>.*?</title>", "", text, count=1, flags=re.DOTALL)
    ours = f"<title>{escape(texts().title)}</title>{LINKS}</head>"
    patched = text.replace("</head>", ours, 1).encode()
    dropped = (b"content-length", b"cache-control", b"etag")
    headers = [(k, v) for k, v in start["headers"] if k.lower() not in dropped]
    headers += [(b"content-length", str(len(patched)).encode()), (b"cache-control", b"no-store")]
    await send({**start, "headers": headers})
    await send({"type": "http.response.body", "body": patched})


async def _respond(send: Send, status: int, kind: str, text: str) -> None:
    body = text.encode()
    headers = [
        (b"content-type", f"{kind}; charset=utf-8".encode()),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        *((k.encode(), v.encode()) for k, v in HEADERS.items()),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
