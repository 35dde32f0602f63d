"""A model's text, while it streams, as plain sentences with the numbers of what they cite."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from assistant.sentences import sentences

NUMBERS = r"(?:passages?|bron(?:nen)?|sources?)?\s*\d{1,3}(?:\s*(?:[,;&]|en|and)\s*\d{1,3})*"
MARKER = re.compile(rf"\s*[\[【]\s*({NUMBERS})\s*[\]】]", re.IGNORECASE)
# "… knelpunten. [1]" reads as "… knelpunten [1].", so that a sentence ends behind its marker
TRAILING = re.compile(rf"([.!?…][”’\"')]*)((?:\s*[\[【]\s*{NUMBERS}\s*[\]】])+)", re.IGNORECASE)
JSON_START = re.compile(r"\{\s*\"(?:sentences|text|passages)\"")
JSON_ITEM = re.compile(r"\{\s*\"(?:text|passages)\"")
JSON_NOTHING = re.compile(r"\"sentences\"\s*:\s*\[\s*\]")
OPENING = 200
THINKING = re.compile(r"^\s*<think>.*?(?:</think>|$)", re.DOTALL)
STRAY = re.compile(r"^[\s•–-]+|[*`_]")  # mark-up that was cut in half
NOTHING = "-"
DECODER = json.JSONDecoder()
MARKDOWN = MarkdownIt("commonmark")
DROPPED = ("image", "heading", "fence", "code_block", "html_block", "html_inline", "hr")


@dataclass(frozen=True, slots=True)
class Drafted:
    """A sentence as a model wrote it: plain text, and the numbers of the passages it names."""

    text: str
    numbers: tuple[int, ...]


class NoAnswer(Exception):
    """The model says that the passages do not answer."""


def drafted(pieces: Iterable[str]) -> Iterator[Drafted]:
    """The sentences of the text, each as soon as it is whole; JSON and marked text are both read.

    What `pieces` raises goes through, and the unfinished sentence is then dropped. Raises NoAnswer.
    """
    whole, rest = "", ""
    in_json: bool | None = None
    for piece in pieces:
        whole += piece
        rest += piece
        thinking = THINKING.match(whole)
        if thinking:
            rest = whole[thinking.end() :] if "</think>" in thinking.group() else ""
            whole = rest or whole
        if in_json is None:
            in_json = _is_json(rest)
        if in_json is not None:
            done, rest = _json_items(rest) if in_json else _whole_sentences(rest)
            yield from done
    if in_json and JSON_NOTHING.search(whole):
        raise NoAnswer
    if not in_json and whole.strip() == NOTHING:
        raise NoAnswer
    if not in_json:
        yield from _sentences(rest)


def plain_text(text: str) -> str:
    """The text without mark-up: no images, links, HTML, headings, code or invisible characters."""
    seen = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    root = SyntaxTreeNode(MARKDOWN.parse(seen.strip()))
    return " ".join(" ".join(_words(root)).split())


def _words(node: SyntaxTreeNode) -> Iterator[str]:
    if node.type in DROPPED:
        return
    if node.type == "inline":
        yield "".join(_inline(node))
        return
    for child in node.children:
        yield from _words(child)


def _inline(node: SyntaxTreeNode) -> Iterator[str]:
    for child in node.children:
        if child.type in DROPPED:
            continue
        if child.type in ("softbreak", "hardbreak"):
            yield " "
        elif child.type in ("text", "code_inline"):
            yield child.content
        else:
            yield from _inline(child)


def _is_json(opening: str) -> bool | None:
    """Whether this is JSON; None as long as that cannot be told."""
    start = opening.lstrip()
    if JSON_START.search(start[:OPENING]):
        return True
    undecided = len(start) < OPENING and (not start or start[0] in "{`<")
    return None if undecided else False


def _json_items(buffer: str) -> tuple[list[Drafted], str]:
    """The whole items of the array and what is left; an item that breaks the schema is left out."""
    found: list[Drafted] = []
    while start := JSON_ITEM.search(buffer):
        try:
            item, end = DECODER.raw_decode(buffer, start.start())
        except json.JSONDecodeError:
            break
        buffer = buffer[end:]
        text, numbers = item.get("text"), item.get("passages")
        if not isinstance(text, str):
            continue
        cited = tuple(n for n in numbers if type(n) is int) if isinstance(numbers, list) else ()
        found += [Drafted(d.text, d.numbers or cited) for d in _sentences(text)]
    return found, buffer


def _whole_sentences(buffer: str) -> tuple[list[Drafted], str]:
    """The sentences that surely ended, and what is left."""
    *lines, last = buffer.split("\n")
    found = [d for line in lines for d in _sentences(line)]
    *done, rest = sentences(TRAILING.sub(r"\2\1", last)) or ("",)
    if not done:
        return found, last
    space = last[len(last.rstrip()) :]
    return found + [d for sentence in done for d in _sentences(sentence)], rest + space


def _sentences(text: str) -> list[Drafted]:
    """The sentences of one line, plain, with the numbers taken out."""
    found = []
    for sentence in sentences(TRAILING.sub(r"\2\1", plain_text(text))):
        numbers = tuple(
            int(n) for marker in MARKER.findall(sentence) for n in re.findall(r"\d+", marker)
        )
        words = re.sub(r"\s+([.,;:!?])", r"\1", STRAY.sub("", MARKER.sub("", sentence))).strip()
        if any(c.isalpha() for c in words):
            found.append(Drafted(words, tuple(dict.fromkeys(numbers))))
    return found
