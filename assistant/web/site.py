"""Static files of ours -> /ui, /widget.js, the widget's page /embed and the API's own documentation page."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from string import Template
from typing import Any, Literal

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles

from assistant.web.wording import WORDINGS, Wording, script_words

STATIC = Path(__file__).parent / "static"

router = APIRouter(include_in_schema=False)


@router.get("/en")
def english(request: Request) -> RedirectResponse:
    """The English page lives below /en/, as a mounted app must; the tab and filters asked for are kept."""
    return RedirectResponse(f"/en/?{request.url.query}" if request.url.query else "/en/")


@router.get("/embed", response_class=HTMLResponse)
def embed(lang: Literal["vi", "en"] = "vi") -> HTMLResponse:
    """The chat in a narrow column, the page the widget frames."""
    words = WORDINGS[lang]
    page = Template((STATIC / "embed.html").read_text(encoding="utf-8"))
    return HTMLResponse(page.substitute(lang=lang, product=words.product, words=words_json(words)))


@router.get("/widget.js")
def widget() -> FileResponse:
    """The button an intranet page adds with one script tag."""
    return FileResponse(STATIC / "widget.js", media_type="text/javascript", headers={"Cache-Control": "no-cache"})


@router.get("/api/docs", response_class=FileResponse)
def docs() -> FileResponse:
    """The API's documentation, drawn from its own OpenAPI description."""
    return FileResponse(STATIC / "docs.html", media_type="text/html")


def mount_static(app: FastAPI) -> None:
    """Serve the scripts and styles of our pages below /ui."""
    app.mount("/ui", _OurFiles(directory=STATIC))


class _OurFiles(StaticFiles):
    """The files, asked about before each use: scripts that import one another must be of one version."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "no-cache"
        return response


@cache
def words_json(words: Wording) -> str:
    """The wording as JSON that is safe inside a script element."""
    return json.dumps(script_words(words), ensure_ascii=False).replace("<", "\\u003c")
