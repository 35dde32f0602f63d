"""How far the value of a text goes: its clause, its sentence, or the facts that touch it."""

from __future__ import annotations

import re

from assistant.drafting.kinds import compiled, sentences_of_drafting
from assistant.drafting.needed import matches
from assistant.drafting.reading_state import Reading, any_in
from assistant.drafting.spec import FieldSpec
from assistant.drafting.types import BLANK, Fact
from assistant.language import content_words
from assistant.types import Language

LEADING_UP = re.compile(
    r"(?:(?:^|\s)(?<!dag en\s)(?<!day and\s)(?:van|voor|op|aan|in|bij|met|door|om|tot|te|de|het|een|avond|nacht|dag|of|by|on|at|from"
    r"|with|for|the|a|night|evening|day))+\s*$",
    re.IGNORECASE,
)
# what leads up to a day that stands elsewhere in the draft: "op dinsdag"
BEFORE_A_DAY = r"(?:[\s,(]+(?:op|om|van|voor|tot|in|bij|vanaf|per|de|on|of|at|by|from|for|until|the|{DAY}|{SHORT_DAY}))+[\s,(]*$"
READ_AFTER = re.compile(rf"(?:\s(?:in|van|over|of|about))?\s{BLANK}+")
READ_BEFORE = re.compile(rf"(?:^|[.;:,!?(\n])\s*(?P<whole>[^.;:,!?(\n]*{BLANK}\s?)$")
ASKS = ("{REQUEST}", "{ASKS}", r"\b(?:na|after)\b")
MOMENTS = ("{DATE}", "{TIME}")
MOST_BEFORE = 60
CLAUSE = re.compile(
    r"(?:[^.,;:!?\n(]|(?<=\d)[.,:](?=\d)|,(?=\s(?:van|from)\s\d+\s(?:naar|tot|to)\s\d))+"
)
# what goes on after a day: "moeten vóór 1 april weg zijn", not "op 8 oktober in het gemeentehuis"
GOES_ON = re.compile(
    r"\s(?!(?:in|op|om|van|voor|vóór|bij|aan|met|door|over|tot|te|tijdens|en|of|maar|uur|at|on|by|from|to"
    r"|for|with|about|during|and|or|but|of)\b)[a-zà-ÿ]{2,}",
)
# of what a day or hour cuts short: "maar moet om 20.45 weg"
HALF_SAID = re.compile(
    r"\s(?:(?:maar|but)|(?:en|and)\s(?=(?:moet|mag|kan|wil|gaat|has|must|will|needs)\b))\s?\w+(?:\s\w+){0,3}$"
)
# these ask for nothing: "dus afwijken nodig", "wil excuses maken"
NEEDED = re.compile(
    r"(?<!heb )(?<!hebben )\bnodig\b|(?<=excuses )(?:te )?maken\b|(?<=bezwaar )(?:te )?maken\b"
)
# "voor de informatieavond | heb ik een scenario nodig"
ASKED_LAST = re.compile(
    r"\s(?:(?:heb|hebben|zoek|zoeken|wil|willen)\s(?:ik|we|wij)|(?:i|we)\s(?:need|want|would like))\b.*$",
    re.IGNORECASE,
)
LEAST_CLAUSE = 2
LEAST_SENTENCE = 4
SENTENCE = re.compile(
    r"(?:[^.!?\n]|(?<=\w)\.(?=\w)|(?<=\b(?:ca|nr|mw|dr|st))\.|(?<=\b(?:fam|dhr|gem|max))\.|(?<=\bmevr)\.)+"
)
MORE_QUESTIONS = re.compile(
    r"(?:\?[ \n]*[-•]?[ ]*[^.!?\n]+(?=\?))+"
)  # "Is it decided? Who are they?"
# a text does not stop there, though what follows was read: "twee avonden en", "GGD en uitzendbureau"
NO_STOP = re.compile(
    r"\b(?:(?:en|and|of|or|plus)\s+(?:[a-z]+\s+){0,2}"
    r"|(?:whether|if|dat|that|hoeveel|how many|waarom|why)\s+(?:[a-z]+\s+){0,2}"
    r"|(?:in|over|of|during)\s(?:de|the)\s(?:eerste|laatste|afgelopen|komende|first|last|past|next)\s+)$"
)
CLAUSE_END = re.compile(r"[.;](?=\s|$)|\n|$")
# of "wethouder Bos 10 min" the number is how long he speaks
NUMBER_LAST, MINUTES = re.compile(r"\s\d+$"), re.compile(r"\s?(?:min|minuten|minutes|uur|hours?)\b")
UP_TO_ITS_END = r"(?:(?!\s(?:voor|for)\s(?:de|het|the)\b)[^.,;:!?()\n])+"
SUBJECTS = tuple(
    re.compile(rf"\b{before}\s({begins}{UP_TO_ITS_END})", re.IGNORECASE)
    for before, begins in (
        (
            "(?:over|rond|na|naar aanleiding van|about|around|after|following)",
            r"(?:de|het|een|the|a|an)\s",
        ),
        # "een nieuwsbericht voor inwoners over legionella in de douches"
        (
            r"(?:\w*bericht|\w*brief|letter|news item)\b[^.,;:!?()\n]{0,60}?\s(?:over|about)",
            "(?=[a-zà-ÿ])",
        ),
    )
)
# what asks for the product, tells who asked, or takes words back
NAMED = (
    r"^\W*(?:(?:communicatie)?plan (?:voor|van) (?:de )?communicatie|communicat\w+-?\s?(?:plan|aanpak)|\w*brief|rib|\w*bericht|q ?& ?a|faq|overzicht|overview|\w*lijn|letter|lines|note|news item|start|planning|fasen?|mijlpalen|data|datum|phases?|dates?)\b"
    r"|\b(?:krijgt|krijgen|gets?)\b[^.]{0,70}\b(?:vragen|questions)\b|\b(?:willen|wil|moeten|want to)\b[^.]{0,40}\b(?:informeren over|inform\b[^.]{0,30}\b(?:about|on))\b"
    r"|\((?:fout|nee|sorry|correctie)\b|\bo nee\b|\bno wait\b|\bscratch that\b"
    r"|\b(?:(?:ik|wij|we|i)\s(?:zoek|zoeken|look)|(?:zoek|zoeken)\s(?:ik|wij|we)|looking\sfor)\b"
    r"[^.]{0,40}\b(?:\w*lijn\w*|\w*brief|lines?|letter|q ?& ?a|\w*plan|overzicht|overview|\w*kaart|card|advies|advice|aanpak|analys[ei]s?)\b"
    r"|\b(?:belt|belde|mailt|mailde|calls|called|asks about|asked about)\b"
)


def value_of(match: re.Match[str], reading: Reading, spec: FieldSpec) -> str:
    """The value without the words that lead up to what was read already: "on the night of"."""
    value, cut, _ = match["value"].partition("\n")[0].partition(BLANK)
    after = reading.left[match.start("value") + len(value) :].lstrip()
    if (
        spec.type == "text"
        and after.startswith(BLANK)
        and (NO_STOP.search(f"{value} ") or _is_named(match.start("value") + len(value), reading))
    ):
        start = match.start("value")
        ends = CLAUSE_END.finditer(reading.text, start + len(value))
        value = reading.text[start : next(ends).start()]
    elif cut or after.startswith(BLANK):
        value = LEADING_UP.sub("", value)
    if value.count(")") > value.count("("):
        value = value[: value.index(")")]
    value = until_its_end(value, spec)
    if spec.type == "name" and MINUTES.match(reading.text, match.start("value") + len(value)):
        value = NUMBER_LAST.sub("", value)
    value = value.strip(" ,;:(>")
    said = spec.type != "text" or any(c.isdigit() for c in value) or content_words(value)
    return value if said else ""


def until_its_end(value: str, spec: FieldSpec) -> str:
    """The value up to what the spec says that it ends before."""
    for end in (m for pattern in spec.until if (m := compiled(pattern).search(value))):
        value = value[: end.start()]
    return value


def _is_named(at: int, reading: Reading) -> bool:
    """Whether what was read next is a name or so, which the text goes on with: no day, no address."""
    at += len(reading.left[at:]) - len(reading.left[at:].lstrip())
    read = (f for f in reading.facts.values() if f.start <= at < f.start + len(f.words))
    return any(f.day is None and not any(c.isdigit() or c == "@" for c in f.value) for f in read)


def clause_of(match: re.Match[str], reading: Reading) -> str:
    """The rest of the clause from the value on, whatever was read in it, up to a day or hour.

    "" when that is no more than a word.
    """
    start = match.start("value")
    clause = CLAUSE.match(reading.text, start)
    told = clause[0] if clause else ""
    told = ASKED_LAST.sub("", before_a_moment(told)).strip()
    return told if len(told.split()) >= LEAST_CLAUSE else ""


def before_a_moment(told: str) -> str:
    """The words up to a day or hour, or all of them when the sentence goes on after it."""
    moments = [m for p in MOMENTS for m in compiled(p).finditer(told)]
    if not moments or GOES_ON.match(told, max(m.end() for m in moments)):
        return told
    cut = compiled(BEFORE_A_DAY).sub("", told[: min(m.start() for m in moments)])
    return HALF_SAID.sub("", cut)


def told_whole(name: str, spec: FieldSpec, reading: Reading) -> Fact | None:
    """The first sentence in which one of the patterns stands; other fields read it too.

    Where one asks for the draft, what it asks it about: "een brief over de brand". That goes before
    a sentence that comes later: "Het gaat over de brand. Niemand is gewond".
    """
    places = [m for p in spec.patterns for m in matches(p, reading.text)]
    told = next(filter(None, (_sentence_of(match, reading) for match in places)), "")
    told = until_its_end(told, spec)
    subject = next(filter(None, (_subject_of(match, reading) for match in places)), "")
    value = told or subject
    if not value:
        return None
    start, about = reading.text.index(value), _about(reading.language).format(value=subject)
    before = subject and subject not in told and reading.text.index(subject) < start
    shown = about if not told else f"{about}. {told[:1].upper()}{told[1:]}" if before else told
    return Fact(name, value, shown, "brief", value, start)


def _about(language: Language) -> str:
    return sentences_of_drafting().about.of(language)


def _around(match: re.Match[str], reading: Reading) -> re.Match[str] | None:
    """The sentence in which the value stands, None when it was read before."""
    if reading.left[match.start()] == BLANK:
        return None
    sentences = SENTENCE.finditer(reading.text)
    return next((s for s in sentences if s.start() <= match.start() < s.end()), None)


def _subject_of(match: re.Match[str], reading: Reading) -> str:
    """What the sentence is asked to be about, with the value in it; "" when that is unclear."""
    around = _around(match, reading)
    subjects = (s for p in SUBJECTS for s in p.finditer(around[0])) if around else ()
    at = match.start() - (around.start() if around else 0)
    return next((s[1].strip() for s in subjects if s.start(1) <= at < s.end(1)), "")


def _sentence_of(match: re.Match[str], reading: Reading) -> str:
    """The sentence around the value, whatever was read in it, after a colon; "" when it asks."""
    around = _around(match, reading)
    if around is None:
        return ""
    told = (
        around[0].rpartition(": ")[2]
        if ": " in around[0][: match.start() - around.start()]
        else around[0]
    )
    if reading.text[around.end() :].startswith("?"):
        more = MORE_QUESTIONS.match(reading.text, around.end())
        told = f"{told}{more[0]}" if more else told
    told = told.strip(" -–•>\"'“”‘’")
    asks = any_in((r"(?!plan\b){REQUEST}", NAMED), NEEDED.sub("", told))
    return "" if asks or len(told.split()) < LEAST_SENTENCE else told


def joined_with(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """The place of a text with the facts read before that touch it, and what leads up to them.

    Not with a day or an hour, which stand beside it in a draft.
    """
    after = READ_AFTER.match(reading.left, end)
    if after and not any_in(MOMENTS, reading.text[end : after.end()]):
        end = after.end()
    before = READ_BEFORE.search(reading.left[:start])
    if before and len(before["whole"]) <= MOST_BEFORE:
        told = reading.text[before.start("whole") : start]
        start = start if any_in((*ASKS, *MOMENTS), told) else before.start("whole")
    return start, end
