"""Text that is safe inside our HTML, and that Markdown around it leaves alone."""

from __future__ import annotations

from html import escape


def safe(text: str) -> str:
    """The text without mark-up; a line end as an entity, for a blank line would end the HTML."""
    return escape(text).replace("\r\n", "\n").replace("\n", "&#10;")
