"""Personal data in a text: found, masked, put back. What is looked for: docs/privacy.md."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from assistant.types import PersonalData, PersonalDataKind

# Of two overlapping finds the one that comes first here is kept.
KINDS: tuple[PersonalDataKind, ...] = ("iban", "email", "phone", "bsn", "birth_date", "address")
TOKENS: Mapping[PersonalDataKind, str] = {
    "iban": "IBAN",
    "email": "E-MAILADRES",
    "phone": "TELEFOONNUMMER",
    "bsn": "BSN",
    "birth_date": "GEBOORTEDATUM",
    "address": "ADRES",
}

# The length of an IBAN by country: SWIFT, IBAN Registry (ISO 13616).
IBAN_LENGTHS = {
    country: int(length)
    for country, length in re.findall(
        r"(\D\D)(\d\d)",
        "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BR29BY28CH21CR22CY28CZ24DE22DK18DO28"
        "EE20EG29ES24FI18FO18FR27GB22GE22GI23GL18GR27GT28HR21HU28IE22IL23IQ23IS26"
        "IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MR27MT31MU30"
        "NL18NO15PK24PL28PS29PT25QA29RO24RS22SA24SC31SE24SI19SK24SM27ST25SV28TL23"
        "TN24TR26UA29VA22VG24XK20",
    )
}
IBAN_START = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?=[ \u00a0.-]?[A-Za-z0-9])")

EMAIL = re.compile(
    r"(?<![\w.+%'-])[\w.+%'-]{1,64}"
    r"(?:@|\s?[\[(]\s?(?:at|apenstaartje)\s?[\])]\s?)"
    r"(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}",
    re.IGNORECASE,
)

# Numbers by the Dutch plan (06, area codes of three or four digits, 085, 088) and any number with
# an international prefix. 0800, 0900 and 14 0xx are an organisation's and identify nobody.
BETWEEN = r"[ \u00a0./()-]{0,3}"
PHONE = re.compile(
    rf"(?<![\w+])\(?(?:\+|00)31{BETWEEN}(?:\(0\)|0)?{BETWEEN}[1-9](?:{BETWEEN}\d){{8}}(?!\d)"
    rf"|(?<![\w+.,:])\(?(?:\+|00)[1-9](?:{BETWEEN}\d){{8,13}}(?!\d)"
    rf"|(?<![\w+])\(?0(?:6(?:{BETWEEN}\d){{8}}|(?:[1-57]\d|8[58])(?:{BETWEEN}\d){{7}})(?!\d)"
    r"|(?<![\w+])316\d{8}(?!\d)"
)
STARTS_AS_DATE = re.compile(r"\(?\d{2}[-/. ]\d{2}[-/. ](?:19|20)\d{2}\b")

BSN = re.compile(
    r"(?<!\d)(?<!€)(?<!€ )(?:\d{9}|\d{3}[ .-]\d{3}[ .-]\d{3}|\d{4}[ .-]\d{2}[ .-]\d{3})(?![.,]?\d| euro)"
    r"|(?<=bsn )\d{8}(?!\d)|(?<=bsn: )\d{8}(?!\d)",
    re.IGNORECASE,
)

MONTHS = (
    *(("januari", "january", "jan"), ("februari", "february", "feb"), ("maart", "march", "mrt")),
    *(("april", "apr"), ("mei", "may"), ("juni", "june", "jun"), ("juli", "july", "jul")),
    *(("augustus", "august", "aug"), ("september", "sept", "sep"), ("oktober", "october", "okt")),
    *(("november", "nov"), ("december", "dec")),
)
MONTH = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
DATE = re.compile(
    r"(?<![\w.,-])(?:"
    r"(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2})[-/. ](?P<year>\d{4}|\d{2})"
    r"|(?P<year2>\d{4})-(?P<month2>\d{1,2})-(?P<day2>\d{1,2})"
    rf"|(?P<day3>\d{{1,2}})(?:e|th|st|nd|rd)?\s(?P<name>{'|'.join(MONTH)})\.?,?\s(?P<year3>\d{{4}})"
    rf"|(?P<name2>{'|'.join(MONTH)})\.?\s(?P<day4>\d{{1,2}}),?\s(?P<year4>\d{{4}})"
    r")(?![\w])",
    re.IGNORECASE,
)
BORN = r"(?:geboren|geboorte\w*|geb\.?|verjaar\w*|born|birth\w*|date of birth|d\.?o\.?b\.?)"
BORN_BEFORE = re.compile(rf"\b{BORN}(?![\w])[^\n;]{{0,40}}$", re.IGNORECASE)
BORN_AFTER = re.compile(rf"\s*[(,]?\s*{BORN}(?![\w])", re.IGNORECASE)
# Nothing that a municipality plans now carries such a date, so it needs no "geboren" beside it.
FIRST_YEAR, LAST_WRITTEN_YEAR, LAST_NUMERIC_YEAR = 1900, 1999, 2010

POSTCODE = r"[1-9]\d{3}(?:[ \u00a0]?(?!SA|SD|SS)[A-Z]{2}|(?!sa|sd|ss)[a-z]{2})(?![A-Za-z0-9])"
NUMBER = r"\d{1,5}(?:[A-Za-z](?![A-Za-z])|\s?-\s?(?:\d{1,4}|[A-Za-z]{1,4})(?!\w)|\s(?:bis|hs|[A-H])(?!\w))?(?![\w])"
SUFFIX = (
    "straat|laan|weg|plein|kade|gracht|singel|dreef|steeg|dijk|pad|hof|plantsoen|erf|ring|markt"
    "|wal|baan|boulevard|allee|haven|oever|brink|akker|park|burg|kamp|veld|wei|horst|donk"
)
PARTICLE = r"(?:van|der|den|de|het|ter|ten|te|op|en|in|'t|’t|v\.d\.)"
CAPITAL = r"[A-ZÀ-Þ][\w'’.-]{0,30}"
STREET = (
    rf"(?:{CAPITAL}\s(?:{PARTICLE}\s){{0,3}}){{0,3}}"
    rf"[A-ZÀ-Þ](?:[\w'’.-]{{0,30}})?(?:{SUFFIX}|{SUFFIX.upper()}|str\.)"
)
LOWER_STREET = (
    r"(?!onderweg|snelweg|spoorweg)[a-zà-ÿ]{3,30}(?:straat|laan|weg|plein|kade|gracht|singel|dreef"
    r"|steeg|dijk)"
)
TOWN = rf"(?:[ ,]{{1,3}}{CAPITAL}(?:\s(?:aan|a/d|den|de|en|op|IJssel|Rijn|{CAPITAL})){{0,3}})?"
ADDRESS = re.compile(
    rf"(?<!\w)(?:{STREET}|{LOWER_STREET})[ ,]{{1,2}}(?:nr\.?|nummer|huisnummer)?\s?{NUMBER}"
    rf"(?:[ ,]{{1,3}}{POSTCODE}{TOWN})?"
    rf"|(?<!\w){CAPITAL}(?:\s[\w'’.-]{{1,30}}){{0,4}}\s{NUMBER}[ ,]{{1,3}}{POSTCODE}{TOWN}"
    rf"|(?<!\w){POSTCODE}[ ,:]{{1,3}}(?:en\s)?(?:nr\.?|nummer|huisnummer|huisnr\.?)?\s?{NUMBER}"
    rf"|(?<=postcode ){POSTCODE}|(?<=postcode: ){POSTCODE}|(?<=Postcode: ){POSTCODE}"
)


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with a token for each piece of personal data, and the value behind each token."""

    text: str
    mapping: Mapping[str, str]


def find_personal_data(text: str) -> tuple[PersonalData, ...]:
    """The personal data in the text in reading order, none overlapping.

    Names of persons are not found: nothing tells them reliably from names of places and firms.
    """
    found: list[PersonalData] = []
    for kind in KINDS:
        for start, end in _FINDERS[kind](text):
            if all(end <= other.start or start >= other.end for other in found):
                found.append(PersonalData(kind, start, end, text[start:end]))
    return tuple(sorted(found, key=lambda item: item.start))


def mask(text: str) -> Masked:
    """The text with each piece of personal data as `[KIND-n]`; one value has one token.

    `unmask` gives the text back, and nothing is found in a masked text.
    """
    mapping: dict[str, str] = {}
    while found := find_personal_data(text):
        tokens: list[str] = []
        for item in found:
            tokens.append(_token(item, text, mapping))
            mapping[tokens[-1]] = item.text
        for item, token in zip(reversed(found), reversed(tokens), strict=True):
            text = text[: item.start] + token + text[item.end :]
    return Masked(text, mapping)


def unmask(text: str, mapping: Mapping[str, str]) -> str:
    """The text with the values put back; a token counts in any case, with a space or a hyphen."""
    if not mapping:
        return text
    values = {_plain(token): value for token, value in mapping.items()}
    tokens = re.compile("|".join(_written(token) for token in mapping), re.IGNORECASE)
    return tokens.sub(lambda match: values[_plain(match.group())], text)


def passes_eleven_test(number: str) -> bool:
    """Whether the digits can be a BSN: 9a+8b+…+2h-i is a multiple of eleven (Besluit BSN, art. 2)."""
    digits = [int(c) for c in number.zfill(9)]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(w * d for w, d in zip(weights, digits, strict=True))
    return any(digits) and total % 11 == 0


def passes_mod_97(iban: str) -> bool:
    """Whether the check digits of an IBAN without separators are right (ISO 7064, MOD 97-10)."""
    moved = iban[4:] + iban[:4]
    return int("".join(str(int(c, 36)) for c in moved)) % 97 == 1


def _ibans(text: str) -> Iterator[tuple[int, int]]:
    for match in IBAN_START.finditer(text):
        length = IBAN_LENGTHS.get(match.group()[:2].upper(), 0)
        end, compact = match.end(), match.group()
        while end < len(text) and len(compact) < length:
            if re.match(r"[A-Za-z0-9]", text[end]):
                compact += text[end]
            elif text[end] not in " \u00a0.-" or text[end - 1] in " \u00a0.-":
                break
            end += 1
        whole = not re.match(r"[A-Za-z0-9]", text[end : end + 1])
        if length and len(compact) == length and whole and passes_mod_97(compact):
            yield match.start(), end


def _emails(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in EMAIL.finditer(text))


def _phones(text: str) -> Iterator[tuple[int, int]]:
    for match in PHONE.finditer(text):
        if not STARTS_AS_DATE.match(match.group()):
            yield match.span()


def _bsns(text: str) -> Iterator[tuple[int, int]]:
    for match in BSN.finditer(text):
        if passes_eleven_test(re.sub(r"\D", "", match.group())):
            yield match.span()


def _birth_dates(text: str) -> Iterator[tuple[int, int]]:
    for match in DATE.finditer(text):
        year = _year(match)
        if not year:
            continue
        numeric = not (match["name"] or match["name2"])
        limit = LAST_NUMERIC_YEAR if numeric else LAST_WRITTEN_YEAR
        past = len(str(year)) == 4 and FIRST_YEAR <= year <= limit
        before = BORN_BEFORE.search(text[max(0, match.start() - 60) : match.start()])
        if past or before or BORN_AFTER.match(text, match.end()):
            yield match.span()


def _year(match: re.Match[str]) -> int:
    """The year of a date as written, 0 for one that the calendar does not have."""
    day = match["day"] or match["day2"] or match["day3"] or match["day4"]
    year = match["year"] or match["year2"] or match["year3"] or match["year4"]
    name = match["name"] or match["name2"]
    month = MONTH[name.lower()] if name else int(match["month"] or match["month2"])
    try:
        date(int(year) if len(year) == 4 else 2000, month, int(day))
    except ValueError:
        return 0
    return int(year)


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in ADDRESS.finditer(text))


_FINDERS: Mapping[PersonalDataKind, Callable[[str], Iterator[tuple[int, int]]]] = {
    "iban": _ibans,
    "email": _emails,
    "phone": _phones,
    "bsn": _bsns,
    "birth_date": _birth_dates,
    "address": _addresses,
}


def _token(item: PersonalData, text: str, mapping: Mapping[str, str]) -> str:
    """The token of this value, or the first of its kind that is not in use."""
    name = TOKENS[item.kind]
    for token, value in mapping.items():
        if value == item.text and token.startswith(f"[{name}-"):
            return token
    number = 1
    while (token := f"[{name}-{number}]") in mapping or re.search(_written(token), text, re.I):
        number += 1
    return token


def _written(token: str) -> str:
    """A pattern of how a model may write the token again."""
    name, _, number = token[1:-1].rpartition("-")
    return rf"\[\s?{re.escape(name)}[ _-]?{number}\s?\]"


def _plain(token: str) -> str:
    return re.sub(r"[\W_]", "", token).upper()
