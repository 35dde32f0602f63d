"""The told texts of a brief: what people worry about, what is not known yet, what was decided.

A network reads them (`roles/texts.py`); few are told in words that a pattern would know. Names and
days within them have fields of their own, so their words are not used up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from assistant.drafting.kinds import compiled
from assistant.drafting.parts import SEPARATOR, in_parts
from assistant.drafting.patterns import patterns_of
from assistant.drafting.reading_facts import FUNCTION_WORDS
from assistant.drafting.reading_state import Reading, any_in
from assistant.drafting.reading_whole import ASKS, CLAUSE, NAMED, before_a_moment
from assistant.drafting.roles import Span
from assistant.drafting.roles.texts import load_asked, load_texts, texts_in
from assistant.drafting.shown import shown_value
from assistant.drafting.spec import FieldSpec
from assistant.drafting.told_days import told_day
from assistant.drafting.types import BLANK, Fact
from assistant.language import content_words
from assistant.refusals import read
from assistant.types import Language

# from these on a text fills its field, takes the place of what a pattern read of the same words,
# and of other words; of the briefs of writers left out eight in ten are right from the first on (and
# asked back below SURELY_TOLD of `doubtful.py`), nine in ten from the last on
FILLS, WIDENS, REPLACES = 0.85, 0.9, 0.99
ANSWERS = 0.7  # from here on a name, which is asked back anyway, or a day
SURELY, SEVERAL = 0.95, 2  # an unsure text with several names lists who is who
REACHED = re.compile(r"@|\d{3}")  # a telephone or an e-mail address
A_NAME = 0.9  # who does something is asked back, however sure: too much hangs on it
UNSURE = 0.5  # what a pattern read and the tagger doubts gives way like a gap
SHORTEST = 4
NEAR = 8  # characters before what announces a text: "some room on …"
EDGES = " \t,;:.>•*–-"
SENTENCE_END = re.compile(
    r"(?<=\w{3})(?<!\bburgem)(?<!\bburg)(?<!\bweth)(?<!\bmevr)(?<!\bdhr)(?<!\bgem)(?<!\bfam)"
    r"[.!]\s+(?=[A-ZÀ-Þ])"
)
BRACKET = re.compile(r"[()]")
# what closes before it opens was begun within brackets: "(er komen 60 plaatsen), beheer (dag en nacht"
CLOSES_FIRST = re.compile(r"^([^()]*)\)([^)]*)", re.DOTALL)
# no part of a quotation with words around it; an apostrophe opens none
QUOTED = re.compile(r"(?<!\w)(?:'(?!s\s)[^'\n]{2,80}'|[“\"][^”\"\n]+[”\"]|‘[^’\n]+’)(?!\w)")
SHORTENED = re.compile(r"\s(?:burgem|burg|weth|dhr|mevr|mw|fam)$")
LOOSE_END = re.compile(
    r"\s(?:(?:op|on)\s(?:ma|di|wo|do|vr|za|zo|mon|tue|wed|thu|fri|sat|sun)\.?"
    r"|aan|op|in|bij|van|met|voor|tijdens|na|en|tegen|over|naar|door|tussen|at|on|in|of|with|for|during"
    r"|after|and|against|about|to|from|by|between)$"
)
# what follows belongs to it: "online threats against", not a moment or place that has a field
LEANS_ON = re.compile(
    r"\b(?:tegen|over|van|naar|door|tussen|met|against|about|of|to|from|by|between|with)$"
)
# "de vergunning was op 6 april verleend" says nothing without its end
UNFINISHED = re.compile(
    r"\b(?:is|was|zijn|waren|wordt|worden|werd|werden|heeft|hebben|had|has|have|are|were|will be)$"
)
# the network at times begins at the name: of "Besluit over Parkzicht is ingetrokken"
HEAD = re.compile(
    r"(?:^|[.,;:!?\n]\s?)(?P<head>(?:(?:de|het|een|the|a)\s)?[^\W\d_]+\s(?:over|van|bij|met|in|op|rond|aan|about|of|at|with|on)\s"
    r"(?:(?:de|het|the)\s)?)$"
)
# of "Sindsdien durven de bewoners …" it at times begins at the verb
VERB_FIRST = re.compile(
    r"(?:is|zijn|was|waren|werd|werden|wordt|worden|heeft|hebben|had|hadden|kan|kunnen|moet|moeten|zal"
    r"|zullen|gaat|gaan|komt|komen|staat|staan|liep|kwam|ging|[a-z]{3,}(?:en|t))"
    r"\s(?:er|we|wij|zij|ze|men|de|het|een|hij|veel|mensen|bewoners)\s"
    r"|(?:got|was|were|has|have|had|will|does|did|ran|went|broke)\s"
)
ARTICLE = re.compile(r"^(?:(?:de|het|alle|all|the)\s)+", re.IGNORECASE)
# to how many a letter goes is no part of whom it greets
HOW_MANY = re.compile(
    r"[.,;]?\s(?:(?:dat|dit|het) zijn\s|that is\s|in all\s)?(?:samen|in totaal|totaal|zo[’']n|ca\.?|circa|ongeveer|together|in total|about|some)?"
    r"\s?\(?\d[\d.]*\s(?:adressen|huishoudens|woningen|addresses|households|homes)\)?$",
    re.IGNORECASE,
)
# one more word and the clause is whole: "daar denken we nog | na."
LAST_WORD = re.compile(r"(?<=\w) [a-zà-ÿ]+(?=[.!?](?:\s|$)|\n|$)")
# the field's own words have it: "meepraten over …"
ABOUT = re.compile(r"^(?:(?:alleen|only|wel|nog|still)\s)*(?:over|about)\s(?=\w)", re.IGNORECASE)
LABELLED = re.compile(
    r"^(?:promised|agreed|toegezegd|beloofd|afgesproken|acties?|actions?|punten|points?)\s?:\s",
    re.IGNORECASE,
)
THAT = re.compile(r"^that\s(?=(?:a|an|the|some|people)\s)", re.IGNORECASE)
STARTS = re.compile(r"(?:(?:(?:(?<=\w{3})|(?<=\d))[.;]|[!?])\s+|\n)[-•* ]*")
MOST_BEFORE = 60  # characters that a text which is told whole may begin earlier
MOST_AFTER = 60  # characters that one may go on after a loose end
ASKED = re.compile(r"^(.*\?)[^?]*$", re.DOTALL)  # what follows the last question is none
CLOSED = re.compile(r"\s*(?:[.!?](?:\s|$)|[,;]|\n|$)")
ITEM = re.compile(r"\s*\n[\s>*•–-]*")
# the clause after these words has its verb at the end, and they stay with it
LEADS: Mapping[Language, re.Pattern[str]] = {
    "nl": re.compile(
        r"\b(omdat|dat|voordat|nadat|zodra|totdat|als|toen|terwijl|hoewel|doordat)\s$",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(because|that|before|after|once|until|if|when|while|although)\s$", re.IGNORECASE
    ),
}


def told_by(name: str, spec: FieldSpec) -> str | None:
    """What the network calls the texts of this field, None when it reads none of it."""
    role = spec.told_as or name
    if spec.type in ("name", "date"):
        return role if role in load_asked().roles else None
    read = spec.type == "text" and spec.joins != "sentence"
    return role if read and role in load_texts().roles | load_asked().roles else None


def is_only_told(name: str, spec: FieldSpec) -> bool:
    """Whether what fills the field by itself is the network, and not the tagger of roles."""
    return not spec.filled_by and told_by(name, spec) is not None


def texts_of(text: str, kind: str, fields: Mapping[str, FieldSpec]) -> tuple[Span, ...]:
    """The told texts of a brief that a field of the kind asks for."""
    told = {told_by(name, spec) for name, spec in fields.items()}
    return tuple(s for s in texts_in(text, kind) if s.role in told)


def read_texts(fields: Mapping[str, FieldSpec], allowed: str, reading: Reading) -> None:
    """Sets each field to its likeliest text, unless that was refused."""
    for name, spec in fields.items():
        role = told_by(name, spec)
        spans = (s for s in reading.texts if s.role == role)
        likeliest = sorted(spans, key=lambda s: s.probability, reverse=True)
        for span in likeliest:
            if not _suffices(name, spec, span, reading):
                break
            if fact := _told(name, fields, span, allowed, reading):
                reading.facts[name] = fact
                break
        if spec.several and name in reading.facts:
            told = partial(_told, name, fields, allowed=allowed, reading=reading)
            reading.facts[name] = in_parts(reading.facts[name], fields, likeliest, told, reading)


def _told(
    name: str, fields: Mapping[str, FieldSpec], span: Span, allowed: str, reading: Reading
) -> Fact | None:
    """What the span tells of the field, None when it was refused or is another's."""
    spec, place = fields[name], slice(span.start, span.end)
    if _is_chosen(span, fields, reading):
        return None
    if spec.type == "text" and _is_of_names(span, fields, reading):
        return None
    if span.probability < SURELY and _is_told(name, span, fields, reading):
        return None
    if BLANK in allowed[place] or read(reading.text[place]).refusal:
        return None
    if spec.type == "name" and _is_anothers(name, span, fields, reading):
        return None
    return (told_day if spec.type == "date" else _as_fact)(name, spec, span, reading)


def _suffices(name: str, spec: FieldSpec, span: Span, reading: Reading) -> bool:
    """Whether it is sure enough: what a pattern read gives way, but not easily to other words."""
    fact = reading.facts.get(name)
    if spec.type in ("name", "date"):
        return fact is None and span.probability >= ANSWERS
    if fact is None:
        return span.probability >= FILLS
    start = reading.text.find(fact.value, fact.start)
    end = start + len(fact.value)
    same = start < span.end and span.start < end
    if start <= span.start and span.end <= end:
        return False
    # of "De gemeente wil dit omdat …" a pattern knows where it begins
    if same and span.end <= end + 1 and LEADS[reading.language].search(reading.text[:start]):
        return False
    if same and end >= span.end - 1 and reading.text[:start].endswith((": ", "(")):
        return False
    if fact.sure < UNSURE:
        return span.probability >= FILLS
    return span.probability >= (WIDENS if same and span.start <= start else REPLACES)


def _is_told(name: str, span: Span, fields: Mapping[str, FieldSpec], reading: Reading) -> bool:
    """Whether another text that was read more surely has most of the words."""
    others = (
        f for n, f in reading.facts.items()
        if n != name and fields[n].type == "text" and f.sure > span.probability
    )  # fmt: skip
    shared = (min(span.end, f.start + len(f.words)) - max(span.start, f.start) for f in others)
    return 2 * max(shared, default=0) > span.end - span.start


def _is_chosen(span: Span, fields: Mapping[str, FieldSpec], reading: Reading) -> bool:
    """Whether most of the words tell a choice, which the draft says its own way: "geen aanmelding"."""
    chosen = (f for n, f in reading.facts.items() if fields[n].type == "choice")
    shared = (min(span.end, f.start + len(f.words)) - max(span.start, f.start) for f in chosen)
    return 2 * max(shared, default=0) > span.end - span.start


def _is_of_names(span: Span, fields: Mapping[str, FieldSpec], reading: Reading) -> bool:
    """Whether an unsure text is a list of who is who: "initiatiefnemer Flexhuis, beheerder Wooncorp"."""
    names = (f for n, f in reading.facts.items() if fields[n].type == "name")
    within = [f for f in names if span.start <= f.start < span.end]
    return span.probability < SURELY and len(within) >= SEVERAL


def _is_anothers(name: str, span: Span, fields: Mapping[str, FieldSpec], reading: Reading) -> bool:
    """Whether the name is that of another field: who answers questions need not lead.

    A contact that nobody asks for, and that is no more than a name, gives way: of a form that asks
    who leads on safety, the one person who does is no contact.
    """
    for other, fact in tuple(reading.facts.items()):
        beside = fact.start < span.end and span.start < fact.start + len(fact.words)
        if other == name or not beside or fields[other].type not in ("name", "contact"):
            continue
        if fields[other].type == "name" or fields[other].required or REACHED.search(fact.value):
            return True
        del reading.facts[other]
    return False


def _as_fact(name: str, spec: FieldSpec, span: Span, reading: Reading) -> Fact | None:
    head = HEAD.search(reading.text[: span.start]) if spec.joins is True else None
    begins = head.start("head") if head else span.start
    if spec.whole or VERB_FIRST.match(reading.text, begins):
        starts = max((m.end() for m in STARTS.finditer(reading.text, 0, begins)), default=0)
        asks = any_in((*ASKS, NAMED), reading.text[starts:begins])
        begins = starts if begins - starts <= MOST_BEFORE and not asks else begins
    last = LAST_WORD.match(reading.text, span.end)
    ends = last.end() if last else span.end
    words = SENTENCE_END.split(reading.text[begins:ends], maxsplit=1)[0].strip(EDGES)
    words = ASKED.sub(r"\1", words)
    for pattern in spec.until:
        if match := compiled(pattern).search(words):
            words = words[: match.start()].strip(EDGES)
    if spec.joins == "clause":
        cut = before_a_moment(words).strip(EDGES)
        words = words if UNFINISHED.search(cut) else cut
    words = _without_announcement(words, spec)
    ends_there = CLOSED.match(reading.text, reading.text.find(words, begins) + len(words))
    if not ends_there and LOOSE_END.search(words):
        words = _without_loose_end(words, reading.text, begins)
    words = SHORTENED.sub("", words).strip(EDGES)
    words = _with_whole_brackets(words, reading.text[span.start :])
    words = words if spec.joins else LABELLED.sub("", ABOUT.sub("", words))
    if spec.bare:
        words = HOW_MANY.sub("", ARTICLE.sub("", words))
    if len(words) < SHORTEST or not content_words(words):
        return None
    if spec.fits and not any_in(spec.fits, words):
        return None
    start = reading.text.index(words, begins)
    if cuts_quotation(reading.text, start, start + len(words)):
        return None
    if any_in(spec.not_after, reading.text[:start]):
        return None
    value = ITEM.sub(SEPARATOR, THAT.sub("", words) if reading.language == "en" else words)
    if value.partition(" ")[0].lower() in FUNCTION_WORDS:
        value = value[:1].lower() + value[1:]  # it stands within a sentence
    lead = LEADS[reading.language].search(reading.text[:start])
    shown = shown_value(value, lead[1] if lead else "", spec, reading.language)
    sure = min(span.probability, A_NAME) if spec.type == "name" else span.probability
    return Fact(name, value, shown, "brief", words, start, sure=sure)


def _with_whole_brackets(words: str, text: str) -> str:
    """The words without half a pair of brackets, or with the other half where the text has it."""
    if closes := CLOSES_FIRST.match(words):
        words = max(closes.groups(), key=len).strip(EDGES)
    if words.count("(") > words.count(")") and f"{words})" in text:
        return f"{words})"
    balanced = words.count("(") == words.count(")")
    return words if balanced else BRACKET.split(words)[0].strip(EDGES)


def cuts_quotation(text: str, start: int, end: int) -> bool:
    """Whether one end of the words lies within a quotation and the other without."""
    return any(
        (q.start() < start < q.end()) != (q.start() < end < q.end()) for q in QUOTED.finditer(text)
    )


def _without_loose_end(words: str, text: str, begins: int) -> str:
    """What ends in "online threats against" with the words that follow, "on Monday at" without it."""
    end = text.find(words, begins) + len(words)
    clause = CLAUSE.match(text, end)
    rest = before_a_moment(clause[0]) if clause and LEANS_ON.search(words) else ""
    return (
        f"{words}{rest}".strip(EDGES) if 0 < len(rest) <= MOST_AFTER else LOOSE_END.sub("", words)
    )


def _without_announcement(words: str, spec: FieldSpec) -> str:
    """The words after those that one of the field's patterns knows to announce them."""
    for pattern in patterns_of(spec):
        match = compiled(pattern).search(words)
        if match and match.start("value") == 0 and match.end() >= len(words.rstrip(EDGES)):
            return match["value"]  # "wie het beheert | weten we niet"
        if match and match.start() <= NEAR and " " in words[: match.start("value")].strip():
            return words[match.start("value") :]
    return words
