"""What a brief tells and the draft does not: kept at its end, so that no given fact is lost."""

from __future__ import annotations

import re

from assistant.drafting.kinds import Kind, compiled
from assistant.drafting.lines import in_lines
from assistant.drafting.spec import Sentences
from assistant.drafting.types import BLANK, Block, Facts, Notice
from assistant.language import commonness, content_words, normalized, stem
from assistant.types import Language

UNPLACED = "unplaced"
END = re.compile(r"[,;!?.](?=\s|$)|\n|\s-\s|\s(?=>\s)")
ABBREVIATED = re.compile(
    r"(?<!\w)(?:a\.s|adv|afz|burgem|bv|ca|coop|comm|corp|woningcorp|e\.o|gem|contactpers|dhr|dr|excl|fa|fam|gebr|incl|initiatiefn|ir|jl|max|mevr|min|mr"
    r"|mrs|ms|mw|no|nr|ong|st|tel|vml?|weth|wrdv|burg|jan|febr?|mrt|apr|jun|jul|aug|sept?|okt|oct|nov|dec)\.$",
    re.IGNORECASE,
)
WORD = re.compile(r"#?\w[\w.:/&'’@+-]*")
NAME = re.compile(r"(?<=[a-zà-ÿ0-9,;:&()][ \n])[’']?[A-ZÀ-Þ]")
JOINED = re.compile(
    r"\b(?:voor|over|van|in|op|aan|bij|met|tegen|naar|for|about|of|to|on|at|with|from|near)\b\s"
    r"|(?<=[:(]\s)|(?<=[:(])",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\s?[:=]?\s(?:is\s)?")
DATED = r"{DATE}|\d[\w.,:/-]*"  # what a choice says, it says not when, nor how many
LONGEST_ABBREVIATED = 20
TELLING = 0.9  # how rare, together, the words are that make a clause worth keeping
SHORTEST = 4
EDGES = " >-–•:.'’"


def unplaced(brief: str, facts: Facts, text: str, kind: Kind) -> tuple[str, ...]:
    """The clauses of the brief that tell what the draft does not: a number, a name, unusual words.

    What was refused is not offered again. What a request says of the draft itself is no fact.
    """
    flat = in_lines(brief)
    asked = _places("{REQUEST}", *kind.spec.recognise, within=flat)
    read = asked | _read(flat, facts, text, kind)
    held = {stem(word) for word in _words(text)}
    found = []
    for start, end in _clauses(flat):
        lost = _lost(flat, start, end, read, held)
        if lost is not None and BLANK not in facts.allowed[start:end]:
            begin = _told_from(flat, start, lost, asked)
            found.append(_closed(flat[begin:end]))
    return tuple(dict.fromkeys(found))


def _clauses(brief: str) -> list[tuple[int, int]]:
    """Where the clauses begin and end: not at a comma between brackets, nor after "fam."."""
    ends = [
        m
        for m in END.finditer(brief)
        if brief.count("(", 0, m.start()) <= brief.count(")", 0, m.start())
        and not (
            m[0] == "."
            and ABBREVIATED.search(brief[max(0, m.end() - LONGEST_ABBREVIATED) : m.end()])
        )
    ]
    starts = [0, *(m.end() for m in ends)]
    return list(zip(starts, [*(m.start() for m in ends), len(brief)], strict=True))


def _lost(brief: str, start: int, end: int, read: set[int], held: set[str]) -> int | None:
    """Where the first word begins that makes the clause worth keeping, None when nothing does."""
    lost = [
        word
        for word in WORD.finditer(brief, start, end)
        if word.start() not in read and not all(stem(w) in held for w in _words(word[0]))
    ]
    exact = [w for w in lost if _is_exact(brief, w)]
    plain = [
        w
        for w in lost
        if len(w[0]) >= SHORTEST and content_words(w[0]) and not _announces(brief, w, read)
    ]
    rarity = sum(1 - commonness(normalized(w[0])) for w in plain)
    telling = exact or (plain if rarity >= TELLING else [])
    return telling[0].start() if telling else None


def _is_exact(brief: str, word: re.Match[str]) -> bool:
    """Whether the word is a number, a tag, a name, or what a person is called between brackets."""
    name = word[0][0].isupper() and (
        NAME.match(brief, word.start()) is not None or not commonness(normalized(word[0]))
    )
    bracketed = brief[word.start() - 1 : word.start()] == "(" and len(word[0]) >= SHORTEST
    return name or bracketed or any(c.isdigit() for c in word[0]) or word[0].startswith("#")


def _announces(brief: str, word: re.Match[str], read: set[int]) -> bool:
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
    return words


def _words(text: str) -> tuple[str, ...]:
    """The words and numbers of a text, as they are compared."""
    return tuple(w.strip(".:/'-") for w in WORD.findall(normalized(text)))


def _read(brief: str, facts: Facts, text: str, kind: Kind) -> set[int]:
    """The places that were understood: facts that the draft holds or that were replaced, choices."""
    draft = normalized(text)
    choices = (p for f in kind.fields.values() for ps in f.choices.values() for p in ps)
    chosen = _places(*choices, within=brief) - _places(DATED, within=brief)
    return chosen.union(
        *(range(*span) for span in facts.replaced),
        *(
            range(f.start, f.start + len(f.words))
            for f in facts.known
            if f.start >= 0
            and kind.fields[f.name].type != "choice"
            and any(normalized(w) in draft for w in (f.value, f.shown))
        ),
    )


def _places(*patterns: str, within: str) -> set[int]:
    """The places that one of the patterns covers."""
    spans = (m.span() for p in patterns for m in compiled(p).finditer(within))
    return {place for span in spans for place in range(*span)}


def unplaced_block(clauses: tuple[str, ...], said: Sentences, language: Language) -> Block:
    """The clauses under a heading that is marked as a gap: to be given a place, or taken away."""
    lines = "\n".join(f"- {clause}" for clause in clauses)
    heading = f"[{said.unplaced_heading.of(language)}]"
    return Block(UNPLACED, heading, lines, (), said.unplaced_note.of(language))


def unplaced_notice(said: Sentences, language: Language) -> Notice:
    """What is said of that block."""
    return Notice("unplaced", said.unplaced.of(language))
