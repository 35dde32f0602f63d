"""A draft says no more than the brief: a decision in principle, "most of them", "from 1 March"."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.drafting.draft import make_draft
from assistant.drafting.kinds import kinds
from assistant.drafting.types import Brief
from assistant.types import Language

TODAY = date(2026, 11, 24)
WITH_STATUS = [name for name, kind in kinds().items() if "status" in kind.fields]


def body(kind: str, brief: str, language: Language = "nl") -> str:
    draft = make_draft(Brief(kind, brief, language=language, today=TODAY))
    return draft.text.partition("\n## [")[0]


@pytest.mark.parametrize("kind", WITH_STATUS)
def test_a_decision_in_principle_is_neither_still_open_nor_final(kind: str) -> None:
    brief = "Het college heeft op 10 november in principe ingestemd met 60 plekken aan de Dijk 5."
    text = body(kind, brief)
    assert "nog niet besloten" not in text
    assert "besluit is genomen." not in text
    assert "rincipe" in text or kind in ("recovery", "follow-up")
    english = "The executive agreed in principle on 10 November to house 60 workers at Dyke Road 5."
    assert "The decision has been taken." not in body(kind, english, "en")


@pytest.mark.parametrize(
    ("brief", "status"),
    [
        ("Het college neemt op 15 december een principebesluit.", "open"),
        ("Er is nog geen principebesluit genomen.", "open"),
        ("Het principebesluit is genomen op 3 oktober.", "principle"),
        ("Het college is in principe akkoord.", "principle"),
        ("The council approved it in principle.", "principle"),
        ("Op 24 november heeft het college besloten de vergunning te verlenen.", "taken"),
    ],
)
def test_what_was_decided_is_read_as_told(brief: str, status: str) -> None:
    fact = next(f for f in make_draft(Brief("qa", brief)).facts if f.name == "status")
    assert fact.value == status


def test_the_day_of_a_decision_in_principle_is_not_that_of_the_decision() -> None:
    brief = (
        "Het college is op 10 november in principe akkoord. De raad beslist op 18 februari 2027."
    )
    facts = {f.name: f.value for f in make_draft(Brief("participation", brief)).facts}
    assert facts["principle_on"] == "10 november"
    assert facts.get("decided_on") != "10 november"


INVITATION = (
    "uitnodiging inloopavond 12 maart 2027 19.30 uur in De Klok over 60 arbeidsmigranten, Flexhuis "
    "BV wil bouwen, nog niet besloten, we willen horen wat mensen vinden"
)


def test_an_invitation_promises_no_tables_and_no_company_that_the_brief_does_not_name() -> None:
    text = body("invitation", INVITATION)
    assert "tafel" not in text
    assert "De initiatiefnemer is Flexhuis BV." in text
    assert "Aan tafels kunt u" in body("invitation", f"{INVITATION}. Er zijn thematafels.")
    assert "Ook Flexhuis BV is erbij." in body("invitation", f"{INVITATION}. Flexhuis BV is erbij.")


def test_people_can_drop_in_at_any_time_unless_a_programme_starts() -> None:
    anytime = "U kunt binnenlopen wanneer het u uitkomt."
    assert anytime in body("invitation", INVITATION)
    assert anytime not in body("invitation", f"{INVITATION}. Programma begint om 20.00 uur.")


@pytest.mark.parametrize(
    ("kind", "brief", "words"),
    [
        ("qa", "Eerste bewoners vanaf maandag 1 maart 2027.", "komen vanaf maandag 1 maart 2027"),
        ("residents-letter", "Bouw pas na de zomer.", "Het werk begint pas na de zomer."),
        ("residents-letter", "Plan Kade 3. Eerste bewoners maart 2027 (verwacht).",
         "komen de eerste bewoners in maart 2027 (verwacht)."),
        ("residents-letter", "Bouw op 3 mei 2027.", "Het werk begint op maandag 3 mei 2027."),
        ("residents-letter", "Ze werken vooral bij Hoek BV.", "werken vooral bij Hoek BV"),
        ("residents-letter", "Ze werken bij Hoek BV.", "werken bij Hoek BV"),
        ("process", "Raad heeft bindend advies, college beslist.", "College besluit na bindend advies"),
        ("council-letter", "Reden: er wonen ca. 70 mensen in de wijk.", "er wonen ca. 70 mensen in"),
    ],
)  # fmt: skip
def test_what_limits_a_fact_stays_with_it(kind: str, brief: str, words: str) -> None:
    assert words in body(kind, brief)


@pytest.mark.parametrize(
    ("kind", "brief", "name"),
    [
        ("council-letter", "De toezegging aan de fractie komt in een aparte brief.", "ground"),
        ("participation", "Een paar mensen kennen hem goed.", "group"),
        ("residents-letter", "Nu wonen er ca. 70 mensen verspreid in rijtjeshuizen.", "inhabited"),
        ("participation", "Binnen 300 meter staan 18 woningen.", "units"),
        ("follow-up", "Niet toegezegd: minder dan 55.", "done"),
        ("council-letter", "Flexhuis liet op 20 november weten te stoppen.", "deadline"),
        (
            "communication-plan",
            "The council adopts the policy on labour migrants on 26 January.",
            "date",
        ),
        ("social-media", "Brand in een schuur. Oorzaak nog in onderzoek bij politie.", "status"),
        ("qa", "Om de locatie heen staan 27 woningen.", "units"),
        ("spokesperson", "Plan voor 40 plekken. Zorgen: hard rijden en de school.", "reason"),
        ("spokesperson", "Noem niet wie het gelekt zou hebben.", "leak"),
        ("participation", "De raad heeft op 29 oktober plek en aantal vastgesteld.", "council_on"),
        ("council-letter", "In de raad van 19 november is hierom gevraagd.", "council_on"),
        ("participation", "In de raad van 29 oktober is de plek vastgesteld.", "council_on"),
        (
            "communication-plan",
            "De laatste ouderen verhuizen in december, dan 70 werknemers.",
            "stage",
        ),
        ("spokesperson", "Het college bespreekt het plan op 12 januari.", "decided_on"),
        ("invitation", "Bezwaar maken kan tot en met 5 januari.", "react_by"),
        ("runbook", "Daarna spreekt Van Dijk van exploitant Lodges.", "location"),
        ("residents-letter", "Bouwverkeer gaat niet door de Dorpsstraat.", "place"),
        ("residents-letter", "De verhuurder, Achterhoek Rooms, kreeg een last.", "initiator"),
        ("residents-letter", "Wie overlast heeft, kan bellen via 0544-550300.", "contact"),
        ("participation", "Still open: how it looks.", "status"),
        ("participation", "Around it: 34 homes and a school.", "units"),
        ("spokesperson", "Woordvoering doet de wethouder, niet de burgemeester.", "speaks"),
        ("spokesperson", "Persvoorlichter is Roy Bos, 06-12345678.", "contact"),
        ("spokesperson", "The council decided in 2024 that hotels stay open.", "taken_by"),
        ("qa", "De raad heeft nog niet besloten.", "taken_by"),
    ],
)
def test_what_means_something_else_fills_no_field(kind: str, brief: str, name: str) -> None:
    assert name not in {f.name for f in make_draft(Brief(kind, brief, today=TODAY)).facts}


@pytest.mark.parametrize(
    ("kind", "brief", "name", "value"),
    [
        ("spokesperson", "Petitioners say that 400 people come; the application is for 120.",
         "people", "120"),
        ("social-media", "Post claims that a contract for 300 workers was signed; it is an enquiry "
         "for 80.", "people", "80"),
        ("runbook", "De zaal is open vanaf 18.45 uur, het programma loopt van 19.30 tot 21.00 uur.",
         "time", "19.30 tot 21.00"),
        ("invitation", "19.30 uur inloop, start 19.45 uur tot ca 21.15.",
         "time", "19.45 uur tot ca 21.15"),
        ("residents-letter", "Beheerder Jan Smit is bereikbaar op 06-55500417. Vragen? Bel 14 0297.",
         "contact", "14 0297"),
        ("residents-letter", "Beheerder Jan Smit is bereikbaar op 06-55500417. Vragen? Bel 14 0297.",
         "manager_at", "06-55500417"),
        ("residents-letter", "Vragen over de bouw: uitvoerder Ruud Pastoor, 06-55501234.",
         "works_at", "uitvoerder Ruud Pastoor, 06-55501234"),
        ("residents-letter", "Het college zegt nee tegen 200 arbeidsmigranten op De Hanze.",
         "stage", "cancelled"),
        ("runbook", "Zaal De Spil, open 18.45, begin 19.30, einde 21.30.", "time", "19.30"),
        ("process", "Wijnen organiseert de dialoog. Projectleider Femke van Rens.", "lead",
         "Femke van Rens"),
        ("scenario", "Verzamelplek: parkeerplaats Welkoop. Opvang bij brand: sporthal De Bongerd, "
         "sleutel bij Gerda.", "assembly", "parkeerplaats Welkoop"),
        ("scenario", "Verzamelplek: parkeerplaats Welkoop. Opvang bij brand: sporthal De Bongerd, "
         "sleutel bij Gerda.", "shelter", "sporthal De Bongerd"),
        ("social-media", "Op X bijna niks, wel tweet raadslid Van Gelder met vragen.", "on_x",
         "bijna niks, wel tweet raadslid Van Gelder met vragen"),
        ("social-media", "Instagram quiet, the rest is on Facebook.", "on_instagram", "quiet"),
        ("participation", "College heeft in principe ja gezegd op 10 november.", "principle_on",
         "10 november"),
    ],
)  # fmt: skip
def test_a_fact_is_taken_from_where_it_is_told(
    kind: str, brief: str, name: str, value: str
) -> None:
    facts = {f.name: f.value for f in make_draft(Brief(kind, brief, today=TODAY)).facts}
    assert facts.get(name) == value


@pytest.mark.parametrize(
    ("kind", "brief", "name"),
    [
        ("qa", "Beheerder 7 dagen per week, daarna telefonisch bereikbaar op 0516-555 033.",
         "contact"),
        ("recovery", "Sinds april 23 meldingen over geluid.", "date"),
        ("recovery", "De onrust was in het najaar. Spreekuur in het dorpshuis op 8 december.", "date"),
        ("scenario", "Bij brand belt zij 112.", "people"),
        ("scenario", "Niet iedereen spreekt Nederlands of Engels.", "spokesperson"),
        ("council-letter", "De raad hoeft niets te besluiten.", "status"),
        ("council-letter", "Huisvesting van 160 arbeidsmigranten bij glastuinbouwgebied De Beek.",
         "employer"),
        ("social-media", 'Bericht van Rob V.: "wordt 1 groot hotel, 500 man, al getekend".', "people"),
        ("scenario", "Night manager on board from 22:00 to 07:00.", "time"),
        ("scenario", "Fire on the ship. Emergency 112.", "location"),
        ("situation", "Some notes. Built 1891, empty since 2021.", "location"),
        ("participation", "Rondom: 23 woningen direct ernaast.", "units"),
        ("runbook", "Bewonersavond 9 december. Beveiliging 2 man discreet bij ingang.", "people"),
        ("residents-letter", "Gewone vergunning, procedure 3 maanden.", "duration"),
        ("residents-letter", "De bouw moet klaar zijn half april.", "building_on"),
        ("participation", "Omgeving: circa 160 woningen en een winkel.", "units"),
        ("communication-plan", "Doelgroepen: 25 bedrijven op het terrein, 60 woningen.", "units"),
        ("follow-up", "Afgesproken is dat de groep elke drie maanden bij elkaar komt.", "duration"),
        ("qa", "For noise at night: police, 0900-8844.", "contact"),
        ("process", "Proces en rollen beleidsnota huisvesting 2027-2031.", "contact"),
        ("process", "Proces en rollen beleidsnota huisvesting 2027-2031.", "policy"),
        ("qa", "Since the summer 55 workers from Bulgaria live there.", "employer"),
        ("recovery", "Bewonersgroep (woordvoerder Tine Bos) wil niet praten.", "spokesperson"),
        ("scenario", "De bus van de vroege dienst gaat 4.45 u.", "time"),
        ("runbook", "Griffier Frits regelt tijd en volgorde.", "lead"),
        ("communication-plan", "Capaciteit 1 communicatieadviseur.", "lead"),
        ("spokesperson", "De locatielijst (5 plekken) ligt bij de pers.", "people"),
        ("council-letter", "In de raad van 8 juli is hierom gevraagd.", "council_on"),
        ("council-letter", "De 17 bewoners zijn elders ondergebracht.", "residents"),
        ("recovery", "Dat is niet gebeurd: het college besloot toch.", "incident"),
        ("scenario", "koolmonoxide, winterunits Vaart, 30 bewoners", "incident"),
        ("follow-up", "Gisteren zaten we met de klankbordgroep.", "panel"),
        ("runbook", "Inloop 16.00-20.00. De zaal sluit 20.30.", "end_time"),
        ("runbook", "Zaal kan 180 hebben volgens de beheerder (Gerda, 06-55533210).", "contact"),
        ("follow-up", "Ik bel verhuurder Sikkema over een aanspreekpunt.", "contact"),
        ("spokesperson", "Zij hoorden 600 arbeidsmigranten.", "people"),
        ("follow-up", "Meest genoemd: sluipverkeer over de Napoleonsbaan.", "location"),
        ("recovery", "Twee mensen hebben gebeld, een is echt bang.", "affected"),
        ("scenario", "Opvang in de sporthal, sleutel Ali Yildiz 06-55578120.", "contact"),
        ("residents-letter", "De bouw begint op 11 januari, dus niet in december. Reden: de aannemer "
         "wacht op de trap.", "reason"),
        ("scenario", "Neighbours at 5 and 9 may need to leave.", "date"),
        ("participation", "14 huishoudens, twee gezinnen fel tegen.", "resistance"),
        ("participation", "Zes buren willen praten.", "group"),
        ("qa", "Waar parkeren ze (eigen terrein, 40 plekken)?", "people"),
        ("invitation", "Aanmelden hoeft niet, wel fijn: vóór 7 december via wonen@oudewerve.nl.",
         "contact"),
        ("invitation", "Aanmelden graag tot en met donderdag 10 december bij Anja de Rooij van de "
         "balie, 0348 555 210.", "contact"),
        ("social-media", "Op X bijna niks.", "channels"),
        ("runbook", "Bewonersavond 9 december. EuroHome presenteert niet.", "explains"),
        ("spokesperson", "Wij zouden het hotel gekocht hebben voor 200 arbeidsmigranten.", "people"),
        ("residents-letter", "De sloop begint op 7 december.", "building_on"),
        ("participation", "Wethouder wil een avond in de sporthal.", "meeting_place"),
        ("social-media", "Verzoek van de afdeling Strategische Communicatie. Graag een omgevingsanalyse.",
         "initiator"),
        ("qa", "Mensen vragen aan de balie steeds of de camping dicht gaat.", "contact"),
        ("qa", "Exploitant Havenwonen vroeg 5 jaar verlenging aan.", "duration"),
        ("qa", "Contract met optie op verlenging van de vergunning.", "inhabited"),
        ("council-letter", "Letter on the inspection; the college wants to be open about the housing.",
         "stage"),
        ("residents-letter", "De proef duurt zes maanden, dus t/m 30 november.", "reply_by"),
        ("spokesperson", "Gisteravond, zaterdag 29 augustus 2026, is er brand geweest in een woonunit.",
         "meeting_date"),
        ("communication-plan", "Westerkoggen's mayor isn't amused that she read it in the paper.", "mayor"),
        ("recovery", "Herstelaanpak. Gemiddeld 4 meldingen per jaar.", "reports"),
        ("residents-letter", "The court annulled the permit because the parking study was out of date.",
         "reason"),
        ("participation", "De wethouder wil één grote avond in de sporthal.", "meeting_place"),
        ("runbook", "Draaiboek inloop 16.00-20.00 uur. Zaal open vanaf 14.30 voor opbouw.",
         "doors_time"),
        ("situation", "There are about forty private chalet owners.", "units"),
        ("process", "Initiatief van Norvia. Permit officer: L. Okafor.", "lead"),
        ("process", "Onze accountmanager bedrijven = Koen Tuinstra, vergunningverlener nog niet bekend.",
         "lead"),
        ("invitation", "Twee mensen van ons team Wonen zijn er om vragen te beantwoorden.", "employer"),
        ("scenario", "Security is 4 people from Guardline.", "employer"),
        ("process", "Zet voor team Ruimte in een schema wie wat doet bij onze zoektocht.", "room"),
        ("invitation", "Invitation for 19 May 2027. I'm still looking for a hall.", "place"),
        ("invitation", "Uitnodiging. Om 19.00 in kantine van coöperatie De Oogst, Kasweg 1.", "location"),
        ("qa", "The pool goes in spring 2028 and homes for starters will be built there.", "units"),
        ("social-media", "Vragen:\n- komen er gezinnen\n- is er toezicht", "questions"),
    ],
)  # fmt: skip
def test_what_is_told_of_another_thing_fills_no_field(kind: str, brief: str, name: str) -> None:
    facts = make_draft(Brief(kind, brief, today=TODAY)).facts
    assert name not in {f.name for f in facts if f.source == "brief"}


def test_a_name_far_before_the_number_that_was_read_is_not_lost() -> None:
    brief = (
        "Voor vragen over de bouw kunnen mensen bellen met opzichter Ruud Pastoor van Bouwbedrijf "
        "Ten Cate, 06-55501234."
    )
    assert "Ruud Pastoor" in make_draft(Brief("residents-letter", brief, today=TODAY)).text


@pytest.mark.parametrize(
    ("kind", "brief", "name", "value"),
    [
        ("qa", "Het college verleende op 20 oktober de vergunning.", "status", "taken"),
        ("qa", "Het college zou op 20 oktober de vergunning verlenen.", "status", ""),
        ("situation", "The executive took its decision on 10 November.", "status", "taken"),
        ("follow-up", "The executive still has to decide.", "status", "open"),
        (
            "residents-letter",
            "De vergunning voor het gebouw op de hoek bij de haven is gisteren verleend.",
            "status",
            "taken",
        ),
        ("qa", "De vergunning voor het gebouw wordt in mei verleend.", "status", "open"),
        ("qa", "Permit is final since last week.", "status", "taken"),
        ("spokesperson", "Don't get into the old fire of 2022.", "stage", ""),
        ("council-letter", "De raad hoeft nu niets te besluiten.", "council_role", "inform"),
        ("spokesperson", "Windows were broken at the housing.", "stage", "event"),
        ("qa", "28 bewoners zitten tijdelijk in de sporthal.", "inhabited", "already"),
        ("process", "Wij zijn er zelf mee begonnen, het is onze grond.", "origin", "municipality"),
        ("council-letter", "We are proposing that the council agrees.", "status", "proposed"),
        ("qa", "Het besluit is op 8 december door de raad genomen.", "status", "taken"),
        ("process", "B&W approved the plan on 3 June.", "status", "taken"),
        ("qa", "On 6 July the executive of Hoogvelde granted the permit.", "status", "taken"),
        (
            "process",
            "The initiative comes from employment agency NoordWerk.",
            "origin",
            "initiator",
        ),
    ],
)
def test_what_is_decided_or_happened_is_read_as_told(
    kind: str, brief: str, name: str, value: str
) -> None:
    facts = {f.name: f.value for f in make_draft(Brief(kind, brief, today=TODAY)).facts}
    assert facts.get(name, "") == value


@pytest.mark.parametrize(
    ("kind", "brief", "words"),
    [
        ("social-media", "Het gaat rond op FB-groep 'Je bent van Zuid als...', 210 reacties.",
         "FB-groep 'Je bent van Zuid als...'"),
        ("communication-plan", "First residents from 7 June 2027.", "comes after Monday 7 June 2027"),
        ("invitation", "Maximaal 3 jaar.", "De huisvesting is voor maximaal 3 jaar."),
        ("qa", "Het college heeft op 10 november ja gezegd tegen 40 plekken.",
         "Ja, het besluit is genomen door het college op 10 november."),
        ("invitation", "De raad stemde op 10 november in met 40 plekken.",
         "Op 10 november heeft de raad besloten over"),
        ("qa", "De aanvraag ligt ter inzage tot en met 18 december.",
         "De stukken liggen ter inzage tot en met 18 december."),
        ("follow-up", "Reageren op het verslag kan tot 9 december.",
         "Reageren op het verslag kan tot 9 december."),
        ("follow-up", "Er kwam weinig op tafel. De avond van 9 december gaat niet door!",
         "De avond van 9 december gaat niet door."),
        ("spokesperson", "Er gaat een gerucht dat er 300 mensen komen. Klopt niet: er is met fam. Bos één "
         "gesprek geweest.", "“Dat klopt niet. Wat we weten is dit. Er is met fam. Bos één gesprek geweest.”"),
        ("spokesperson", "Zorgen: hard rijden en de school.",
         "**Wat genoemd is of nog komt:** hard rijden en de school →"),
        ("qa", "Vragen die we krijgen: komen er gezinnen, wie bel ik bij lawaai? De rest volgt.",
         "Deze vragen krijgen we: komen er gezinnen, wie bel ik bij lawaai."),
        ("runbook", "Voorzitter is Wim Vos. Wethouder Bos opent maar moet om 20.45 weg.",
         "Zeggen wat wel en niet kan | Wethouder Bos opent maar moet om 20.45 weg |"),
        ("qa", "Eerste bewoners op 1 maart 2027, als alles meezit.",
         "De eerste bewoners komen op maandag 1 maart 2027 (als alles meezit)."),
        ("qa", "De eerste bewoners komen hopelijk op 1 maart 2027.",
         "De eerste bewoners komen op maandag 1 maart 2027 (hopelijk)."),
        ("communication-plan", "Het college neemt op 2 februari een principebesluit.",
         "Het principebesluit is gepland op 2 februari."),
        ("process", "Het gaat om de locatie Nijverheidsweg in Veldhoek.",
         "aan de Nijverheidsweg in Veldhoek"),
        ("invitation", "Plan voor 64 bedden in oude koelloods achter nr 52.",
         "in de oude koelloods achter nr 52"),
        ("spokesperson", "Vechtpartij bij de camping op 21 november. Zaterdag belde de krant.",
         "- **De gebeurtenis:** "),
        ("qa", "Er komen 180 mensen. Ze vragen naar het parkeren (42 plaatsen op eigen terrein).",
         "42 plaatsen op eigen terrein"),
        ("follow-up", "Avond van 3 november, ±140 man waren er.", "±140"),
        ("invitation", "Aanmelden hoeft niet maar is handig: meld je aan voor 11 december.",
         "Wilt u dat wel, dan kan dat voor 11 december."),
        ("invitation", "Wie niet kan mag tot 22 januari schriftelijk reageren.",
         ", tot 22 januari."),
        ("spokesperson", "Het college bespreekt het plan op 12 januari.",
         "Het college bespreekt dit op 12 januari."),
        ("participation", "De stemming is gelaten. Eén boer is fel tegen.",
         "| Hoeveel weerstand is er? | De stemming is gelaten | Praat vooraf"),
        ("qa", "College besluit pas in feb.", "gepland in februari."),
        ("runbook", "Bos opent 5 min, daarna Van Dijk van exploitant Lodges over het plan.",
         "de waarden | Van Dijk van exploitant Lodges over het plan |"),
        ("runbook", "Daarna vier tafels: verkeer, beheer, veiligheid, groen.",
         ". Vier tafels: verkeer, beheer, veiligheid, groen | "),
        ("runbook", "Wijkagent in burger aanwezig. Verder niets.",
         "| Veiligheid | Wijkagent in burger aanwezig"),
        ("runbook", "We verwachten 90 man, zaal (cap. 150).",
         "90 bezoekers; in de zaal kunnen er 150"),
        ("runbook", "De beamer doet raar, reserve meenemen.", "techniek nalopen: de beamer doet raar"),
        ("runbook", "Om acht uur. Jan Bos vertelt over het plan.",
         "de waarden | Jan Bos vertelt over het plan |"),
        ("scenario", "Brandkaart. De burgemeester wordt gebeld door de ovd bevolkingszorg.",
         "| Burgemeester | De burgemeester wordt gebeld door de ovd bevolkingszorg |"),
        ("participation", "Plek en aantal liggen vast. Nog open: groen en beheer.",
         "Niet open: Plek en aantal liggen vast"),
        ("participation", "Stemming is gemengd in het dorp.", "Stemming is gemengd in het dorp. [hoeveel weerstand er is] |"),
        ("participation", "Binnen 300 meter staan 17 woningen.", "Binnen 300 meter staan 17 woningen |"),
        ("residents-letter", "Het bouwverkeer rijdt via de Randweg.",
         "Het bouwverkeer rijdt via de Randweg."),
        ("residents-letter", "Heien alleen de eerste drie dagen.", "Heien alleen de eerste drie dagen."),
        ("situation", "Bestemming agrarisch, dus afwijken nodig.",
         "| Bestemming agrarisch, dus afwijken nodig |"),
        ("situation", "De brandweer was er op 14 oktober.", "| De brandweer was er op 14 oktober |"),
        ("situation", "De loods staat leeg sinds 2019.", "| De loods staat leeg sinds 2019 |"),
        ("situation", "Provincie heeft geen bezwaar tegen dit plan.",
         "| Provincie heeft geen bezwaar tegen dit plan |"),
        ("situation", "Buren: negen adressen, twee hebben gebeld.",
         "| Direct omwonenden en buurt | Buren: negen adressen, twee hebben gebeld |"),
        ("recovery", "De wethouder wil excuses maken langs de deur.",
         "De wethouder wil excuses maken langs de deur |"),
        ("recovery", "Er loopt een last onder dwangsom.",
         "juridisch traject? | Er loopt een last onder dwangsom"),
        ("social-media", "Een journalist zoekt mensen die willen praten.",
         "| Aandacht in de media | Een journalist zoekt mensen die willen praten |"),
        ("social-media", "Ook positief: de bakker en de voetbalclub.",
         "| Ook positief: de bakker en de voetbalclub |"),
        ("residents-letter", "Brief aan de 58 huishoudens rond de Kerkweg.", "Beste bewoner,"),
        ("residents-letter", "Brief aan de 58 huishoudens rond de Kerkweg.",
         "Dit bericht is voor 58 huishoudens rond de Kerkweg."),
        ("council-letter", "Tot nu toe: twee inloopavonden en 43 reacties.",
         "twee inloopavonden en 43 reacties"),
        ("qa", "Voormalig hotel De Postkoets, Dijk 3.", "voormalig hotel De Postkoets"),
        ("situation", "Huisvesting van ten hoogste 132 arbeidsmigranten.", "ten hoogste 132"),
        ("qa", "Vragen kunnen naar het wijkpunt aan de Tramkade 1.", "het wijkpunt aan de Tramkade 1"),
        ("invitation", "Uitnodiging, online informatiebijeenkomst. De link krijgt men na aanmelding.",
         "De link krijgt u na uw aanmelding."),
    ],
)  # fmt: skip
def test_a_value_joins_its_sentence_whole(kind: str, brief: str, words: str) -> None:
    assert words in body(kind, brief, "en" if "First" in brief else "nl")


@pytest.mark.parametrize(
    ("kind", "brief", "name", "value"),
    [
        ("process", "Opdrachtgever is wethouder Postma, ik (Wouter) projectleider.", "lead", "Wouter"),
        ("spokesperson", "Wrd voerder Maaike Stel, niet de wethouder.", "spokesperson",
         "Maaike Stel"),
        ("process", "Het college beslist, binnen 8 weken na 2 december.", "decision_date",
         "binnen 8 weken na 2 december"),
        ("recovery", "In onze brief van 2 mei staat dat er 25 arbeidsmigranten komen in de oude school. "
         "Het zijn er 52, er is een oude tekening gebruikt.", "people", "52"),
        ("residents-letter", "Bouwverkeer via de Achterweg, 7.30-16.00.", "work_hours", "7.30-16.00 uur"),
        ("council-letter", "In de raad van 8 juli is hierom gevraagd.", "asked_on", "8 juli"),
        ("residents-letter", "Er was brand in een schuur achter de woonlocatie aan de Broekdijk.",
         "place", "aan de Broekdijk"),
        ("participation", "Het college heeft in mei besloten. Nog open: de tuin.", "status", "taken"),
        ("runbook", "Risico: een groep jongeren komt lawaai maken.", "risks",
         "een groep jongeren komt lawaai maken"),
        ("runbook", "Bewonersavond 9 december. BHV: Erna Pool.", "safety", "Erna Pool"),
        ("council-letter", "Onderwerp: uitkomst van de controles.", "topic",
         "uitkomst van de controles"),
        ("spokesperson", "Let op: geen adressen noemen.", "avoid", "geen adressen noemen"),
        ("social-media", "Facebook 340 reacties, verder rustig.", "on_facebook", "340 reacties"),
        ("communication-plan", "Middelen: website en nieuwsbrief.", "means", "website en nieuwsbrief"),
        ("communication-plan", "Boodschap: goed beheerd.", "message", "goed beheerd"),
        ("communication-plan", "In het Pools, Roemeens en Engels ook.", "languages",
         "Pools, Roemeens en Engels"),
        ("communication-plan", "Fasen: aankondigen, bouwen.", "phases", "aankondigen, bouwen"),
        ("process", "De familie Vos is eigenaar en vraagt de vergunning aan.", "initiator",
         "de familie Vos"),
        ("invitation", "We gaan met de buurt SAMEN de tuin ontwerpen.", "purpose", "cooperate"),
        ("residents-letter", "Het college besloot NIET mee te werken aan 120 plekken.", "stage",
         "cancelled"),
        ("spokesperson", "Zij hoorden 600 arbeidsmigranten aan de Kade. Klopt niet: principeverzoek van "
         "AgriBed is 180, college beslist.", "people", "180"),
        ("council-letter", "Aanleiding is motie 26-31 van de raad van 24 september.", "asked_on",
         "24 september"),
        ("spokesperson", "Wethouder De Groot gaat niet voor de camera.", "speaks", "spokesperson"),
        ("qa", "140 plekken, nu wonen er 60.", "inhabited", "already"),
        ("follow-up", "De avond ging over de nieuwe locatie aan de Oude Tramweg.", "location",
         "aan de Oude Tramweg"),
        ("scenario", "Manager Dorota (06-55512908, on site till 22:00).", "contact",
         "Manager Dorota, 06-55512908"),
        ("invitation", "19.00 inloop, 19.30 opening burgemeester, zaal open vanaf 17.30.", "time",
         "19.30 uur"),
        ("invitation", "De avond is om mee te denken over groen.", "purpose", "consult"),
        ("invitation", "Avond op 9 maart: 19.00 uur inloop, 19.30 start.", "meeting", "bijeenkomst"),
        ("qa", "The council granted a permit for five years.", "status", "taken"),
        ("process", "De aanvraag wordt in februari verwacht.", "status", "open"),
        ("process", "Bedrijvenpark Oost, waar uitzendbureau Noordkracht 200 mensen wil huisvesten.",
         "initiator", "uitzendbureau Noordkracht"),
        ("council-letter", "Het college besloot niet mee te werken, omdat de school te dichtbij is.",
         "reason", "omdat de school te dichtbij is"),
        ("council-letter", "Wij willen de raad informeren over de voortgang van het beleid.", "topic",
         "de voortgang van het beleid"),
        ("situation", "Er wonen nu 18 man. Plan is 80 extra in units.", "people", "80 extra"),
        ("follow-up", "Aanvullingen kunnen tot en met 11 december.", "report_by",
         "tot en met 11 december"),
        ("qa", "Aan het Oosteinde wil uitzendbureau Werkpunt een oude fabriek verbouwen.",
         "initiator", "uitzendbureau Werkpunt"),
        ("invitation", "De aanvraag ligt tot en met 4 januari ter inzage.", "inspect_until",
         "tot en met 4 januari"),
        ("social-media", "FB-groep 'Je komt uit Zuid als' 210 reacties.", "on_facebook",
         "210 reacties"),
        ("situation", "Nu antikraak met 9 bewoners. Bureau Lim wil er 180 mensen in zetten.", "people",
         "180"),
        ("situation", "Locatie: voormalige kazerne, Roosteren, 2,3 ha. Lim wil er 180 mensen in zetten, die werken bij twee distributiecentra in Born.", "town",
         "Roosteren"),
        ("participation", "Plek ligt vast. Wat nog open is: hoe het eruitziet en beheer.", "status", "taken"),
        ("participation", "We must decide by 22 January.", "status", "open"),
        ("qa", "Camping De Zwaan wordt vanaf 1 maart 2027 gebruikt voor 120 tijdelijke bouwvakkers ivm een onderhoudsstop, tot uiterlijk 30 september.", "start",
         "vanaf maandag 1 maart 2027"),
        ("social-media", "Men ziet het als iets dat zonder hen wordt besloten.", "meaning",
         "iets dat zonder hen wordt besloten"),
        ("recovery", "hoe herstellen we? besluit over Parkzicht 44 is 12 okt ingetrokken, bewoners én "
         "exploitant Werk&Slaap boos.", "incident",
         "besluit over Parkzicht 44 is 12 okt ingetrokken"),
        ("recovery", "hoe herstellen we na de onrust? avond over Peelkant 3 liep uit de hand, 2 "
         "aanhoudingen, burgem. Van Ittersen wil 1 april terug naar het dorp", "incident",
         "avond over Peelkant 3 liep uit de hand, 2 aanhoudingen"),
        ("runbook", "Draaiboek 9 december, 't Trefpunt. Open 18.45, start 19.30, 21.30 echt klaar.",
         "time", "19.30 uur"),
        ("process", "Raad 11 februari of 18 maart.", "council_on", "11 februari of 18 maart"),
        ("process", "Raadsbehandeling wellicht 18 maart.", "council_on", "wellicht op 18 maart"),
        ("process", "Aanvraag verwacht 11 januari.", "proposal_date", "11 januari (verwacht)"),
        ("runbook", "Bewonersavond 12 mei 2027, verwacht 150 man.", "date", "woensdag 12 mei 2027"),
        ("runbook", "Bewonersavond. Inlopen is mogelijk op 12 mei 2027.", "date", "woensdag 12 mei 2027"),
        ("communication-plan", "Building starts in May 2027 at the earliest.", "building_on",
         "May 2027 (at the earliest)"),
        ("scenario", "Beheerder HuisvestPlus 24/7 op 0345-555210.", "organisation", "HuisvestPlus"),
        ("participation", "Budget ca. 4000 euro.", "budget", "ca. 4000 euro"),
        ("residents-letter", "Initiatiefnemer Flexhuis, beheerder Wooncorp, voor een periode van tien "
         "jaar. Het college heeft nog niet besloten. De gemeente wil dit omdat mensen die hier werken "
         "een goede plek verdienen. Aanmelden hoeft niet.", "reason",
         "omdat mensen die hier werken een goede plek verdienen"),
        ("council-letter", "Aanleiding is de evaluatie: het aantal meldingen daalde van 41 in 2025 "
         "naar 19 in de eerste tien maanden van 2026.", "reason",
         "het aantal meldingen daalde van 41 in 2025 naar 19 in de eerste tien maanden van 2026"),
        ("invitation", "Mensen kunnen meedenken over het groen. Aantal en plek liggen vast.", "settled",
         "aantal en plek"),
        ("runbook", "Daarna drie tafels, verkeer, beheer, veiligheid.", "tables",
         "drie tafels, verkeer, beheer, veiligheid"),
        ("invitation", "Het gebruik staat vast, maar over de ingang en de huisregels willen we hun "
         "mening.", "room", "de ingang en de huisregels"),
        ("invitation", "Of het er komt staat niet meer ter discussie, college heeft op 3 november ja "
         "gezegd.", "status", "taken"),
        ("participation", "What people can shape is the planting and the lighting.", "subject",
         "the planting and the lighting"),
        ("participation", "Alles ligt nog open behalve de plek.", "room", "some"),
        ("council-letter", "Raadsbrief Kade 4, motie uit juni noemen.", "ground", "motion"),
        ("council-letter", "Raadsbrief Kade 4.", "address", "Kade 4"),
        ("social-media", "Bericht over de bouw achter de Putseweg.", "location",
         "achter de Putseweg"),
        ("process", "Procesoverzicht Kade 4: bestuurlijk trekker wethouder Achterberg, projectleider Bas "
         "Teunisz.", "lead", "Bas Teunisz"),
        ("runbook", "Draaiboek: met wethouder Boukema, directeur van Polaris dhr. Janiszewski en Tamara "
         "Kols.", "alderman", "Boukema"),
        ("qa", "Q&A over de verlenging van de tijdelijke vergunning van Flexpark Noorderkade.",
         "inhabited", "already"),
        ("runbook", "Draaiboek bewonersavond. Het college wil meewerken (principebesluit 30 november "
         "2027), de vergunning moet nog komen.", "status", "principle"),
        ("residents-letter", "Er is elke avond een ronde om 23.00 u. Op di 16 mei 2028 19-20.30 u kun je "
         "langskomen op het terrein zelf.", "time", "19-20.30 uur"),
        ("residents-letter", "A letter for people living near Kloosterhof. It is about housing 66 migrant "
         "workers in the former monastery.", "place", "in the former monastery"),
        ("situation", "Situation analysis. The municipality wants to place 50 units at the former council "
         "depot, Ambachtsweg 7. Neighbours: 9 businesses and 23 houses on the Lindeweg.", "location",
         "at the former council depot"),
        ("invitation", "Invitation. People register before 11 January via haverdrecht.example/lindtweg.",
         "register_at", "haverdrecht.example/lindtweg"),
        ("qa", "Eigenaar Wolters wil 20 van de 65 plaatsen voor arbeidsmigranten, samen 40 mensen.",
         "people", "40"),
        ("runbook", "Draaiboek inloop 16.00-20.00 uur. Zaal open vanaf 14.30 voor opbouw.", "time",
         "16.00-20.00 uur"),
        ("invitation", "Uitnodiging. Om 19.00 in kantine van coöperatie De Oogst, Kasweg 1.", "place",
         "kantine van coöperatie De Oogst, Kasweg 1"),
        ("qa", "We look into housing 60 labour migrants on the business park Westhoek, 3 km away.",
         "location", "on the business park Westhoek"),
        ("communication-plan", "Ik (Dennis Fokkema) trek het plan.", "lead", "Dennis Fokkema"),
    ],
)  # fmt: skip
def test_it_is_read_as_what_it_is(kind: str, brief: str, name: str, value: str) -> None:
    facts = {f.name: f.shown for f in make_draft(Brief(kind, brief, today=TODAY)).facts}
    assert facts.get(name) == value


def test_who_decides_is_told_also_where_the_template_names_the_same_body() -> None:
    text = "Participation advice. B&W decides on 3 May 2027, little room."
    assert "The decision lies with the executive." in body("participation", text, "en")


def test_a_question_back_stands_behind_the_whole_name_of_a_street() -> None:
    text = "Q&A. Two locations: a depot for 30 people, and the old office on Dr. Kanterslaan."
    assert "Dr. [" not in make_draft(Brief("qa", text, today=TODAY)).text
