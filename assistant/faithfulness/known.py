"""How a claim stands with what is known to hold of a passage, and with what is known not to.

Nearest neighbours among labelled sentences (Cover and Hart 1967): a language model's slips about
one passage resemble each other, as its good sentences do.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assistant.faithfulness.alignment import Alignment
from assistant.faithfulness.differences import (
    CARRIED,
    Facing,
    Values,
    carried_back,
    compare,
    conflicts,
    paired,
)
from assistant.faithfulness.edition import Edition
from assistant.faithfulness.reading import Reading, read


def nearness(aligned: Alignment, edition: Edition, about: NDArray[np.int64]) -> Values:
    """How near the likest of the sayings `about` the passage is: of those that hold, of the rest."""
    values: Values = {}
    holds = edition.sayings.holds[about]
    for name, cosines in (("meaning", aligned.said_meaning), ("words", aligned.said_words)):
        right = float(cosines[about[holds]].max(initial=0.0))
        wrong = float(cosines[about[~holds]].max(initial=0.0))
        values[f"right_{name}"], values[f"wrong_{name}"] = right, wrong
        values[f"wrong_{name}_gap"] = wrong - right
    return values


def saying_gap(
    aligned: Alignment, edition: Edition, own: NDArray[np.bool_], told: NDArray[np.bool_]
) -> float:
    """How much nearer what holds of a passage not cited is than what holds of one that is.

    `own` tells which sentences are cited, `told` which sayings count.
    """
    sayings = edition.sayings
    those = np.zeros(len(edition.passages), bool)
    those[edition.owner[own]] = True
    cited = those[sayings.of]
    holds = sayings.holds & told
    near = [aligned.said_meaning[holds & those].max(initial=0.0) for those in (~cited, cited)]
    return float(near[0] - near[1])


def against_nearest(
    claim: Reading,
    aligned: Alignment,
    edition: Edition,
    share: NDArray[np.float32],
    about: NDArray[np.int64],
) -> Values:
    """The signals against the nearest saying that holds, each with `w_`; none without one.

    `share` is the weight of each content word of the claim, in all 1.
    """
    right = about[edition.sayings.holds[about]]
    if not len(right):
        return {}
    near = aligned.said_meaning[right] + aligned.said_words[right]
    nearest = read(edition.sayings.texts[int(right[near.argmax()])], edition.language)
    stems = edition.lexicon.stems
    ids = [stems.get(t.stem, len(stems)) for t in nearest.tokens]
    lexical, soft = aligned.table[:, ids], aligned.soft_table[:, ids].max(axis=1)
    content = [t for t in claim.tokens if t.weight]
    context = edition.contexts[int(edition.context[edition.sayings.of[right[0]]])]
    pairs = paired(content, nearest.tokens, lexical)
    values: Values = {}
    compare(Facing(claim, nearest, [nearest], context, [nearest], pairs), values, [])
    values["carried"] = float(share @ soft)
    values["exact"] = float(share @ (lexical.max(axis=1) >= 1))
    values["least"] = float(soft.min(initial=1.0))
    values["left"] = float((soft < CARRIED).sum())
    values["back"] = carried_back(content, nearest)
    values["conflicts"] = conflicts(values)
    return {f"w_{name}": value for name, value in values.items()}
