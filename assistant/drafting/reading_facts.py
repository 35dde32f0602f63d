"""The values of fields in a brief: what the patterns find, and what the tagger of roles adds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from assistant.drafting.by_role import (
    contact_spans,
    fills,
    is_likely,
    is_of_another,
    is_possible,
    lead_of,
    led_by,
    likeliest,
    sureness,
    value_in,
    whole,
    whole_end,
    widened,
)
from assistant.drafting.dates import day_meant, is_to_come, shown_date
from assistant.drafting.hedges import (
    about,
    days_before,
    hedge_of,
    hedged,
    more,
    proviso,
    rather_than,
)
from assistant.drafting.kinds import compiled
from assistant.drafting.needed import matches
from assistant.drafting.patterns import begins_in_a_word, patterns_of
from assistant.drafting.reading_state import Reading, any_in, apart_from, replace_cues, unquoted
from assistant.drafting.reading_whole import clause_of, joined_with, told_whole, value_of
from assistant.drafting.shown import shown_value
from assistant.drafting.spec import FieldSpec
from assistant.drafting.types import BLANK, Fact
from assistant.language import DUTCH_WORDS, ENGLISH_WORDS
from assistant.types import Language

FUNCTION_WORDS = DUTCH_WORDS | ENGLISH_WORDS
PERSONAL_ADDRESS = re.compile(r"\b(?P<first>[a-z]+)[._-](?P<last>[a-z]{3,})@", re.IGNORECASE)
SURELY_THEN = 0.6  # below it a day of the coming two months is not when something happened
CLEARLY = 0.05
BESIDE = re.compile(
    r",?\s\(?(?:tel\.?:?\s?|telefoon\s|op\s|on\s|of\s|or\s|via\s|en\s|and\s|at\s)?", re.IGNORECASE
)


def recognised(name: str, spec: FieldSpec, reading: Reading) -> Fact | None:
    """The first value of the field in what is left of the brief; blanks it out.

    A value of which the tagger is not sure only when there is no better one; the draft asks it back.
    """
    if spec.type == "choice":
        return _choice(name, spec, reading)
    if spec.type == "contact":
        return _contact(name, spec, reading)
    if spec.joins == "sentence":
        return told_whole(name, spec, reading)
    enough = (fills, is_likely, is_possible) if spec.type == "number" else (is_likely, is_possible)
    # nothing is blanked out before the first value, so what is left need be searched only once
    found = {pattern: tuple(matches(pattern, reading.left)) for pattern in patterns_of(spec)}
    if not any(found.values()):
        return None
    return next(filter(None, (_first(name, spec, reading, one, found) for one in enough)), None)


def _first(
    name: str, spec: FieldSpec, reading: Reading, enough: Callable[[FieldSpec, float], bool],
    found: Mapping[str, Iterable[re.Match[str]]],
) -> Fact | None:  # fmt: skip
    """The first value of which the tagger is sure enough, and that is no other field's."""
    for pattern, places in found.items():
        announced = spec.type == "name" and pattern not in spec.patterns
        # a day beside the word for what it is the day of needs no other proof
        certain = spec.type == "date" and pattern in spec.patterns
        these = (
            m
            for m in places
            if not _is_else(spec, m, reading, announced, certain)
            and (announced or certain or enough(spec, _sureness(spec, m, reading)))
        )
        match = (
            _surest(spec, these, reading) if spec.type in ("date", "time") else next(these, None)
        )
        if match and spec.joins == "clause" and (told := clause_of(match, reading)):
            # its words stay for other fields: of "40 places" the number is read too
            shown = shown_value(told, "", spec, reading.language)
            return Fact(name, told, shown, "brief", told, match.start("value"))
        if match and (value := value_of(match, reading, spec)):
            sure = 1.0 if announced or certain else _sureness(spec, match, reading)
            return _as_fact(name, spec, match, value, sure, reading)
    return None


def _surest(
    spec: FieldSpec, these: Iterable[re.Match[str]], reading: Reading
) -> re.Match[str] | None:
    """The first of them, unless a later one is clearly surer: the last meeting, and the next."""
    found = [(m, _sureness(spec, m, reading)) for m in these]
    best = max(found, key=lambda one: one[1], default=None)
    return best and (best[0] if best[1] >= found[0][1] + CLEARLY else found[0][0])


def _as_fact(
    name: str, spec: FieldSpec, match: re.Match[str], value: str, sure: float, reading: Reading
) -> Fact:
    """The matched value with what belongs to it, as it stands in a draft; blanks it out."""
    groups = match.groupdict()
    at = reading.text.index(value, match.start("value"))
    start, end = widened(spec, reading.roles, reading.left, at, at + len(value))
    if spec.joins:
        start, end = joined_with(reading, start, end)
    lead = (groups.get("lead") or "") if start == at else ""
    start, led = led_by(spec, reading.text, start)
    end = whole_end(spec, reading.left, start, end)
    wider = end - start > len(value)
    value = reading.text[start:end]
    shown = _shown(value, led or lead, spec, reading, (start, end))
    first = min(start, match.start())
    words = reading.text[first:end] if wider else _words(match)
    fact = Fact(name, value, shown, "brief", words, first, sure=sure)
    # what announces it may announce another fact too
    used = len(match["value"].partition("\n")[0])
    reading.take(start, max(end, match.start("value") + used))
    return _dated(fact, spec, groups, reading) if spec.type == "date" else fact


def _shown(value: str, lead: str, spec: FieldSpec, reading: Reading, span: tuple[int, int]) -> str:
    """The value at that place as it stands in a draft, with "about" before it or "extra" after it."""
    before, after = about(spec, reading.text, span[0]), more(spec, reading.text, span[1])
    instead = rather_than(spec, reading.text, span[0], reading.language)
    return f"{before}{shown_value(value, lead, spec, reading.language)}{after}{instead}"


def _dated(fact: Fact, spec: FieldSpec, groups: Mapping[str, str | None], reading: Reading) -> Fact:
    """The fact with its day, and with the word that goes with the date: "until"."""
    reading.weekdays[fact.name] = groups.get("weekday") or ""
    day = day_meant(fact.value, reading.weekdays[fact.name], reading.today)
    shown = shown_date(fact.value, reading.weekdays[fact.name], day, reading.language)
    start = reading.text.index(fact.value, fact.start)
    fact, start = _with_days_before(replace(fact, shown=shown, day=day), start, reading)
    lead = groups.get("lead") or hedge_of(spec, reading.text, start, reading.language)
    return replace(fact, shown=hedged(lead, fact.shown))


def _with_days_before(fact: Fact, at: int, reading: Reading) -> tuple[Fact, int]:
    """The date at that place with the days before it and what its day depends on; where it begins."""
    end = at + len(fact.value)
    days = days_before(reading.left, at)
    shown = (f"{days}{fact.value}" if days else fact.shown) + proviso(reading.text, at, end)
    start = at - len(days)
    reading.take(start, at)
    return replace(fact, value=reading.text[start:end], shown=shown), start


def _words(match: re.Match[str]) -> str:
    """The words of a fact with what announces it, up to the end of its line."""
    before = match.start("value") - match.start()
    return match[0][:before] + match[0][before:].partition("\n")[0].partition(BLANK)[0]


def by_role(name: str, spec: FieldSpec, reading: Reading) -> Fact | None:
    """The likeliest words of the field's roles, in the form that its type wants; blanks them out."""
    span = likeliest(spec, reading.roles, reading.text, reading.left)
    if span is None or spec.type == "contact" or not fills(spec, span.probability):
        return None
    start, end = whole(spec, span, reading.roles, reading.text)
    end = whole_end(spec, reading.left, start, end)
    words, apart = reading.text[start:end], apart_from(reading.text[start:end], reading)
    value = value_in(words, spec)
    if not value or "\n" in value or BLANK in reading.left[start:end]:
        return None
    if spec.past and _is_to_come(value, span.probability, reading):
        return None
    sure = span.probability
    if spec.type == "text":
        sure = sureness(spec, reading.roles, reading.text, start, end)
        if not fills(spec, sure):
            return None
    reading.take(start, end)
    led = led_by(spec, reading.text, start)[1]
    shown = _shown(value, led, spec, reading, (start, end))
    fact = Fact(name, value, shown, "brief", words, start, sure=sure)
    if spec.type != "date":
        return fact
    found = recognised(name, replace_cues(spec.model_copy(update={"patterns": ()})), apart)
    fact = replace(found or fact, words=words, start=start, sure=span.probability)
    reading.weekdays[name] = apart.weekdays.get(name, "")
    at = max(start, reading.text.find(fact.value, start, end))
    shown = found.shown if found else shown_date(value, "", None, reading.language)
    fact, at = _with_days_before(replace(fact, shown=shown), at, reading)
    lead = lead_of(spec, reading.text, start, reading.language)
    lead = lead or hedge_of(spec, reading.text, at, reading.language)
    form = spec.shown.of(reading.language) if spec.shown and not lead else "{value}"
    return replace(fact, shown=hedged(lead, form.format(value=fact.shown)))


def _is_else(
    spec: FieldSpec,
    match: re.Match[str],
    reading: Reading,
    announced: bool = False,
    certain: bool = False,
) -> bool:
    """Whether what was found is no value of the field: a street, an article, or told so before."""
    before = reading.text[: match.start()]
    return (
        begins_in_a_word(match)
        or _is_street(spec, match)
        or (spec.type == "name" and match["value"].endswith(("'s", "’s")))
        or (spec.type in ("name", "text") and match["value"].lower() in FUNCTION_WORDS)
        or (
            not certain
            and is_of_another(
                spec, reading.roles, reading.text, *match.span("value"), announced=announced
            )
        )
        or any_in(spec.not_after, before)
        or any(compiled(p).match(reading.text, match.end()) for p in spec.not_before)
        or (spec.past and _is_to_come(match["value"], _sureness(spec, match, reading), reading))
    )


def _is_to_come(value: str, sure: float, reading: Reading) -> bool:
    return sure < SURELY_THEN and is_to_come(value, reading.today)


def _sureness(spec: FieldSpec, match: re.Match[str], reading: Reading) -> float:
    return sureness(spec, reading.roles, reading.text, *match.span("value"))


def _is_street(spec: FieldSpec, match: re.Match[str]) -> bool:
    """Whether a street or a park stands where a name is looked for: "workers at Dijkweg 4"."""
    return (
        spec.type in ("name", "contact")
        and not spec.roles
        and compiled("{BARE_STREET}|{LODGING}").fullmatch(match["value"]) is not None
    )


def _contact(name: str, spec: FieldSpec, reading: Reading) -> Fact | None:
    """The contact with every way to reach it, as it stands in the brief: name, e-mail, telephone."""
    found: list[tuple[int, int]] = []
    before = reading.left
    for pattern in patterns_of(spec):
        for match in list(matches(pattern, reading.left)):
            if BLANK not in match["value"] and not _is_else(spec, match, reading):
                found.append(match.span("value"))
                reading.take(*match.span("value"))
    named = any(not compiled("{CONTACT_PART}").fullmatch(reading.text[slice(*f)]) for f in found)
    for span in contact_spans(reading.roles, spec, reading.left, named=named):
        found.append(span)
        reading.take(*span)
    parts: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if parts and BESIDE.fullmatch(reading.text[parts[-1][1] : start]):
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((start, end))
    if not parts:
        return None
    # a number beside nobody may be another's when somebody has a number of their own
    whole_ones = [p for p in parts if _has_name_and_way(reading.text[slice(*p)])]
    parts = _of_the_address(whole_ones or parts, reading.text)
    reading.left = before
    for part in parts:
        reading.take(*part)
    values = [_closed(reading.text[start:end], reading.text[end:]) for start, end in parts]
    value = ", ".join(dict.fromkeys(values))
    return Fact(name, value, value, "brief", reading.text[slice(*parts[0])], parts[0][0])


def _of_the_address(parts: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """The parts without somebody else's name beside an address that is of one who is named."""
    address = next((m for s, e in parts if (m := PERSONAL_ADDRESS.search(text, s, e))), None)
    if address is None:
        return parts
    owner = rf"\b{address['first'][0]}[\w.-]*\s(?:[a-z]+\s){{0,2}}{address['last']}\b"
    if not re.search(owner, text[: address.start()] + text[address.end() :], re.IGNORECASE):
        return parts
    return [p for p in parts if re.search(rf"{owner}|@|\d{{4}}", text[slice(*p)], re.IGNORECASE)]


def _has_name_and_way(words: str) -> bool:
    way = compiled("{CONTACT_PART}").search(words)
    return way is not None and bool(
        re.search(r"[A-ZÀ-Þ][a-zà-ÿ]", words[: way.start()] + words[way.end() :])
    )


def _closed(words: str, after: str) -> str:
    """The words with the bracket that they open closed, or without it when more stands in it."""
    if words.count("(") <= words.count(")"):
        return words
    return f"{words})" if after[:1] == ")" else words.replace(" (", ", ", 1)


def _choice(name: str, spec: FieldSpec, reading: Reading) -> Fact | None:
    told = unquoted(reading.left)
    for key, patterns in spec.choices.items():
        for pattern in patterns:
            match = next(
                (
                    m
                    for m in matches(pattern, told)
                    if not any_in(spec.not_after, reading.text[: m.start()])
                ),
                None,
            )
            if match:
                shown = shown_value(key, "", spec, reading.language)
                words = reading.text[slice(*match.span())]  # of what is left some is blank
                return Fact(name, key, shown, "brief", words, match.start())
    return None


def stands_in_text(spec: FieldSpec, text: str, language: Language) -> str:
    """The words of the text that are a value of this field, "" when there are none."""
    reading = Reading(text, text, language, date.today())
    found = recognised("", replace_cues(spec) if spec.type == "date" else spec, reading)
    return found.words if found else ""
