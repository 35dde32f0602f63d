"""An answer in a model's words as the reader is told it: what goes out, and the quiet lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.conversation import standalone_question
from assistant.generate import Check, Request, Written, as_groups, write_verified
from assistant.models import Model, ModelInfo
from assistant.phrases import ModelPhrases, phrases
from assistant.privacy import find_personal_data, mask
from assistant.settings import Settings
from assistant.types import ClaimGroup, Mode, PersonalData, Turn


@dataclass(frozen=True, slots=True)
class Told:
    """The groups of an answer with how they came about; `model` is "" when none wrote in them."""

    groups: tuple[ClaimGroup, ...]
    mode: Mode = "extractive"
    notices: tuple[str, ...] = ()
    model: str = ""
    personal_data: tuple[PersonalData, ...] = ()
    timings: tuple[tuple[str, float], ...] = ()


def told(
    model: Model,
    request: Request,
    check: Check,
    settings: Settings,
    turn: Turn,
) -> Iterator[Told]:
    """The answer as it grows, the last one whole. Closing the iterator stops the model's call.

    A turn with personal data does not go to a model elsewhere, unless masked.
    """
    said = phrases(request.language).model
    if model.chat is None:
        yield Told(request.literal, notices=(f"{said.faults['absent']} {said.instead}",))
        return
    found = () if model.info.local else _going_out(request, turn)
    before = Told(request.literal, personal_data=found)
    if found:
        choice = turn.personal_data or settings.personal_data
        kinds = ", ".join(dict.fromkeys(said.kinds[item.kind] for item in found))
        line = said.masked if choice == "mask" else said.personal_data
        line = line.format(kinds=kinds, host=model.info.host)
        if choice == "stop":
            yield replace(before, notices=(line, said.instead))
            return
        before = replace(before, notices=(line,))
        request = replace(request, question=standalone_question(_masked(turn)))
    for written in write_verified(model, request, check, settings):
        yield _told(before, written, request, model.info, said)


def _going_out(request: Request, turn: Turn) -> tuple[PersonalData, ...]:
    """The personal data in what the model would get: the question, and what it refers back to."""
    texts = [turn.question]
    if request.question != turn.question:
        texts += [message.content for message in turn.history if message.role == "user"]
    return tuple(item for text in texts for item in find_personal_data(text))


def _masked(turn: Turn) -> Turn:
    history = tuple(replace(m, content=mask(m.content).text) for m in turn.history)
    return replace(turn, question=mask(turn.question).text, history=history)


def _told(
    before: Told, written: Written, request: Request, info: ModelInfo, said: ModelPhrases
) -> Told:
    timings = (
        ("first claim", written.first),
        ("check per sentence", written.checking / max(1, written.checked)),
    )
    groups = as_groups(written, request, said.rest)
    if not written.by_model:
        lines = (f"{said.faults[written.fault]} {said.instead}",) if written.fault else ()
        return replace(before, groups=groups, notices=before.notices + lines, timings=timings)
    return replace(
        before,
        groups=groups,
        mode="generated",
        notices=(*before.notices, *_lines(written, len(groups) > 1, info, said)),
        model=f"{info.name} ({info.host})",
        timings=timings,
    )


def _lines(written: Written, completed: bool, info: ModelInfo, said: ModelPhrases) -> Iterator[str]:
    """Who wrote it, what did not hold, and what went wrong."""
    yield said.written.format(name=info.name, host=info.host)
    if written.removed:
        line = said.removed_one if written.removed == 1 else said.removed
        yield line.format(count=written.removed)
    if written.replaced:
        line = said.replaced_one if written.replaced == 1 else said.replaced
        yield line.format(count=written.replaced)
    last = (said.faults.get(written.fault), said.completed if completed else "")
    if any(last):
        yield " ".join(filter(None, last))
