"""An Asker -> one FastAPI app: the HTTP API, the chat pages, the widget, all behind the guard."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from assistant.desk import Desk
from assistant.domain import Answer
from assistant.door.keeper import Keeper
from assistant.errors import AnswerLate, AssistantError, Overloaded
from assistant.web import api, desk_api, facts_api, figures_api, metrics, sign_in, site, widget, wording
from assistant.web.api import Asker
from assistant.web.bounding import Bounded
from assistant.web.door import Door
from assistant.web.limiting import Limiter, Limits
from assistant.web.observing import Observed, log_answer
from assistant.web.page import mount_pages
from assistant.web.security import LOOPBACK_HOSTS, Guard

log = logging.getLogger(__name__)

DEFAULT_LIMITS = Limits()
ASK_AGAIN_S = 3


def create_app(
    assistant: Asker,
    *,
    desk: Desk | None = None,
    keeper: Keeper | None = None,
    embed_origins: tuple[str, ...] = (),
    allowed_hosts: tuple[str, ...] = LOOPBACK_HOSTS,
    limits: Limits = DEFAULT_LIMITS,
) -> FastAPI:
    """Build the app. Editors change the library through `desk`, nobody can without one; `keeper` says who may come in,
    anybody by default; `embed_origins` may frame the widget; requests for hosts not in `allowed_hosts` are refused."""
    app = FastAPI(title="Trợ lý Hội nghị", version="1", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    bounded = _bound(app, assistant, limits)
    app.state.assistant = bounded
    app.state.desk = desk
    app.state.embed_origins = embed_origins
    app.state.keeper = keeper = keeper or Keeper()
    app.add_exception_handler(RequestValidationError, _refuse_malformed)
    app.add_exception_handler(AssistantError, _refuse_unable)
    app.add_exception_handler(Overloaded, _refuse_for_now)
    app.add_exception_handler(AnswerLate, _refuse_for_now)
    app.include_router(site.router)
    app.include_router(widget.router)
    app.include_router(metrics.router)
    app.include_router(sign_in.router)
    app.include_router(api.router)
    app.include_router(figures_api.router)
    app.include_router(facts_api.router)
    app.include_router(desk_api.router)
    app.include_router(api.last_router)
    site.mount_static(app)
    mount_pages(app, bounded)
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
    return JSONResponse({"detail": wording.UNABLE}, 503)


def _refuse_for_now(request: Request, exc: Exception) -> JSONResponse:
    if isinstance(exc, AnswerLate):
        return JSONResponse({"detail": wording.TOO_LATE}, 503)
    return JSONResponse({"detail": wording.OVERLOADED}, 503, {"Retry-After": str(ASK_AGAIN_S)})
