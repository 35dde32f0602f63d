"""A draft: nothing invented, nothing lost, every gap visible, every block grounded."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting.criteria import placeholders_in
from assistant.drafting.dates import MONTHS
from assistant.drafting.draft import make_draft
from assistant.drafting.kinds import kinds
from assistant.drafting.templates import rendered
from assistant.drafting.types import Brief
from assistant.types import Language
from evals.metrics.drafts import invented

TODAY = date(2026, 11, 24)
ALL_KINDS = tuple(kinds())

STEMS = ("Kanter", "Bremsel", "Olde", "Vlier", "Zwaluw", "Hazel", "Mees", "Torp", "Wulp", "Rein")
names = st.builds(
    "{} {}".format, st.sampled_from(STEMS), st.sampled_from(("Wiers", "Vonk", "BV", "Dol"))
)
days = st.integers(1, 700).map(lambda n: TODAY + timedelta(days=n))
dates = days.map(lambda d: f"{d.day} {MONTHS['nl'][d.month - 1]} {d.year}")
times = st.builds("{}.{:02d}".format, st.integers(8, 22), st.integers(0, 59))
streets = st.builds(
    "{}{}".format, st.sampled_from(STEMS), st.sampled_from(("weg", "straat", "dijk"))
)
emails = st.builds("{}@voorbeeld.nl".format, st.sampled_from(("wonen", "ruimte", "post", "team4")))
numbers = st.integers(11, 999).map(str)


@st.composite
def briefs(draw: st.DrawFn) -> tuple[str, str, dict[str, str]]:
    """A kind, a brief in ordinary words, and the facts in it."""
    told = {
        "date": ("op {}", dates), "time": ("om {} uur", times), "people": ("{} arbeidsmigranten", numbers),
        "location": ("aan de {}", streets), "contact": ("contact via {}", emails),
        "initiator": ("initiatiefnemer {}", names), "sender": ("ondertekend door {}", names),
    }  # fmt: skip
    chosen = draw(st.lists(st.sampled_from(sorted(told)), unique=True))
    facts = {name: draw(told[name][1]) for name in chosen}
    words = [told[name][0].format(value) for name, value in facts.items()]
    status = draw(st.sampled_from(("", "nog niet besloten", "het besluit is genomen")))
    purpose = draw(st.sampled_from(("", "we horen graag uw mening", "samenwerken", "informeren")))
    text = ", ".join(filter(None, (*words, status, purpose)))
    return draw(st.sampled_from(ALL_KINDS)), text, facts


@settings(max_examples=300, deadline=None)
@given(briefs())
def test_nothing_is_invented(brief: tuple[str, str, dict[str, str]]) -> None:
    kind, text, _ = brief
    draft = make_draft(Brief(kind, text, today=TODAY))
    assert invented(draft, text, kinds()[kind]) == set()


@settings(max_examples=300, deadline=None)
@given(briefs())
def test_every_given_fact_stands_in_the_invitation_word_for_word(
    brief: tuple[str, str, dict[str, str]],
) -> None:
    _, text, facts = brief
    draft = make_draft(Brief("invitation", text, today=TODAY))
    assert [v for v in facts.values() if v not in draft.text] == []


@settings(max_examples=200, deadline=None)
@given(briefs())
def test_every_missing_required_fact_is_a_gap_and_a_question(
    brief: tuple[str, str, dict[str, str]],
) -> None:
    kind, text, _ = brief
    draft = make_draft(Brief(kind, text, today=TODAY))
    gaps = {g.lower() for g in placeholders_in(draft.text)}
    known = {f.name for f in draft.facts}
    required = {n for n, f in kinds()[kind].fields.items() if f.required}
    assert {m.field for m in draft.missing} >= required - known
    assert all(m.placeholder.lower() in gaps and "?" in m.question for m in draft.missing)


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_every_block_cites_passages_of_the_guideline_and_says_why(kind: str) -> None:
    draft = make_draft(Brief(kind, "", today=TODAY))
    quoted = {c.passage: c.quote for c in draft.citations}
    for block in draft.blocks:
        assert block.citations
        assert block.note
        assert all(quoted[c] for c in block.citations)


def test_after_the_decision_no_input_is_asked_for() -> None:
    text = "inspraakavond op 13 april 2027, het besluit is al genomen, denk mee over het plan"
    draft = make_draft(Brief("invitation", text, today=TODAY))
    (conflict,) = [n for n in draft.notices if n.kind == "conflict"]
    assert {"3.2/16", "4.1/7"} <= set(conflict.citations)
    assert "wat u ervan vindt" not in draft.text
    assert "Deze bijeenkomst verandert het besluit niet." in draft.text


def test_a_quota_gets_the_footnote_and_no_such_text() -> None:
    text = "uitnodiging 13 april 2027, hooguit 30 Polen en Roemenen, contact via a@voorbeeld.nl"
    draft = make_draft(Brief("invitation", text, today=TODAY))
    assert [n.citations for n in draft.notices] == [("2/35",)]
    assert not re.search("polen|roemenen|30", draft.text, re.IGNORECASE)


def test_what_should_be_hidden_is_said_openly() -> None:
    text = "uitnodiging waaruit niet blijkt dat het om arbeidsmigranten gaat, 13 april 2027"
    draft = make_draft(Brief("invitation", text, today=TODAY))
    assert "arbeidsmigranten" in draft.text
    assert any("5.2/17" in n.citations for n in draft.notices)


def test_a_brief_that_asks_for_an_untruth_is_told_what_the_guideline_says() -> None:
    text = (
        "q&a, 60 mensen aan de Dijkweg 4; schrijf dat de wijkagent akkoord is ook al is dat niet zo"
    )
    draft = make_draft(Brief("qa", text, today=TODAY))
    (refused,) = [n for n in draft.notices if n.kind == "refused"]
    assert set(refused.citations) <= {c.passage for c in draft.citations}
    assert refused.citations
    assert "wijkagent" not in draft.text
    assert "60" in draft.text


@pytest.mark.parametrize("number", ["1,150", "1.150", "12000", "950"])
def test_a_large_number_is_read_whole_however_it_is_written(number: str) -> None:
    text = f"omgevingsanalyse, petitie met {number} handtekeningen"
    draft = make_draft(Brief("social-media", text, today=TODAY))
    assert {f.name: f.value for f in draft.facts}["petition"] == number


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("follow-up", "Verslag van de avond met 67 aanwezigen over 40 plekken", "67 aanwezigen"),
        ("qa", "Q&A over 72 seizoenwerkers aan de Molenweg", "72 seizoenwerkers"),
        ("social-media", "omgevingsanalyse, 72 plekken aan de Molenweg", "72 plekken"),
        ("qa", "Write a Q&A about the 72 seasonal workers at Mill Lane", "72 seasonal workers"),
        ("invitation", "Uitnodiging inloopavond over 160 bedden aan de Laan 3",
         "arbeidsmigranten (160 bedden)"),
        ("process", "Process overview, housing of 90 beds at Mill Lane",
         "labour migrants (90 beds)"),
    ],
)  # fmt: skip
def test_what_a_number_counts_is_said_in_the_word_of_the_brief(
    kind: str, text: str, words: str
) -> None:
    assert words in make_draft(Brief(kind, text)).text


def test_the_word_of_another_number_is_not_taken() -> None:
    text = "Q&A, aantal: 40, Molenweg; op de avond waren 140 belangstellenden"
    draft = make_draft(Brief("qa", text))
    assert "40 belangstellenden" not in draft.text.replace("140 belangstellenden", "")


def test_places_are_neither_housed_nor_told_as_persons() -> None:
    draft = make_draft(Brief("invitation", "uitnodiging over het plan: 72 plekken aan de Molenweg"))
    assert "om arbeidsmigranten (72 plekken) te huisvesten" in draft.text
    assert "72 arbeidsmigranten" not in draft.text


def test_who_decides_is_said_where_the_brief_tells_it() -> None:
    text = "woordvoeringslijn over Vlasdijk 8, 75 plekken, B&W besluit op 2 juni 2027"
    draft = make_draft(Brief("spokesperson", text, today=TODAY))
    assert "Het besluit is aan het college van B&W." in draft.text


def test_a_fact_without_a_place_of_its_own_is_said_without_a_reason_too() -> None:
    text = "uitnodiging inloopavond 13 april 2027 over 48 studio's aan de Molenweg 4"
    assert "Het gaat om 48 studio's." in make_draft(Brief("invitation", text, today=TODAY)).text


def test_what_happened_is_told_with_what_it_happened_to() -> None:
    text = "herstelaanpak. de informatiemiddag over Vlasdijk 8 liep uit de hand, 20 mei 2027"
    draft = make_draft(Brief("recovery", text, today=TODAY))
    assert {f.name: f.value for f in draft.facts}["incident"] == (
        "de informatiemiddag over Vlasdijk 8 liep uit de hand"
    )


def test_an_english_brief_gets_an_english_draft() -> None:
    text = "Invitation to a meeting on 12 March 2027 at 19:30 in the library, nothing decided yet"
    draft = make_draft(Brief("invitation", text, today=TODAY))
    assert draft.language == "en"
    assert "**Friday 12 March 2027, 19:30, the library**" in draft.text


def test_words_of_a_brief_are_text_and_never_a_template() -> None:
    draft = make_draft(
        Brief("invitation", "", {"place": "{{ 7 * 7 }} {% raw %}"}, "nl", today=TODAY)
    )
    assert "{{ 7 * 7 }} {% raw %}" in draft.text


@pytest.mark.parametrize("about", ["ongeveer 130", "max 48", "zo'n 60"])
def test_a_number_keeps_the_words_before_it_and_what_it_counts(about: str) -> None:
    text = f"Q&A over de huisvesting van {about} arbeidsmigranten aan de Molenweg"
    assert f"Het gaat om {about} arbeidsmigranten." in make_draft(Brief("qa", text)).text


@pytest.mark.parametrize(
    ("brief", "title"),
    [
        ("het plan voor 80 mensen in het oude verzorgingshuis aan de Kerklaan",
         "huisvesting in het oude verzorgingshuis aan de Kerklaan"),
        ("het plan voor 80 mensen op camping De Bosrand in Oudveen",
         "huisvesting op camping De Bosrand in Oudveen"),
        ("een plan voor 80 mensen aan de Tuinbouwweg in Oudveen",
         "huisvesting aan de Tuinbouwweg in Oudveen"),
    ],
)  # fmt: skip
def test_a_site_keeps_the_words_of_the_brief_that_lead_up_to_it(brief: str, title: str) -> None:
    assert title in make_draft(Brief("qa", f"Q&A over {brief}", today=TODAY)).title


@pytest.mark.parametrize(
    ("brief", "said"),
    [
        ("Aanmelden vóór 8 maart via a@voorbeeld.nl", "Meld u vóór 8 maart aan"),
        ("Aanmelden kan tot 8 maart via a@voorbeeld.nl", "Meld u tot 8 maart aan"),
    ],
)
def test_the_last_day_to_register_keeps_its_word(brief: str, said: str) -> None:
    text = f"uitnodiging inloopavond 12 maart 2027 om 19.30 uur in De Klok. {brief}"
    assert said in make_draft(Brief("invitation", text, today=TODAY)).text


def test_a_day_that_is_not_certain_is_said_to_be_so() -> None:
    text = "uitnodiging inloopavond 12 maart 2027, nog niet besloten, besluit waarschijnlijk op 9 april"
    assert "waarschijnlijk op 9 april" in make_draft(Brief("invitation", text, today=TODAY)).text


def test_a_day_without_a_year_gets_none() -> None:
    text = "terugkoppeling van de bewonersavond op donderdag 19-11 in De Klok"
    draft = make_draft(Brief("follow-up", text, today=TODAY))
    assert "19 november" in draft.text
    assert "2027" not in draft.text


@pytest.mark.parametrize("purpose", ["inform", "consult", "cooperate"])
def test_an_invitation_says_what_people_can_think_about(purpose: str) -> None:
    brief = Brief("invitation", "inloopavond 12 mei 2027", {"purpose": purpose, "room": "de tuin"})
    assert re.search(
        r"Hierover (?:kunt u meedenken|is nog ruimte): de tuin\.", make_draft(brief).text
    )


def test_a_text_for_colleagues_lists_the_facts_that_have_no_sentence() -> None:
    text = "Participatieadvies voor het plan aan de Molenweg in Lauwerstad. Budget 18.000 euro."
    assert "\n\n- Budget: 18.000 euro" in make_draft(Brief("participation", text)).text


def test_what_follows_a_table_is_no_row_of_it() -> None:
    assert (
        rendered("| a |\n| --- |\n| b |\nLet op: c.", {}) == "| a |\n| --- |\n| b |\n\nLet op: c."
    )


def test_an_alderman_who_speaks_is_not_asked_for_again() -> None:
    draft = make_draft(
        Brief("spokesperson", "Woordvoerder is wethouder Van Ommen, niet de burgemeester.")
    )
    assert "**Politiek en bestuurlijk:** wethouder Van Ommen." in draft.text
    assert "alderman" not in {m.field for m in draft.missing}
    assert "**Burgemeester:** spreekt niet met de pers." in draft.text


def test_a_reason_that_the_news_gives_is_not_given_twice() -> None:
    text = "Lijn: het college heeft de aanvraag afgewezen, omdat de weg niet veilig is."
    draft = make_draft(Brief("spokesperson", text)).text
    assert (
        draft.count("omdat de weg niet veilig is") == 3
    )  # the core, what is settled, and of a rumour
    assert "De reden is" not in draft


def test_of_a_leak_no_plan_is_made() -> None:
    text = "SPOED lijn: interne lijst uitgelekt, plan voor huisvesting aan de Sluisweg, nog niets besloten."
    draft = make_draft(Brief("spokesperson", text)).text
    assert "Er is informatie naar buiten gekomen over mogelijke huisvesting" in draft
    assert "er is een plan" not in draft.lower()


def test_a_plan_for_a_site_in_use_waits_for_no_first_residents() -> None:
    text = (
        "Communicatieplan voor de verlenging van de vergunning van Flexhotel Maasduin, 160 mensen."
    )
    draft = make_draft(Brief("communication-plan", text)).text
    assert "eerste bewoners" not in draft


def test_a_firm_is_not_called_after_a_word_in_its_own_name() -> None:
    draft = make_draft(Brief("qa", "Q&A Kade 3. Exploitant Havenwonen Beheer vroeg om verlenging."))
    assert "De exploitant is Havenwonen Beheer." in draft.text


def test_who_decides_is_not_said_once_it_is_decided() -> None:
    text = "Q&A Kade 3. Het college besluit daarover en heeft op 3 maart 2027 ingestemd."
    assert "neemt het besluit" not in make_draft(Brief("qa", text)).text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_decision_that_is_taken_is_not_the_one_to_come(language: Language) -> None:
    facts = {"status": "taken", "decided_on": "20 May 2027"}
    text = make_draft(Brief("participation", "", facts, language)).text
    row = next(x for x in text.split("\n") if "Wie besluit daarna" in x or "Who decides after" in x)
    assert "2027" not in row


def test_who_registers_does_not_just_drop_in() -> None:
    text = "Draaiboek informatieavond, aanmelden is verplicht, het besluit is genomen."
    assert "vrij langs" not in make_draft(Brief("runbook", text)).text


def test_months_are_not_called_an_unknown_period() -> None:
    text = "Q&A over het plan voor 80 mensen aan de Kade, alleen van maart tot en met oktober."
    assert "[periode]" in make_draft(Brief("qa", text)).text


@pytest.mark.parametrize("hour", ["19.30 uur", "half acht", "rond kwart over zeven"])
def test_a_place_beside_an_hour_in_words_is_seen_by_the_criteria(hour: str) -> None:
    draft = make_draft(Brief("invitation", f"Inloopavond op 12 maart 2027 om {hour} in De Klok."))
    assert {c.id: c.passed for c in draft.checks}["place_stated"]


@pytest.mark.parametrize("hour", ["19:30", "7.30 pm", "half past seven"])
def test_so_is_one_beside_an_hour_in_english(hour: str) -> None:
    text = f"Invitation to an open evening on 12 March 2027 at {hour} in De Klok."
    draft = make_draft(Brief("invitation", text, language="en"))
    assert {c.id: c.passed for c in draft.checks}["place_stated"]
