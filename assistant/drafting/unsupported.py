"""Marks a text or a name that a pattern read where no network sees anything of the kind."""

from __future__ import annotations

from dataclasses import replace

from assistant.drafting.kinds import Kind
from assistant.drafting.reading_state import Reading
from assistant.drafting.reading_texts import told_by
from assistant.drafting.roles.texts import told_within
from assistant.drafting.spec import FieldSpec
from assistant.drafting.types import Fact

# of 39 texts and names below this bound in 912 briefs that nothing learned from ten were right, of
# 569 above it 0.95; measured once, while building
SUPPORT = 0.05
JUDGED = {"text", "name"}


def mark_unsupported(kind: Kind, reading: Reading) -> None:
    """Has such a fact asked back.

    "Wat we niet weten: …" announces what is not known; a "niet weten" within another sentence does
    not, and its pattern cannot tell the two apart.
    """
    for name, fact in reading.facts.items():
        if _is_unsupported(fact, kind.fields[name], kind.name, reading):
            reading.facts[name] = replace(fact, contested=True)


def _is_unsupported(fact: Fact, spec: FieldSpec, kind: str, reading: Reading) -> bool:
    told_as = told_by(fact.name, spec)
    by_role = spec.type == "name" and bool(spec.filled_by)
    if fact.source != "brief" or fact.sure < 1.0 or fact.start < 0 or spec.type not in JUDGED:
        return False
    if spec.joins == "clause" or not (told_as or by_role):  # a clause is more than what was read
        return False
    start = max(reading.text.find(fact.value, fact.start), fact.start)
    end = start + len(fact.value)
    roles = reading.roles.within(start, end)
    support = sum(roles.get(role, 0.0) for role in {*spec.filled_by, *spec.may_be})
    if told_as:
        support = max(support, told_within(reading.text, kind, start, end).get(told_as, 0.0))
    return support < SUPPORT
