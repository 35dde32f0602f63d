"""The choices of a brief that a classifier judges: what the patterns read counts, and is not all."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from assistant.drafting.choosing import NONE, Read, Told, load_chooser, told_of
from assistant.drafting.firm import firmly_told
from assistant.drafting.reading_state import Reading, any_in, unquoted
from assistant.drafting.shown import shown_value
from assistant.drafting.spec import FieldSpec
from assistant.drafting.types import BLANK, Fact, FieldName
from assistant.types import Language

# how probable a value must be that no pattern read, and one that patterns read and the classifier
# doubts, before the draft rather shows the gap and asks; chosen on briefs held out (`choosing`)
LEAST, KEPT = 0.85, 0.25
# what is no plan is rather asked back than drafted as one: then hardly a sentence would be right;
# from these on when no pattern read it, from HARDLY on when one did
NO_PLAN, HARDLY = dict.fromkeys(("cancelled", "closing", "event", "policy", "other"), 0.5), 0.08
# from here on something is told that is not usual; chosen with 77 briefs of `choosing/unseen.jsonl`
# in view, of which it takes all five such that were not read, 2 of 56 plans, 2 of 9 that tell nothing
REST = 0.3
AGREED = 0.7  # from here on what patterns read and the classifier finds too is not asked back


def read_choices(
    kind: str, fields: Mapping[FieldName, FieldSpec], given: Collection[FieldName], allowed: str,
    reading: Reading,
) -> None:  # fmt: skip
    """Sets each choice that was learned, or takes it back when the brief as a whole tells it not."""
    known = load_chooser().choices
    learned = ((n, s.chosen_as) for n, s in fields.items() if n not in given)
    names: dict[FieldName, str] = {name: as_ for name, as_ in learned if as_ and as_ in known}
    if not names:
        return
    own = {as_: reading.facts[name] for name, as_ in names.items() if name in reading.facts}
    read = {as_: Read(fact.value, fact.start) for as_, fact in own.items()}
    told = told_of(tuple(names.values()), reading.text, kind, read)
    for name, as_ in names.items():
        fact = _firm(name, fields[name], allowed, reading) or _chosen(
            name, fields[name], told[as_], allowed, reading
        )
        fact = fact or _rest(name, fields[name], told[as_].chances, reading.language)
        reading.facts.pop(name, None)
        if fact:
            reading.facts[name] = fact


def _rest(
    name: FieldName, spec: FieldSpec, chances: Mapping[str, float], language: Language
) -> Fact | None:
    """What is left of a choice of which something is told that is not usual."""
    left = sum(chance for value, chance in chances.items() if value not in (*spec.usual, NONE))
    if not spec.rest or left < REST:
        return None
    return Fact(name, spec.rest, shown_value(spec.rest, "", spec, language), "default")


def _firm(name: FieldName, spec: FieldSpec, allowed: str, reading: Reading) -> Fact | None:
    """What the brief tells in so many words, unless that is only in principle.

    What is usual does not stand against it: a plan is called a plan when it is withdrawn too.
    """
    own = reading.facts.get(name)
    told = firmly_told(spec, reading.text, unquoted(allowed))
    less = own and own.value in spec.by_patterns and own.value not in spec.usual
    if told is None or less:
        return None
    value, match = told
    shown = shown_value(value, "", spec, reading.language)
    return Fact(name, value, shown, "brief", match[0], match.start())


def _chosen(
    name: FieldName, spec: FieldSpec, told: Told, allowed: str, reading: Reading
) -> Fact | None:
    """The value that the brief most probably tells, None when it tells none for sure."""
    own = reading.facts.get(name)
    value = max(told.chances, key=lambda one: told.chances[one])
    if own and own.value not in told.chances:
        return own
    if own and own.value in spec.by_patterns:
        # a plan that is being built already is none; what is agreed in principle is
        is_other = value not in (*spec.choices, NONE) and told.chances[value] >= LEAST
        return None if is_other else own
    if own:
        sure = told.chances[own.value]
        doubted = value in spec.choices and value != own.value and sure < KEPT
        if doubted and (own.value not in NO_PLAN or sure < HARDLY):
            return None
        return own if sure >= AGREED else replace(own, sure=sure)
    sure = told.chances[value]
    if value not in spec.choices or value in spec.by_patterns or sure < NO_PLAN.get(value, LEAST):
        return None
    clause = told.clauses[value]
    start = reading.text.index(clause.text, clause.start)
    if BLANK in allowed[start : start + len(clause.text)] or any_in(
        spec.choices[value], clause.text
    ):  # refused, or patterns know it and that it is another's: "De teler heeft besloten"
        return None
    shown = shown_value(value, "", spec, reading.language)
    return Fact(name, value, shown, "brief", clause.text, start, sure=sure)
