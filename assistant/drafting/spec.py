"""The schema of a draft kind and of what the kinds share. Documented in prompts/drafts/README.md."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.types import Language, PassageId, SectionId

Text = Annotated[str, Field(min_length=1)]
Pattern = Annotated[str, Field(min_length=1)]
FieldType = Literal["date", "time", "number", "contact", "name", "choice", "text"]
Learned = Literal["status", "stage", "purpose"]  # the choices that the chooser knows
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
KindName = Annotated[str, Field(pattern=r"^[a-z][a-z-]*$")]
VALUES = ("(?P<value>", "{REST}", "{DATE_VALUE}")  # the macros have the group


class Strict(BaseModel):
    """A part of a spec: nothing unknown in it, and never changed."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Spoken(Strict):
    """A text in both languages."""

    nl: Text
    en: Text

    def of(self, language: Language) -> str:
        """The text in that language."""
        return self.nl if language == "nl" else self.en


class Patterns(Strict):
    """Regular expressions per language, without regard to case."""

    nl: tuple[Pattern, ...] = ()
    en: tuple[Pattern, ...] = ()

    def of(self, language: Language) -> tuple[str, ...]:
        """Those of that language."""
        return self.nl if language == "nl" else self.en


class FirmSpec(Strict):
    """Patterns that tell a value in so many words.

    But not when one of `unless` stands in the sentence, or of `elsewhere` anywhere in the brief.
    """

    says: tuple[Pattern, ...] = Field(min_length=1)
    unless: tuple[Pattern, ...] = ()
    elsewhere: tuple[Pattern, ...] = ()


class FieldSpec(Strict):
    """A fact of a draft: how it is asked for, and how it is recognised in free text.

    `cues` are patterns of the words that announce it ("eigenaar"); `roles` are what a person is
    called, before the name or after it ("Jan Bos is projectleider"); `patterns` have a group
    `value`; `filled_by` are the roles that the tagger may fill it with, the likeliest first, `may_be`
    roles that its value may have besides; `told_as` is what the reader of told texts calls the texts
    that answer its question, when that is another name than its own, `bare` leaves out the article
    and "alle" before such a text, and one of `fits` must match it; `not_after` are words before it
    (of a choice: before what means it) that tell that it is something else ("over het hotel"),
    `not_before` words after it;
    `as_good` are roles that prove a value as well as those of `filled_by`, and `least` is the
    probability below which it is not used, where that is not the one of its type; a day that is
    `past` is none of the coming two months, unless the tagger is sure of it. Where `sure_with` has
    patterns, a value in a sentence with none of them is asked back. `mentions` are words
    of a brief that may well tell the field though no value was read: a text does not call it
    unknown then (`mentioned`). A `choice` has keys with the patterns that mean them, and `words`
    when it stands in the text; `chosen_as` is what the chooser calls it, which then judges what the
    patterns read, but for the values `by_patterns` and where one of `firm` stands; `withdraws` names fields that tell, with that
    value, what does not come about: no template tells them then, `called_off` does. `default` is a Jinja expression over the other fields,
    of which the values in `presumed` are asked back like what was read without being sure; `rest` is
    what a choice is set to when no value was read, yet the chooser sees others than the `usual` in it,
    `required_when` one that tells when the field is needed, `only_when` one that tells when a
    value that was read is used. `shown` is how the value stands in a sentence ("op de locatie
    {value}") when the brief gave no words before it (group `lead`, or words that one of `leads`
    describes: "in de oude school" stays so);
    `called` are words for it beside the value, each with how a template names it (`called`);
    `shown_as` is the same for values that a pattern matches whole, `shown_missing` for the
    placeholder, `example` tries the kind out. `said` is the sentence that tells the fact in a block
    with `facts` when it stands nowhere else in the draft. With `joins` a text takes in the facts that
    touch it: of "the meeting on 3 May got out of hand" a date was read first; with `clause` it is
    the rest of its clause, whose words other fields may have too; with `sentence` it is the whole
    sentence in which the value stands, or what the draft is asked to be about in it. A told text is
    `whole` when it begins where its sentence does, and ends before one of `until`; with `several`
    the field takes in each that is likely told, and a template gets them one by one (`each`), with
    what their sentences tell of the fields `beside`.
    """

    label: Spoken
    question: Spoken
    type: FieldType = "text"
    required: bool = False
    required_when: str = ""
    only_when: str = ""
    cues: tuple[Pattern, ...] = ()
    roles: tuple[Pattern, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    not_after: tuple[Pattern, ...] = ()
    not_before: tuple[Pattern, ...] = ()
    filled_by: tuple[Name, ...] = ()
    told_as: Name | None = None
    chosen_as: Learned | None = None
    by_patterns: tuple[Name, ...] = ()
    firm: Mapping[Name, tuple[FirmSpec, ...]] = {}
    bare: bool = False
    whole: bool = False
    until: tuple[Pattern, ...] = ()
    several: bool = False
    beside: tuple[Name, ...] = ()
    fits: tuple[Pattern, ...] = ()
    may_be: tuple[Name, ...] = ()
    as_good: tuple[Name, ...] = ()
    least: float | None = None
    past: bool = False
    sure_with: tuple[Pattern, ...] = ()
    mentions: tuple[Pattern, ...] = ()
    choices: Mapping[Name, tuple[Pattern, ...]] = {}
    words: Mapping[Name, Spoken] = {}
    withdraws: Mapping[Name, tuple[Name, ...]] = {}
    default: str = ""
    presumed: tuple[Name, ...] = ()
    usual: tuple[Name, ...] = ()
    rest: Name | None = None
    leads: tuple[Pattern, ...] = ()
    called: Mapping[Pattern, Spoken] = {}
    shown: Spoken | None = None
    shown_as: Mapping[Pattern, Spoken] = {}
    shown_missing: Spoken | None = None
    said: Spoken | None = None
    joins: bool | Literal["clause", "sentence"] = False
    example: Spoken

    @model_validator(mode="after")
    def _is_whole(self) -> FieldSpec:
        if (self.type == "choice") != bool(self.choices):
            raise ValueError("'choices' belongs to the type 'choice', and to that type alone")
        if self.type == "choice" and not {self.example.nl, self.example.en} <= set(self.choices):
            raise ValueError("'example' of a choice is one of its keys")
        if self.words and set(self.words) != set(self.choices):
            raise ValueError("'words' has the same keys as 'choices'")
        if self.type == "choice" and self.filled_by:
            raise ValueError("'filled_by' names what fills a field; a 'choice' is chosen")
        if self.chosen_as and self.type != "choice":
            raise ValueError("'chosen_as' belongs to the type 'choice'")
        for key in ("by_patterns", "presumed"):
            if not {*getattr(self, key)} <= set(self.choices):
                raise ValueError(f"'{key}' names keys of 'choices'")
        if self.rest and self.rest not in self.choices:
            raise ValueError("'rest' is a key of 'choices'")
        for key in ("withdraws", "firm"):
            if not {*getattr(self, key)} <= set(self.choices):
                raise ValueError(f"'{key}' has keys of 'choices'")
        if any(not any(v in p for v in VALUES) for p in self.patterns):
            raise ValueError("each of 'patterns' needs a group (?P<value>...)")
        return self


class FieldUse(Strict):
    """A field in a kind: what it adds to, or changes in, the shared field of that name."""

    label: Spoken | None = None
    question: Spoken | None = None
    like: Name | None = None
    type: FieldType | None = None
    required: bool | None = None
    required_when: str | None = None
    only_when: str | None = None
    cues: tuple[Pattern, ...] | None = None
    roles: tuple[Pattern, ...] | None = None
    patterns: tuple[Pattern, ...] | None = None
    not_after: tuple[Pattern, ...] | None = None
    not_before: tuple[Pattern, ...] | None = None
    filled_by: tuple[Name, ...] | None = None
    told_as: Name | None = None
    chosen_as: Learned | None = None
    by_patterns: tuple[Name, ...] | None = None
    firm: Mapping[Name, tuple[FirmSpec, ...]] | None = None
    bare: bool | None = None
    whole: bool | None = None
    until: tuple[Pattern, ...] | None = None
    several: bool | None = None
    beside: tuple[Name, ...] | None = None
    fits: tuple[Pattern, ...] | None = None
    may_be: tuple[Name, ...] | None = None
    as_good: tuple[Name, ...] | None = None
    least: float | None = None
    past: bool | None = None
    sure_with: tuple[Pattern, ...] | None = None
    mentions: tuple[Pattern, ...] | None = None
    choices: Mapping[Name, tuple[Pattern, ...]] | None = None
    words: Mapping[Name, Spoken] | None = None
    withdraws: Mapping[Name, tuple[Name, ...]] | None = None
    default: str | None = None
    presumed: tuple[Name, ...] | None = None
    usual: tuple[Name, ...] | None = None
    rest: Name | None = None
    leads: tuple[Pattern, ...] | None = None
    called: Mapping[Pattern, Spoken] | None = None
    shown: Spoken | None = None
    shown_as: Mapping[Pattern, Spoken] | None = None
    shown_missing: Spoken | None = None
    said: Spoken | None = None
    joins: bool | Literal["clause", "sentence"] | None = None
    example: Spoken | None = None


class BlockSpec(Strict):
    """A part of the draft: Jinja texts, when it appears, and the passages that ask for it.

    `additions` is where added sentences go; `facts` where the known facts are said that no
    template of the kind names and that bring their own sentence.
    """

    id: Name
    when: str = ""
    heading: Spoken | None = None
    text: Spoken
    citations: tuple[PassageId, ...] = Field(min_length=1)
    note: Spoken
    additions: bool = False
    facts: bool = False


class TextTest(Strict):
    """How a criterion is tested on a text.

    `applies` must match for the criterion to count at all. Then at least one of `any`, every one
    of `all` and none of `none` must match, and a value of each of `fields` must stand in it.
    A sentence with a gap shows nothing, unless `despite_gap` says that the gap is beside the point.
    While the placeholder of one of `told_by` stands in the text, nothing shows it: a form that only
    asks how much trust there is does not say so.
    """

    applies: Patterns = Patterns()
    any: Patterns = Patterns()
    all: Patterns = Patterns()
    none: Patterns = Patterns()
    fields: tuple[Name, ...] = ()
    told_by: tuple[Name, ...] = ()
    despite_gap: bool = False

    @model_validator(mode="after")
    def _tests(self) -> TextTest:
        if not self.fields and not any(p.nl and p.en for p in (self.any, self.all, self.none)):
            raise ValueError("give 'fields', or 'any', 'all' or 'none' with patterns in nl and en")
        return self


class CriterionSpec(Strict):
    """What a finished text must meet, where the guideline asks for it, and how to mend it."""

    id: Name
    name: Spoken
    citations: tuple[PassageId, ...] = Field(min_length=1)
    advice: Spoken
    test: TextTest


class ConflictSpec(Strict):
    """A brief that the guideline speaks against, and what is done instead.

    It is met when one of `patterns` stands in the brief or `when` holds; what matches a pattern
    of a conflict with `leave_out` is not read for facts. `set` overrides choices.
    """

    id: Name
    patterns: tuple[Pattern, ...] = ()
    when: str = ""
    leave_out: bool = False
    set: Mapping[Name, str] = {}
    say: Spoken
    citations: tuple[PassageId, ...] = Field(min_length=1)


class KindSpec(Strict):
    """One kind of draft: the content of one file in prompts/drafts/.

    What is `public` goes out, or is said aloud. In other kinds a fact that no template names and
    that brings no sentence of its own is noted with its label ("Bedrag: € 20.000").
    """

    kind: KindName
    order: int = 100
    name: Spoken
    purpose: Spoken
    public: bool = False
    recognise: tuple[Pattern, ...] = Field(min_length=1)
    sections: tuple[SectionId, ...] = Field(min_length=1)
    title: Spoken
    fields: Mapping[Name, FieldUse]
    blocks: tuple[BlockSpec, ...] = Field(min_length=1)
    conflicts: tuple[ConflictSpec, ...] = ()
    instruction: Spoken
    criteria: tuple[CriterionSpec, ...] = Field(min_length=1)


class SharedFields(Strict):
    """The content of prompts/drafting/fields.yaml."""

    macros: Mapping[Annotated[str, Field(pattern=r"^[A-Z_]+$")], str]
    roles: Mapping[Name, Text]
    fields: Mapping[Name, FieldSpec]


class Sentences(Strict):
    """The content of prompts/drafting/phrases.yaml: what drafting itself says."""

    past: Spoken
    holiday: Spoken
    weekday: Spoken
    relative: Spoken
    doubtful: Spoken
    confirm: Spoken
    suggested: Spoken
    suggested_here: Spoken
    suggested_note: Spoken
    about: Spoken
    called_off: Spoken
    unplaced: Spoken
    unplaced_heading: Spoken
    unplaced_note: Spoken
    addition: Spoken
    draft_notice: Spoken
    checked_by: Spoken
    guideline: Spoken
    missing: Spoken
    notices: Spoken
    criteria: Spoken
    grounding: Spoken
    long_sentence: Spoken
    passive: Spoken
    abbreviation: Spoken
    word: Spoken
    model_written: Spoken
    model_kept: Spoken
    model_instead: Spoken
    model_withheld: Spoken
    model_masked: Spoken
    doubt: Mapping[str, Spoken]
