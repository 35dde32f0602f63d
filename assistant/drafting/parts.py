"""A text that tells several things one by one: each action, with who does it and when."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.drafting.reading_state import Reading
from assistant.drafting.reading_whole import SENTENCE
from assistant.drafting.roles import Span
from assistant.drafting.spec import FieldSpec
from assistant.drafting.types import Fact, FieldName, Part

SEPARATOR = "; "
# from here on a further text stands beside the first, and what its sentence tells beside it; of the
# briefs of writers left out 7 of 11 further actions were right, and all 9 further names
MORE, BESIDE = 0.8, 0.8


def in_parts(
    first: Fact, fields: Mapping[FieldName, FieldSpec], spans: Sequence[Span],
    told: Callable[[Span], Fact | None], reading: Reading,
) -> Fact:  # fmt: skip
    """The text of a field with the others that tell it too, in the order of the brief.

    `spans` are what the networks find of the field, the likeliest first; `told` reads one.
    """
    if first.source != "brief":
        return first
    found = [first]
    for span in spans:
        if span.probability < MORE or _touches(span, found) or not (more := told(span)):
            continue
        if not any(more.value in f.value for f in found):
            found.append(more)
    found.sort(key=lambda fact: fact.start)
    return replace(
        first,
        value=SEPARATOR.join(f.value for f in found),
        shown=SEPARATOR.join(f.shown for f in found),
        sure=min(f.sure for f in found),
        parts=tuple(Part(f.shown, f.words, f.start, _beside(f, fields, reading)) for f in found),
    )


def _touches(span: Span, found: Sequence[Fact]) -> bool:
    return any(span.start < f.start + len(f.words) and f.start < span.end for f in found)


def _beside(
    fact: Fact, fields: Mapping[FieldName, FieldSpec], reading: Reading
) -> Mapping[FieldName, str]:
    """What the sentence of the text tells of the fields that go with it."""
    names = fields[fact.name].beside
    around = next(
        (s for s in SENTENCE.finditer(reading.text) if s.start() <= fact.start < s.end()), None
    )
    if around is None:
        return {}
    roles = {fields[name].told_as or name: name for name in names}
    likely = sorted(reading.texts, key=lambda s: s.probability)
    return {
        roles[s.role]: _closed(reading.text, s)
        for s in likely
        if s.role in roles and s.probability >= BESIDE and around.start() <= s.start < around.end()
    }


def _closed(text: str, span: Span) -> str:
    words = text[span.start : span.end]
    return f"{words})" if words.count("(") > words.count(")") else words
