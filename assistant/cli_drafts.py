"""The commands of drafting: draft, review, kinds. See docs/drafting.md."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from assistant.json_lines import answer_lines, print_json, read_lines
from assistant.settings import Settings
from assistant.types import Language, Turn

if TYPE_CHECKING:
    from assistant.answering import Assistant
    from assistant.drafting.asking import Writer
    from assistant.drafting.carried import Wish
    from assistant.drafting.types import Draft, Review

LEAST_WORDS = 40
RANKED = 10


class DraftUsageError(Exception):
    """Bad input on the command line; the message says, in Dutch, what to do."""


def add_commands(commands: Any) -> None:
    """Registers draft, review and kinds."""
    draft = commands.add_parser("draft", help="een concept maken")
    draft.add_argument("kind", nargs="?", metavar="SOORT")
    draft.add_argument("brief", nargs="?", metavar="OPDRACHT")
    draft.add_argument("--fact", action="append", default=[], metavar="NAAM=WAARDE")
    draft.add_argument("--lang", choices=("nl", "en"))
    draft.add_argument("--json", action="store_true", help="als JSON")
    draft.add_argument("--out", metavar="BESTAND", help="een .docx-, .md- of .txt-bestand")
    draft.add_argument("--batch", metavar="BESTAND", help="JSON Lines met kind, brief en facts")
    draft.add_argument(
        "--mask", action="store_true", help="persoonsgegevens maskeren voor een model elders"
    )
    draft.set_defaults(run=_draft)

    review = commands.add_parser("review", help="een eigen tekst langs de handreiking leggen")
    review.add_argument("file", metavar="BESTAND", help=".docx, .md, .txt of .pdf")
    review.add_argument("--kind", metavar="SOORT")
    review.add_argument("--json", action="store_true", help="als JSON")
    review.set_defaults(run=_review)

    kinds = commands.add_parser("kinds", help="de soorten concepten, met hun velden")
    kinds.add_argument("--json", action="store_true", help="als JSON")
    kinds.add_argument("--check", action="store_true", help="de specificaties controleren")
    kinds.add_argument("--folder", metavar="MAP", help="een andere map met specificaties")
    kinds.set_defaults(run=_kinds)


def draft_json(item: Mapping[str, object], writer: Writer | None = None) -> dict[str, object]:
    """One draft in the fields of the JSON contract. Raises DraftUsageError for a bad item."""
    return as_json(draft_of(item, writer))


def draft_of(item: Mapping[str, object], writer: Writer | None) -> Draft:
    """The draft of a kind, a brief and facts. Raises DraftUsageError for a bad item."""
    from assistant.drafting.draft import UnknownKind, make_draft
    from assistant.drafting.facts import FactError
    from assistant.drafting.types import Brief

    kind, text, facts = item.get("kind"), item.get("brief", ""), item.get("facts") or {}
    language = item.get("language")
    if not isinstance(kind, str) or not isinstance(text, str):
        raise DraftUsageError("'kind' of 'brief' ontbreekt of is geen tekst")
    if not isinstance(facts, dict):
        raise DraftUsageError("'facts' is geen verzameling namen met waarden")
    if language not in (None, "nl", "en"):
        raise DraftUsageError("'language' is nl of en")
    chosen: Language | None = language
    try:
        draft = make_draft(Brief(kind, text, {k: str(v) for k, v in facts.items()}, chosen))
    except (UnknownKind, FactError) as error:
        raise DraftUsageError(str(error)) from error
    return in_own_words(draft, writer)


def in_own_words(draft: Draft, writer: Writer | None, wish: Wish | None = None) -> Draft:
    """The template's draft as the model writes it, as it is without a model."""
    if writer is None:
        return draft
    from assistant.drafting.by_model import written

    *_, whole = written(draft, writer, {}, wish)
    return whole.draft


def writer_of(
    assistant: Assistant, personal_data: Literal["stop", "mask"] | None = None
) -> Writer | None:
    """What lets the assistant's model write drafts, None without a model."""
    if assistant.model is None:
        return None
    from assistant.drafting.asking import Writer

    return Writer(assistant.model, assistant.index, assistant.settings, personal_data)


def as_json(draft: Draft) -> dict[str, object]:
    """The draft in the fields of the JSON contract; `unplaced` is what its last block keeps.

    That block is the user's own words and rests on no passage, so it is none of `blocks`.
    `suggested` is what stands in a block with the question whether it belongs there.
    `asked_back` names the facts that were read without being sure.
    """
    from assistant.drafting.doubtful import is_doubted
    from assistant.drafting.draft import kind_named

    kind = kind_named(draft.kind)
    return {
        "kind": draft.kind,
        "language": draft.language,
        "mode": draft.mode,
        "model": draft.model,
        "title": draft.title,
        "text": draft.text,
        "facts": {f.name: f.value for f in draft.facts},
        "sources": {f.name: {"source": f.source, "words": f.all_words} for f in draft.facts},
        "missing": [asdict(m) for m in draft.missing],
        "asked_back": [f.name for f in draft.facts if is_doubted(f, kind)],
        "notices": [
            {"kind": n.kind, "text": n.text, "field": n.field, "citations": list(n.citations)}
            for n in draft.notices
        ],
        **_blocks_json(draft),
        "suggested": [asdict(s) for s in draft.suggestions],
        "checks": checks_json(draft.checks),
        "citations": [asdict(c) for c in draft.citations],
        "seconds": round(draft.seconds, 6),
    }


def _blocks_json(draft: Draft) -> dict[str, object]:
    from assistant.drafting.unplaced import UNPLACED

    own = [b for b in draft.blocks if b.id != UNPLACED]
    rest = [b.text for b in draft.blocks if b.id == UNPLACED]
    return {
        "blocks": [
            {"id": b.id, "text": b.text, "citations": list(b.citations), "note": b.note}
            for b in own
        ],
        "unplaced": [line.removeprefix("- ") for text in rest for line in text.split("\n")],
    }


def draft_answer(turn: Turn, assistant: Assistant) -> dict[str, object] | None:
    """The answer of `ask` to a request for a draft, an edit or a review; None to a question."""
    from assistant.drafting.kinds import sentences_of_drafting
    from assistant.drafting.review import review, review_json
    from assistant.intent import drafts_after, intent_of
    from assistant.refusals import refused_in

    started = time.perf_counter()
    intent = intent_of(turn)
    if intent == "review" and len(turn.question.split()) >= LEAST_WORDS:
        found = review(turn.question)
        lines = [f"- {'✓' if c.passed else '✗'} {c.criterion} [§{c.section}] {c.advice}".rstrip()
                 for c in found.checks]  # fmt: skip
        if found.doubt:
            lines = [sentences_of_drafting().doubt[found.doubt].of(found.language)]
        citations = [asdict(c) for c in found.citations]
        result = _ask_json(turn, found.language, "\n".join(lines), citations, ())
        return {**result, "review": review_json(found), "seconds": time.perf_counter() - started}
    versions = drafts_after(turn) if intent in ("draft", "edit") else ()
    if not versions:
        return None
    draft = versions[-1]
    conflicts = any(n.kind == "conflict" for n in draft.notices)
    if intent == "draft" and refused_in(turn.question) and not conflicts:
        return None  # what a draft does not meet with the guideline itself is left to the refusals
    draft = _written_for(turn, intent, draft, assistant)
    asked = tuple(m.question for m in draft.missing)
    citations = [asdict(c) for c in draft.citations]
    result = _ask_json(turn, draft.language, _readable(as_json(draft)), citations, asked)
    made = {"mode": draft.mode, "draft": as_json(draft)}
    return {**result, **made, "seconds": time.perf_counter() - started}


def _written_for(turn: Turn, intent: str, draft: Draft, assistant: Assistant) -> Draft:
    """The draft that the turn asks for in the model's words, rewritten as an edit wishes."""
    writer = writer_of(assistant, turn.personal_data)
    if writer is None:
        return draft
    from assistant.drafting.by_model import wish_in

    return in_own_words(draft, writer, wish_in(turn.question) if intent == "edit" else None)


def _ask_json(
    turn: Turn, language: str, text: str, citations: list[dict[str, object]], asked: tuple[str, ...]
) -> dict[str, object]:
    """The fields of `ask` for what is no answer: no claims, since nothing is said of the guideline."""
    ranking = list(dict.fromkeys(str(c["section"]) for c in citations))[:RANKED]
    return {
        "language": language, "mode": "extractive", "abstained": False, "text": text, "claims": [],
        "citations": citations, "ranking": ranking, "standalone_question": turn.question,
        "follow_ups": list(asked),
    }  # fmt: skip


def checks_json(checks: Any) -> list[dict[str, object]]:
    """Checks in the fields of the JSON contract."""
    return [{**asdict(c), "citations": list(c.citations)} for c in checks]


def _draft(options: argparse.Namespace) -> None:
    if options.batch:
        if options.kind or options.out:
            raise DraftUsageError("Geef bij --batch geen soort en geen --out.")
        writer = _writer(options.mask)
        answer_lines(read_lines(options.batch), lambda item: draft_json(item, writer))
        return
    if not options.kind or options.brief is None:
        raise DraftUsageError('Geef een soort en een opdracht: handreiking draft SOORT "OPDRACHT".')
    facts = dict(_named(pair) for pair in options.fact)
    item: dict[str, object] = {
        "kind": options.kind, "brief": options.brief, "facts": facts, "language": options.lang,
    }  # fmt: skip
    draft = draft_of(item, _writer(options.mask))
    if options.out:
        from assistant.drafting.export import ExportError, write

        try:
            write(draft, Path(options.out))
        except ExportError as error:
            raise DraftUsageError(str(error)) from error
    if options.json:
        print_json(as_json(draft))
    elif not options.out:
        print(_readable(as_json(draft)))


def _writer(masked: bool) -> Writer | None:
    """What lets the model of the settings write; nothing is opened when none is set."""
    if not Settings().model.strip():
        return None
    from assistant.answering import load_assistant

    assistant = load_assistant()
    if assistant.model and assistant.model.fault:
        print(assistant.model.fault, file=sys.stderr)
    return writer_of(assistant, "mask" if masked else None)


def _named(pair: str) -> tuple[str, str]:
    name, found, value = pair.partition("=")
    if not found or not name.strip():
        raise DraftUsageError(f"'{pair}' is geen feit; schrijf naam=waarde.")
    return name.strip(), value


def _readable(result: Mapping[str, Any]) -> str:
    from assistant.drafting.kinds import sentences_of_drafting

    said, language = sentences_of_drafting(), result["language"]
    parts = [result["text"]]
    if result["missing"]:
        lines = "\n".join(f"- {m['question']}" for m in result["missing"])
        parts.append(f"---\n\n**{said.missing.of(language)}**\n{lines}")
    if result["notices"]:
        lines = "\n".join(f"- {n['text']}{_sections(n['citations'])}" for n in result["notices"])
        parts.append(f"**{said.notices.of(language)}**\n{lines}")
    marks = {True: "✓", False: "✗"}
    lines = "\n".join(
        f"- {marks[c['passed']]} {c['criterion']} [§{c['section']}]" for c in result["checks"]
    )
    parts.append(f"**{said.criteria.of(language)}**\n{lines}")
    return "\n\n".join(parts)


def _sections(citations: list[str]) -> str:
    names = dict.fromkeys(c.rpartition("/")[0] for c in citations)
    return f" [{', '.join(f'§{n}' for n in names)}]" if names else ""


def _review(options: argparse.Namespace) -> None:
    from assistant.drafting.draft import UnknownKind
    from assistant.drafting.reading import UnreadableFile, read_file
    from assistant.drafting.review import review, review_json

    try:
        file = read_file(Path(options.file))
        found = review(file.text, options.kind)
    except (UnreadableFile, UnknownKind) as error:
        raise DraftUsageError(str(error)) from error
    if file.cut:
        read = f"de eerste {len(file.text)} van {file.length} tekens"
        print(f"Let op: alleen {read} zijn gelezen; de rest is niet getoetst.\n", file=sys.stderr)
    if options.json:
        print_json(review_json(found))
    else:
        _print_review(found)


def _print_review(found: Review) -> None:
    """The review to read: no verdict on a text that had better not be judged as the kind guessed."""
    from assistant.drafting.kinds import kinds, sentences_of_drafting

    if found.doubt:
        print(sentences_of_drafting().doubt[found.doubt].nl)
        print(f"Geef de soort met --kind: {', '.join(kinds())}.\n")
    else:
        print(f"{found.kind}\n")
    for check in () if found.doubt else found.checks:
        mark = "✓" if check.passed else "✗"
        print(f"{mark} {check.criterion} [§{check.section}]")
        for line in (check.where and f"“{check.where}”", check.advice):
            if line:
                print(f"    {line}")
    for signal in found.readability.signals:
        print(f"~ {signal.words}: {signal.advice}")
    for datum in found.personal_data:
        print(f"! {datum.kind}: {datum.text}")


def _kinds(options: argparse.Namespace) -> None:
    from assistant.drafting.kinds import SPECS, SpecError, kind_as_json, kinds
    from assistant.drafting.trial import faults

    folder = Path(options.folder) if options.folder else SPECS
    try:
        if options.check:
            found = faults(folder)
            if found:
                raise DraftUsageError("\n".join(found))
            print(f"{len(kinds(folder))} specificaties in orde.")
            return
        known = kinds(folder)
    except SpecError as error:
        raise DraftUsageError(str(error)) from error
    if options.json:
        print_json({"kinds": [kind_as_json(k) for k in known.values()]})
        return
    for kind in known.values():
        print(f"{kind.name}: {kind.spec.name.nl}. {kind.spec.purpose.nl}")
        for name, field in kind.fields.items():
            print(f"    {name}{'*' if field.required else ''}: {field.question.nl}")
