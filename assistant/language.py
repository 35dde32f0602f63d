"""Words of Dutch and English text: language, tokens, stems, compounds, typing errors."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

import Stemmer

from assistant.types import Language
from assistant.yaml_file import read_yaml

WORD = re.compile(r"[a-z0-9]+(?:[-'][a-z0-9]+)*")
_LISTS = read_yaml(Path(__file__).with_name("words.yaml"))
DUTCH_WORDS = frozenset(_LISTS["dutch"].split())
ENGLISH_WORDS = frozenset(_LISTS["english"].split())
LIGHT_WORDS = frozenset(_LISTS["light"].split())
SUBJECT_WORDS = frozenset(_LISTS["subject"].split())
AMBIGUOUS = frozenset(_LISTS["ambiguous"].split())
PARTICLES = frozenset(_LISTS["particles"].split())
WordsByLanguage = Mapping[str, frozenset[str]]
DOUBLED = re.compile(r"([aeou])\1")
LINKS = ("", "s", "e", "en", "n", "er")
MIN_PART = 4
RARE_ZIPF, COMMON_ZIPF = 3.5, 6.0
PART_WEIGHT = 0.5
VERB_WEIGHT = 0.8

BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
ENGLISH_SHAPE = re.compile(r"(?:tion|tions|ship|ies|ally|ould|ough|ght|th|wh\w*|y)$")
DUTCH_SHAPE = re.compile(
    r"ij|aa|oo(?!d$|k$|l$|m$|n$)|uu|eeu|ieu|sch|lijk|heid|atie|ingen$|aar|oe[a-z]|ui|cht"
)

# without caches of their own, which threads would share: `stem` keeps its words itself
_STEMMERS = {"nl": Stemmer.Stemmer("dutch", 0), "en": Stemmer.Stemmer("english", 0)}


def normalized(text: str) -> str:
    """The text in lower case without accents, with plain apostrophes and hyphens."""
    plain = text.replace("’", "'").replace("‘", "'").replace("–", "-").replace("\u00ad", "")
    plain = plain.lower()
    if plain.isascii():
        return plain
    return BEYOND_ASCII.sub(_without_accents, plain)


def _without_accents(match: re.Match[str]) -> str:
    decomposed = unicodedata.normalize("NFKD", match[0])
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=20_000)
def words(text: str) -> tuple[str, ...]:
    """The words of the text, lower case and without accents; hyphenated words in their parts too."""
    found: list[str] = []
    for match in WORD.finditer(normalized(text)):
        word = match[0].strip("'")
        found.append(word)
        if "-" in word:
            found.extend(part for part in word.split("-") if len(part) > 1)
    return tuple(found)


@cache
def word_frequencies() -> Mapping[str, float]:
    """How common a word is, as its Zipf value: 3 is once in a million words, 6 once in a thousand.

    The commonest words of Dutch and English, exported from wordfreq 3.1 (Speer 2022, CC BY-SA 4.0).
    """
    file = Path(__file__).with_name("frequencies.tsv")
    lines = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines())
    return {word: float(zipf) for word, zipf in lines}


def commonness(word: str) -> float:
    """0 for a rare word up to 1 for one of the commonest."""
    zipf = word_frequencies().get(word, RARE_ZIPF)
    return min(1.0, max(0.0, (zipf - RARE_ZIPF) / (COMMON_ZIPF - RARE_ZIPF)))


@lru_cache(maxsize=20_000)
def content_words(text: str) -> tuple[str, ...]:
    """The words that carry meaning: no function words of either language."""
    return tuple(
        w for w in words(text) if w not in DUTCH_WORDS and w not in ENGLISH_WORDS and len(w) > 1
    )


@lru_cache(maxsize=50_000)
def stem(word: str, language: Language = "nl") -> str:
    """The Snowball stem of a lower-case word (Porter 2001; Dutch after Kraaij and Pohlmann 1994).

    Doubled vowels are made single and a last e goes, so that nadeel and nadelen, fase and fasen
    meet.
    """
    result: str = _STEMMERS[language].stemWord(word)
    if language == "nl" and len(result) > 3:
        result = DOUBLED.sub(r"\1", result).removesuffix("e")
    return result


def detect_language(text: str, spoken: WordsByLanguage | None = None) -> Language | None:
    """`nl` or `en`, the better supported by function words, known words and shapes; None for neither.

    Meant for questions: a few words suffice, mixed questions go by the majority. `spoken` holds
    words that each language is known to use.
    """
    points = {"nl": 0.0, "en": 0.0}
    known = spoken or {"nl": frozenset[str](), "en": frozenset[str]()}
    for word in words(text):
        function = [x for x, those in (("nl", DUTCH_WORDS), ("en", ENGLISH_WORDS)) if word in those]
        if word in AMBIGUOUS or len(function) == 2:
            continue
        used = [language for language, those in known.items() if word in those]
        shaped = [x for x, of in (("nl", DUTCH_SHAPE), ("en", ENGLISH_SHAPE)) if of.search(word)]
        for language, of in ((function, 2.0), (used, 1.0), (shaped, 0.6)):
            if len(language) == 1:
                points[language[0]] += of
                break
    if points["nl"] == points["en"]:
        return None
    return "nl" if points["nl"] > points["en"] else "en"


OTHER_LANGUAGES = (
    "de",
    "fr",
    "es",
    "it",
    "pl",
    "pt",
    "ro",
    "bg",
    "hu",
    "tr",
    "uk",
    "ru",
    "ar",
    "zh",
)
MIN_WORDS_TO_JUDGE = 3
KNOWN_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that the index knows, and the stems they have."""

    known: frozenset[str]
    parts: frozenset[str]
    stems: frozenset[str]
    by_initial: Mapping[str, tuple[str, ...]]

    def __contains__(self, word: str) -> bool:
        return word in self.known


def vocabulary_of(texts: Iterable[str]) -> Vocabulary:
    """The words of the texts; those of four letters or more can be parts of a compound."""
    known = frozenset(w for text in texts for w in words(text))
    parts = frozenset(
        w for w in known if len(w) >= MIN_PART and w.isalpha() and w not in DUTCH_WORDS
    )
    by_initial = {k: tuple(g) for k, g in groupby(sorted(parts), key=lambda w: w[0])}
    return Vocabulary(known, parts, frozenset(stem(w) for w in parts), by_initial)


def compound_parts(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The known words that a Dutch compound consists of, () when it is none.

    Longest first part wins; a linking s, e, en, n or er may stand between the parts (as in
    Monz and De Rijke 2002, "Shallow morphological analysis in monolingual IR for Dutch").
    """
    if len(word) < 2 * MIN_PART or not word.isalpha():
        return ()
    for cut in range(len(word) - MIN_PART, MIN_PART - 1, -1):
        head, tail = word[:cut], word[cut:]
        if head not in vocabulary.parts:
            continue
        for link in LINKS:
            rest = tail[len(link) :] if tail.startswith(link) else ""
            if len(rest) < MIN_PART:
                continue
            if rest in vocabulary.parts:
                return (head, rest)
            deeper = compound_parts(rest, vocabulary)
            if deeper:
                return (head, *deeper)
    return ()


def weighted_terms(
    text: str, vocabulary: Vocabulary, *, verbs: bool = False
) -> Mapping[str, float]:
    """Stems with their weight: 1 for a word itself, less for compound parts.

    With `verbs` also the known stem that a third person stands for ("escaleert").
    """
    weights: dict[str, float] = {}

    def add(term: str, weight: float) -> None:
        weights[term] = max(weights.get(term, 0.0), weight)

    for word in content_words(text):
        add(stem(word), 1.0)
        if verbs and word.endswith("t") and stem(word)[:-1] in vocabulary.stems:
            add(stem(word)[:-1], VERB_WEIGHT)  # "escaleert" beside "escaleren"
        for part in compound_parts(word, vocabulary):
            add(stem(part), PART_WEIGHT)
    return weights


def separable_verbs(word: str, text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The stems of known separable verbs that the word forms with a particle of the text.

    "Wie nodig ik uit" asks for "uitnodigen".
    """
    particles = sorted({w for w in words(text) if w in PARTICLES and w != word})
    whole = (stem(particle + word) for particle in particles)
    return tuple(s for s in whole if s in vocabulary.stems)


def is_dutch_or_english(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the text is in a language of the assistant; in doubt it is.

    A text whose words are mostly known needs no look; another is identified by py3langid.
    """
    found = words(text)
    if not found:
        return False
    latin = sum(c.isascii() or "\u00c0" <= c <= "\u024f" for c in text if c.isalpha())
    if latin < 0.5 * sum(c.isalpha() for c in text):
        return False
    known = sum(w in vocabulary or w in DUTCH_WORDS or w in ENGLISH_WORDS for w in found)
    if len(found) < MIN_WORDS_TO_JUDGE or known > KNOWN_SHARE * len(found):
        return True
    import py3langid  # 0.7 s, and only for a text of strange words

    py3langid.set_languages(["nl", "en", *OTHER_LANGUAGES])
    return py3langid.classify(text)[0] in ("nl", "en")
