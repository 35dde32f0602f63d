"""The chain from a question to an answer. Read `STEPS` as the table of contents."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from langchain_core.runnables import Runnable, RunnableLambda
from langsmith import tracing_context

from assistant.cite import citations_for, render
from assistant.columns import asks_for_columns
from assistant.compose import compose
from assistant.conversation import language_of, small_talk, standalone_question
from assistant.decide import answer_probability
from assistant.expansion import topics_in
from assistant.faithfulness import SHOW_THRESHOLD, check_claim
from assistant.follow_ups import offered
from assistant.generate import Check, Request, passages_for
from assistant.generated import Told, told
from assistant.index import Index, open_index
from assistant.language import compound_parts, is_dutch_or_english, words
from assistant.models import Model, open_model, where
from assistant.near_copy import alters
from assistant.overview import is_broad, overview
from assistant.phrases import phrases
from assistant.refusals import Refusal, read
from assistant.retrieval import evidence_for, section_ranking
from assistant.sentences import sentences
from assistant.settings import Settings
from assistant.types import (
    Answer,
    Claim,
    ClaimGroup,
    Evidence,
    Guideline,
    Language,
    PassageId,
    SectionId,
    Turn,
)
from assistant.typos import mended

FOLLOWED = 4
NEAREST = 2


class InputError(Exception):
    """A question that cannot be taken; the message is a line for the user."""


@dataclass(frozen=True, slots=True)
class State:
    """What is known of the answer so far; each step returns a richer one."""

    turn: Turn
    language: Language = "nl"
    question: str = ""
    reply: str = ""
    evidence: tuple[Evidence, ...] = ()
    ranking: tuple[SectionId, ...] = ()
    abstained: bool = False
    broad: bool = False
    groups: tuple[ClaimGroup, ...] = ()
    timings: tuple[tuple[str, float], ...] = ()
    told: Told | None = None


Step = Callable[["Assistant", State], State]


@dataclass(frozen=True, slots=True)
class Assistant:
    """An open index with its settings, the chain that runs on them, and a chat model if one is set."""

    settings: Settings
    index: Index
    chain: Runnable[State, State] = field(repr=False)
    model: Model | None = None

    def answer(self, turn: Turn) -> Answer:
        """The answer to one turn. Raises InputError, in Dutch, for what is no question."""
        *_, whole = self.answer_stream(turn)
        return whole

    def answer_stream(self, turn: Turn) -> Iterator[Answer]:
        """The answer as it grows, the last one whole; every one of them holds verified claims only.

        Without a model there is one. Closing the iterator stops the model's call. Raises
        InputError as `answer` does.
        """
        started = time.perf_counter()
        # LangChain would send each step to LangSmith when the environment asks for it
        with tracing_context(enabled=False):
            state = self.chain.invoke(State(turn), config={"callbacks": []})
        for now in in_own_words(self, state):
            yield _answer(self, now, time.perf_counter() - started)

    def guideline(self, language: str = "nl") -> Guideline:
        """The guideline in that language, in Dutch when there is no such edition."""
        name = self.index.guideline.name
        editions = {d.language: d for d in self.index.documents if d.name == name}
        return editions.get(language, self.index.guideline)


def load_assistant(
    settings: Settings | None = None, steps: Sequence[Step] | None = None
) -> Assistant:
    """An assistant that can answer, by `STEPS` or other steps. Raises what `open_index` raises."""
    settings = settings or Settings()
    index = open_index(settings)
    assistant: list[Assistant] = []
    chain: Runnable[State, State] = RunnableLambda(lambda state: state)
    for step in steps or STEPS:
        chain = chain | RunnableLambda(_timed(step, assistant), name=step.__name__)
    assistant.append(Assistant(settings, index, chain, open_model(settings)))
    return assistant[0]


def guard(assistant: Assistant, state: State) -> State:
    """Ends the chain for bad input and small talk."""
    question = "".join(
        c if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf") else " "
        for c in state.turn.question
    )
    question = re.sub(r"<(script|style)\b.*?(?:</\1>|$)", " ", question, flags=re.S | re.I)
    question = " ".join(re.sub(r"</?[a-zA-Z][^>]{0,200}>", " ", question).split())
    turn = replace(state.turn, question=question)
    errors, limit = phrases("nl").errors, assistant.settings.max_question_chars
    if not state.turn.question.strip():
        raise InputError(errors.empty)
    if len(state.turn.question) > limit:
        raise InputError(errors.too_long.format(length=len(state.turn.question), maximum=limit))
    if not any(any(c.isalpha() for c in w) for w in words(question)) and not _has_letters(question):
        raise InputError(errors.no_words)
    talk = small_talk(question)
    if talk:
        reply = talk[1].reply.format(model=_model_words(assistant, talk[0]))
        return replace(state, turn=turn, language=turn.language or talk[0], reply=reply)
    reading = read(question)
    language = turn.language or language_of(turn, assistant.index.spoken)
    if reading.refusal:
        return _refused(assistant, replace(state, turn=turn, language=language), reading.refusal)
    turn = replace(turn, question=reading.question)
    question = reading.question
    if not is_dutch_or_english(question, assistant.index.vocabulary):
        raise InputError(errors.other_language)
    return replace(state, turn=turn, language=language)


def _refused(assistant: Assistant, state: State, refusal: Refusal) -> State:
    """The refusal with the passages that say why; without any it is an abstention."""
    index = assistant.index
    claims = tuple(
        Claim(sentence, (passage,))
        for passage in refusal.passages
        for sentence in sentences(index.passage(passage, state.language).text)
    )
    return replace(
        state,
        reply=refusal.reply[state.language],
        groups=(ClaimGroup("", claims),) if claims else (),
        ranking=tuple(dict.fromkeys(p.rpartition("/")[0] for p in refusal.passages)),
        abstained=not claims,
    )


def standalone(assistant: Assistant, state: State) -> State:
    """Resolves what the question owes to the conversation, and mends what is mistyped."""
    vocabulary = assistant.index.vocabulary

    def known(word: str) -> bool:
        return word in vocabulary or bool(compound_parts(word, vocabulary))

    whole = standalone_question(state.turn, known)
    return replace(state, question=mended(whole, vocabulary))


def retrieve(assistant: Assistant, state: State) -> State:
    """Finds the passages that may answer."""
    evidence = evidence_for(assistant.index, state.question)
    return replace(state, evidence=evidence, ranking=section_ranking(evidence))


def decide(assistant: Assistant, state: State) -> State:
    """Abstains when the guideline most likely does not answer; it does on its whole subject."""
    index, question = assistant.index, state.question
    if is_broad(question):
        return replace(state, broad=True)
    if asks_for_columns(index, question):
        return state
    probability = answer_probability(index, question, state.evidence)
    return replace(state, abstained=probability < assistant.settings.answer_threshold)


def write(assistant: Assistant, state: State) -> State:
    """Composes the claims."""
    if state.abstained:
        return state
    if state.broad:
        return replace(state, groups=overview(assistant.index, state.language))
    limit = assistant.settings.max_claims
    headings = phrases(state.language).groups
    groups = tuple(
        replace(g, heading=getattr(headings, g.heading, g.heading))
        for g in compose(assistant.index, state.question, state.evidence, limit, state.language)
    )
    return replace(state, groups=groups, abstained=not groups)


def verify(assistant: Assistant, state: State) -> State:
    """Keeps the claims that are, letter for letter, a sentence of a passage they cite."""
    holds = verbatim(assistant.index, state.language)
    kept = tuple(
        replace(g, claims=tuple(c for c in g.claims if holds(c.text, c.citations)))
        for g in state.groups
    )
    kept = tuple(g for g in kept if g.claims)
    return replace(state, groups=kept, abstained=state.abstained or not kept)


def verbatim(index: Index, language: Language) -> Check:
    """The check that a text is, letter for letter, a sentence of a passage in the language."""

    def holds(text: str, cited: Sequence[PassageId]) -> bool:
        return any(text in sentences(index.passage(p, language).text) for p in cited)

    return holds


STEPS: tuple[Step, ...] = (guard, standalone, retrieve, decide, write, verify)


def _timed(step: Step, assistant: list[Assistant]) -> Callable[[State], State]:
    def run(state: State) -> State:
        if state.reply:
            return state
        started = time.perf_counter()
        after = step(assistant[0], state)
        return replace(
            after, timings=(*after.timings, (step.__name__, time.perf_counter() - started))
        )

    return run


def in_own_words(assistant: Assistant, state: State) -> Iterator[State]:
    """The state as it stands without a model; with one, states that grow by verified claims."""
    model, index = assistant.model, assistant.index
    if model is None or state.reply or state.abstained or state.broad:
        yield state
        return
    passages = passages_for(index, state.groups, state.evidence, state.language)
    request = Request(state.question, state.language, passages, state.groups)
    check = check_for(index, state.language)
    for now in told(model, request, check, assistant.settings, state.turn):
        timings = (*state.timings, *now.timings)
        yield replace(state, groups=now.groups, timings=timings, told=now)


def check_for(index: Index, language: Language) -> Check:
    """The check of a model's sentence: a quotation holds, a quotation turned round does not.

    Anything else holds when the checker says so.
    """
    quoted = verbatim(index, language)

    def holds(text: str, cited: Sequence[PassageId]) -> bool:
        if quoted(text, cited):
            return True
        if alters(text, [index.passage(p, language).text for p in cited], language):
            return False
        found = check_claim(index, text, cited)
        return found.verdict == "supported" and found.score >= SHOW_THRESHOLD

    return holds


def _model_words(assistant: Assistant, language: Language) -> str:
    """With which model the assistant answers, as words in a sentence."""
    if assistant.model is None or assistant.model.chat is None:
        return phrases(language).model.none
    return where(assistant.model.info, language)


def _answer(assistant: Assistant, state: State, seconds: float) -> Answer:
    """The state as the value that page, command line and evaluations share."""
    said = phrases(state.language)
    guideline = assistant.guideline(state.language)
    titles = {s.id: s.title for d in assistant.index.documents for s in d.sections}
    titles |= {s.id: s.title for s in guideline.sections}
    if state.reply:
        lead = state.reply
    elif state.abstained:
        nearest = [f"§{s} ({titles[s]})" for s in _nearest(assistant, state)]
        topics = topics_in(state.question, assistant.index.outside)
        no = said.abstain_topic.format(topic=topics[0].name[state.language]) if topics else ""
        lead = f"{no or said.abstain} {said.abstain_near} {f' {said.and_} '.join(nearest)}."
        lead = lead if nearest else f"{said.abstain} {said.abstain_unclear}"
    else:
        lead = _lead(state)
    sections = _nearest(assistant, state) if state.abstained else state.ranking[:FOLLOWED]
    encoder = assistant.index.encoder
    follow_ups = () if state.reply else offered(encoder, state.question, sections, state.language)
    notices = state.told.notices if state.told else ()
    return Answer(
        language=state.language,
        mode=state.told.mode if state.told else "extractive",
        abstained=state.abstained,
        text=render(assistant.index, lead, state.groups, follow_ups, state.language, notices),
        lead=lead,
        groups=state.groups,
        citations=citations_for(assistant.index, state.groups, state.language),
        ranking=state.ranking,
        standalone_question=state.question or state.turn.question,
        follow_ups=follow_ups,
        seconds=seconds,
        timings=state.timings,
        notices=notices,
        model=state.told.model if state.told else "",
        personal_data=state.told.personal_data if state.told else (),
    )


def _nearest(assistant: Assistant, state: State) -> tuple[SectionId, ...]:
    """The sections that come nearest to a question that is declined."""
    topics = topics_in(state.question, assistant.index.outside)
    return (topics[0].near if topics else state.ranking)[:NEAREST]


def _lead(state: State) -> str:
    said = phrases(state.language)
    if state.broad:
        return said.lead_broad
    claims = [c for g in state.groups for c in g.claims]
    cited = dict.fromkeys(p.rpartition("/")[0] for c in claims for p in c.citations)
    names = [f"§{section}" for section in cited]
    joined = f" {said.and_} ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    form = said.lead_narrow if len(claims) <= 2 else said.lead
    if any(pattern.search(state.turn.question.lower()) for pattern in said.checking):
        form = said.lead_checked
    return form.format(sections=joined)


def _has_letters(text: str) -> bool:
    """Whether the text holds letters, of any script."""
    return any(c.isalpha() for c in text)
