"""The network that reads a claim beside a passage: numpy gives what torch gives."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.answering import Assistant
from assistant.encoder import StaticEncoder
from assistant.faithfulness.edition import editions_of, static_encoder
from assistant.faithfulness.entailment import (
    CLAIM,
    CONTEXT,
    PASSAGE,
    Network,
    beside,
    laid,
    load_network,
    log_chances_of,
    odds_of,
    side_of,
)
from assistant.faithfulness.reading import read
from assistant.index import Index

SAID = "Nodig de omwonenden persoonlijk uit, en zeg eerlijk wat al besloten is."
DENIED = "Zeg niet wat al besloten is."
ABOVE = "De uitnodiging"


@pytest.fixture(scope="module")
def index(assistant: Assistant) -> Index:
    return assistant.index


def test_it_was_trained_with_the_encoder_that_is_shipped() -> None:
    assert load_network().encoder == StaticEncoder().fingerprint


def test_a_claim_beside_its_own_passage_is_likelier_than_its_denial(index: Index) -> None:
    edition = editions_of(index)["nl"]
    encoder = static_encoder(index)
    better = []
    for number in range(0, len(edition.passages), 5):
        first = edition.sentences_of(number)[0]
        if len(first.tokens) < 8:
            continue
        denied = read(f"Het is niet zo dat {first.text[0].lower()}{first.text[1:]}", "nl")
        own, other = (
            odds_of(beside(claim, edition, [number], encoder))[0] for claim in (first, denied)
        )
        better.append(own > other)
    assert len(better) > 25
    assert np.mean(better) >= 0.85


def test_the_order_of_passages_does_not_matter(index: Index) -> None:
    edition = editions_of(index)["nl"]
    claim, encoder = read(SAID, "nl"), static_encoder(index)
    there = beside(claim, edition, [3, 40, 7], encoder)
    back = beside(claim, edition, [7, 40, 3], encoder)
    assert np.allclose(there, back[::-1], atol=1e-5)
    assert np.allclose(np.exp(there).sum(axis=1), 1, atol=1e-4)


@pytest.mark.slow
def test_numpy_and_torch_agree(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    from assistant.faithfulness.entailment.network import Reader, filled, write
    from assistant.faithfulness.entailment.train import Example, batch_of, numbered

    encoder = StaticEncoder()
    pairs = [(SAID, DENIED), (DENIED, SAID), (SAID, SAID)]
    found = [
        Example(
            side_of([read(one, "nl")], CLAIM),
            side_of([read(ABOVE, "nl")], CONTEXT),
            side_of([read(other, "nl")], PASSAGE),
            0,
            1.0,
            "",
        )
        for one, other in pairs
    ]
    numbers = numbered(found)
    spelled = [np.array(encoder.pieces(w)[:4], dtype=np.int64) for w in numbers.words]
    torch.manual_seed(1)
    reader = Reader(
        encoder.table, filled(spelled, len(encoder.table)), encoder.encode(list(numbers.words))
    ).eval()
    with torch.no_grad():
        for layer in reader.layers:
            layer.prefer.normal_()
        theirs = reader(batch_of(found, numbers)).log_softmax(-1).numpy()
    write(reader, encoder.fingerprint, tmp_path / "model.npz")
    network: Network = load_network(tmp_path / "model.npz")
    ours = [
        log_chances_of(
            laid(e.claim, CLAIM, encoder, network),
            laid(e.context, CONTEXT, encoder, network),
            laid(e.passage, PASSAGE, encoder, network),
            network,
        )
        for e in found
    ]
    assert np.abs(np.array(ours) - theirs).max() < 0.02
    assert np.ptp(theirs[:, 0]) > 0.05
