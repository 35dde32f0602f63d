"""The draft kinds, one file each in prompts/drafts/, and the fields and conflicts they share."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError

from assistant.drafting.spec import (
    BlockSpec,
    ConflictSpec,
    CriterionSpec,
    FieldSpec,
    KindSpec,
    Sentences,
    SharedFields,
)
from assistant.guideline import load_corpus
from assistant.language import WordsByLanguage
from assistant.phrases import PROMPTS
from assistant.settings import ROOT
from assistant.spoken import words_by_language
from assistant.types import Guideline
from assistant.yaml_file import read_yaml

SPECS = PROMPTS / "drafts"
SHARED = PROMPTS / "drafting"
CLAUSE = re.compile(r"\[\^\.;[^\]]*\]")
MACRO = re.compile(r"\{([A-Z_]+)\}")

SPACE, IN_LINE = r"\s", r"[^\S\n]"

T = TypeVar("T")


class SpecError(Exception):
    """A spec that cannot be used; the message names file, field and reason."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of draft, checked and with its fields complete."""

    spec: KindSpec
    fields: Mapping[str, FieldSpec]
    conflicts: tuple[ConflictSpec, ...]

    @property
    def name(self) -> str:
        """The kind's name in the contract: `invitation`."""
        return self.spec.kind

    @property
    def blocks(self) -> tuple[BlockSpec, ...]:
        """Its blocks in order."""
        return self.spec.blocks

    @property
    def criteria(self) -> tuple[CriterionSpec, ...]:
        """What a finished text must meet."""
        return self.spec.criteria


@cache
def guideline() -> Guideline:
    """The Dutch guideline, which every citation of a spec must stand in."""
    return next(d for d in load_corpus(ROOT / "corpus") if d.language == "nl")


@cache
def spoken() -> WordsByLanguage:
    """The words of the Dutch and of the English edition, to tell the language of a brief."""
    return words_by_language(load_corpus(ROOT / "corpus"))


@cache
def kinds(folder: Path = SPECS) -> Mapping[str, Kind]:
    """Every kind by name, in the order of their `order`. Raises SpecError for the first fault.

    Patterns and templates, whose compiling takes most of the time, are tried in checking.py.
    """
    loaded = [read_kind(file) for file in spec_files(folder)]
    loaded.sort(key=lambda k: (k.spec.order, k.name))
    return {k.name: k for k in loaded}


def spec_files(folder: Path = SPECS) -> tuple[Path, ...]:
    """The spec files of a folder. Raises SpecError when there is none."""
    files = tuple(sorted(folder.glob("*.yaml")))
    if not files:
        raise SpecError(f"{folder}: geen enkel bestand met een soort concept gevonden")
    return files


def read_kind(file: Path) -> Kind:
    """One kind of which each name, section and passage exists. Raises SpecError."""
    spec = read_spec(file, TypeAdapter(KindSpec))
    if spec.kind != file.stem:
        raise SpecError(f"{file.name}: kind: '{spec.kind}' moet gelijk zijn aan de bestandsnaam")
    fields = {name: _field(file, spec, name) for name in spec.fields}
    kind = Kind(spec, fields, (*shared_conflicts(), *spec.conflicts))
    _check_names(file, kind)
    _check_places(file, kind)
    _check_roles(file, kind)
    return kind


@cache
def shared_fields() -> SharedFields:
    """The fields that any kind can use by name. Raises SpecError."""
    return read_spec(SHARED / "fields.yaml", TypeAdapter(SharedFields))


@cache
def shared_conflicts() -> tuple[ConflictSpec, ...]:
    """The conflicts that are looked for in every brief. Raises SpecError."""
    return read_spec(SHARED / "conflicts.yaml", TypeAdapter(tuple[ConflictSpec, ...]))


@cache
def sentences_of_drafting() -> Sentences:
    """What drafting itself says. Raises SpecError."""
    return read_spec(SHARED / "phrases.yaml", TypeAdapter(Sentences))


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern with its macros, such as {NAME}, filled in; case counts only inside those.

    A value that a macro describes ends with its line. What bridges the words of a sentence, [^.?!],
    does not bridge lines; the point of "19.30" or "a@b.nl" ends no clause.
    """
    macros = shared_fields().macros

    def filled(text: str) -> str:
        return MACRO.sub(
            lambda m: (
                f"(?-i:{filled(macros[m[1]].replace(SPACE, IN_LINE))})" if m[1] in macros else m[0]
            ),
            text,
        )

    within_line = pattern.replace("[^.?!]", r"[^.?!\n]")
    with_times = CLAUSE.sub(lambda m: rf"(?:{m[0][:-1]}\n]|(?<=\w)\.(?=\w))", within_line)
    return re.compile(filled(with_times), re.IGNORECASE)


def read_spec(file: Path, adapter: TypeAdapter[T]) -> T:
    """The content of a file after its schema. Raises SpecError naming file, field and reason."""
    try:
        raw = read_yaml(file)
    except OSError as error:
        raise SpecError(f"{file.name}: kan niet worden gelezen ({error.strerror})") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or type(error).__name__
        raise SpecError(f"{file.name}{line}: geen geldige YAML ({problem})") from error
    try:
        # read as JSON, where strict validation still takes a list for a tuple
        return adapter.validate_json(json.dumps(raw, default=str))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "bestand"
        raise SpecError(f"{file.name}: {place}: {first['msg']}") from error


def _field(file: Path, spec: KindSpec, name: str) -> FieldSpec:
    """The field of a kind: the shared one of that name, or of `like`, with its own changes."""
    use, shared = spec.fields[name], shared_fields().fields
    base = shared.get(use.like or name)
    if use.like and not base:
        raise SpecError(f"{file.name}: fields.{name}.like: er is geen gedeeld veld '{use.like}'")
    own: dict[str, Any] = {
        k: getattr(use, k) for k in FieldSpec.model_fields if getattr(use, k) is not None
    }
    inherited = {k: getattr(base, k) for k in FieldSpec.model_fields} if base else {}
    if use.like:  # its sentence names the other field
        inherited["said"] = None
    try:
        return FieldSpec(**{**inherited, **own})
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(["fields", name, *map(str, first["loc"])])
        raise SpecError(f"{file.name}: {place}: {first['msg']}") from error


def _check_names(file: Path, kind: Kind) -> None:
    """No two blocks or criteria of one name, and no test of a field that is not there."""
    for what, names in (("blocks", [b.id for b in kind.blocks]),
                        ("criteria", [c.id for c in kind.criteria])):  # fmt: skip
        for name in names:
            if names.count(name) > 1:
                raise SpecError(f"{file.name}: {what}: '{name}' staat er tweemaal in")
    for criterion in kind.criteria:
        for key in ("fields", "told_by"):
            for name in getattr(criterion.test, key):
                if name not in kind.fields:
                    raise SpecError(
                        f"{file.name}: criteria.{criterion.id}.test.{key}: er is geen veld '{name}'"
                    )
    for conflict in kind.spec.conflicts:
        for name, value in conflict.set.items():
            if name not in kind.fields or value not in kind.fields[name].choices:
                raise SpecError(
                    f"{file.name}: conflicts.{conflict.id}.set: '{name}: {value}' bestaat niet"
                )


def _check_places(file: Path, kind: Kind) -> None:
    """Every section and passage that is named exists in the guideline."""
    sections = {s.id for s in guideline().sections}
    for section in kind.spec.sections:
        if section not in sections:
            raise SpecError(f"{file.name}: sections: paragraaf '{section}' bestaat niet")
    passages = {p.id for p in guideline().passages}
    cited = [(f"blocks.{b.id}", b.citations) for b in kind.blocks]
    cited += [(f"criteria.{c.id}", c.citations) for c in kind.criteria]
    cited += [(f"conflicts.{c.id}", c.citations) for c in kind.conflicts]
    for place, ids in cited:
        for passage in ids:
            if passage not in passages:
                raise SpecError(f"{file.name}: {place}.citations: passage '{passage}' bestaat niet")


def _check_roles(file: Path, kind: Kind) -> None:
    """Every role that fills a field is one of those of fields.yaml."""
    for name, field in kind.fields.items():
        for key in ("filled_by", "may_be", "as_good"):
            for role in getattr(field, key):
                if role not in shared_fields().roles:
                    raise SpecError(f"{file.name}: fields.{name}.{key}: er is geen rol '{role}'")


def fields_as_json(kind: Kind) -> list[dict[str, object]]:
    """The fields of a kind for `kinds --json`."""
    return [
        {
            "name": name,
            "type": field.type,
            "required": field.required,
            "label": _both(field.label),
            "question": _both(field.question),
            "choices": list(field.choices),
        }
        for name, field in kind.fields.items()
    ]


def kind_as_json(kind: Kind) -> dict[str, object]:
    """A kind for `kinds --json`."""
    return {
        "kind": kind.name,
        "name": _both(kind.spec.name),
        "purpose": _both(kind.spec.purpose),
        "sections": list(kind.spec.sections),
        "fields": fields_as_json(kind),
        "criteria": [
            {"id": c.id, "criterion": _both(c.name), "passages": list(c.citations)}
            for c in kind.criteria
        ],
    }


def _both(text: BaseModel) -> dict[str, str]:
    return text.model_dump()
