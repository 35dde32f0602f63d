"""A municipality's name, logo and colours, from a small file with NL Design System tokens.

The file is YAML or JSON: `name`, `logo` (a file beside it), `accessibility_statement` (an address)
and `tokens`, the theme's design tokens nested or with dots, as `value`, `$value` or plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from assistant.yaml_file import read_yaml

TEXT_CONTRAST = 4.5
PART_CONTRAST = 3.0
HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
LOGOS = {".svg": "image/svg+xml", ".png": "image/png"}
WHITE = "#ffffff"

# our variable: the tokens that may set it, first found first taken
TOKENS = {
    "--accent": (
        "utrecht.button.primary-action.background-color",
        "nl.button.primary.background-color",
        "utrecht.link.color",
    ),
    "--on-accent": ("utrecht.button.primary-action.color", "nl.button.primary.color"),
    "--link": ("utrecht.link.color", "nl.link.color"),
    "--ink": ("utrecht.document.color", "nl.document.color"),
    "--paper": ("utrecht.document.background-color", "nl.document.background-color"),
    "--font": ("utrecht.document.font-family", "nl.document.font-family"),
    "--radius": ("utrecht.button.border-radius", "nl.button.border-radius"),
}
DEFAULTS = {"--accent": "#24578f", "--on-accent": WHITE, "--link": "#1f4b7b", "--ink": "#1b2430",
            "--paper": WHITE}  # fmt: skip
PAIRS = (
    ("--on-accent", "--accent", TEXT_CONTRAST),
    ("--link", "--paper", TEXT_CONTRAST),
    ("--ink", "--paper", TEXT_CONTRAST),
    ("--accent", "--paper", PART_CONTRAST),
)
FONT = re.compile(r"[\w\s,'\"-]{1,200}")
LENGTH = re.compile(r"\d{1,3}(?:\.\d+)?(?:px|rem|em)?")


class HouseStyleError(Exception):
    """A settings file that cannot be used; the message says, in Dutch, what to change."""


@dataclass(frozen=True, slots=True)
class House:
    """What a municipality sets of the look; `variables` are CSS variables of the light theme."""

    name: str = ""
    logo: Path | None = None
    accessibility_statement: str = ""
    variables: Mapping[str, str] = field(default_factory=dict)

    def css(self) -> str:
        """The variables as a style sheet; the dark theme keeps our own colours."""
        inside = "".join(f"{name}:{value};" for name, value in self.variables.items())
        return f":root:not(:has(body.dark)){{{inside}}}\n" if inside else ""


def load_house(file: Path | None) -> House:
    """The house style in that file, or ours without one.

    Raises HouseStyleError for a file that cannot be read, an unknown token or too little contrast.
    """
    if file is None:
        return House()
    try:
        content = read_yaml(file)
    except (OSError, UnicodeDecodeError) as error:
        raise HouseStyleError(f"{file}: kan niet worden gelezen ({error})") from error
    except yaml.YAMLError as error:
        raise HouseStyleError(f"{file}: geen geldige YAML of JSON ({error})") from error
    if not isinstance(content, dict):
        raise HouseStyleError(f"{file}: verwacht name, logo en tokens")
    unknown = set(content) - {"name", "logo", "accessibility_statement", "tokens"}
    if unknown:
        raise HouseStyleError(f"{file}: onbekend: {', '.join(sorted(map(str, unknown)))}")
    logo = file.parent / str(content["logo"]) if content.get("logo") else None
    if logo and (logo.suffix not in LOGOS or not logo.is_file()):
        raise HouseStyleError(f"{file}: logo {logo} is geen svg of png die er staat")
    return House(
        name=str(content.get("name") or ""),
        logo=logo,
        accessibility_statement=str(content.get("accessibility_statement") or ""),
        variables=_variables(file, dict(_flat(content.get("tokens") or {}))),
    )


def _flat(tokens: object, at: str = "") -> Iterator[tuple[str, str]]:
    """(dotted name, value) of every token."""
    if not isinstance(tokens, dict):
        yield at, str(tokens)
        return
    for key in ("value", "$value"):
        if key in tokens:
            yield at, str(tokens[key])
            return
    for key, inner in tokens.items():
        yield from _flat(inner, f"{at}.{key}" if at else str(key))


def _variables(file: Path, tokens: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for variable, names in TOKENS.items():
        for name in names:
            if name in tokens:
                found[variable] = _checked(file, name, tokens[name], variable)
                break
    if tokens and not found:
        raise HouseStyleError(f"{file}: geen van de tokens wordt gebruikt; zie docs/page.md")
    colours = {**DEFAULTS, **found}
    for front, back, least in PAIRS:
        ratio = contrast(colours[front], colours[back])
        if ratio < least:
            raise HouseStyleError(
                f"{file}: te weinig contrast tussen {colours[front]} ({front}) en {colours[back]} "
                f"({back}): {ratio:.2f}, nodig is {least}. Kies een donkerder of lichtere kleur."
            )
    return found


def _checked(file: Path, name: str, value: str, variable: str) -> str:
    pattern, wanted = {
        "--font": (FONT, "een lijst lettertypen"),
        "--radius": (LENGTH, "een maat zoals 4px"),
    }.get(variable, (HEX, "een kleur zoals #24578f"))
    if not pattern.fullmatch(value.strip()):
        raise HouseStyleError(f"{file}: token {name} is '{value}', verwacht {wanted}")
    return value.strip()


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two hex colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    full = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    parts = (int(full[n : n + 2], 16) / 255 for n in (0, 2, 4))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
