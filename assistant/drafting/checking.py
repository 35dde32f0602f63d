"""Whether the patterns and templates of a draft kind can be used, and which kinds were tried before.

Compiling every pattern of a kind takes seconds. So prompts/drafting/checked.json keeps a digest of
each spec that passed, with the fields and conflicts that all share; a kind that was changed or added
is not in it and is tried. `python -m assistant.drafting.checking` tries all and writes the file.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from assistant.drafting.kinds import SHARED, SPECS, Kind, SpecError, compiled, read_kind, spec_files
from assistant.drafting.patterns import written_in
from assistant.drafting.spec import Spoken
from assistant.drafting.templates import TemplateFault, check_expression, check_template

CHECKED = SHARED / "checked.json"
SHARED_FILES = ("fields.yaml", "conflicts.yaml")


@cache
def kind_of(name: str) -> Kind:
    """The kind of that name, tried unless it is as it was when it passed. Raises SpecError."""
    file = SPECS / f"{name}.yaml"
    return read_kind(file) if _passed().get(name) == digest(file) else load_kind(file)


def load_kind(file: Path) -> Kind:
    """One kind, wholly checked. Raises SpecError naming file, field and reason."""
    kind = read_kind(file)
    _check_patterns(file, kind)
    _check_templates(file, kind)
    return kind


def digest(file: Path) -> str:
    """The sha256 of a spec and of what it shares. Raises SpecError when one cannot be read."""
    found = hashlib.sha256()
    for each in (file, *(SHARED / name for name in SHARED_FILES)):
        try:
            found.update(each.read_bytes())
        except OSError as error:
            raise SpecError(f"{each.name}: kan niet worden gelezen ({error.strerror})") from error
    return found.hexdigest()


def passed_now() -> dict[str, str]:
    """The digest of each shipped kind, after trying it. Raises SpecError."""
    return {load_kind(file).name: digest(file) for file in spec_files()}


@cache
def _passed() -> Mapping[str, str]:
    """Without the file, or with a broken one, no kind was tried before."""
    try:
        found = json.loads(CHECKED.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def patterns_in(kind: Kind) -> Iterator[tuple[str, str]]:
    """Every pattern that the spec of a kind writes, with the place where it stands."""
    yield from (("recognise", pattern) for pattern in kind.spec.recognise)
    for name, field in kind.fields.items():
        yield from ((f"fields.{name}.{key}", pattern) for key, pattern in written_in(field))
    for c in kind.criteria:
        for part in ("applies", "any", "all", "none"):
            of = getattr(c.test, part)
            yield from ((f"criteria.{c.id}.test.{part}", pattern) for pattern in (*of.nl, *of.en))
    for conflict in kind.conflicts:
        yield from ((f"conflicts.{conflict.id}.patterns", p) for p in conflict.patterns)


def _check_patterns(file: Path, kind: Kind) -> None:
    """Every regular expression can be compiled."""
    for place, pattern in patterns_in(kind):
        try:
            compiled(pattern)
        except re.error as error:
            raise SpecError(f"{file.name}: {place}: '{pattern}': {error}") from error


def _check_templates(file: Path, kind: Kind) -> None:
    """Every template can be read and uses known fields; every required field stands in one."""
    fields = set(kind.fields)
    used: set[str] = set()
    spoken: list[tuple[str, Spoken | None]] = [("title", kind.spec.title)]
    for b in kind.blocks:
        spoken += [(f"blocks.{b.id}.heading", b.heading), (f"blocks.{b.id}.text", b.text)]
    conditions = [(f"blocks.{b.id}.when", b.when) for b in kind.blocks]
    conditions += [(f"conflicts.{c.id}.when", c.when) for c in kind.spec.conflicts]
    conditions += [(f"fields.{n}.default", f.default) for n, f in kind.fields.items()]
    for key in ("required_when", "only_when"):
        conditions += [(f"fields.{n}.{key}", getattr(f, key)) for n, f in kind.fields.items()]
    for place, expression in conditions:
        try:
            check_expression(expression, fields)
        except TemplateFault as error:
            raise SpecError(f"{file.name}: {place}: {error}") from error
    _check_said(file, kind)
    for place, text in spoken:
        for source in (text.nl, text.en) if text else ():
            try:
                used |= check_template(source, fields)
            except TemplateFault as error:
                raise SpecError(f"{file.name}: {place}: {error}") from error
    for name, field in kind.fields.items():
        if (field.required or field.required_when) and name not in used:
            raise SpecError(f"{file.name}: fields.{name}: verplicht, maar staat in geen enkel blok")


def _check_said(file: Path, kind: Kind) -> None:
    """Every sentence of a field can be read and uses known fields."""
    for name, field in kind.fields.items():
        for source in (field.said.nl, field.said.en) if field.said else ():
            try:
                check_template(source, set(kind.fields))
            except TemplateFault as error:
                raise SpecError(f"{file.name}: fields.{name}.said: {error}") from error


if __name__ == "__main__":
    CHECKED.write_text(json.dumps(passed_now(), indent=1) + "\n", encoding="utf-8")
