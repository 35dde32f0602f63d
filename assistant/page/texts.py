"""The sentences of the page, read once a language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.types import Language
from assistant.yaml_file import read_yaml


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Door(_Strict):
    """An invitation to another part of the page."""

    view: str
    title: str
    text: str


class RoleExamples(_Strict):
    """Example questions for one role."""

    role: str
    questions: tuple[str, ...]


class AskTexts(_Strict):
    """The sentences around asking."""

    heading: str
    welcome: str
    intro: str
    notice: str
    notice_model: str
    draft_made: str
    draft_missing: str
    review_offer: str
    open_draft: str
    open_review: str
    masked: str
    doors: tuple[Door, ...]
    examples: str
    roles: tuple[RoleExamples, ...]
    question: str
    placeholder: str
    send: str
    stop: str
    asked: str
    answered: str
    edit: str
    editing: str
    edit_cancel: str
    waiting: str
    writing: str
    unanswered: str
    stopped: str
    again: str
    copy_: str
    useful: str
    useless: str
    follow_ups: str
    why: str
    why_hint: str
    why_searched: str
    score: str
    show_source: str
    fault: str


class SourceTexts(_Strict):
    """The sentences of the panel with sources."""

    heading: str
    empty: str


class ConversationTexts(_Strict):
    """The sentences of the list of conversations."""

    heading: str
    new: str
    note: str


class ReadTexts(_Strict):
    """The sentences around the guideline's own text."""

    heading: str
    outline: str
    search: str
    editions: str
    dutch: str
    english: str
    both: str
    translation: str
    ask_about: str
    link: str
    section_heading: str
    colophon: str
    terms: str
    terms_intro: str
    terms_back: str
    terms_search: str
    term_words: str
    term_see: str


class ProcessTexts(_Strict):
    """The sentences around the guideline's path."""

    heading: str
    intro: str
    path: str
    phases: str
    done: str
    checklist: str
    drafts: str
    read: str
    timeline: str
    timeline_intro: str
    start: str
    weeks: str
    weeks_label: str
    phase: str
    duration: str
    from_: str
    until: str
    export: str
    calendar: str
    clear: str


class Measure(_Strict):
    """One figure of the evaluation report, in words."""

    place: str
    name: str
    text: str


class MeasureGroup(_Strict):
    """Figures that answer one question of a reader."""

    title: str
    measures: tuple[Measure, ...]


class PlotTexts(_Strict):
    """A plot of the report: the name of its file, and what it shows, in a line."""

    name: str
    text: str


class QualityTexts(_Strict):
    """The sentences around the evaluation report."""

    heading: str
    intro: str
    none: str
    broken: str
    old: str
    of_hundred: str
    interval: str
    measured_on: str
    groups: tuple[MeasureGroup, ...]
    styles_title: str
    styles_hint: str
    styles_heads: tuple[str, ...]
    styles: Mapping[str, str]
    plots_title: str
    plots_hint: str
    plot: str
    plots: tuple[PlotTexts, ...]
    limits_title: str
    limits: tuple[str, ...]


class DraftTexts(_Strict):
    """The sentences around drafting."""

    heading: str
    intro: str
    kind: str
    guess: str
    other_kind: str
    brief: str
    brief_placeholder: str
    make: str
    no_brief: str
    left: str
    writing: str
    stop: str
    fault: str
    empty: str
    example_do: str
    example: str
    doubted: str
    confirm: str
    take: str
    missing: str
    complete: str
    known: str
    more: str
    needed: str
    from_brief: str
    from_form: str
    assumed: str
    notices: str
    block: str
    change: str
    change_placeholder: str
    change_do: str
    no_change: str
    word: str
    markdown: str
    copy_: str
    clear: str
    checks: str
    checks_count: str
    passed: str
    failed: str
    versions: str
    difference: str
    choices: Mapping[str, str]


class ReviewTexts(_Strict):
    """The sentences around reviewing."""

    heading: str
    intro: str
    text: str
    placeholder: str
    file_do: str
    file: str
    example_do: str
    example: str
    kind: str
    guess: str
    start: str
    no_text: str
    fault: str
    guessed: str
    chosen: str
    count: str
    cut: str
    doubt: Mapping[str, str]
    doubt_all: str
    doubt_some: str
    to_finding: str
    your_text: str
    titles: Mapping[str, str]
    personal: Mapping[str, str]
    personal_advice: str
    gap: str
    gap_advice: str
    met: str
    readability: str
    word: str
    words: str
    one: str
    more: str
    counted: str
    sentence: str
    flesch: str
    readability_hint: str


class Texts(_Strict):
    """Every sentence of the page in one language."""

    language: Language
    title: str
    tagline: str
    skip: str
    other_language: str
    other_language_label: str
    views_label: str
    views: Mapping[str, str]
    appearance: str
    loading: str
    noscript: str
    footer: str
    statement: str
    ask: AskTexts
    sources: SourceTexts
    conversations: ConversationTexts
    read: ReadTexts
    process: ProcessTexts
    quality: QualityTexts
    draft: DraftTexts
    review: ReviewTexts
    script: Mapping[str, str]
    loading_title: str
    loading_page: str
    broken_title: str
    broken: str
    port_taken: str
    mcp_missing: str
    ready: str


@cache
def texts(language: Language = "nl") -> Texts:
    """The sentences in that language. Raises ValidationError naming a missing or unknown key."""
    file = Path(__file__).with_name(f"texts.{language}.yaml")
    return Texts.model_validate(read_yaml(file))
