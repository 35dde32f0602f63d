"""The words of the field that the guideline uses, each with the sections where it stands.

No word is explained: what it means, the guideline says where it stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.expansion import Concept, Names, Thesaurus
from assistant.language import normalized, stem
from assistant.types import Guideline, Language, SectionId

WORD = re.compile(r"[^\W_]+(?:[-'’&][^\W_]+)*")
LEAST_INFLECTED = 5
ENDINGS: Mapping[Language, tuple[str, ...]] = {"nl": ("s", "'s", "n", "en", "e"), "en": ("s", "es")}

Places = Mapping[str, list[tuple[SectionId, Sequence[str]]]]


@dataclass(frozen=True, slots=True)
class Found:
    """A word with the sections where it stands, in reading order."""

    word: str
    sections: tuple[SectionId, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A term of the guideline.

    `other` is the term in the other language, `words` are words near it that the guideline uses,
    `see` the ids of entries near it, `searched` further words by which people look for it.
    """

    id: str
    term: Found
    other: str
    words: tuple[Found, ...]
    see: tuple[str, ...]
    searched: tuple[str, ...]


def glossary(guideline: Guideline, thesaurus: Thesaurus, language: Language) -> tuple[Entry, ...]:
    """The terms of the thesaurus that stand in this edition, by the alphabet.

    `language` is that of the edition. A word stands there as it is, or as a plural.
    """
    places = _places(guideline, language)
    entries: dict[tuple[str, ...], Entry] = {}
    for concept in thesaurus.concepts.values():
        entry = _entry(concept, places, language)
        key = _stems(entry.term.word, language)
        if entry.term.sections:
            entries[key] = _merged(entries[key], entry) if key in entries else entry
    ordered = sorted(entries.values(), key=lambda e: normalized(e.term.word))
    return tuple(_linked(entry, ordered, thesaurus, language) for entry in ordered)


def _entry(concept: Concept, places: Places, language: Language) -> Entry:
    mine, others = (concept.nl, concept.en) if language == "nl" else (concept.en, concept.nl)
    words: dict[tuple[str, ...], Found] = {}
    for label in mine.others:
        found = _found(label, places, language)
        if found.sections:
            words.setdefault(_stems(label, language), found)
    words.pop(_stems(mine.term, language), None)
    return Entry(
        concept.id,
        _found(mine.term, places, language),
        others.term,
        tuple(words.values()),
        (),
        tuple(dict.fromkeys((*_every(mine), *_every(others)))),
    )


def _stems(label: str, language: Language) -> tuple[str, ...]:
    """By which forms of one word are told to be that."""
    return tuple(stem(word, language) for word in WORD.findall(normalized(label)))


def _every(names: Names) -> tuple[str, ...]:
    return (names.term, *names.others, *names.hidden)


def _merged(one: Entry, other: Entry) -> Entry:
    """The first with the words of the second, which bears the same name."""
    known = {f.word for f in one.words} | {one.term.word, other.term.word}
    more = tuple(f for f in other.words if f.word not in known)
    searched = tuple(dict.fromkeys((*one.searched, *other.searched)))
    return replace(one, words=(*one.words, *more), searched=searched)


def _linked(
    entry: Entry, entries: Iterable[Entry], thesaurus: Thesaurus, language: Language
) -> Entry:
    """The entry with the entries that it is related to, also where its words are entries themselves."""
    related = set(thesaurus.concepts[entry.id].related)
    see: list[str] = []
    named: set[str] = set()
    for other in entries:
        if other.id == entry.id:
            continue
        words = {f.word for f in entry.words if _same(other.term.word, f.word, language)}
        named |= words
        if words or other.id in related or entry.id in thesaurus.concepts[other.id].related:
            see.append(other.id)
    rest = tuple(f for f in entry.words if f.word not in named)
    return replace(entry, words=rest, see=tuple(see))


def _places(guideline: Guideline, language: Language) -> Places:
    """Per stem where a word of it stands, with the words from there on."""
    titles = {s.id: s.title for s in guideline.sections}
    found: dict[str, list[tuple[SectionId, Sequence[str]]]] = defaultdict(list)
    for section, title in titles.items():
        for text in (title, *(p.text for p in guideline.passages if p.section == section)):
            words = tuple(WORD.findall(text))
            for at, word in enumerate(words):
                found[stem(normalized(word), language)].append((section, words[at:]))
    return found


def _found(label: str, places: Places, language: Language) -> Found:
    words = WORD.findall(label)
    begins = places.get(stem(normalized(words[0]), language), []) if words else []
    sections = (
        section for section, rest in begins if _stand_in(words, rest[: len(words)], language)
    )
    return Found(label, tuple(dict.fromkeys(sections)))


def _same(one: str, other: str, language: Language) -> bool:
    """Whether one label is the other, or the plural of it."""
    ours, theirs = WORD.findall(one), WORD.findall(other)
    return _stand_in(ours, theirs, language) or _stand_in(theirs, ours, language)


def _stand_in(label: Sequence[str], text: Sequence[str], language: Language) -> bool:
    """Whether the words of the text are those of the label, the last perhaps in the plural."""
    first = zip(map(normalized, label[:-1]), map(normalized, text[:-1]), strict=False)
    return (
        len(label) == len(text)
        and all(ours == theirs for ours, theirs in first)
        and _stands_in(label[-1], text[-1], language)
    )


def _stands_in(label: str, word: str, language: Language) -> bool:
    """Whether the word is the label or its plural; OM in capitals is no "om", "wet" not in "weten"."""
    if len(label) > 1 and label.isupper():
        return label == word
    short, long = normalized(label), normalized(word)
    if short == long:
        return True
    plural = long.startswith(short) and long[len(short) :] in ENDINGS[language]
    return (
        plural and len(short) >= LEAST_INFLECTED and stem(short, language) == stem(long, language)
    )
