"""What a brief calls somebody: "verhuurder: Stayline" is told as the landlord, not as the owner."""

from __future__ import annotations

from dataclasses import replace

from assistant.drafting.clauses import clauses_in
from assistant.drafting.kinds import compiled
from assistant.drafting.spec import FieldSpec
from assistant.drafting.types import Fact
from assistant.types import Language

APPOSED = r",\s(?:(?:dhr|mevr|mw|Mr|Mrs|Ms)\.?\s)?$"


def with_called(fact: Fact, spec: FieldSpec, text: str, language: Language) -> Fact:
    """The fact with the word for it that stands nearest in its clause, of those that its field knows.

    What answers the question of the field is called what the question calls it.
    """
    if spec.called and fact.source == "given":
        return replace(fact, called=spec.label.of(language))
    at = text.find(fact.value, fact.start) if spec.called and fact.source == "brief" else -1
    clause = next((c for c in clauses_in(text) if c[0] <= at < c[1]), None) if at >= 0 else None
    if clause is None:
        return fact
    found = [
        (max(at - match.end(), match.start() - at - len(fact.value)), spoken.of(language))
        for pattern, spoken in spec.called.items()
        for match in compiled(pattern).finditer(text, *clause)
        if match.end() <= at or match.start() >= at + len(fact.value)  # not of its own name
    ]
    found = found or [
        (0, spoken.of(language))
        for pattern, spoken in spec.called.items()
        if compiled(rf"(?:{pattern}){APPOSED}").search(text, 0, at)  # "De exploitant, Arbo Rooms"
    ]
    return replace(fact, called=min(found)[1]) if found else fact
