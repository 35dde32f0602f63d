"""From a brief to facts: what is known and where it came from, what is missing, what conflicts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from assistant.drafting.by_role import is_asked_back, lead_of, tagged_brief
from assistant.drafting.called import with_called
from assistant.drafting.contested import mark_contested
from assistant.drafting.dates import date_notices
from assistant.drafting.kinds import Kind, compiled, sentences_of_drafting, spoken
from assistant.drafting.lines import in_lines
from assistant.drafting.needed import matches
from assistant.drafting.reading_choices import read_choices
from assistant.drafting.reading_facts import by_role, recognised
from assistant.drafting.reading_state import Reading, any_in, apart_from, replace_cues
from assistant.drafting.reading_texts import read_texts, texts_of
from assistant.drafting.shown import shown_value
from assistant.drafting.spec import ConflictSpec, FieldSpec
from assistant.drafting.templates import APPOSED, value_of
from assistant.drafting.trade import trade
from assistant.drafting.types import BLANK, Brief, Fact, Facts, FieldName, Missing, Notice, Part
from assistant.drafting.unsupported import mark_unsupported
from assistant.language import detect_language
from assistant.refusals import read
from assistant.types import Language

# an answer to the question of the form: "Ja, met Ruimte en Wonen"
YES = re.compile(r"^(?:ja|yes)[,:;]\s(?:(?:met|with)\s)?(?=\w)", re.IGNORECASE)
# "Ria Bol, projectleider", and not "Bol, Vos en De Wit"
WITH_FUNCTION = re.compile(r"[^,]+, [a-zà-ÿ](?:(?!\b(?:en|and)\b)[^,])*$")


class FactError(Exception):
    """A fact that was given apart and cannot be used; the message is a line for the user."""


def facts_of(brief: Brief, kind: Kind) -> Facts:
    """Everything known of the brief. Raises FactError for a given fact that is no such thing."""
    reading = _begun(brief, kind)
    text = reading.text
    met = [c for c in kind.conflicts if _stands_in(c, reading)]
    allowed = _without(met, text)
    given = _given(brief.facts, kind, reading)
    replaced = _recognise(kind, reading, given, allowed)
    read_texts(kind.fields, allowed, reading)
    read_choices(kind.name, kind.fields, given, allowed, reading)
    reading.facts.update(given)
    trade(kind.fields, reading)
    mark_contested(kind.fields, reading)
    mark_unsupported(kind, reading)
    _fill_defaults(kind, reading)
    _leave_out(kind, reading)
    met += [
        c for c in kind.conflicts if c not in met and c.when and holds(c.when, kind, reading.facts)
    ]
    _overrule(met, kind, reading)
    known = tuple(
        with_called(reading.facts[n], spec, reading.text, reading.language)
        for n, spec in kind.fields.items()
        if n in reading.facts
    )
    notices = (*reading.notices, *_dates(known, reading))
    return Facts(
        reading.language, known, _missing(kind, reading), notices, allowed, tuple(replaced)
    )


def read_by_patterns(text: str, kind: Kind, language: Language) -> tuple[Fact, ...]:
    """The learned choices as patterns alone read them in a brief."""
    reading = _begun(Brief(kind.name, text, language=language), kind)
    met = [c for c in kind.conflicts if _stands_in(c, reading)]
    _recognise(kind, reading, {}, _without(met, reading.text))
    return tuple(f for n, f in reading.facts.items() if kind.fields[n].chosen_as)


def _begun(brief: Brief, kind: Kind) -> Reading:
    """The brief as the networks see it, before a field is read."""
    text = in_lines(brief.text)
    language = brief.language or detect_language(text, spoken()) or "nl"
    roles = tagged_brief(text, kind.name, tuple(kind.fields.values()))
    texts = texts_of(text, kind.name, kind.fields)
    return Reading(text, text, language, brief.today or date.today(), roles, texts)


def _recognise(
    kind: Kind, reading: Reading, given: Mapping[FieldName, Fact], allowed: str
) -> list[tuple[int, int]]:
    """Reads the fields by patterns and by roles; gives the places of what given facts replace."""
    replaced: list[tuple[int, int]] = []
    for name, spec in sorted(kind.fields.items(), key=lambda item: _turn(item[1])):
        found = recognised(name, spec, reading)
        if found and _is_refused(found, spec, reading.text, allowed):
            continue
        if found and name in given:
            replaced.append((found.start, found.start + len(found.words)))
        elif found:
            reading.facts[name] = found
    for name, spec in kind.fields.items():
        if (
            name not in reading.facts
            and name not in given
            and (found := by_role(name, spec, reading))
        ):
            reading.facts[name] = found
    return replaced


def _missing(kind: Kind, reading: Reading) -> tuple[Missing, ...]:
    """The required facts that are not known, each with its question."""
    values = _values(reading.facts, kind, "nl")
    return tuple(
        Missing(n, spec.question.of(reading.language), placeholder(spec, reading.language))
        for n, spec in kind.fields.items()
        if n not in reading.facts and _is_required(spec, values)
    )


def _is_refused(told: Fact, spec: FieldSpec, text: str, allowed: str) -> bool:
    """Whether what was read holds words that speak against the guideline."""
    at = max(told.start, text.find(told.value, told.start))
    end = max(told.start + len(told.words), at + len(told.value))
    refused = spec.joins and read(told.value).refusal is not None
    return refused or BLANK in allowed[told.start : end]


def _leave_out(kind: Kind, reading: Reading) -> None:
    """Takes back what was read where it means something else: a fire is not "not yet decided"."""
    for name, spec in kind.fields.items():
        fact = reading.facts.get(name)
        read = fact is not None and fact.source == "brief"
        if read and spec.only_when and not holds(spec.only_when, kind, reading.facts):
            del reading.facts[name]


def _overrule(met: Iterable[ConflictSpec], kind: Kind, reading: Reading) -> None:
    """Says each conflict, and sets the choices that it overrules."""
    for conflict in met:
        reading.notices.append(
            Notice("conflict", conflict.say.of(reading.language), conflict.citations, conflict.id)
        )
        for name, value in conflict.set.items():
            shown = shown_value(value, "", kind.fields[name], reading.language)
            reading.facts[name] = Fact(name, value, shown, "default")


def _turn(spec: FieldSpec) -> int:
    """When a field is read: what is announced first, then the choices, which leave every word."""
    return 0 if spec.cues or spec.roles else 1 if spec.type == "choice" else 2


def placeholder(spec: FieldSpec, language: Language) -> str:
    """What stands in a draft for a fact that is not known: `[datum]`."""
    return f"[{spec.label.of(language)}]"


def template_values(facts: Facts, kind: Kind) -> dict[str, Any]:
    """The values for the templates: each field as it is shown, `given`, `mentioned`, `ask`, `confirm`."""
    known = {f.name: f for f in facts.known}
    mentioned = {n: any_in(spec.mentions, facts.allowed) for n, spec in kind.fields.items()}
    confirm = f"[{sentences_of_drafting().confirm.of(facts.language)}]"
    values = _values(known, kind, facts.language)
    names = (n for n in known if kind.fields[n].type == "name")
    apposed = {n: f"{values[n]}{APPOSED}" for n in names if WITH_FUNCTION.match(values[n])}
    return {**values, **apposed, "mentioned": mentioned, "confirm": confirm}


def withdrawn(known: Iterable[Fact], kind: Kind) -> frozenset[FieldName]:
    """The fields that tell what does not come about, as one of the choices says."""
    return frozenset(n for f in known for n in kind.fields[f.name].withdraws.get(f.value, ()))


def holds(expression: str, kind: Kind, known: Mapping[str, Fact]) -> bool:
    """Whether a condition over the fields holds."""
    return bool(value_of(expression, _values(known, kind, "nl")))


def _is_required(spec: FieldSpec, values: Mapping[str, Any]) -> bool:
    when = spec.only_when if spec.required else spec.required_when
    return bool(value_of(when, values)) if when else spec.required


def _values(known: Mapping[str, Fact], kind: Kind, language: Language) -> dict[str, Any]:
    def ask(name: str) -> str:
        return placeholder(kind.fields[name], language)

    def shown(name: str, spec: FieldSpec) -> str:
        if name in known:
            return known[name].shown
        if spec.type == "choice":
            return ""
        form = spec.shown_missing.of(language) if spec.shown_missing else "{value}"
        return form.format(value=ask(name))

    values: dict[str, Any] = {name: shown(name, spec) for name, spec in kind.fields.items()}
    told = known.keys() - withdrawn(known.values(), kind)
    return {**values, "given": {n: n in told for n in kind.fields}, "ask": ask,
            "each": {n: _parts(known.get(n), s, values[n])
                     for n, s in kind.fields.items() if s.several},
            "called": {n: known[n].called if n in known else "" for n in kind.fields},
            "mentioned": dict.fromkeys(kind.fields, False), "language": language, "confirm": ""}  # fmt: skip


def _parts(fact: Fact | None, spec: FieldSpec, shown: str) -> list[dict[str, str]]:
    """What a text tells one by one, with what goes with each, "" when it is not told."""
    parts = (fact and fact.parts) or (Part(shown, shown, -1),)
    return [{"text": p.text, **{n: p.beside.get(n, "") for n in spec.beside}} for p in parts]


def _stands_in(conflict: ConflictSpec, reading: Reading) -> bool:
    """Whether a pattern of the conflict stands in the brief; blanks it when it is to be left out."""
    found = False
    for pattern in conflict.patterns:
        for match in matches(pattern, reading.left):
            found = True
            if conflict.leave_out:
                reading.take(*match.span())
    return found


def _without(met: Iterable[ConflictSpec], text: str) -> str:
    """The brief with the words blanked that speak against the guideline."""
    for conflict in met:
        for pattern in conflict.patterns:
            text = compiled(pattern).sub(lambda m: BLANK * len(m[0]), text)
    return text


def _given(given: Mapping[str, str], kind: Kind, reading: Reading) -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    for name, raw in given.items():
        value = " ".join(str(raw).split())
        spec = kind.fields.get(name)
        if not value:
            continue
        if spec is None:
            raise FactError(
                f"Het veld '{name}' bestaat niet bij '{kind.name}'; kies uit: {', '.join(kind.fields)}."
            )
        if spec.type == "choice" and value not in spec.choices:
            meant = next((k for k, ps in spec.choices.items() if any_in(ps, value)), "")
            if not meant:
                raise FactError(f"Het veld '{name}' is een van: {', '.join(spec.choices)}.")
            value = meant
        facts[name] = _as_given(name, value, spec, reading)
    return facts


def _as_given(name: str, value: str, spec: FieldSpec, reading: Reading) -> Fact:
    """A given fact in the form that a recognised one would have."""
    apart = apart_from(value, reading)
    found = recognised(name, replace_cues(spec), apart) if spec.type == "date" else None
    if found and found.day:
        reading.weekdays[name] = apart.weekdays.get(name, "")
        lead = lead_of(spec, value, value.index(found.value), reading.language)
        shown = found.shown if found.shown.startswith(lead) else f"{lead} {found.shown}"
        return replace(found, shown=shown, source="given", words="", start=-1)
    shown = shown_value(value, "", spec, reading.language)
    return Fact(name, value, YES.sub("", shown) if spec.type == "text" else shown, "given")


def _fill_defaults(kind: Kind, reading: Reading) -> None:
    """Sets what follows from other fields, also in place of the same that was read but not surely."""
    for name, spec in kind.fields.items():
        fact = reading.facts.get(name)
        if not spec.default or (fact and not is_asked_back(spec, fact.sure)):
            continue
        value = str(value_of(spec.default, _values(reading.facts, kind, reading.language)) or "")
        if value and (fact is None or fact.value == value):
            shown = shown_value(value, "", spec, reading.language)
            reading.facts[name] = Fact(name, value, shown, "default")


def _dates(known: Iterable[Fact], reading: Reading) -> tuple[Notice, ...]:
    return tuple(
        notice
        for fact in known
        if fact.day
        for notice in date_notices(
            fact.name, fact.value, reading.weekdays.get(fact.name, ""), fact.day,
            reading.today, reading.language,
        )
    )  # fmt: skip
