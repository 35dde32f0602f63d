"""The text of Markdown nodes, mark-up left out."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.tree import SyntaxTreeNode


def _texts(node: SyntaxTreeNode) -> Iterator[str]:
    """The text of a node with line breaks and `<br>` as newlines, mark-up left out."""
    if node.type in ("text", "code_inline"):
        yield node.content
    elif node.type in ("softbreak", "hardbreak") or node.content.lower().startswith("<br"):
        yield "\n"
    elif node.type == "html_inline":
        return
    for child in node.children or ():
        yield from _texts(child)


def plain(node: SyntaxTreeNode) -> str:
    """The text of a node on one line."""
    return " ".join("".join(_texts(node)).split())


def parts(cell: SyntaxTreeNode) -> list[str]:
    """The paragraphs and items of a table cell."""
    return [" ".join(part.split()) for part in "".join(_texts(cell)).split("\n") if part.strip()]


def bold_line(node: SyntaxTreeNode) -> str:
    """The text of a paragraph that is one bold line, else ""."""
    if node.type != "paragraph":
        return ""
    inline = node.children[0].children
    bold = [child for child in inline if child.type == "strong"]
    rest = [child for child in inline if child.type != "strong" and plain(child)]
    return plain(node) if len(bold) == 1 and not rest else ""
