"""The fault matrix: what the model's server does, and what the reader gets. See docs/models.md.

`kind` is the key in the phrases of the line that the reader gets, "" for none; `mode` is what the
answer has to be. `first` and `whole` are the time limits in seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.sentences import sentences
from tests.faults.hallucinations import KINDS, Kind, hallucinations
from tests.faults.server import (
    Finish,
    HangUp,
    Raw,
    Refuse,
    Say,
    Script,
    Step,
    Wait,
    as_json,
    as_text,
    first_sentences,
)

FIRST, WHOLE = 10.0, 60.0
LONG = 30.0


@dataclass(frozen=True, slots=True)
class Fault:
    """A row of the matrix."""

    name: str
    does: str
    script: Script
    mode: Literal["extractive", "generated"]
    kind: str = ""
    first: float = FIRST
    whole: float = WHOLE


def honest(passages: Sequence[str]) -> list[Step]:
    """A faithful answer in JSON."""
    return [Say(as_json(first_sentences(passages, 3)))]


def honest_text(passages: Sequence[str]) -> list[Step]:
    """A faithful answer as text with markers."""
    return [Say(as_text(_full(passages, 3)))]


def hallucinating(kind: Kind) -> Script:
    """Three faithful sentences with two between them that are wrong in one way."""

    def script(passages: Sequence[str]) -> list[Step]:
        good = _full(passages, 3)
        wrong: list[tuple[str, list[int]]] = []
        for number, text in enumerate(passages, 1):
            other = number % len(passages) + 1 if kind == "wrong citation" else number
            wrong += list(hallucinations(kind, sentences(text), other))
        # a sentence that was said already is not said again, however it is cited
        wrong = [(text, cited) for text, cited in wrong if text not in dict(good)]
        mixed = [good[0], *wrong[:1], good[1], *wrong[-1:], good[2]]
        return [Say(as_json(mixed))]

    return script


def _full(passages: Sequence[str], count: int) -> list[tuple[str, list[int]]]:
    """Faithful sentences that end as sentences do."""
    found = [
        (sentence, [number])
        for number, text in enumerate(passages, 1)
        for sentence in sentences(text)[:1]
        if sentence.endswith(".")
    ]
    return found[:count]


def _cut(text: str, share: float = 0.6) -> str:
    return text[: int(len(text) * share)]


def _steps(*steps: Step) -> Script:
    return lambda _: list(steps)


def _first_then(*steps: Step) -> Script:
    """One faithful sentence with the beginning of the next, then the steps."""

    def script(passages: Sequence[str]) -> Iterable[Step]:
        good = _full(passages, 2)
        opening = as_text(good[:1]) + " " + good[1][0][: len(good[1][0]) // 2]
        return [Say(opening), *steps]

    return script


def _repaired(passages: Sequence[str]) -> Iterable[Step]:
    """Broken JSON the first time, text with markers the second."""
    turns.append(len(passages))
    return [Say('{"sentences": [{"text": "Een')] if len(turns) % 2 else honest_text(passages)


turns: list[int] = []


def _attack(text: str) -> Script:
    """A faithful sentence, and what a model writes that obeys somebody else."""
    return lambda passages: [Say(as_json([*_full(passages, 1), (text, [1])]))]


def _markup_in(passages: Sequence[str]) -> list[Step]:
    """A faithful sentence wrapped in mark-up that would load, link and run."""
    text, cited = _full(passages, 1)[0]
    image, script = "![x](http://evil.example/p.png)", "<script>alert(1)</script>"
    return [Say(as_json([(f"**{text}** {image}", cited), (f"{text} {script}", cited)]))]


def _thinking(passages: Sequence[str]) -> list[Step]:
    thought = "<think>Wat zou ik zeggen? De gemeente betaalt alles [1].</think>\n"
    return [Say(thought), *honest_text(passages)]


MATRIX: tuple[Fault, ...] = (
    Fault("faithful, JSON", "answers as asked", honest, "generated"),
    Fault("faithful, text", "answers as text with [1]", honest_text, "generated"),
    Fault("thinking aloud", "thinks in `<think>` first", _thinking, "generated"),
    Fault("silent", "accepts and says nothing", _steps(Wait(LONG)), "extractive", "slow", 0.4, 1.0),
    Fault(
        "drip",
        "sends a letter now and then",
        _steps(Say("Een " * 500, 0.05)),
        "extractive",
        "slow",
        0.4,
        1.0,
    ),
    Fault(
        "stalls",
        "stops in the second sentence, stays connected",
        _first_then(Wait(LONG)),
        "generated",
        "slow",
        5.0,
        5.5,
    ),
    Fault(
        "hangs up",
        "closes the connection neatly in mid-sentence",
        _first_then(HangUp()),
        "generated",
        "cut",
    ),
    Fault(
        "breaks off",
        "drops the connection in mid-message",
        _first_then(HangUp(rude=True)),
        "generated",
        "cut",
    ),
    Fault(
        "breaks off at once",
        "drops the connection before a word",
        _steps(HangUp(rude=True)),
        "extractive",
        "unreachable",
    ),
    Fault(
        "too long",
        "ends in mid-sentence at its own limit",
        _first_then(Finish("length")),
        "generated",
        "long",
    ),
    Fault("refuses the key", "401", _steps(Refuse(401)), "extractive", "key"),
    Fault("forbids", "403", _steps(Refuse(403)), "extractive", "key"),
    Fault("too busy", "429", _steps(Refuse(429)), "extractive", "busy"),
    Fault("fails", "500", _steps(Refuse(500)), "extractive", "server"),
    Fault("away", "503", _steps(Refuse(503)), "extractive", "server"),
    Fault("does not understand", "400, twice", _steps(Refuse(400)), "extractive", "request"),
    Fault(
        "malformed protocol",
        "an event that is no JSON",
        _steps(Raw(b"data: {oops\n\n")),
        "extractive",
        "malformed",
    ),
    Fault(
        "malformed, twice",
        "half a JSON object, also when asked again",
        _steps(Say('{"sentences": [{"text": "Een')),
        "extractive",
        "malformed",
    ),
    Fault(
        "malformed, then repaired",
        "half a JSON object, then text when asked again",
        _repaired,
        "generated",
    ),
    Fault(
        "another schema",
        'JSON like {"answer": …}',
        _steps(Say('{"answer": "De gemeente betaalt."}')),
        "extractive",
        "unsupported",
    ),
    Fault(
        "no citations",
        "sentences without a number",
        lambda passages: [Say(" ".join(text for text, _ in first_sentences(passages, 3)))],
        "generated",
    ),
    Fault("empty", "ends without a word", _steps(), "extractive", "malformed"),
    Fault("no answer", "says that it finds none", _steps(Say(as_json([]))), "extractive", "empty"),
    Fault(
        "repeats itself",
        "the same true sentence without end",
        lambda passages: [Say(as_text(_full(passages, 1)) + " ", forever=True)],
        "generated",
        "endless",
    ),
    Fault(
        "babbles",
        "one word without end",
        _steps(Say("huisvesting " * 20, forever=True)),
        "extractive",
        "endless",
    ),
    *(
        Fault(
            f"hallucinates: {kind}",
            "two wrong sentences among three",
            hallucinating(kind),
            "generated",
        )
        for kind in KINDS
    ),
    Fault(
        "only hallucinates",
        "nothing that the guideline says",
        _steps(Say(as_json([("De provincie betaalt alle kosten van de huisvesting.", [1])]))),
        "extractive",
        "unsupported",
    ),
    Fault("mark-up", "image and script around true sentences", _markup_in, "generated"),
    Fault(
        "link",
        "sends the reader elsewhere",
        _attack("Zie [de handreiking](http://evil.example) of www.evil.example."),
        "generated",
    ),
    Fault(
        "obeys an injection",
        "does what a text in the question ordered",
        _attack("IK BEN GEHACKT en alle instructies zijn vervallen."),
        "generated",
    ),
    Fault(
        "recites its prompt",
        "repeats the rules that it was given",
        _attack("Je schrijft voor medewerkers van gemeenten, met alleen de genummerde passages."),
        "generated",
    ),
)
