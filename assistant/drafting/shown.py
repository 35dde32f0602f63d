"""How a value that was read stands in a draft."""

from __future__ import annotations

import re

from assistant.drafting.dates import WEEKDAYS
from assistant.drafting.kinds import compiled
from assistant.drafting.spec import FieldSpec
from assistant.drafting.types import Fact
from assistant.language import commonness, normalized
from assistant.types import Language

ARTICLE = re.compile(r"(?:De|Het|Een|The|A) (?:[a-zà-ÿ]|\w+ (?:family|brothers)\b)")
# of "Ongeveer tien kamers", "Voormalig hotel …", "Hoe het parkeren wordt opgelost weten we niet"
SMALL_WITHIN = re.compile(
    r"(?:Oorzaak|Aanleiding|Toedracht)\b|(?:Of|Ongeveer|Circa|Ruim|Bijna|Meer|Zo[’']n|Maximaal|Minimaal|Hooguit|Voormalige?"
    r"|(?:Oude?|Nieuwe?|Tijdelijke?|Old|New|Temporary)(?=\s[a-zà-ÿ])"
    r"|About|Around|Some|Almost|Over|More|Former|Hoe|Hoeveel|Wat|Wie|Waar|Wanneer|Welke?"
    r"|Waarom|How|What|Who|Where|When|Which|Why|Whether)\s"
)
# an answer in a form that brings its own: "Op het erf van de boer in Grashoek"
PLACED = re.compile(
    r"(?:op|in|aan|bij|langs|naast|achter|tegenover|tussen|boven|at|in|on|near|along|between|behind)"
    r"\s(?:de|het|[’']t|een|the|a)\s\S",
    re.IGNORECASE,
)
TWICE = re.compile(r"\b(de|het|the) (?:de|het|the) ", re.IGNORECASE)
OURS = re.compile(r"^(?:our|onze?|my|mijn)\s(?=\S)", re.IGNORECASE)
# an everyday word that began a sentence, and not one that keeps its capital
BEGAN = re.compile(r"([A-ZÀ-Þ][a-zà-ÿ]+),?\s[a-zà-ÿ(]")
KEEPS = re.compile(
    r"(?:Pool|Pole|Polish|Roeme|Romania|Bulga|Hongaar|Hungar|Slowa|Slova|Tsje|Czech|Oekra|Ukrai|Letse?|Litou"
    r"|Portug|Spa|Turk|Nederland|Dutch|Duits|German|Engels|English|Europe|Facebook|Insta|Twitter|Linked"
    r"|Next|Whats|Tele|You|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct"
    r"|Nov|Dec|God|Kerst|Christ|Pasen|Easter|Pinkster|Koning|Rijks)"
)
# the full stop of a single sentence, which stands within one of the draft; not that of "e.d."
STOP = re.compile(
    r"(?<!\.)(?<!\.\w)(?<!\bbv)(?<!\bnv)(?<!\benz)(?<!\betc)(?<!\bnr)\.$", re.IGNORECASE
)
SENTENCES = re.compile(r"[.!?]\s+[A-ZÀ-Þ]")
# as notes say it: "College weigerde de aanvraag"
BODIES = {"college": "het", "raad": "de", "gemeenteraad": "de", "gemeente": "de"}
BODY = re.compile(
    r"^(?:college|raad|gemeenteraad|gemeente)(?=\s(?:van b|[a-zà-ÿ]+(?:t|de|te|den|ten|f|g|m)\s))",
    re.IGNORECASE,
)
# what a day or an hour is shown with anyway
UNSAID = {"uur", *(day.lower() for days in WEEKDAYS.values() for day in days)}
EVERYDAY = 0.1  # how common a word is, from 0 to 1


def shown_value(value: str, lead: str, spec: FieldSpec, language: Language) -> str:
    """The value as it stands in a draft; `lead` are the words of the brief that go with it."""
    if spec.type == "choice":
        return spec.words[value].of(language) if value in spec.words else value
    if spec.type == "text" and not SENTENCES.search(value):
        value = STOP.sub("", value)
    if spec.type == "name":
        value = OURS.sub("", value)
    if spec.type == "number" or (spec.type == "name" and ARTICLE.match(value)):
        return value[:1].lower() + value[1:]
    if spec.type == "text" and any(p.match(value) for p in (ARTICLE, SMALL_WITHIN)):
        value = value[:1].lower() + value[1:]
    if spec.type == "text" and not spec.filled_by and language == "nl":
        value = BODY.sub(lambda m: f"{BODIES[m[0].lower()]} {m[0].lower()}", value)
    if spec.type == "text" and not spec.shown and _began_a_sentence(value):
        value = value[:1].lower() + value[1:]
    if lead:  # "Op het terrein …" stands in the middle of a sentence
        return TWICE.sub(r"\1 ", f"{lead[:1].lower()}{lead[1:]} {value}")
    if spec.shown is None:
        return value
    if spec.leads and PLACED.match(value):
        return value[:1].lower() + value[1:]
    if any(
        (m := compiled(p).fullmatch(value)) and m.groupdict().get("lead") for p in spec.patterns
    ):
        return value
    for pattern, form in spec.shown_as.items():
        if compiled(pattern).fullmatch(value):
            return form.of(language).format(value=value)
    return spec.shown.of(language).format(value=value)


def _began_a_sentence(value: str) -> bool:
    """Whether the text has a capital only because it began a sentence: "Omwonenden klagen"."""
    first = BEGAN.match(value)
    if first is None or KEEPS.match(value):
        return False
    return commonness(normalized(first[1])) >= EVERYDAY


def as_typed(fact: Fact, spec: FieldSpec) -> str:
    """What stands for a fact in a form: given back, it is told as before.

    "Waarschijnlijk" and "rond" are no part of a value, but of what it says.
    """
    before, found, after = fact.shown.partition(fact.value)
    around = {w for w in f"{before} {after}".lower().split() if w not in UNSAID}
    if spec.type not in ("date", "time", "number") or not found or not around:
        return fact.value
    return fact.shown.removesuffix(" uur")
