"""Which question one could ask next."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.encoder import Encoder
from assistant.phrases import FollowUp, follow_up_questions
from assistant.types import Language, SectionId

OFFERED = 3
EACH = 2
SAME_QUESTION = 0.9


def offered(
    encoder: Encoder, question: str, sections: Sequence[SectionId], language: Language
) -> tuple[str, ...]:
    """Questions that the sections answer: the nearest in meaning, at most two a section.

    None that is the question itself.
    """
    near = [f for f in follow_up_questions() if f.section in sections]
    if not near:
        return ()
    closeness = encoder.encode([f.text(language) for f in near]) @ encoder.encode([question])[0]
    found: list[FollowUp] = []
    for n in np.argsort(-closeness, kind="stable"):
        beside = sum(f.section == near[n].section for f in found)
        if closeness[n] < SAME_QUESTION and beside < EACH:
            found.append(near[n])
    return tuple(f.text(language) for f in found[:OFFERED])
