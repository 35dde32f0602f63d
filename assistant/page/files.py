"""Files in and out: a draft as a Word document, and the text of a document to review."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response

from assistant.drafting.draft import UnknownKind, as_markdown
from assistant.drafting.export import as_docx
from assistant.drafting.facts import FactError
from assistant.drafting.kinds import guideline
from assistant.drafting.reading import UnreadableFile, text_of_file
from assistant.drafting.types import Block, Brief, Draft
from assistant.page.exchange import Exchange, KeptAnswer, read_exchanges
from assistant.page.kept_draft import draft_of, read_kept
from assistant.phrases import phrases
from assistant.types import Language, PassageId

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
        answered = [e for e in exchanges if e.answer]
        if not answered:
            raise HTTPException(422)
        draft = as_draft(title[:200], answered, language)
        return Response(await asyncio.to_thread(as_docx, draft), media_type=WORD)

    async def text(request: Request, name: str) -> Response:
        ending = Path(name).suffix.lower()
        if ending not in ENDINGS:
            raise HTTPException(415)
        body = await request.body()
        try:
            return PlainTextResponse(await asyncio.to_thread(_text, name, body))
        except UnreadableFile as error:
            return JSONResponse({"error": str(error)}, 422)

    app.add_api_route("/page/conversation", conversation, methods=["POST"], response_class=Response)
    app.add_api_route("/page/word", word, methods=["POST"], response_class=Response)
    app.add_api_route("/page/text", text, methods=["POST"], response_class=Response)


def as_draft(title: str, exchanges: Sequence[Exchange], language: Language) -> Draft:
    """A conversation in the shape that can be exported: a block for each question and answer."""
    blocks = tuple(
        Block(str(n), e.question, _words(e.answer), _cited(e.answer))
        for n, e in enumerate(exchanges, 1)
        if e.answer
    )
    return Draft(
        kind="",
        language=language,
        mode="extractive",
        title=title,
        text=as_markdown(title, blocks),
        facts=(),
        missing=(),
        notices=(),
        blocks=blocks,
        checks=(),
        citations=(),
        brief=Brief("", ""),
    )


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


def _text(name: str, content: bytes) -> str:
    """The text of a file of that name, which stands on disk only while it is read."""
    plain = re.sub(r"[^\w. -]", "_", Path(name).name)[-80:]
    with TemporaryDirectory() as folder:
        file = Path(folder, plain)
        file.write_bytes(content)
        return text_of_file(file)
