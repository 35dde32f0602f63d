"""Small parts that every view is made of."""

from __future__ import annotations

from typing import Any

import gradio as gr


def markup(content: str, *, name: str | None = None, classes: str | None = None) -> gr.Markdown:
    """Our own, already escaped HTML, as a component.

    Not gr.HTML: that evaluates its content as a template, which the security policy forbids. The
    content starts with a block and holds no blank line, so that Markdown leaves it as it is.
    """
    return gr.Markdown(
        content, elem_id=name, elem_classes=classes, sanitize_html=False, latex_delimiters=[]
    )


def hidden_event() -> dict[str, Any]:
    """What keeps an event out of the public interface and its progress bar off the page."""
    return {"api_visibility": "private", "show_progress": "hidden"}
