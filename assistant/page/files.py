"""Files in and out: a draft as a Word document, and the text of a document to review."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response

from assistant.drafting.draft import UnknownKind
from assistant.drafting.export import as_docx
from assistant.drafting.facts import FactError
from assistant.drafting.reading import UnreadableFile, text_of_file
from assistant.page.kept_draft import draft_of, read_kept

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

    async def text(request: Request, name: str) -> Response:
        ending = Path(name).suffix.lower()
        if ending not in ENDINGS:
            raise HTTPException(415)
        body = await request.body()
        try:
            return PlainTextResponse(await asyncio.to_thread(_text, name, body))
        except UnreadableFile as error:
            return JSONResponse({"error": str(error)}, 422)

    app.add_api_route("/page/word", word, methods=["POST"], response_class=Response)
    app.add_api_route("/page/text", text, methods=["POST"], response_class=Response)


def _text(name: str, content: bytes) -> str:
    """The text of a file of that name, which stands on disk only while it is read."""
    plain = re.sub(r"[^\w. -]", "_", Path(name).name)[-80:]
    with TemporaryDirectory() as folder:
        file = Path(folder, plain)
        file.write_bytes(content)
        return text_of_file(file)
