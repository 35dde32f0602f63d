"""Which words the documents of each language use."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.language import WordsByLanguage, words
from assistant.types import Guideline


def words_by_language(documents: Sequence[Guideline]) -> WordsByLanguage:
    """The words that the documents of each language use."""
    return {
        language: frozenset(
            word
            for d in documents
            if d.language == language
            for p in d.passages
            for word in words(p.text)
        )
        for language in ("nl", "en")
    }
