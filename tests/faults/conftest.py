"""The assistant with a scripted model."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest

from assistant.answering import Assistant
from assistant.models import open_model
from assistant.settings import Settings
from tests.faults.server import NAME, ModelServer, Script, model_server

Opened = tuple[Assistant, ModelServer]
Opener = Callable[..., Opened]


@pytest.fixture
def opened(assistant: Assistant) -> Iterator[Opener]:
    """`opened(script, local=True, **settings)`: the assistant, and the server its model runs on."""
    with ExitStack() as stack:

        def opener(script: Script, *, local: bool = True, **changes: object) -> Opened:
            server = stack.enter_context(model_server(script))
            settings = Settings(
                **{
                    "data": assistant.settings.data,
                    "model": f"openai:{NAME}",
                    "model_url": server.url,
                    **changes,
                }  # type: ignore[arg-type]  # pydantic checks them
            )
            model = open_model(settings)
            assert model is not None
            # the server stands on loopback; what is asked of one elsewhere is asked of it all the same
            model = replace(model, info=replace(model.info, local=local))
            return replace(assistant, settings=settings, model=model), server

        yield opener
