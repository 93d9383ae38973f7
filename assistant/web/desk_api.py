"""An editor's requests -> uploaded, corrected and removed reports, through a Desk."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from fastapi.responses import StreamingResponse
from starlette.requests import ClientDisconnect

from assistant.desk import Desk, NotNamed, Received
from assistant.domain import Report
from assistant.errors import AssistantError, ReadingError
from assistant.file_names import FORMATS
from assistant.vietnamese.folding import fold
from assistant.web.api import REFUSALS, WithAsker
from assistant.web.desk_schemas import CollectionName, CorrectionsIn, ReceivedOut, UploadLimits, on_one_line
from assistant.web.report_schemas import ReportOut
from assistant.web.schemas import Refusal, Reply
from assistant.web.visitors import Visitor, WithEditor
from assistant.web.wording import (
    FILE_TOO_LARGE,
    NO_DESK,
    NO_SUCH_REPORT,
    NOT_NAMED,
    NOT_RECEIVED,
    OTHER_COLLECTION,
    UNABLE,
    UNEXPECTED,
)

log = logging.getLogger(__name__)

# So often a sign of life is sent while a file is read: scans take minutes.
SIGN_EVERY_S = 5.0
_DEFAULT = "default"


def desk_of(request: Request) -> Desk:
    """The Desk this app was created with; 404 where it has none."""
    found: Desk | None = request.app.state.desk
    if found is None:
        raise HTTPException(404, NO_DESK)
    return found


WithDesk = Annotated[Desk, Depends(desk_of)]
_DENIED: dict[int | str, dict[str, object]] = {403: {"model": Refusal}, 404: {"model": Refusal}}
_BINARY = {"requestBody": {"required": True, "content": {"application/octet-stream": {"schema": {"type": "string"}}}}}

router = APIRouter(prefix="/api", responses={**REFUSALS, **_DENIED}, tags=["editors"])


@router.get("/uploads")
def upload_limits(editor: WithEditor, desk: WithDesk, assistant: WithAsker) -> UploadLimits:
    """How large an uploaded file may be, which formats are read, and to which collections it may go."""
    known = editor.collections
    if known is None:
        known = frozenset(one.source.collection for one in assistant.library.reports()) | {_DEFAULT}
    first = _usual(known)
    offered = tuple(sorted(known, key=lambda name: (name != first, fold(name), name)))
    return UploadLimits(
        max_bytes=desk.max_bytes, formats=FORMATS, collections=offered, takes_new=editor.collections is None
    )


@router.post(
    "/uploads",
    response_class=StreamingResponse,
    responses={413: {"model": Refusal}, 400: {"model": Refusal}},
    openapi_extra=_BINARY,
)
async def upload(
    request: Request,
    editor: WithEditor,
    desk: WithDesk,
    name: Annotated[str, Query(min_length=1, max_length=500)],
    collection: Annotated[CollectionName | None, Query()] = None,
) -> StreamingResponse:
    """Put one file, the request's body, into the library. Answers with server-sent events: `reading`, then `outcome`
    for each document in the file, then `done`, or `error`."""
    chosen = _collection(editor, collection)
    file = await _received(request, desk)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_progress(desk, file, name, chosen), media_type="text/event-stream", headers=headers)


@router.patch("/reports/{report_id}")
def correct(report_id: str, body: CorrectionsIn, editor: WithEditor, desk: WithDesk, assistant: WithAsker) -> ReportOut:
    """Correct the named fields of a report's metadata by hand; they stay when its file is read again."""
    report = _editable(assistant.library.report(report_id), editor)
    try:
        desk.correct(report, body.to_domain())
    except NotNamed as exc:
        raise HTTPException(422, NOT_NAMED.format(name=exc)) from exc
    except ReadingError as exc:
        raise HTTPException(503, UNABLE) from exc
    return ReportOut.of(_editable(assistant.library.report(report_id), editor))


@router.delete("/reports/{report_id}/corrections")
def restore(report_id: str, editor: WithEditor, desk: WithDesk, assistant: WithAsker) -> ReportOut:
    """Take every correction of a report back: what was read holds again."""
    report = _editable(assistant.library.report(report_id), editor)
    try:
        desk.restore(report)
    except ReadingError as exc:
        raise HTTPException(503, UNABLE) from exc
    return ReportOut.of(_editable(assistant.library.report(report_id), editor))


@router.delete("/reports/{report_id}", status_code=204)
def remove(report_id: str, editor: WithEditor, desk: WithDesk, assistant: WithAsker) -> Response:
    """Remove a report, with its file where it was uploaded; a file that an operator ingested stays in its folder."""
    desk.remove(_editable(assistant.library.report(report_id), editor))
    return Response(status_code=204)


def _editable(report: Report | None, editor: Visitor) -> Report:
    """The report, if there is one and the editor may read its collection."""
    if report is None or (editor.collections is not None and report.source.collection not in editor.collections):
        raise HTTPException(404, NO_SUCH_REPORT)
    return report


def _collection(editor: Visitor, wanted: str | None) -> str:
    """The collection that an upload goes to: the one named, else the default one, else the editor's first."""
    readable = editor.collections
    if readable is None:
        return wanted or _DEFAULT
    named = (name for name in readable if on_one_line(name) == wanted)
    found = _usual(readable) if wanted is None else next(named, None)
    if found is None:
        raise HTTPException(403, OTHER_COLLECTION)
    return found


def _usual(known: frozenset[str]) -> str | None:
    """The collection of these that an upload goes to where none is named."""
    return _DEFAULT if _DEFAULT in known else min(known, default=None)


async def _received(request: Request, desk: Desk) -> Path:
    """The body in a file of its own, never whole in memory; 413 as soon as it is too large."""
    too_large = HTTPException(413, FILE_TOO_LARGE.format(limit=desk.max_bytes >> 20))
    declared = request.headers.get("content-length", "0")
    if not declared.isdigit() or int(declared) > desk.max_bytes:
        raise too_large
    file, size = desk.arriving(), 0
    try:
        with file.open("wb") as stream:
            async for piece in request.stream():
                size += len(piece)
                if size > desk.max_bytes:
                    raise too_large
                stream.write(piece)
    except ClientDisconnect as exc:
        file.unlink(missing_ok=True)
        raise HTTPException(400, NOT_RECEIVED) from exc
    except BaseException:
        file.unlink(missing_ok=True)
        raise
    return file


class _Stage(Reply):
    file: str


def _progress(desk: Desk, file: Path, name: str, collection: str) -> Iterator[str]:
    """Events of a file that is put into the library; it goes on when nobody listens any more."""
    told: SimpleQueue[str | None] = SimpleQueue()
    Thread(target=_put, args=(desk, file, name, collection, told), name="upload", daemon=True).start()
    yield _event("reading", _Stage(file=name))
    while True:
        try:
            event = told.get(timeout=SIGN_EVERY_S)
        except Empty:
            yield ": still reading\n\n"
            continue
        if event is None:
            return
        yield event


def _put(desk: Desk, file: Path, name: str, collection: str, told: SimpleQueue[str | None]) -> None:
    def tell(received: Received) -> None:
        told.put(_event("outcome", ReceivedOut.of(received)))

    try:
        desk.add(file, name, collection, tell)
        told.put(_event("done", _Stage(file=name)))
    except AssistantError:
        log.exception("an uploaded file could not be put into the library")
        told.put(_event("error", Refusal(detail=UNABLE)))
    except Exception:  # the outermost edge of this thread: the editor sees that it failed, the log says why
        log.exception("an upload failed")
        told.put(_event("error", Refusal(detail=UNEXPECTED)))
    finally:
        told.put(None)


def _event(name: str, body: Reply) -> str:
    return f"event: {name}\ndata: {body.model_dump_json()}\n\n"
