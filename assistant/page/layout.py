"""What stands where on the page, and which event does what."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr

from assistant.answering import Assistant
from assistant.page.ask import FOLLOW_UPS, cleared, empty_sources, responder
from assistant.page.texts import texts


def build_page(assistant: Assistant) -> gr.Blocks:
    """The chat page as Gradio blocks."""
    said = texts()
    page: gr.Blocks
    with gr.Blocks(title=said.title, analytics_enabled=False, fill_width=True) as page:
        _html(_head(), classes="page-head")
        history = gr.State([])
        with gr.Row(elem_classes="columns"):
            with gr.Column(scale=3, min_width=280):
                conversation = gr.Chatbot(
                    label=said.conversation,
                    elem_id="conversation",
                    buttons=[],
                    height="42vh",
                    autoscroll=False,
                    placeholder=said.placeholder,
                )
                with gr.Row(elem_classes="suggestion-row"):
                    follow_up_buttons = _suggestions([""] * FOLLOW_UPS, visible=False)
                question = gr.Textbox(
                    label=said.question,
                    placeholder=said.question_placeholder,
                    elem_id="question",
                    max_length=assistant.settings.max_question_chars,
                    lines=1,
                    max_lines=4,
                    autofocus=True,
                )
                with gr.Row(elem_classes="actions"):
                    ask = gr.Button(said.ask, variant="primary", elem_id="ask")
                    stop = gr.Button(said.stop, elem_id="stop")
                    new = gr.Button(said.new, elem_id="new")
                with gr.Column() as examples:
                    _html(f'<h2 class="part">{escape(said.examples)}</h2>')
                    with gr.Row(elem_classes="suggestion-row"):
                        example_buttons = _suggestions(said.example_questions, visible=True)
            with gr.Column(scale=2, min_width=280):
                _html(f'<h2 class="part">{escape(said.sources)}</h2>')
                source_panel = _html(empty_sources(), name="sources")
        outputs = [conversation, history, question, source_panel, examples, *follow_up_buttons]
        respond = responder(assistant)
        hidden: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        running: list[Any] = [
            event(respond, [question, conversation, history], outputs, **hidden)
            for event in (ask.click, question.submit)
        ]
        running += [
            button.click(respond, [button, conversation, history], outputs, **hidden)
            for button in (*follow_up_buttons, *example_buttons)
        ]
        stop.click(None, cancels=running, api_visibility="private")
        new.click(cleared, None, outputs, cancels=running, **hidden)
    return page


def _suggestions(questions: list[str] | tuple[str, ...], *, visible: bool) -> list[gr.Button]:
    return [gr.Button(q, size="sm", visible=visible, min_width=0) for q in questions]


def _html(content: str, *, name: str | None = None, classes: str | None = None) -> gr.Markdown:
    """Our own, already escaped HTML, as a component.

    Not gr.HTML: that evaluates its content as a template, which the security policy forbids.
    """
    return gr.Markdown(
        content, elem_id=name, elem_classes=classes, sanitize_html=False, latex_delimiters=[]
    )


def _head() -> str:
    said = texts()
    return (
        f'<a class="skip" href="#question">{escape(said.skip)}</a>'
        f"<h1>{escape(said.heading)}</h1><p>{escape(said.intro)}</p>"
        f'<p class="notice">{escape(said.notice)}</p>'
    )
