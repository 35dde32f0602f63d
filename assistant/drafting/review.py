"""A text of the user's own held against the guideline."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, replace

from assistant.drafting.criteria import checks_of, placeholders_in, plain_text
from assistant.drafting.doubt import doubt_about, likeliest_kinds
from assistant.drafting.draft import citations_of, kind_named
from assistant.drafting.kinds import Kind, compiled, kinds, spoken
from assistant.drafting.readability import readability
from assistant.drafting.recogniser import likeliest_kind, load_recogniser
from assistant.drafting.types import Check, Review
from assistant.language import detect_language
from assistant.privacy import find_personal_data
from assistant.types import Language

# a line that stops in the middle of a sentence: before a small letter, or when it is long
OPENING = 200
WRAPPED = re.compile(r"(?<=[\w,])\n(?=[a-zà-ÿ0-9(])|(?<=\S)(?<![.!?:;|])(?<=.{60})\n(?=[^\W_])")


def review(
    text: str,
    kind: str | None = None,
    known: Mapping[str, Kind] | None = None,
    said_in: Language | None = None,
) -> Review:
    """The text against the criteria of its kind, guessed when not given. Raises UnknownKind.

    Criteria and advice are in the language of the text, or in `said_in`.
    """
    plain = unwrapped(text)
    language = detect_language(plain, spoken()) or "nl"
    chosen = kind_named(kind or guessed_kind(plain, known), known)
    checks = checks_of(plain, chosen, language)
    if said_in:
        checks = tuple(_said_in(said_in, c, chosen) for c in checks)
    model = load_recogniser()
    return Review(
        kind=chosen.name,
        guessed=kind is None,
        language=language,
        checks=checks,
        readability=readability(plain, language, said_in),
        personal_data=find_personal_data(text),
        placeholders=placeholders_in(plain),
        citations=citations_of(p for c in checks for p in c.citations),
        doubt="" if kind else doubt_about(model, plain_text(plain), chosen.name, language),
        likely=likeliest_kinds(model, plain, tuple(kinds() if known is None else known)),
    )


def _said_in(language: Language, check: Check, kind: Kind) -> Check:
    """The check with its criterion and advice in that language."""
    spec = next(c for c in kind.criteria if c.id == check.id)
    advice = "" if check.passed else spec.advice.of(language)
    return replace(check, criterion=spec.name.of(language), advice=advice)


def unwrapped(text: str) -> str:
    """The text with its sentences whole: no line ends within them."""
    return WRAPPED.sub(" ", text.replace("\r\n", "\n"))


def guessed_kind(text: str, known: Mapping[str, Kind] | None = None) -> str:
    """The kind whose sentences the text's own are likest, of those that the recogniser learned.

    A kind that it did not learn is guessed when it is the one that the text names most.
    """
    known = kinds() if known is None else known
    model = load_recogniser()
    marked = known[kind_named_in(text, known)]
    learned = [name for name in known if name in model.kinds]
    if not learned or (marked.name not in learned and _marks(text, marked)[0]):
        return marked.name
    return likeliest_kind(model, text, learned)


def kind_named_in(text: str, known: Mapping[str, Kind] | None = None) -> str:
    """The kind whose marks stand most in the text; in its opening they count double.

    Of two that are equal the one that is named first, and the first kind when none has any.
    """
    known = kinds() if known is None else known
    return max(known.values(), key=lambda kind: _marks(text, kind)).name


def _marks(text: str, kind: Kind) -> tuple[int, int]:
    """How many marks of the kind stand in the text, and how early the first is."""
    found = [m for p in kind.spec.recognise if (m := compiled(p).search(text))]
    marks = sum(1 + bool(m.start() < OPENING) for m in found)
    return marks, -min((m.start() for m in found), default=len(text))


def review_json(found: Review) -> dict[str, object]:
    """The review in the fields of the JSON contract."""
    return {
        "kind": found.kind,
        "guessed": found.guessed,
        "doubt": found.doubt,
        "language": found.language,
        "checks": [{**asdict(c), "citations": list(c.citations)} for c in found.checks],
        "readability": asdict(found.readability),
        "personal_data": [
            {"kind": d.kind, "words": d.text, "start": d.start, "end": d.end}
            for d in found.personal_data
        ],
        "placeholders": list(found.placeholders),
        "citations": [asdict(c) for c in found.citations],
    }
