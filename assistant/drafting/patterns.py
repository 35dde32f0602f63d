"""The patterns by which a field is looked for in a brief, after its type, cues and roles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.drafting.spec import FieldSpec

NAMED = r"(?P<value>{SORT}{NAME}(?:\s\([A-Z]{2,6}\))?{AS}?)"
# of "projectleider Jan Bos, wijkagent" the policeman is somebody else
BARE = r"(?P<value>{SORT}{NAME}(?:\s\([A-Z]{2,6}\))?)"
DESK = r"(?P<value>{DESK})"
LATER = r"(?:(?:op|in|on|by)\s)?(?P<value>{VAGUE})"
NOT_TO = r"(?!(?:Voor|Aan|Van|Namens|Door|Met|Bij|For|From|To|By|With)\s)"
NO_NAME = r"(?!(?:Mail|E-mail|Bel|Tel|Telefoon|Info|Contact|Vragen|Call|Phone|Questions|Website)\b)"
IS = r"(?:\s(?:is|heet|wordt|door|by|will be)\s?[:=]?|\s?[:=])"
# "projectleider moet nog worden gevraagd" is nobody's function
NOBODY_YET = r"(?!\s(?:\w+\s)?(?:nog|yet|to be)\b|\s(?:volgt|onbekend|unknown)\b)"
BETWEEN = r"(?:\b(?:tussen|between)\s(?=[^.;]{1,20}?\s(?:en|and)\s))?"


OF_A_FIELD = ("cues", "roles", "patterns", "not_after", "not_before", "until", "fits", "sure_with",
              "mentions", "leads", "called", "shown_as")  # fmt: skip


def written_in(spec: FieldSpec) -> Iterator[tuple[str, str]]:
    """Every pattern that the spec of a field writes, with the key under which it stands."""
    for key in OF_A_FIELD:
        yield from ((key, pattern) for pattern in getattr(spec, key))
    for value, patterns in spec.choices.items():
        yield from ((f"choices.{value}", pattern) for pattern in patterns)
    for value, ways in spec.firm.items():
        for way in ways:
            own = (*way.says, *way.unless, *way.elsewhere)
            yield from ((f"firm.{value}", pattern) for pattern in own)


def patterns_of(spec: FieldSpec) -> tuple[str, ...]:
    """The patterns of a field in their order: its own, then those of its type."""
    cue = _one_of(spec.cues)
    said: tuple[str, ...]
    match spec.type:
        case "date":
            told = f"{cue}\\s?[:=]?\\s"
            said = (f"{told}{{DATE_VALUE}}", f"{told}{LATER}") if cue else ("{DATE_VALUE}",)
        case "time":
            said = (f"(?P<value>{BETWEEN}{{TIME}}){{HOURS}}?",)
        case "contact":
            said = (*_contact_names(cue), "(?P<value>{CONTACT_PART})")
        case "name":
            # a name beside the word for who it is comes before what the others only suggest
            said = (f"{cue}(?:\\s?=)?\\s{NAMED}",) if cue else ()
            return (*_named_by_role(_one_of(spec.roles)), *spec.patterns, *said)
        case _:
            said = (f"{cue}\\s?(?::|is|zijn|are)?\\s{{REST}}",) if cue else ()
    return (*spec.patterns, *said)


def _contact_names(cue: str) -> tuple[str, ...]:
    """Of the person or desk that a contact names: announced, or beside a telephone or e-mail."""
    told = (f"{cue}\\s{DESK}", f"{cue}\\s{NAMED}") if cue else ()
    beside = r"(?=,?\s\(?(?:tel\.?\s?:?\s?|op\s|on\s|via\s)?{CONTACT_PART})"
    return (*told, f"{DESK}{beside}", f"(?P<value>{NO_NAME}{{NAME}}{{AS}}?){beside}")


def _one_of(patterns: tuple[str, ...]) -> str:
    return f"\\b(?:{'|'.join(patterns)})" if patterns else ""


def _named_by_role(role: str) -> tuple[str, ...]:
    """Of "projectleider is Jan Bos", "Jan Bos (projectleider)" and "ik ben projectleider, Jan Bos"."""
    if not role:
        return ()
    told, beside = f"{role}{IS}\\s{NAMED}", f"{role}\\s{BARE}"
    with_role = (
        rf"(?:^|[.:;,(!?\x00]\s?|\b(?:en|and)\s)(?P<value>{NOT_TO}{{FIRM}})(?:\s(?:van|of|from)\s(?:(?:de|het|the)\s)?[a-z]+)?(?:\s?\(|,\s|\s(?:is|wordt|als|as|will be)\s|\s)"
        rf"(?:(?:de|het|onze|our|the|als|as)\s)?{role}\b{NOBODY_YET}(?![^\S\n]?:?[^\S\n](?:(?:is|wordt)\s)?{{CAP}})"
    )
    myself = rf"\b(?:(?:ik ben|ben ik|I am|I.m)\s(?:zelf\s)?(?:(?:de|the)\s)?{role}|{role}\s(?:ben ik|is me)),\s{NAMED}"
    return (told, beside, with_role, myself)


def begins_in_a_word(match: re.Match[str]) -> bool:
    """Whether the value is the end of a longer word: "groep" in "appgroep", "A" in "Q&A"."""
    start = match.start("value")
    before = match.string[max(0, start - 1) : start]
    return before == "&" or (before.isalpha() and match.string[start].isalpha())
