"""The chat model by its setting: which it is, where it runs, and what it lacks to be used."""

from __future__ import annotations

import asyncio
import ipaddress
import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.phrases import phrases
from assistant.settings import Settings
from assistant.types import Language

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

PROBE_SECONDS = 3.0
KNOWN_SHOWN = 5
LONGEST_NAME = 60
# LangChain's own clients would try again, and the time for that is better spent on an answer.
ATTEMPTS = 0
OLLAMA_CONTEXT = 8192
DEPLOYMENTS = ".azure.com"  # asked by the name of a deployment, which the list does not hold
CLOUD = ("-cloud", ":cloud")  # models that Ollama passes on to its own servers


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """Which model answers, on which host, and whether that is this machine."""

    name: str
    host: str
    local: bool


@dataclass(frozen=True, slots=True)
class Model:
    """A chat model that was set. `chat` is None when it cannot be used until the setting changes.

    `fault` is the line for the reader at start, "" when all is well. `loop` is the event loop in
    which its clients live.
    """

    info: ModelInfo
    chat: BaseChatModel | None = field(repr=False)
    structured: Mapping[str, Any] = field(default_factory=dict, repr=False)
    fault: str = ""
    loop: asyncio.AbstractEventLoop | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Provider:
    """How a provider's package is called and set; `urls` are the variables that move its server."""

    package: str
    base_url: str
    urls: tuple[str, ...]
    key: str = ""
    models: str = "models"
    url_argument: str = "base_url"


class ModelFault(Exception):
    """A model that cannot be used as it is set; the message is one Dutch line."""


PROVIDERS: Mapping[str, Provider] = {
    "ollama": Provider(
        "langchain-ollama", "http://127.0.0.1:11434", ("OLLAMA_HOST",), models="api/tags"
    ),
    "openai": Provider(
        "langchain-openai",
        "https://api.openai.com/v1",
        ("OPENAI_BASE_URL", "OPENAI_API_BASE"),
        key="OPENAI_API_KEY",
    ),
    "mistralai": Provider(
        "langchain-mistralai",
        "https://api.mistral.ai/v1",
        ("MISTRAL_BASE_URL",),
        key="MISTRAL_API_KEY",
    ),
}
NO_KEY = "geen"


def open_model(settings: Settings) -> Model | None:
    """The model of the settings, tried once; None when none is set. Never raises for a bad one."""
    given = settings.model.strip()
    if not given:
        return None
    provider, _, name = given.partition(":")
    try:
        url = _base_url(settings, provider)
        info = _info(provider, name, url)
    except ModelFault as fault:
        return Model(ModelInfo(given, "", False), None, fault=str(fault))
    try:
        if not provider or not name:
            raise _fault("spelling", given=given)
        key = _key(settings, provider, url)
        chat = _chat(provider, name, url, key)
    except ModelFault as fault:
        return Model(info, None, fault=str(fault))
    structured = _structured(provider) if settings.model_output != "text" else {}
    fault_line = _probe(provider, name, url, key)
    return Model(info, chat, structured, fault_line, _running_loop())


def where(info: ModelInfo, language: Language) -> str:
    """Which model and where it runs, as words in a sentence."""
    said = phrases(language).model
    return (said.here if info.local else said.elsewhere).format(name=info.name, host=info.host)


def is_this_machine(host: str) -> bool:
    """Whether the host is a loopback address or called localhost; names are not looked up."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _fault(kind: str, **values: str) -> ModelFault:
    said = phrases("nl").model
    return ModelFault(f"{said.start[kind].format(**values)} {said.meanwhile}")


def _base_url(settings: Settings, provider: str) -> str:
    """The address that the model is asked at, "" when only the provider's package knows it."""
    known = PROVIDERS.get(provider)
    url = settings.model_url.strip()
    if not url and known:
        url = next((os.environ[v] for v in known.urls if os.environ.get(v)), known.base_url)
        if provider == "ollama" and "//" not in url:
            url = f"http://{url}"
        url = url.replace("//0.0.0.0", "//127.0.0.1")
        if provider == "ollama" and urlsplit(url).port is None and url.startswith("http://"):
            url = f"{url.rstrip('/')}:11434"
    if url and (urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname):
        raise _fault("url", given=url)
    return url


def _info(provider: str, name: str, url: str) -> ModelInfo:
    host = urlsplit(url).hostname or provider
    shown = host if urlsplit(url).port is None else f"{host}:{urlsplit(url).port}"
    passed_on = provider == "ollama" and name.endswith(CLOUD)
    return ModelInfo(name, shown, is_this_machine(host) and not passed_on)


def _key(settings: Settings, provider: str, url: str) -> str:
    """The key; a placeholder for a server of one's own that may need none."""
    known = PROVIDERS.get(provider)
    key = settings.model_key.get_secret_value()
    if key or not known or not known.key:
        return key
    key = os.environ.get(known.key, "")
    if not key and url == known.base_url:
        raise _fault("key", provider=provider, variable=known.key)
    return key or NO_KEY


def _chat(provider: str, name: str, url: str, key: str) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    known = PROVIDERS.get(provider)
    arguments: dict[str, Any] = {"api_key": key} if key else {}
    if url:
        arguments["base_url"] = url
    if provider == "ollama":
        arguments |= {"num_ctx": OLLAMA_CONTEXT, "reasoning": False}
        arguments["client_kwargs"] = {
            "trust_env": not is_this_machine(urlsplit(url).hostname or "")
        }
        if "api_key" in arguments:
            headers = {"Authorization": f"Bearer {arguments.pop('api_key')}"}
            arguments["client_kwargs"]["headers"] = headers
    elif known:
        arguments["max_retries"] = ATTEMPTS
    if known and url != PROVIDERS["openai"].base_url:
        arguments["temperature"] = 0  # OpenAI's newest models refuse one
    if provider == "openai":
        arguments |= {"use_responses_api": False, "stream_usage": False}
        arguments["http_async_client"] = _client(url)
    try:
        chat: BaseChatModel = init_chat_model(name, model_provider=provider, **arguments)
    except ImportError as error:
        package = known.package if known else f"langchain-{provider.replace('_', '-')}"
        raise _fault("package", provider=provider, package=package) from error
    except ValueError as error:
        if "provider" in str(error).lower() and not known:
            raise _fault("provider", provider=provider) from error
        raise _fault("settings", name=name, reason=type(error).__name__) from error
    except Exception as error:  # each package has its own kinds
        raise _fault("settings", name=name, reason=type(error).__name__) from error
    return chat


def _client(url: str) -> Any:
    """A client that goes where it is told: through no proxy on this machine, after no redirect."""
    import httpx

    local = is_this_machine(urlsplit(url).hostname or "")
    return httpx.AsyncClient(trust_env=not local, timeout=None, follow_redirects=False)


def _structured(provider: str) -> Mapping[str, Any]:
    """The arguments that make the provider's models keep to the schema; {} where none is known."""
    if provider == "ollama":
        return {"format": SCHEMA}
    schema = {"name": "answer", "schema": SCHEMA, "strict": True}
    form = {"response_format": {"type": "json_schema", "json_schema": schema}}
    if provider == "openai":
        return {"extra_body": form}  # as an argument it would take another road that parses too
    return form if provider == "mistralai" else {}


SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "sentences": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "text": {"type": "string"},
                    "passages": {"type": "array", "items": {"type": "integer"}},
                },
                "required": ["text", "passages"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["sentences"],
    "additionalProperties": False,
}


def _probe(provider: str, name: str, url: str, key: str) -> str:
    """What is wrong with the server, as a line for the reader; "" when nothing seems to be."""
    known = PROVIDERS.get(provider)
    if not known:
        return ""
    import httpx

    host = _info(provider, name, url).host
    headers = {"Authorization": f"Bearer {key}"} if key and key != NO_KEY else {}
    local = is_this_machine(urlsplit(url).hostname or "")
    try:
        with httpx.Client(timeout=PROBE_SECONDS, trust_env=not local, headers=headers) as client:
            reply = client.get(f"{url.rstrip('/')}/{known.models}")
    except httpx.HTTPError:
        return str(_fault("unreachable", host=host))
    if reply.status_code in (401, 403):
        return str(_fault("refused", host=host))
    if host.endswith(DEPLOYMENTS):
        return ""
    names = _names(reply) if reply.status_code == httpx.codes.OK else []
    if not names or {name, f"{name}:latest"} & set(names):
        return ""
    listed = ", ".join(names[:KNOWN_SHOWN])
    return str(_fault("name", host=host, name=name, known=listed))


def _names(reply: Any) -> list[str]:
    """The models that a server lists, in the form of OpenAI or of Ollama; [] when it lists none."""
    try:
        listed = reply.json()
        models = listed.get("data") or listed.get("models") or []
        return [" ".join(str(m.get("id") or m.get("name")).split())[:LONGEST_NAME] for m in models]
    except (ValueError, AttributeError):
        return []


def _running_loop() -> asyncio.AbstractEventLoop:
    """An event loop of its own in a thread: the clients keep their connections in it."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True, name="model").start()
    return loop
