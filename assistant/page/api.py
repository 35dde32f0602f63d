"""Asking, drafting and reviewing for other programs: JSON in, JSON out. See docs/api.md.

Off unless HANDREIKING_API is true. What goes in and out is the contract of the command line, which
hands its functions over: so the two cannot differ.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from assistant.answering import Assistant
from assistant.drafting.draft import UnknownKind
from assistant.drafting.review import review, review_json

Item = dict[str, object]
Handler = Callable[[Assistant, Item], Item]

SCHEMAS = Path(__file__).with_name("api.yaml")
LONGEST = 50_000
log = logging.getLogger(__name__)


class BadRequest(Exception):
    """A request that cannot be taken; the message says, in Dutch, what to change."""


def add_api(
    app: FastAPI,
    assistant: Assistant,
    handlers: Mapping[str, Handler],
    bad: tuple[type[Exception], ...],
) -> None:
    """Adds /api/ask, /api/draft and /api/review, and GET /api with their schemas.

    `bad` are the exceptions of the handlers whose message is a line for the caller.
    """
    schemas: Mapping[str, Any] = yaml.safe_load(SCHEMAS.read_text(encoding="utf-8"))
    refused: tuple[type[Exception], ...] = (BadRequest, UnknownKind, *bad)
    for name, handler in {"review": reviewed, **handlers}.items():
        app.add_api_route(f"/api/{name}", _route(assistant, handler, refused), methods=["POST"])
    app.add_api_route("/api", lambda: JSONResponse(schemas), methods=["GET"])


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


def _route(
    assistant: Assistant, handler: Handler, refused: tuple[type[Exception], ...]
) -> Callable[[Request], Any]:
    async def route(request: Request) -> JSONResponse:
        try:
            item = json.loads(await request.body())
        except ValueError:
            return JSONResponse({"error": "dit is geen geldige JSON"}, 400)
        if not isinstance(item, dict):
            return JSONResponse({"error": "verwacht één JSON-object"}, 400)
        try:
            result = await asyncio.to_thread(handler, assistant, item)
        except refused as error:
            return JSONResponse({"error": str(error)}, 422)
        except Exception:  # nothing of the request is logged
            log.exception("a request to the API failed")
            return JSONResponse({"error": "er ging iets mis; probeer het opnieuw"}, 500)
        return JSONResponse({"id": item.get("id"), **result})

    return route
