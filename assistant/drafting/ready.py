"""What a first draft would wait for, loaded before: patterns, networks and the reader of dates."""

from __future__ import annotations

from functools import cache

from assistant.drafting.draft import make_draft
from assistant.drafting.kinds import compiled, kinds
from assistant.drafting.needed import needed
from assistant.drafting.patterns import patterns_of
from assistant.drafting.types import Brief

BRIEF = "Graag een concept over 40 mensen aan de Dijk, besluit op 3 maart."


@cache
def make_ready() -> None:
    """Compiles every pattern of the fields and makes one draft of each kind in both languages; seconds, once."""
    for kind in kinds().values():
        for spec in kind.fields.values():
            chosen = (pattern for patterns in spec.choices.values() for pattern in patterns)
            for pattern in (
                *patterns_of(spec),
                *chosen,
                *spec.not_after,
                *spec.not_before,
                *spec.leads,
                *spec.fits,
                *spec.mentions,
                *spec.called,
            ):
                compiled(pattern)
                needed(pattern)
        for language in ("nl", "en"):
            make_draft(Brief(kind.name, BRIEF, language=language))
