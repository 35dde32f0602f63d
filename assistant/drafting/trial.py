"""Tries a kind out: every choice, all facts given and none, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from assistant.drafting.checking import load_kind
from assistant.drafting.criteria import placeholders_in
from assistant.drafting.draft import make_draft
from assistant.drafting.facts import FactError, placeholder
from assistant.drafting.kinds import SPECS, Kind, SpecError, sentences_of_drafting, spec_files
from assistant.drafting.templates import TemplateFault
from assistant.drafting.types import Brief, Draft
from assistant.types import Language


def faults(folder: Path = SPECS) -> tuple[str, ...]:
    """What is wrong with the specs of a folder, one line each: file, field, reason."""
    found: list[str] = []
    for file in spec_files(folder):
        try:
            kind = load_kind(file)
            found += [f"{file.name}: {fault}" for fault in dict.fromkeys(_faults_of(kind))]
        except SpecError as error:
            found.append(str(error))
        except (TemplateFault, FactError) as error:
            found.append(f"{file.name}: {error}")
    return tuple(found)


def full_facts(kind: Kind, language: Language) -> dict[str, str]:
    """Every field with its example."""
    return {name: spec.example.of(language) for name, spec in kind.fields.items()}


def _faults_of(kind: Kind) -> Iterator[str]:
    for language in get_args(Language):
        for told, draft in drafts_of_choices(kind, language).items():
            yield from _faults_with(draft, language, told)
        yield from _faults_without(kind, language)


def drafts_of_choices(kind: Kind, language: Language) -> dict[str, Draft]:
    """The draft of all examples, and one for each key of each choice, by what was chosen."""
    facts = full_facts(kind, language)
    chosen: dict[str, dict[str, str]] = {"": {}} | {
        f"{name}={key}": {name: key} for name, spec in kind.fields.items() for key in spec.choices
    }
    return {
        told: make_draft(Brief(kind.name, "", {**facts, **changed}, language), {kind.name: kind})
        for told, changed in chosen.items()
    }


def _faults_with(draft: Draft, language: Language, told: str) -> Iterator[str]:
    """All facts given: no gap is left and every criterion is met."""
    where = f"{language}{f', {told}' if told else ''}"
    for check in draft.checks:
        if not check.passed:
            shown = f" ({check.where})" if check.where else ""
            yield f"criteria.{check.id}: het eigen concept voldoet niet ({where}){shown}"
    confirm = f"[{sentences_of_drafting().confirm.of(language)}]"
    for gap in (gap for gap in placeholders_in(draft.text) if gap != confirm):
        yield f"blocks: met alle feiten staat er nog {gap} in het concept ({where})"


def _faults_without(kind: Kind, language: Language) -> Iterator[str]:
    """Nothing given: every missing fact is a visible gap."""
    draft = make_draft(Brief(kind.name, "", {}, language), {kind.name: kind})
    for missing in draft.missing:
        gap = placeholder(kind.fields[missing.field], language)
        if gap.lower() not in draft.text.lower():
            yield f"fields.{missing.field}: zonder feiten ontbreekt {gap} in het concept ({language})"
