"""Reviewing: the view in which one's own text is held against the guideline."""

from __future__ import annotations

import logging
from collections.abc import Callable

import gradio as gr

from assistant.drafting.kinds import kinds
from assistant.drafting.review import review
from assistant.page.parts import hidden_event, markup
from assistant.page.review_html import cut_html, review_html
from assistant.page.safe import safe
from assistant.page.texts import Texts
from assistant.types import Language

GUESS = ""
LONGEST = 50_000
log = logging.getLogger(__name__)


def build_review(said: Texts, language: Language) -> None:
    """The view in which one reviews."""
    part = said.review
    names = [(part.guess, GUESS)] + [(k.spec.name.of(language), k.name) for k in kinds().values()]
    with gr.Column(elem_id="view-review", elem_classes="view"):
        markup(
            f'<div><h2 tabindex="-1">{safe(part.heading)}</h2>'
            f'<p class="intro">{safe(part.intro)}</p></div>'
        )
        with gr.Column(elem_id="review-given"):
            # no bound here: a browser would cut a pasted text without a word
            text = gr.Textbox(
                label=part.text,
                placeholder=part.placeholder,
                elem_id="review-text",
                lines=9,
                max_lines=16,
            )
            markup(_file_html(said))
            kind = gr.Radio(names, value=GUESS, label=part.kind, elem_id="review-kind")
            start = gr.Button(part.start, variant="primary", elem_id="review-start")
            markup('<p id="review-old" class="problem" hidden></p>')
        result = markup("", name="review-result")
    start.click(_reviewer(said), [text, kind], [result], **hidden_event())


def _file_html(said: Texts) -> str:
    """The place for a file, with room for what went wrong with it."""
    part = said.review
    return (
        '<div><div class="drop"><input type="file" id="review-file" class="unseen" '
        'accept=".docx,.pdf,.md,.txt" aria-describedby="review-file-hint review-file-note">'
        f'<label for="review-file" class="file-button">{safe(part.file_do)}</label> '
        f'<span id="review-file-hint">{safe(part.file)}</span> '
        '<button type="button" class="quiet-button" data-fill="review-text" '
        f'data-text="{safe(part.example)}">{safe(part.example_do)}</button></div>'
        '<p id="review-file-note" role="alert" hidden></p></div>'
    )


def _reviewer(said: Texts) -> Callable[[str, str], str]:
    def reviewed(text: str, kind: str) -> str:
        if not text.strip():
            return _problem(said.review.no_text)
        read = text[:LONGEST]
        cut = cut_html(len(read), len(text), said) if len(text) > LONGEST else ""
        try:
            found = review(read, kind or None, said_in=said.language)
            return review_html(read, found, said, cut)
        except Exception:  # the text is not lost and not logged
            log.exception("reviewing failed")
            return _problem(said.review.fault)

    return reviewed


def _problem(line: str) -> str:
    return f'<p class="problem" role="alert">{safe(line)}</p>'
