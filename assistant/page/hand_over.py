"""A request for a draft, an edit or a review in the conversation: done, and handed to its view."""

from __future__ import annotations

from assistant.drafting.kinds import kinds
from assistant.intent import drafts_after, intent_of
from assistant.page.exchange import Handed, KeptAnswer
from assistant.page.kept_draft import kept_from
from assistant.page.texts import Texts
from assistant.refusals import refused_in
from assistant.types import Turn

LEAST_WORDS = 40


def handed_over(turn: Turn, said: Texts) -> KeptAnswer | None:
    """What is said to a message that is no question; None to a question."""
    intent = intent_of(turn)
    if intent == "review" and len(turn.question.split()) >= LEAST_WORDS:
        return _told(said.ask.review_offer, Handed(view="review", content=turn.question), said)
    versions = drafts_after(turn) if intent in ("draft", "edit") else ()
    if not versions:
        return None
    draft = versions[-1]
    conflicts = any(n.kind == "conflict" for n in draft.notices)
    if intent == "draft" and refused_in(turn.question) and not conflicts:
        return None  # what a draft does not meet with the guideline itself is left to the refusals
    kind = kinds()[draft.kind].spec.name.of(said.language).lower()
    lead = said.ask.draft_made.format(kind=kind, title=draft.title)
    if draft.missing:
        lead += " " + said.ask.draft_missing.format(
            questions=" ".join(m.question for m in draft.missing)
        )
    content = kept_from(draft, {}).model_dump_json()
    return _told(lead, Handed(view="draft", content=content), said)


def _told(lead: str, handed: Handed, said: Texts) -> KeptAnswer:
    return KeptAnswer(
        language=said.language,
        mode="extractive",
        abstained=False,
        lead=lead,
        groups=(),
        text=lead,
        searched="",
        follow_ups=(),
        evidence=(),
        handed=handed,
    )
