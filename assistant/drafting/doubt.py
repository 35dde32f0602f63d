"""Whether a text can be judged: long enough, about the subject, and of a kind that stands out.

The bounds were sought on the dev half of evals/datasets/texts.jsonl, on 39 texts that are none of a
municipality about this subject (recipes, news, letters about waste) and on seven short bad ones
that are; of dev the least values that they must keep stand beside them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pydantic import TypeAdapter

from assistant.drafting.kinds import SHARED, read_spec
from assistant.drafting.recogniser import Recogniser, kind_scores, nearness
from assistant.drafting.spec import Patterns
from assistant.drafting.types import Doubt
from assistant.types import Language

LEAST_WORDS = 20  # dev: 67
# how near the three best sentences come to criteria of the kind
NEAR, NEAR_OFF_SUBJECT = 1.2, 1.75  # dev: 1.9, and 1.8 without a word of the subject
FAR = -0.5  # short bad texts: -0.2
# between the two likeliest kinds: a bad text of its kind is far from the criteria, yet of that kind
MARGIN, MARGIN_WHEN_FAR = 0.25, 0.6  # dev: 0.47
WORD = re.compile(r"[^\W\d_]{2,}")


def doubt_about(model: Recogniser, text: str, kind: str, language: Language) -> Doubt:
    """Why the text had better not be judged as the kind that was guessed, "" when it can be."""
    if len(WORD.findall(text)) < LEAST_WORDS:
        return "short"
    if kind not in model.kinds:  # nothing was learned of it; its marks stand in the text
        return ""
    near = nearness(model, text, kind)
    if near < NEAR_OFF_SUBJECT and not on_subject(text, language):
        return "subject"
    if near < FAR:
        return "kind"
    first, second = sorted(kind_scores(model, text).values(), reverse=True)[:2]
    return "kind" if first - second < (MARGIN if near >= NEAR else MARGIN_WHEN_FAR) else ""


def on_subject(text: str, language: Language) -> bool:
    """Whether a word of the subject stands in the text."""
    return any(re.search(p, text, re.IGNORECASE) for p in _subject().of(language))


def likeliest_kinds(model: Recogniser, text: str, among: Sequence[str]) -> tuple[str, ...]:
    """Those kinds, the likeliest first; one that was not learned comes last."""
    scores = kind_scores(model, text)
    return tuple(sorted(among, key=lambda name: -scores.get(name, -1e9)))


@cache
def _subject() -> Patterns:
    return read_spec(SHARED / "subject.yaml", TypeAdapter(Patterns))
