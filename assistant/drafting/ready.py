"""What a first draft would wait for, loaded before: patterns, networks and the reader of dates."""

from __future__ import annotations

from functools import cache

from assistant.drafting.by_role import FORMS
from assistant.drafting.checking import kind_of, patterns_in
from assistant.drafting.draft import make_draft
from assistant.drafting.idle import IDLE
from assistant.drafting.kinds import compiled, kinds
from assistant.drafting.needed import needed
from assistant.drafting.patterns import patterns_of
from assistant.drafting.reading_whole import MOMENTS
from assistant.drafting.types import Brief

# in these a day, an hour, a number, a site and a contact are read, whatever the kind
BRIEFS = (
    "Graag een concept over 40 mensen in de oude school aan de Dijk. Wie zich zorgen maakt over de "
    "drukte kan op 3 maart om 19.30 uur langskomen. Contact: Jan de Wit, 0493-123456, jan@x.nl",
    "Please draft something on 40 people in the old school on the Dijk. Those who worry about the "
    "traffic can come by on 3 March at 7.30 pm. Contact: Jan de Wit, 0493-123456, jan@x.nl",
)


@cache
def make_ready() -> None:
    """Compiles the patterns and makes a draft of each kind in both languages; seconds, once."""
    for pattern in (*MOMENTS, *FORMS.values(), *IDLE):
        compiled(pattern)
    for kind in map(kind_of, kinds()):
        for spec in kind.fields.values():
            for pattern in patterns_of(spec):
                compiled(pattern)
                needed(pattern)
        for _, pattern in patterns_in(kind):
            compiled(pattern)
            needed(pattern)
        for text in BRIEFS:
            make_draft(Brief(kind.name, text))
