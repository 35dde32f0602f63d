"""What a first draft would wait for is loaded before."""

import subprocess
import sys

# in a process of its own: what other tests have loaded would hide what is not
SCRIPT = """
from assistant.drafting.draft import make_draft
from assistant.drafting.kinds import compiled, kinds, spoken
from assistant.drafting.patterns import patterns_of
from assistant.drafting.ready import make_ready
from assistant.drafting.types import Brief

make_ready()
assert spoken.cache_info().currsize == 1
before = compiled.cache_info().misses
make_draft(Brief("invitation", "Uitnodiging op 4 mei om 19.30 uur over 36 mensen aan de Laan 3"))
assert compiled.cache_info().misses == before, "a first brief"
for kind in kinds().values():
    for field in kind.fields.values():
        for pattern in (*patterns_of(field), *field.not_after):
            compiled(pattern)
assert compiled.cache_info().misses == before, "a field"
"""


def test_a_first_brief_waits_for_no_pattern_and_no_list_of_words() -> None:
    run = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
