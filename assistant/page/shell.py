"""What stands around the views in the raw HTML: there before Gradio is, and without it."""

from __future__ import annotations

import json
import re
from html import escape

from assistant.page.house import House
from assistant.page.texts import Texts, texts
from assistant.types import Language

INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>.*?</script>", re.DOTALL)
SOCIAL = re.compile(r"<meta[^>]*(?:og:|twitter:)[^>]*>")
TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
MANIFEST = re.compile(r'<link rel="manifest"[^>]*>')
BODY = re.compile(r"<body[^>]*>")


def patched(html: str, language: Language, house: House, version: str) -> str:
    """Gradio's page in the right language, with our header, styles and scripts.

    Gradio's inline scripts go: the security policy does not run them.
    """
    said = texts(language)
    for gone in (INLINE_SCRIPT, SOCIAL, TITLE, MANIFEST):
        html = gone.sub("", html)
    html = re.sub(r"<html[^>]*>", f'<html lang="{language}">', html, count=1)
    # before Gradio's own script: ours watches the connection that Gradio opens
    first = f'<script type="module" src="{_up(language)}page/{version}/main.js"></script>'
    html = html.replace("<meta charset", f"{first}<meta charset", 1)
    html = html.replace("</head>", f"{_head(said, language, version)}</head>", 1)
    html = BODY.sub(lambda _: f"<body>{_header(said, language, house, version)}", html, count=1)
    return html.replace("</body>", f"{_footer(said, house)}</body>", 1)


def _up(language: Language) -> str:
    """From the page of that language to the root of the site."""
    return "./" if language == "nl" else "../"


def _head(said: Texts, language: Language, version: str) -> str:
    at = f"{_up(language)}page/{version}"
    return (
        f"<title>{escape(said.title)}</title>"
        f'<link rel="icon" href="{at}/icon.svg" type="image/svg+xml">'
        f'<link rel="stylesheet" href="{at}/page.css">'
    )


def _header(said: Texts, language: Language, house: House, version: str) -> str:
    links = "".join(
        f'<li><a href="#{view}" data-view="{view}">{escape(name)}</a></li>'
        for view, name in said.views.items()
    )
    other = "en/" if language == "nl" else "../"
    other_language = "en" if language == "nl" else "nl"
    file = "logo" if house.logo else f"{version}/icon.svg"
    logo = f'<img src="{_up(language)}page/{file}" alt="" height="32">'
    name = f'<span class="owner">{escape(house.name)}</span>' if house.name else ""
    script = json.dumps(
        {**said.script, "views": dict(said.views), "title": said.title, "language": language},
        ensure_ascii=False,
    )
    return (
        f'<a class="skip" href="#main">{escape(said.skip)}</a>'
        f'<header class="page-head"><div class="head-bar"><div class="brand">{logo}'
        f"<h1>{escape(said.title)}</h1>{name}</div>"
        f'<nav class="views" aria-label="{escape(said.views_label)}"><ul>{links}</ul></nav>'
        f'<div class="tools"><a id="other-language" href="{other}" lang="{other_language}" '
        f'hreflang="{other_language}">{escape(said.other_language)}</a>'
        f'<button type="button" id="appearance" aria-label="{escape(said.appearance)}" '
        f'title="{escape(said.appearance)}"></button></div></div></header>'
        '<div id="connection" role="alert" hidden></div>'
        '<div id="announce" class="unseen" role="status" aria-live="polite"></div>'
        f'<p id="loading">{escape(said.loading)}</p>'
        f'<noscript><p class="problem">{escape(said.noscript)}</p></noscript>'
        f'<script type="application/json" id="texts">{script.replace("<", chr(92) + "u003c")}</script>'
    )


def _footer(said: Texts, house: House) -> str:
    statement = house.accessibility_statement
    link = f' <a href="{escape(statement)}">{escape(said.statement)}</a>' if statement else ""
    return f'<footer class="page-foot"><p>{escape(said.footer)}{link}</p></footer>'
