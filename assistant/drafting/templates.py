"""Jinja in a sandbox: the templates of the specs, with the facts of a brief as their values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, meta
from jinja2.nodes import Getattr
from jinja2.sandbox import ImmutableSandboxedEnvironment

BREAK = "\x01"
APPOSED = "\x02"  # after "Ria Bol, projectleider": where words follow, a comma closes it
CLOSED = re.compile(rf"{APPOSED}(?= [a-zà-ÿ])")
BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
TAG_LINE = re.compile(r"^[ \t]*((?:\{%(?:(?!%\}).)*%\}[ \t]*)+)\n", re.MULTILINE)
OWN_LINE = re.compile(r"[-*] |\d+\. |\||#+ |> |\*\*")
NOBODY = re.compile(r"(?:(?:nog )?(?:niemand|geen|niet)|nobody|no one|none|not?)\b", re.IGNORECASE)
FROM_TO = re.compile(r"\w\s(?:tot|to|until|till|t/m)\s\w|\d\s?[-–]\s?\d")
OWN_NAMES = frozenset({"given", "mentioned", "called", "each", "ask", "confirm", "language"})


class TemplateFault(Exception):
    """A template or expression that cannot be used; the message says why."""


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    environment.filters = {
        "cap": _upper_first,
        "lower": environment.filters["lower"],
        "join": environment.filters["join"],
    }
    environment.tests = {**environment.tests, "nobody": _is_nobody, "from_to": _is_from_to}
    return environment


def _is_nobody(text: str) -> bool:
    return NOBODY.match(text) is not None


def _is_from_to(text: str) -> bool:
    return FROM_TO.search(text) is not None


@cache
def _template(source: str) -> Template:
    return _environment().from_string(TAG_LINE.sub(r"\1", BLANK_LINES.sub(f"\n{BREAK}\n", source)))


def rendered(source: str, values: Mapping[str, Any]) -> str:
    """The template filled in, its lines joined to paragraphs. Raises TemplateFault.

    A blank line in the source parts two paragraphs; a line with only tags, or of which nothing is
    left, does not. Lines that open a list item, a table row, a heading or a quotation stay lines.
    """
    try:
        text = _template(source).render(values)
    except (TemplateError, TypeError) as error:
        raise TemplateFault(str(error)) from error
    text = CLOSED.sub(",", text).replace(APPOSED, "")
    return "\n\n".join(filter(None, (_paragraph(part) for part in text.split(BREAK))))


def _paragraph(text: str) -> str:
    lines: list[str] = []
    for line in filter(None, (" ".join(raw.split()) for raw in text.splitlines())):
        if lines and not OWN_LINE.match(line) and not lines[-1].startswith(("|", "#")):
            lines[-1] = f"{lines[-1]} {line}"
        elif lines and lines[-1].startswith("|") and not line.startswith("|"):
            lines += ["", line]  # else it would be a row
        else:
            lines.append(line)
    return "\n".join(lines)


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


@cache
def names_in(source: str) -> frozenset[str]:
    """The names that the template uses, fields and its own. Raises jinja2.TemplateError."""
    tree = _environment().parse(source)
    told = (a for a in tree.find_all(Getattr) if getattr(a.node, "name", "") == "each")
    return frozenset(meta.find_undeclared_variables(tree)).union(a.attr for a in told)


def check_template(source: str, fields: set[str]) -> set[str]:
    """The fields that the template uses, asked for or not. Raises TemplateFault for any other."""
    try:
        names = names_in(source)
        _template(source)
    except TemplateError as error:
        raise TemplateFault(str(error)) from error
    unknown = names - fields - OWN_NAMES
    if unknown:
        raise TemplateFault(f"onbekend veld: {', '.join(sorted(unknown))}")
    asked = {name for name in fields if f"ask('{name}')" in source or f'ask("{name}")' in source}
    return {*(names & fields), *asked}


def check_expression(source: str, fields: set[str]) -> None:
    """Raises TemplateFault for an expression that cannot be read or uses an unknown field."""
    if source:
        check_template("{{ (" + source + ") }}", fields)
