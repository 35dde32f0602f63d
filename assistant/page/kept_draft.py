"""A draft as the browser keeps it: what it was made from, and what was changed by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.drafting.criteria import checks_of
from assistant.drafting.draft import as_markdown, kind_named, make_draft
from assistant.drafting.facts import placeholder
from assistant.drafting.types import Block, Brief, Draft
from assistant.types import Language

LONGEST = 20_000


class KeptDraft(BaseModel):
    """What a draft can be made from again. `blocks` holds the texts that were changed by hand."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    kind: str = Field(max_length=60)
    brief: str = Field("", max_length=LONGEST)
    facts: Mapping[str, str] = Field(default_factory=dict, max_length=100)
    additions: tuple[str, ...] = Field((), max_length=50)
    language: Language | None = None
    blocks: Mapping[str, str] = Field(default_factory=dict, max_length=200)


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
    )


def draft_of(kept: KeptDraft) -> Draft:
    """The draft with the changes made by hand. Raises UnknownKind and FactError."""
    brief = Brief(kept.kind, kept.brief, kept.facts, kept.language, kept.additions)
    return with_changes(make_draft(brief), kept.blocks)


def with_changes(draft: Draft, changes: Mapping[str, str]) -> Draft:
    """The draft with other texts for some blocks; facts that came to be known fill their gaps."""
    if not changes:
        return draft
    kind = kind_named(draft.kind)
    known = [(placeholder(kind.fields[f.name], draft.language), f.shown) for f in draft.facts]

    def changed(block: Block) -> Block:
        if block.id not in changes:
            return block
        text = changes[block.id][:LONGEST]
        for gap, shown in known:
            text = text.replace(gap, shown)
        return replace(block, text=text)

    blocks = tuple(b for b in map(changed, draft.blocks) if b.text.strip())
    text = as_markdown(draft.title, blocks)
    return replace(draft, blocks=blocks, text=text, checks=checks_of(text, kind, draft.language))
