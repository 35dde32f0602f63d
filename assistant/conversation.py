"""What the conversation adds to a question: small talk, and what a follow-up refers to."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import get_args

from assistant.language import (
    AMBIGUOUS,
    LIGHT_WORDS,
    WordsByLanguage,
    content_words,
    detect_language,
    normalized,
    words,
)
from assistant.phrases import SmallTalk, phrases
from assistant.privacy import find_personal_data
from assistant.types import Language, Turn

FOLLOW_UP_OPENING = re.compile(
    r"^(?:en|maar|and|but|what about|how about|hoe zit (?:het|dat) (?:dan )?met)\b", re.IGNORECASE
)
REFERRING = frozenset(
    [
        "daarvoor",
        "daarbij",
        "daarna",
        "daarmee",
        "daarover",
        "daarin",
        "daarop",
        "daarvan",
        "ervoor",
        "erbij",
        "erna",
        "ermee",
        "erover",
        "erin",
        "erop",
        "ervan",
        "dat",
        "die",
        "deze",
        "dit",
        "hem",
        "hen",
        "hun",
        "zij",
        "ze",
        "zulke",
        "zo'n",
        "dan",
        "daar",
        "it",
        "that",
        "this",
        "those",
        "these",
        "them",
        "they",
        "there",
        "then",
        "such",
        "afterwards",
        "afterward",
        "beforehand",
    ]
)
MIN_OWN_WORDS = 2


def small_talk(question: str) -> tuple[Language, SmallTalk] | None:
    """The reply to a greeting, thanks or "wat kun je?", with its language; None for a question."""
    said = " ".join(re.findall(r"[\w'’]+", normalized(question)))
    for language in get_args(Language):
        for talk in phrases(language).small_talk.values():
            if any(re.fullmatch(pattern, said) for pattern in talk.patterns):
                return language, talk
    return None


def standalone_question(turn: Turn, known: Callable[[str], bool] = bool) -> str:
    """The question as it can be searched: a follow-up gets the subject of the question before it.

    The subject is its content words that are `known` to the guideline, without personal data.

    A question is a follow-up when it opens like one ("en …", "what about …") or refers back with
    hardly a content word of its own. Anything else stands alone: a new subject is not dragged
    back to the old one.
    """
    earlier = [m.content for m in turn.history if m.role == "user"]
    if not earlier or not _refers_back(turn.question):
        return turn.question
    subject = ""
    for question in reversed(earlier):
        for personal in find_personal_data(question):
            question = question.replace(personal.text, " ")
        own = [w for w in content_words(question) if w not in LIGHT_WORDS]
        subject = " ".join([w for w in own if known(w)] or own)
        if subject:
            break
    return f"{turn.question} ({subject})" if subject else turn.question


def language_of(turn: Turn, spoken: WordsByLanguage) -> Language:
    """The language to answer in: as asked for, as detected, or as spoken before; else Dutch."""
    detected = turn.language or detect_language(turn.question, spoken)
    for message in reversed(turn.history):
        if detected:
            break
        if message.role == "user":
            detected = detect_language(message.content, spoken)
    return detected or "nl"


def _refers_back(question: str) -> bool:
    own = [w for w in content_words(question) if w not in LIGHT_WORDS]
    spoken = [w for w in words(question) if w not in AMBIGUOUS]
    if FOLLOW_UP_OPENING.match(question.strip()):
        return True
    return len(own) < MIN_OWN_WORDS and (not own or any(w in REFERRING for w in spoken))
