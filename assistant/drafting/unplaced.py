"""What a brief tells and the draft does not: said, so that no given fact is lost in silence."""

from __future__ import annotations

import re

from assistant.drafting.kinds import Kind, compiled
from assistant.drafting.spec import Spoken
from assistant.drafting.types import Fact, Facts, Notice
from assistant.language import normalized
from assistant.types import Language

# a number, or a name that does not open a sentence
TELLING = re.compile(r"\b\d[\w.:/-]*|(?<=[a-zà-ÿ,;)] )[A-ZÀ-Þ][\w&'’.-]*(?: [A-ZÀ-Þ][\w&'’.-]*)*")
FEWEST = 3  # words of a clause that tells something
CLAUSE = re.compile(r"(?:[^.,;!?\n]|[.,](?=\S))+")


def unplaced(brief: str, facts: Facts, text: str, kind: Kind) -> tuple[str, ...]:
    """The clauses of the brief that hold a fact which is not in the draft, or of which nothing was read."""
    flat = " ".join(brief.split())
    held = normalized(" ".join((text, *(f.words for f in facts.known if f.day))))
    lost = [f.start for f in facts.known if _is_lost(f, held)]
    read = _understood(flat, kind)
    found = []
    for clause in CLAUSE.finditer(flat):
        left = facts.left[clause.start() : clause.end()]
        told = TELLING.findall(left)
        if (
            any(clause.start() <= start < clause.end() for start in lost)
            or any(normalized(word.strip(".,:;")) not in held for word in told)
            or (left == clause[0] and _tells(clause, read, held))
        ):
            found.append(clause[0].strip())
    return tuple(dict.fromkeys(found))


def _understood(brief: str, kind: Kind) -> list[int]:
    """Where words of the brief begin that say what is asked for or that mean a choice."""
    choices = (p for f in kind.fields.values() for ps in f.choices.values() for p in ps)
    patterns = ("{REQUEST}", *kind.spec.recognise, *choices)
    return [m.start() for p in patterns for m in compiled(p).finditer(brief)]


def _tells(clause: re.Match[str], read: list[int], held: str) -> bool:
    """Whether a clause of which no fact was read tells something that the draft does not."""
    if any(clause.start() <= start < clause.end() for start in read):
        return False
    words = clause[0].split()
    return len(words) >= FEWEST and normalized(clause[0].strip()) not in held


def _is_lost(fact: Fact, held: str) -> bool:
    """Whether words of the brief were read as a fact that the draft does not hold."""
    read = fact.source == "brief" and fact.value in fact.words and len(fact.value) > 1
    return read and not any(normalized(words) in held for words in (fact.value, fact.shown))


def unplaced_notice(
    clauses: tuple[str, ...], said: Spoken, language: Language
) -> tuple[Notice, ...]:
    """One notice for all of them, none without any."""
    if not clauses:
        return ()
    return (Notice("unplaced", said.of(language).format(words="; ".join(clauses))),)
