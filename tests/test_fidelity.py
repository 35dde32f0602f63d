"""The Markdown holds exactly the words of the source, section by section and in order."""

from __future__ import annotations

import hashlib
import re
from difflib import SequenceMatcher
from pathlib import Path

import pytest

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
SOURCE = (CORPUS / "source" / "guideline.txt").read_text(encoding="utf-8")
MARKDOWN = (CORPUS / "handreiking.nl.md").read_text(encoding="utf-8")

# The one list of what the Markdown leaves out or moves. Everything else must match.
CONTENTS = re.compile(r"Snel naar een hoofdstuk:\n(?:\d\. .*\n){6}")
COLOPHON = re.compile(
    r"Vereniging van  \nNederlandse Gemeenten\n.*", re.DOTALL
)  # and the index after it
CHAPTER_NUMBER = re.compile(r"^ [1-7]  $", re.MULTILINE)
BARE_LINK = re.compile(r"^https://www\.veiligepubliekedienstverlening\.nl/$", re.MULTILINE)
REPEATED_HEADERS = (
    " Vraag Mogelijke subvragen Voorbeelden\n\nWat is de context",
    " Het proces Relevante vragen\n\n2. Maak",
    " Adviseren/ \nraadplegen  \n\nSamenwerken/\nmeebeslissen\n\nInformeren\n\nVoor wie",
    " Adviseren/raadplegen Samenwerken/ \nmeebeslissen\n\nInformeren\n\nLocatie",
)
KEPT_AFTER_HEADER = ("Wat is de context", "2. Maak", "Voor wie", "Locatie")
JOINED = frozenset(
    [
        "volkshuisvesting",
        "aandachtsgroepen",
        "verhuuderschap",
        "besluitvorming",
        "arbeidsmigranten",
        "verantwoordelijk",
        "eigenaarschap",
        "belanghebbenden",
        "verschillende",
        "portiekgesprekken",
        "deskundigen",
        "Omwonendenbijeenkomst",
        "bijeenkomst",
        "omwonendenbijeenkomst",
        "Onderhandelingssetting",
        "veiligheidsrisico",
        "Communicatie",
    ]
)
# Blocks that the page layout put in the middle of a list or table: first and last words.
MOVED = {
    "2": [("De huisvesting van arbeidsmigranten beperken", "onderscheid naar nationaliteit toe")],
    "3.1": [("Hoe deden wij het", "in het kader van de omgevingsdialoog")],
    "5.3.1": [("De raadsvergadering óók een moment", "hun zorgen en suggesties te delen")],
    "6.1": [
        ("Voorbeelden van doelen bij bijeenkomsten", "informatie veiligepubliekedienstverlening nl")
    ],
}
HEADINGS = {
    "1": "Inleiding", "2": "De startsituatie", "3": "Het proces en de betrokkenen",
    "3.1": "3.1 Het proces in kaart brengen", "3.2": "3.2 Rollen bij het besluitvormingsproces",
    "4": "Interactie met betrokkenen", "4.1": "4.1 Wat wilt u bereiken met de interactie?",
    "4.2": "4.2 Welke kenmerken passen bij de verschillende doelen?",
    "5": "Organisatie van (digitale) bijeenkomsten", "5.1": "5.1 Voorbereiding van een bijeenkomst",
    "5.2": "5.2 De doelgroep en de uitnodiging", "5.3": "5.3 De bijeenkomst: vorm en aanpak",
    "5.3.1": "5.3.1 Tijdens de bijeenkomst: ruimte, rust en respect",
    "5.3.2": "5.3.2 Na de bijeenkomst", "5.4": "5.4 Bijvangst", "5.5": "5.5 Nazorg",
    "6": "Omgaan met veiligheidsrisico’s",
    "6.1": "6.1 Vier stappen voor het omgaan met veiligheidsrisico’s",
    "6.2": "6.2 Voorbereiding op emoties en mogelijke escalatie",
    "6.3": "6.3 Als het ondanks alles toch uit de hand gelopen is", "7": "Omgaan met sociale media",
    "7.1": "7.1 Sociale media en arbeidsmigranten: informeren, participeren en mobiliseren",
    "7.2": "7.2 Tips bij de omgang met sociale media", "B1": "Bijlage 1: Stappenplan Communicatie",
}  # fmt: skip


def source_sections() -> dict[str, list[str]]:
    """The words of the source per section, without the listed exceptions."""
    text = COLOPHON.sub("", CONTENTS.sub("", SOURCE))
    for header, kept in zip(REPEATED_HEADERS, KEPT_AFTER_HEADER, strict=True):
        assert text.count(header) == 1, header
        text = text.replace(header, kept)
    text = CHAPTER_NUMBER.sub("", BARE_LINK.sub("", text))
    text = re.sub(r"(\w+)-[ ]?\s*\n\s*(\w+)", _join, text)
    sections: dict[str, list[str]] = {}
    end = 0
    starts = [(s, _heading_match(text, h)) for s, h in HEADINGS.items()]
    for (section, match), (_, following) in zip(starts, [*starts[1:], ("", None)], strict=True):
        assert match.start() >= end, section
        end = following.start() if following else len(text)
        sections[section] = words(text[match.end() : end])
    return sections


def markdown_sections(markdown: str = MARKDOWN) -> dict[str, list[str]]:
    """The words of the Markdown per section, mark-up left out."""
    body = re.sub(r"\A---\n.*?\n---\n", "", markdown, flags=re.DOTALL)
    parts = re.split(r"^#{1,3} ((?:B)?\d[\d.]*) (.+)$", body, flags=re.MULTILINE)
    assert not parts[0].strip()
    sections: dict[str, list[str]] = {}
    for section, title, text in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        assert words(title) == words(re.sub(r"^\d[\d.]* ", "", HEADINGS[section])), section
        sections[section] = words(_without_markup(text))
    return sections


def differences(markdown: str = MARKDOWN) -> list[str]:
    """Where Markdown and source differ, as "section: source words -> Markdown words"."""
    found: list[str] = []
    mine, theirs = markdown_sections(markdown), source_sections()
    if list(mine) != list(theirs):
        return [f"sections: {list(theirs)} -> {list(mine)}"]
    for section, expected in theirs.items():
        one, two = _moved_last(section, expected), _moved_last(section, mine[section])
        for tag, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
            if tag != "equal":
                found.append(f"{section}: {' '.join(one[a:b])!r} -> {' '.join(two[c:d])!r}")
    return found


def words(text: str) -> list[str]:
    """The words of a text: letters and digits, in their own case and spelling."""
    return re.findall(r"\w+", text)


def _without_markup(text: str) -> str:
    # a list number in the Markdown of a numbered list stands in the source too, so it stays
    return re.sub(r"<br>|\*\*|\[\^1\]:?|^\s*#+|[|>]", " ", text, flags=re.MULTILINE)


def _heading_match(text: str, heading: str) -> re.Match[str]:
    pattern = r"\s+".join(re.escape(word) for word in heading.split())
    matches = list(re.finditer(rf"^\s*{pattern}\s*$", text, flags=re.MULTILINE))
    assert len(matches) == 1, (heading, len(matches))
    return matches[0]


def _join(match: re.Match[str]) -> str:
    whole = match[1] + match[2]
    return whole if whole in JOINED else match[0]


def _moved_last(section: str, found: list[str]) -> list[str]:
    """The words with the section's moved blocks taken out and put at the end."""
    rest, blocks = found, list[str]()
    for first, last in MOVED.get(section, []):
        start, stop = _find(rest, words(first)), _find(rest, words(last)) + len(words(last))
        blocks += rest[start:stop]
        rest = rest[:start] + rest[stop:]
    return rest + blocks


def _find(text: list[str], sought: list[str]) -> int:
    places = [i for i in range(len(text)) if text[i : i + len(sought)] == sought]
    return places[0] if places else len(text)


def test_every_section_has_exactly_the_words_of_the_source() -> None:
    assert differences() == []


def test_the_front_matter_carries_the_checksum_of_the_source() -> None:
    checksum = hashlib.sha256((CORPUS / "source" / "guideline.txt").read_bytes()).hexdigest()
    assert f"source_sha256: {checksum}\n" in MARKDOWN


@pytest.mark.parametrize(
    ("old", "new", "section"),
    [
        ("De burgemeester is daarnaast altijd", "De burgemeester is daarnaast soms", "5.1"),
        ("Een onafhankelijke gespreksbegeleider/bemiddelaar. | ", " | ", "4.2"),
        ("Mensen voelen zich niet gehoord", "Mensen voelen zich gehoord", "4.1"),
        ("- Overweeg een time-out.", "- Overweeg een time-out. Altijd.", "6.2"),
    ],
)
def test_a_changed_lost_or_added_word_is_caught(old: str, new: str, section: str) -> None:
    assert MARKDOWN.count(old) == 1
    assert any(d.startswith(f"{section}:") for d in differences(MARKDOWN.replace(old, new)))


def test_a_cell_moved_to_another_section_is_caught_in_both() -> None:
    cell = "In ieder geval goed bereikbaar en publiek toegankelijk."
    moved = MARKDOWN.replace(cell, "").replace("| Aankondigen |", f"| Aankondigen {cell} |")
    found = {d.partition(":")[0] for d in differences(moved)}
    assert found == {"4.1", "4.2"}


def test_two_cells_swapped_within_a_row_are_caught() -> None:
    swapped = MARKDOWN.replace(
        "| Inspraakbijeenkomst | Onderhandelingssetting |",
        "| Onderhandelingssetting | Inspraakbijeenkomst |",
    )
    assert any(d.startswith("4.1:") for d in differences(swapped))
