"""Personal data: what is found, what is left alone, and that masking can be undone."""

from __future__ import annotations

import random
import string
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.guideline import load_corpus
from assistant.privacy import (
    IBAN_LENGTHS,
    KINDS,
    find_personal_data,
    mask,
    passes_eleven_test,
    passes_mod_97,
    unmask,
)
from assistant.settings import ROOT

PIECES = (
    "Mijn BSN is 111222333.",
    "geboren",
    "12-03-1980",
    "geb. 1-2-05",
    "NL91 ABNA 0417 1643 00",
    "jan@voorbeeld.nl",
    "06 12345678",
    "(020) 123 45 67",
    "Kerkstraat 12a, 1234 AB Gouda",
    "1234AB 7",
    "postcode ",
    "[BSN-1]",
    "[bsn 1]",
    "[ADRES-1]",
    "[E-MAILADRES-2]",
    "\n",
    " ",
    ", ",
    "0",
    "+",
    "Van ",
    "bsn ",
)
texts = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text(alphabet=string.printable + "é€’", max_size=12)),
    max_size=12,
).map("".join)


def found(text: str) -> list[tuple[str, str]]:
    return [(item.kind, item.text) for item in find_personal_data(text)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Het BSN is 111222333.", "bsn", "111222333"),
        ("BSN 1112.22.333", "bsn", "1112.22.333"),
        ("bsn 123 456 782", "bsn", "123 456 782"),
        ("Maak over op NL91 ABNA 0417 1643 00 t.n.v. Jan", "iban", "NL91 ABNA 0417 1643 00"),
        ("nl91abna0417164300", "iban", "nl91abna0417164300"),
        ("BE68 5390 0754 7034", "iban", "BE68 5390 0754 7034"),
        ("Mail jan.de.vries@voorbeeld.nl.", "email", "jan.de.vries@voorbeeld.nl"),
        ("jan (at) voorbeeld.nl", "email", "jan (at) voorbeeld.nl"),
        ("Bel 06-12345678.", "phone", "06-12345678"),
        ("06 12 34 56 78", "phone", "06 12 34 56 78"),
        ("+31 (0)6 1234 5678", "phone", "+31 (0)6 1234 5678"),
        ("0031612345678", "phone", "0031612345678"),
        ("tel. (020) 123 45 67", "phone", "(020) 123 45 67"),
        ("0182 - 58 88 88", "phone", "0182 - 58 88 88"),
        ("010-1234567 3 mensen", "phone", "010-1234567"),
        ("+48 600 123 456", "phone", "+48 600 123 456"),
        (
            "Lange Nieuwstraat 12, 3512 PH Utrecht",
            "address",
            "Lange Nieuwstraat 12, 3512 PH Utrecht",
        ),
        ("ik woon op molenstraat 12a in Ede", "address", "molenstraat 12a"),
        (
            "Burgemeester van der Poelstraat 3-2",
            "address",
            "Burgemeester van der Poelstraat 3-2",
        ),
        ("De Meent 4, 1234 AB Gouda", "address", "De Meent 4, 1234 AB Gouda"),
        ("1234 AB, nummer 12", "address", "1234 AB, nummer 12"),
        ("Postcode: 1234 AB", "address", "1234 AB"),
        ("geboren op 12 maart 2001", "birth_date", "12 maart 2001"),
        ("Geboortedatum: 1-2-05", "birth_date", "1-2-05"),
        ("born on March 3, 2001", "birth_date", "March 3, 2001"),
        ("J. de Vries, 12-03-1980", "birth_date", "12-03-1980"),
        ("1971-04-30 (geb.)", "birth_date", "1971-04-30"),
    ],
)
def test_each_form_is_found_whole(text: str, kind: str, value: str) -> None:
    assert found(text) == [(kind, value)]


@pytest.mark.parametrize(
    "text",
    [
        "Het nummer is 123456789.",
        "Het kost 123.456.782 euro of € 111222333.",
        "NL92ABNA0417164300",
        "Bel 0800-5678 of 14 070.",
        "Inloopavond op 06-12-2027 14.30 uur.",
        "dinsdag 13 april 2027, 19.30 tot 21.30 uur, 't Trefpunt in Oudveen",
        "140 arbeidsmigranten aan de Molenweg",
        "De wet geldt sinds 1 januari 2016.",
        "Tussen 2024 en 2026 kwamen 1000 EU-burgers.",
        "Zie §5.3.1 en §5.3.2, stap 1 t/m 4.",
        "31-02-1980",
        "De raad is onderweg 3 keer geïnformeerd.",
    ],
)
def test_what_identifies_nobody_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_the_guideline_itself_holds_no_personal_data() -> None:
    passages = [p for document in load_corpus(ROOT / "corpus") for p in document.passages]
    assert {p.id: found(p.text) for p in passages if found(p.text)} == {}


@given(texts)
def test_what_is_masked_can_be_put_back_letter_for_letter(text: str) -> None:
    masked = mask(text)
    assert unmask(masked.text, masked.mapping) == text


@given(texts)
def test_nothing_is_found_in_a_masked_text(text: str) -> None:
    assert find_personal_data(mask(text).text) == ()


@given(texts)
def test_finds_are_in_order_apart_and_cut_from_the_text(text: str) -> None:
    items = find_personal_data(text)
    assert all(text[i.start : i.end] == i.text and i.kind in KINDS for i in items)
    assert all(a.end <= b.start for a, b in pairwise(items))


@given(st.integers(0, 99_999_999), st.sampled_from(("{}", "BSN {}.", "bsn:{},", "({})")))
def test_every_valid_bsn_is_found_and_its_neighbour_is_not(stem: int, form: str) -> None:
    digits = f"{stem:08d}"
    check = sum(w * int(d) for w, d in zip(range(9, 1, -1), digits, strict=True)) % 11
    number = f"{digits}{check % 10}"
    if check < 10 and stem:
        assert passes_eleven_test(number)
        assert any(number in item.text for item in find_personal_data(form.format(number)))
    wrong = f"{digits}{(check + 1) % 10}"
    assert not any(i.kind == "bsn" for i in find_personal_data(form.format(wrong))) or (
        passes_eleven_test(wrong)
    )


@given(st.sampled_from(sorted(IBAN_LENGTHS)), st.integers(0), st.sampled_from(("", " ", "-")))
def test_every_valid_iban_is_found_in_groups_too(country: str, seed: int, between: str) -> None:
    picked = random.Random(seed)
    account = "".join(
        picked.choice(string.digits + string.ascii_uppercase)
        for _ in range(IBAN_LENGTHS[country] - 4)
    )
    value = int("".join(str(int(c, 36)) for c in f"{account}{country}00"))
    check = 98 - value % 97
    iban = f"{country}{check:02d}{account}"
    assert passes_mod_97(iban)
    written = between.join(iban[n : n + 4] for n in range(0, len(iban), 4))
    assert found(f"Rekening {written}, graag.") == [("iban", written)]
    assert not passes_mod_97(f"{country}{check - 1 if check > 2 else check + 1:02d}{account}")


def test_one_value_has_one_token_and_the_text_s_own_tokens_stay() -> None:
    masked = mask("jan@voorbeeld.nl, [E-MAILADRES-1], piet@voorbeeld.nl, jan@voorbeeld.nl")
    assert masked.text == "[E-MAILADRES-2], [E-MAILADRES-1], [E-MAILADRES-3], [E-MAILADRES-2]"


def test_a_token_that_a_model_wrote_its_own_way_is_put_back() -> None:
    masked = mask("Mail jan@voorbeeld.nl")
    assert unmask("Stuur het naar [e-mailadres 1].", masked.mapping) == (
        "Stuur het naar jan@voorbeeld.nl."
    )


@pytest.mark.parametrize(
    "piece", ["a", "1", "1 ", "0-", "a.", "Aa ", "Van der ", "a@", "NL91 ", "geboren ", "straat "]
)
def test_a_long_text_takes_no_more_than_a_moment(piece: str) -> None:
    started = time.perf_counter()
    find_personal_data(piece * (50_000 // len(piece)))
    assert time.perf_counter() - started < 2


def test_a_long_list_of_addresses_is_masked_in_a_moment() -> None:
    started = time.perf_counter()
    masked = mask(", ".join(f"bewoner{n}@voorbeeld.nl" for n in range(500)))
    assert len(masked.mapping) == 500
    assert time.perf_counter() - started < 2
