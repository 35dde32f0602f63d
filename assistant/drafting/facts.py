"""From a brief to facts: what is known and where it came from, what is missing, what conflicts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from assistant.drafting.dates import date_notices, day_of, shown_date
from assistant.drafting.kinds import Kind, compiled, spoken
from assistant.drafting.patterns import patterns_of
from assistant.drafting.spec import ConflictSpec, FieldSpec
from assistant.drafting.templates import value_of
from assistant.drafting.types import BLANK, Brief, Fact, Facts, Missing, Notice
from assistant.language import detect_language
from assistant.types import Language

LEADING_UP = re.compile(
    r"(?:(?:^|\s)(?<!dag en\s)(?<!day and\s)(?:van|voor|op|aan|in|bij|met|door|om|tot|te|de|het|een|avond|nacht|dag|of|by|on|at|from"
    r"|with|for|the|a|night|evening|day))+\s*$",
    re.IGNORECASE,
)
# of "De familie Jansen" and "The Jansen family", not of "De Klok"
ARTICLE = re.compile(r"(?:De|Het|Een|The|A) (?:[a-zà-ÿ]|\w+ (?:family|brothers)\b)")
BESIDE = re.compile(
    r",?\s\(?(?:tel\.?:?\s?|telefoon\s|op\s|on\s|of\s|or\s|via\s|en\s|and\s|at\s)?", re.IGNORECASE
)


class FactError(Exception):
    """A fact that was given apart and cannot be used; the message is a line for the user."""


@dataclass
class _Reading:
    """A brief while it is read: what was used is blanked out, so that it is used once."""

    text: str
    left: str
    language: Language
    today: date
    facts: dict[str, Fact] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    weekdays: dict[str, str] = field(default_factory=dict)

    def take(self, start: int, end: int) -> None:
        self.left = self.left[:start] + BLANK * (end - start) + self.left[end:]


def facts_of(brief: Brief, kind: Kind) -> Facts:
    """Everything known of the brief. Raises FactError for a given fact that is no such thing."""
    text = " ".join(brief.text.split())
    language = brief.language or detect_language(text, spoken()) or "nl"
    reading = _Reading(text, text, language, brief.today or date.today())
    met = [c for c in kind.conflicts if _stands_in(c, reading)]
    allowed = _without(met, text)
    given = _given(brief.facts, kind, reading)
    replaced: list[tuple[int, int]] = []
    for name, spec in sorted(kind.fields.items(), key=lambda item: _turn(item[1])):
        found = _recognised(name, spec, reading)
        if found and name in given:
            replaced.append((found.start, found.start + len(found.words)))
        elif found:
            reading.facts[name] = found
    reading.facts.update(given)
    _fill_defaults(kind, reading)
    met += [
        c for c in kind.conflicts if c not in met and c.when and holds(c.when, kind, reading.facts)
    ]
    for conflict in met:
        reading.notices.append(
            Notice("conflict", conflict.say.of(language), conflict.citations, conflict.id)
        )
        for name, value in conflict.set.items():
            shown = _shown(value, "", kind.fields[name], language)
            reading.facts[name] = Fact(name, value, shown, "default")
    known = tuple(reading.facts[n] for n in kind.fields if n in reading.facts)
    missing = tuple(
        Missing(n, spec.question.of(language), placeholder(spec, language))
        for n, spec in kind.fields.items()
        if n not in reading.facts and _is_required(spec, kind, reading.facts)
    )
    notices = (*reading.notices, *_dates(known, reading))
    return Facts(language, known, missing, notices, allowed, tuple(replaced))


def _turn(spec: FieldSpec) -> int:
    """When a field is read: what is announced first, then the choices, which leave every word."""
    return 0 if spec.cues or spec.roles else 1 if spec.type == "choice" else 2


def placeholder(spec: FieldSpec, language: Language) -> str:
    """What stands in a draft for a fact that is not known: `[datum]`."""
    return f"[{spec.label.of(language)}]"


def template_values(facts: Facts, kind: Kind) -> dict[str, Any]:
    """The values for the templates: each field as it is shown, `given`, and `ask`."""
    known = {f.name: f for f in facts.known}
    return _values(known, kind, facts.language)


def holds(expression: str, kind: Kind, known: Mapping[str, Fact]) -> bool:
    """Whether a condition over the fields holds."""
    return bool(value_of(expression, _values(known, kind, "nl")))


def _is_required(spec: FieldSpec, kind: Kind, known: Mapping[str, Fact]) -> bool:
    return spec.required or bool(spec.required_when and holds(spec.required_when, kind, known))


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
    return {**values, "given": {n: n in known for n in kind.fields}, "ask": ask,
            "language": language}  # fmt: skip


def _stands_in(conflict: ConflictSpec, reading: _Reading) -> bool:
    """Whether a pattern of the conflict stands in the brief; blanks it when it is to be left out."""
    found = False
    for pattern in conflict.patterns:
        for match in compiled(pattern).finditer(reading.left):
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


def _given(given: Mapping[str, str], kind: Kind, reading: _Reading) -> dict[str, Fact]:
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
            meant = next((k for k, ps in spec.choices.items() if _any(ps, value)), "")
            if not meant:
                raise FactError(f"Het veld '{name}' is een van: {', '.join(spec.choices)}.")
            value = meant
        facts[name] = _as_given(name, value, spec, reading)
    return facts


def _any(patterns: Iterable[str], text: str) -> bool:
    return any(compiled(p).search(text) for p in patterns)


def _as_given(name: str, value: str, spec: FieldSpec, reading: _Reading) -> Fact:
    """A given fact in the form that a recognised one would have."""
    apart = replace(reading, text=value, left=value, facts={}, weekdays={})
    found = _recognised(name, replace_cues(spec), apart) if spec.type == "date" else None
    if found and found.day:
        reading.weekdays[name] = apart.weekdays.get(name, "")
        return replace(found, source="given", words="", start=-1)
    return Fact(name, value, _shown(value, "", spec, reading.language), "given")


def replace_cues(spec: FieldSpec) -> FieldSpec:
    """The field without its cues, for a value that stands alone."""
    return spec.model_copy(update={"cues": ()})


def _recognised(name: str, spec: FieldSpec, reading: _Reading) -> Fact | None:
    """The first value of the field in what is left of the brief; blanks it out."""
    if spec.type == "choice":
        return _choice(name, spec, reading)
    if spec.type == "contact":
        return _contact(name, spec, reading)
    for pattern in patterns_of(spec):
        matches = compiled(pattern).finditer(reading.left)
        match = next((m for m in matches if not _is_else(spec, m, reading)), None)
        value = _whole(match, reading) if match else ""
        if match is None or not value:
            continue
        groups = match.groupdict()
        fact = Fact(
            name,
            value,
            _shown(value, groups.get("lead") or "", spec, reading.language),
            "brief",
            match[0].partition(BLANK)[0],
            match.start(),
        )
        reading.take(*match.span("value"))  # what announces it may announce another fact too
        if spec.type == "date":
            reading.weekdays[name] = groups.get("weekday") or ""
            day = day_of(value, reading.today)
            shown = shown_date(value, reading.weekdays[name], day, reading.language)
            if groups.get("lead"):  # "until": it goes with the date
                shown = f"{groups['lead']} {shown}"
            return replace(fact, shown=shown, day=day)
        return fact
    return None


def _whole(match: re.Match[str], reading: _Reading) -> str:
    """The value without the words that lead up to what was read already: "on the night of"."""
    value, cut, _ = match["value"].partition(BLANK)
    if cut or reading.left[match.end("value") :].lstrip().startswith(BLANK):
        value = LEADING_UP.sub("", value)
    return value.strip(" ,;:(")


def _is_else(spec: FieldSpec, match: re.Match[str], reading: _Reading) -> bool:
    """Whether what was found is no value of the field: a street, or named so by what precedes."""
    before = reading.text[: match.start()]
    return _is_street(spec, match) or _any(spec.not_after, before)


def _is_street(spec: FieldSpec, match: re.Match[str]) -> bool:
    """Whether a street or a park stands where a name is looked for: "workers at Dijkweg 4"."""
    return (
        spec.type in ("name", "contact")
        and not spec.roles
        and compiled("{BARE_STREET}|{LODGING}").fullmatch(match["value"]) is not None
    )


def _contact(name: str, spec: FieldSpec, reading: _Reading) -> Fact | None:
    """The contact with every way to reach it, as it stands in the brief: name, e-mail, telephone."""
    found: list[tuple[int, int]] = []
    for pattern in patterns_of(spec):
        for match in list(compiled(pattern).finditer(reading.left)):
            if BLANK not in match["value"] and not _is_street(spec, match):
                found.append(match.span("value"))
                reading.take(*match.span("value"))
    parts: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if parts and BESIDE.fullmatch(reading.text[parts[-1][1] : start]):
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((start, end))
    if not parts:
        return None
    values = [_closed(reading.text[start:end], reading.text[end:]) for start, end in parts]
    value = ", ".join(dict.fromkeys(values))
    return Fact(name, value, value, "brief", reading.text[slice(*parts[0])], parts[0][0])


def _closed(words: str, after: str) -> str:
    """The words with the bracket that they open closed."""
    return f"{words})" if words.count("(") > words.count(")") and after[:1] == ")" else words


def _choice(name: str, spec: FieldSpec, reading: _Reading) -> Fact | None:
    for key, patterns in spec.choices.items():
        for pattern in patterns:
            match = compiled(pattern).search(reading.left)
            if match:
                shown = _shown(key, "", spec, reading.language)
                return Fact(name, key, shown, "brief", match[0], match.start())
    return None


def _shown(value: str, lead: str, spec: FieldSpec, language: Language) -> str:
    if spec.type == "choice":
        return spec.words[value].of(language) if value in spec.words else value
    if spec.type == "number" or (spec.type == "name" and ARTICLE.match(value)):
        return value[:1].lower() + value[1:]
    if lead:
        return f"{lead} {value}"
    if spec.shown is None:
        return value
    if any(
        (m := compiled(p).fullmatch(value)) and m.groupdict().get("lead") for p in spec.patterns
    ):
        return value
    for pattern, form in spec.shown_as.items():
        if compiled(pattern).fullmatch(value):
            return form.of(language).format(value=value)
    return spec.shown.of(language).format(value=value)


def _fill_defaults(kind: Kind, reading: _Reading) -> None:
    for name, spec in kind.fields.items():
        if name in reading.facts or not spec.default:
            continue
        value = str(value_of(spec.default, _values(reading.facts, kind, reading.language)) or "")
        if value:
            shown = _shown(value, "", spec, reading.language)
            reading.facts[name] = Fact(name, value, shown, "default")


def _dates(known: Iterable[Fact], reading: _Reading) -> tuple[Notice, ...]:
    return tuple(
        notice
        for fact in known
        if fact.day
        for notice in date_notices(
            fact.name, fact.value, reading.weekdays.get(fact.name, ""), fact.day,
            reading.today, reading.language,
        )
    )  # fmt: skip


def stands_in_text(spec: FieldSpec, text: str, language: Language) -> str:
    """The words of the text that are a value of this field, "" when there are none."""
    reading = _Reading(text, text, language, date.today())
    found = _recognised("", replace_cues(spec) if spec.type == "date" else spec, reading)
    return found.words if found else ""
