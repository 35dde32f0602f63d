"""Dates in free text: what day is meant, how it is written out, and what is odd about it."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import cache

import dateparser
import holidays

from assistant.drafting.kinds import compiled, sentences_of_drafting
from assistant.drafting.types import Notice
from assistant.types import Language

WEEKDAYS = {
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "nl": ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
           "september", "oktober", "november", "december"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August",
           "September", "October", "November", "December"),
}  # fmt: skip
FULL = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2}")
WEEK = 7
TWO_MONTHS = 62
SHORT_MONTH = re.compile(r"\b([A-Za-z]{3,4})\.?$")  # "begin feb"
YEAR = re.compile(r"\d{4}")
NEXT_WEEK = re.compile(r"volgende week|next week", re.IGNORECASE)
WEEKS_ON = re.compile(r"over (?:een|twee) we|week from now", re.IGNORECASE)


def spelled(day: date, language: Language, *, weekday: bool = True, year: bool = True) -> str:
    """The day written out: "dinsdag 13 april 2027"."""
    text = f"{day.day} {MONTHS[language][day.month - 1]}"
    text = f"{text} {day.year}" if year else text
    return f"{WEEKDAYS[language][day.weekday()]} {text}" if weekday else text


@cache
def day_of(words: str, today: date) -> date | None:
    """The day that the words mean, seen from `today`; the next such day when no year is named."""
    if compiled(r"\b{RELATIVE}").fullmatch(words):
        return _relative(words, today)
    if compiled("{VAGUE}").fullmatch(words):
        return None
    parsed = dateparser.parse(
        re.sub(r"(\d)(?:e|st|nd|rd|th)\b", r"\1", words),
        languages=["nl", "en"],
        settings={
            "PREFER_DATES_FROM": "future",
            "RELATIVE_BASE": datetime(today.year, today.month, today.day),
            "DATE_ORDER": "YMD" if re.match(r"\d{4}-", words) else "DMY",
        },
    )
    return parsed.date() if parsed else None


def day_meant(words: str, weekday: str, today: date) -> date | None:
    """The same, seen with the weekday before it: "di 24 nov" three days ago is not next year's."""
    day = day_of(words, today)
    if day is None or not weekday or YEAR.search(words) or _is_weekday(weekday, day):
        return day
    recent = (today - timedelta(days=back) for back in range(TWO_MONTHS))
    here = (day.month, day.day)
    return next((d for d in recent if (d.month, d.day) == here and _is_weekday(weekday, d)), day)


def is_to_come(words: str, today: date) -> bool:
    """Whether the words mean a day from tomorrow to two months on.

    Never when they name a year. A day that is later than that is more likely to have been:
    3 November, seen from the end of that month.
    """
    day = None if YEAR.search(words) else day_of(words, today)
    return day is not None and today < day <= today + timedelta(days=TWO_MONTHS)


def _month_of(short: str, language: Language) -> str:
    """The month that was cut short, "" for none."""
    return next((m for m in MONTHS[language] if m.lower().startswith(short.lower())), "")


def _relative(words: str, today: date) -> date | None:
    """The day of "volgende week donderdag", "next Friday", "morgen" or "over drie weken"."""
    lower = words.lower()
    named = [n % WEEK for n, day in enumerate((*WEEKDAYS["nl"], *WEEKDAYS["en"]))
             if day.lower() in lower]  # fmt: skip
    if not named:
        parsed = dateparser.parse(
            lower, languages=["nl", "en"],
            settings={"RELATIVE_BASE": datetime(today.year, today.month, today.day)},
        )  # fmt: skip
        return parsed.date() if parsed else None
    if NEXT_WEEK.search(lower):
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=1)
        return monday + timedelta(days=named[0])
    ahead = (named[0] - today.weekday()) % WEEK or WEEK
    on = 1 if WEEKS_ON.search(lower) else 0
    return today + timedelta(days=ahead, weeks=on * (2 if "twee" in lower else 1))


@cache
def _dutch_holidays(year: int, language: Language) -> dict[date, str]:
    found = holidays.country_holidays(
        "NL", years=year, language="nl" if language == "nl" else "en_US"
    )
    return dict(found)


def date_notices(
    name: str, words: str, weekday: str, day: date, today: date, language: Language
) -> tuple[Notice, ...]:
    """What is odd about a date: past, a public holiday, another weekday, or read from other words.

    `words` is the date as the user wrote it, `weekday` the weekday written before it, if any.
    """
    said = sentences_of_drafting()
    right = WEEKDAYS[language][day.weekday()]
    full = spelled(day, language)
    found: list[Notice] = []
    if compiled(r"\b{RELATIVE}").fullmatch(words):
        text = said.relative.of(language).format(words=words, date=full)
        found.append(Notice("relative", text, (), name))
    if day < today:
        found.append(Notice("past", said.past.of(language).format(date=full), (), name))
    if weekday and not _is_weekday(weekday, day):
        text = said.weekday.of(language).format(date=words, right=right, wrong=weekday)
        found.append(Notice("weekday", text, ("2/41",), name))
    holiday = _dutch_holidays(day.year, language).get(day)
    if holiday:
        text = said.holiday.of(language).format(date=full, name=holiday)
        found.append(Notice("holiday", text, ("5.2/16",), name))
    return tuple(found)


def _is_weekday(word: str, day: date) -> bool:
    names = (WEEKDAYS[x][day.weekday()].lower() for x in ("nl", "en"))
    return any(name.startswith(word.lower().rstrip(".")) for name in names)


def shown_date(words: str, weekday: str, day: date | None, language: Language) -> str:
    """The date as it stands in a draft: the user's words, with the weekday when it is certain.

    A date without a year keeps the user's weekday, and gets none of ours. Words that only count
    from today, and dates written in another language, are written out.
    """
    if day is None:  # "Eind oktober" began a sentence; a month keeps its English capital
        words = SHORT_MONTH.sub(lambda m: _month_of(m[1], language) or m[0], words)
        return words[:1].lower() + words[1:] if language == "nl" else words
    if compiled(r"\b{RELATIVE}").fullmatch(words):
        return spelled(day, language)
    if not re.search(r"[A-Za-z]", words) and (YEAR.search(words) or FULL.fullmatch(words)):
        return spelled(day, language)
    if not YEAR.search(words):
        right = weekday and _is_weekday(weekday, day)
        full = words if _month_in_full(words) else spelled(day, language, year=False, weekday=False)
        return f"{_weekday_in_full(weekday, day, language)} {full}" if right else full
    if weekday and not _is_weekday(weekday, day):
        return words
    if not any(m.lower() in words.lower() for m in MONTHS[language]):
        return spelled(day, language)
    return f"{WEEKDAYS[language][day.weekday()]} {words}"


def _month_in_full(words: str) -> bool:
    return any(month.lower() in words.lower() for of in MONTHS.values() for month in of)


def _weekday_in_full(word: str, day: date, language: Language) -> str:
    """The weekday as it was written, or written out when it was cut short: "do"."""
    whole = any(word.lower() == name.lower() for of in WEEKDAYS.values() for name in of)
    return word if whole else WEEKDAYS[language][day.weekday()]
