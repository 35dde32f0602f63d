"""What a first draft would wait for is loaded before."""

from assistant.drafting.draft import make_draft
from assistant.drafting.kinds import compiled, kinds, spoken
from assistant.drafting.patterns import patterns_of
from assistant.drafting.ready import make_ready
from assistant.drafting.types import Brief


def test_no_pattern_of_a_field_is_left_to_compile() -> None:
    compiled.cache_clear()
    make_ready.cache_clear()
    make_ready()
    before = compiled.cache_info().misses
    for kind in kinds().values():
        for field in kind.fields.values():
            for pattern in (*patterns_of(field), *field.not_after):
                compiled(pattern)
    assert compiled.cache_info().misses == before


def test_a_first_brief_with_a_day_an_hour_a_number_and_a_street_waits_for_nothing() -> None:
    make_ready()
    before = compiled.cache_info().misses
    make_draft(Brief("invitation", "Uitnodiging op 4 mei om 19.30 uur over 36 mensen aan de Laan 3"))
    assert compiled.cache_info().misses == before
    assert spoken.cache_info().currsize == 1
