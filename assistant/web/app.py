"""An Asker -> one FastAPI app: the HTTP API, the chat pages, the widget, all behind the guard."""

from __future__ import annotations

import logging
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from assistant.errors import AssistantError, LibraryBusy
from assistant.web import answers_api, api, facts_api, figures_api, site, wording
from assistant.web.api import Asker
from assistant.web.keeping import Answers
from assistant.web.page import mount_pages
from assistant.web.security import LOOPBACK_HOSTS, Guard

log = logging.getLogger(__name__)

BUSY_RETRY_S = 5


def create_app(
    assistant: Asker,
    *,
    embed_origins: tuple[str, ...] = (),
    allowed_hosts: tuple[str, ...] = LOOPBACK_HOSTS,
    feedback_file: Path | None = None,
) -> FastAPI:
    """Build the app. `embed_origins` may frame the widget; requests for hosts not in `allowed_hosts` are refused.

    What visitors think of answers goes to `feedback_file`; without one they are not asked.
    """
    app = FastAPI(title="Trợ lý Hội nghị", version="1", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.state.assistant = assistant
    app.state.answers = Answers()
    app.state.feedback_file = feedback_file
    app.add_exception_handler(RequestValidationError, _refuse_malformed)
    app.add_exception_handler(AssistantError, _refuse_unable)
    app.include_router(site.router)
    app.include_router(api.router)
    app.include_router(figures_api.router)
    app.include_router(facts_api.router)
    app.include_router(answers_api.router)
    app.include_router(api.last_router)
    site.mount_static(app)
    mount_pages(app, assistant, app.state.answers)
    app.add_middleware(Guard, allowed_hosts=allowed_hosts, embed_origins=embed_origins)
    return app


def _refuse_malformed(request: Request, exc: Exception) -> JSONResponse:
    assert isinstance(exc, RequestValidationError)
    return JSONResponse({"detail": "; ".join(map(_malformation, exc.errors()))}, 422)


def _malformation(error: dict[str, object]) -> str:
    kind, context, place = str(error["type"]), error.get("ctx"), error.get("loc")
    where = ".".join(str(part) for part in place[1:]) if isinstance(place, tuple) else ""
    message = wording.REFUSALS.get(kind) or (wording.INVALID_DATE if kind.startswith("date") else wording.INVALID)
    said = message.format(**context) if isinstance(context, dict) else message
    return f"{where}: {said}" if where and kind != "json_invalid" else said


def _refuse_unable(request: Request, exc: Exception) -> JSONResponse:
    log.error("%s %s could not be answered: %s", request.method, request.url.path, exc)
    busy = isinstance(exc, LibraryBusy)
    headers = {"Retry-After": str(BUSY_RETRY_S)} if busy else None
    return JSONResponse({"detail": wording.LIBRARY_BUSY if busy else wording.UNABLE}, 503, headers)
