"""How well told texts are found in briefs of other writers: `python -m assistant.drafting.roles.measure`.

asked_unseen.jsonl: briefs whose answers were marked as in asked.jsonl, by writers that nothing
learned from and nothing was tuned to. Development only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.drafting.roles.texts import texts_in
from assistant.drafting.roles.train import Request, read_texts

UNSEEN = Path(__file__).with_name("asked_unseen.jsonl")
SAME, TOUCHES = 0.7, 0.3  # of the longer of two texts, so much is shared
BOUNDS = (0.5, 0.7, 0.85, 0.95, 0.97, 0.99)


@dataclass(frozen=True, slots=True)
class Found:
    """A text that was found: how probable it is said to be, and what it shares with a marked one."""

    probability: float
    shared: float


def main() -> None:
    """Prints how often a found text is right, and how many are found, from each bound on."""
    requests = read_texts((UNSEEN,))
    marked = sum(len(r.facts) for r in requests)
    found = [one for r in requests for one in found_in(r)]
    print(f"{len(requests)} briefs, {marked} answers; between brackets any that touch")
    for bound in BOUNDS:
        sure = [f for f in found if f.probability >= bound]
        same, touch = _shares(sure, SAME), _shares(sure, TOUCHES)
        print(
            f"from {bound}: right {same / len(sure):.2f} ({touch / len(sure):.2f}),"
            f" found {same / marked:.2f} ({touch / marked:.2f})"
        )


def found_in(request: Request) -> list[Found]:
    """The told texts that the shipped networks find in the brief."""
    return [
        Found(
            span.probability,
            max(
                (_shared((span.start, span.end), (s, e))
                 for role, s, e in request.facts if role == span.role),
                default=0.0,
            ),
        )
        for span in texts_in(request.text, request.kind)
    ]  # fmt: skip


def _shares(found: Sequence[Found], least: float) -> int:
    return sum(f.shared >= least for f in found)


def _shared(one: tuple[int, int], other: tuple[int, int]) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, common) / max(one[1] - one[0], other[1] - other[0])


if __name__ == "__main__":
    main()
