"""A text of the user's own held against the guideline."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.drafting.draft import make_draft
from assistant.drafting.kinds import kinds
from assistant.drafting.readability import flesch_douma, readability, syllables
from assistant.drafting.reading import UnreadableFile, text_of_file
from assistant.drafting.review import guessed_kind, review
from assistant.drafting.trial import full_facts
from assistant.drafting.types import Brief, Review

LETTER = """Uitnodiging bewonersavond

Beste buurtbewoner,

Op deze avond willen we van u horen wat u vindt van het plan om arbeidsmigranten te huisvesten
aan de Kerkweg. Er is nog geen besluit genomen. Wij nemen uw opmerkingen mee in het advies aan het college.

Wanneer: maandag 3 mei 2027 om 20.00 uur
Waar: buurthuis Ons Honk, Dorpsstraat 12. Aanmelden is niet nodig.

Vragen? Bel 0318-123456 of mail naar plannen@voorbeeld.nl. U bent van harte welkom.

Met vriendelijke groet,
Piet Klaassen, wethouder
"""


def passed(found: Review) -> dict[str, bool]:
    return {c.id: c.passed for c in found.checks}


def test_a_good_letter_of_someone_else_meets_every_criterion() -> None:
    found = review(LETTER)
    assert found.kind == "invitation"
    assert [c.id for c in found.checks if not c.passed] == []


@pytest.mark.parametrize(
    ("old", "new", "criterion"),
    [
        ("Er is nog geen besluit genomen.", "", "decision_status"),
        ("Wij nemen uw opmerkingen mee in het advies aan het college.", "", "input_used"),
        ("maandag 3 mei 2027 om 20.00 uur", "binnenkort", "moment_complete"),
        (" Aanmelden is niet nodig.", "", "registration_clear"),
        ("Bel 0318-123456 of mail naar plannen@voorbeeld.nl.", "", "contact_given"),
        ("arbeidsmigranten te huisvesten", "een gebouw te gebruiken", "subject_named"),
        ("arbeidsmigranten te", "asielzoekers en arbeidsmigranten te", "no_mixing"),
        ("arbeidsmigranten te", "alleen Poolse arbeidsmigranten te", "no_distinction"),
        ("Er is nog geen besluit genomen.", "Het college heeft besloten.", "no_false_room"),
    ],
)
def test_a_planted_fault_is_found(old: str, new: str, criterion: str) -> None:
    assert old in LETTER
    found = review(LETTER.replace(old, new))
    check = next(c for c in found.checks if c.id == criterion)
    assert not check.passed
    assert check.advice
    assert check.citations


def test_a_sentence_with_a_gap_shows_nothing_unless_the_gap_is_beside_the_point() -> None:
    draft = make_draft(Brief("residents-letter", "", {}, "nl"))
    checks = {c.id: c for c in draft.checks}
    assert "De reden is: [" in draft.text
    assert not checks["why"].passed
    assert checks["why"].where == "De reden is: …."
    assert checks["subject_named"].passed
    filled = draft.text.replace("[de reden]", "er zijn te weinig woningen")
    assert passed(review(filled, "residents-letter"))["why"]


def test_a_heading_does_not_show_what_the_gap_below_it_leaves_open() -> None:
    checks = {c.id: c for c in make_draft(Brief("follow-up", "", {}, "nl")).checks}
    assert not checks["summary"].passed


def test_another_sentence_without_a_gap_shows_it_all_the_same() -> None:
    text = "De reden is: [reden]. We doen dit omdat er te weinig woningen zijn."
    assert passed(review(text, "residents-letter"))["why"]


def test_what_is_asked_back_stands_there_and_is_no_gap() -> None:
    text = "De reden is: er zijn te weinig woningen [klopt dit: de reden?]."
    assert passed(review(text, "residents-letter"))["why"]
    assert not passed(review("De reden is: [reden?].", "residents-letter"))["why"]


def test_a_criterion_that_is_met_shows_the_words() -> None:
    found = {c.id: c for c in review(LETTER).checks}
    assert found["decision_status"].where == "Er is nog geen besluit genomen."


@pytest.mark.parametrize("kind", list(kinds()))
@pytest.mark.parametrize("language", ["nl", "en"])
def test_our_own_drafts_are_guessed_right_and_pass_their_own_review(
    kind: str, language: str
) -> None:
    facts = full_facts(kinds()[kind], language)  # type: ignore[arg-type]
    draft = make_draft(Brief(kind, "", facts, language, today=date(2026, 11, 24)))  # type: ignore[arg-type]
    found = review(draft.text)
    assert found.kind == kind
    assert [c.id for c in found.checks if not c.passed] == []


@pytest.mark.parametrize("kind", ["invitation", "qa", "follow-up", "residents-letter"])
def test_what_residents_read_has_no_long_sentences_and_no_official_words(kind: str) -> None:
    facts = full_facts(kinds()[kind], "nl")
    draft = make_draft(Brief(kind, "", facts, "nl", today=date(2026, 11, 24)))
    signals = readability(draft.text, "nl").signals
    assert [(s.kind, s.words) for s in signals if s.kind in ("long_sentence", "word")] == []


def test_personal_data_is_shown() -> None:
    found = review(LETTER + "\nBSN 111222333")
    assert [d.kind for d in found.personal_data][-1] == "bsn"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("U bent van harte welkom op onze inloopavond", "invitation"),
        ("Veelgestelde vragen over de locatie", "qa"),
        ("Kernboodschap voor de woordvoerder", "spokesperson"),
    ],
)
def test_the_kind_is_guessed(text: str, kind: str) -> None:
    assert guessed_kind(text) == kind


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("huis", 1), ("avond", 2), ("bewonersavond", 5), ("gemeente", 3), ("ideeën", 3),
        ("arbeidsmigranten", 5), ("nieuwe", 2), ("eeuw", 1), ("mooie", 2), ("bureau", 2),
        ("college", 3), ("bijeenkomst", 3), ("zeeën", 2), ("officieel", 4), ("14", 1),
    ],
)  # fmt: skip
def test_syllables_are_counted_by_their_vowel_sounds(word: str, count: int) -> None:
    assert syllables(word) == count


def test_flesch_douma_is_its_formula_on_a_text_counted_by_hand() -> None:
    text = "Wij horen graag wat u vindt. De avond is in het dorpshuis."
    words, sentences, counted = (
        12,
        2,
        16,
    )  # wij ho-ren graag wat u vindt / de a-vond is in het dorps-huis
    counted = 1 + 2 + 1 + 1 + 1 + 1 + 1 + 2 + 1 + 1 + 1 + 2
    expected = 206.8 - 0.77 * 100 * counted / words - 0.93 * words / sentences
    assert flesch_douma(text) == pytest.approx(min(100.0, expected))


def test_a_text_without_a_word_has_no_reading_ease() -> None:
    with pytest.raises(ValueError, match="without a word"):
        flesch_douma("…")


def test_signals_point_at_long_sentences_official_words_and_abbreviations() -> None:
    text = (
        "Middels deze brief informeren wij u inzake het voornemen van het college om op termijn "
        "te komen tot een nadere afweging van de belangen die daarbij spelen in de OGGZ-keten van de VNG."
    )
    found = {(s.kind, s.words) for s in readability(text, "nl").signals}
    assert {("word", "middels"), ("word", "inzake"), ("abbreviation", "VNG")} <= found
    assert any(kind == "long_sentence" for kind, _ in found)


def test_a_passive_is_a_signal_and_a_becoming_is_not() -> None:
    passive = readability("De brief wordt door de gemeente verstuurd.", "nl").signals
    active = readability("Het wordt een mooie avond.", "nl").signals
    assert ([s.kind for s in passive], list(active)) == (["passive"], [])


def test_a_file_of_another_kind_or_without_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"x")
    (tmp_path / "b.txt").write_text(" \n", encoding="utf-8")
    (tmp_path / "c.pdf").write_bytes(b"no pdf")
    (tmp_path / "d.docx").write_bytes(b"no docx")
    for name in ("a.xlsx", "b.txt", "c.pdf", "d.docx", "none.txt"):
        with pytest.raises(UnreadableFile):
            text_of_file(tmp_path / name)


def test_the_command_reviews_a_file_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "brief.txt"
    file.write_text(LETTER, encoding="utf-8")
    assert main(["review", str(file), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["kind"] == "invitation"
    assert found["checks"][0].keys() >= {
        "criterion",
        "section",
        "passed",
        "where",
        "advice",
        "citations",
    }
    assert found["readability"]["flesch_douma"] > 50
    assert {d["kind"] for d in found["personal_data"]} == {"email", "phone", "address"}


@pytest.mark.parametrize(
    ("kind", "criterion", "text"),
    [
        (
            "recovery",
            "mediation",
            "Herstelaanpak. In de nacht na de avond zijn bij de projectleider de ruiten ingegooid. "
            "We praten volgende week met de straat en kijken in mei terug.",
        ),
        (
            "follow-up",
            "actions_assigned",
            "Bedankt voor uw komst op 3 mei. Alleen voor collega's: iemand moet nog eens achter die "
            "verlichting aan, als het een keer uitkomt.",
        ),
        (
            "invitation",
            "no_false_room",
            "Beste buren, de vergunning voor de woonunits is vorige week verleend. Vindt u dat ze er "
            "moeten komen? Kom op 3 mei, uw mening beslist of het doorgaat.",
        ),
    ],
)
def test_a_criterion_applies_in_whatever_words_its_subject_is_told(
    kind: str, criterion: str, text: str
) -> None:
    assert passed(review(text, kind)).get(criterion) is False
