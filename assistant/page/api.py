"""Asking, drafting and reviewing for other programs: JSON in, JSON out. See docs/api.md.

Off unless HANDREIKING_API is true. What goes in and out is the contract of the command line, which
hands its functions over: so the two cannot differ.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from assistant.answering import Assistant
from assistant.drafting.draft import UnknownKind
from assistant.drafting.review import review, review_json
from assistant.yaml_file import read_yaml

Item = dict[str, object]
Handler = Callable[[Assistant, Item], Item]
Call = Callable[[Item], Awaitable[tuple[int, Item]]]

SCHEMAS = Path(__file__).with_name("api.yaml")
LONGEST = 50_000
log = logging.getLogger(__name__)


class BadRequest(Exception):
    """A request that cannot be taken; the message says, in Dutch, what to change."""


def schemas() -> Mapping[str, Any]:
    """The JSON Schema of what each function takes, by its name, and under `gives` what it gives."""
    read: Mapping[str, Any] = read_yaml(SCHEMAS)
    return read


def calls(
    assistant: Assistant, handlers: Mapping[str, Handler], bad: tuple[type[Exception], ...]
) -> Mapping[str, Call]:
    """Ask, draft and review by name, each from one JSON object to an HTTP status and another.

    `bad` are the exceptions of the handlers whose message is a line for the caller.
    """
    refused: tuple[type[Exception], ...] = (BadRequest, UnknownKind, *bad)
    every = {**handlers, "review": reviewed}
    return {name: _call(assistant, handler, refused) for name, handler in every.items()}


def add_api(app: FastAPI, those: Mapping[str, Call]) -> None:
    """Adds /api/<name> for each of those, and GET /api with their schemas."""
    for name, call in those.items():
        app.add_api_route(f"/api/{name}", _route(call), methods=["POST"])
    told = schemas()
    app.add_api_route("/api", lambda: JSONResponse(told), methods=["GET"])


def reviewed(assistant: Assistant, item: Item) -> Item:
    """The review of `text` as a text of `kind`. Raises BadRequest and UnknownKind."""
    text, kind = item.get("text"), item.get("kind")
    if not isinstance(text, str) or not text.strip():
        raise BadRequest("'text' ontbreekt of is geen tekst")
    if len(text) > LONGEST:
        raise BadRequest(f"'text' telt {len(text)} tekens; het maximum is {LONGEST}")
    if not (kind is None or isinstance(kind, str)):
        raise BadRequest("'kind' is geen tekst")
    return review_json(review(text, kind))


def _call(assistant: Assistant, handler: Handler, refused: tuple[type[Exception], ...]) -> Call:
    async def call(item: Item) -> tuple[int, Item]:
        try:
            result = await asyncio.to_thread(handler, assistant, item)
        except refused as error:
            return 422, {"error": str(error)}
        except Exception:  # nothing of the request is logged
            log.exception("a request to the API failed")
            return 500, {"error": "er ging iets mis; probeer het opnieuw"}
        return 200, {"id": item.get("id"), **result}

    return call


def _route(call: Call) -> Callable[[Request], Any]:
    async def route(request: Request) -> JSONResponse:
        try:
            item = json.loads(await request.body())
        except ValueError:
            return JSONResponse({"error": "dit is geen geldige JSON"}, 400)
        if not isinstance(item, dict):
            return JSONResponse({"error": "verwacht één JSON-object"}, 400)
        status, result = await call(item)
        return JSONResponse(result, status)

    return route
