"""A calm, neutral theme: blue on white, readable at length, good contrast in light and dark."""

from __future__ import annotations

import gradio as gr

BLUE = gr.themes.Color(
    c50="#f2f6fb", c100="#dfe9f4", c200="#bfd3e8", c300="#97b6d8", c400="#6f98c6", c500="#24578F",
    c600="#1f4b7b", c700="#1a3f68", c800="#153354", c900="#102741", c950="#0b1b2e", name="blue",
)  # fmt: skip


def theme() -> gr.themes.Base:
    """The theme; its fonts ship inside Gradio."""
    return gr.themes.Base(
        primary_hue=BLUE,
        neutral_hue="slate",
        radius_size="md",
        text_size="lg",
        font=[gr.themes.LocalFont("Source Sans Pro"), "Arial", "sans-serif"],
    ).set(
        button_primary_background_fill="#24578F",
        button_primary_background_fill_hover="#1a3f68",
        button_primary_background_fill_dark="#97b6d8",
        button_primary_background_fill_hover_dark="#bfd3e8",
        button_primary_text_color="#ffffff",
        button_primary_text_color_dark="#0b1b2e",
        button_secondary_background_fill="#ffffff",
        button_secondary_border_color="#6b7c93",
        button_secondary_text_color="#153354",
        button_secondary_background_fill_dark="#1e293b",
        button_secondary_text_color_dark="#e2e8f0",
        body_background_fill="#fbfcfd",
        body_background_fill_dark="#0f172a",
        input_border_color="#6b7c93",
        input_border_color_dark="#94a3b8",
        block_label_text_color="#334155",
        block_label_text_color_dark="#e2e8f0",
        block_title_text_color="#1e293b",
        block_title_text_color_dark="#e2e8f0",
    )
