"""Whether a paragraph in other words may stand for the template's."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from assistant.answering import Assistant
from assistant.drafting.asking import kept_in
from assistant.drafting.by_model import untouched
from assistant.drafting.carried import Original, fault_in
from assistant.drafting.draft import make_draft
from assistant.drafting.examples import BRIEF
from assistant.drafting.kinds import kinds
from assistant.drafting.types import Brief
from assistant.sentences import sentences
from tests.faults.hallucinations import altered


def paragraphs() -> dict[str, tuple[str, ...]]:
    """The running text of every kind, with what has to stay in each paragraph."""
    found: dict[str, tuple[str, ...]] = {}
    for kind in kinds():
        draft = make_draft(Brief(kind, BRIEF.read_text(encoding="utf-8"), today=date(2026, 11, 24)))
        found |= {p: kept_in(p, draft) for p in untouched(draft)}
    return found


def test_of_all_paragraphs_with_one_sentence_got_wrong_none_is_shown(assistant: Assistant) -> None:
    tried, shown = 0, []
    for paragraph, keep in paragraphs().items():
        original, spoken = Original(paragraph, "nl", keep), sentences(paragraph)
        for kind in ("number", "negation", "modality", "role", "addition"):
            for at, sentence in enumerate(spoken):
                wrong = altered(kind, sentence)
                if not wrong:
                    continue
                tried += 1
                text = " ".join((*spoken[:at], wrong, *spoken[at + 1 :]))
                if not fault_in(assistant.index, text, original):
                    shown.append(text)
    assert tried >= 200
    assert shown == []


def test_facts_that_trade_places_are_refused(assistant: Assistant) -> None:
    tried = 0
    for paragraph, keep in paragraphs().items():
        for one, other in combinations(keep, 2):
            if one in other or other in one:
                continue
            tried += 1
            swapped = paragraph.replace(one, "\0").replace(other, one).replace("\0", other)
            assert fault_in(assistant.index, swapped, Original(paragraph, "nl", keep)), swapped
    assert tried >= 10


def test_every_paragraph_stands_for_itself(assistant: Assistant) -> None:
    for paragraph, keep in paragraphs().items():
        assert fault_in(assistant.index, paragraph, Original(paragraph, "nl", keep)) == ""


BETTER = [
    (
        "Het plan is van Flexhuis, de initiatiefnemer. Eigenaar of beheerder is Wooncorp.",
        "Flexhuis is de initiatiefnemer van het plan. De eigenaar of beheerder is Wooncorp.",
    ),
    (
        "Komt er een nieuwe bijeenkomst? Dan laten we u dat op tijd weten.",
        "Komt er een nieuwe bijeenkomst, dan laten we u dat op tijd weten.",
    ),
    (
        "We schrijven elke vraag op die we nog niet kunnen beantwoorden. Uiterlijk zaterdag "
        "1 mei 2027 vullen we deze lijst aan.",
        "Elke vraag die we nog niet kunnen beantwoorden, schrijven we op. Deze lijst vullen we "
        "uiterlijk zaterdag 1 mei 2027 aan.",
    ),
    (
        "Het gaat om arbeidsmigranten: mensen uit het buitenland die hier werken. Het gaat "
        "niet om vluchtelingen of asielzoekers.",
        "Het gaat om arbeidsmigranten, mensen uit het buitenland die hier werken, en niet om "
        "vluchtelingen of asielzoekers.",
    ),
]


def test_at_least_half_of_the_careful_rewrites_hold(assistant: Assistant) -> None:
    keep = ("Flexhuis", "Wooncorp", "zaterdag 1 mei 2027")
    faults = [
        fault_in(assistant.index, better, Original(old, "nl", tuple(k for k in keep if k in old)))
        for old, better in BETTER
    ]
    assert faults.count("") >= len(BETTER) / 2, faults
