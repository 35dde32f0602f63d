"""A brief while it is read for facts: what is left of it, and what is known so far."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.drafting.needed import first_match
from assistant.drafting.roles import NOTHING, Span, Tagged
from assistant.drafting.spec import FieldSpec
from assistant.drafting.types import BLANK, Fact, Notice
from assistant.types import Language

# of three words or more, so that a name in quotation marks stays
QUOTATION = re.compile(
    r"(?<!\w)(?:'(?![snt]\s)|[‘’\"“„])(?=(?:[^\s'‘’\"“”]+\s+){2})[^\n‘\"“”]{1,300}?(?<=\S)['’\"”](?!\w)"
)


@dataclass
class Reading:
    """A brief while it is read: what was used is blanked out, so that it is used once."""

    text: str
    left: str
    language: Language
    today: date
    roles: Tagged = NOTHING
    texts: tuple[Span, ...] = ()
    facts: dict[str, Fact] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    weekdays: dict[str, str] = field(default_factory=dict)

    def take(self, start: int, end: int) -> None:
        """Blanks out what was used."""
        self.left = self.left[:start] + BLANK * (end - start) + self.left[end:]


def any_in(patterns: Iterable[str], text: str) -> bool:
    """Whether one of the patterns stands in the text."""
    return any(first_match(p, text) for p in patterns)


def unquoted(text: str) -> str:
    """The text with blanks for what stands between quotation marks: somebody else's words."""
    return QUOTATION.sub(lambda quotation: BLANK * len(quotation[0]), text)


def apart_from(value: str, reading: Reading) -> Reading:
    """The words of one value, to be read by themselves."""
    return replace(reading, text=value, left=value, roles=NOTHING, texts=(), facts={}, weekdays={})


def replace_cues(spec: FieldSpec) -> FieldSpec:
    """The field without its cues, for a value that stands alone."""
    return spec.model_copy(update={"cues": ()})
