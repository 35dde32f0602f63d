"""A draft as the browser keeps it: what it was made from, and what was changed by hand."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.drafting.by_model import with_paragraphs
from assistant.drafting.draft import kind_named, make_draft, with_texts
from assistant.drafting.facts import placeholder
from assistant.drafting.types import Brief, Draft
from assistant.types import Language

LONGEST = 20_000


class KeptDraft(BaseModel):
    """What a draft can be made from again.

    `blocks` holds the texts that were changed by hand, `by_model` what the language model `model`
    wrote for paragraphs of the template, as in Draft. By `change`, a number of its own, the browser
    sees which of its changes the form holds.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    kind: str = Field(max_length=60)
    brief: str = Field("", max_length=LONGEST)
    facts: Mapping[str, str] = Field(default_factory=dict, max_length=100)
    additions: tuple[str, ...] = Field((), max_length=50)
    language: Language | None = None
    blocks: Mapping[str, str] = Field(default_factory=dict, max_length=200)
    by_model: Mapping[str, str] = Field(default_factory=dict, max_length=200)
    model: str = Field("", max_length=300)
    change: int = 0


def read_kept(text: str) -> KeptDraft | None:
    """What the browser sent, None when it is not ours."""
    try:
        return KeptDraft.model_validate_json(text)
    except ValidationError:
        return None


def kept_from(draft: Draft, blocks: Mapping[str, str]) -> KeptDraft:
    """What the browser is to keep of the draft."""
    brief = draft.brief
    return KeptDraft(
        kind=draft.kind,
        brief=brief.text,
        facts=brief.facts,
        additions=brief.additions,
        language=draft.language,
        blocks=blocks,
        by_model=draft.by_model,
        model=draft.model,
    )


def carried_over(new: KeptDraft, old: KeptDraft) -> tuple[KeptDraft, int]:
    """The new draft with what still fits of the old one, and how many hand edits do not.

    An answer fits whose field the kind has too, unless the brief now tells another; a hand edit
    fits where the template's text is the same. Raises UnknownKind and FactError.
    """
    fields, had = kind_named(new.kind).fields, kind_named(old.kind).fields
    told, was = _told(new), _told(old.model_copy(update={"facts": {}}))
    facts = {
        name: value
        for name, value in old.facts.items()
        if name in fields and fields[name] == had[name] and told.get(name) in (None, was.get(name))
    }
    carried = new.model_copy(update={"facts": facts})
    before, after = template_of(old), template_of(carried)
    if before.language == after.language and old.additions:
        carried = carried.model_copy(update={"additions": old.additions})
        after = template_of(carried)
    # a gap that is filled by now is no other text
    was_there = {b.id: b.text for b in before.blocks} if new.kind == old.kind else {}
    filled = {b.id: b.text for b in with_changes(after, was_there).blocks if b.id in was_there}
    same = {b.id for b in after.blocks if filled.get(b.id) == b.text}
    blocks = {name: text for name, text in old.blocks.items() if name in same}
    return carried.model_copy(update={"blocks": blocks}), len(old.blocks) - len(blocks)


def _told(kept: KeptDraft) -> Mapping[str, str]:
    """The facts that the brief itself tells."""
    return {f.name: f.value for f in template_of(kept).facts if f.source == "brief"}


def draft_of(kept: KeptDraft) -> Draft:
    """The draft with what the model wrote and what was changed by hand.

    Raises UnknownKind and FactError.
    """
    draft = with_paragraphs(template_of(kept), kept.by_model, kept.model)
    return with_changes(draft, kept.blocks)


def template_of(kept: KeptDraft) -> Draft:
    """The draft in the words of its template alone. Raises UnknownKind and FactError."""
    return make_draft(Brief(kept.kind, kept.brief, kept.facts, kept.language, kept.additions))


def with_changes(draft: Draft, changes: Mapping[str, str]) -> Draft:
    """The draft with other texts for some blocks; facts that came to be known fill their gaps."""
    if not changes:
        return draft
    kind = kind_named(draft.kind)
    known = [(placeholder(kind.fields[f.name], draft.language), f.shown) for f in draft.facts]

    def filled(text: str) -> str:
        for gap, shown in known:
            text = text.replace(gap, shown)
        return text

    return with_texts(draft, {name: filled(text[:LONGEST]) for name, text in changes.items()})
