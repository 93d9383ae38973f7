"""JSON of the HTTP API <-> domain types: the exact request and response contracts. Unknown fields are refused."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from assistant.domain import (
    Answer,
    AnswerKind,
    BlockKind,
    Citation,
    Evidence,
    Filters,
    Period,
    Report,
    ReportSummary,
    Role,
    Statement,
    StatementStatus,
    Timings,
    Turn,
)
from assistant.web.wording import REFUSALS

MAX_QUESTION_CHARS = 2000
MAX_TURNS = 20
MAX_TURN_CHARS = 8000
MAX_REPORT_IDS = 1000
AskLanguage = Literal["auto", "vi", "en"]

Question = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_QUESTION_CHARS),
    Field(examples=["Thu ngân sách 8 tháng đầu năm 2023 ước đạt bao nhiêu?"]),
]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Response(BaseModel):
    model_config = ConfigDict(frozen=True)


class TurnIn(_Request):
    """One earlier message of the conversation; the server keeps none."""

    role: Role
    content: Annotated[str, StringConstraints(max_length=MAX_TURN_CHARS)]


class FiltersIn(_Request):
    """What may be searched. `from` and `to` match the covered period, else the day of the meeting."""

    place: Name | None = None
    body: Name | None = None
    collection: Name | None = None
    date_from: date | None = Field(None, alias="from")
    date_to: date | None = Field(None, alias="to")
    report_ids: tuple[Name, ...] | None = Field(None, max_length=MAX_REPORT_IDS)

    @model_validator(mode="after")
    def _in_order(self) -> FiltersIn:
        if self.date_from and self.date_to and self.date_from > self.date_to:
            raise PydanticCustomError("date_order", REFUSALS["date_order"])
        return self

    def to_domain(self) -> Filters:
        """The same limits as the asking side knows them."""
        return Filters(self.place, self.body, self.collection, self.date_from, self.date_to, self.report_ids or ())


class AskRequest(_Request):
    """A question, the conversation before it, and limits on the search."""

    question: Question
    history: tuple[TurnIn, ...] = Field((), max_length=MAX_TURNS)
    filters: FiltersIn = Field(default_factory=FiltersIn)
    language: AskLanguage = "auto"

    def turns(self) -> tuple[Turn, ...]:
        """The history as the asking side knows it."""
        return tuple(Turn(turn.role, turn.content) for turn in self.history)


class SearchRequest(_Request):
    """A question for the retriever alone."""

    question: Question
    k: int = Field(10, ge=1, le=50, strict=True)
    filters: FiltersIn = Field(default_factory=FiltersIn)


class StatementOut(_Response):
    """One sentence of an answer and the numbers of the citations that support it."""

    text: str
    citations: tuple[int, ...]
    status: StatementStatus

    @classmethod
    def of(cls, statement: Statement) -> StatementOut:
        """The statement as JSON."""
        return cls(text=statement.text, citations=statement.citations, status=statement.status)


class CitationOut(_Response):
    """A pointer to exact words: `quote` is the report's text from code point `start` to `end`."""

    number: int
    report_id: str
    file: str
    title: str
    place: str | None
    held_on: date | None
    page: int | None
    quote: str
    start: int
    end: int

    @classmethod
    def of(cls, citation: Citation) -> CitationOut:
        """The citation as JSON."""
        return cls(**{name: getattr(citation, name) for name in cls.model_fields})


class TimingsOut(_Response):
    """Milliseconds spent in each step."""

    understand: float
    retrieve: float
    compose: float
    verify: float
    total: float

    @classmethod
    def of(cls, timings: Timings) -> TimingsOut:
        """The timings, to a tenth of a millisecond."""
        return cls(**{name: round(getattr(timings, name), 1) for name in cls.model_fields})


class TableOut(_Response):
    """Columns, rows, and for each cell the number of its citation (null where a cell needs none)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    citations: tuple[tuple[int | None, ...], ...]


class AskResponse(_Response):
    """An answer whose every statement is cited; `nearest` lists passages when the reports do not say."""

    answer: str
    abstained: bool
    kind: AnswerKind
    understood: str
    notes: tuple[str, ...]
    statements: tuple[StatementOut, ...]
    citations: tuple[CitationOut, ...]
    nearest: tuple[CitationOut, ...]
    table: TableOut | None
    composer: str
    took_ms: TimingsOut

    @classmethod
    def of(cls, answer: Answer) -> AskResponse:
        """The answer as JSON; the command line prints the same."""
        return cls(
            answer=answer.text,
            abstained=answer.abstained,
            kind=answer.kind,
            understood=answer.understood,
            notes=answer.notes,
            statements=tuple(map(StatementOut.of, answer.statements)),
            citations=tuple(map(CitationOut.of, answer.citations)),
            nearest=tuple(map(CitationOut.of, answer.nearest)),
            table=None,
            composer=answer.composer,
            took_ms=TimingsOut.of(answer.took_ms),
        )


class PassageOut(_Response):
    """One retrieved passage with its place in the report's text."""

    rank: int
    score: float
    report_id: str
    file: str
    title: str
    start: int
    end: int
    text: str

    @classmethod
    def of(cls, evidence: Evidence) -> PassageOut:
        """The evidence as JSON."""
        passage, report = evidence.passage, evidence.report
        return cls(
            rank=evidence.rank,
            score=evidence.score,
            report_id=report.id,
            file=report.source.path,
            title=report.title,
            start=passage.start,
            end=passage.end,
            text=passage.text,
        )


class SearchResponse(_Response):
    """Passages, best first."""

    passages: tuple[PassageOut, ...]


class PeriodOut(_Response):
    """The time a report covers, both days included."""

    start: date
    end: date
    label: str

    @classmethod
    def of(cls, period: Period) -> PeriodOut:
        """The period as JSON."""
        return cls(start=period.start, end=period.end, label=period.label)


class _Metadata(_Response):
    id: str
    collection: str
    file: str
    title: str
    body: str | None
    place: str | None
    held_on: date | None
    published_on: date | None
    period: PeriodOut | None
    chairs: tuple[str, ...]


class ReportSummaryOut(_Metadata):
    """What is known of a report; null means unknown."""

    @classmethod
    def of(cls, report: ReportSummary) -> ReportSummaryOut:
        """The report's metadata as JSON."""
        return cls(**_metadata(report))


class ReportList(_Response):
    """One page of the library and the number of reports in all of it."""

    total: int
    reports: tuple[ReportSummaryOut, ...]


class BlockOut(_Response):
    """A run of the text, in code points, and what it is."""

    start: int
    end: int
    kind: BlockKind


class ReportOut(_Metadata):
    """A whole report: metadata, kept text and blocks."""

    text: str
    blocks: tuple[BlockOut, ...]

    @classmethod
    def of(cls, report: Report) -> ReportOut:
        """The report as JSON."""
        blocks = tuple(BlockOut(start=b.start, end=b.end, kind=b.kind) for b in report.blocks)
        return cls(**_metadata(report), text=report.text, blocks=blocks)


class Health(_Response):
    """Whether the app runs, and when asked for readiness how many reports it can answer from."""

    status: Literal["ok", "ready"]
    reports: int | None = None


class Refusal(_Response):
    """Why a request was not answered, in words for a reader."""

    detail: str


def _metadata(report: Report | ReportSummary) -> dict[str, Any]:
    return {
        "id": report.id,
        "collection": report.source.collection,
        "file": report.source.path,
        "title": report.title,
        "body": report.body,
        "place": report.place,
        "held_on": report.held_on,
        "published_on": report.published_on,
        "period": PeriodOut.of(report.period) if report.period else None,
        "chairs": report.chairs,
    }
