"""The values of drafting and review. No behaviour beyond themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from assistant.types import Citation, Language, Mode, PassageId, PersonalData, SectionId

BLANK = "\x00"  # stands for a letter of a brief that was used or refused

FieldName = str
Source = Literal["given", "brief", "default"]
Doubt = Literal["", "short", "subject", "kind"]
NoticeKind = Literal[
    "conflict",
    "refused",
    "past",
    "holiday",
    "weekday",
    "relative",
    "input",
    "unplaced",
    "suggested",
    "model",
]


@dataclass(frozen=True, slots=True)
class Brief:
    """What is asked for: the kind, the free text, and what is told beside it.

    `facts` override what is recognised in the text; `additions` are sentences to be added word
    for word. `language` is None when to be detected, `today` None for the day it is.
    """

    kind: str
    text: str
    facts: Mapping[FieldName, str] = field(default_factory=dict)
    language: Language | None = None
    additions: tuple[str, ...] = ()
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a brief as it stands in a draft, and where it stands in the brief."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things that a text tells, as it stands in a draft, and the words at its place.

    `beside` are the values of other fields that its sentence tells: who does it, and when.
    """

    text: str
    words: str
    start: int
    beside: Mapping[FieldName, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known, in the user's own words.

    `value` is the fact as given ("12 maart 2027"), `shown` as it stands in the draft ("vrijdag
    12 maart 2027"). `words` are the words of the brief that it came from, at `start` (-1 for a
    fact that was given apart or that follows from others). `sure` is how probable the network or
    classifier that read it finds it; 1.0 where none has a say. It is `contested` when the brief has
    another value of the same role that no other fact has. `called` is what the brief calls it:
    "verhuurder". `parts` are what a text tells one by one, where its field asks for several things.
    """

    name: FieldName
    value: str
    shown: str
    source: Source
    words: str = ""
    start: int = -1
    day: date | None = None
    sure: float = 1.0
    contested: bool = False
    called: str = ""
    parts: tuple[Part, ...] = ()

    @property
    def all_words(self) -> str:
        """The words of the brief that it came from, of each place."""
        return " … ".join(p.words for p in self.parts) or self.words


@dataclass(frozen=True, slots=True)
class Missing:
    """A required fact that is not known: what to ask, and what stands in its place."""

    field: FieldName
    question: str
    placeholder: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that the writer should know: a conflict with the guideline, a doubtful date."""

    kind: NoticeKind
    text: str
    citations: tuple[PassageId, ...] = ()
    field: FieldName = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything known of a brief.

    `allowed` is the brief with what was refused blanked; `replaced` are the places in it of facts
    for which another value was given.
    """

    language: Language
    known: tuple[Fact, ...]
    missing: tuple[Missing, ...]
    notices: tuple[Notice, ...]
    allowed: str = ""
    replaced: tuple[tuple[int, int], ...] = ()

    def get(self, name: FieldName) -> Fact | None:
        """The fact of that name, None when it is not known."""
        return next((f for f in self.known if f.name == name), None)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A clause of the brief that no field read for sure, and the `block` where it likely belongs.

    There it stands with a question; `field` is what it likely tells, "" when that is not known.
    """

    text: str
    field: FieldName
    block: str


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a draft: Markdown, the passages that ask for it, and why in a few words."""

    id: str
    heading: str
    text: str
    citations: tuple[PassageId, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """Whether a text meets one criterion, with the words that show it and advice if not."""

    id: str
    criterion: str
    section: SectionId
    passed: bool
    where: str
    advice: str
    citations: tuple[PassageId, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft with everything it rests on: the same value for page, command line and export.

    `text` is the whole draft as Markdown, without citations. `brief` is what it was made from,
    so that an edit can make it again. `by_model` holds, for each paragraph of the template that was
    offered to a language model, what stands in its place: the same words when the model's did not
    hold. `model` names that model.
    """

    kind: str
    language: Language
    mode: Mode
    title: str
    text: str
    facts: tuple[Fact, ...]
    missing: tuple[Missing, ...]
    notices: tuple[Notice, ...]
    blocks: tuple[Block, ...]
    checks: tuple[Check, ...]
    citations: tuple[Citation, ...]
    brief: Brief
    seconds: float = 0.0
    by_model: Mapping[str, str] = field(default_factory=dict)
    model: str = ""
    suggestions: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True)
class Signal:
    """A place in a text that may be hard to read, and what could stand there instead.

    `instead` are words in the language of the text, which the advice holds.
    """

    kind: Literal["long_sentence", "word", "passive", "abbreviation"]
    words: str
    advice: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Readability:
    """Signals of plain language; they do not prove a level.

    `flesch_douma` is 0 (hard) to 100 (easy), None for a text that is not Dutch or has no word.
    """

    words: int
    sentences: int
    words_per_sentence: float
    longest_sentence: int
    flesch_douma: float | None
    signals: tuple[Signal, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """A text of the user's own, held against the guideline.

    `guessed` tells that the kind was not given; `doubt` why the guess is no ground for a verdict: a
    text too short, not about the subject, or as near to another kind. `likely` are the kinds, the
    likeliest first. `placeholders` are the gaps still in the text.
    """

    kind: str
    guessed: bool
    language: Language
    checks: tuple[Check, ...]
    readability: Readability
    personal_data: tuple[PersonalData, ...]
    placeholders: tuple[str, ...]
    citations: tuple[Citation, ...]
    doubt: Doubt = ""
    likely: tuple[str, ...] = ()
