"""The network as it is trained, with torch; `__init__.py` evaluates the same with numpy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from assistant.faithfulness.entailment import CLAIM, HEADS, LONGEST, PASSAGE

SIZE, INNER, LAYERS = 128, 256, 2
DROPPED, FORGOTTEN = 0.2, 0.1
PARTS, NOBODY = 4, 3  # the fourth part is what fills up a batch
MARKS, BESIDE, PREFERENCES, VERDICTS = 3, 2, 3, 3
UNSEEN = -1e9
LEVELS = 127


@dataclass(frozen=True, slots=True)
class Batch:
    """Pairs of claim and passage, (pairs, words): numbers of words and stems, parts, places."""

    words: Tensor
    stems: Tensor
    parts: Tensor
    places: Tensor
    marks: Tensor


class Layer(nn.Module):
    """Attention and two linear maps, each after normalising."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(SIZE, 3 * SIZE), nn.Linear(SIZE, SIZE)
        self.up, self.down = nn.Linear(SIZE, INNER), nn.Linear(INNER, SIZE)
        self.a, self.b = nn.LayerNorm(SIZE), nn.LayerNorm(SIZE)
        self.prefer = nn.Parameter(torch.zeros(HEADS, PREFERENCES))
        self.drop = nn.Dropout(DROPPED)

    def forward(self, x: Tensor, unseen: Tensor, prefer: Tensor) -> Tensor:
        """The words after this layer."""
        pairs, words, _ = x.shape
        heads = self.qkv(self.a(x)).view(pairs, words, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        q, k, v = heads
        scores = q @ k.transpose(-1, -2) / (SIZE // HEADS) ** 0.5
        scores = scores + torch.einsum("pijc,hc->phij", prefer, self.prefer)
        shares = self.drop(scores.masked_fill(unseen[:, None, None, :], UNSEEN).softmax(-1))
        taken = (shares @ v).transpose(1, 2).reshape(pairs, words, SIZE)
        x = x + self.drop(self.out(taken))
        inner = self.drop(functional.relu(self.up(self.b(x))))
        moved: Tensor = x + self.drop(self.down(inner))
        return moved


class Reader(nn.Module):
    """The network. `pieces` is (words, pieces), filled up with the last row of the table."""

    pieces: Tensor
    meaning: Tensor
    counts: Tensor

    def __init__(
        self, table: NDArray[np.float32], pieces: NDArray[np.int64], meaning: NDArray[np.float32]
    ) -> None:
        super().__init__()
        size = table.shape[1]
        self.table = nn.Embedding(len(table) + 1, size, padding_idx=len(table))
        even = table / np.linalg.norm(table, axis=1).mean()
        with torch.no_grad():
            self.table.weight[:-1] = torch.tensor(even)
        self.register_buffer("pieces", torch.tensor(pieces))
        self.register_buffer("meaning", torch.tensor(meaning))
        counts = (pieces < len(table)).sum(axis=1, keepdims=True).clip(min=1)
        self.register_buffer("counts", torch.tensor(counts, dtype=torch.float32))
        self.begin = nn.Linear(size, SIZE)
        self.place, self.part = nn.Embedding(max(LONGEST.values()), SIZE), nn.Embedding(PARTS, SIZE)
        for small in (self.place, self.part):
            nn.init.normal_(small.weight, std=0.02)
        self.marks = nn.Linear(MARKS + BESIDE, SIZE)
        self.first = nn.LayerNorm(SIZE)
        self.forget = nn.Dropout(FORGOTTEN)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.last, self.verdict = nn.Linear(3 * SIZE, SIZE), nn.Linear(SIZE, VERDICTS)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, batch: Batch) -> Tensor:
        """Scores of supported, contradicted and unsupported, (pairs, 3)."""
        nobody, claim = batch.parts == NOBODY, batch.parts == CLAIM
        there = (~nobody)[:, :, None] & (~nobody)[:, None, :]
        other = (claim[:, :, None] != claim[:, None, :]) & there
        same = (batch.stems[:, :, None] == batch.stems[:, None, :]) & other
        meaning = self.meaning[batch.words]
        near = (meaning @ meaning.transpose(1, 2)) * other
        beside = [same.any(2).float(), near.max(2).values.clamp(min=0)]
        marks = torch.cat([batch.marks, torch.stack(beside, -1)], -1)
        own = self.table(self.pieces[batch.words]).sum(2) / self.counts[batch.words]
        x = self.begin(own) + self.place(batch.places) + self.part(batch.parts) + self.marks(marks)
        x = self.forget(self.first(x))
        prefer = torch.stack([same.float(), near, other.float()], -1)
        for layer in self.layers:
            x = layer(x, nobody, prefer)
        said, passage = claim.unsqueeze(-1), (batch.parts == PASSAGE).unsqueeze(-1)
        pooled = [
            (x * said).sum(1) / said.sum(1).clamp(min=1),
            (x * passage).sum(1) / passage.sum(1).clamp(min=1),
            x.masked_fill(~said, UNSEEN).max(1).values,
        ]
        scores: Tensor = self.verdict(self.drop(functional.relu(self.last(torch.cat(pooled, 1)))))
        return scores


def write(reader: Reader, fingerprint: str, file: Path) -> None:
    """The weights for numpy, the table in 255 levels a row. Raises OSError."""
    named = {name: value.detach().numpy() for name, value in reader.state_dict().items()}
    table = named.pop("table.weight")[:-1]
    scale = np.abs(table).max(axis=1).clip(min=1e-9) / LEVELS
    kept: dict[str, NDArray[np.float16]] = {}
    for name, value in named.items():
        if name in ("pieces", "meaning", "counts"):
            continue
        short = name.removeprefix("layers.")
        short = short.removesuffix(".weight") if short.startswith(("place", "part")) else short
        kept[short] = value.astype(np.float16)
    np.savez_compressed(
        file,
        encoder=np.array(fingerprint),
        table=np.round(table / scale[:, None]).astype(np.int8),
        scale=scale.astype(np.float32),
        **kept,  # type: ignore[arg-type]
    )


def filled(rows: Sequence[NDArray[np.int64]], fill: int) -> NDArray[np.int64]:
    """Rows of different lengths as one array."""
    out = np.full((len(rows), max(map(len, rows))), fill, dtype=np.int64)
    for n, row in enumerate(rows):
        out[n, : len(row)] = row
    return out
