"""Gradio in a FastAPI app, once a language, without history, telemetry or a public interface."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import gradio as gr
from fastapi import FastAPI

from assistant.answering import load_assistant
from assistant.page.api import Handler, add_api, calls
from assistant.page.headers import Patch
from assistant.page.house import load_house
from assistant.page.layout import build_page
from assistant.page.routes import add_routes, assets, version_of
from assistant.page.shell import patched
from assistant.page.theme import theme
from assistant.settings import Settings
from assistant.types import Language

# the root comes last: it takes every address
MOUNTS: tuple[tuple[Language, str], ...] = (("en", "/en"), ("nl", "/"))
QUEUE = 64
AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Site:
    """The app, and what makes Gradio's HTML our own."""

    app: FastAPI
    patch: Patch


def site(
    settings: Settings, api: Mapping[str, Handler], refused: tuple[type[Exception], ...]
) -> Site:
    """The whole site. Raises HouseStyleError, and what `load_assistant` raises."""
    house = load_house(settings.house)
    files = assets(house)
    assistant = load_assistant(settings)
    if assistant.model and assistant.model.fault:
        print(assistant.model.fault, file=sys.stderr, flush=True)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    add_routes(app, assistant, house, files)
    those = calls(assistant, api, refused)
    if settings.api:
        add_api(app, those)
    if settings.mcp:
        from assistant.page.mcp_tools import add_mcp  # an extra, not always installed

        add_mcp(app, those)
    for language, path in MOUNTS:
        page = build_page(assistant, language)
        page.queue(api_open=False, max_size=QUEUE, default_concurrency_limit=AT_ONCE)
        app = gr.mount_gradio_app(
            app,
            page,
            path=path,
            theme=theme(),
            footer_links=[],
            run_history=False,
            ssr_mode=False,
            show_error=False,
            allowed_paths=[],
            max_file_size="1mb",
        )
    return Site(app, partial(patched, house=house, version=version_of(files)))
