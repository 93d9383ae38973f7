"""Requests about an answer just given -> what may follow it, its exports, and what the visitor thinks of it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from pydantic import BaseModel, ConfigDict, StringConstraints

from assistant.domain import Filters, Language
from assistant.feedback import Feedback, Rating, store_feedback
from assistant.listing import latest_first
from assistant.scoping import without_copies
from assistant.vietnamese.folding import fold
from assistant.web.answer_docx import DOCX_TYPE, to_docx
from assistant.web.answer_text import markdown, plain_text
from assistant.web.api import REFUSALS, WithAsker
from assistant.web.fact_schemas import ChoiceOut, choices
from assistant.web.following import named_filters, next_questions
from assistant.web.keeping import Answers, Kept
from assistant.web.schemas import AskResponse, FiltersIn, Refusal, Reply
from assistant.web.visitors import WithVisitor
from assistant.web.wording import NO_SUCH_ANSWER, WORDINGS

MAX_COMMENT_CHARS = 2000
MAX_LISTED = 1000
_FORGOTTEN: dict[int | str, dict[str, object]] = {404: {"model": Refusal}}

router = APIRouter(prefix="/api", responses=REFUSALS, tags=["answers"])


class NamedOut(Reply):
    """What the question was understood to name, as filters have it."""

    place: str | None
    body: str | None
    date_from: date | None
    date_to: date | None
    report_ids: tuple[str, ...]

    @classmethod
    def of(cls, named: Filters) -> NamedOut:
        """The filters as JSON."""
        place, days = named.place, (named.date_from, named.date_to)
        return cls(place=place, body=named.body, date_from=days[0], date_to=days[1], report_ids=named.report_ids)


class FollowingOut(Reply):
    """What a page shows under an answer: `text` is the answer with all sources, for the clipboard.

    `filters` are those the question was asked by, `named` is what it was understood to name itself.
    """

    question: str
    text: str
    named: NamedOut
    filters: FiltersIn
    questions: tuple[str, ...]
    takes_feedback: bool


class ReportChoiceOut(Reply):
    """A report to ask about."""

    id: str
    title: str
    place: str | None
    held_on: date | None


class AskChoices(Reply):
    """What the filters of a question can be set to: known values with how many reports there are of each."""

    places: tuple[ChoiceOut, ...]
    bodies: tuple[ChoiceOut, ...]
    years: tuple[int, ...]
    reports: tuple[ReportChoiceOut, ...]


class FeedbackIn(BaseModel):
    """A thumb and, if the visitor wrote one, a comment."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rating: Rating
    comment: Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_COMMENT_CHARS)] = ""


def kept_answer(request: Request, answer_id: str, visitor: WithVisitor) -> Kept:
    """The answer that this visitor was given under that id; 404 when it is forgotten, or another's."""
    answers: Answers = request.app.state.answers
    found = answers.find(answer_id, visitor)
    if found is None:
        raise HTTPException(404, NO_SUCH_ANSWER)
    return found


WithKept = Annotated[Kept, Depends(kept_answer)]


@router.get("/ask/choices")
def ask_choices(assistant: WithAsker) -> AskChoices:
    """Places, bodies, years and reports that a question may be limited to; of the reports the latest thousand."""
    reports = sorted(without_copies(assistant.library.reports()), key=latest_first)
    spans = [(one.period.start.year, one.period.end.year) for one in reports if one.period]
    spans += [(one.held_on.year, one.held_on.year) for one in reports if one.held_on and not one.period]
    return AskChoices(
        places=choices(unit for report in reports for unit in report.units),
        bodies=choices(report.body for report in reports),
        years=tuple(sorted({year for first, last in spans for year in range(first, last + 1)}, reverse=True)),
        reports=tuple(
            ReportChoiceOut(id=one.id, title=one.title, place=one.place, held_on=one.held_on)
            for one in reports[:MAX_LISTED]
        ),
    )


@router.get("/answers/{answer_id}.{ending}", responses=_FORGOTTEN, response_class=Response)
def export_answer(kept: WithKept, ending: Literal["docx", "md"], lang: Language = "vi") -> Response:
    """An answer given within the last hour with all its sources, as a Word document or as Markdown."""
    words = WORDINGS[lang]
    if ending == "docx":
        return _file(to_docx(kept, words), DOCX_TYPE, kept.question, ending)
    return _file(markdown(kept, words).encode(), "text/markdown; charset=utf-8", kept.question, ending)


@router.get("/answers/{answer_id}", responses=_FORGOTTEN)
def following(request: Request, kept: WithKept, assistant: WithAsker, lang: Language = "vi") -> FollowingOut:
    """What may follow an answer given within the last hour."""
    return FollowingOut(
        question=kept.question,
        text=plain_text(kept, WORDINGS[lang]),
        named=NamedOut.of(named_filters(kept, assistant.library)),
        filters=FiltersIn.of(kept.filters),
        questions=next_questions(kept, assistant.library, lang),
        takes_feedback=request.app.state.feedback_file is not None,
    )


@router.post("/answers/{answer_id}/feedback", responses=_FORGOTTEN, status_code=204)
def give_feedback(request: Request, answer_id: str, kept: WithKept, given: FeedbackIn) -> None:
    """Store a thumb with the question and the answer it is about; nothing else of the conversation is."""
    file: Path | None = request.app.state.feedback_file
    if file is None:
        raise HTTPException(404, NO_SUCH_ANSWER)
    stored = Feedback(
        answer_id=answer_id,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        rating=given.rating,
        comment=given.comment,
        question=kept.question,
        filters=FiltersIn.of(kept.filters).model_dump_json(by_alias=True),
        answer=AskResponse.of(kept.answer).model_dump_json(),
    )
    store_feedback(file, stored)


def _file(content: bytes, media_type: str, question: str, ending: str) -> Response:
    """A download named after the question: tra-loi-thu-ngan-sach-8-thang.docx."""
    name = "-".join(("tra-loi", *re.findall("[a-z0-9]+", fold(question))))[:80].rstrip("-")
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"', "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)
