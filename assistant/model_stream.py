"""The words of a chat model as they come, within a time limit; every fault becomes one kind."""

from __future__ import annotations

import asyncio
import json
import queue
import time
from collections.abc import Callable, Coroutine, Generator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from assistant.models import Model

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

MAX_CHARS = 12_000
CANCEL_AGAIN = 0.02
WHOLE = ("stop", "end_turn", "eos", "tool_calls")
LIMITS = ("length", "max_tokens", "model_length")
ENDS = ("finish_reason", "done_reason", "stop_reason")


class StreamFault(Exception):
    """A stream that ended otherwise than whole; `kind` is a key of `faults` in the phrases."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def stream(
    model: Model,
    messages: Sequence[BaseMessage],
    arguments: Mapping[str, Any],
    deadline: Callable[[], float],
) -> Generator[str, None, None]:
    """The pieces of the model's text.

    `deadline` gives the moment (`time.monotonic`, seconds) at which the reader waits no longer.
    Closing the iterator closes the model's connection. Raises StreamFault.
    """
    if model.chat is None or model.loop is None:
        raise StreamFault("unreachable")
    pieces: queue.Queue[str | StreamFault | None] = queue.Queue()
    reading = asyncio.run_coroutine_threadsafe(
        _started(_read(model, list(messages), arguments, pieces)), model.loop
    ).result()
    length = 0
    try:
        while True:
            left = deadline() - time.monotonic()
            try:
                piece = pieces.get(timeout=max(left, 0.001))
            except queue.Empty:
                raise StreamFault("slow") from None
            if piece is None:
                return
            if isinstance(piece, StreamFault):
                raise piece
            length += len(piece)
            if left <= 0:
                raise StreamFault("slow")
            if length > MAX_CHARS:
                raise StreamFault("endless")
            yield piece
    finally:
        asyncio.run_coroutine_threadsafe(_ended(reading), model.loop)


async def _started(reading: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
    return asyncio.create_task(reading)


async def _ended(reading: asyncio.Task[None]) -> None:
    """Cancels until it has an effect: `asyncio.wait_for` of Python 3.11 can swallow the first."""
    while not reading.done():
        reading.cancel()
        await asyncio.sleep(CANCEL_AGAIN)


async def _read(
    model: Model,
    messages: list[BaseMessage],
    arguments: Mapping[str, Any],
    pieces: queue.Queue[str | StreamFault | None],
) -> None:
    """Puts each piece in the queue, then None, or the fault that ended it."""
    from langsmith import tracing_context

    received, end = False, ""
    try:
        # whatever the environment says: a question goes to the model and to nobody else
        with tracing_context(enabled=False):
            assert model.chat is not None
            async for chunk in model.chat.astream(messages, **arguments):
                received = True
                end = next((str(e) for k in ENDS if (e := chunk.response_metadata.get(k))), end)
                if chunk.text:
                    pieces.put(str(chunk.text))
        # a server that hangs up neatly in mid-sentence gives no reason for ending
        pieces.put(None if end in WHOLE else StreamFault("long" if end in LIMITS else "cut"))
    except Exception as error:  # every provider has kinds of its own
        pieces.put(StreamFault(fault_kind(error, received)))


def fault_kind(error: BaseException, received: bool) -> str:
    """What went wrong, by the status or the kind of error, looked up along its causes."""
    causes = [error]
    while (cause := causes[-1].__cause__ or causes[-1].__context__) and cause not in causes:
        causes.append(cause)
    for cause in causes:
        status = getattr(cause, "status_code", None)
        status = status or getattr(getattr(cause, "response", None), "status_code", None)
        if isinstance(status, int):
            return _status_kind(status)
    names = {kind.__name__ for cause in causes for kind in type(cause).__mro__}
    if any(isinstance(cause, json.JSONDecodeError) for cause in causes):
        return "malformed"
    if names & {"ConnectError", "ConnectTimeout", "ConnectionRefusedError"}:
        return "unreachable"
    if names & {"TimeoutException", "TimeoutError", "APITimeoutError"}:
        return "slow"
    if names & {"TransportError", "APIConnectionError", "ConnectionError"}:
        return "cut" if received else "unreachable"
    return "server" if "APIError" in names else "broken"


def _status_kind(status: int) -> str:
    if status in (401, 403):
        return "key"
    if status == 429:
        return "busy"
    return "server" if status >= 500 else "request"
