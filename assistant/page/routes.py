"""What the page fetches beside Gradio: styles, scripts, the guideline's text, and feedback."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import FileResponse, Response

from assistant.answering import Assistant
from assistant.glossary import glossary
from assistant.page.document import document_html
from assistant.page.feedback import FeedbackError, keep_feedback
from assistant.page.files import add_file_routes
from assistant.page.house import LOGOS, House
from assistant.page.quality import REPORT
from assistant.page.terms import terms_html
from assistant.page.texts import texts
from assistant.types import Guideline, Language

HERE = Path(__file__).parent
SCRIPTS = tuple(sorted((HERE / "script").glob("*.js")))
STYLES = tuple(sorted((HERE / "style").glob("*.css")))
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" '
    'fill="#24578f"/><path d="M8 8.5h16v11H14.5L10 23.5v-4H8z" fill="#fff"/></svg>'
)
FOREVER = {"cache-control": "public, max-age=31536000, immutable"}
FRESH = {"cache-control": "no-cache"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it goes out."""

    content: bytes
    kind: str
    packed: bytes = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "packed", gzip.compress(self.content, mtime=0))

    def response(self, request: Request, headers: Mapping[str, str]) -> Response:
        """The file, packed for those who can unpack it."""
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(self.content, media_type=self.kind, headers=dict(headers))
        packed = {**headers, "content-encoding": "gzip", "vary": "accept-encoding"}
        return Response(self.packed, media_type=self.kind, headers=packed)


def assets(house: House) -> Mapping[str, Asset]:
    """Our styles as one sheet, and each script, by name."""
    sheet = "\n".join(f.read_text(encoding="utf-8") for f in STYLES) + house.css()
    scripts = {f.name: Asset(f.read_bytes(), "text/javascript") for f in SCRIPTS}
    return {
        "page.css": Asset(sheet.encode(), "text/css"),
        "icon.svg": Asset(ICON.encode(), "image/svg+xml"),
        **scripts,
    }


def version_of(files: Mapping[str, Asset]) -> str:
    """A short name for exactly this content: a browser may keep what bears it for ever."""
    digest = hashlib.sha256(b"".join(f.content for f in files.values()))
    return digest.hexdigest()[:12]


def add_routes(
    app: FastAPI, assistant: Assistant, house: House, files: Mapping[str, Asset]
) -> None:
    """Adds the routes under /page."""
    _add_guideline(app, assistant)
    _add_logo(app, house)
    _add_plots(app)
    _add_feedback(app, assistant.settings.data)
    add_file_routes(app)
    # the address of a file fits every other of two parts, so it comes last
    _add_assets(app, files)


def _add_guideline(app: FastAPI, assistant: Assistant) -> None:
    """The text of each edition, its glossary, and what it is."""
    editions = {
        d.language: Asset(document_html(d).encode(), "text/plain")
        for d in (assistant.guideline("nl"), assistant.guideline("en"))
    }
    about = json.dumps(about_guideline(assistant.guideline()), ensure_ascii=False)

    def edition(request: Request, language: str) -> Response:
        if language not in editions:
            raise HTTPException(404)
        return editions[language].response(request, FRESH)

    @cache  # made when first asked for, not at the start
    def terms(language: Language) -> Asset:
        document = assistant.guideline(language)
        spoken: Language = "en" if document.language == "en" else "nl"
        entries = glossary(document, assistant.index.thesaurus, spoken)
        return Asset(terms_html(entries, texts(language)).encode(), "text/plain")

    def glossary_page(request: Request, language: Language) -> Response:
        return terms(language).response(request, FRESH)

    def guideline() -> Response:
        return Response(about, media_type="application/json", headers=FRESH)

    app.add_api_route("/page/edition/{language}", edition, methods=["GET"])
    app.add_api_route("/page/glossary/{language}", glossary_page, methods=["GET"])
    app.add_api_route("/page/guideline", guideline, methods=["GET"])


def _add_logo(app: FastAPI, house: House) -> None:
    def logo() -> Response:
        if house.logo is None:
            raise HTTPException(404)
        return FileResponse(house.logo, media_type=LOGOS[house.logo.suffix], headers=FRESH)

    app.add_api_route("/page/logo", logo, methods=["GET"])


def _add_plots(app: FastAPI) -> None:
    """The plots of the evaluation report, for the view that tells of quality."""
    names = {p.name for p in texts("nl").quality.plots}

    def plot(name: str) -> Response:
        file = REPORT.parent / f"{name}.svg"
        if name not in names or not file.exists():
            raise HTTPException(404)
        return FileResponse(file, media_type="image/svg+xml", headers=FRESH)

    app.add_api_route("/page/plot/{name}", plot, methods=["GET"])


def _add_feedback(app: FastAPI, data: Path) -> None:
    async def feedback(request: Request) -> Response:
        if not request.headers.get("content-type", "").startswith("application/json"):
            raise HTTPException(415)
        try:
            keep_feedback(data, await request.body())
        except FeedbackError as error:
            raise HTTPException(error.status) from error
        return Response(status_code=204)

    app.add_api_route("/page/feedback", feedback, methods=["POST"])


def _add_assets(app: FastAPI, files: Mapping[str, Asset]) -> None:
    def asset(request: Request, version: str, name: str) -> Response:
        if name not in files:
            raise HTTPException(404)
        return files[name].response(request, FOREVER)

    app.add_api_route("/page/{version}/{name}", asset, methods=["GET"])


def about_guideline(guideline: Guideline) -> dict[str, str]:
    """What an export and a copied passage say of their source."""
    return {
        "title": guideline.title,
        "publisher": guideline.publisher,
        "date": guideline.date,
        "sha256": guideline.sha256,
    }
