"""Is the answer carried by what it cites, to the point, and complete?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from assistant.language import content_words, normalized, stem
from assistant.sentences import sentences
from assistant.types import Claim, Passage, PassageId
from evals.items import Fact

Supports = Callable[[str, Sequence[PassageId]], bool]
IN_OTHER_WORDS = 0.6


def verbatim(claim: Claim, editions: Mapping[PassageId, Sequence[Passage]]) -> bool:
    """Whether the claim is, letter for letter, a sentence of a passage it cites, in any edition."""
    cited = [p for name in claim.citations for p in editions.get(name, ())]
    return any(claim.text in sentences(p.text) for p in cited)


def verbatim_share(
    claims: Sequence[Claim], editions: Mapping[PassageId, Sequence[Passage]]
) -> float | None:
    """Faithfulness by string identity: verbatim claims / claims. None without a claim."""
    return _mean([verbatim(c, editions) for c in claims])


def citation_recall(claims: Sequence[Claim], supports: Supports) -> float | None:
    """Claims carried by all that they cite together / claims.

    Citation recall of ALCE (Gao et al. 2023, "Enabling Large Language Models to Generate Text with
    Citations", section 4), with `supports` in the place of its entailment model.
    """
    return _mean([bool(c.citations) and supports(c.text, c.citations) for c in claims])


def citation_precision(claims: Sequence[Claim], supports: Supports) -> float | None:
    """Needed citations / citations, over all claims.

    As in ALCE: a citation is needed when its claim is carried, and either it carries the claim
    alone or the others do not carry it without it.
    """
    needed: list[bool] = []
    for claim in claims:
        carried = supports(claim.text, claim.citations)
        for citation in claim.citations:
            rest = [c for c in claim.citations if c != citation]
            alone = supports(claim.text, [citation])
            needed.append(carried and (alone or not rest or not supports(claim.text, rest)))
    return _mean(needed)


def relevance(
    claims: Sequence[Claim], gold: Collection[PassageId], passages: Mapping[PassageId, Passage]
) -> float | None:
    """Claims that cite a gold passage, or another of its list, cell or box / claims."""
    groups = {passages[g].group for g in gold} | set(gold)
    return _mean(
        [any(p in gold or passages[p].group in groups for p in c.citations) for c in claims]
    )


def completeness(claims: Sequence[Claim], facts: Sequence[Fact], language: str) -> float | None:
    """Key facts found / key facts.

    A fact is found when a claim that cites its passage holds the quote, or most of its stems
    (60 %); in an English answer, when a claim cites its passage, for the fact is Dutch.
    """
    return _mean([any(_holds(c, fact, language) for c in claims) for fact in facts])


def _holds(claim: Claim, fact: Fact, language: str) -> bool:
    if fact.passage not in claim.citations:
        return False
    if language == "en" or normalized(fact.quote) in normalized(claim.text):
        return True
    wanted = {stem(w) for w in content_words(fact.quote)}
    said = {stem(w) for w in content_words(claim.text)}
    return bool(wanted) and len(wanted & said) / len(wanted) >= IN_OTHER_WORDS


def _mean(found: Sequence[bool]) -> float | None:
    return sum(found) / len(found) if found else None
