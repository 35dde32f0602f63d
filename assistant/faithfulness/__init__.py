"""Is a claim carried by the passages that it cites? No language model is asked.

See docs/faithfulness.md for how it decides and how well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from assistant.faithfulness.alignment import align
from assistant.faithfulness.edition import (
    Edition,
    edition_of,
    editions_of,
    literal,
    static_encoder,
)
from assistant.faithfulness.entailment import beside, odds_of
from assistant.faithfulness.model import load_model
from assistant.faithfulness.reading import Reading, read
from assistant.faithfulness.signals import Finding, findings
from assistant.index import Index
from assistant.language import detect_language
from assistant.phrases import PROMPTS
from assistant.sentences import sentences
from assistant.types import Language, PassageId, SectionId, Verdict
from assistant.yaml_file import read_yaml

SHOW_THRESHOLD: float = load_model().threshold
REASONS = PROMPTS / "faithfulness.yaml"
MOST_REASONS = 3
LOOKED_AT = 3
NEARLY = 1.0  # a passage of which the trees think less by more than this is not read beside


class UnknownPlace(Exception):
    """A section or passage that the guideline does not have; the message says so in Dutch."""


def check_claim(index: Index, claim: str, passages: Sequence[PassageId]) -> Verdict:
    """Whether the passages carry the claim, in the edition of its language where there is one.

    Of a claim of several sentences the least supported decides. Raises UnknownPlace for a
    passage that does not exist, and ValueError for a claim without words.
    """
    unknown = [p for p in passages if p not in index.position]
    if unknown:
        raise UnknownPlace(f"passage {unknown[0]} bestaat niet")
    edition, language = _edition(index, claim)
    cited = np.array([edition.position[p] for p in passages if p in edition.position], dtype=int)
    return _checked(index, claim, edition, language, cited)


def check_in_section(index: Index, claim: str, section: SectionId) -> Verdict:
    """Whether the section carries the claim.

    Raises UnknownPlace for a section that does not exist, and ValueError for a claim without
    words.
    """
    edition, language = _edition(index, claim)
    if section not in edition.section:
        known = [s.id for s in index.guideline.sections]
        raise UnknownPlace(f"sectie '{section}' bestaat niet; kies uit {', '.join(known)}")
    return _checked(index, claim, edition, language, edition.section[section])


def check_in_text(index: Index, claim: str, text: str, language: Language) -> Verdict:
    """Whether a text of one's own carries the claim; the guideline is not looked at.

    Raises ValueError for a claim or a text without words.
    """
    if not literal(text):
        raise ValueError("de tekst is leeg")
    edition = edition_of(index, text, language)
    return _checked(index, claim, edition, language, np.array([0]))


def found_in_section(
    index: Index, claim: str, section: SectionId, without: str = ""
) -> tuple[Finding, ...]:
    """The signals of a claim of one sentence for each passage looked at, the nearest first.

    What is known from the writer `without` is left out.
    """
    edition, language = _edition(index, claim)
    reading = read(claim, language)
    aligned = align(index, reading, edition)
    return findings(reading, aligned, edition, edition.section[section], LOOKED_AT, without)


def odds_in_section(index: Index, claim: str, found: Sequence[Finding]) -> list[float]:
    """The network's log-odds that each passage found carries the claim of one sentence."""
    edition, language = _edition(index, claim)
    return _odds(index, read(claim, language), edition, found)


def _odds(index: Index, claim: Reading, edition: Edition, found: Sequence[Finding]) -> list[float]:
    passages = [int(edition.owner[f.sentence]) for f in found]
    return odds_of(beside(claim, edition, passages, static_encoder(index)))


def _edition(index: Index, claim: str) -> tuple[Edition, Language]:
    editions = editions_of(index)
    language = detect_language(claim, index.spoken) or "nl"
    return editions.get(language) or editions["nl"], language


def _checked(
    index: Index, claim: str, edition: Edition, language: Language, cited: NDArray[np.int64]
) -> Verdict:
    said = literal(claim)
    if not said:
        raise ValueError("de bewering is leeg")
    if not len(cited):
        return Verdict("unsupported", 0.0, None, (_phrase("weak"),))
    verbatim = np.intersect1d(cited, edition.whole.get(said, np.empty(0, dtype=int)))
    if len(verbatim):
        return Verdict("supported", 1.0, edition.passages[int(verbatim[0])].id, ())
    verdicts = [
        _of_sentence(index, sentence, edition, language, cited)
        for sentence in sentences(claim)
        if literal(sentence)
    ]
    return min(verdicts, key=lambda v: v.score)


def _of_sentence(
    index: Index, claim: str, edition: Edition, language: Language, cited: NDArray[np.int64]
) -> Verdict:
    verbatim = np.intersect1d(cited, edition.whole.get(literal(claim), np.empty(0, dtype=int)))
    if len(verbatim):
        return Verdict("supported", 1.0, edition.passages[int(verbatim[0])].id, ())
    model = load_model()
    reading = read(claim, language)
    aligned = align(index, reading, edition)
    found = findings(reading, aligned, edition, cited, LOOKED_AT)
    totals = model.supported.totals([f.values for f in found])
    likely = [n for n, total in enumerate(totals) if total >= max(totals) - NEARLY]
    known = bool(edition.sayings.texts)
    asked = [n for n in likely if known and not model.lost(totals[n])]
    beside = _odds(index, reading, edition, [found[n] for n in asked]) if asked else []
    odds = dict(zip(asked, beside, strict=True))
    scores = [model.probability(totals[n], odds.get(n)) for n in likely]
    score = max(scores)
    if score >= (model.threshold if known else model.threshold_of_text):
        carrying = found[likely[scores.index(score)]]
        return Verdict("supported", score, _passage(edition, carrying), ())
    nearest = found[0]
    reasons = _reasons(nearest)
    if model.contradicts(nearest.values):
        return Verdict("contradicted", score, _passage(edition, nearest), reasons)
    return Verdict("unsupported", score, None, reasons)


def _passage(edition: Edition, finding: Finding) -> PassageId:
    return edition.passages[int(edition.owner[finding.sentence])].id


def _reasons(finding: Finding) -> tuple[str, ...]:
    """What differs, the surest first, in Dutch."""
    order = list(_phrases())
    told = sorted(finding.told, key=lambda t: order.index(t[0]))
    phrases = [_phrase(kind, ours, theirs) for kind, ours, theirs in told]
    return tuple(dict.fromkeys(phrases))[:MOST_REASONS] or (_phrase("weak"),)


def _phrase(kind: str, claim: str = "", passage: str = "") -> str:
    return _phrases()[kind].format(claim=claim, passage=passage)


@cache
def _phrases() -> Mapping[str, str]:
    phrases: Mapping[str, str] = read_yaml(REASONS)
    return phrases
