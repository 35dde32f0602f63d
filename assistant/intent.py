"""What a message of the conversation wants, and the draft that the conversation is about."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.drafting.draft import kind_named, make_draft
from assistant.drafting.edit import NoEdit, Versions, edited, is_edit
from assistant.drafting.facts import FactError, facts_of
from assistant.drafting.kinds import SpecError, compiled, kinds
from assistant.drafting.review import kind_named_in
from assistant.drafting.types import Brief
from assistant.phrases import PROMPTS
from assistant.types import Turn
from assistant.yaml_file import read_yaml

Intent = Literal["question", "draft", "edit", "review"]


class Intents(BaseModel):
    """The content of prompts/intents.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: tuple[str, ...]
    draft: tuple[str, ...]
    review: tuple[str, ...]
    polite: str
    greeting: str
    pasted_words: int


@cache
def intents() -> Intents:
    """How intents are told apart. Raises SpecError naming file and field."""
    try:
        raw = read_yaml(PROMPTS / "intents.yaml")
        return Intents.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise SpecError(f"intents.yaml: {place}: {first['msg']}") from error


def intent_of(turn: Turn) -> Intent:
    """What the message wants, an edit only when the conversation holds a draft."""
    return _intent(turn.question, drafts_so_far(turn))


def drafts_so_far(turn: Turn) -> Versions:
    """The versions of the draft that the conversation is about before this message, () for none."""
    versions: Versions = ()
    for message in turn.history:
        if message.role == "user":
            versions = _after(message.content, versions, turn)
    return versions


def drafts_after(turn: Turn) -> Versions:
    """The versions once this message, a request for a draft or an edit of it, is carried out."""
    return _after(turn.question, drafts_so_far(turn), turn)


def _after(text: str, versions: Versions, turn: Turn) -> Versions:
    intent = _intent(text, versions)
    try:
        if intent == "draft":
            brief = Brief(kind_named_in(text), text, language=turn.language)
            return (make_draft(brief),)
        if intent == "edit":
            return edited(versions, text)
    except (FactError, NoEdit):
        return versions
    return versions


def _intent(text: str, versions: Versions) -> Intent:
    plain, told = text.strip(), intents()
    if _is_pasted(plain) or _fits(told.review, plain.split("\n")[0][:300]):
        return "review"
    if _fits(told.question, plain):
        return "question"
    names_kind = any(
        compiled(p).search(plain[:300]) for k in kinds().values() for p in k.spec.recognise
    )
    if plain.endswith("?") and not compiled(told.polite).search(plain):
        return "question"
    asks = names_kind and _fits(told.draft, plain)
    if versions and not asks and is_edit(versions[-1], plain):
        return "edit"
    # "uitnodiging 12 maart in De Klok" asks for a draft; "uitnodiging tonen" looks something up
    return "draft" if asks or (names_kind and _tells_facts(plain)) else "question"


def _tells_facts(text: str) -> bool:
    """Whether the text holds facts for a draft: a date, a number or a name, or two in words.

    One in words is not enough: "gedoe op Facebook" names a channel and looks something up.
    """
    kind = kind_named(kind_named_in(text))
    known = facts_of(Brief(kind.name, text), kind).known
    types = [kind.fields[f.name].type for f in known if f.source == "brief"]
    return any(t not in ("text", "choice") for t in types) or types.count("text") > 1


def _is_pasted(text: str) -> bool:
    """Whether the message is a letter of the user's own rather than a request."""
    long = len(re.findall(r"\w+", text)) >= intents().pasted_words
    return long and bool(compiled(intents().greeting).search(text))


def _fits(patterns: tuple[str, ...], text: str) -> bool:
    return any(compiled(p).search(text) for p in patterns)
