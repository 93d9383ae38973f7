"""An Asker -> one FastAPI app: the HTTP API, the chat pages, the widget, all behind the guard."""

from __future__ import annotations

import logging
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from assistant.desk import Desk
from assistant.domain import Answer
from assistant.door.keeper import Keeper
from assistant.errors import AnswerLate, AssistantError, LibraryBusy, Overloaded
from assistant.web import answers_api, api, desk_api, facts_api, figures_api, metrics, sign_in, site, widget, wording
from assistant.web.api import Asker
from assistant.web.bounding import Bounded
from assistant.web.door import Door
from assistant.web.entrance import ASK_AGAIN_S, Entrance
from assistant.web.keeping import Answers
from assistant.web.limiting import Limiter, Limits
from assistant.web.lost import Lost
from assistant.web.observing import Observed, log_answer
from assistant.web.page import mount_pages
from assistant.web.security import LOOPBACK_HOSTS, Guard

log = logging.getLogger(__name__)

DEFAULT_LIMITS = Limits()
BUSY_RETRY_S = 5


def create_app(
    assistant: Asker,
    *,
    desk: Desk | None = None,
    keeper: Keeper | None = None,
    embed_origins: tuple[str, ...] = (),
    allowed_hosts: tuple[str, ...] = LOOPBACK_HOSTS,
    limits: Limits = DEFAULT_LIMITS,
    feedback_file: Path | None = None,
) -> FastAPI:
    """Build the app. Editors change the library through `desk`, nobody can without one; `keeper` says who may come in,
    anybody by default; `embed_origins` may frame the widget; requests for hosts not in `allowed_hosts` are refused.
    What visitors think of answers goes to `feedback_file`; without one they are not asked."""
    app = FastAPI(title="Trợ lý Hội nghị", version="1", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    bounded, keeper = _bound(app, assistant, limits), keeper or Keeper()
    app.state.assistant, app.state.desk, app.state.keeper = bounded, desk, keeper
    app.state.embed_origins, app.state.feedback_file = embed_origins, feedback_file
    app.state.answers = Answers()
    app.add_exception_handler(RequestValidationError, _refuse_malformed)
    app.add_exception_handler(AssistantError, _refuse_unable)
    app.add_exception_handler(Overloaded, _refuse_for_now)
    app.add_exception_handler(AnswerLate, _refuse_late)
    for part in (site, widget, metrics, sign_in, api, figures_api, facts_api, answers_api, desk_api):
        app.include_router(part.router)
    app.include_router(api.last_router)
    site.mount_static(app)
    page_questions = mount_pages(app, bounded, app.state.answers)
    app.add_middleware(Lost)
    app.add_middleware(Entrance, bounded=bounded, page_questions=page_questions)
    app.add_middleware(Limiter, limits=limits)
    app.add_middleware(Door, keeper=keeper)
    app.add_middleware(Guard, allowed_hosts=allowed_hosts, embed_origins=embed_origins)
    app.add_middleware(Observed, metrics=app.state.metrics)
    return app


def _bound(app: FastAPI, assistant: Asker, limits: Limits) -> Bounded:
    """The assistant within its limits, what it does counted and logged."""
    counts = app.state.metrics = metrics.Metrics()

    def record(answer: Answer) -> None:
        counts.count_answer(answer)
        log_answer(answer)

    bounded = Bounded(assistant, at_once=limits.answers_at_once, timeout_s=limits.answer_timeout_s, record=record)
    counts.watch(running=lambda: bounded.running, reports=bounded.report_count)
    return bounded


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
    log.error("a request could not be answered: %s", exc)
    busy = isinstance(exc, LibraryBusy)
    headers = {"Retry-After": str(BUSY_RETRY_S)} if busy else None
    return JSONResponse({"detail": wording.LIBRARY_BUSY if busy else wording.UNABLE}, 503, headers)


def _refuse_for_now(request: Request, exc: Exception) -> JSONResponse:
    return JSONResponse({"detail": wording.OVERLOADED}, 429, {"Retry-After": str(ASK_AGAIN_S)})


def _refuse_late(request: Request, exc: Exception) -> JSONResponse:
    """422, since the question has to be another one; after a 408 browsers send the same again by themselves."""
    return JSONResponse({"detail": wording.TOO_LATE}, 422)
