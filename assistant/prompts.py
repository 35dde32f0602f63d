"""The prompts of the language model, from prompts/<name>.<language>.yaml."""

from __future__ import annotations

import json
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import yaml

from assistant.phrases import PROMPTS
from assistant.types import Language, Passage
from assistant.yaml_file import read_yaml

FIELDS: Mapping[str, Mapping[str, frozenset[str]]] = {
    "system": {"system": frozenset()},
    "answer": {
        "answer": frozenset({"limit", "question", "passages"}),
        "json": frozenset(),
        "plain": frozenset(),
        "repair": frozenset(),
    },
    "draft": {
        "system": frozenset(),
        "draft": frozenset({"instruction", "text", "facts", "passages"}),
        "json": frozenset(),
        "plain": frozenset(),
    },
    "rewrite": {
        "rewrite": frozenset({"wish", "text", "facts"}),
        "shorter": frozenset(),
        "formal": frozenset(),
        "warm": frozenset(),
        "plain_words": frozenset(),
    },
    "judge": {"judge": frozenset({"passage", "claim"})},
}


class PromptError(Exception):
    """A prompt file that cannot be used; the message names file and part."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A versioned prompt of one or more parts."""

    version: int
    parts: Mapping[str, str]

    def text(self, part: str, **values: object) -> str:
        """The part with its fields filled in."""
        return self.parts[part].format(**values).strip()


@cache
def prompt(name: str, language: Language) -> Prompt:
    """A prompt by its name. Raises PromptError when a part or a field is missing or unknown."""
    file = f"{name}.{language}.yaml"
    try:
        raw = read_yaml(PROMPTS / file)
    except (OSError, yaml.YAMLError) as error:
        raise PromptError(f"{file}: {error}") from error
    if not isinstance(raw, dict) or not isinstance(raw.get("version"), int):
        raise PromptError(f"{file}: version: verwacht een geheel getal")
    parts = {part: text for part, text in raw.items() if part != "version"}
    if set(parts) != set(FIELDS[name]):
        raise PromptError(f"{file}: verwacht de delen {', '.join(FIELDS[name])}")
    for part, text in parts.items():
        fields = {field for _, field, _, _ in string.Formatter().parse(str(text)) if field}
        if fields != FIELDS[name][part]:
            raise PromptError(f"{file}: {part}: verwacht de velden {sorted(FIELDS[name][part])}")
    return Prompt(raw["version"], parts)


def as_data(text: str) -> str:
    """The text as a JSON string: whatever stands in it, it cannot close its own quotation marks."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def numbered(passages: Sequence[Passage]) -> str:
    """The passages as JSON, one a line, numbered from 1, each with where it stands."""
    lines = []
    for number, passage in enumerate(passages, 1):
        place = (passage.section_title, *passage.blocks, passage.box, passage.row, passage.column)
        data = {
            "n": number,
            "place": " > ".join(dict.fromkeys(filter(None, place))),
            "introduced_by": passage.lead_in,
            "text": " ".join(passage.text.split()),
        }
        lines.append(json.dumps({k: v for k, v in data.items() if v}, ensure_ascii=False))
    return "\n".join(lines)
