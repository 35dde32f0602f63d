"""Every knob with its default and its unit; set by environment variables HANDREIKING_..."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """The settings of one process. Raises pydantic's ValidationError for a value out of range."""

    model_config = SettingsConfigDict(env_prefix="HANDREIKING_", frozen=True)

    host: str = "127.0.0.1"
    port: int = Field(7860, ge=1, le=65535)
    data: Path = Field(
        default_factory=lambda: Path(platformdirs.user_cache_dir("handreiking", appauthor=False)),
        description="folder of the disposable index",
    )
    corpus: Path = Field(ROOT / "corpus", description="folder of the Markdown documents")
    encoder: str = Field("", description="folder or hub name; empty for the shipped encoder")
    max_question_chars: int = Field(2000, ge=100, description="characters")
    max_claims: int = Field(10, ge=1, description="sentences of one answer that is no whole list")
    api: bool = Field(False, description="whether /api answers other programs; see docs/api.md")
    mcp: bool = Field(False, description="whether /mcp offers the same as MCP tools; docs/api.md")
    house: Path | None = Field(
        None, description="file with name, logo and colours; see docs/page.md"
    )
    answer_threshold: float = Field(
        0.52, ge=0, le=1, description="least probability that the guideline answers, to answer"
    )
    model: str = Field("", description="chat model as provider:name; empty for none")
    model_url: str = Field("", description="base URL of its server; empty for the provider's own")
    model_key: SecretStr = Field(
        SecretStr(""), description="key; empty for the provider's variable"
    )
    model_output: Literal["auto", "json", "text"] = Field(
        "auto", description="what is asked of the model; auto asks for JSON where it can"
    )
    model_first_seconds: float = Field(10, gt=0, description="seconds to the first shown sentence")
    model_seconds: float = Field(60, gt=0, description="seconds to the whole answer")
    personal_data: Literal["stop", "mask"] = Field(
        "stop", description="what happens to personal data before a model elsewhere would see it"
    )
