"""Reviewing a text of one's own, and what leaves the page as a file."""

from __future__ import annotations

import json
import re
import urllib.request
from io import BytesIO
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit
from tests.browser.test_work import BAD_LETTER, draft

pytestmark = pytest.mark.browser

SHOPPING = "Boodschappen:\n- melk\n- brood\n- 6 eieren\n- kaas"
OVERLAPPING = """Uitnodiging voor een bijeenkomst

Geachte bewoner,

Wij nodigen u uit voor een bijeenkomst in het dorpshuis.
U dient zich vooraf aan te melden, teneinde de gemeente in staat te stellen om de bijeenkomst over \
de huisvesting van arbeidsmigranten aan de Molenweg te faciliteren voor alle inwoners die daar \
belang bij hebben.

Gemeente Oudveen"""


def review(visit: Visit, text: str) -> Locator:
    """Has the text reviewed and waits for what is found."""
    if not visit.page.locator("#review-text").is_visible():
        visit.open("review")
    visit.page.fill("#review-text textarea", text)
    visit.page.click("#review-start")
    visit.page.wait_for_selector(".reviewed")
    return visit.page.locator(".findings")


def test_of_a_long_text_it_is_said_how_much_was_read(visit: Visit) -> None:
    review(visit, BAD_LETTER + " Wij informeren u later." * 5200)
    first = visit.page.locator(".reviewed p").first.inner_text()
    assert re.search(r"eerste 50\.000 van de 12\d\.\d{3} tekens", first)
    expect(visit.page.locator("#announce")).to_contain_text("eerste 50.000")


def test_findings_that_overlap_each_have_a_place_and_a_way_back(visit: Visit) -> None:
    findings = review(visit, OVERLAPPING)
    page = visit.page
    sentence = page.locator(".own-text mark", has_text="aan te melden").first
    assert sentence.locator("mark", has_text="teneinde").count() >= 1
    for number in findings.locator(".to-place .nr").all_inner_texts():
        findings.locator(f'.to-place[data-finding="{number}"]').click()
        place = page.locator(f'.own-text mark.now[data-place="{number}"]').first
        expect(place).to_be_focused()
        page.locator(f'[data-finding-link="{number}"]').press("Enter")
        expect(page.locator(f"#finding-{number}")).to_be_focused()
    assert visit.violations() == []
    plain = findings.locator("li.plain")
    assert plain.count() == findings.locator("li.plain .to-place").count() >= 3


def test_on_the_english_page_a_dutch_letter_is_judged_in_english_and_quoted_in_dutch(
    visit: Visit,
) -> None:
    visit.page.goto(f"{visit.address}/en/#review")
    visit.page.wait_for_selector("#review-text textarea")
    findings = review(visit, OVERLAPPING)
    assert visit.page.get_attribute(".own-text .paper", "lang") == "nl"
    word = findings.locator("li.plain", has_text="teneinde").last
    assert word.locator("q").get_attribute("lang") == "nl"
    assert word.locator(".advice").inner_text().startswith("Plainer:")
    assert word.locator(".advice [lang=nl]").count() == 1
    advice = findings.locator("li.failed .advice").all_inner_texts()
    assert advice
    assert not [a for a in advice if re.search(r"\b(?:het|een|wat|niet)\b", a)]


def test_a_text_that_is_none_of_ours_gets_a_choice_and_no_verdict(visit: Visit) -> None:
    findings = review(visit, SHOPPING)
    first = visit.page.locator(".reviewed p").first.inner_text()
    assert "te kort" in first
    visit.page.evaluate("scrollTo(0, 0)")  # axe takes what the header covers for too small
    assert visit.violations() == []
    assert "punten in orde" not in findings.inner_text()
    visit.page.locator(".doubt").get_by_role("button", name="Uitnodiging").click()
    count = visit.page.locator(".findings .count", has_text="punten in orde")
    count.wait_for()
    expect(count).to_be_focused()
    assert visit.page.locator("#review-kind input[value=invitation]").is_checked()


def test_findings_of_an_older_text_say_so_until_it_is_reviewed_again(visit: Visit) -> None:
    review(visit, BAD_LETTER)
    page, old = visit.page, visit.page.locator("#review-old")
    assert not old.is_visible()
    page.locator("#review-text textarea").press_sequentially(" Tot ziens.")
    expect(old).to_contain_text("eerdere tekst")
    assert visit.violations() == []
    page.click("#review-start")
    expect(old).to_be_hidden()


def test_a_file_that_cannot_be_read_gets_a_reason_that_stays_beside_the_field(
    visit: Visit, tmp_path: Path
) -> None:
    (tmp_path / "cijfers.xlsx").write_bytes(b"x")
    (tmp_path / "brief.docx").write_bytes(b"no Word")
    visit.open("review")
    page, note = visit.page, visit.page.locator("#review-file-note")
    page.set_input_files("#review-file", tmp_path / "cijfers.xlsx")
    expect(note).to_contain_text("Kies een Word-bestand (.docx)")
    page.wait_for_timeout(4500)
    expect(note).to_be_visible()
    page.set_input_files("#review-file", tmp_path / "brief.docx")
    expect(note).to_contain_text("beschadigd")
    (tmp_path / "brief.txt").write_text(BAD_LETTER, encoding="utf-8")
    page.set_input_files("#review-file", tmp_path / "brief.txt")
    expect(note).to_be_hidden()


def test_a_file_that_is_cut_says_how_much_of_it_is_there(visit: Visit, tmp_path: Path) -> None:
    (tmp_path / "lang.txt").write_text("Wij schrijven u. " * 15_000, encoding="utf-8")
    visit.open("review")
    visit.page.set_input_files("#review-file", tmp_path / "lang.txt")
    note = visit.page.locator("#review-file-note")
    expect(note).to_contain_text("eerste 200.000 van de 255.000 tekens")


def test_one_sentence_is_one_and_a_mean_has_a_comma(visit: Visit) -> None:
    findings = review(visit, "Wij bouwen in mei aan de Molenweg een huis voor twaalf mensen.")
    assert "12 woorden in 1 zin." in findings.inner_text()
    assert "12,0 woorden per zin" in findings.inner_text()


def test_an_exported_conversation_tells_its_source_how_it_was_made_and_what_went_unanswered(
    address: str,
) -> None:
    answer = {
        "language": "nl", "mode": "generated", "abstained": False, "lead": "Dat is bijvangst.",
        "groups": [], "text": "Dat is bijvangst.", "searched": "", "follow_ups": [],
        "evidence": [], "model": "ollama:klein",
    }  # fmt: skip
    quoted = {**answer, "mode": "extractive", "model": "", "lead": "Zie de handreiking."}
    kept = [
        {"question": "Wat is bijvangst?", "answer": answer},
        {"question": "En dan?", "answer": quoted},
        {"question": "En daarna?", "problem": "U hebt het antwoord gestopt."},
    ]
    request = urllib.request.Request(
        f"{address}/page/conversation?title=Vragen", json.dumps(kept).encode()
    )
    with urllib.request.urlopen(request) as response:
        document = docx.Document(BytesIO(response.read()))
    lines = [p.text for p in document.paragraphs]
    about = lines[1]
    assert all(part in about for part in ("Bron: ", "2025", "met een taalmodel (ollama:klein)"))
    assert lines.count("Geschreven met een taalmodel (ollama:klein).") == 1
    assert lines.count("Letterlijk geciteerd, zonder taalmodel.") == 1
    assert lines[lines.index("En daarna?") + 1] == "Geen antwoord: U hebt het antwoord gestopt."
    assert "mode generated, model ollama:klein" in document.core_properties.comments


@pytest.mark.parametrize(
    ("path", "stem"), [("/", "concept-uitnodiging"), ("/en/", "draft-invitation")]
)
def test_a_saved_draft_is_named_by_its_kind_in_the_language_of_the_page(
    visit: Visit, path: str, stem: str
) -> None:
    page = visit.page
    page.goto(visit.address + path)
    page.wait_for_selector("#question textarea")
    draft(visit)
    for does, ending in (("draft-word", "docx"), ("draft-markdown", "md")):
        with page.expect_download() as download:
            page.click(f'[data-do="{does}"]')
        assert download.value.suggested_filename == f"{stem}.{ending}"
