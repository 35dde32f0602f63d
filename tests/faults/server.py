"""An OpenAI-compatible server on loopback that plays a script: a model that can be trusted to fail.

A script is a function from the passages that the request holds to steps. The model therefore knows
what it was given, like a real one, and can quote, alter or ignore it.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

NAME = "verteller"
PIECE = 7


@dataclass(frozen=True, slots=True)
class Say:
    """Text, streamed in small pieces, `pause` seconds apart; `forever` whole, again and again."""

    text: str
    pause: float = 0.0
    forever: bool = False


@dataclass(frozen=True, slots=True)
class Wait:
    """Silence on an open connection."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Refuse:
    """An HTTP status instead of an answer."""

    status: int


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes as they are."""

    data: bytes


@dataclass(frozen=True, slots=True)
class HangUp:
    """The end of the connection without the end of the answer; `rude` in the midst of a message."""

    rude: bool = False


@dataclass(frozen=True, slots=True)
class Finish:
    """The reason given for the end, when it is another than that the answer is whole."""

    reason: str


Step = Say | Wait | Refuse | Raw | HangUp | Finish
Script = Callable[[Sequence[str]], Iterable[Step]]


@dataclass
class ModelServer:
    """The server's address, who called on it for what, and whether a reader hung up on it."""

    url: str
    script: Script
    asked: list[dict[str, object]] = field(default_factory=list)
    contacts: list[str] = field(default_factory=list)
    left: threading.Event = field(default_factory=threading.Event)
    key: str = ""

    @property
    def prompts(self) -> list[str]:
        """All text of each request."""
        return ["\n".join(str(m["content"]) for m in r["messages"]) for r in self.asked]  # type: ignore[attr-defined]


def passages_in(prompt: str) -> list[str]:
    """The texts of the numbered passages in a prompt, in order."""
    found: dict[int, str] = {}
    for line in prompt.splitlines():
        if line.startswith('{"n":'):
            data = json.loads(line)
            found[data["n"]] = data["text"]
    return [found[n] for n in sorted(found)]


def paragraph_in(prompt: str) -> str:
    """The paragraph of a draft that the prompt asks to write, in either language."""
    lines = [line for line in prompt.splitlines() if line.startswith(("Alinea: ", "Paragraph: "))]
    found: str = json.loads(lines[-1].partition(": ")[2])
    return found


@contextmanager
def model_server(script: Script, port: int = 0) -> Iterator[ModelServer]:
    """A server that plays the script for each request until the block ends."""
    state = ModelServer("", script)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

        def do_GET(self) -> None:
            state.contacts.append(self.path)
            if state.key and self.headers.get("Authorization") != f"Bearer {state.key}":
                self._json(401, {"error": {"message": "wrong key"}})
                return
            self._json(200, {"object": "list", "data": [{"id": NAME, "object": "model"}]})

        def do_POST(self) -> None:
            state.contacts.append(self.path)
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            state.asked.append(body)
            steps = list(state.script(passages_in(state.prompts[-1])))
            if steps and isinstance(steps[0], Refuse):
                self._json(steps[0].status, {"error": {"message": "no", "type": "scripted"}})
                return
            self.close_connection = True
            try:
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream")
                self.send_header("Connection", "close")
                if HangUp(rude=True) in steps:
                    self.send_header("Content-Length", "1000000")
                self.end_headers()
                self._play(steps)
            except OSError:
                state.left.set()

        def _play(self, steps: Sequence[Step]) -> None:
            reason = "stop"
            for step in steps:
                if isinstance(step, Say):
                    self._say(step)
                elif isinstance(step, Wait):
                    self._silence(step.seconds)
                elif isinstance(step, Raw):
                    self._write(step.data)
                elif isinstance(step, Finish):
                    reason = step.reason
                elif isinstance(step, HangUp):
                    return
            self._piece("", reason)
            self._write(b"data: [DONE]\n\n")

        def _say(self, step: Say) -> None:
            while step.forever:
                self._piece(step.text)
            for start in range(0, len(step.text), PIECE):
                self._piece(step.text[start : start + PIECE])
                time.sleep(step.pause)

        def _silence(self, seconds: float) -> None:
            # comments of the event stream: they say nothing, but tell whether anyone listens
            until = time.monotonic() + seconds
            while time.monotonic() < until:
                self._write(b": \n\n")
                time.sleep(min(0.02, seconds))

        def _piece(self, text: str, reason: str | None = None) -> None:
            delta = {"role": "assistant", "content": text}
            choice = {"index": 0, "delta": delta, "finish_reason": reason}
            data = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": NAME}
            self._write(f"data: {json.dumps({**data, 'choices': [choice]})}\n\n".encode())

        def _write(self, data: bytes) -> None:
            self.wfile.write(data)
            self.wfile.flush()

        def _json(self, status: int, value: object) -> None:
            data = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    state.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()


def as_json(sentences: Iterable[tuple[str, Sequence[int]]]) -> str:
    """Sentences with the numbers they cite in the form that the model is asked for."""
    items = [{"text": text, "passages": list(cited)} for text, cited in sentences]
    return json.dumps({"sentences": items}, ensure_ascii=False)


def as_text(sentences: Iterable[tuple[str, Sequence[int]]]) -> str:
    """Sentences with markers, as a model writes them that knows no JSON."""
    return " ".join(f"{text} {''.join(f'[{n}]' for n in cited)}" for text, cited in sentences)


def first_sentences(passages: Sequence[str], count: int) -> list[tuple[str, list[int]]]:
    """A faithful answer: the first sentence of the first passages, each citing its own."""
    from assistant.sentences import sentences

    return [(sentences(text)[0], [n]) for n, text in enumerate(passages[:count], 1)]
