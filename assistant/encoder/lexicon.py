"""What Dutch words of the field mean in English: the bridge from the English teacher to Dutch."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.language import normalized, stem
from assistant.yaml_file import read_yaml

HERE = Path(__file__).parent
GLOSSARY = HERE / "glossary.txt"
STOPWORDS = HERE / "stopwords.txt"
THESAURUS = "thesaurus.yaml"
LABELS = ("prefLabel", "altLabel", "hiddenLabel")
WORD = re.compile(r"[a-z]{2,}")
LINKS = ("", "s", "en", "n", "e")
SHORTEST_PART = 4


@dataclass(frozen=True, slots=True)
class Lexicon:
    """English meanings of Dutch words, by the word itself and by its stem."""

    by_word: Mapping[str, str]
    by_stem: Mapping[str, str]

    def meaning(self, word: str) -> str:
        """What a Dutch word means in English, by its parts for a compound; "" when unknown."""
        if simple := self._simple(word):
            return simple
        for cut in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
            head = self._simple(word[cut:])
            if head and (part := self._linked(word[:cut])):
                return f"{part} {head}"
        return ""

    def _simple(self, word: str) -> str:
        return self.by_word.get(word) or self.by_stem.get(stem(word), "")

    def _linked(self, part: str) -> str:
        plain = (part.removesuffix(link) for link in LINKS if part.endswith(link))
        return next((m for p in plain if len(p) >= 3 and (m := self._simple(p))), "")


def load_lexicon(translations: list[tuple[str, str]]) -> Lexicon:
    """The glossary with, after it, the translations of single Dutch words.

    Raises ValueError, with file and line, for a glossary line without a meaning.
    """
    by_word: dict[str, str] = {}
    for number, line in enumerate(GLOSSARY.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            continue
        words, colon, meaning = line.partition(": ")
        if not (colon and words and meaning):
            raise ValueError(f"{GLOSSARY.name}:{number}: expected 'woorden: meaning'")
        for word in words.split():
            by_word.setdefault(word, meaning)
    for dutch, english in translations:
        if WORD.fullmatch(normalized(dutch)):
            by_word.setdefault(normalized(dutch), english)
    by_stem: dict[str, str] = {}
    for word, meaning in by_word.items():
        by_stem.setdefault(stem(word), meaning)
    return Lexicon(by_word, by_stem)


def thesaurus_labels(corpus: Path) -> list[tuple[list[str], list[str]]]:
    """The Dutch and the English labels of each concept, the preferred first; none without file."""
    file = corpus / THESAURUS
    entries = read_yaml(file) if file.exists() else []
    return [(_labels(entry, "nl"), _labels(entry, "en")) for entry in entries]


def stopwords() -> frozenset[str]:
    """Dutch and English words that say nothing about the subject."""
    return frozenset(STOPWORDS.read_text(encoding="utf-8").split())


def _labels(entry: Mapping[str, Mapping[str, str | list[str]]], language: str) -> list[str]:
    found: list[str] = []
    for key in LABELS:
        value = entry.get(key, {}).get(language, [])
        found += [value] if isinstance(value, str) else value
    return found
