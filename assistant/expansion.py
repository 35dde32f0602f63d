"""What the index knows beyond the text: questions that a passage answers, and synonyms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.guideline import CorpusError
from assistant.language import content_words, stem, words
from assistant.types import SectionId
from assistant.yaml_file import read_yaml

THESAURUS = "thesaurus.yaml"
OUTSIDE = "outside.yaml"
LABELS = ("prefLabel", "altLabel", "hiddenLabel")


@dataclass(frozen=True, slots=True)
class Names:
    """What one language calls a concept: the preferred word, other words, and words to search by."""

    term: str
    others: tuple[str, ...]
    hidden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of the field in SKOS terms: all its labels, and the ids of related concepts."""

    id: str
    labels: tuple[str, ...]
    related: tuple[str, ...]
    nl: Names
    en: Names


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """Concepts with, for every stemmed label, the concepts that bear it."""

    concepts: Mapping[str, Concept]
    by_label: Mapping[tuple[str, ...], tuple[str, ...]]
    longest: int


@dataclass(frozen=True, slots=True)
class Topic:
    """Something near the subject that the guideline says nothing about, and its name by language.

    `near` are the sections that touch on it, the nearest first.
    """

    id: str
    name: Mapping[str, str]
    near: tuple[SectionId, ...]
    labels: tuple[tuple[str, ...], ...]


def load_outside(folder: Path, known: frozenset[SectionId]) -> tuple[Topic, ...]:
    """The topics of outside.yaml; none when the file is absent.

    Raises CorpusError for a malformed file or an unknown section.
    """
    file = folder / OUTSIDE
    if not file.exists():
        return ()
    try:
        entries = read_yaml(file)
        topics = tuple(
            Topic(
                str(e["id"]),
                {language: str(e["name"][language]) for language in ("nl", "en")},
                tuple(map(str, e["near"])),
                tuple(label_key(str(x)) for them in e["labels"].values() for x in them),
            )
            for e in entries
        )
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise CorpusError(f"{OUTSIDE}: verwacht id, name, near en labels ({error})") from error
    for topic in topics:
        strange = [section for section in topic.near if section not in known]
        if strange:
            raise CorpusError(f"{OUTSIDE}: '{topic.id}' noemt sectie {strange[0]}; die is er niet")
    return topics


def topics_in(text: str, topics: Sequence[Topic]) -> tuple[Topic, ...]:
    """The topics that a text names, the longest label first."""
    stems = label_key(text)
    found = [
        (len(label), -n, topic)
        for n, topic in enumerate(topics)
        for label in topic.labels
        if any(stems[start : start + len(label)] == label for start in range(len(stems)))
    ]
    ordered = sorted(found, key=lambda item: item[:2], reverse=True)
    return tuple({topic.id: topic for _, _, topic in ordered}.values())


def load_thesaurus(folder: Path) -> Thesaurus:
    """The concepts of thesaurus.yaml; none when the file is absent.

    Raises CorpusError for a malformed file, a double id or a relation to an unknown concept.
    """
    file = folder / THESAURUS
    if not file.exists():
        return Thesaurus({}, {}, 0)
    try:
        entries = read_yaml(file)
    except yaml.YAMLError as error:
        raise CorpusError(f"{THESAURUS}: geen geldige YAML ({error})") from error
    concepts: dict[str, Concept] = {}
    for entry in entries:
        concept = _concept(entry)
        if concept.id in concepts:
            raise CorpusError(f"{THESAURUS}: begrip '{concept.id}' staat er twee keer in")
        concepts[concept.id] = concept
    for concept in concepts.values():
        unknown = [r for r in concept.related if r not in concepts]
        if unknown:
            raise CorpusError(f"{THESAURUS}: begrip '{concept.id}' verwijst naar '{unknown[0]}'")
    by_label: dict[tuple[str, ...], tuple[str, ...]] = {}
    for concept in concepts.values():
        for label in concept.labels:
            key = label_key(label)
            by_label[key] = tuple(dict.fromkeys((*by_label.get(key, ()), concept.id)))
    return Thesaurus(concepts, by_label, max((len(k) for k in by_label), default=0))


def label_key(label: str) -> tuple[str, ...]:
    """The stems of a label's words, by which it is recognised in a question."""
    return tuple(stem(word) for word in words(label))


def concepts_in(text: str, thesaurus: Thesaurus) -> tuple[tuple[Concept, tuple[str, ...]], ...]:
    """The concepts that a text names, each with the label's stems; longest label first."""
    spoken = words(text)
    stems = tuple(stem(word) for word in spoken)
    found: dict[str, tuple[str, ...]] = {}
    start = 0
    while start < len(stems):
        for length in range(min(thesaurus.longest, len(stems) - start), 0, -1):
            label = stems[start : start + length]
            ids = thesaurus.by_label.get(label, ())
            if ids and (length > 1 or content_words(spoken[start])):
                found.update((i, label) for i in ids if len(label) > len(found.get(i, ())))
                start += length - 1
                break
        start += 1
    return tuple((thesaurus.concepts[i], label) for i, label in found.items())


def _concept(entry: object) -> Concept:
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
        raise CorpusError(f"{THESAURUS}: een begrip zonder id: {str(entry)[:60]}")
    said = {key: {x: _labels(entry, key, x) for x in ("nl", "en")} for key in LABELS}
    labels = [label for key in LABELS for x in ("nl", "en") for label in said[key][x]]
    if not labels or not all(isinstance(label, str) and label.strip() for label in labels):
        raise CorpusError(f"{THESAURUS}: begrip '{entry['id']}' heeft geen (geldig) label")
    relations: Sequence[str] = [*(entry.get("broader") or []), *(entry.get("related") or [])]
    nl, en = (
        Names("".join(said["prefLabel"][x][:1]), said["altLabel"][x], said["hiddenLabel"][x])
        for x in ("nl", "en")
    )
    return Concept(entry["id"], tuple(dict.fromkeys(labels)), tuple(relations), nl, en)


def _labels(entry: Mapping[str, Any], key: str, language: str) -> tuple[str, ...]:
    value = (entry.get(key) or {}).get(language) or ()
    return (value,) if isinstance(value, str) else tuple(value)
