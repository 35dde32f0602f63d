"""Questions of writers who saw the guideline and nothing of this project."""

from __future__ import annotations

from collections.abc import Sequence

from evals.items import Independent, Split
from evals.metrics.statistics import Figure, figure
from evals.systems import Result

Answered = Sequence[tuple[Independent, Result]]
LANGUAGES = ("nl", "en")


def independent_figures(answered: Answered, split: Split) -> list[Figure]:
    """Section hit@1 and hit@3 of the answerable, and what is declined; the main ones by language."""
    those = [(i, r) for i, r in answered if i.split == split]
    answerable = [(i, r) for i, r in those if i.kind == "answerable"]

    def hit(most: int, languages: Sequence[str] = LANGUAGES) -> list[float]:
        return [float(bool(set(i.sections) & set(r.sections[:most])))
                for i, r in answerable if i.language in languages]  # fmt: skip

    def declined(*kinds: str) -> list[float]:
        return [float(r.abstained and not r.error) for i, r in those if i.kind in kinds]

    return [
        figure("section hit@1", hit(1)),
        figure("section hit@3", hit(3)),
        *(figure(f"section hit@1, {language}", hit(1, (language,))) for language in LANGUAGES),
        figure("answerable declined", declined("answerable")),
        figure("unanswerable declined", declined("near", "far")),
        figure("unanswerable declined, near", declined("near")),
        figure("unanswerable declined, far", declined("far")),
    ]
