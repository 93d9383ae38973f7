"""Static files of ours -> /ui, the way to the English page and the API's own documentation page."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import FileResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles

from assistant.web.wording import Wording, script_words

STATIC = Path(__file__).parent / "static"

router = APIRouter(include_in_schema=False)


@router.get("/en")
def english(request: Request) -> RedirectResponse:
    """The English page lives below /en/, as a mounted app must; the tab and filters asked for are kept."""
    return RedirectResponse(f"/en/?{request.url.query}" if request.url.query else "/en/")


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
    return inline_json(script_words(words))


def inline_json(content: object) -> str:
    """JSON that is safe inside a script element."""
    return json.dumps(content, ensure_ascii=False).replace("<", "\\u003c")
