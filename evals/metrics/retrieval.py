"""Is the right passage, the right section, found? Computed by ir_measures (MacAvaney et al. 2022)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import ir_measures
from ir_measures import RR, R, Success, nDCG

MEASURES = {"hit@1": Success @ 1, "hit@3": Success @ 3, "recall@10": R @ 10, "MRR": RR,
            "nDCG@10": nDCG @ 10}  # fmt: skip


def ranking_quality(
    gold: Sequence[Sequence[str]], rankings: Sequence[Sequence[str]]
) -> Mapping[str, tuple[float, ...]]:
    """Per measure one value an item.

    hit@k: a gold id among the first k. recall@10: share of gold ids among the first ten. MRR: one
    over the rank of the first gold id. nDCG@10: gain 1 a gold id, discounted by log2 of the rank
    (Järvelin and Kekäläinen 2002).
    """
    qrels = [
        ir_measures.Qrel(str(n), name, 1) for n, names in enumerate(gold) for name in set(names)
    ]
    run = [
        ir_measures.ScoredDoc(str(n), name, float(-rank))
        for n, names in enumerate(rankings)
        for rank, name in enumerate(dict.fromkeys(names))
    ]
    values = {name: [0.0] * len(gold) for name in MEASURES}
    by_measure = {str(measure): name for name, measure in MEASURES.items()}
    for metric in ir_measures.iter_calc(list(MEASURES.values()), qrels, run):
        values[by_measure[str(metric.measure)]][int(metric.query_id)] = float(metric.value)
    return {name: tuple(found) for name, found in values.items()}
