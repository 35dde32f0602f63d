"""The checker: what it lets through, what it stops and why, and its contract."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.cli import main
from assistant.faithfulness import (
    SHOW_THRESHOLD,
    UnknownPlace,
    check_claim,
    check_in_section,
    check_in_text,
    found_in_section,
    odds_in_section,
)
from assistant.faithfulness.model import load_model
from assistant.faithfulness.reading import read
from assistant.faithfulness.sayings import CLAIMS, written_claims
from assistant.index import Index
from assistant.sentences import sentences
from assistant.types import Language

TRAINING = [
    json.loads(line)
    for name in ("written.jsonl", "derived.jsonl")
    for line in (CLAIMS / name).read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def index(assistant: Assistant) -> Index:
    return assistant.index


def test_every_sentence_of_the_guideline_is_supported_by_its_passage(index: Index) -> None:
    for passage in index.passages[::7]:
        for sentence in sentences(passage.text):
            verdict = check_claim(index, sentence, [passage.id])
            assert verdict.verdict == "supported", sentence
            assert verdict.score == 1.0


def test_a_paraphrase_is_supported_by_its_section(index: Index) -> None:
    claim = "Overweeg voor bestuurders en ambtenaren een korte training."
    verdict = check_in_section(index, claim, "5.1")
    assert (verdict.verdict, verdict.evidence) == ("supported", "5.1/23")
    assert verdict.score >= SHOW_THRESHOLD


@pytest.mark.parametrize(
    ("section", "claim", "word"),
    [
        ("4.1", "Er zijn grofweg vijf doelen te onderscheiden.", "vijf/drie"),
        ("3.2", "Het college legt nooit verantwoording af aan de raad.", "nooit"),
        ("2", "Het Unierecht staat onderscheid naar nationaliteit toe.", "geen"),
        ("3.2", "De politie legt altijd verantwoording af aan de raad.", "politie/college"),
        ("5.3.1", "Geef een overhaast antwoord als u het zeker weet.", "ontkenning"),
    ],
)
def test_a_fault_is_contradicted_and_the_reason_names_it(
    index: Index, section: str, claim: str, word: str
) -> None:
    verdict = check_in_section(index, claim, section)
    assert verdict.verdict == "contradicted"
    assert verdict.score < SHOW_THRESHOLD
    assert any(word in reason for reason in verdict.reasons), verdict.reasons


def test_an_addition_is_unsupported_and_the_reason_names_it(index: Index) -> None:
    claim = "Bedank na afloop alle betrokken collega’s met een cadeaubon van vijftig euro."
    verdict = check_in_section(index, claim, "5.5")
    assert (verdict.verdict, verdict.evidence) == ("unsupported", None)
    assert any("cadeaubon" in reason for reason in verdict.reasons)


def test_what_is_true_elsewhere_is_unsupported_here(index: Index) -> None:
    claim = "Overweeg herstelbemiddeling of mediation om verhoudingen te normaliseren."
    assert check_in_section(index, claim, "6.3").verdict == "supported"
    assert check_in_section(index, claim, "5.2").verdict == "unsupported"


def test_a_claim_in_english_is_decided(index: Index) -> None:
    right = check_in_section(index, "The mayor is always responsible for safety.", "5.1")
    wrong = check_in_section(index, "The mayor is never responsible for safety.", "5.1")
    assert (right.verdict, wrong.verdict) == ("supported", "contradicted")


def test_the_weakest_sentence_decides(index: Index) -> None:
    claim = "De burgemeester is altijd verantwoordelijk voor de veiligheid."
    strange = "Hij betaalt de catering uit eigen zak."
    assert check_in_section(index, claim, "5.1").verdict == "supported"
    assert check_in_section(index, f"{claim} {strange}", "5.1").verdict != "supported"


def test_only_the_cited_passages_count(index: Index) -> None:
    claim = "Overweeg voor bestuurders en ambtenaren een korte training."
    assert check_claim(index, claim, ["5.1/23"]).verdict == "supported"
    assert check_claim(index, claim, ["5.1/10"]).verdict != "supported"
    assert check_claim(index, claim, []).verdict == "unsupported"


def test_what_was_said_by_the_writer_of_a_claim_is_left_out_when_learning_from_it(
    index: Index,
) -> None:
    known = next(c for c in TRAINING if c.get("writer") == "third" and c["language"] == "nl")
    whole = found_in_section(index, known["claim"], known["section"])[0].values
    apart = found_in_section(index, known["claim"], known["section"], "third")[0].values
    nearest = "right_words" if known["label"] == "supported" else "wrong_words"
    assert whole[nearest] == pytest.approx(1.0, abs=1e-5)
    assert apart[nearest] < 1.0


def test_a_text_of_which_nothing_else_is_known_is_held_against_a_stricter_threshold(
    index: Index,
) -> None:
    model = load_model()
    assert model.threshold_of_text > model.threshold
    text = "De wethouder opent de avond. De raad besluit in juni over het plan."
    for claim in ("In juni besluit de raad.", "De raad neemt in juni een besluit over het plan.",
                  "De raad opent de avond.", "Het college besluit in juni."):  # fmt: skip
        found = check_in_text(index, claim, text, "nl")
        assert (found.verdict == "supported") == (found.score >= model.threshold_of_text), claim


def test_an_unknown_place_is_an_error(index: Index) -> None:
    with pytest.raises(UnknownPlace, match=r"9\.9"):
        check_in_section(index, "Iets.", "9.9")
    with pytest.raises(UnknownPlace, match=r"5\.1/999"):
        check_claim(index, "Iets.", ["5.1/999"])
    with pytest.raises(ValueError, match="leeg"):
        check_in_section(index, "...", "5.1")


def test_not_only_is_no_denial() -> None:
    plain = read("Dit gaat niet alleen over feiten maar ook over emoties.", "nl")
    assert not any(t.denied for t in plain.tokens)
    assert any(t.denied for t in read("Dit gaat niet over feiten.", "nl").tokens)


@pytest.mark.parametrize(
    ("section", "claim"),
    [
        ("5.2", "De uitnodiging moet helder en eerlijk zijn over het doel van de bijeenkomst."),
        ("6.1", "De bijeenkomst moet vooraf in de driehoek besproken worden."),
        ("5.2", "The municipality should be clear and honest about the purpose of the meeting."),
    ],
)
def test_what_the_guideline_tells_to_do_one_must_do(index: Index, section: str, claim: str) -> None:
    assert check_in_section(index, claim, section).verdict == "supported"


@pytest.mark.parametrize(
    ("sentence", "directs"),
    [
        ("Wees helder over het doel.", True),
        ("Is er onrust? Ga dan in gesprek.", False),  # a passage is read sentence by sentence
        ("Ga dan in gesprek.", True),
        ("De gemeente maakt een plan.", False),
        ("Overweeg een aparte avond.", False),
        ("Be clear about the purpose.", True),
        ("The meeting is open.", False),
    ],
)
def test_a_sentence_in_the_imperative_tells_what_to_do(sentence: str, directs: bool) -> None:
    language: Language = "en" if sentence.split()[0] in ("Be", "The") else "nl"
    assert read(sentence, language).directs is directs


def test_a_duty_is_no_addition_to_an_instruction_and_a_law_is(index: Index) -> None:
    def values(claim: str) -> Mapping[str, float]:
        return found_in_section(index, claim, "5.2")[0].values

    plain = values("De uitnodiging moet helder zijn over het doel.")
    law = values("De uitnodiging is verplicht helder over het doel.")
    assert (plain["must_added"], plain["compulsory_added"]) == (0.0, 0.0)
    assert law["compulsory_added"] == 1.0


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("De driehoek bestaat uit burgemeester, politie en OM.", "supported"),
        ("The triangle consists of mayor, police and public prosecutor.", "supported"),
        ("De driehoek bestaat niet uit burgemeester, politie en OM.", "contradicted"),
        ("De driehoek bestaat uit burgemeester, politie en raadsleden.", "unsupported"),
    ],
)
def test_what_a_group_consists_of_may_stand_in_brackets(
    index: Index, claim: str, verdict: str
) -> None:
    assert check_in_section(index, claim, "6.1").verdict == verdict


def test_a_word_that_only_ties_a_sentence_to_the_one_before_it_can_go(index: Index) -> None:
    claim = "De burgemeester is altijd verantwoordelijk voor de veiligheid."
    assert check_claim(index, claim, ["5.1/17"]).score == 1.0


def test_a_signal_that_speaks_against_never_raises_the_score(index: Index) -> None:
    model = load_model()
    values = dict.fromkeys(model.supported.signals, 0.5)
    missing, there = model.supported.totals([{**values, "number_missing": x} for x in (1.0, 0.0)])
    assert missing <= there


def test_training_claims_are_enough_and_spread() -> None:
    assert len(TRAINING) >= 1500
    assert len({c["section"] for c in TRAINING}) >= 24
    assert min(Counter(c["label"] for c in TRAINING).values()) > 400
    assert len({c["type"] for c in TRAINING}) >= 14


def test_verify_keeps_the_contract(
    index: Index,
    data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("HANDREIKING_DATA", str(data))
    batch = tmp_path / "claims.jsonl"
    lines = [
        json.dumps({"id": "f1", "section": "5.2", "claim": "Ondernemers uit de buurt;"}),
        "{kapot",
        json.dumps({"id": "f2", "section": "9.9", "claim": "Iets."}),
        json.dumps({"id": "f3", "section": "5.2"}),
        json.dumps({"id": "f4", "section": 7.1, "claim": "Facebook wordt niet gebruikt."}),
    ]
    batch.write_text("\n".join(lines), encoding="utf-8")
    assert main(["verify", "--batch", str(batch)]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [f["id"] for f in found] == ["f1", None, "f2", "f3", "f4"]
    fields = {"id", "verdict", "score", "evidence", "reasons"}
    assert set(found[0]) == fields
    assert found[0]["verdict"] == "supported"
    assert all(set(f) == {"id", "error"} for f in found[1:4])
    assert set(found[4]) == fields
    assert found[4]["verdict"] != "supported"


def test_verify_says_in_one_line_what_is_wrong(
    data: Path, index: Index, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HANDREIKING_DATA", str(data))
    assert main(["verify", "Iets.", "--section", "9.9"]) == 2
    assert "Sectie '9.9' bestaat niet" in capsys.readouterr().err
    assert main(["verify", "Iets."]) == 2
    assert "--section" in capsys.readouterr().err
    assert main(["verify", "Er zijn vijf doelen.", "--section", "4.1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "contradicted"


def test_where_the_network_is_not_asked_it_would_not_have_changed_the_verdict(index: Index) -> None:
    model, lost = load_model(), 0
    for claim in written_claims()[::97]:
        found = found_in_section(index, claim.claim, claim.section, claim.writer)
        totals = model.supported.totals([f.values for f in found])
        odds = odds_in_section(index, claim.claim, found)
        for total, said in zip(totals, odds, strict=True):
            if model.lost(total):
                lost += 1
                assert model.probability(total, said) < model.threshold
    assert lost > 50
