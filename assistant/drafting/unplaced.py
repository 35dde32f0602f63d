"""What a brief tells and the draft does not: kept at its end, so that no given fact is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.drafting.by_role import FUNCTION, tagged_brief
from assistant.drafting.clauses import clauses_in
from assistant.drafting.held import WORD, Held, has, held_in, says
from assistant.drafting.idle import idle_in
from assistant.drafting.kinds import Kind
from assistant.drafting.lines import in_lines
from assistant.drafting.needed import matches
from assistant.drafting.reading_texts import texts_of
from assistant.drafting.roles import Span, Tagged
from assistant.drafting.spec import FieldSpec, Sentences
from assistant.drafting.types import BLANK, Block, Clause, Fact, Facts, FieldName, Notice
from assistant.drafting.whole import made_whole
from assistant.language import commonness, content_words, normalized
from assistant.types import Language

UNPLACED = "unplaced"
NAME = re.compile(r"(?<=[a-zà-ÿ0-9,;:&()][ \n])[’']?[A-ZÀ-Þ]")
JOINED = re.compile(
    r"\b(?:voor|over|van|in|op|aan|bij|met|tegen|naar|for|about|of|to|on|at|with|from|near)\b\s"
    r"|(?<=[:(]\s)|(?<=[:(])(?!(?<=\d:)\d)",
    re.IGNORECASE,
)
# a clause that says nothing without the one before it
LEANS = re.compile(
    r"\s*(?:dan|die|dat|want|omdat|doordat|zodat|maar|dus|waar(?:in|op|van|bij|door)?|wat|welke|wie|of|niet|ook|daar(?:om|na|bij|mee)?"
    r"|then|which|who|that|because|but|so|where|or|not|also|with)\b"
)
RELATIVE = re.compile(r"\s*(?:die|dat|waar(?:in|op|van|bij|door)?|which|who|where)\b")
BETWEEN = re.compile(r"\s?[:=]?\s(?:is\s)?")
# these ask only beside more: "Kun je een brief maken", not "De wethouder wil excuses maken"
BARE = (
    r"\b(?:maken|schrijven|opstellen|uitnodigen|make|nodig|needed|wil|willen|zou|toon|welke?|wie|wat"
    r"|waar|waarom|wanneer|hoe|who|what|where|why|when|how|which)\b"
)
NOT_KNOWN = (
    r"(?:[^.;!?\n]*\b)?(?:wie|wat|waar|waarom|wanneer|hoe|welke?|of|who|what|where|why|when|how|which|whether)\b"
    r"[^.;!?\n]*\b(?:bekend|onbekend|(?:on)?duidelijk|onzeker|nog open|weten we|known|unknown|(?:un)?clear|we know|still open)\b"
)
# a sentence that begins so is a question to who writes: "Hoe winnen we dit terug?"
ASKS_FIRST = r"(?:^|[.!?\n]\s*)(?:wie|wat|waar|waarom|hoe|who|what|where|why|how)\b(?![^.!?\n]*[:])"
DATED = r"{DATE}|\d[\w.,:/-]*"  # what a choice says, it says not when, nor how many
# "vergunning nog niet aangevraagd" is more than that nothing was decided
PERMIT = r"\b(?:verleng\w*|exten(?:d|sion)\w*|\w*vergunning\w*|aangevraagd|onherroepelijk|permit|applied|irrevocable)\b"
# who sent a mail to whom, and who signs it
MAIL = (
    r"(?:^|\n)\s*(?:(?:hoi|hallo|hey|hi|hello|dag|beste|dear|goede(?:morgen|middag)|goeiemorgen)\s){NAME}(?=\s?[,!\n])",
    r"(?:^|\n)(?:van|from)\s?:[^\n]*\n(?:[^\n]*\n){0,2}?(?:aan|to)\s?:[^\n]*",
    r"\n\s*(?:met (?:vriendelijke|hartelijke) groet(?:en)?|(?:hartelijke |vriendelijke )?groet(?:en|jes)?|mvg"
    r"|alvast (?:be)?dank(?:t)?|bedankt|dank(?: je| u)?(?: wel)?|thanks|thank you|thx|(?:kind |best )?regards"
    r"|cheers)[,!.]?\s+{NAME}(?:,?\s\([^)\n]*\)|[,\n][^\n]{0,40})?\s*$",
)
# how rare, together, the words are that make a clause worth keeping
TELLING, TELLING_APART = 0.6, 0.3
AS_LIKELY_AS_NOT = 0.5
POSSIBLE = 0.15  # from here on what may be a fact stands whole somewhere, if only in this list
ASKING = 0.25  # from this share of its words on, a clause without a fact speaks to who writes
SHORTEST, SHORTEST_APART = 4, 3
EDGES = " >-–•:.'’"
OPENED = re.compile(r"(?:^|[\s(:])(['‘])[^'’]*$")  # a quotation that is not closed


@dataclass(frozen=True, slots=True)
class _Told:
    """A brief, the places in it that were understood or ask for the draft, and what the draft has.

    `facts` are those of the places that a fact holds; `asks` those of words that speak to who
    writes: "graag kort", `idle` those of words that tell nothing besides. `texts` are the places of what the reader of told texts finds; `lines` are
    the words of each line of the draft.
    """

    brief: str
    read: frozenset[int]
    facts: frozenset[int]
    asks: frozenset[int]
    idle: frozenset[int]
    held: Held
    roles: Tagged
    texts: tuple[Span, ...]
    lines: tuple[frozenset[str], ...]


def unplaced(brief: str, facts: Facts, text: str, kind: Kind) -> tuple[Clause, ...]:
    """The clauses of the brief that tell what the draft does not: a number, a name, unusual words.

    What was refused is not offered again. What a request says of the draft itself is no fact.
    """
    flat = in_lines(brief)
    clauses = [span for span in clauses_in(flat) if BLANK not in facts.allowed[slice(*span)]]
    asked = _asking(flat, "{REQUEST}", *kind.spec.recognise) | _places(*MAIL, within=flat)
    told = _told(flat, clauses, asked, facts, text, kind)
    found: list[tuple[int, int]] = []
    for n, (start, end) in enumerate(clauses):
        lost = _lost(told, start, end)
        before = clauses[n - 1] if n and flat[clauses[n - 1][1] : start] == "," else None
        goes_on = before is not None and bool(found) and found[-1][1] == before[1]
        if lost is None and not (goes_on and _is_untold(told, start, end)):
            continue
        if goes_on:
            found[-1] = (found[-1][0], end)
        elif (
            before
            and LEANS.match(flat, start)
            and _may_go_along(told, *before, torn=RELATIVE.match(flat, start) is not None)
        ):
            found.append((before[0], end))
        else:
            found.append((_told_from(flat, start, lost or start, asked), end))
    clauses_by_text = {text: Clause(text, *span) for span in reversed(made_whole(found, clauses, flat))
                       if (text := _closed(flat[slice(*span)]))}  # fmt: skip
    return tuple(reversed(clauses_by_text.values()))


def _told(
    flat: str, clauses: list[tuple[int, int]], asked: set[int], facts: Facts, text: str, kind: Kind
) -> _Told:
    """What was understood of the brief, and what the draft has."""
    held = frozenset(_held_facts(flat, facts, text, kind))
    chosen = _chosen(flat, facts, kind)
    return _Told(
        brief=flat,
        read=held.union(asked, chosen),
        facts=held,
        asks=frozenset(asked | _asking(flat, "{ASKS}") - _places(NOT_KNOWN, within=flat)),
        idle=idle_in(flat, clauses, asked, held, chosen),
        held=held_in(text),
        roles=tagged_brief(flat, kind.name, tuple(kind.fields.values())),
        texts=texts_of(flat, kind.name, {n: f for n, f in kind.fields.items() if f.type == "text"}),
        lines=tuple(frozenset(_words(line)) for line in text.splitlines()),
    )


def _asking(brief: str, *patterns: str) -> set[int]:
    """The places of words that ask for the draft or speak to who writes it."""
    asked = _places(*patterns, within=brief)
    bare = _places(BARE, within=brief) - _places(ASKS_FIRST, within=brief)
    return asked - {
        place
        for span in clauses_in(brief)
        if asked.isdisjoint(set(range(*span)) - bare)
        for place in bare.intersection(range(*span))
    }


def _lost(told: _Told, start: int, end: int) -> int | None:
    """Where the first word begins that makes the clause worth keeping, None when nothing does."""
    brief = told.brief
    words = list(WORD.finditer(brief, start, end))
    unread = [w for w in words if w.start() not in told.read | told.idle]
    lost = [w for w in unread if not has(told.held, w) or _in_lost_fact(told, w)]
    # a function that stands alone belongs to a name that was read
    exact = [w for w in lost if _is_exact(brief, w) or (len(words) > 1 and _has_role(told, w))]
    # of a clause that asks nothing and of which nothing was understood, less is enough
    apart = not any(place in told.read or place in told.asks for place in range(start, end))
    plain = [
        w
        for w in lost
        if len(w[0]) >= (SHORTEST_APART if apart else SHORTEST)
        and content_words(w[0])
        and not _announces(brief, w, told.read)
    ]
    rarity = sum(1 - commonness(normalized(w[0])) for w in plain)
    if not exact and _speaks_to_the_writer(told, words, plain):
        return None
    telling = exact or (plain if rarity >= (TELLING_APART if apart else TELLING) else [])
    if not telling and not says(told.held, unread):
        # what only told a choice, such as the status, may tell more: "Aantal en locatie staan vast"
        return start if (told.facts | told.asks).isdisjoint(range(start, end)) else None
    return telling[0].start() if telling else None


def _is_untold(told: _Told, start: int, end: int) -> bool:
    """Whether nothing of the clause was understood and the draft has it not as it stands."""
    words = list(WORD.finditer(told.brief, start, end))
    read = any(place in told.read for place in range(start, end))
    asking = sum(w.start() in told.asks for w in words)
    return not read and 2 * asking < len(words) and not _stands(told, start, end)


def _may_go_along(told: _Told, start: int, end: int, *, torn: bool) -> bool:
    """Whether the clause is one that tells, and the draft has it not as it stands.

    What goes on with "die" or "which" would be `torn` from it: then it goes along even so.
    """
    tells = told.asks.isdisjoint(range(start, end))
    return tells and (torn or not _stands(told, start, end))


def _stands(told: _Told, start: int, end: int) -> bool:
    """Whether the draft has the clause word for word."""
    return normalized(told.brief[start:end]).strip(EDGES) in told.held.text


def _has_role(told: _Told, word: re.Match[str]) -> bool:
    """Whether the tagger reads the word as part of a fact, rather than not."""
    return sum(told.roles.within(*word.span()).values()) >= AS_LIKELY_AS_NOT


def _speaks_to_the_writer(
    told: _Told, words: list[re.Match[str]], plain: list[re.Match[str]]
) -> bool:
    """Whether a clause says how to write: "graag niet te stijf", and not for whom or about what."""
    asking = [w for w in words if w.start() in told.asks]
    if not asking or not plain or len(asking) < ASKING * len(words):
        return False
    return not JOINED.search(told.brief, asking[-1].end(), plain[-1].start())


def _in_lost_fact(told: _Told, word: re.Match[str]) -> bool:
    """Whether the word is part of a fact or told text, as they are read, that the draft has not whole."""
    return any(
        span.start <= word.start() < span.end
        and span.probability >= least
        and normalized(told.brief[span.start : span.end]) not in told.held.text
        and not (is_text and _is_in_a_line(told, span))
        for span, least, is_text in (
            *((s, AS_LIKELY_AS_NOT if s.role == FUNCTION else POSSIBLE, False)
              for s in told.roles.spans),
            *((s, AS_LIKELY_AS_NOT, True) for s in told.texts),
        )
    )  # fmt: skip


def _is_in_a_line(told: _Told, span: Span) -> bool:
    """Whether a line of the draft has each word of the text, though perhaps not as it stands."""
    words = set(_words(told.brief[span.start : span.end]))
    return any(words <= line for line in told.lines)


def _words(text: str) -> list[str]:
    return [normalized(word) for word in content_words(text)]


def _is_exact(brief: str, word: re.Match[str]) -> bool:
    """Whether the word is a number, a tag, a name, or what a person is called between brackets."""
    plain = word[0].rstrip(":'’")
    name = plain[:1].isupper() and (
        NAME.match(brief, word.start()) is not None or not commonness(normalized(plain))
    )
    bracketed = brief[word.start() - 1 : word.start()] == "(" and len(word[0]) >= SHORTEST
    return name or bracketed or any(c.isdigit() for c in word[0]) or word[0].startswith("#")


def _announces(brief: str, word: re.Match[str], read: frozenset[int]) -> bool:
    """Whether a fact that was read follows at once: "aanspreekpunt: Jan Bos"."""
    between = BETWEEN.match(brief, word.end())
    return between is not None and between.end() in read


def _told_from(brief: str, start: int, lost: int, asked: set[int]) -> int:
    """Where a clause that asks for the draft begins to tell: "for the residents of …"."""
    last = max((place for place in asked if start <= place < lost), default=None)
    if last is None:
        return start
    joins = (m.start() for m in JOINED.finditer(brief, last + 1, lost))
    return next(joins, start)


def _closed(clause: str) -> str:
    """The clause without what led up to it, its brackets in pairs."""
    words = clause.strip(EDGES)
    if words.count("(") > words.count(")"):
        words = words.replace("(", "", 1) if words.startswith("(") else f"{words})"
    elif words.count(")") > words.count("("):
        words = words.replace(")", "", 1)
    if opened := OPENED.search(words):
        words += "’" if opened[1] == "‘" else opened[1]
    return words


def _chosen(brief: str, facts: Facts, kind: Kind) -> set[int]:
    """The places of what tells a choice; of one that a classifier judges, of the value it found."""
    patterns = [p for name, spec in kind.fields.items() for p in _telling(name, spec, facts)]
    return _places(*patterns, within=brief) - _places(DATED, PERMIT, within=brief)


def _telling(name: FieldName, spec: FieldSpec, facts: Facts) -> Iterable[str]:
    if not spec.chosen_as:
        return (p for patterns in spec.choices.values() for p in patterns)
    known = facts.get(name)
    return spec.choices[known.value] if known else ()


def _held_facts(brief: str, facts: Facts, text: str, kind: Kind) -> set[int]:
    """The places of facts that the draft holds or that were replaced."""
    draft = normalized(text)
    return set().union(
        *(range(*span) for span in facts.replaced),
        *(
            _understood(brief, f)
            for f in facts.known
            if f.start >= 0
            and kind.fields[f.name].type != "choice"
            and any(normalized(w) in draft for w in (f.value, f.shown))
        ),
    )


def _understood(brief: str, fact: Fact) -> set[int]:
    """The places of a fact and of what announces it; a name before it is a fact of its own."""
    at = fact.start + max(0, fact.words.find(fact.value))
    names = (w for w in WORD.finditer(brief, fact.start, at) if _is_exact(brief, w))
    own = set(range(fact.start, fact.start + len(fact.words)))
    own.update(*(range(p.start, p.start + len(p.words)) for p in fact.parts))
    return own - {place for name in names for place in range(*name.span())}


def _places(*patterns: str, within: str) -> set[int]:
    """The places that one of the patterns covers."""
    spans = (m.span() for p in patterns for m in matches(p, within))
    return {place for span in spans for place in range(*span)}


def unplaced_block(clauses: Iterable[Clause], said: Sentences, language: Language) -> Block:
    """The clauses under a heading that is marked as a gap: to be given a place, or taken away."""
    lines = "\n".join(f"- {clause.text}" for clause in clauses)
    heading = f"[{said.unplaced_heading.of(language)}]"
    return Block(UNPLACED, heading, lines, (), said.unplaced_note.of(language))


def unplaced_notice(said: Sentences, language: Language) -> Notice:
    """What is said of that block."""
    return Notice("unplaced", said.unplaced.of(language))
