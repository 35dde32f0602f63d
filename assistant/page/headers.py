"""Around every answer of the server: security headers, a bound on requests, and our own HTML."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.types import Language

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
    "frame-ancestors 'none'; object-src 'none'; base-uri 'self'; form-action 'self'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
PAGES: dict[str, Language] = {"/": "nl", "/en/": "en"}
MAX_BODY = 1_000_000

Patch = Callable[[str, Language], str]


def with_headers(app: ASGIApp, patch: Patch) -> ASGIApp:
    """The app with headers on everything and `patch` on the pages themselves."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        sent = dict(scope["headers"])
        length = sent.get(b"content-length", b"0")
        bounded = length.isdigit() and int(length) <= MAX_BODY
        if bounded and b"transfer-encoding" in sent:  # a length is only known at its end
            bounded, receive = await _read(receive)
        if not bounded:
            await respond(send, 413, "text/plain", "Te groot")
            return
        elsewhere = _elsewhere(scope)
        if elsewhere:
            await respond(send, 307, "text/plain", "", {"location": elsewhere})
        elif scope["path"] in PAGES:
            await _page(app, scope, receive, send, patch)
        else:
            await app(scope, receive, _secured(send))

    return wrapped


async def _read(receive: Receive) -> tuple[bool, Receive]:
    """Whether a body keeps within the bound, read no further than that, and how to read it again."""
    messages: list[Message] = []
    size, more = 0, True
    while more and size <= MAX_BODY:
        messages.append(await receive())
        size += len(messages[-1].get("body", b""))
        more = messages[-1].get("more_body", False)
    again = iter(messages)

    async def replay() -> Message:
        return next(again, None) or await receive()

    return size <= MAX_BODY, replay


def _elsewhere(scope: Scope) -> str:
    """Where the page in the wanted language is, when it is not here."""
    wanted = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[0]
    if scope["path"] == "/en" or (scope["path"] == "/" and wanted == "en"):
        return "en/"
    return "../" if scope["path"] == "/en/" and wanted == "nl" else ""


def _secured(send: Send) -> Send:
    async def outgoing(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [(k, v) for k, v in message["headers"] if k.decode() not in HEADERS]
            headers += [(k.encode(), v.encode()) for k, v in HEADERS.items()]
            message = {**message, "headers": headers}
        await send(message)

    return outgoing


async def _page(app: ASGIApp, scope: Scope, receive: Receive, send: Send, patch: Patch) -> None:
    """Collects the HTML, which may come in parts, and sends it patched."""
    start: dict[str, Any] = {}
    body = bytearray()

    async def collect(message: Message) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
        else:
            body.extend(message.get("body", b""))

    # without encoding, so that the HTML can be patched
    plain = [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]
    await app({**scope, "headers": plain}, receive, collect)
    html = patch(body.decode("utf-8"), PAGES[scope["path"]])
    sent = b"" if scope["method"] == "HEAD" else html.encode()
    dropped = (b"content-length", b"cache-control", b"etag")
    headers = [(k, v) for k, v in start["headers"] if k.lower() not in dropped]
    headers += [
        (b"content-length", str(len(html.encode())).encode()),
        (b"cache-control", b"no-store"),
    ]
    secured = _secured(send)
    await secured({**start, "headers": headers})
    await secured({"type": "http.response.body", "body": sent})


async def respond(
    send: Send, status: int, kind: str, text: str, more: dict[str, str] | None = None
) -> None:
    """Sends a short answer of our own."""
    body = text.encode()
    headers = {
        "content-type": f"{kind}; charset=utf-8",
        "content-length": str(len(body)),
        "cache-control": "no-store",
        **HEADERS,
        **(more or {}),
    }
    raw = [(k.encode(), v.encode()) for k, v in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": body})
