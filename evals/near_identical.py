"""Texts that are nearly the same: what is measured on must not have been learned from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

AT = 0.8
ROWS = 2000


def near_identical(texts: Sequence[str], others: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The pairs whose character trigrams have a Jaccard index of at least `AT` (Jaccard 1901)."""
    names: dict[str, int] = {}
    ours, theirs = _trigrams(texts, names), _trigrams(others, names)
    ours.resize(len(texts), len(names))
    sizes, others_sizes = (np.asarray(m.sum(axis=1)).ravel() for m in (ours, theirs))
    order = np.argsort(sizes)
    # two sets that share so much are about as large: the others need no comparing
    for start in range(0, len(texts), ROWS):
        rows = order[start : start + ROWS]
        near = (others_sizes >= AT * sizes[rows[0]]) & (others_sizes <= sizes[rows[-1]] / AT)
        columns = np.flatnonzero(near)
        shared: NDArray[np.float32] = (ours[rows] @ theirs[columns].T).toarray()
        union = sizes[rows, np.newaxis] + others_sizes[columns] - shared
        for row, column in np.argwhere(shared >= AT * union):
            yield texts[rows[row]], others[columns[column]]


def _trigrams(texts: Sequence[str], names: dict[str, int]) -> sparse.csr_matrix:
    """Which trigrams stand in each text, in lower case and with single spaces, (texts, names)."""
    rows: list[int] = []
    columns: list[int] = []
    for number, text in enumerate(texts):
        flat = f"  {' '.join(text.lower().split())} "
        found = {flat[n : n + 3] for n in range(len(flat) - 2)}
        rows += [number] * len(found)
        columns += [names.setdefault(gram, len(names)) for gram in found]
    ones = np.ones(len(rows), dtype=np.float32)
    return sparse.csr_matrix((ones, (rows, columns)), shape=(len(texts), len(names)))
