"""The widget: /widget.js, versioned and cacheable, and /embed, the page that it frames."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from string import Template
from typing import Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from assistant.web.site import STATIC, inline_json, words_json
from assistant.web.wording import WORDINGS

FOR_MINUTES = "public, max-age=300"
FOR_EVER = "public, max-age=31536000, immutable"

router = APIRouter(include_in_schema=False)


@router.api_route("/widget.js", methods=["GET", "HEAD"])
def widget(request: Request, v: str = "") -> Response:
    """The button an intranet page adds with one script tag; kept for good when asked for by its version, its ETag."""
    script, version = _script()
    tag = f'"{version}"'
    headers = {"ETag": tag, "Cache-Control": FOR_EVER if v == version else FOR_MINUTES}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(script, media_type="text/javascript", headers=headers)


@router.get("/embed", response_class=HTMLResponse)
def embed(request: Request, lang: Literal["vi", "en"] = "vi") -> HTMLResponse:
    """The chat in a narrow column, the page the widget frames; it knows which origins may talk to it."""
    words = WORDINGS[lang]
    page = Template((STATIC / "embed.html").read_text(encoding="utf-8")).substitute(
        lang=lang,
        product=words.product,
        words=words_json(words),
        framers=inline_json(request.app.state.embed_origins),
    )
    return HTMLResponse(page, headers={"Cache-Control": "no-cache"})


@cache
def _script() -> tuple[bytes, str]:
    """The script and its version, which changes with every change of the script."""
    script = (STATIC / "widget.js").read_bytes()
    return script, sha256(script).hexdigest()[:12]
