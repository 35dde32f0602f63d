"""Edits of the draft at hand, asked for in ordinary words; versions and their differences."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.drafting.dates import YEAR
from assistant.drafting.draft import kind_named, make_draft
from assistant.drafting.facts import facts_of
from assistant.drafting.kinds import (
    SHARED,
    Kind,
    SpecError,
    compiled,
    sentences_of_drafting,
    spoken,
)
from assistant.drafting.types import Brief, Draft
from assistant.language import detect_language
from assistant.types import Language
from assistant.yaml_file import read_yaml

Versions = tuple[Draft, ...]


class NoEdit(Exception):
    """An instruction that is no edit of this draft; the message is a line for the user."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ChoiceEdit(_Strict):
    """Words that set a choice of the draft."""

    field: str
    value: str
    patterns: tuple[str, ...]


class Edits(_Strict):
    """The content of prompts/drafting/edits.yaml."""

    undo: tuple[str, ...]
    languages: Mapping[Language, tuple[str, ...]]
    additions: tuple[str, ...]
    choices: tuple[ChoiceEdit, ...]
    names: Mapping[str, tuple[str, ...]]
    becomes: str
    subjects: tuple[str, ...]
    question: str
    verbs_last: tuple[str, ...]


@cache
def edits() -> Edits:
    """How edits are recognised. Raises SpecError naming file and field."""
    try:
        raw = read_yaml(SHARED / "edits.yaml")
        return Edits.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        raise SpecError(
            f"edits.yaml: {'.'.join(map(str, first['loc']))}: {first['msg']}"
        ) from error


def edited(
    versions: Versions, instruction: str, known: Mapping[str, Kind] | None = None
) -> Versions:
    """The versions with the newest one last; undoing takes the last one away.

    Raises NoEdit when the instruction is none, or nothing is left to undo.
    """
    text = " ".join(instruction.split()).rstrip(".! ")
    if _any(edits().undo, text):
        if len(versions) < 2:
            raise NoEdit("Er is geen eerdere versie om naar terug te gaan.")
        return versions[:-1]
    draft = versions[-1]
    brief = changed_brief(draft, text, kind_named(draft.kind, known))
    if brief is None:
        raise NoEdit(
            "Deze wijziging begrijp ik niet. Zeg bijvoorbeeld: korter, of: de datum wordt 14 maart."
        )
    return (*versions, make_draft(brief, known))


def changed_brief(draft: Draft, instruction: str, kind: Kind) -> Brief | None:
    """The brief of the draft as the instruction changes it, None when it is no edit."""
    brief = replace(draft.brief, language=draft.language)
    for pattern in edits().additions:
        match = compiled(pattern).search(instruction)
        if match:
            sentence = _addition(match, draft.language)
            return replace(brief, additions=(*brief.additions, sentence))
    named = _named_fact(instruction, draft, kind)
    if named:
        return replace(brief, facts={**brief.facts, **named})
    for language, patterns in edits().languages.items():
        if _any(patterns, instruction):
            return replace(brief, language=language)
    chosen = {
        c.field: c.value
        for c in reversed(edits().choices)
        if c.field in kind.fields
        and c.value in kind.fields[c.field].choices
        and _any(c.patterns, instruction)
    }
    found = chosen or _facts_in(instruction, draft, kind)
    return replace(brief, facts={**brief.facts, **found}) if found else None


def is_edit(draft: Draft, instruction: str, known: Mapping[str, Kind] | None = None) -> bool:
    """Whether the instruction can be carried out on this draft."""
    text = " ".join(instruction.split()).rstrip(".! ")
    kind = kind_named(draft.kind, known)
    return _any(edits().undo, text) or changed_brief(draft, text, kind) is not None


def difference(before: Draft, after: Draft) -> str:
    """What changed, line by line, as a unified diff; "" when nothing did."""
    lines = difflib.unified_diff(
        before.text.splitlines(), after.text.splitlines(), lineterm="", n=1
    )
    return "\n".join(list(lines)[2:])


def _any(patterns: tuple[str, ...], text: str) -> bool:
    return any(compiled(p).search(text) for p in patterns)


def _addition(match: re.Match[str], language: Language) -> str:
    """The sentence to be added: as given, or made from a clause after "dat" or "that"."""
    groups = match.groupdict()
    if groups.get("sentence"):
        return _as_sentence(match["sentence"])
    clause = match["clause"].strip(" .")
    if (detect_language(clause, spoken()) or language) == "en":
        return _as_sentence(clause)
    return _main_clause(clause) or _told(clause, language)


def _told(clause: str, language: Language) -> str:
    return sentences_of_drafting().addition.of(language).format(clause=clause)


def _main_clause(clause: str) -> str:
    """The Dutch subordinate clause as a sentence of its own, "" when that is not certain.

    "er koffie is" becomes "Er is koffie.", "u gratis kunt parkeren" "U kunt gratis parkeren."
    """
    subject, *rest = clause.split()
    if subject.lower() not in edits().subjects or len(rest) < 2:
        return ""
    if rest[-2].lower() in edits().verbs_last and rest[-1].endswith("en"):
        return _as_sentence(" ".join((subject, rest[-2], *rest[:-2], rest[-1])))
    if rest[-1].lower() in edits().verbs_last:
        return _as_sentence(" ".join((subject, rest[-1], *rest[:-1])))
    return ""


def _as_sentence(text: str) -> str:
    trimmed = text.strip().strip('"“”')
    return trimmed[:1].upper() + trimmed[1:] + ("" if trimmed.endswith((".", "!", "?")) else ".")


def _named_fact(instruction: str, draft: Draft, kind: Kind) -> dict[str, str]:
    """The fact of "de datum wordt 14 maart", by what people call the field, or by its label."""
    labels = {
        name: (spec.label.nl, spec.label.en)
        for name, spec in kind.fields.items()
        if spec.type != "choice"
    }
    for name, called in (*edits().names.items(), *labels.items()):
        if name not in kind.fields:
            continue
        words = "|".join(map(re.escape, sorted(called, key=len, reverse=True)))
        match = compiled(rf"^(?:.*\b)?(?:{words}){edits().becomes}").search(instruction)
        if match:
            return {name: _value(name, match["value"], draft, kind)}
    return {}


def _value(name: str, words: str, draft: Draft, kind: Kind) -> str:
    """The value in the words; a date without a year keeps the year that the draft had."""
    text = words.strip(" ,;")
    if kind.fields[name].type not in ("date", "time", "number"):
        return text
    read = facts_of(Brief(kind.name, text, language=draft.language, today=draft.brief.today), kind)
    fact = read.get(name)
    value = fact.value if fact and fact.source == "brief" else text
    earlier = next((f.value for f in draft.facts if f.name == name), "")
    year = YEAR.search(earlier)
    if (
        kind.fields[name].type == "date"
        and year
        and re.search(r"[a-z]", value)
        and not YEAR.search(value)
    ):
        return f"{value} {year[0]}"
    return value


def _facts_in(instruction: str, draft: Draft, kind: Kind) -> dict[str, str]:
    """The facts that it simply states: "het is om 20.00 uur in De Klok".

    Of the choices only those that a draft cannot do without are taken: form and tone are named.
    """
    if compiled(edits().question).search(instruction):
        return {}
    brief = Brief(kind.name, instruction, language=draft.language, today=draft.brief.today)
    return {
        f.name: _value(f.name, f.value, draft, kind)
        for f in facts_of(brief, kind).known
        if f.source == "brief"
        and (spec := kind.fields[f.name])
        and (spec.type != "choice" or spec.required or spec.required_when)
    }
