"""Two texts of a brief that change fields: the name of a site and its address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.drafting.by_role import is_asked_back, likeliest
from assistant.drafting.kinds import compiled
from assistant.drafting.reading_facts import by_role
from assistant.drafting.reading_state import Reading
from assistant.drafting.shown import shown_value
from assistant.drafting.spec import FieldSpec
from assistant.drafting.types import Fact

CERTAIN = 0.8  # from here on two texts change fields
SITE, ADDRESS, VENUE = "location", "address", "place"  # roles of the tagger
HAS_NUMBER, JOINS = re.compile(r"\d"), re.compile(r",\s|\s\(")


def trade(fields: Mapping[str, FieldSpec], reading: Reading) -> None:
    """Gives a text to the field whose role it surely has, where another text has that of the first.

    Of "project De Haven, 60 places at Kade 4" the address was read as the location.
    """
    texts = {name: spec for name, spec in fields.items() if spec.type == "text" and spec.filled_by}
    _door_of_the_venue(texts, reading)
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


def _door_of_the_venue(texts: Mapping[str, FieldSpec], reading: Reading) -> None:
    """Gives a venue the address that follows it, which is not where the housing is."""
    both = _both_read(SITE, VENUE, texts, reading)
    if both is None:
        return
    (site, venue), text = both, reading.text
    start = text.find(venue.value, venue.start)
    end = start + len(venue.value)
    joins = JOINS.match(text, end)
    door = joins is not None and text.startswith(site.value, joins.end())
    itself = compiled("{ITSELF}").search(venue.value) is not None
    if itself or start < 0 or joins is None or not door or not HAS_NUMBER.search(site.value):
        return
    closed = ")" if joins[0] == " (" else ""
    value = text[start : joins.end() + len(site.value)] + closed
    shown = shown_value(value, "", texts[venue.name], reading.language)
    reading.facts[venue.name] = replace(
        venue, value=value, shown=shown, words=text[venue.start : start + len(value)]
    )
    del reading.facts[site.name]


def _site_at_its_address(texts: Mapping[str, FieldSpec], reading: Reading) -> None:
    """Gives a site of which one is unsure the address that is sure: "23 houses on the Lindeweg"."""
    both = _both_read(SITE, ADDRESS, texts, reading)
    if both is None:
        return
    site, address = both
    if is_asked_back(texts[site.name], site.sure) and address.sure >= CERTAIN:
        shown = shown_value(address.value, "", texts[site.name], reading.language)
        reading.facts[site.name] = replace(address, name=site.name, shown=shown)
        del reading.facts[address.name]


def _both_read(
    one: str, other: str, texts: Mapping[str, FieldSpec], reading: Reading
) -> tuple[Fact, Fact] | None:
    """The facts of the fields for two roles, None unless both were read in the brief."""
    first = {spec.filled_by[0]: name for name, spec in texts.items()}
    found = [reading.facts.get(first.get(role, "")) for role in (one, other)]
    read = [fact for fact in found if fact and fact.source == "brief"]
    return (read[0], read[1]) if len(read) == len(found) else None
