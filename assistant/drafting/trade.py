"""Two texts of a brief that change fields: the name of a site and its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assistant.drafting.by_role import is_asked_back, likeliest
from assistant.drafting.reading_facts import by_role
from assistant.drafting.reading_state import Reading
from assistant.drafting.shown import shown_value
from assistant.drafting.spec import FieldSpec

CERTAIN = 0.8  # from here on two texts change fields
SITE, ADDRESS = "location", "address"  # roles of the tagger


def trade(fields: Mapping[str, FieldSpec], reading: Reading) -> None:
    """Gives a text to the field whose role it surely has, where another text has that of the first.

    Of "project De Haven, 60 places at Kade 4" the address was read as the location.
    """
    texts = {name: spec for name, spec in fields.items() if spec.type == "text" and spec.filled_by}
    _site_at_its_address(texts, reading)
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


def _site_at_its_address(texts: Mapping[str, FieldSpec], reading: Reading) -> None:
    """Gives a site of which one is unsure the address that is sure: "23 houses on the Lindeweg"."""
    first = {spec.filled_by[0]: name for name, spec in texts.items()}
    if not {SITE, ADDRESS} <= first.keys():
        return
    site, address = (reading.facts.get(first[role]) for role in (SITE, ADDRESS))
    if site is None or address is None or {site.source, address.source} != {"brief"}:
        return
    if is_asked_back(texts[site.name], site.sure) and address.sure >= CERTAIN:
        shown = shown_value(address.value, "", texts[site.name], reading.language)
        reading.facts[site.name] = replace(address, name=site.name, shown=shown)
        del reading.facts[address.name]
