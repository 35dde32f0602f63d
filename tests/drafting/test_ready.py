"""What a first draft would wait for is loaded before."""

from assistant.drafting.kinds import compiled, kinds
from assistant.drafting.patterns import patterns_of
from assistant.drafting.ready import make_ready


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
