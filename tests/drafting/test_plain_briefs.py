"""Facts in the loose words of a hurried brief: brackets, short hours, rooms, addresses without "aan de"."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.drafting.doubtful import is_doubted
from assistant.drafting.draft import kind_named, make_draft
from assistant.drafting.facts import facts_of
from assistant.drafting.kinds import kinds
from assistant.drafting.types import Brief

TODAY = date(2026, 11, 24)


def read(text: str, name: str, kind: str = "invitation") -> str:
    fact = facts_of(Brief(kind, text, today=TODAY), kind_named(kind)).get(name)
    return fact.value if fact else ""


def shown(text: str, name: str) -> str:
    fact = facts_of(Brief("invitation", text, today=TODAY), kind_named("invitation")).get(name)
    return fact.shown if fact else ""


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("wo 3 februari 19u-21u in De Schuur", "19u-21 uur"),
        ("avond 8 juni, 19:00-20:30u, dorpshuis De Wiek", "19:00-20:30 uur"),
        ("8 juni, halfnegen, dorpshuis De Wiek", "halfnegen"),
        ("8 juni halfzeven tot acht in De Wiek", "halfzeven tot acht"),
        ("zaterdag 5 juni tussen 10 en 12 uur", "tussen 10 en 12 uur"),
        ("7 June between 18:00 and 20:00, town hall", "between 18:00 and 20:00"),
        ("2 March, half six till eight, town hall", "half six till eight"),
        ("lunch 12.00-13.30 u op 8 april", "12.00-13.30 uur"),
        ("3 maart, acht tot tien uur, in de kerk", "acht tot tien uur"),
        ("11 mei 19:00 uur t/m 21:00 uur in de kerk", "19:00 uur t/m 21:00 uur"),
        ("kick-off 11 June at 19.30h in the library", "19.30"),
    ],
)
def test_hours_are_read_however_short_they_are_written(text: str, time: str) -> None:
    assert shown(text, "time") == time


def test_an_hour_is_not_stretched_to_a_number_of_something_else() -> None:
    assert read("8 juni om half acht tot drie weken later", "time") == "half acht"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("8 juni half 8 in De Schuur (Achterom 3)", "De Schuur (Achterom 3)"),
        ("8 juni 20.00 uur, De Ark, Kerkeland 15", "De Ark, Kerkeland 15"),
        ("zelfde zaal als eerst (De Brink, Achterom 3)", "De Brink, Achterom 3"),
        ("in het gemeentehuis, Marktweg 1 te Oudveen", "het gemeentehuis, Marktweg 1 te Oudveen"),
        ("kleine zaal van café Het Anker, Wal 2.", "kleine zaal van café Het Anker, Wal 2"),
        ("kantine voetbalclub Oranje, Laantje 4, info", "kantine voetbalclub Oranje, Laantje 4"),
        ("in zaal 2 van het stadhuis, 19 uur", "zaal 2 van het stadhuis"),
        ("17.00 uur, vergaderkamer 1.12, aanmelden", "vergaderkamer 1.12"),
        ("16 uur, op de locatie zelf, Zandpad 6", "op de locatie zelf"),
        ("om 10 uur bij familie Smit thuis, Broek 7", "bij familie Smit thuis, Broek 7"),
        ("10u bij ons op kantoor (Plein 1, 3e etage)", "bij ons op kantoor (Plein 1, 3e etage)"),
        ("zaal: De Molen (Wal 8). 72 mensen in het oude raadhuis", "De Molen (Wal 8)"),
        ("22:00, café 't Hoekje te Broekveen, aanmelden", "café 't Hoekje te Broekveen"),
        ("8pm, Room 3, Civic Centre, Market Square 1", "Room 3, Civic Centre, Market Square 1"),
        (
            "in het clubhuis van scouting St. Joris, Bosrand 3",
            "het clubhuis van scouting St. Joris, Bosrand 3",
        ),
        (
            "small hall of St Mary's church, High Street 14, re",
            "small hall of St Mary's church, High Street 14",
        ),
        ("in brasserie Het Station, Perron 1. Daarna", "brasserie Het Station, Perron 1"),
        ("tent op het terrein zelf, bij regen in de school", "op het terrein zelf"),
        ("9u30-11u, kamer 3.14 stadhuis. Over", "kamer 3.14 stadhuis"),
        ("7pm, the Guildhall, Broad Street 9. Do come", "the Guildhall, Broad Street 9"),
        (
            "bij Korfbalvereniging De Hoogte (Sportpad 2). Over",
            "Korfbalvereniging De Hoogte (Sportpad 2)",
        ),
        ("digitale avond (Teams, 12.00 uur)", "Teams"),
        ("on-line via Zoom, 7 pm", "Zoom"),
        ("at 7 pm in the parish hall, Church Lane 2", "the parish hall, Church Lane 2"),
    ],
)
def test_a_place_brings_its_room_and_its_address(text: str, place: str) -> None:
    assert read(text, "place") == place


@pytest.mark.parametrize(
    "text",
    [
        "avond over het hotel, 3 mei",
        "session on the former Elmwood care home",
        "avond over huisvesting in hotel De Zon",
        "Teams van de gemeente zijn aanwezig",
        "Datum en zaal volgen nog",
        "De zaal wordt nog bekend gemaakt",
        "72 arbeidsmigranten in het oude gemeentehuis, Raadhuisstraat 1",
    ],
)
def test_a_building_that_is_only_spoken_of_is_no_place_to_meet(text: str) -> None:
    assert read(text, "place") == ""


@pytest.mark.parametrize(
    ("text", "location"),
    [
        ("brief aan omwonenden van de Parallelweg 44, 88 mensen", "Parallelweg 44"),
        ("residents near Station Road 4, where 66 migrants will live", "Station Road 4"),
        ("2e bijeenkomst over Veerdam 12. Tot dan", "Veerdam 12"),
        ("brief omwonenden Haven 12, daar komen 40 mensen", "Haven 12"),
        ("Bouwavond. Over Havenstraat 9. 58 mensen", "Havenstraat 9"),
        ("neighbours of Mill Lane 9, 44 workers", "Mill Lane 9"),
        ("omwonenden van de voormalige school De Akker", "de voormalige school De Akker"),
        ("over het klooster (Abdijhof 3), 54 plekken", "Abdijhof 3"),
        ("plan Zonhof, 75 man, Hoge Akkerweg 5", "Hoge Akkerweg 5"),
        ("turning the old office on Kerkewijk 12 into rooms", "the old office on Kerkewijk 12"),
        ("60 workers on the Havenkade plot", "Havenkade plot"),
        ("140 mensen naar Agrarisch Park Zuid", "Agrarisch Park Zuid"),
        ("over Zorghotel De Linde, 120 plaatsen", "Zorghotel De Linde"),
        ("open dag huisvesting De Weel, 6 november", "De Weel"),
        ("the former Elmwood care home, 150 workers", "the former Elmwood care home"),
    ],
)
def test_the_site_is_read_where_a_brief_names_it_in_passing(text: str, location: str) -> None:
    assert read(text, "location") == location


@pytest.mark.parametrize(
    "text",
    [
        "20 april om half 9, Zoomstraat 4. Allen welkom",
        "om 10 uur bij ons op kantoor (Stationsplein 1, hoek)",
        "registratie van arbeidsmigranten in de BRP",
        "uitnodiging voor buurt Rietakker",
        "gesprek met de aanwonenden aan de Ringdijk",
        "half acht in De Klok (Achterweg 3)",
        "in het gemeentehuis, Marktplein 1 te Oudveen",
        "Woonvisie 2025, Agenda 2030, Fase 2, Zaal 3",
        "8 juni om 20.00 uur, Kerkeland 15, met koffie",
    ],
)
def test_what_may_be_another_place_is_left_for_the_writer_to_say(text: str) -> None:
    assert read(text, "location") == ""


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("75 arbeidsmigr. aan de Lageweg 12", "people", "75"),
        ("3 gebouwen van 20 plekken, in totaal 60 mensen", "people", "60"),
        ("migrant workers, 96 of them, at Mill Lane 9", "people", "96"),
        ("Transportweg 22, 260 pers. Contact volgt", "people", "260"),
        ("32 units op eigen erf", "people", ""),
        ("daar gaat Nestwonen BV 88 mensen huisvesten", "initiator", "Nestwonen BV"),
        ("op camping De Hut 90 man", "people", "90"),
        ("54 bed spaces at the mill", "people", "54"),
        (
            "Het gaat om Dijk 5, Beheer Oost wil er 36 mensen laten wonen",
            "initiator",
            "Beheer Oost",
        ),
        ("initiatiefnemer: J. de Vries Beheer. Bel", "initiator", "J. de Vries Beheer"),
        ("lunch 12.00-13.30 u op 8 april", "date", "8 april"),
        ("wethouder Karin Smeets nodigt u uit", "sender", "wethouder Karin Smeets"),
        ("in zaal 3. Van: manager Piet Vos", "sender", "manager Piet Vos"),
        ("afzender: college van B&W", "sender", "college van B&W"),
        ("vergunning 9 april verleend", "decided_on", "9 april"),
        ("initiatiefnemer = Stichting Onderdak", "initiator", "Stichting Onderdak"),
        ("plan van Kwekerij Fa. Bos voor 16 units", "initiator", "Kwekerij Fa. Bos"),
        ("Q&A plan Zonhof, 75 man", "initiator", ""),
        ("wil wethouder Bos 60 mensen huisvesten", "initiator", ""),
        ("afzender gemeente Veldhoek", "sender", "gemeente Veldhoek"),
        ("namens gemeente Oudveen voor bewoners", "sender", "gemeente Oudveen"),
        ("namens de gemeente Piet de Boer, 3 mei", "sender", "Piet de Boer"),
        ("invitation from alderman Joost Kramer to all", "sender", "alderman Joost Kramer"),
        ("uitnodiging van burgemeester Els de Wit", "sender", "burgemeester Els de Wit"),
        ("bel Wim Pot 06-12345678", "contact", "Wim Pot 06-12345678"),
        ("contact Jo Hill at jo@example.com", "contact", "Jo Hill at jo@example.com"),
        ("college praat er pas 8 juni over", "discussed_on", "8 juni"),
        ("council takes decision 21 September", "decided_on", "21 September"),
        ("college bespreekt het 2 maart", "discussed_on", "2 maart"),
        ("aanmelden via de LTO of bij Jan Prins 06 1234 5678 vóór 5 mei", "deadline", "5 mei"),
        ("for employers. From: programme manager Liv Berg", "sender", "programme manager Liv Berg"),
        ("mensen van camping De Berk uitnodigen", "employer", ""),
        ("college praat 8 juni met bewoners", "decided_on", ""),
    ],
)
def test_each_other_fact_is_read_and_nothing_is_taken_for_it(
    text: str, name: str, expected: str
) -> None:
    assert read(text, name) == expected


def test_a_topic_to_talk_about_is_no_practical_information() -> None:
    text = "praten over de voorwaarden (beheer, parkeren, afval)"
    assert read(text, "practical") == ""


def test_a_whole_hurried_brief_stands_in_the_draft() -> None:
    text = (
        "uitnodiging inloop wo 3 februari, 19u-21u, kantine voetbalclub Oranje (Laantje 4), voor "
        "omwonenden van de Parallelweg 44. Daar gaat Nestwonen BV 88 arbeidsmigranten huisvesten"
    )
    draft = make_draft(Brief("invitation", text, today=TODAY)).text.lower()
    for told in ("woensdag 3 februari", "19u-21 uur", "kantine voetbalclub Oranje (Laantje 4)",
                 "88 arbeidsmigranten te huisvesten aan de Parallelweg 44"):  # fmt: skip
        assert told.lower() in draft


@pytest.mark.parametrize(
    ("text", "kind", "name", "expected"),
    [
        (
            "bellers over het pension langs de A-weg (Kerkelaan 12)",
            "qa",
            "location",
            "het pension langs de A-weg",
        ),
        ("bellers over het pension langs de A-weg (Kerkelaan 12)", "qa", "address", "Kerkelaan 12"),
        ("for the seasonal workers moving into Meerzicht, on rent", "qa", "location", "Meerzicht"),
        ("executive agreed to 60 places at Roodborst, two", "spokesperson", "place", "Roodborst"),
        ("asking about the rooms at Camp Zandoever", "spokesperson", "place", "Camp Zandoever"),
        ("het college van Beeklaan over Dorpsweg 8", "qa", "location", "Dorpsweg 8"),
        ("Q&A for the workers, on rent and waste. There will be 64 of them.", "qa", "people", "64"),
        ("brief voor de arbeidsmigranten over afval, het worden er 48", "qa", "people", "48"),
        ("vergunning is sinds 14 feb binnen", "qa", "decided_on", "14 feb"),
        ("sinds 3 maart is de omgevingsvergunning verleend", "qa", "decided_on", "3 maart"),
        ("Kerkelaan 12, collegebesluit 9 februari", "qa", "decided_on", "9 februari"),
        ("dat het op 8 juni een principebesluit neemt", "qa", "decided_on", "8 juni"),
        ("Council takes decision 4 October", "qa", "status", "open"),
        ("dat het op 8 juni een besluit neemt", "council-letter", "planned_on", "8 juni"),
        ("vergunning voor Kwekerij Smit BV (Wal 9)", "qa", "initiator", "Kwekerij Smit BV"),
        ("vergunning aan Bosch Vastgoed", "qa", "initiator", "Bosch Vastgoed"),
        ("got a request from Stayhub for 70 workers", "qa", "initiator", "Stayhub"),
        ("bezwaar kan tot en met 2 juni", "qa", "object_by", "tot en met 2 juni"),
        ("objections are possible until 2 June", "qa", "object_by", "until 2 June"),
        (
            "vragen kunnen tot 2 juni 9.00 uur naar Jan Prins",
            "council-letter",
            "questions_by",
            "tot 2 juni 9.00 uur",
        ),
        ("rib over Wal 9. afzender het college", "council-letter", "sender", "het college"),
        (
            "waarin het college van Oudveen de raad informeert over Wal 9",
            "council-letter",
            "sender",
            "het college van Oudveen",
        ),
    ],
)
def test_a_fact_told_in_passing_is_read(text: str, kind: str, name: str, expected: str) -> None:
    assert read(text, name, kind) == expected


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Q&A na de bewonersavond 4 mei in De Stolp", "qa", "location"),
        ("residents meeting is on 4 May in De Stolp", "spokesperson", "place"),
        ("hand out at 19:30, at De Stolp (Kerkelaan 12)", "qa", "location"),
        ("de dorpsraad praat op 3 mei 2027", "qa", "council_on"),
        ("werktijden 7.00-16.00 uur", "residents-letter", "time"),
        ("uitnodiging, reactie moet er zijn op 5 april 2027", "spokesperson", "deadline"),
        ("namens de gemeente Beeklaan", "qa", "location"),
        ("workers moving into Dutch towns", "qa", "location"),
        ("brief over arbeidsmigranten en woningen, het worden er 48", "qa", "people"),
        ("There will be 64 of them", "qa", "people"),
        ("vergunning voor Kerkelaan 12", "qa", "initiator"),
        ("vergunning voor Hotel De Zon", "qa", "initiator"),
        ("press request from De Telegraaf for 3 quotes", "spokesperson", "initiator"),
        ("request from alderman Bos to house people", "qa", "initiator"),
        ("questions and answers to hand out on 4 May", "qa", "deadline"),
        ("vraag-en-antwoordlijst voor 4 mei", "qa", "deadline"),
        ("bezwaar maken kan tot en met 2 juni", "qa", "deadline"),
        ("no decision before 16 May", "residents-letter", "deadline"),
        ("no decision before 16 May", "residents-letter", "decided_on"),
        ("geen bezwaar tot 2 juni ontvangen", "qa", "object_by"),
        ("ontwerpbesluit 3 maart", "qa", "decided_on"),
        ("vragen kunnen tot 2 juni naar Jan Prins", "council-letter", "deadline"),
        ("avond met het college van Oudveen", "council-letter", "sender"),
    ],
)
def test_what_only_looks_like_a_fact_is_left_open(text: str, kind: str, name: str) -> None:
    assert read(text, name, kind) == ""


def test_the_end_of_a_period_stands_as_it_was_told() -> None:
    text = "Q&A. De vergunning is verleend op 3 mei, bezwaar maken kan tot en met 14 juni"
    draft = make_draft(Brief("qa", text, today=TODAY)).text
    assert "Bezwaar maken kan tot en met 14 juni." in draft
    assert "uiterlijk 14 juni" not in draft


def test_a_decision_to_come_stands_in_a_letter_to_the_council() -> None:
    text = "rib: het college meldt dat het op 8 juni een principebesluit neemt over Wal 9"
    draft = make_draft(Brief("council-letter", text, today=TODAY)).text
    assert "Het besluit is gepland op 8 juni." in draft


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        (
            "Op Nextdoor wordt gezegd dat er 500 man komt bij hotel De Linde",
            "social-media",
            "people",
        ),
        ("nieuwsbrief over Flexdorp De Wilg, 90 bewoners", "residents-letter", "neighbourhood"),
        ("brief aan de raad van Horst aan de Maas", "council-letter", "location"),
        ("draaiboek met plan B voor de avond op 4 mei 2027", "runbook", "location"),
        ("camping De Hut, daar wonen 60 mensen", "scenario", "expected"),
        ("Help ons uit de brand met een herstelplan", "recovery", "incident"),
        ("bewonersbrief: bouwhekken vanaf 6 april", "residents-letter", "start"),
        ("Onze burgemeester wil een herstelplan", "recovery", "mayor"),
        ("Bewonersgroep Stop Flexpark komt met een plan", "situation", "initiator"),
        ("Ouders willen een veilige oversteek bij de school", "participation", "initiator"),
        ("Sanne Prins wants a quiet evening", "invitation", "initiator"),
        ("Op de avond kwamen 90 mensen", "situation", "people"),
        ("De petitie van 320 mensen is binnen", "situation", "people"),
        ("Straatcomité Wilgenlaan wil een gesprek", "process", "location"),
        (
            "60 mensen van Tuinderij Kok trekken 3 mei in, en blijven tot 20 juli. Vragen? 070 1234567",
            "residents-letter",
            "object_by",
        ),
        (
            "Van: Mia Kok\nAan: team woordvoering\nDe krant belt straks, ik wil voor 10.00 uur een lijn",
            "spokesperson",
            "spokesperson",
        ),
        ("via Telegramkanaal Dorpsplein gaat een filmpje rond", "recovery", "location"),
    ],
)
def test_a_fact_of_another_kind_is_not_taken_for_this_one(text: str, kind: str, name: str) -> None:
    assert read(text, name, kind) == ""


def test_a_period_is_read_from_its_first_day_to_its_last() -> None:
    text = "omgevingsanalyse, periode 1 maart tot 15 april, facebookgroep Lindedorp Praat"
    assert read(text, "period", "social-media") == "1 maart tot 15 april"


def test_of_a_rumour_and_what_is_true_the_true_number_is_read() -> None:
    text = "In de buurtapp gaat rond dat er 300 mensen komen op de Dijkweg, het zijn er 75."
    assert read(text, "people", "social-media") == "75"


def test_the_word_on_the_next_line_is_no_name() -> None:
    text = "Van: Joke Prins, projectleider\nOnderwerp: draaiboek voor de inloop op 12 mei"
    assert read(text, "lead", "runbook") == "Joke Prins"


PLANNED = ("er is een plan", "er ligt een plan", "plan voor huisvesting", "there is a plan")


@pytest.mark.parametrize(
    "kind", ["invitation", "qa", "spokesperson", "council-letter", "residents-letter"]
)
@pytest.mark.parametrize(
    "brief",
    [
        "ruit ingegooid bij pension De Zeeuw, daar wonen sinds mei 38 werknemers",
        "Pension De Zeeuw, waar 38 seizoenarbeiders wonen, krijgt een nieuwe beheerder",
        "A window was broken at Parkway Lodge, where 38 workers live",
        "pension De Zeeuw, 38 bedden, in gebruik sinds 2024",
    ],
)
def test_of_a_site_where_people_live_already_no_plan_is_told(brief: str, kind: str) -> None:
    draft = make_draft(Brief(kind, brief))
    text = draft.text.lower()
    assert not [words for words in PLANNED if words in text]
    assert any(words in text for words in ("wonen", "already", "live", "in gebruik"))


@pytest.mark.parametrize("kind", ["invitation", "qa", "residents-letter"])
@pytest.mark.parametrize(
    "brief",
    [
        "seizoenwerkers slapen nu in auto's, daarom willen we 38 plekken bouwen bij De Zeeuw",
        "at Parkway Lodge, where 38 workers will live",
    ],
)
def test_where_people_are_still_to_come_there_is_a_plan(brief: str, kind: str) -> None:
    text = make_draft(Brief(kind, brief)).text.lower()
    assert "er is een plan" in text or "there is a plan" in text


@pytest.mark.parametrize("kind", ["invitation", "qa", "residents-letter"])
@pytest.mark.parametrize(
    "brief",
    [
        "vanaf 1 mei wonen er 38 arbeidsmigranten in pension De Zeeuw",
        "er wonen straks 38 arbeidsmigranten in pension De Zeeuw",
    ],
)
def test_where_it_is_sure_that_people_come_none_live_there_yet(brief: str, kind: str) -> None:
    draft = make_draft(Brief(kind, brief))
    assert not any(f.name == "inhabited" for f in draft.facts)
    status = [f for f in draft.facts if f.name == "status"]
    assert all(is_doubted(f, kinds()[kind]) for f in status)


@pytest.mark.parametrize(
    ("brief", "substance"),
    [
        ("college heeft 8 juni 2027 ingestemd met 31 plekken voor zeven jaar, exploitant Hulst",
         "31 plekken voor zeven jaar"),
        ("Het college heeft 3 februari besloten mee te werken aan 26 kamers op Dijkweg 4. Meer volgt.",
         "mee te werken aan 26 kamers op Dijkweg 4"),
        ("the executive agreed to 40 places at Parklaan 4 on 3 May 2027", "40 places at Parklaan 4"),
    ],
)  # fmt: skip
def test_what_was_decided_is_said_whole_with_the_facts_in_it(brief: str, substance: str) -> None:
    draft = make_draft(Brief("council-letter", brief))
    facts = {f.name: f.value for f in draft.facts}
    assert facts["substance"] == substance
    assert facts.get("people") or facts.get("units")
    assert substance in draft.text


COUNCIL = (
    "raadsbrief: college heeft op 9 maart 2027 ingestemd met 26 kamers in de oude drukkerij"
    " Letterhof, raad praat erover op 22 april, reageren kan tot 6 mei"
)


def test_each_day_of_a_letter_to_the_council_has_its_own_place() -> None:
    draft = make_draft(Brief("council-letter", COUNCIL))
    days = {
        f.name: f.value
        for f in draft.facts
        if f.name in ("decided_on", "council_on", "comments_by")
    }
    assert days == {
        "decided_on": "9 maart 2027",
        "council_on": "22 april",
        "comments_by": "6 mei",
    }
    assert "deadline" in {m.field for m in draft.missing}


def test_the_last_day_for_questions_is_no_term_for_objections() -> None:
    brief = "bewonersbrief over Dijkweg 4, vragen kunnen tot 10 februari naar Sanne Bakker"
    assert "bezwaar" not in make_draft(Brief("residents-letter", brief)).text.lower()


def test_what_spokespersons_answer_is_not_promised_for_the_last_day_to_react() -> None:
    draft = make_draft(Brief("spokesperson", "woordvoering Dijkweg 4, reageren kan tot 11 maart"))
    assert "deadline" in {m.field for m in draft.missing}
    assert "Reageren kan tot 11 maart." in draft.text


def test_a_site_with_its_street_is_not_on_the_site_as_on_a_street() -> None:
    brief = "bewonersbrief over pension De Zeeuw aan de Molenweg 12 in Oudveen, 38 werknemers"
    text = make_draft(Brief("residents-letter", brief)).text
    assert "aan de pension" not in text
    assert "in pension De Zeeuw aan de Molenweg 12" in text


def test_the_words_of_a_choice_are_shown_as_they_stand_in_the_brief() -> None:
    brief = "raadsbrief Dijkweg 4: college heeft op 9 maart 2027 ingestemd met 26 kamers"
    draft = make_draft(Brief("council-letter", brief))
    assert all("\x00" not in f.words for f in draft.facts)


@pytest.mark.parametrize(
    ("kind", "brief", "field"),
    [
        ("participation", "Hulst zet 18 chalets op Dijkweg 4, daar wonen 250 mensen omheen",
         "people"),
        ("runbook", "draaiboek voor een middag met de buren (40 personen) over Dijkweg 4", "people"),
        ("spokesperson", "lines on Dijkweg 4: the talk was postponed because the hall flooded",
         "reason"),
        ("council-letter", "raadsbrief: het pension op Dijkweg 4 sluit omdat het dak lekt",
         "reason"),
        ("situation", "Hulst wants to house 90 workers at business park Noord", "employer"),
        ("process", "rollen bij Dijkweg 4, voor de stagiair, Eva Vos. Zij start 7 juni",
         "start"),
        ("qa", "Q&A on Parkway 4; neighbours may reply until 5 October", "deadline"),
        ("residents-letter", "brief over Dijkweg 4; u meldt zich vóór 2 december", "deadline"),
    ],
)  # fmt: skip
def test_what_only_looks_like_the_fact_of_a_field_does_not_fill_it(
    kind: str, brief: str, field: str
) -> None:
    assert read(brief, field, kind) == ""


@pytest.mark.parametrize(
    "brief",
    [
        "bewonersbrief Dijkweg 4, omdat mensen die hier werken een goede plek verdienen",
        "bewonersbrief: we willen 40 mensen huisvesten omdat mensen die hier werken een goede plek"
        " verdienen",
    ],
)
def test_a_reason_of_the_municipality_is_read(brief: str) -> None:
    assert "goede plek" in read(brief, "reason", "residents-letter")


@pytest.mark.parametrize(
    ("kind", "brief", "words"),
    [
        ("qa", "Q&A Dijkweg 4. Reageren op het ontwerp: tm donderdag 11 maart.",
         "Reageren kan tm donderdag 11 maart."),
        ("residents-letter", "bericht over Lindelaan 12. De aannemer heet Bouwgroep Noord.",
         "Bouwgroep Noord"),
        ("residents-letter", "bericht: Eind oktober wonen er 28 mensen op Lindelaan 12.",
         "eind oktober"),
        ("invitation", "uitnodiging 7 sept, zaal De Eik, 19u15-20u45", "19u15-20u45, "),
        ("council-letter", "raadsbrief: B en W hebben maandag, 8 juni, ingestemd met 35 plekken",
         "8 juni heeft het college een besluit genomen"),
    ],
)  # fmt: skip
def test_a_fact_stands_in_its_sentence_as_one_writes(kind: str, brief: str, words: str) -> None:
    draft = make_draft(Brief(kind, brief))
    assert words in draft.text.partition("## [")[0]
    assert "heet Bouwgroep" not in draft.text
