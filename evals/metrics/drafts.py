"""How good is a draft: facts kept, gaps shown, nothing made up, criteria met."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import chain

from assistant.drafting.criteria import placeholders_in
from assistant.drafting.dates import WEEKDAYS, spelled
from assistant.drafting.kinds import Kind, compiled, guideline
from assistant.drafting.spec import FieldSpec
from assistant.drafting.types import Check, Draft

TOKEN = re.compile(r"\d[\d.:]*\d|\d|\b[A-ZÀ-Þ][\w’'-]*")
WORD = re.compile(r"\d[\d.:]*\d|\d|\w[\w’'-]*")
EDGES = ".'’-"
HOUR = re.compile(r"(?<=\d)\s?u$")


def facts_kept(draft: Draft, facts: Mapping[str, str], kind: Kind) -> float | None:
    """The share of the given facts that the draft holds; None when none was given.

    A fact counts when it stands in the text word for word, or as the day it means written out (with
    the year when the fact has one), or with "uur" for the "u" after an hour;
    a choice counts when it was read as such, since a draft says it in its own words.
    """
    if not facts:
        return None
    return sum(_kept(draft, name, value, kind) for name, value in facts.items()) / len(facts)


def _kept(draft: Draft, name: str, value: str, kind: Kind) -> bool:
    spec = kind.fields.get(name)
    fact = next((f for f in draft.facts if f.name == name), None)
    if spec and spec.type == "choice":
        meant = {k for k, ps in spec.choices.items() if any(compiled(p).search(value) for p in ps)}
        return fact is not None and (fact.value == value or fact.value in meant)
    written = draft.text.lower()
    if value.lower() in written or HOUR.sub(" uur", value.lower()) in written:
        return True
    days = {f.day for f in draft.facts if f.day and f.value == value}
    written_out = (
        spelled(day, draft.language, weekday=False, year=str(day.year)[2:] in value) for day in days
    )
    return any(short in draft.text for short in written_out)


def gaps_shown(draft: Draft, missing: Iterable[str]) -> float | None:
    """The share of the missing facts that are asked for and stand in the text as a gap."""
    names = tuple(missing)
    if not names:
        return None
    gaps = {g.lower() for g in placeholders_in(draft.text)}
    shown = {m.field for m in draft.missing if m.placeholder.lower() in gaps and m.question}
    return sum(name in shown for name in names) / len(names)


def needless_gaps(draft: Draft, facts: Mapping[str, str]) -> float | None:
    """The share of the given facts that are asked for all the same."""
    if not facts:
        return None
    asked = {m.field for m in draft.missing}
    return sum(name in asked for name in facts) / len(facts)


def criteria_met(checks: Iterable[Check]) -> float | None:
    """The share of the criteria that apply and are met."""
    found = tuple(checks)
    return sum(c.passed for c in found) / len(found) if found else None


def invented(draft: Draft, given: str, kind: Kind) -> frozenset[str]:
    """Numbers and capitalised words of the draft that stand in no source.

    Sources are what was given, the guideline, the kind's own texts (never its examples), and the
    weekday and month of a day that was given.
    """
    sources = " ".join((given, own_words(kind), *(p.text for p in guideline().passages)))
    known = {w.lower().strip(EDGES) for w in WORD.findall(sources)}
    for fact in draft.facts:
        if fact.day:
            written = (spelled(fact.day, language) for language in ("nl", "en"))
            known |= {w.lower() for text in written for w in WORD.findall(text)}
            known |= {days[fact.day.weekday()].lower() for days in WEEKDAYS.values()}
    return frozenset({t.lower().strip(EDGES) for t in TOKEN.findall(draft.text)} - known)


def own_words(kind: Kind) -> str:
    """Every text that the kind itself can write."""
    blocks = chain.from_iterable(
        (b.text.nl, b.text.en, *((b.heading.nl, b.heading.en) if b.heading else ()))
        for b in kind.blocks
    )
    fields = chain.from_iterable(
        (f.label.nl, f.label.en, f.default, *_spoken(f)) for f in kind.fields.values()
    )
    return " ".join((kind.spec.title.nl, kind.spec.title.en, *blocks, *fields))


def _spoken(field: FieldSpec) -> Iterable[str]:
    """How values of the field are put into a sentence."""
    forms = (field.shown, field.shown_missing, *field.shown_as.values(), *field.words.values())
    return [text for form in forms if form for text in (form.nl, form.en)]


def faults_found(checks: Iterable[Check], faults: Iterable[str]) -> float | None:
    """The share of the planted faults that a check reports; None for a text without any."""
    planted = set(faults)
    failed = {c.id for c in checks if not c.passed}
    return len(planted & failed) / len(planted) if planted else None


def false_alarms(checks: Iterable[Check], faults: Iterable[str]) -> float | None:
    """The share of the other checks that report a fault all the same."""
    others = [c for c in checks if c.id not in set(faults)]
    return sum(not c.passed for c in others) / len(others) if others else None
