"""Files in and out: a draft as a Word document, and the text of a document to review."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response

from assistant.drafting.dates import spelled
from assistant.drafting.draft import UnknownKind, as_markdown
from assistant.drafting.export import as_docx
from assistant.drafting.facts import FactError
from assistant.drafting.kinds import guideline
from assistant.drafting.reading import FileText, UnreadableFile, read_file
from assistant.drafting.types import Block, Brief, Draft
from assistant.page.exchange import Exchange, KeptAnswer, read_exchanges
from assistant.page.kept_draft import draft_of, read_kept
from assistant.page.texts import Texts, texts
from assistant.phrases import phrases
from assistant.types import Language, Mode, PassageId

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDINGS = (".docx", ".pdf", ".md", ".txt")


def add_file_routes(app: FastAPI) -> None:
    """Adds the routes under /page that take or give a file. Nothing of it is kept."""

    async def word(request: Request) -> Response:
        kept = read_kept((await request.body()).decode("utf-8", "replace"))
        if kept is None:
            raise HTTPException(422)
        try:
            content = await asyncio.to_thread(lambda: as_docx(draft_of(kept)))
        except (UnknownKind, FactError) as error:
            return JSONResponse({"error": str(error)}, 422)
        return Response(content, media_type=WORD)

    async def conversation(request: Request, title: str, language: Language = "nl") -> Response:
        exchanges = read_exchanges((await request.body()).decode("utf-8", "replace"))
        if not exchanges:
            raise HTTPException(422)
        draft = as_draft(title[:200], exchanges, language)
        about = about_conversation(draft, texts(language))
        return Response(await asyncio.to_thread(as_docx, draft, about), media_type=WORD)

    async def text(request: Request, name: str) -> Response:
        ending = Path(name).suffix.lower()
        if ending not in ENDINGS:
            raise HTTPException(415)
        body = await request.body()
        try:
            read = await asyncio.to_thread(_text, name, body)
        except UnreadableFile as error:
            return JSONResponse({"error": str(error), "reason": error.reason}, 422)
        return PlainTextResponse(read.text, headers={"x-characters": str(read.length)})

    app.add_api_route("/page/conversation", conversation, methods=["POST"], response_class=Response)
    app.add_api_route("/page/word", word, methods=["POST"], response_class=Response)
    app.add_api_route("/page/text", text, methods=["POST"], response_class=Response)


def as_draft(title: str, exchanges: Sequence[Exchange], language: Language) -> Draft:
    """A conversation in the shape that can be exported: a block for each question and answer."""
    written = [e.answer for e in exchanges if e.answer and e.answer.mode == "generated"]
    blocks = tuple(
        Block(
            id=str(n),
            heading=e.question,
            text=_told(e, texts(language), each_mode=bool(written)),
            citations=_cited(e.answer) if e.answer else (),
        )
        for n, e in enumerate(exchanges, 1)
    )
    return Draft(
        kind="",
        language=language,
        mode="generated" if written else "extractive",
        title=title,
        text=as_markdown(title, blocks),
        facts=(),
        missing=(),
        notices=(),
        blocks=blocks,
        checks=(),
        citations=(),
        brief=Brief("", ""),
        model=", ".join(dict.fromkeys(a.model for a in written if a.model)),
    )


def about_conversation(draft: Draft, said: Texts) -> str:
    """When and from what the conversation was exported, and how its answers were made."""
    source = guideline()
    return said.script["export_head"].format(
        date=spelled(date.today(), draft.language, weekday=False),
        source=f"{source.publisher}, {source.title}, {source.date} ({source.sha256[:12]})",
        mode=_mode(draft.mode, draft.model, said),
    )


def _told(exchange: Exchange, said: Texts, *, each_mode: bool) -> str:
    """The answer as Markdown with how it was made, or why there is none."""
    problem = exchange.problem or said.ask.unanswered
    if exchange.answer is None:
        return said.script["export_unanswered"].format(problem=problem)
    mode = _mode(exchange.answer.mode, exchange.answer.model, said)
    parts = [_words(exchange.answer), *([problem] if exchange.partial else [])]
    return "\n\n".join([*parts, *([f"*{mode}.*"] if each_mode else [])])


def _mode(mode: Mode, model: str, said: Texts) -> str:
    named = f" ({model})" if model and mode == "generated" else ""
    return said.script[f"mode_{mode}"] + named


def _words(answer: KeptAnswer) -> str:
    """The answer as Markdown, without the marks of its citations."""
    translated = phrases(answer.language).translation if answer.groups else ""
    parts = [answer.lead, *([translated] if translated else [])]
    for group in answer.groups:
        marks = (f"{n}." if group.ordered else "-" for n in range(1, len(group.claims) + 1))
        lines = (f"{mark} {claim.text}" for mark, claim in zip(marks, group.claims, strict=True))
        parts += [f"**{group.heading}**"] * bool(group.heading) + ["\n".join(lines)]
    return "\n\n".join(parts)


def _cited(answer: KeptAnswer) -> tuple[PassageId, ...]:
    known = {p.id for p in guideline().passages}
    cited = (p for g in answer.groups for c in g.claims for p in c.citations)
    return tuple(p for p in dict.fromkeys(cited) if p in known)


def _text(name: str, content: bytes) -> FileText:
    """The text of a file of that name, which stands on disk only while it is read."""
    plain = re.sub(r"[^\w. -]", "_", Path(name).name)[-80:]
    with TemporaryDirectory() as folder:
        file = Path(folder, plain)
        file.write_bytes(content)
        return read_file(file)
