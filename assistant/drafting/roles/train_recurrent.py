"""Trains the network of roles, that of told texts, or that of answers, each begun as the one before.

python -m assistant.drafting.roles.train_recurrent [--texts | --asked] [--half N --file FILE]
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from assistant.drafting.roles import NO_ROLE
from assistant.drafting.roles.features import NONE, Hashes, own_features, rows_of, tokens_of
from assistant.drafting.roles.recurrent import ASKED as ASKED_MODEL
from assistant.drafting.roles.recurrent import LAYERS, MODEL, Network, load_network, word_vector
from assistant.drafting.roles.recurrent import TEXTS as TEXTS_MODEL
from assistant.drafting.roles.train import (
    ANSWERS,
    OFTEN,
    Request,
    allowed_steps,
    labels_of,
    read_requests,
    read_texts,
    swapped,
    values_of,
)
from assistant.encoder import StaticEncoder, shipped_encoder

SIZE, UNITS, OF_FEATURES, OF_KIND = 160, 128, 96, 16
ROUNDS, BRIEFS, RATE, DECAY = 24, 16, 2e-3, 0.02
ROUNDS_BEGUN = 14  # of a network that begins as another
DROPPED, BETWEEN_LAYERS, FORGOTTEN = 0.4, 0.3, 0.15
LOWERED = 0.2  # of the briefs lose their capitals
NEAR_IN_LENGTH = 15
LEVELS = 127


@dataclass(frozen=True, slots=True)
class Encoded:
    """A brief as numbers: vectors of its words, rows of their features, kind, labels."""

    vectors: Tensor
    features: Tensor
    kind: int
    labels: Tensor


@dataclass(frozen=True, slots=True)
class Names:
    """What the numbers stand for."""

    labels: tuple[str, ...]
    kinds: tuple[str, ...]
    known: Hashes
    taught: tuple[str, ...]

    def encoded(self, request: Request, encoder: StaticEncoder) -> Encoded:
        """The brief as numbers."""
        tokens = tokens_of(request.text)
        rows = rows_of(own_features(request.text, tokens), self.known)
        return Encoded(
            torch.tensor(np.stack([word_vector(t.text, encoder) for t in tokens])),
            torch.tensor(rows),
            self.kinds.index(request.kind),
            torch.tensor([self.labels.index(x) for x in labels_of(tokens, request.facts)]),
        )


@dataclass(frozen=True, slots=True)
class Batch:
    """Briefs side by side, filled up to the longest."""

    vectors: Tensor
    features: Tensor
    kinds: Tensor
    lengths: Tensor
    labels: Tensor


class Recurrent(nn.Module):
    """The network and the steps between labels: a conditional random field on top of it."""

    allowed: Tensor

    def __init__(self, names: Names, dimensions: int) -> None:
        super().__init__()
        count = len(names.labels)
        self.features = nn.Embedding(len(names.known) + 1, OF_FEATURES, padding_idx=-1)
        nn.init.normal_(self.features.weight, std=0.3)
        with torch.no_grad():
            self.features.weight[-1] = 0
        self.kind = nn.Embedding(len(names.kinds), OF_KIND)
        self.begin = nn.Linear(dimensions + OF_FEATURES + OF_KIND, SIZE)
        self.read = nn.GRU(SIZE, UNITS, num_layers=LAYERS, bidirectional=True, batch_first=True,
                           dropout=BETWEEN_LAYERS)  # fmt: skip
        self.label = nn.Linear(2 * UNITS + SIZE, count)
        self.steps = nn.Parameter(torch.zeros(count, count))
        self.first = nn.Parameter(torch.zeros(count))
        self.register_buffer("allowed", torch.tensor(allowed_steps(names.labels)))
        self.drop = nn.Dropout(DROPPED)

    def forward(self, batch: Batch) -> Tensor:
        """The score of each label for each word, (briefs, words, labels)."""
        vectors, features = batch.vectors, batch.features
        of_kind = self.kind(batch.kinds)
        if self.training:
            there = torch.rand(vectors.shape[:2]) >= FORGOTTEN
            vectors = vectors * there[..., None]
            gone = torch.rand(features.shape) < FORGOTTEN
            features = features.masked_fill(gone, self.features.num_embeddings - 1)
            # a kind that somebody adds is none of these
            of_kind = of_kind * (torch.rand(len(of_kind), 1) >= FORGOTTEN)
        spread = of_kind[:, None].expand(-1, vectors.shape[1], -1)
        x = torch.cat([vectors, self.features(features).sum(2), spread], -1)
        begun = functional.relu(self.begin(self.drop(x)))
        packed = nn.utils.rnn.pack_padded_sequence(
            self.drop(begun), batch.lengths, batch_first=True, enforce_sorted=False
        )
        read, _ = nn.utils.rnn.pad_packed_sequence(self.read(packed)[0], batch_first=True)
        scores: Tensor = self.label(self.drop(torch.cat([read, begun], -1)))
        return scores

    def loss(self, batch: Batch) -> Tensor:
        """Minus the mean log-likelihood of the labels of a brief."""
        scores, labels = self(batch), batch.labels
        steps = self.steps + self.allowed
        own = scores.gather(2, labels[..., None])[..., 0]
        total, told = scores[:, 0] + self.first, own[:, 0] + self.first[labels[:, 0]]
        for n in range(1, scores.shape[1]):
            here = n < batch.lengths
            moved = torch.logsumexp(total[:, :, None] + steps, 1) + scores[:, n]
            total = torch.where(here[:, None], moved, total)
            step = own[:, n] + steps[labels[:, n - 1], labels[:, n]]
            told = told + torch.where(here, step, torch.zeros_like(step))
        lost: Tensor = (torch.logsumexp(total, 1) - told).mean()
        return lost


def main() -> None:
    """Trains on all writers and writes the model, or on half of them into a file to measure with."""
    parser = argparse.ArgumentParser(description=__doc__)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--texts", action="store_true", help="the told texts instead of the roles")
    which.add_argument("--asked", action="store_true", help="the answers to what a kind asks")
    parser.add_argument("--half", type=int, choices=(0, 1), help="every other writer only")
    parser.add_argument("--file", type=Path)
    chosen = parser.parse_args()
    if chosen.asked:
        requests, begun, shipped = read_texts((ANSWERS,)), load_network(TEXTS_MODEL), ASKED_MODEL
    elif chosen.texts:
        requests, begun, shipped = read_texts(), load_network(), TEXTS_MODEL
    else:
        requests, begun, shipped = read_requests(), None, MODEL
    names = named(requests, begun)
    if chosen.half is not None:
        writers = sorted({r.writer for r in requests})[chosen.half :: 2]
        requests = tuple(r for r in requests if r.writer in writers)
    file = chosen.file or shipped
    encoder = shipped_encoder()
    write(trained(requests, names, encoder, begun), names, encoder, file)


def named(requests: Sequence[Request], begun: Network | None = None) -> Names:
    """The labels, the kinds, and the features that stand in at least OFTEN briefs.

    Kinds and features are those of the network that it begins as.
    """
    roles = sorted({role for r in requests for role, _, _ in r.facts})
    labels = (NO_ROLE, *(f"{part}-{role}" for role in roles for part in "BI"))
    taught = tuple(sorted({f"{r.kind}/{role}" for r in requests for role, _, _ in r.facts}))
    if begun:
        return Names(labels, begun.kinds, begun.known, taught)
    seen = [np.unique(own_features(r.text, tokens_of(r.text))) for r in requests]
    hashes, counts = np.unique(np.concatenate(seen), return_counts=True)
    return Names(
        labels,
        tuple(sorted({r.kind for r in requests})),
        hashes[(counts >= OFTEN) & (hashes != NONE)],
        taught,
    )


def trained(
    requests: Sequence[Request], names: Names, encoder: StaticEncoder, begun: Network | None = None
) -> Recurrent:
    """The network after some rounds, with one rate that rises and falls (Smith and Topin 2019).

    Every other round half of the facts are replaced by others of their role. It begins as another
    network, but for its labels: what that learned of names and days helps to tell texts apart.
    """
    torch.manual_seed(0)
    chance, random_ = random.Random(0), np.random.default_rng(0)
    network = Recurrent(names, encoder.table.shape[1])
    if begun:
        own = network.state_dict()
        kept = {n: torch.tensor(v) for n, v in begun.weights.items()
                if n in own and own[n].shape == v.shape}  # fmt: skip
        network.load_state_dict({**own, **kept})
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    rounds = ROUNDS_BEGUN if begun else ROUNDS
    steps = rounds * (len(requests) // BRIEFS + 1) + 1
    rate = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps, pct_start=0.15)
    values = values_of(requests)
    for turn in range(rounds):
        told = requests if turn % 2 else [swapped(r, values, random_) for r in requests]
        told = [_lowered(r) if chance.random() < LOWERED else r for r in told]
        total = []
        for batch in _batches([names.encoded(r, encoder) for r in told], chance):
            loss = network.loss(batch)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimiser.step()
            rate.step()
            total.append(loss.item())
        print(f"round {turn + 1} of {rounds}: {np.mean(total):.2f}", flush=True)
    return network.eval()


def _lowered(request: Request) -> Request:
    """The brief without capitals, unless its letters would move."""
    lower = request.text.lower()
    return replace(request, text=lower) if len(lower) == len(request.text) else request


def _batches(found: Sequence[Encoded], chance: random.Random) -> list[Batch]:
    """Briefs of about the same length together, in another order every round."""
    near = sorted(found, key=lambda e: len(e.labels) + NEAR_IN_LENGTH * chance.random())
    parts = [batch_of(near[n : n + BRIEFS]) for n in range(0, len(near), BRIEFS)]
    chance.shuffle(parts)
    return parts


def batch_of(part: Sequence[Encoded]) -> Batch:
    """The briefs side by side."""
    filled = nn.utils.rnn.pad_sequence
    return Batch(
        filled([e.vectors for e in part], batch_first=True),
        filled([e.features for e in part], batch_first=True),
        torch.tensor([e.kind for e in part]),
        torch.tensor([len(e.labels) for e in part]),
        filled([e.labels for e in part], batch_first=True),
    )


def write(network: Recurrent, names: Names, encoder: StaticEncoder, file: Path) -> None:
    """The weights for numpy, the table of features in 255 levels a row. Raises OSError."""
    found = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    features, allowed = found.pop("features.weight"), found.pop("allowed")
    found["steps"] = found["steps"] + allowed
    scale = np.abs(features).max(axis=1).clip(min=1e-9) / LEVELS
    kept: dict[str, NDArray[np.float16]] = {n: v.astype(np.float16) for n, v in found.items()}
    np.savez_compressed(
        file,
        encoder=np.array(encoder.fingerprint),
        labels=np.array(names.labels),
        kinds=np.array(names.kinds),
        known=names.known,
        taught=np.array(names.taught),
        features=np.round(features / scale[:, None]).astype(np.int8),
        features_scale=scale[:, None].astype(np.float16),
        **kept,  # type: ignore[arg-type]
    )


if __name__ == "__main__":
    main()
