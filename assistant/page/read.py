"""Reading: the whole guideline with its outline, a search, and both languages."""

from __future__ import annotations

import gradio as gr

from assistant.answering import Assistant
from assistant.page.document import outline_html
from assistant.page.parts import markup
from assistant.page.safe import safe
from assistant.page.terms import frame_html
from assistant.page.texts import Texts
from assistant.types import Language


def build_read(assistant: Assistant, said: Texts, language: Language) -> None:
    """The view in which one reads. The browser fetches the text itself when it is opened."""
    part = said.read
    guideline = assistant.guideline(language)
    english = assistant.guideline("en").language == "en"
    with gr.Column(elem_id="view-read", elem_classes="view"):
        markup(
            f'<div class="read"><div class="read-side"><h2 tabindex="-1">{safe(part.heading)}</h2>'
            f'<p class="quiet">{safe(guideline.title)}. '
            f"{safe(part.colophon.format(publisher=guideline.publisher, date=guideline.date))}.</p>"
            f'<form id="read-search" role="search"><label for="read-words">{safe(part.search)}</label>'
            '<input id="read-words" type="search" autocomplete="off" spellcheck="false">'
            '<p id="read-found" role="status"></p><ol id="read-hits"></ol></form>'
            f"{_editions(said, language) if english else ''}"
            f'<p><a id="to-glossary" href="#glossary">{safe(part.terms)}</a></p>'
            f'<details id="outline" open><summary>{safe(part.outline)}</summary>'
            f"{outline_html(guideline, part.outline)}</details></div>"
            f"<div>{frame_html(said)}"
            f'<div id="text" data-ask="{safe(part.ask_about)}" data-link="{safe(part.link)}">'
            f'<p class="waiting">{safe(said.loading)}</p></div></div></div>'
        )


def _editions(said: Texts, language: Language) -> str:
    part = said.read
    choices = (("nl", part.dutch), ("en", part.english), ("both", part.both))
    radios = "".join(
        f'<label><input type="radio" name="edition" value="{value}"'
        f"{' checked' if value == language else ''}> {safe(name)}</label>"
        for value, name in choices
    )
    return (
        f'<fieldset id="editions"><legend>{safe(part.editions)}</legend>{radios}'
        f'<p class="quiet">{safe(part.translation)}</p></fieldset>'
    )
