"""What is recognised in a brief, where it came from, and what is said about it."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.drafting.draft import kind_named
from assistant.drafting.facts import FactError, facts_of
from assistant.drafting.types import Brief, Facts

TODAY = date(2026, 11, 24)


def read(text: str, kind: str = "invitation", **facts: str) -> Facts:
    return facts_of(Brief(kind, text, facts, today=TODAY), kind_named(kind))


def value(facts: Facts, name: str) -> str:
    fact = facts.get(name)
    return fact.value if fact else ""


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("avond op dinsdag 6 april 2027", "date", "6 april 2027"),
        ("meeting on 8 June 2027 at 20:00", "date", "8 June 2027"),
        ("meeting on June 8, 2027", "date", "June 8, 2027"),
        ("op 12-03-2027 in zaal De Klok", "date", "12-03-2027"),
        ("van 19.00 tot 21.00 uur", "time", "19.00 tot 21.00"),
        ("om half acht in De Brug", "time", "half acht"),
        ("from 7.30 pm in the library", "time", "7.30 pm"),
        ("in dorpshuis De Klok, nog niet besloten", "place", "dorpshuis De Klok"),
        ("om 20:00 uur, café De Zwaan, samenwerken", "place", "café De Zwaan"),
        ("19.30 uur 't Trefpunt", "place", "'t Trefpunt"),
        ("information meeting in the library, decision taken", "place", "the library"),
        ("140 arbeidsmigranten aan de Molenweg", "location", "Molenweg"),
        ("huisvesting op bedrijventerrein Noord", "location", "bedrijventerrein Noord"),
        ("Informatiemarkt tegen de locatie Parallelweg", "location", "Parallelweg"),
        ("Parallelweg 12, 60 werknemers", "location", "Parallelweg 12"),
        ("Parallelweg 60 werknemers", "people", "60"),
        ("14-16 uur, sportpark De Kuil", "time", "14-16"),
        (
            "van 15 tot 17 uur bij basisschool de regenboog, mail",
            "place",
            "basisschool de regenboog",
        ),
        ("7 pm, St. John's church hall. Contact", "place", "St. John's church hall"),
        ("in de raadzaal van het stadhuis voor", "place", "de raadzaal van het stadhuis"),
        ("locatie Oude Haven 5, 96 bedden", "location", "Oude Haven 5"),
        ("60 places at Mill Lane, soon", "location", "Mill Lane"),
        ("initiatiefnemer: FlexWonen B.V.", "initiator", "FlexWonen B.V."),
        ("plan voor 75 plekken", "people", "75"),
        ("over 1.200 arbeidsmigranten", "people", "1.200"),
        ("contact is Team Wonen", "contact", "Team Wonen"),
        ("aanspreekpunt Marjan de Boer", "contact", "Marjan de Boer"),
        ("bel 0800-1234", "contact", "0800-1234"),
        ("vragen naar Team Wonen, wonen@voorbeeld.nl", "contact", "Team Wonen, wonen@voorbeeld.nl"),
        ("initiatiefnemer Flexhuis BV", "initiator", "Flexhuis BV"),
        ("ondertekend door wethouder Jansen", "sender", "wethouder Jansen"),
        ("initiatiefnemer Kestrel bv, 40 plekken", "initiator", "Kestrel bv"),
        ("reageren kan uiterlijk 1 mei 2027", "react_by", "1 mei 2027"),
        ("bij de zaal zijn 35 parkeerplaatsen", "parking", "35 parkeerplaatsen"),
        ("een hal van 1.250 m² aan de Molenweg", "size", "1.250 m²"),
        ("de politie kreeg 9 meldingen", "reports", "9 meldingen"),
        ("contact: k. van soest, mail later", "contact", "k. van soest"),
        ("vragen naar k.soest@voorbeeld.nl", "contact", "k.soest@voorbeeld.nl"),
    ],
)
def test_a_fact_is_read_in_the_users_own_words(text: str, name: str, expected: str) -> None:
    assert value(read(text), name) == expected


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("er is nog niet besloten", "open"),
        ("we zijn nog niet besloten", "open"),
        ("het besluit is al genomen", "taken"),
        ("het college heeft besloten", "taken"),
        ("nothing decided yet", "open"),
        ("decision taken", "taken"),
        ("een avond in mei", ""),
    ],
)
def test_the_status_of_the_decision_is_read(text: str, status: str) -> None:
    assert value(read(text), "status") == status


def test_next_weeks_thursday_becomes_a_day_and_is_asked_back() -> None:
    facts = read("inloopavond volgende week donderdag")
    fact = facts.get("date")
    assert fact is not None
    assert fact.shown == "donderdag 3 december 2026"
    assert [n.kind for n in facts.notices] == ["relative"]


def test_a_certain_date_gets_its_weekday_and_a_date_without_a_year_gets_none() -> None:
    certain, vague = read("op 13 april 2027").get("date"), read("op 13 april").get("date")
    assert certain is not None
    assert vague is not None
    assert (certain.shown, vague.shown) == ("dinsdag 13 april 2027", "13 april")


def test_a_date_in_the_past_is_said() -> None:
    assert [n.kind for n in read("op 3 maart 2025").notices] == ["past"]


def test_a_public_holiday_is_said_by_its_name() -> None:
    (notice,) = read("op 27 april 2027").notices
    assert (notice.kind, "Koningsdag" in notice.text) == ("holiday", True)


def test_a_weekday_tells_that_a_day_was_last_week_and_not_next_year() -> None:
    facts = read("Het college besloot di 17 nov over de huisvesting", "council-letter")
    (notice,) = facts.notices
    assert (notice.kind, "17 november 2026" in notice.text) == ("past", True)
    assert {f.name: f.shown for f in facts.known}["decided_on"] == "dinsdag 17 november"
    assert [n.kind for n in read("avond op wo 17 nov").notices] == []  # 2027


def test_a_wrong_weekday_is_said_and_left_out() -> None:
    facts = read("op woensdag 13 april 2027")
    assert [n.kind for n in facts.notices] == ["weekday"]
    assert facts.get("date").shown == "13 april 2027"  # type: ignore[union-attr]


def test_each_fact_tells_which_words_it_came_from() -> None:
    text = "inloopavond op 13 april 2027 in dorpshuis De Klok"
    for fact in read(text).known:
        if fact.source == "brief":
            assert text[fact.start : fact.start + len(fact.words)] == fact.words


def test_visitors_and_signatures_are_no_residents() -> None:
    assert not value(read("85 bezoekers en een petitie met 800 handtekeningen"), "people")


@pytest.mark.parametrize(
    "text",
    [
        "verslag van de avond waar 64 bewoners waren",
        "terugkoppeling, we verwachten 64 bezoekers",
        "64 bewoners naar de vorige avond kwamen",
        "follow-up, 64 residents came",
    ],
)
def test_people_who_came_are_not_those_who_will_live_there(text: str) -> None:
    facts = read(text, "follow-up")
    assert value(facts, "visitors") == "64"
    assert not value(facts, "people")


def test_whom_to_ask_is_no_subject_of_the_evening() -> None:
    facts = read("verslag van de avond, vragen naar k. van soest, 0612345678", "follow-up")
    assert "k. van soest" in value(facts, "contact")
    assert not value(facts, "topics")


def test_who_asks_is_not_the_initiator() -> None:
    text = "I would like an overview of the process for 50 workers at Mill Lane 4"
    assert not value(read(text, "process"), "initiator")


def test_a_decision_is_read_after_a_colon() -> None:
    assert value(read("raadsbrief\ncollegebesluit: 8 juni 2027", "council-letter"), "decided_on")


def test_the_name_of_a_site_and_its_address_each_have_their_place() -> None:
    text = "Procesoverzicht voor project De Morgenster, 40 plekken aan de Leeuwerikstraat 7."
    facts = read(text, "process")
    assert "De Morgenster" in value(facts, "location")
    assert value(facts, "address") == "Leeuwerikstraat 7"


def test_a_number_alone_is_no_number_of_homes() -> None:
    assert not value(read("aantal kamers: 60", "qa"), "units")


def test_a_quota_is_no_number_of_people() -> None:
    facts = read("maximaal 50 Poolse arbeidsmigranten aan de Molenweg")
    assert not value(facts, "people")
    assert [n.field for n in facts.notices] == ["quota"]


def test_given_facts_override_recognised_ones() -> None:
    facts = read("op 13 april 2027 om 19.30 uur", date="14 april 2027")
    assert value(facts, "date") == "14 april 2027"
    assert facts.get("date").shown == "woensdag 14 april 2027"  # type: ignore[union-attr]


def test_an_unknown_field_or_choice_is_refused_in_a_sentence() -> None:
    with pytest.raises(FactError, match="datum' bestaat niet"):
        read("", datum="13 april 2027")
    with pytest.raises(FactError, match="een van: principle, open, taken"):
        read("", status="misschien")


def test_a_choice_may_be_given_in_ordinary_words() -> None:
    assert value(read("", status="nog niet besloten"), "status") == "open"


def test_the_rumour_is_not_taken_for_the_facts() -> None:
    facts = read(
        "geruchten dat er 400 mensen komen, het zijn 60 werknemers van Van Dam", "spokesperson"
    )
    assert (value(facts, "people"), value(facts, "employer")) == ("60", "Van Dam")


def test_of_two_telephones_the_one_beside_a_name_is_the_contacts() -> None:
    text = (
        "Bewonersbrief. Overlast van de bouw: 06-12345678. Andere vragen: Esther Kok, 0165-555800."
    )
    assert value(read(text, "residents-letter"), "contact") == "Esther Kok, 0165-555800"


def test_the_start_of_a_communication_plan_is_not_that_of_the_residents() -> None:
    text = (
        "communicatieplan Vlasdijk 8, start 4 januari 2027, eerste bewoners komen op 1 oktober 2027"
    )
    facts = read(text, "communication-plan")
    assert value(facts, "plan_start") == "4 januari 2027"
    assert value(facts, "date") == "1 oktober 2027"


@pytest.mark.parametrize(
    "brief",
    [
        "uitnodiging voor de 45 huishoudens rond de Tuinlaan over de oude meelfabriek",
        "brief aan de bewoners van de Boslaan en de Tuinlaan over de oude meelfabriek",
        "bericht: het verkeer rijdt via de Tuinlaan naar de oude meelfabriek",
    ],
)
def test_a_street_of_those_who_are_written_to_or_of_a_route_is_not_the_site(brief: str) -> None:
    assert value(read(brief), "location") == "de oude meelfabriek"


def test_a_value_begins_no_part_of_a_word() -> None:
    facts = read("Er staat in een appgroep dat jongens de boel willen verstoren.", "scenario")
    assert not value(facts, "what").startswith("groep")


@pytest.mark.parametrize(
    ("kind", "field", "brief"),
    [
        ("process", "lead", "Omgevingsmanager Bo Smit, projectleider moet nog worden gevraagd."),
        ("process", "contact", "Er is beleid uit 2019."),
        ("qa", "people", "Minder dan 60 mensen kan niet."),
        ("residents-letter", "deadline", "Vanaf 4 januari komt er een nieuwe beheerder."),
        ("residents-letter", "place", "Brief voor de mensen aan de Elzenweg en de Beukstraat."),
        ("qa", "location", "Projecttrekker Anna Overweg; woordvoerder Bo Smit."),
        ("qa", "deadline", "De krant wil uiterlijk 3 mei 2027 antwoord."),
        ("qa", "people", "Het plan was eerst 90 mensen."),
        ("qa", "people", "Er is een tekort van 900 bedden in de regio."),
        ("council-letter", "people", "Questions: extension 217."),
        ("recovery", "affected", "Niemand is bedreigd."),
        ("follow-up", "date", "De volgende inloop is 15 december, dan komt de beheerder."),
        ("follow-up", "topics", "De beantwoording van de overige vragen: 16 december."),
        ("recovery", "affected", "Bewoners, van wie enkelen thuis zijn bedreigd."),
    ],
)
def test_what_is_said_of_something_else_is_no_value(kind: str, field: str, brief: str) -> None:
    assert value(read(brief, kind), field) == ""


def test_where_to_register_and_where_to_report_are_no_contact_for_questions() -> None:
    facts = read(
        "Aanmelden vóór 3 mei 2027 via hofstede.nl/avond. Vragen naar Bo Smit, 0123-456789."
    )
    assert value(facts, "register_at") == "hofstede.nl/avond"
    assert value(facts, "contact") == "Bo Smit, 0123-456789"
    facts = read("Overlast melden kan bij 14 0297. Contact: Bo Smit, bo@hofstede.nl.", "qa")
    assert value(facts, "report_at") == "14 0297"
    assert value(facts, "contact") == "Bo Smit, bo@hofstede.nl"


def test_the_only_way_to_register_is_the_contact_when_somebody_answers_there() -> None:
    assert value(read("Opgeven bij wonen@hofstede.nl."), "contact") == "wonen@hofstede.nl"
    assert value(read("Opgeven via hofstede.nl/avond."), "contact") == ""


def test_what_is_not_known_is_told_before_the_words_that_say_so() -> None:
    facts = read("Wie het beheer doet weten we nog niet. U hoort meer in mei.", "residents-letter")
    assert value(facts, "unknown") == "Wie het beheer doet"


@pytest.mark.parametrize(
    ("brief", "kind", "name", "expected"),
    [
        ("Ik ben projectleider, Bo Smit.", "process", "lead", "Bo Smit"),
        ("Namens het college tekent wethouder Bo Smit.", "council-letter", "sender", "wethouder Bo Smit"),
        ("Online bijeenkomst, teams.hofstede.nl/avond.", "invitation", "place", "teams.hofstede.nl/avond"),
        ("meepraten over het groen, overige punten liggen vast", "participation", "subject", "het groen"),
        ("no say about the number, only about the entrance", "process", "room", "the entrance"),
        ("hotel waar nu 40 mensen wonen, wil uitbreiden naar 65", "qa", "people", "65"),
    ],
)  # fmt: skip
def test_a_value_is_whole_and_no_more(brief: str, kind: str, name: str, expected: str) -> None:
    assert value(read(brief, kind), name) == expected
