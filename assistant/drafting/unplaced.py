"""What a brief tells and the draft does not: said, so that no given fact is lost in silence."""

from __future__ import annotations

import re

from assistant.drafting.spec import Spoken
from assistant.drafting.types import Fact, Facts, Notice
from assistant.language import normalized
from assistant.types import Language

# a number, or a name that does not open a sentence
TELLING = re.compile(r"\b\d[\w.:/-]*|(?<=[a-zà-ÿ,;)] )[A-ZÀ-Þ][\w&'’.-]*(?: [A-ZÀ-Þ][\w&'’.-]*)*")
CLAUSE = re.compile(r"(?:[^.,;!?\n]|[.,](?=\S))+")


def unplaced(brief: str, facts: Facts, text: str) -> tuple[str, ...]:
    """The clauses of the brief with a number or a name that was not used and is not in the draft."""
    flat = " ".join(brief.split())
    held = normalized(" ".join((text, *(f.words for f in facts.known if f.day))))
    lost = [f.start for f in facts.known if _is_lost(f, held)]
    found = []
    for clause in CLAUSE.finditer(flat):
        told = TELLING.findall(facts.left[clause.start() : clause.end()])
        left_out = any(clause.start() <= start < clause.end() for start in lost)
        if left_out or any(normalized(word.strip(".,:;")) not in held for word in told):
            found.append(clause[0].strip())
    return tuple(dict.fromkeys(found))


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
