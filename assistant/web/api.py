"""Requests of the HTTP API -> JSON and event streams, through an Asker."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import Annotated, Protocol

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from assistant.domain import (
    Answer,
    Evidence,
    Figure,
    FigureKind,
    Filters,
    Language,
    Point,
    PointKind,
    Report,
    ReportSummary,
    Statement,
    Turn,
)
from assistant.errors import AnswerLate, AssistantError, LibraryBusy
from assistant.listing import ReportOrder, select_reports, sort_reports
from assistant.web.fact_schemas import CollectionList, choices
from assistant.web.filters import Words
from assistant.web.report_schemas import ReportList, ReportOut, ReportSummaryOut
from assistant.web.schemas import (
    AskLanguage,
    AskRequest,
    AskResponse,
    Health,
    PassageOut,
    Refusal,
    SearchRequest,
    SearchResponse,
    StatementOut,
)
from assistant.web.visitors import Visitor, WithVisitor
from assistant.web.wording import LIBRARY_BUSY, NO_SUCH_REPORT, NO_SUCH_ROUTE, TOO_LATE, UNABLE, UNEXPECTED

log = logging.getLogger(__name__)


class Shelf(Protocol):
    """The reports one can open."""

    def reports(self) -> Sequence[ReportSummary]:
        """What is known of every report, in any order."""

    def report(self, report_id: str) -> Report | None:
        """The report of that id, or None."""

    def figures(
        self,
        report_ids: Sequence[str] | None = None,
        canonical: str | None = None,
        kind: FigureKind | None = None,
    ) -> Sequence[Figure]:
        """The figures of these reports, of all when None, in the order of their texts."""

    def points(self, report_ids: Sequence[str] | None, kind: PointKind | None) -> Sequence[Point]:
        """The points of these reports, of all when None, and of that kind, in the order of their texts."""


class Asker(Protocol):
    """What the web needs of an Assistant. Methods may be called from several threads at once."""

    @property
    def library(self) -> Shelf:
        """The reports behind the answers."""

    def ask(
        self, question: str, turns: tuple[Turn, ...] = (), filters: Filters = ..., language: AskLanguage = "auto"
    ) -> Answer:
        """Answer a question asked after `turns`."""

    def search(self, question: str, k: int = 10, filters: Filters = ...) -> tuple[Evidence, ...]:
        """The k passages that bear most on a question, best first."""

    def stream(
        self, question: str, turns: tuple[Turn, ...] = (), filters: Filters = ..., language: AskLanguage = "auto"
    ) -> Iterator[Statement | Answer]:
        """Checked statements as they are ready, then the whole Answer last."""

    def example_questions(self, language: Language) -> tuple[str, ...]:
        """Questions the library can answer, () when it is empty."""

    def report_count(self) -> int:
        """How many reports the library holds."""

    def limited_to(self, collections: frozenset[str]) -> Asker:
        """An Asker that answers, lists and counts as if the library held these collections alone."""


def permitted(whole: Asker, asked_by: Visitor) -> Asker:
    """What a visitor may ask: all, or the collections that they may read, with no trace of any other."""
    return whole if asked_by.collections is None else whole.limited_to(asked_by.collections)


def let_in(request: Request, whole: Asker) -> Asker:
    """The Asker that has room for the request's question, if it was let in as one (entrance.py); else `whole`."""
    found: Asker = request.scope.get("asker", whole)
    return found


def let_out(request: Request) -> None:
    """Give up the room of a request that was let in and came to no question."""
    if let_in_with := request.scope.get("asker"):
        let_in_with.let_out()


def asker(request: Request, asked_by: WithVisitor) -> Asker:
    """What the visitor may ask. It is the only way from a request to the library."""
    return permitted(let_in(request, request.app.state.assistant), asked_by)


WithAsker = Annotated[Asker, Depends(asker)]
_REFUSED = {
    422: "The request is malformed or beyond a limit, or its answer took too long to make: ask otherwise",
    429: "Too many requests of one client, or too many questions at once: come back after `Retry-After` seconds",
    503: "The library is being updated, after `Retry-After` seconds it may be free, or it cannot be used",
}
REFUSALS: dict[int | str, dict[str, object]] = {
    status: {"model": Refusal, "description": why} for status, why in _REFUSED.items()
}

router = APIRouter()
last_router = APIRouter()


@router.post("/api/ask", responses=REFUSALS, tags=["ask"])
def ask(body: AskRequest, assistant: WithAsker) -> AskResponse:
    """Answer a question from the reports, every statement cited."""
    return AskResponse.of(assistant.ask(body.question, body.turns(), body.filters.to_domain(), body.language))


@router.post("/api/ask/stream", responses=REFUSALS, tags=["ask"], response_class=StreamingResponse)
def ask_stream(body: AskRequest, assistant: WithAsker) -> StreamingResponse:
    """The same as server-sent events: `statement` for each checked statement, then `answer`, or `error`."""
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    parts = assistant.stream(body.question, body.turns(), body.filters.to_domain(), body.language)
    return StreamingResponse(_events(parts), media_type="text/event-stream", headers=headers)


@router.post("/api/search", responses=REFUSALS, tags=["ask"])
def search(body: SearchRequest, assistant: WithAsker) -> SearchResponse:
    """The retriever alone: passages that bear on a question, best first."""
    found = assistant.search(body.question, body.k, body.filters.to_domain())
    return SearchResponse(passages=tuple(map(PassageOut.of, found)))


@router.get("/api/reports", responses=REFUSALS, tags=["reports"])
def reports(
    assistant: WithAsker,
    q: Words = None,
    collection: Words = None,
    sort: ReportOrder = "-held_on",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> ReportList:
    """Reports of the library, the latest meeting first, those without a known day last; or sorted otherwise.

    `q` keeps those whose title, body, places, day or file name hold every word of it, with or without diacritics."""
    shelf = (one for one in assistant.library.reports() if collection in (None, one.source.collection))
    found = sort_reports(select_reports(shelf, q), sort)
    page = found[offset : offset + limit]
    return ReportList(total=len(found), reports=tuple(map(ReportSummaryOut.of, page)))


@router.get("/api/collections", responses=REFUSALS, tags=["reports"])
def collections(assistant: WithAsker) -> CollectionList:
    """The collections that one may read and that hold reports, with how many, the most first."""
    return CollectionList(collections=choices(one.source.collection for one in assistant.library.reports()))


@router.get("/api/reports/{report_id}", responses={404: {"model": Refusal}, **REFUSALS}, tags=["reports"])
def report(report_id: str, assistant: WithAsker) -> ReportOut:
    """A whole report: metadata, kept text, and what each run of it is. Offsets count code points."""
    found = assistant.library.report(report_id)
    if found is None:
        raise HTTPException(404, NO_SUCH_REPORT)
    return ReportOut.of(found)


@router.get("/healthz", tags=["health"], response_model_exclude_none=True)
async def healthz() -> Health:
    """The app runs. It needs no thread, so that it answers also while all of them are busy."""
    return Health(status="ok")


@router.get("/readyz", responses={503: {"model": Refusal}}, tags=["health"])
def readyz(assistant: WithAsker) -> Health:
    """The app can reach its library; 503 with the reason when it cannot."""
    return Health(status="ready", reports=assistant.report_count())


@last_router.api_route("/api/{rest:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"], include_in_schema=False)
def unknown(rest: str) -> None:
    """Anything else below /api, which must not fall through to the chat page."""
    raise HTTPException(404, NO_SUCH_ROUTE)


def _events(parts: Iterator[Statement | Answer]) -> Iterator[str]:
    try:
        for part in parts:
            if isinstance(part, Answer):
                yield _event("answer", AskResponse.of(part))
            else:
                yield _event("statement", StatementOut.of(part))
    except AnswerLate:
        yield _event("error", Refusal(detail=TOO_LATE))
    except AssistantError as exc:
        log.exception("a streamed answer could not be given")
        yield _event("error", Refusal(detail=LIBRARY_BUSY if isinstance(exc, LibraryBusy) else UNABLE))
    except Exception:  # the outermost edge: the status line is already sent, so only an event can tell
        log.exception("a streamed answer failed")
        yield _event("error", Refusal(detail=UNEXPECTED))


def _event(name: str, body: BaseModel) -> str:
    return f"event: {name}\ndata: {body.model_dump_json()}\n\n"
