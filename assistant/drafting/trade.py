"""Two texts of a brief that change fields: the name of a site and its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assistant.drafting.by_role import likeliest
from assistant.drafting.reading_facts import by_role
from assistant.drafting.reading_state import Reading
from assistant.drafting.shown import shown_value
from assistant.drafting.spec import FieldSpec

CERTAIN = 0.8  # from here on two texts change fields


def trade(fields: Mapping[str, FieldSpec], reading: Reading) -> None:
    """Gives a text to the field whose role it surely has, where another text has that of the first.

    Of "project De Haven, 60 places at Kade 4" the address was read as the location.
    """
    texts = {name: spec for name, spec in fields.items() if spec.type == "text" and spec.filled_by}
    for name, spec in texts.items():
        fact = reading.facts.get(name)
        if fact is None or fact.source != "brief":
            continue
        start = reading.text.find(fact.value, fact.start)
        chances = reading.roles.within(start, start + len(fact.value))
        others = (o for o, other in texts.items() if o not in reading.facts
                  and chances.get(other.filled_by[0], 0.0) >= CERTAIN)  # fmt: skip
        other = next(others, None)
        span = likeliest(spec, reading.roles, reading.text, reading.left)
        if other is None or span is None or span.probability < CERTAIN:
            continue
        if mine := by_role(name, spec, reading):
            shown = shown_value(fact.value, "", fields[other], reading.language)
            reading.facts[name] = mine
            reading.facts[other] = replace(fact, name=other, shown=shown)
