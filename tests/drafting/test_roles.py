"""The tagger of roles: it finds facts that no pattern knows, and corrects fields that are wrong."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from assistant.drafting.checking import load_kind
from assistant.drafting.draft import kind_named, make_draft
from assistant.drafting.facts import facts_of
from assistant.drafting.kinds import SPECS, SpecError, shared_fields
from assistant.drafting.lines import in_lines
from assistant.drafting.roles import load_table, load_tagger, tagged
from assistant.drafting.roles.features import tokens_of
from assistant.drafting.roles.recurrent import load_network, scores_by
from assistant.drafting.roles.train import ANSWERS, REQUESTS, TEXTS, read_requests
from assistant.drafting.types import Brief
from assistant.encoder import shipped_encoder
from evals.items import DATASETS, BriefItem, LabelledBrief, load
from evals.near_identical import near_identical


def read(kind: str, text: str) -> dict[str, str]:
    return {f.name: f.value for f in facts_of(Brief(kind, text), kind_named(kind)).known}


def test_the_tagger_finds_roles_in_a_brief_that_it_has_not_seen() -> None:
    text = (
        "Schrijf een brief: bouw start 4 oktober 2027, vragen kunnen naar Joke Hiel, 0321-556677."
    )
    found = {(s.role, text[s.start : s.end]) for s in tagged(text, "residents-letter").spans}
    assert ("building_on", "4 oktober 2027") in found
    assert ("phone", "0321-556677") in found


def test_it_knows_the_roles_that_fields_may_name() -> None:
    assert set(load_tagger().roles) == set(shared_fields().roles)


def test_it_finds_nothing_in_nothing() -> None:
    assert tagged("", "qa").spans == ()


def test_an_empty_field_is_filled_by_a_role_in_the_users_own_words() -> None:
    text = "Q&A over pension Zeewind, met 64 kamers, huurcontract tot 1 april 2028."
    facts = read("qa", text)
    assert facts["units"] == "64 kamers"
    assert all(v in text for k, v in facts.items() if k in ("units", "location", "end"))


def test_a_filled_fact_stands_in_the_draft_in_a_sentence() -> None:
    draft = make_draft(Brief("qa", "Q&A over pension Zeewind, met 64 kamers."))
    assert "Het gaat om 64 kamers." in draft.text


def test_a_wrong_field_is_corrected() -> None:
    text = "Hoe herstellen we het vertrouwen? Op 3 mei werd een raam ingegooid, gesprek op 20 mei."
    assert read("recovery", text)["date"] == "3 mei"


def test_a_line_break_ends_a_name() -> None:
    text = "initiatiefnemer: Werkrust\nVannacht was het onrustig\nplek: Molenweg 4"
    assert read("qa", text)["initiator"] == "Werkrust"


def test_a_line_that_a_mail_program_broke_goes_on() -> None:
    long = "Wij nodigen de buurt uit voor een avond in het dorpshuis en dan\npraten we verder\nDag"
    assert in_lines(long) == long.replace("\n", " ", 1)


def test_a_date_inside_a_choice_is_not_lost() -> None:
    draft = make_draft(Brief("situation", "pand aan de Dijkweg 4; B&W beslissen 20-4-2027"))
    assert "20-4-2027" in draft.text or "20 april 2027" in draft.text


def _changed(tmp_path: Path, old: str, new: str) -> Path:
    source = (SPECS / "qa.yaml").read_text(encoding="utf-8")
    assert old in source
    file = tmp_path / "qa.yaml"
    file.write_text(source.replace(old, new, 1), encoding="utf-8")
    return file


def test_a_field_may_name_its_roles(tmp_path: Path) -> None:
    kind = load_kind(_changed(tmp_path, "  town: {}", "  town: {filled_by: [town, owner]}"))
    assert kind.fields["town"].filled_by == ("town", "owner")


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("  town: {filled_by: [towns]}", "fields.town.filled_by: er is geen rol 'towns'"),
        ("  town: {may_be: [towns]}", "fields.town.may_be: er is geen rol 'towns'"),
        ("  town: {filled_by: town}", "fields.town.filled_by"),
        ('  town: {called: {"(": {nl: dorp, en: village}}}', "fields.town.called"),
        ("  town: {chosen_as: mood}", "fields.town.chosen_as"),
        ("  town: {chosen_as: status}", "'chosen_as' belongs to the type 'choice'"),
        ("  town: {by_patterns: [open]}", "'by_patterns' names keys of 'choices'"),
        ("  town: {presumed: [open]}", "'presumed' names keys of 'choices'"),
        ("  town: {rest: other}", "'rest' is a key of 'choices'"),
        ("  town: {withdraws: {open: [people]}}", "'withdraws' has keys of 'choices'"),
        ('  town: {said: {nl: "{{ x }}", en: "x"}}', "fields.town.said: onbekend veld: x"),
    ],
)
def test_a_malformed_one_fails_at_load(tmp_path: Path, field: str, told: str) -> None:
    with pytest.raises(SpecError, match=told):
        load_kind(_changed(tmp_path, "  town: {}", field))


def test_what_the_tagger_learned_from_is_no_brief_of_the_evaluation() -> None:
    lines = (x for f in (REQUESTS, TEXTS, ANSWERS) for x in f.read_text("utf-8").splitlines())
    learned = [json.loads(line)["brief"] for line in lines]
    held = [b.brief for b in load(DATASETS / "briefs.jsonl", BriefItem)]
    held += [b.brief for b in load(DATASETS / "labelled.jsonl", LabelledBrief)]
    assert list(near_identical(learned, held)) == []


def test_the_network_belongs_to_the_shipped_encoder_and_to_the_table() -> None:
    network = load_network()
    assert network.encoder == shipped_encoder().fingerprint
    assert network.labels == load_table().labels


def test_a_word_that_no_brief_held_is_read_by_what_stands_far_from_it() -> None:
    text = "Beste collega, mail over Zwanenkamp. Mevrouw Kwistje woont ernaast."
    tokens = tokens_of(text)
    other = "Beste collega, mail over Zwanenkamp. Mevrouw Kwistje is wethouder."
    here = scores_by(load_network(), text, tokens, "qa")
    there = scores_by(load_network(), other, tokens_of(other), "qa")
    assert here.shape == (len(tokens), len(load_network().labels))
    assert not np.allclose(here[0], there[0])


@pytest.mark.slow
def test_numpy_and_torch_give_the_network_the_same_scores(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    from assistant.drafting.roles.train_recurrent import Recurrent, batch_of, named, write

    requests = read_requests()[:40]
    names, encoder = named(requests), shipped_encoder()
    torch.manual_seed(1)
    network = Recurrent(names, encoder.table.shape[1]).eval()
    with torch.no_grad():
        network.first.normal_()
        theirs = network(batch_of([names.encoded(r, encoder) for r in requests])).numpy()
    write(network, names, encoder, tmp_path / "recurrent.npz")
    ours = load_network(tmp_path / "recurrent.npz")
    for request, scores in zip(requests, theirs, strict=True):
        tokens = tokens_of(request.text)
        found = scores_by(ours, request.text, tokens, request.kind)
        found[0] -= ours.weights["first"]
        assert np.abs(found - scores[: len(tokens)]).max() < 0.02
    assert np.ptp(theirs) > 0.3
