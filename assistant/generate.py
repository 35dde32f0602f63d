"""Evidence to claims with a chat model: a sentence is shown only when the guideline carries it."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from assistant.index import Index
from assistant.language import content_words, normalized, stem
from assistant.model_stream import StreamFault, stream
from assistant.models import Model
from assistant.prompts import as_data, numbered, prompt
from assistant.sentence_stream import Drafted, NoAnswer, drafted
from assistant.sentences import sentences
from assistant.settings import Settings
from assistant.types import Claim, ClaimGroup, Evidence, Language, Passage, PassageId

Check = Callable[[str, Sequence[PassageId]], bool]

PASSAGES = 14
HEADINGS = ("title", "row")
MAX_REPEATS = 3
ALIKE = 0.5
MAX_SENTENCE = 600
# What a guideline on paper has no use for: addresses on the web, and signs that are mark-up.
FOREIGN = re.compile(
    r"\w+://[^\s]+|\bwww\.\S+|\b[\w-]+\.(?:nl|be|de|eu|com|org|net|io|example)\b(?:/\S*)?|\S+@\S+"
    r"|[<>\[\]{}|\\~^]|\bjavascript:|\bdata:\S+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Request:
    """What a model is asked to write, and the groups of claims that stand in for it."""

    question: str
    language: Language
    passages: tuple[Passage, ...]
    literal: tuple[ClaimGroup, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """The claims so far, all verified. `done` is False while more may come.

    `by_model` of them are the model's sentences. `removed` and `replaced` count sentences that did
    not hold, `fault` is the kind of fault that ended it. `first` is the time to the first claim,
    `checking` the time that checking took, in seconds; `checked` the number of sentences.
    """

    claims: tuple[Claim, ...] = ()
    by_model: int = 0
    removed: int = 0
    replaced: int = 0
    fault: str = ""
    first: float = 0.0
    checking: float = 0.0
    checked: int = 0
    done: bool = False


def passages_for(
    index: Index, literal: Sequence[ClaimGroup], evidence: Sequence[Evidence], language: Language
) -> tuple[Passage, ...]:
    """What the model may use: the passages of the literal answer, then the strongest others.

    Headings are none: they name a subject and say nothing about it.
    """
    cited = [p for group in literal for claim in group.claims for p in claim.citations]
    ids = dict.fromkeys([*cited, *(e.passage.id for e in evidence)])
    found = (index.passage(p, language) for p in ids)
    return tuple(p for p in found if p.kind not in HEADINGS)[:PASSAGES]


def write_verified(
    model: Model, request: Request, check: Check, settings: Settings
) -> Generator[Written, None, None]:
    """The answer as it grows, sentence by sentence; the last one is done. Never raises a fault.

    Closing the iterator closes the model's connection.
    """
    started = time.monotonic()
    so_far = Written()

    def deadline() -> float:
        """The moment that the reader has waited long enough."""
        first = settings.model_first_seconds if not so_far.claims else settings.model_seconds
        return started + min(first, settings.model_seconds)

    try:
        with closing(_sentences(model, request, settings, deadline)) as found:
            for sentence in _fresh(found):
                before = so_far
                so_far = _weighed(before, sentence, request, check)
                if so_far.claims and not before.claims:
                    so_far = replace(so_far, first=time.monotonic() - started)
                if len(so_far.claims) > len(before.claims):
                    yield so_far
                if so_far.by_model >= settings.max_claims:
                    break
        fault = "" if so_far.by_model else "unsupported"
    except NoAnswer:
        fault = "" if so_far.by_model else "empty"
    except StreamFault as error:
        fault = error.kind
    yield replace(so_far, fault=fault, done=True)


def as_groups(written: Written, request: Request, rest: str) -> tuple[ClaimGroup, ...]:
    """The claims as groups: the literal answer when the model wrote nothing that holds.

    A generated answer that broke off, or lost more sentences than it kept, is completed from the
    literal one under the heading `rest`.
    """
    if not written.by_model:
        return request.literal if written.done else (ClaimGroup("", written.claims),)
    groups = (ClaimGroup("", written.claims),)
    if not (written.done and (written.fault or written.removed > written.by_model)):
        return groups
    cited = {p for claim in written.claims for p in claim.citations}
    left = tuple(c for g in request.literal for c in g.claims if not cited & set(c.citations))
    return (*groups, ClaimGroup(rest, left)) if left else groups


def _fresh(found: Iterable[Drafted]) -> Iterator[Drafted]:
    """The sentences that were not said yet. Raises StreamFault when one keeps coming back."""
    said: Counter[str] = Counter()
    for sentence in found:
        key = " ".join(normalized(sentence.text).split())
        said[key] += 1
        if said[key] > MAX_REPEATS:
            raise StreamFault("endless")
        if said[key] == 1 and not sentence.text.endswith(":"):
            yield sentence


def _weighed(so_far: Written, sentence: Drafted, request: Request, check: Check) -> Written:
    """What was written with this sentence in it, in its place the passage it cites, or neither."""
    started = time.perf_counter()
    cited = tuple(
        request.passages[n - 1].id for n in sentence.numbers if 1 <= n <= len(request.passages)
    )
    if not sentence.numbers:
        cited = likest(sentence.text, request.passages, request.language)
    carrying = carriers(sentence.text, cited, request.passages, check)
    spent = so_far.checking + time.perf_counter() - started
    so_far = replace(so_far, checking=spent, checked=so_far.checked + 1)
    shown = {claim.text for claim in so_far.claims}
    if carrying:
        claims = (*so_far.claims, Claim(sentence.text, carrying))
        again = sentence.text in shown
        return so_far if again else replace(so_far, claims=claims, by_model=so_far.by_model + 1)
    instead = tuple(c for c in _instead(sentence, cited, request) if c.text not in shown)
    if not instead:
        return replace(so_far, removed=so_far.removed + 1)
    return replace(so_far, claims=(*so_far.claims, *instead), replaced=so_far.replaced + 1)


def likest(text: str, passages: Sequence[Passage], language: Language) -> tuple[PassageId, ...]:
    """The passage that holds most of the words of a whole sentence that names none; () when few.

    Small models forget to name what they rest on; what they say is checked all the same.
    """
    if not text.endswith((".", "!", "?")):
        return ()
    shares = ((_share(text, p.text, language), p.id) for p in passages)
    share, passage = max(shares, default=(0.0, ""))
    return (passage,) if share >= ALIKE else ()


def _instead(sentence: Drafted, cited: Sequence[PassageId], request: Request) -> tuple[Claim, ...]:
    """The sentence of a cited passage that the model seems to have meant; () when none is alike.

    Alike is one that holds half of its words of meaning or more: what was cited wrongly is not
    replaced by what has nothing to do with it.
    """
    shares = (
        (_share(sentence.text, text, request.language), text, p.id)
        for p in request.passages
        if p.id in cited
        for text in sentences(p.text)
    )
    share, text, passage = max(shares, default=(0.0, "", ""))
    return (Claim(text, (passage,)),) if share >= ALIKE else ()


def _share(text: str, source: str, language: Language) -> float:
    """The share of the words of meaning of a text that stand in the source; 0 without any."""
    meant, held = ({stem(w, language) for w in content_words(t)} for t in (text, source))
    return len(meant & held) / len(meant) if meant else 0.0


def carriers(
    text: str, cited: Sequence[PassageId], passages: Sequence[Passage], check: Check
) -> tuple[PassageId, ...]:
    """The cited passages that carry the sentence: each that does alone, else all together; ()."""
    sources = " ".join(p.text for p in passages if p.id in cited)
    foreign = any(match.group() not in sources for match in FOREIGN.finditer(text))
    if not cited or foreign or len(text) > MAX_SENTENCE:
        return ()
    alone = tuple(p for p in cited if check(text, (p,)))
    if alone or len(cited) == 1:
        return alone
    return tuple(cited) if check(text, cited) else ()


def _sentences(
    model: Model, request: Request, settings: Settings, deadline: Callable[[], float]
) -> Generator[Drafted, None, None]:
    """The model's sentences; when none of the first try can be read it is asked once more."""
    from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

    answer = prompt("answer", request.language)
    asked = answer.text(
        "answer",
        limit=settings.max_claims,
        question=as_data(request.question),
        passages=numbered(request.passages),
    )
    form = answer.text("json" if model.structured else "plain")
    messages = [
        SystemMessage(prompt("system", request.language).text("system")),
        HumanMessage(f"{asked}\n{form}"),
    ]
    unread: list[str] = []
    readable = False
    try:
        with closing(stream(model, messages, model.structured, deadline)) as pieces:
            for sentence in _cited(drafted(_kept(pieces, unread))):
                readable = True
                yield sentence
    except StreamFault as fault:
        if readable or fault.kind not in ("request", "malformed"):
            raise
    if readable:
        return
    if unread:
        messages += [AIMessage("".join(unread)), HumanMessage(answer.text("repair"))]
    else:
        messages[-1] = HumanMessage(f"{asked}\n{answer.text('plain')}")
    with closing(stream(model, messages, {}, deadline)) as pieces:
        for sentence in drafted(pieces):
            readable = True
            yield sentence
    if not readable:
        raise StreamFault("malformed")


def _cited(found: Iterable[Drafted]) -> Iterator[Drafted]:
    """The sentences from the first that names a passage on, with those before it; none without."""
    held: list[Drafted] = []
    readable = False
    for sentence in found:
        held.append(sentence)
        readable = readable or bool(sentence.numbers)
        if readable:
            yield from held
            held.clear()


def _kept(pieces: Iterator[str], unread: list[str]) -> Iterator[str]:
    """The pieces, each noted for a second try."""
    for piece in pieces:
        unread.append(piece)
        yield piece
