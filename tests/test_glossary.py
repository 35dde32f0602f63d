"""The list of terms: only words that stand in the guideline, and where they stand."""

from __future__ import annotations

import re

import pytest

from assistant.answering import Assistant
from assistant.glossary import Entry, glossary
from assistant.language import normalized
from assistant.page.terms import terms_html
from assistant.page.texts import texts
from assistant.types import Guideline, Language

LANGUAGES: tuple[Language, ...] = ("nl", "en")


def entries_of(assistant: Assistant, language: Language) -> dict[str, Entry]:
    terms = glossary(assistant.guideline(language), assistant.index.thesaurus, language)
    return {entry.term.word: entry for entry in terms}


def text_of(guideline: Guideline, section: str) -> str:
    titles = [s.title for s in guideline.sections if s.id == section]
    passages = [p.text for p in guideline.passages if p.section == section]
    return as_searched("\n".join(titles + passages))


def as_searched(text: str) -> str:
    return " ".join(re.findall(r"[\w&'-]+", normalized(text)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_stands_in_every_section_that_it_names(
    assistant: Assistant, language: Language
) -> None:
    guideline = assistant.guideline(language)
    stands = {s.id: text_of(guideline, s.id) for s in guideline.sections}
    entries = entries_of(assistant, language).values()
    found = [f for e in entries for f in (e.term, *e.words)]
    assert len(found) > 300
    for one in found:
        assert one.sections
        assert all(as_searched(one.word) in stands[section] for section in one.sections), one


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_terms_stand_by_the_alphabet_and_once(assistant: Assistant, language: Language) -> None:
    names = [normalized(name) for name in entries_of(assistant, language)]
    assert names == sorted(names)
    assert len(names) == len(set(names))


def test_a_term_that_the_guideline_does_not_use_is_left_out(assistant: Assistant) -> None:
    thesaurus = {c.nl.term for c in assistant.index.thesaurus.concepts.values()}
    assert "geruchten" in thesaurus
    assert "geruchten" not in entries_of(assistant, "nl")


def test_an_abbreviation_in_capitals_is_no_common_word(assistant: Assistant) -> None:
    words = {f.word: f.sections for f in entries_of(assistant, "nl")["driehoek"].words}
    assert words["OM"] == ("6.1",)


def test_a_short_word_is_not_taken_for_another_that_begins_with_it(assistant: Assistant) -> None:
    assert entries_of(assistant, "nl")["wet"].term.sections == ("2",)  # "weten" stands elsewhere


def test_a_word_to_search_by_is_found_and_not_shown(assistant: Assistant) -> None:
    entry = entries_of(assistant, "nl")["begrippen"]
    assert "asielzoekers" in entry.searched
    shown = re.sub(r"<[^>]*>", " ", terms_html([entry], texts("nl")))
    assert "verwarring" in shown
    assert "asielzoekers" not in shown


def test_related_terms_refer_to_each_other_within_the_list(assistant: Assistant) -> None:
    entries = entries_of(assistant, "nl")
    assert "omwonenden" in entries["inwoners"].see
    assert "bewoners" in entries["omwonenden"].see
    ids = {e.id for e in entries.values()}
    assert all(set(e.see) <= ids - {e.id} for e in entries.values())
