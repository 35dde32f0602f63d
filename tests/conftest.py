"""An open assistant on an index of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering import Assistant, load_assistant
from assistant.settings import Settings


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("index")


@pytest.fixture(scope="session")
def assistant(data: Path) -> Assistant:
    return load_assistant(Settings(data=data))
