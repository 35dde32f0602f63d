"""From question to answer, on the real guideline."""

from __future__ import annotations

import pytest

from assistant.answering import Assistant, InputError
from assistant.cli import answer_json
from assistant.phrases import FollowUp, follow_up_questions
from assistant.retrieval import GuidelineRetriever
from assistant.types import Answer, Message, Turn

BROAD = (
    "Hoe bereid ik een bijeenkomst voor?",
    "Wat doe ik bij agressie in de zaal?",
    "Hoe ga ik om met sociale media?",
    "How do I prepare a meeting?",
    "Wat is de rol van de burgemeester?",
)


def ask(assistant: Assistant, question: str, *history: tuple[str, str]) -> Answer:
    messages = tuple(Message("user" if r == "user" else "assistant", t) for r, t in history)
    return assistant.answer(Turn(question, messages))


@pytest.mark.parametrize("question", BROAD)
def test_every_claim_is_verbatim_in_the_passage_that_it_cites(
    assistant: Assistant, question: str
) -> None:
    answer = ask(assistant, question)
    assert answer.claims
    for claim in answer.claims:
        cited = [assistant.index.passage(p, answer.language) for p in claim.citations]
        assert any(claim.text in passage.text for passage in cited)


@pytest.mark.parametrize("question", BROAD)
def test_no_sentence_comes_twice(assistant: Assistant, question: str) -> None:
    said = [claim.text for claim in ask(assistant, question).claims]
    assert len(said) == len(set(said))


@pytest.mark.parametrize("question", BROAD)
def test_the_same_question_gives_the_same_answer(assistant: Assistant, question: str) -> None:
    one, two = (answer_json(ask(assistant, question)) for _ in range(2))
    assert {**one, "seconds": 0} == {**two, "seconds": 0}


def test_the_four_steps_come_whole_and_in_order(assistant: Assistant) -> None:
    answer = ask(assistant, "Welke vier stappen zijn er voor veiligheidsrisico's?")
    steps = [c.text for c in answer.claims if c.text.startswith("Stap")]
    assert [s[:6] for s in steps] == ["Stap 1", "Stap 2", "Stap 3", "Stap 4"]
    assert {c.section for c in answer.citations} == {"6.1"}


def test_the_five_phases_come_whole_and_alone(assistant: Assistant) -> None:
    answer = ask(assistant, "Noem de fasen van het stappenplan communicatie")
    assert [c.text[:6] for c in answer.claims] == [f"Fase {n}" for n in range(1, 6)]
    english = ask(assistant, "Name the phases of the communication plan")
    assert [c.text[:7] for c in english.claims] == [f"Phase {n}" for n in range(1, 6)]


def test_the_quota_footnote_answers_a_quota_question(assistant: Assistant) -> None:
    answer = ask(assistant, "Kunnen wij een quotum instellen voor Poolse arbeidsmigranten?")
    assert any("Unierecht" in claim.text for claim in answer.claims)


@pytest.mark.parametrize(
    "question", ["Wat voor weer wordt het morgen?", "Wie won de verkiezingen?"]
)
def test_what_the_guideline_does_not_say_is_declined(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert answer.abstained
    assert answer.claims == ()
    assert answer.text.startswith("Daarover staat niets in de handreiking.")


@pytest.mark.parametrize("said", ["Hoi", "dank je wel!", "Wat kun je?", "thanks", "Hello"])
def test_small_talk_gets_a_fitting_word(assistant: Assistant, said: str) -> None:
    answer = ask(assistant, said)
    assert not answer.abstained
    assert answer.claims == ()


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("", "Er staat geen vraag"),
        ("   \n", "Er staat geen vraag"),
        ("a" * 20_000, "het maximum is 2000"),
        ("😀🎉", "bevat geen woorden"),
        ("?!...", "bevat geen woorden"),
        ("Wie kann ich die Anwohner zur Versammlung einladen?", "Nederlands en het Engels"),
        ("Как пригласить жителей на встречу?", "Nederlands en het Engels"),
    ],
)
def test_bad_input_gets_a_clear_dutch_line(assistant: Assistant, question: str, line: str) -> None:
    with pytest.raises(InputError, match=line):
        ask(assistant, question)


def test_control_characters_and_markup_do_not_change_the_answer(assistant: Assistant) -> None:
    plain = ask(assistant, "Wat is bijvangst?")
    dressed = ask(assistant, "<b>Wat\x00 is</b> bijvangst?\u200b")
    assert dressed.claims == plain.claims


def test_an_english_question_is_answered_from_the_english_edition(assistant: Assistant) -> None:
    answer = ask(assistant, "What is the role of the mayor?")
    assert answer.language == "en"
    assert answer.lead.startswith(("This is", "The guideline"))
    assert any("mayor" in claim.text for claim in answer.claims)


def test_an_english_answer_is_marked_as_a_translation_with_the_original_beside_it(
    assistant: Assistant,
) -> None:
    answer = ask(assistant, "What is the role of the mayor?")
    assert "Unofficial translation" in answer.text
    originals = {p.id: p.text for p in assistant.index.passages}
    assert answer.citations
    for citation in answer.citations:
        assert citation.quote == originals[citation.passage]
        assert citation.translation
        assert citation.translation != citation.quote


def test_a_follow_up_is_understood_from_the_question_before(assistant: Assistant) -> None:
    history = (("user", "Hoe zet ik een klankbordgroep op?"), ("assistant", "..."))
    answer = ask(assistant, "En wie zit die voor?", *history)
    assert "klankbordgroep" in answer.standalone_question


def test_a_new_subject_is_not_dragged_back(assistant: Assistant) -> None:
    history = (("user", "Hoe zet ik een klankbordgroep op?"), ("assistant", "..."))
    answer = ask(assistant, "Hoe gebruiken inwoners sociale media?", *history)
    assert "klankbordgroep" not in answer.standalone_question


@pytest.mark.parametrize(
    "follow_up", follow_up_questions(), ids=lambda f: f"{f.section} {f.nl[:30]}"
)
def test_every_follow_up_question_is_answered_from_its_section(
    assistant: Assistant, follow_up: FollowUp
) -> None:
    for question in (follow_up.nl, follow_up.en):
        answer = ask(assistant, question)
        assert not answer.abstained, question
        assert follow_up.section in answer.ranking[:3], question


def test_the_retriever_is_a_langchain_retriever(assistant: Assistant) -> None:
    documents = GuidelineRetriever(index=assistant.index, k=3).invoke("klankbordgroep")
    assert len(documents) == 3
    assert all("klankbordgroep" in d.page_content.lower() for d in documents)


def test_a_declined_question_is_sent_to_the_sections_that_touch_on_its_topic(
    assistant: Assistant,
) -> None:
    answer = ask(assistant, "Wat is het minimumloon voor een uitzendkracht?")
    wages = next(t for t in assistant.index.outside if t.id == "wages")
    assert answer.abstained
    assert all(f"§{section} (" in answer.lead for section in wages.near)


def test_a_question_for_a_reason_is_not_taken_for_one_about_the_whole(assistant: Assistant) -> None:
    answer = ask(assistant, "Hoe leg ik uit waarom de gemeente arbeidsmigranten wil huisvesten?")
    assert answer.claims
    assert {p.rpartition("/")[0] for c in answer.claims for p in c.citations} <= {"3.2", "2", "B1"}


@pytest.mark.parametrize(
    "question",
    ["Wat is het verschil tussen raadplegen en informeren?",
     "What's the difference between consulting and informing?"],
)  # fmt: skip
def test_a_difference_between_columns_is_told_column_by_column(
    assistant: Assistant, question: str
) -> None:
    answer = ask(assistant, question)
    cells = [{c.citations[0] for c in group.claims} for group in answer.groups]
    columns = [{assistant.index.passage(p).column for p in those} for those in cells]
    assert columns == [{"Adviseren/raadplegen"}, {"Informeren"}]
    assert [g.heading for g in answer.groups] == [
        assistant.index.passage(min(those), answer.language).column for those in cells
    ]


def test_a_question_about_more_than_a_column_is_no_column_question(assistant: Assistant) -> None:
    answer = ask(assistant, "Hoe informeer je de pers?")
    assert not all(
        assistant.index.passage(p).kind == "cell" for c in answer.claims for p in c.citations
    )


def test_a_yes_or_no_question_does_not_get_a_list_of_a_dozen(assistant: Assistant) -> None:
    answer = ask(assistant, "Moeten we de arbeidsmigranten zelf ook uitnodigen?")
    assert any("arbeidsmigranten of hun sleutelpersonen" in c.text for c in answer.claims)
    assert len(answer.claims) <= assistant.settings.max_claims


@pytest.mark.parametrize("question", ["Wat doe ik met geruchten?", "Hoe ga je om met nepnieuws?"])
def test_one_word_of_a_longer_label_names_no_column(assistant: Assistant, question: str) -> None:
    answer = assistant.answer(Turn(question))
    assert not answer.claims or any(not c.citations[0].startswith("4.1/") for c in answer.claims)
