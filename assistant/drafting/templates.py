"""Jinja in a sandbox: the templates of the specs, with the facts of a brief as their values."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

OWN_NAMES = frozenset({"given", "ask"})


class TemplateFault(Exception):
    """A template or expression that cannot be used; the message says why."""


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )
    environment.filters = {
        "cap": _upper_first,
        "lower": environment.filters["lower"],
        "join": environment.filters["join"],
    }
    return environment


@cache
def _template(source: str) -> Template:
    return _environment().from_string(source)


def rendered(source: str, values: Mapping[str, Any]) -> str:
    """The template filled in, without blanks around it. Raises TemplateFault."""
    try:
        return _template(source).render(values).strip()
    except (TemplateError, TypeError) as error:
        raise TemplateFault(str(error)) from error


@cache
def _expression(source: str) -> Any:
    return _environment().compile_expression(source, undefined_to_none=False)


def value_of(expression: str, values: Mapping[str, Any]) -> Any:
    """What the expression comes to; True for an empty one. Raises TemplateFault."""
    if not expression:
        return True
    try:
        return _expression(expression)(**values)
    except (TemplateError, TypeError) as error:
        raise TemplateFault(str(error)) from error


def check_template(source: str, fields: set[str]) -> set[str]:
    """The fields that the template uses, asked for or not. Raises TemplateFault for any other."""
    try:
        tree = _environment().parse(source)
        _template(source)
    except TemplateError as error:
        raise TemplateFault(str(error)) from error
    names = meta.find_undeclared_variables(tree)
    unknown = names - fields - OWN_NAMES
    if unknown:
        raise TemplateFault(f"onbekend veld: {', '.join(sorted(unknown))}")
    asked = {name for name in fields if f"ask('{name}')" in source or f'ask("{name}")' in source}
    return (names & fields) | asked


def check_expression(source: str, fields: set[str]) -> None:
    """Raises TemplateFault for an expression that cannot be read or uses an unknown field."""
    if source:
        check_template("{{ (" + source + ") }}", fields)
