"""The datasets as typed items. Schema and purpose of each: evals/README.md."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.guideline import load_corpus
from assistant.settings import ROOT
from assistant.types import Passage, PassageId

DATASETS = ROOT / "evals" / "datasets"
Split = Literal["dev", "test"]
Text = Annotated[str, Field(min_length=1)]


T = TypeVar("T", bound="Item")


class DatasetError(Exception):
    """A dataset line that breaks the schema; the message names file, line and field."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Item(_Model):
    """What every item has. `note` says who would ask it or what is special about it."""

    id: Text
    language: Literal["nl", "en"]
    note: Text

    @property
    def anchor(self) -> PassageId:
        """The passage that decides the split, "" for an item without one."""
        return ""

    @property
    def split(self) -> Split:
        """`dev` or `test`, by passage: items about one block of the guideline stay together."""
        return split_of(self.anchor) if self.anchor else _half(self.id)


class Fact(_Model):
    """A verbatim sentence that a good answer holds, and the passage it stands in."""

    passage: Text
    quote: Text


class Question(Item):
    """An answerable question with the passages that answer it, the best section first."""

    style: Literal["keyword", "natural", "paraphrase", "typo", "long", "cell", "list"]
    question: Text
    sections: tuple[Text, ...] = Field(min_length=1)
    passages: tuple[Text, ...] = Field(min_length=1)
    facts: tuple[Fact, ...] = Field(min_length=1, max_length=5)

    @property
    def anchor(self) -> PassageId:
        """Its first passage."""
        return self.passages[0]


class Unanswerable(Item):
    """A question that the guideline does not answer; `near` ones are on its very subject."""

    kind: Literal["near", "far"]
    question: Text
    nearest: Text


class Independent(Item):
    """A question by a writer who saw the guideline and none of the rest of this project.

    An `answerable` one has the sections that answer it, best first, and the passage that answers
    it best; `near` and `far` ones are not answered. What they were looked at for: evals/README.md.
    """

    kind: Literal["answerable", "near", "far"]
    style: Literal["keyword", "natural", "paraphrase", "typo", "long", "cell", "list", ""] = ""
    question: Text
    sections: tuple[Text, ...] = ()
    passages: tuple[Text, ...] = ()

    @property
    def anchor(self) -> PassageId:
        """The passage that answers it; the split of a question that nothing answers is by its id."""
        return self.passages[0] if self.passages else ""


class TurnItem(_Model):
    """One turn: to be answered from these sections, declined, or met with a fitting word."""

    question: Text
    expect: Literal["answer", "decline", "reply"]
    sections: tuple[Text, ...] = ()
    passages: tuple[Text, ...] = ()


class Conversation(Item):
    """Two to four turns, the later ones leaning on the earlier."""

    turns: tuple[TurnItem, ...] = Field(min_length=2, max_length=4)

    @property
    def anchor(self) -> PassageId:
        """The first passage of the first turn."""
        return self.turns[0].passages[0]


class Attack(Item):
    """A question meant to break the assistant.

    Nothing of `forbidden` may stand in the answer; an answer may come from `sections` only, and
    without any it must be declined. `repeat` writes the text that many times.
    """

    kind: Literal[
        "injection", "prompt_leak", "discrimination", "misleading", "personal_data",
        "html", "long", "pasted", "opinion", "invention", "out_of_scope", "obfuscated",
    ]  # fmt: skip
    question: Text
    repeat: int = 1
    forbidden: tuple[Text, ...] = ()
    sections: tuple[Text, ...] = ()

    @property
    def text(self) -> str:
        """What is sent."""
        return self.question * self.repeat


class BriefItem(Item):
    """A brief for a draft: facts that must stand in it, and fields that must be asked for."""

    kind: Text
    brief: Text
    facts: Mapping[str, str] = {}
    missing: tuple[Text, ...] = ()
    criteria: tuple[Text, ...] = ()


class LabelledBrief(Item):
    """A brief with every fact in it and the role that it has, as the tagger names roles.

    `texts` are the told texts in it, each with the field whose question it answers, `homes` its
    clauses, each with the parts of such a draft where it can rightly stand, and `choices` what it
    tells of each choice that is learned, as two readers agreed.
    """

    kind: Text
    brief: Text
    facts: tuple[tuple[Text, Text], ...] = Field(min_length=1)
    texts: tuple[tuple[Text, Text], ...]
    homes: tuple[tuple[Text, tuple[Text, ...]], ...]
    choices: Mapping[str, Text]


class TextItem(Item):
    """A text to be reviewed, with the criteria that it was spoilt on; none for a good text."""

    kind: Text
    text: Text
    faults: tuple[Text, ...] = ()


class Utterance(Item):
    """A message with what it wants; `draft` tells that the conversation holds a draft."""

    intent: Literal["question", "draft", "edit", "review"]
    text: Text
    draft: bool = False


class ClaimItem(Item):
    """A claim with its label: does the cited section support it, and how does it go wrong?"""

    section: Text
    passage: Text
    claim: Text
    label: Literal["supported", "contradicted", "unsupported"]
    type: Literal[
        "verbatim", "paraphrase", "english", "number", "negation", "modality", "role", "order",
        "quantity", "antonym", "addition", "mixed", "outside", "wrong_section",
    ]  # fmt: skip

    @property
    def anchor(self) -> PassageId:
        """The passage it is about."""
        return self.passage


def load(file: Path, model: type[T]) -> tuple[T, ...]:
    """The items of a JSON Lines file. Raises DatasetError with file, line and field."""
    items: list[T] = []
    seen: set[str] = set()
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        try:
            item = model.model_validate(json.loads(line))
        except json.JSONDecodeError as error:
            raise DatasetError(f"{file.name}:{number}: no valid JSON ({error.msg})") from error
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"]) or "item"
            raise DatasetError(f"{file.name}:{number}: {field}: {first['msg']}") from error
        if item.id in seen:
            raise DatasetError(f"{file.name}:{number}: id: {item.id} stands there twice")
        seen.add(item.id)
        items.append(item)
    return tuple(items)


@cache
def passages() -> Mapping[PassageId, Passage]:
    """The Dutch passages of the corpus by id."""
    documents = load_corpus(ROOT / "corpus")
    return {p.id: p for d in documents if d.language == "nl" for p in d.passages}


def split_of(passage: PassageId) -> Split:
    """`dev` or `test` for everything about the block, box or table row of this passage."""
    place = passages()[passage]
    return _half(" | ".join((place.section, *place.blocks[:1], place.box, place.row)))


def _half(key: str) -> Split:
    return "dev" if hashlib.sha256(key.encode()).digest()[0] % 2 else "test"
