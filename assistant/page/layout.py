"""The page: six views beside each other, of which the browser shows one."""

from __future__ import annotations

import gradio as gr

from assistant.answering import Assistant
from assistant.drafting.kinds import kinds
from assistant.page.ask import build_ask
from assistant.page.draft import build_draft
from assistant.page.process import build_process
from assistant.page.quality import build_quality
from assistant.page.read import build_read
from assistant.page.review import build_review
from assistant.page.texts import texts
from assistant.types import Language


def build_page(assistant: Assistant, language: Language = "nl") -> gr.Blocks:
    """The page in that language as Gradio blocks."""
    said = texts(language)
    names = {k.name: k.spec.name.of(language) for k in kinds().values()}
    page: gr.Blocks
    with gr.Blocks(title=said.title, analytics_enabled=False, fill_width=True) as page:
        build_ask(assistant, said)
        build_draft(assistant, said, language)
        build_review(said, language)
        build_read(assistant, said, language)
        build_process(assistant, said, language, names)
        build_quality(assistant, said)
    return page
