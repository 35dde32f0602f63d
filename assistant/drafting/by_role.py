"""What the tagger of roles tells of a field: where its value stands, or that a value is another's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.drafting.kinds import compiled
from assistant.drafting.roles import NOTHING, Span, Tagged, tagged
from assistant.drafting.spec import FieldSpec
from assistant.drafting.types import BLANK
from assistant.language import commonness
from assistant.types import Language

LIKELY = 0.5  # from here on a span fills an empty field
ARTICLE = re.compile(r"(?<!\w)(?:de|het|een|the|[’']t)\s$", re.IGNORECASE)
LOOSE_END = re.compile(r"\s(?:aan|op|in|bij|van|at|on|of)\s(?:de|het|een|the|a)$")
FIRM_FORM = re.compile(r"\s(?:b\.?v\.?|n\.?v\.?|v\.?o\.?f\.?|ltd)(?!\w)", re.IGNORECASE)
ADJECTIVE = re.compile(r" \w+e(?= \w)")
NOUN = re.compile(
    r" (?!(?:in|op|aan|bij|van|voor|met|en|at|on|of|for|with|and)\b)[^\W\d_]+(?:[’'][^\W\d_]+)?"
)
WIDER = 0.7  # from here on the words of a span belong to a name of which a pattern read a part
MOST_WIDER = 40
LEAD = re.compile(
    r"\b(?P<lead>tot en met|t/m|tm|tot|uiterlijk(?: op)?|vóór|voor|until|till|by|before|no later than|through)"
    r"\s(?:(?:en met|op|on|the|de|[a-z]+dag|[a-z]+day)\s)*$",
    re.IGNORECASE,
)
LATEST: Mapping[Language, str] = {"nl": "uiterlijk", "en": "by"}
PLACES = {"place", "location", "address", "neighbourhood", "town"}  # none of them is a day or hour
WAYS = ("phone", "email")
FUNCTION = "function"
SHORTEST_NUMBER = 5  # digits of a telephone: 14 0297
# the police's own number, and a span of years
NO_WAY = re.compile(r"0900[ -]?8844|(?<!\d)20\d\d\s?[-–/]\s?20\d\d(?!\d)")
FORMS = {
    "date": r"{DATE}|\b(?:{VAGUE}|{RELATIVE})|\b\d{1,2}[-/.]\d{1,2}\b(?![-/.\d])|{DAY}",
    "time": "{TIME}{HOURS}?",
    "number": "{COUNT}",
}
# a name is not widened over what was used, over a line, or over something that is told apart
NOT_WIDER = re.compile(
    rf"[{BLANK}\n,;:()@]|\d\d?[-/.:]\d|\b(?:locatie|location|project|plan|site)\b", re.IGNORECASE
)
ONLY_ARTICLE = re.compile(r"(?:(?:de|het|een|the|[’']t)\s)?", re.IGNORECASE)
# a quotation mark that opens a name, and the words up to the one that closes it
OPENED = re.compile(r"(?:^|\s)['‘“\"][^'’”\"]*$")
HANGS = re.compile(
    r"\s(?:(?P<beside>achter|naast|tegenover|behind|opposite)|bij|aan|in|op|langs|nabij|tussen|zou(?:den)?"
    r"|komen|komt|wordt|worden)$"
)
NUMBER = re.compile(r"\s(?:nr\.?\s|nummer\s|no\.?\s)?\d{1,4}[a-z]?\b")
CLOSES = re.compile(rf"[^'’”\"\n{BLANK}]{{0,30}}['’”\"](?!\w)")
BESIDE = re.compile(r"[ ,(:–-]{1,3}")


@dataclass(frozen=True, slots=True)
class Bounds:
    """When a value that a pattern read belongs to another field: a wrong fact is worse than a gap.

    When another role has `other` and its own roles together no more than `own`.
    """

    other: float
    own: float


# from the first on the tagger fills a field alone, below the second a better value is looked for,
# below the third it is asked back; chosen on 616 facts of 96 briefs by strangers, read by a judge who saw no probability
LEAST = {"date": (0.5, 0.3, 0.3), "number": (0.5, 0.4, 0.7), "text": (0.6, 0.35, 0.65),
         "name": (0.6, 0.0, 0.0), "time": (0.0, 0.0, 0.0), "choice": (0.0, 0.0, 1.0)}  # fmt: skip
ALWAYS = (0.0, 0.0, 0.0)
HARDLY_EVER = 0.02  # below it a number was something else
# from here on a fact without a place in a template is told in a sentence of its own; of 65 such
# sentences in 56 briefs readers faulted most of the thirteen below it
SAID = 0.9
# chosen on the labelled briefs, each read by a tagger that had learned from other writers
BOUNDS = {
    "date": Bounds(0.6, 0.2),
    "time": Bounds(0.7, 0.65),
    "number": Bounds(0.3, 0.3),
    "name": Bounds(0.4, 0.3),
    "text": Bounds(0.4, 0.2),
    "contact": Bounds(0.9, 0.4),
}
ANNOUNCED = Bounds(0.5, 0.05)  # of a name after a word for who it is
HARDLY, SURELY = 0.2, 0.8
NO_NAME = 0.05  # a first word of which its roles have no more is no name
BEGINS = re.compile(r"(?:^|[.!?:>\n])[\s>*•–-]*$")
WHOLE = {"incident", "reason"}  # they tell of places and people, which have roles of their own


def tagged_brief(text: str, kind: str, fields: tuple[FieldSpec, ...]) -> Tagged:
    """The roles in a brief; none when no field of the kind names a role."""
    return tagged(text, kind) if any(f.filled_by for f in fields) else NOTHING


def is_of_another(
    spec: FieldSpec, read: Tagged, text: str, start: int, end: int, *, announced: bool
) -> bool:
    """Whether the words there have a role that no value of the field has, or are no name at all.

    A name is `announced` by a word for who it is ("projectleider"); a legal form tells a firm.
    """
    own = {*spec.filled_by, *spec.may_be}
    chances = read.within(start, end)
    if not own or not chances or (spec.type == "name" and FIRM_FORM.search(text, start, end)):
        return False
    if spec.type in ("date", "time"):
        own |= PLACES
    own |= WHOLE
    if spec.type == "number" and compiled(r"\s?{WORKERS}").match(text, end):
        return False
    if spec.type == "number" and compiled(r"\s?{PEOPLE}").match(text, end):
        own.add("address")  # no number of a house
    others = max((p for role, p in chances.items() if role not in own), default=0.0)
    mine = sum(chances.get(role, 0.0) for role in own)
    if spec.type == "date" and _surely_elsewhere(spec, read, chances, start, end):
        return True
    bounds = ANNOUNCED if announced else BOUNDS[spec.type]
    if others >= bounds.other and mine <= bounds.own:
        return True
    # a capital at the start says nothing of a word that is not rare
    common = commonness(text[start:end].lower()) > 0 and BEGINS.search(text[:start]) is not None
    return spec.type in ("name", "contact") and common and mine <= NO_NAME


def _surely_elsewhere(
    spec: FieldSpec, read: Tagged, chances: Mapping[str, float], start: int, end: int
) -> bool:
    """Whether the day that the field is for surely stands elsewhere, and hardly here."""
    first = spec.filled_by[:1]
    return sum(chances.get(role, 0.0) for role in first) <= HARDLY and any(
        s.role in first and s.probability >= SURELY and (s.end <= start or end <= s.start)
        for s in read.spans
    )


def candidates(
    spec: FieldSpec, roles: tuple[str, ...], read: Tagged, text: str, left: str
) -> list[Span]:
    """The unread spans of these roles that the words around them allow."""
    return [
        s
        for s in unread(roles, read, left)
        if not _is_else(spec, text[: s.start], text[s.end :])
        and not (spec.type == "number" and compiled("{NONE_TO_COME}").match(text, s.end))
    ]


def likeliest(spec: FieldSpec, read: Tagged, text: str, left: str) -> Span | None:
    """The unread span that best fills the field: of the first of its roles, the most probable."""
    found = candidates(spec, spec.filled_by, read, text, left)
    return min(found, key=lambda s: (spec.filled_by.index(s.role), -s.probability), default=None)


def _is_else(spec: FieldSpec, before: str, after: str = "") -> bool:
    """Whether what stands before or after tells that a value is none of the field's."""
    return any(compiled(p).search(before) for p in spec.not_after) or any(
        compiled(p).match(after) for p in spec.not_before
    )


def unread(roles: tuple[str, ...], read: Tagged, left: str) -> list[Span]:
    """The likely spans of these roles of which no word was used."""
    return [
        s
        for s in read.spans
        if s.role in roles and s.probability >= LIKELY and BLANK not in left[s.start : s.end]
    ]


def whole(spec: FieldSpec, span: Span, read: Tagged, text: str) -> tuple[int, int]:
    """Where the value stands, with what belongs to it.

    A name has its article and the function beside it, a number in a text has what it counts.
    """
    start, end = span.start, span.end
    if spec.type == "number" and (about := compiled(r"{ABOUT}$").search(text[:start])):
        start = about.start()
    if spec.type == "name":
        beside = (s for s in read.spans if s.role == FUNCTION and s.probability >= LIKELY)
        for other in beside:
            if _beside(text, (start, end), (other.start, other.end)):
                start, end = min(start, other.start), max(end, other.end)
    if spec.type in ("name", "text") and (article := ARTICLE.search(text[:start])):
        start = article.start()
    if spec.type == "text" and compiled("{COUNT}").fullmatch(text[start:end]):
        for part in (ADJECTIVE, NOUN):
            if match := part.match(text, end):
                end = match.end()
    if spec.type in ("name", "text") and (loose := LOOSE_END.search(text, start, end)):
        end = loose.start()
    closes = text[start:end].count("(") > text[start:end].count(")") and text[end : end + 1] == ")"
    return start, end + closes


def widened(spec: FieldSpec, read: Tagged, left: str, start: int, end: int) -> tuple[int, int]:
    """The place of a text, with the words around it that the tagger reads as the same name.

    Patterns know "school De Wissel"; the people of the place say "brede school De Wissel". The
    name of a firm has its legal form with it, in capitals or not.
    """
    if spec.type == "name" and (firm := FIRM_FORM.match(left, end)):
        return start, firm.end()
    if spec.type != "text":
        return start, end
    for span in read.spans:
        first, last = min(start, span.start), max(end, span.end)
        sure = span.role in spec.filled_by and span.probability >= WIDER
        meets = span.start < end and start < span.end
        counts = compiled(r"(?<=\d)\s{PEOPLE}").match(left, last)  # "camping De Hut 90 man"
        if sure and meets and not counts and _is_of_the_name(left[first:start] + left[end:last]):
            return first, last
    return start, end


def _is_of_the_name(around: str) -> bool:
    """Whether these words can belong to the name that they stand around; an article adds nothing."""
    return (
        len(around) <= MOST_WIDER
        and not NOT_WIDER.search(around)
        and not ONLY_ARTICLE.fullmatch(around)
        and not compiled("{DATE}").search(around)
    )


def value_in(words: str, spec: FieldSpec) -> str:
    """The value in the words of a span, in the form of the field's type; "" when it has none."""
    if spec.type not in FORMS:
        # a number alone does not say what it counts
        return "" if spec.type == "text" and compiled("{COUNT}").fullmatch(words) else words
    match = compiled(FORMS[spec.type]).search(words)
    return match[0] if match else ""


def lead_of(spec: FieldSpec, text: str, start: int, language: Language) -> str:
    """The word that goes with a date when the field has one: of the brief, or "at the latest"."""
    if not any("(?P<lead>" in cue for cue in spec.cues):
        return ""
    match = LEAD.search(text[:start])
    return match["lead"] if match else LATEST[language]


def sureness(spec: FieldSpec, read: Tagged, text: str, start: int, end: int) -> float:
    """How probable it is that the words there have a role that fills the field; 1.0 if unasked.

    The tagger is not asked about a field that names no role, nor about a contact or a choice, nor
    about the town that stands behind a place or the "about" before a number.
    """
    hedge = compiled("{ABOUT}").match(text, start, end)
    start = hedge.end() if hedge and hedge.end() < end else start
    town = compiled(r"{IN_TOWN}$").search(text[:end], start + 1)
    chances = read.within(start, town.start() if town else end)
    if not spec.filled_by or not chances or spec.type not in LEAST:
        return 1.0
    return sum(chances.get(role, 0.0) for role in (*spec.filled_by, *spec.as_good))


def fills(spec: FieldSpec, sure: float) -> bool:
    """Whether the tagger alone suffices to fill the field."""
    return sure >= max(LEAST.get(spec.type, ALWAYS)[0], spec.least or 0.0)


def is_likely(spec: FieldSpec, sure: float) -> bool:
    """Whether a value that a pattern matches is taken before others are looked for."""
    return sure >= (LEAST.get(spec.type, ALWAYS)[1] if spec.least is None else spec.least)


def is_possible(spec: FieldSpec, sure: float) -> bool:
    """Whether it is taken when there is no other: not where many a thing is said like that."""
    if spec.least is not None:
        return sure >= spec.least
    return spec.type != "number" or sure >= HARDLY_EVER


def is_asked_back(spec: FieldSpec, sure: float) -> bool:
    """Whether a draft that uses the value asks whether it is right."""
    return sure < (LEAST.get(spec.type, ALWAYS)[2] if spec.least is None else spec.least)


def is_said(spec: FieldSpec, sure: float) -> bool:
    """Whether a value without a place in a template is told in a sentence of its own."""
    return spec.type == "name" or sure >= (spec.least or SAID)


def led_by(spec: FieldSpec, text: str, start: int) -> tuple[int, str]:
    """Where the value begins with its article, and the words of the brief that lead up to it.

    A name in capitals has its article with the words before it: "aan de Molenweg".
    """
    if not spec.leads:
        return start, ""
    if text[start : start + 1].islower() and (article := ARTICLE.search(text[:start])):
        start = article.start()
    own = ONLY_ARTICLE.match(text, start)
    ends = {start, own.end() if own else start}
    found = (m for p in spec.leads for m in compiled(p).finditer(text))
    lead = next((text[m.start() : start].rstrip() for m in found if m.end() in ends), "")
    return start, lead


def whole_end(spec: FieldSpec, left: str, start: int, end: int) -> int:
    """Where the value ends with the town that follows, or the mark that ends a name in quotes.

    Of a site, "achter" at the end goes with the number behind it, or not at all.
    """
    if spec.leads and (hangs := HANGS.search(left[start:end])):
        number = NUMBER.match(left, end) if hangs["beside"] else None
        end = number.end() if number else start + hangs.start()
    town = compiled("{IN_TOWN}").match(left, end) if spec.leads else None
    opened = OPENED.search(left[start:end])
    closes = CLOSES.match(left, end) if opened else None
    return closes.end() if closes else town.end() if town else end


def contact_spans(
    read: Tagged, spec: FieldSpec, left: str, *, named: bool
) -> list[tuple[int, int]]:
    """Where the contact's name, function, telephone and e-mail stand, those that are unread.

    The name is left out when one was read; a function counts beside a name alone.
    """
    found = [s for s in unread(spec.filled_by, read, left) if not _is_else(spec, left[: s.start])]
    names = [] if named else [s for s in found if s.role == spec.filled_by[0]]
    name = max(names, key=lambda s: s.probability, default=None)
    spans = [(s.start, s.end) for s in found if s.role in WAYS and _is_way(left[s.start : s.end])]
    if name:
        spans.append((name.start, name.end))
        spans += [
            (s.start, s.end)
            for s in found
            if s.role == FUNCTION and _beside(left, (s.start, s.end), (name.start, name.end))
        ]
    return spans


def _is_way(words: str) -> bool:
    """Whether somebody can be reached there: no years, no short number, not the police's."""
    if NO_WAY.search(words):
        return False
    return "@" in words or sum(c.isdigit() for c in words) >= SHORTEST_NUMBER


def _beside(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    first, second = sorted((one, other))
    return BESIDE.fullmatch(text[first[1] : second[0]]) is not None
