"""The values that move through the assistant. No behaviour, no imports of our own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PassageId = str
SectionId = str
Language = Literal["nl", "en"]
Mode = Literal["extractive", "generated"]
Role = Literal["user", "assistant"]
PersonalDataKind = Literal["bsn", "iban", "email", "phone", "address", "birth_date"]
PassageKind = Literal[
    "title", "paragraph", "item", "step", "cell", "row", "note", "footnote", "quote"
]


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section of a document; a chapter's number alone is its introduction."""

    id: SectionId
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Passage:
    """The smallest piece of a document that can be cited, with what it needs to be understood.

    A `title` is an unnumbered heading ("Fase 1 – Voorbereiding"), a `row` the head of a table
    row; numbered section headings are no passages. `text` is verbatim. `blocks` are the unnumbered titles it stands under, outermost first
    ("Tips voor de uitnodiging"). `lead_in` is the sentence that introduces its list, `parent`
    the list item it is nested under, `row` and `column` the heads of its table cell, `box` the
    title of the framed example it stands in. Passages with the same `group` form one list,
    one table cell or one box; `group` is the id of its first passage.
    """

    id: PassageId
    section: SectionId
    section_title: str
    blocks: tuple[str, ...]
    kind: PassageKind
    text: str
    group: PassageId
    lead_in: str = ""
    parent: PassageId = ""
    row: str = ""
    column: str = ""
    box: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Guideline:
    """A document as passages in reading order."""

    name: str
    title: str
    publisher: str
    date: str
    language: str
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class Message:
    """One earlier message of the conversation."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with the conversation before it; `language` is None when to be detected.

    `personal_data` says what happens to such data before a model elsewhere would see it; None
    for the setting.
    """

    question: str
    history: tuple[Message, ...] = ()
    language: Language | None = None
    personal_data: Literal["stop", "mask"] | None = None


@dataclass(frozen=True, slots=True)
class PersonalData:
    """Words of a text that identify a person; `start` and `end` are character offsets."""

    kind: PersonalDataKind
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that may answer the question, with its score and what speaks for it.

    `lexical` is the share of the question's words that it covers, `dense` the cosine with its
    nearest vector, `topical` how likely the question is about its section; all 0 to 1.
    """

    passage: Passage
    score: float
    lexical: float
    dense: float
    topical: float = 0.0


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an answer with the passages that carry it."""

    text: str
    citations: tuple[PassageId, ...]


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """Claims that belong together in an answer, under a heading ("" for none)."""

    heading: str
    claims: tuple[Claim, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """A cited passage as the reader sees it: the original, and the translation if it was shown."""

    passage: PassageId
    section: SectionId
    title: str
    quote: str
    translation: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the assistant says: the same value for page, command line and evaluations.

    `text` is the whole answer as Markdown. `ranking` holds the ten best section ids, best
    first, also when the assistant abstained. `timings` are seconds per step of the chain.
    `notices` are quiet lines about how the answer came about, `model` the name and host of the
    model that wrote in it, `personal_data` what was found before a model elsewhere would see it.
    """

    language: Language
    mode: Mode
    abstained: bool
    text: str
    lead: str
    groups: tuple[ClaimGroup, ...]
    citations: tuple[Citation, ...]
    ranking: tuple[SectionId, ...]
    standalone_question: str
    follow_ups: tuple[str, ...]
    seconds: float
    timings: tuple[tuple[str, float], ...] = ()
    notices: tuple[str, ...] = ()
    model: str = ""
    personal_data: tuple[PersonalData, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim of the answer in order."""
        return tuple(claim for group in self.groups for claim in group.claims)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the checker says of a claim: the label, and the probability that it is supported.

    `evidence` is the passage that carries or contradicts it; `reasons` are short Dutch phrases
    that say what differs.
    """

    verdict: Literal["supported", "contradicted", "unsupported"]
    score: float
    evidence: PassageId | None
    reasons: tuple[str, ...]
