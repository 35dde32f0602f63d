"""Which role has each word of a brief? Two conditional random fields, of which the mean counts.

Patterns read what they were written for; people say it otherwise. This finds the facts of a brief,
each with its role (date of the meeting, last day to react, site, employer, …) and a probability
(Lafferty, McCallum and Pereira 2001). One field stands on a table of weights, learned by `train.py`
from `requests.jsonl`, the other on the network of `recurrent.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.drafting.roles.features import Hashes, Token, features_of, rows_of, tokens_of
from assistant.drafting.roles.recurrent import MODEL as NETWORK
from assistant.drafting.roles.recurrent import Network, load_network, scores_by, shipped_scores

MODEL = Path(__file__).with_name("model.npz")
NO_ROLE = "O"
HALF = np.float32(0.5)
# between a site and its street
AT = re.compile(
    r"\s(?:aan|op|langs|bij|achter|at|on|along|near|behind)\s(?:(?:de|het|the)\s)?", re.IGNORECASE
)

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Tagger:
    """`weights` is (features + 1, labels), the last row of zeros; `steps` is (labels, labels).

    `known` are the hashes of the features, in order. Without a `network` the table decides alone.

    The labels are `O`, and `B-` and `I-` with a role: its first word and the others.
    """

    labels: tuple[str, ...]
    known: Hashes
    weights: NDArray[np.int8]
    scale: Floats
    steps: Floats
    first: Floats
    network: Network | None = None

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that it knows."""
        return tuple(label[2:] for label in self.labels if label.startswith("B-"))


@dataclass(frozen=True, slots=True)
class Span:
    """A fact of a brief: its role, where it stands, and how probable the role is of its words."""

    role: str
    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True)
class Tagged:
    """The facts of a brief, and how probable each role is of each word, (words, roles)."""

    spans: tuple[Span, ...]
    tokens: tuple[Token, ...]
    roles: tuple[str, ...]
    probabilities: Floats

    def within(self, start: int, end: int) -> Mapping[str, float]:
        """How probable each role is of the words there, the mean over the words."""
        inside = [n for n, t in enumerate(self.tokens) if t.start < end and start < t.end]
        if not inside:
            return {}
        return dict(zip(self.roles, self.probabilities[inside].mean(axis=0).tolist(), strict=True))


NOTHING = Tagged((), (), (), np.zeros((0, 0), np.float32))


@cache
def load_tagger() -> Tagger:
    """The shipped one, with its network. Raises OSError when a file is missing or broken."""
    return replace(load_table(), network=load_network())


def load_table(file: Path = MODEL) -> Tagger:
    """The table alone. Raises OSError when its file is missing or broken."""
    with np.load(file, allow_pickle=False) as a:
        return Tagger(
            labels=tuple(map(str, a["labels"])),
            **{name: a[name] for name in ("known", "weights", "scale", "steps", "first")},
        )


@lru_cache(maxsize=64)
def tagged(text: str, kind: str) -> Tagged:
    """The facts that the shipped tagger finds in a brief for that kind."""
    tokens = tokens_of(text)
    by_network = shipped_scores(text, kind)[NETWORK] if tokens else None
    return _tagged(load_tagger(), text, kind, tokens, by_network)


def tagged_by(model: Tagger, text: str, kind: str) -> Tagged:
    """The facts that this tagger finds."""
    tokens = tokens_of(text)
    network = model.network if tokens else None
    return _tagged(
        model, text, kind, tokens, scores_by(network, text, tokens, kind) if network else None
    )


def _tagged(
    model: Tagger, text: str, kind: str, tokens: tuple[Token, ...], by_network: Floats | None
) -> Tagged:
    if not tokens:
        return Tagged((), (), model.roles, np.zeros((0, len(model.roles)), np.float32))
    rows = rows_of(features_of(text, tokens, kind), model.known)
    scores = model.weights[rows].sum(axis=1, dtype=np.int32).astype(np.float32) * model.scale
    scores[0] += model.first
    steps = model.steps
    if model.network and by_network is not None:
        scores = (scores + by_network) * HALF
        steps = (steps + model.network.weights["steps"]) * HALF
    found = decoded(model.labels, scores, steps, tokens)
    return replace(found, spans=_with_addresses(found.spans, text))


def _with_addresses(spans: tuple[Span, ...], text: str) -> tuple[Span, ...]:
    """The facts, with a site and the street that tells where it is as one: "de oude school aan de Dijk"."""
    found: list[Span] = []
    for span in spans:
        before = found[-1] if found else None
        if (
            before
            and (before.role, span.role) == ("location", "address")
            and AT.fullmatch(text, before.end, span.start)
        ):
            least = min(before.probability, span.probability)
            found[-1] = replace(before, end=span.end, probability=least)
        else:
            found.append(span)
    return tuple(found)


def decoded(
    labels: Sequence[str], scores: Floats, steps: Floats, tokens: tuple[Token, ...]
) -> Tagged:
    """The facts that follow from the score of each label for each word, (words, labels)."""
    by_label = marginals(scores, steps)
    begins = [n for n, label in enumerate(labels) if label.startswith("B-")]
    by_role = by_label[:, begins] + by_label[:, [n + 1 for n in begins]]
    roles = tuple(labels[n][2:] for n in begins)
    spans = _spans(labels, roles, best_path(scores, steps), tokens, by_role)
    return Tagged(spans, tokens, roles, by_role)


def _spans(
    labels: Sequence[str], roles: tuple[str, ...], path: list[int],
    tokens: tuple[Token, ...], by_role: Floats,
) -> tuple[Span, ...]:  # fmt: skip
    spans: list[Span] = []
    n = 0
    while n < len(path):
        label = labels[path[n]]
        if label == NO_ROLE:
            n += 1
            continue
        end = n + 1
        while end < len(path) and path[end] == path[n] + 1:
            end += 1
        probability = float(by_role[n:end, roles.index(label[2:])].mean())
        spans.append(Span(label[2:], tokens[n].start, tokens[end - 1].end, probability))
        n = end
    return tuple(spans)


def marginals(scores: Floats, steps: Floats) -> Floats:
    """The probability of each label of each word (forward and backward), the shape of `scores`."""
    here = np.exp(scores - scores.max(axis=1, keepdims=True))
    moves = np.exp(steps)
    forward, backward = np.empty_like(here), np.ones_like(here)
    forward[0] = here[0] / here[0].sum()
    for n in range(1, len(here)):
        row = (forward[n - 1] @ moves) * here[n]
        forward[n] = row / row.sum()
    for n in range(len(here) - 2, -1, -1):
        row = moves @ (here[n + 1] * backward[n + 1])
        backward[n] = row / row.sum()
    both = forward * backward
    result: Floats = both / both.sum(axis=1, keepdims=True)
    return result


def best_path(scores: Floats, steps: Floats) -> list[int]:
    """The most probable labels together (Viterbi 1967)."""
    best, back = scores[0], []
    for row in scores[1:]:
        through = best[:, None] + steps
        back.append(through.argmax(axis=0))
        best = through.max(axis=0) + row
    path = [int(best.argmax())]
    for came_from in reversed(back):
        path.append(int(came_from[path[-1]]))
    return path[::-1]
