"""What is known to hold, or not to hold, of each passage: other wordings of it, and labelled claims."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.encoder import Encoder
from assistant.memory import Memory, memory_of
from assistant.types import Language, PassageId

CLAIMS = Path(__file__).parent / "claims"
WRITTEN = CLAIMS / "written.jsonl"


@dataclass(frozen=True, slots=True)
class LabelledClaim:
    """A claim with its label, the section it cites, the passage it is about, and who wrote it."""

    section: str
    passage: str
    claim: str
    label: str
    type: str
    language: str
    writer: str = ""


@dataclass(frozen=True, slots=True)
class Sayings:
    """Sentences about passages, in one language.

    `of` is the number of each one's passage, `holds` whether the passage carries it, and `writers`
    who wrote it, "" for another wording from the corpus.
    """

    texts: tuple[str, ...]
    of: NDArray[np.int64]
    holds: NDArray[np.bool_]
    writers: NDArray[np.str_]
    memory: Memory


def sayings_of(
    position: Mapping[PassageId, int],
    wordings: Mapping[PassageId, Sequence[str]],
    language: Language,
    encoder: Encoder,
) -> Sayings:
    """The wordings of these passages, and the labelled claims about them."""
    found = [(w, position[p], True, "") for p, those in wordings.items() for w in those]
    # a claim about another guideline's passage of the same number says nothing of this one
    if wordings:
        found += [
            (c.claim, position[c.passage], c.label == "supported", c.writer)
            for c in written_claims()
            if c.language == language and c.passage in position
        ]
    texts, of, holds, writers = zip(*found, strict=True) if found else ((), (), (), ())
    return Sayings(
        texts=texts,
        of=np.array(of, dtype=np.int64),
        holds=np.array(holds, dtype=np.bool_),
        writers=np.array(writers, dtype=np.str_),
        memory=memory_of(texts, encoder),
    )


@cache
def written_claims() -> tuple[LabelledClaim, ...]:
    """The claims that people or language models wrote and labelled, claims/written.jsonl."""
    lines = WRITTEN.read_text(encoding="utf-8").splitlines()
    return tuple(LabelledClaim(**json.loads(line)) for line in lines)
