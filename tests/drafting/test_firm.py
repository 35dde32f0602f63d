"""A decision that a brief tells in so many words, and answers that only a network finds."""

from __future__ import annotations

import pytest

from assistant.drafting.draft import make_draft
from assistant.drafting.facts import facts_of
from assistant.drafting.kinds import kinds
from assistant.drafting.types import Brief, Fact


def read(kind: str, brief: str) -> dict[str, Fact]:
    return {f.name: f for f in facts_of(Brief(kind, brief), kinds()[kind]).known}


TAKEN = [
    "De omgevingsvergunning voor huisvesting van 64 mensen in de school De Regenboog, Lindelaan 30, "
    "is op 12 mei 2026 door het college verleend. Wie de beheerder wordt is nog niet zeker.",
    "The executive has already granted the permit (26 January 2027) for 24 workers at Veldweg 9.",
    "Het college gaf op 20 augustus 2026 vergunning voor huisvesting op Kerkpad 19.",
    "De raad had het plan in december 2026 goedgekeurd en dat besluit blijft staan.",
    "The permit for Boslaan 88 (developer StayWell, 140 beds) was granted on 19 January 2027.",
    "Het college heeft vorige week besloten dat het doorgaat. Over het groen is nog ruimte.",
    "Het college zei op 9 februari 2027 definitief ja tegen Landgoedweg 2.",
]


@pytest.mark.parametrize("told", TAKEN)
def test_a_decision_told_in_so_many_words_is_not_asked_back(told: str) -> None:
    status = read("participation", f"Advies participatie gevraagd. {told}")["status"]
    assert (status.value, status.sure) == ("taken", 1.0)


NOT_TAKEN = [
    "Het college heeft in principe besloten om mee te werken aan 40 plekken aan de Dijk 3.",
    "De vergunning is nog niet verleend.",
    "Stel dat het college de vergunning heeft verleend, wat dan?",
    "Het college heeft besloten het voor te leggen; de raad beslist op 4 mei.",
    "Het college weegt alle inbreng mee in het besluit van 23 juni.",
]


@pytest.mark.parametrize("told", NOT_TAKEN)
def test_what_only_resembles_a_decision_is_none(told: str) -> None:
    status = read("participation", f"Advies participatie gevraagd. {told}").get("status")
    assert status is None or status.value != "taken"


ANSWERS = [
    ("communication-plan", "Communicatieplan Kasteellaan 4. Wie er werkt bereiken we via een app in "
     "het Pools. De raad krijgt elk kwartaal een memo, de buurt een nieuwsbrief.",
     "reach", "via een app in het Pools"),
    ("social-media", "Analyse Tolweg 50. Op Facebook praten vooral winkeliers (zakelijk, bang voor minder "
     "gasten) en een raadslid (fel). Robin Terlouw kijkt elke dag mee.", "speakers", "winkeliers"),
    ("scenario", "Kaart voor de avond van 9 mei. Nico Brandsma (crisisbeheersing) heeft de leiding over "
     "veiligheid. Het zou kunnen dat een groep de ingang blokkeert.", "safety_lead", "Nico Brandsma"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "brief", "field", "words"), ANSWERS)
def test_the_answer_to_a_question_of_a_form_is_read(
    kind: str, brief: str, field: str, words: str
) -> None:
    assert words in read(kind, brief)[field].value


def test_a_name_that_only_the_network_reads_is_asked_back_and_no_contact_leads() -> None:
    found = read("social-media", "Analyse Tolweg 50. Kirsten Bol kijkt voor ons mee op de kanalen. "
                 "Vragen naar Daan Smit, 0512-334455.")  # fmt: skip
    assert found["contact"].value.startswith("Daan Smit")
    assert "lead" not in found or found["lead"].sure < 0.95
    assert "lead" not in found or "Daan" not in found["lead"].value


def test_a_day_by_which_there_is_news_is_read_but_not_that_of_an_objection() -> None:
    letter = "Brief voor de Kerkstraat 19: het college gaf de vergunning. Vragen: 0512-778899. {}"
    told = "Wie de beheerder wordt is onbekend; dat is er pas op 1 december, dan schrijven we weer."
    assert read("residents-letter", letter.format(told))["deadline"].value == "1 december"
    objected = read("residents-letter", letter.format("Bezwaar maken kan tot 17 november."))
    assert "deadline" not in objected


def test_what_supports_a_plan_is_not_told_as_against_it() -> None:
    brief = ("Startsituatie Broekstraat. Buurtvereniging Broek is tegen en haalde 230 handtekeningen op, "
             "LTO steunt het.")  # fmt: skip
    assert "LTO" not in read("situation", brief)["opposition"].value


def test_how_often_people_hear_is_told_with_who_does() -> None:
    brief = ("Communication plan for Kasteellaan 4. The council gets a note after every step, residents "
             "a monthly newsletter. We reach the workers through the agency.")  # fmt: skip
    assert (
        read("communication-plan", brief)["frequency"].value.lower().startswith("the council gets")
    )


def test_a_q_and_a_on_a_fire_says_that_there_was_one() -> None:
    brief = ("Maak een Q&A na de brand van 3 november 2026 in de units aan de Havendijk 21. Niemand "
             "gewond, 26 bewoners slapen in sporthal De Boeier. Vragen: 0527-889900.")  # fmt: skip
    text = make_draft(Brief("qa", brief)).text
    assert "Het gaat over de brand van 3 november 2026 in de units aan de Havendijk 21" in text


def test_all_questions_that_people_ask_are_told() -> None:
    brief = ("Q and A for our desk. People ask: is it already a done deal? will my house lose value? "
             "who are these people? Call Ilse (0543-118822).")  # fmt: skip
    assert "who are these people" in read("qa", brief)["asked"].value


def test_about_a_day_has_no_weekday() -> None:
    brief = "Q&A over Lindelaan 30, 64 plekken. De eerste bewoners komen rond 1 maart 2027."
    assert read("qa", brief)["start"].shown == "rond 1 maart 2027"


def test_a_year_is_no_number_of_people() -> None:
    brief = "Herstelaanpak Havenkant. In de units wonen sinds 2024 arbeidsmigranten."
    assert "people" not in read("recovery", brief)


def test_the_moment_of_a_scenario_is_not_what_can_happen() -> None:
    brief = (
        "scenariokaart: op de raadsvergadering van 29 oktober kan een actiegroep de zaal bezetten."
    )
    what = read("scenario", brief).get("what")
    assert what is None or "raadsvergadering" not in what.value
