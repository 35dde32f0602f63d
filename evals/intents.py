"""Whether the chat reads what a message wants, on labelled utterances."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.intent import intent_of
from assistant.types import Message, Turn
from evals.items import Split, Utterance
from evals.metrics.statistics import Figure, figure

REQUEST = "Schrijf een uitnodiging voor een inloopavond op 12 maart 2027 om 19.30 uur in De Klok"


def intent_figures(items: Sequence[Utterance], split: Split) -> list[Figure]:
    """The share read right, in all and per intent; some come after a draft was made."""
    kept = [(i, float(_intent(i) == i.intent)) for i in items if i.split == split]
    intents = tuple(dict.fromkeys(i.intent for i in items))
    return [
        figure("read right", [right for _, right in kept]),
        *(figure(f"read right, {n}", [r for i, r in kept if i.intent == n]) for n in intents),
    ]


def _intent(item: Utterance) -> str:
    history = (Message("user", REQUEST), Message("assistant", "…")) if item.draft else ()
    return intent_of(Turn(item.text, history))
