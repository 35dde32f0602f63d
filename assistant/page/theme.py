"""A calm, neutral theme: blue on white, readable at length, good contrast in light and dark.

The colours are the variables of style/base.css, so that a municipality's settings reach Gradio too.
"""

from __future__ import annotations

import gradio as gr

BLUE = gr.themes.Color(
    c50="#f2f6fb", c100="#dfe9f4", c200="#bfd3e8", c300="#97b6d8", c400="#6f98c6", c500="#24578F",
    c600="#1f4b7b", c700="#1a3f68", c800="#153354", c900="#102741", c950="#0b1b2e", name="blue",
)  # fmt: skip
SAME = {
    "body_background_fill": "var(--ground)",
    "body_text_color": "var(--ink)",
    "background_fill_primary": "var(--paper)",
    "background_fill_secondary": "var(--ground)",
    "block_background_fill": "var(--paper)",
    "block_border_color": "var(--line)",
    "block_label_text_color": "var(--ink)",
    "block_title_text_color": "var(--ink)",
    "border_color_primary": "var(--line)",
    "button_primary_background_fill": "var(--accent)",
    "button_primary_background_fill_hover": "var(--accent-strong)",
    "button_primary_text_color": "var(--on-accent)",
    "button_secondary_background_fill": "var(--paper)",
    "button_secondary_background_fill_hover": "var(--tint)",
    "button_secondary_border_color": "var(--edge)",
    "button_secondary_text_color": "var(--ink)",
    "input_background_fill": "var(--paper)",
    "input_border_color": "var(--edge)",
    "input_placeholder_color": "var(--soft)",
    "link_text_color": "var(--link)",
}


def theme() -> gr.themes.Base:
    """The theme; its fonts ship inside Gradio."""
    both = {**SAME, **{f"{name}_dark": value for name, value in SAME.items()}}
    return gr.themes.Base(
        primary_hue=BLUE,
        neutral_hue="slate",
        radius_size="md",
        text_size="lg",
        # not 600: the semi-bold that ships inside Gradio lacks the Latin letters
        font=[gr.themes.LocalFont("Source Sans Pro", weights=(400, 700)), "Arial", "sans-serif"],
    ).set(**both)
