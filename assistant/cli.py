"""The command line of the assistant: parse, call, print. See README.md."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, Literal

from pydantic import ValidationError

from assistant.cli_drafts import add_commands, draft_answer
from assistant.json_lines import UnreadableLines, answer_lines, print_json, read_lines
from assistant.settings import Settings
from assistant.types import Answer, Language, Message, Turn, Verdict

if TYPE_CHECKING:
    from assistant.answering import Assistant
    from assistant.page.api import Handler

OK, FAULT, BAD_INPUT = 0, 1, 2


class UsageError(Exception):
    """Bad input on the command line; the message says, in Dutch, what to do."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]  # argparse exits here
        raise UsageError(
            f"Onjuiste opdracht ({message}). Zie: handreiking {self.prog.split()[-1]} --help"
        )


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 0 success, 1 a fault of our own, 2 bad input."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        options = _parser().parse_args(arguments)
        run: Callable[[argparse.Namespace], None] = options.run
        run(options)
        return OK
    except (UsageError, UnreadableLines) as error:
        return _failed(str(error), BAD_INPUT)
    except ValidationError as error:
        first = error.errors()[0]
        name = f"HANDREIKING_{'_'.join(map(str, first['loc'])).upper()}"
        return _failed(f"De instelling {name} klopt niet: {first['msg']}", BAD_INPUT)
    except BrokenPipeError:
        return OK
    except Exception as error:  # the last place where a fault can still become a sentence
        if type(error).__name__ in ("InputError", "BusyPort", "MissingExtra", "DraftUsageError"):
            return _failed(str(error), BAD_INPUT)
        return _failed(f"Er ging iets mis ({type(error).__name__}): {error}", FAULT)


def _failed(message: str, code: int) -> int:
    print(message, file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="handreiking", description="Vraag de handreiking.")
    commands = parser.add_subparsers(required=True, metavar="OPDRACHT", parser_class=_Parser)

    serve = commands.add_parser("serve", help="de pagina")
    serve.add_argument("--host")
    serve.add_argument("--port", type=int)
    serve.set_defaults(run=_serve)

    mcp = commands.add_parser(
        "mcp", help="ask, draft en review als MCP-tools, over stdin en stdout"
    )
    mcp.set_defaults(run=_mcp)

    _add_questions(commands)

    index = commands.add_parser("index", help="de index maken")
    index.add_argument("--rebuild", action="store_true", help="ook als hij er al is")
    index.set_defaults(run=_index)

    add_commands(commands)
    return parser


def _add_questions(commands: Any) -> None:
    """Registers what is asked of the guideline: ask, search, verify."""
    ask = commands.add_parser("ask", help="een vraag beantwoorden")
    ask.add_argument("question", nargs="?", metavar="VRAAG")
    ask.add_argument("--json", action="store_true", help="als JSON")
    ask.add_argument("--lang", choices=("nl", "en"))
    ask.add_argument("--batch", metavar="BESTAND", help="JSON Lines met id, question en history")
    ask.add_argument(
        "--mask", action="store_true", help="persoonsgegevens maskeren voor een model elders"
    )
    ask.set_defaults(run=_ask)

    search = commands.add_parser("search", help="passages zoeken, zonder antwoord")
    search.add_argument("query", metavar="WOORDEN")
    search.add_argument("--json", action="store_true", help="als JSON")
    search.add_argument("-k", type=int, default=10, help="hoeveel passages")
    search.set_defaults(run=_search)

    verify = commands.add_parser("verify", help="nagaan of een sectie een bewering draagt")
    verify.add_argument("claim", nargs="?", metavar="BEWERING")
    verify.add_argument("--section", metavar="SECTIE", help="de sectie die zij aanhaalt, zoals 5.2")
    verify.add_argument("--json", action="store_true", help="als JSON")
    verify.add_argument("--batch", metavar="BESTAND", help="JSON Lines met id, section en claim")
    verify.set_defaults(run=_verify)


def _serve(options: argparse.Namespace) -> None:
    from assistant.serve import serve

    given = {k: v for k, v in (("host", options.host), ("port", options.port)) if v is not None}
    serve(Settings(**given), *_functions())


def _mcp(options: argparse.Namespace) -> None:
    from assistant.serve import require_mcp

    require_mcp()
    import asyncio

    from assistant.page.api import calls
    from assistant.page.mcp_tools import serve_stdio

    asyncio.run(serve_stdio(calls(_loaded(), *_functions())))


def _functions() -> tuple[dict[str, Handler], tuple[type[Exception], ...]]:
    """What other programs may call, and the exceptions of those that are a line for the caller."""
    from assistant.answering import InputError
    from assistant.cli_drafts import DraftUsageError, draft_json, writer_of

    def asked(assistant: Assistant, item: dict[str, object]) -> dict[str, object]:
        language = item.get("language")
        if language not in (None, "nl", "en"):
            raise UsageError("'language' is nl of en")
        return _answered(assistant, _turn(item, language))

    api: dict[str, Handler] = {
        "ask": asked,
        "draft": lambda a, item: draft_json(item, writer_of(a)),
    }
    return api, (UsageError, InputError, DraftUsageError)


def _ask(options: argparse.Namespace) -> None:
    if bool(options.batch) == (options.question is not None):
        raise UsageError("Geef een vraag tussen aanhalingstekens, of --batch met een bestand.")
    choice: Literal["mask"] | None = "mask" if options.mask else None
    if options.batch:
        lines = read_lines(options.batch)
        assistant = _loaded()

        def answered(item: Mapping[str, object]) -> dict[str, object]:
            return _answered(assistant, replace(_turn(item, options.lang), personal_data=choice))

        answer_lines(lines, answered)
        return
    turn = Turn(options.question, language=options.lang, personal_data=choice)
    result = _answered(_loaded(), turn)
    if options.json:
        print_json(result)
    else:
        print(result["text"])


def _answered(assistant: Assistant, turn: Turn) -> dict[str, object]:
    """The draft or review that the turn asks for, or else the answer to its question."""
    return draft_answer(turn, assistant) or answer_json(assistant.answer(turn))


def _loaded() -> Assistant:
    """The assistant, with a line on stderr when its model cannot be used."""
    from assistant.answering import load_assistant

    assistant = load_assistant()
    if assistant.model and assistant.model.fault:
        print(assistant.model.fault, file=sys.stderr)
    return assistant


def _search(options: argparse.Namespace) -> None:
    from assistant.index import open_index
    from assistant.retrieval import evidence_for

    if not options.query.strip() or options.k < 1:
        raise UsageError("Geef een of meer woorden om op te zoeken, en een aantal boven nul.")
    evidence = evidence_for(open_index(Settings()), options.query)[: options.k]
    if options.json:
        results = [
            {
                "passage": e.passage.id,
                "section": e.passage.section,
                "title": e.passage.section_title,
                "quote": e.passage.text,
                "score": e.score,
                "lexical": e.lexical,
                "dense": e.dense,
            }
            for e in evidence
        ]
        print_json({"query": options.query, "results": results})
        return
    if not evidence:
        print("Niets gevonden.", file=sys.stderr)
    for e in evidence:
        print(f"{e.score:.3f}  {e.passage.id:8}  {e.passage.text}")


def _verify(options: argparse.Namespace) -> None:
    from assistant.faithfulness import UnknownPlace, check_in_section
    from assistant.index import open_index

    if bool(options.batch) == (options.claim is not None):
        raise UsageError("Geef een bewering tussen aanhalingstekens, of --batch met een bestand.")
    if options.batch:
        lines = read_lines(options.batch)
        index = open_index(Settings())
        answer_lines(lines, lambda item: verdict_json(check_in_section(index, *_claim(item))))
        return
    if not options.section:
        raise UsageError("Geef met --section de sectie die de bewering aanhaalt, zoals 5.2.")
    claim, section = _claim({"claim": options.claim, "section": options.section})
    try:
        verdict = check_in_section(open_index(Settings()), claim, section)
    except UnknownPlace as error:
        raise UsageError(f"{str(error)[0].upper()}{str(error)[1:]}.") from error
    if options.json:
        print_json(verdict_json(verdict))
        return
    told = {
        "supported": "gedragen",
        "contradicted": "tegengesproken",
        "unsupported": "niet gedragen",
    }
    place = f", {verdict.evidence}" if verdict.evidence else ""
    print(f"{told[verdict.verdict]} (kans {verdict.score:.2f}{place})")
    for reason in verdict.reasons:
        print(f"- {reason}")


def verdict_json(verdict: Verdict) -> dict[str, object]:
    """The verdict in the fields of the JSON contract."""
    return {**asdict(verdict), "score": round(verdict.score, 4), "reasons": list(verdict.reasons)}


def _claim(item: Mapping[str, object]) -> tuple[str, str]:
    claim, section = item.get("claim"), item.get("section")
    if not isinstance(claim, str) or not any(c.isalnum() for c in claim):
        raise UsageError("'claim' ontbreekt of is leeg")
    if isinstance(section, bool) or not isinstance(section, str | int | float):
        raise UsageError("'section' ontbreekt of is geen sectie, zoals 5.2")
    return claim, str(section).strip().lstrip("§").strip()


def _index(options: argparse.Namespace) -> None:
    from assistant.index import open_index

    settings = Settings()
    index = open_index(settings, rebuild=options.rebuild)
    print(f"De index telt {len(index.passages)} passages en staat in {settings.data}.")


def answer_json(answer: Answer) -> dict[str, object]:
    """The answer in the fields of the JSON contract."""
    return {
        "language": answer.language,
        "mode": answer.mode,
        "abstained": answer.abstained,
        "text": answer.text,
        "claims": [{"text": c.text, "citations": list(c.citations)} for c in answer.claims],
        "citations": [asdict(c) for c in answer.citations],
        "ranking": list(answer.ranking),
        "standalone_question": answer.standalone_question,
        "follow_ups": list(answer.follow_ups),
        "seconds": round(answer.seconds, 6),
        "notices": list(answer.notices),
        "model": answer.model,
        "personal_data": [asdict(p) for p in answer.personal_data],
    }


def _turn(item: Mapping[str, object], language: Language | None) -> Turn:
    question, history = item.get("question"), item.get("history") or []
    if not isinstance(question, str):
        raise UsageError("'question' ontbreekt of is geen tekst")
    if not isinstance(history, list):
        raise UsageError("'history' is geen lijst")
    messages: list[Message] = []
    for message in history:
        role = message.get("role") if isinstance(message, dict) else None
        content = message.get("content") if isinstance(message, dict) else None
        if role not in ("user", "assistant") or not isinstance(content, str):
            raise UsageError("'history' verwacht berichten met role (user of assistant) en content")
        messages.append(Message(role, content))
    return Turn(question, tuple(messages), language)
