"""How certain a day or an hour of a brief is said to be; it goes with that."""

from __future__ import annotations

import re

from assistant.drafting.kinds import compiled
from assistant.drafting.spec import FieldSpec
from assistant.types import Language

IF_ALL_GOES_WELL = (
    r"(?:hopelijk|indicatief|(?:nog )?onder voorbehoud(?: van [^.,;()\n]{3,40})?"
    r"|als (?:alles|het) (?:goed gaat|meezit|meevalt|volgens planning gaat|lukt)|zoals het nu lijkt"
    r"|hopefully|provisionally|subject to [^.,;()\n]{3,40}|if (?:all|everything) goes (?:well|to plan)"
    r"|as things stand"
    r"|(?:maar )?alleen als [^.,;()\n]{3,40}|mits [^.,;()\n]{3,40}|(?:but )?only if [^.,;()\n]{3,40})"
)
HEDGE = (
    r"\b(?P<hedge>(?P<last>uiterlijk|vóór|niet (?:voor|vóór|eerder dan)|rond|omstreeks|around|no later than)"
    r"|waarschijnlijk|vermoedelijk|naar verwachting|wellicht|misschien|(?<!is )(?<!zijn )(?<!are )mogelijk|probably|perhaps|possibly)"
    r"\s(?:(?:op|in|on)\s)?(?:{DAY}\s)?$"
)
BEFORE = (
    rf"\b(?P<hedge>{IF_ALL_GOES_WELL}|verwacht(?:en)?(?: we| wij)?|expected),?"
    r"\s(?:(?:op|in|vanaf|per|on|from|rond|around)\s)?(?:{DAY}\s)?$"
)
AFTER = (
    rf"\s?[,(]\s?(?P<hedge>{IF_ALL_GOES_WELL}|(?:maar )?(?:dat|dit) is nog niet zeker|nog niet zeker"
    r"|not certain yet)(?=\s?(?:[.,;)!\n]|$))"
    r"|\s?[,(]?\s?(?P<earliest>op (?:zijn|z[’']n) vroegst(?!\w)|at the earliest(?!\w)"
    r"|(?<=[\s(])(?:verwacht|expected)(?=\s?(?:[.,;)!\n]|$)))"
)

LAST_DAY = re.compile(r"(?:tot|t/m|tm|until|till)\b", re.IGNORECASE)  # "bezwaar is mogelijk tot …"
MORE = re.compile(r"\s(?:extra|additional)\b", re.IGNORECASE)
# the days before the last one of several: "4, 5 en 11 november"
DAYS = (
    r"(?<![\w.,/:-])((?:(?:{DAY}|{SHORT_DAY})\s)?\d{1,2}(?:,\s(?:(?:{DAY}|{SHORT_DAY})\s)?\d{1,2})*,?"
    r"\s(?:en|of|and|or|&|t/m|tot en met)\s(?:(?:{DAY}|{SHORT_DAY})\s)?)$"
)
# "van 40 naar 96 bedden", "van 120 bedden naar 200"
RATHER_THAN = r"\b(?:van|from)\s(?:(?:nu|now)\s)?(?P<before>{COUNT})\s(?:{PEOPLE}\s)?(?:terug\s)?(?:naar|to)\s$"
INSTEAD_OF = {"nl": "in plaats van", "en": "instead of"}
ROUGHLY = re.compile(r"(?:rond|omstreeks|around)\b", re.IGNORECASE)
HOUR = re.compile(
    r"\b(rond(?: een uur of)?|omstreeks|ongeveer|circa|ca\.?|plusminus|een uur of|around|about|roughly"
    r"|approximately|from about|from around)\s(?:de klok van\s)?$",
    re.IGNORECASE,
)
OTHERWISE = r"\s(?P<other>(?:of|or|dan wel)\s(?:(?:op|on)\s)?(?:{DAY}\s)?(?:{DATE}|{VAGUE}))"


def hedged(lead: str, shown: str) -> str:
    """The day with the words before it; one that is "rond 1 maart" has no weekday."""
    if lead and ROUGHLY.match(lead):
        shown = compiled(r"^{DAY}\s").sub("", shown)
    return f"{lead} {shown}" if lead else shown


def hedge_of(spec: FieldSpec, text: str, start: int, language: Language) -> str:
    """The words before a day that say how certain it is: "uiterlijk", "waarschijnlijk op".

    Of a field with `leads` also what those describe: "pas vanaf".
    """
    match = compiled(HEDGE).search(text[:start])
    if match is None or LAST_DAY.match(text, start):
        led = (compiled(rf"({p})(?:{{DAY}}\s)?$").search(text[:start]) for p in spec.leads)
        return next((m[1].strip().lower() for m in led if m), "")
    on = "" if match["last"] else {"nl": " op", "en": " on"}[language]
    return f"{match['hedge'].lower()}{on}"


def days_before(text: str, start: int) -> str:
    """The days of the same month that stand before a date and go with it: "4, 5 en "."""
    match = compiled(DAYS).search(text[:start])
    return match[1] if match else ""


def more(spec: FieldSpec, text: str, end: int) -> str:
    """The word right after a number by which it is no whole: "64 extra beds"."""
    match = MORE.match(text, end) if spec.type == "number" else None
    return match[0] if match else ""


def rather_than(spec: FieldSpec, text: str, start: int, language: Language) -> str:
    """What a number takes the place of: " in plaats van 40" where 40 grow to 96."""
    match = compiled(RATHER_THAN).search(text[:start]) if spec.type == "number" else None
    return f" {INSTEAD_OF[language]} {match['before']}" if match else ""


def about(spec: FieldSpec, text: str, start: int) -> str:
    """The words right before an hour by which it is none to the minute: "ongeveer "."""
    match = HOUR.search(text[:start]) if spec.type == "time" else None
    return f"{match[1].lower()} " if match else ""


def proviso(text: str, start: int, end: int) -> str:
    """What the words around a day say of when it holds: " (als alles meezit)"; "" for nothing.

    A day that may be another one is told with that: " of 18 maart".
    """
    other = compiled(OTHERWISE).match(text, end)
    match = compiled(BEFORE).search(text[:start]) or compiled(AFTER).match(text, end)
    return (f" {other['other']}" if other else "") + (
        f" ({(match['hedge'] or match['earliest']).lower()})" if match else ""
    )
