"""A question about the whole subject gets the guideline's chapters in order, not twenty quotes."""

from __future__ import annotations

import re

from assistant.index import Index
from assistant.language import LIGHT_WORDS, SUBJECT_WORDS, content_words, normalized
from assistant.sentences import sentences
from assistant.types import Claim, ClaimGroup, Language

ASKS_HOW = re.compile(
    r"\b(?:hoe|help|overzicht|begin|beginnen|wat moet|wat doe|waar gaat|waarover gaat|samenvatting|hoofdlijnen"
    r"|how|overview|start|what (?:do|should)|what is (?:it|the guideline|this) about|summary)\b"
)
# one who asks for a reason, a person or a moment does not ask for the whole
ASKS_ONE = re.compile(r"\b(?:waarom|wie|wanneer|why|who|whom|when)\b")


def is_broad(question: str) -> bool:
    """Whether it asks how to go about the whole, with no word that narrows it down."""
    own = [w for w in content_words(question) if w not in LIGHT_WORDS and w not in SUBJECT_WORDS]
    asked = normalized(question)
    return not own and ASKS_HOW.search(asked) is not None and not ASKS_ONE.search(asked)


def overview(index: Index, language: Language) -> tuple[ClaimGroup, ...]:
    """Per chapter after the introduction its first sentence, under the chapter's title."""
    _, *chapters = (s.id for s in index.guideline.sections if s.level == 1)
    groups = []
    for chapter in chapters:
        opening = next(p for p in index.passages if p.section == chapter)
        shown = index.passage(opening.id, language)
        claim = Claim(sentences(shown.text)[0], (opening.id,))
        groups.append(ClaimGroup(f"§{chapter} {shown.section_title}", (claim,)))
    return tuple(groups)
