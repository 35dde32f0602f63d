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
    wrote for paragraphs of the template, as in Draft.
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
