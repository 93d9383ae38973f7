"""JSON of the HTTP API <-> domain types: the exact request and response contracts. Unknown fields are refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from assistant.domain import (
    Answer,
    AnswerKind,
    Chart,
    ChartShape,
    Citation,
    Evidence,
    Filters,
    Role,
    Statement,
    StatementStatus,
    Table,
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


class Reply(BaseModel):
    """Base of everything the API answers with."""

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
    report_ids: tuple[Name, ...] | None = Field(None, min_length=1, max_length=MAX_REPORT_IDS)

    @model_validator(mode="after")
    def _in_order(self) -> FiltersIn:
        if self.date_from and self.date_to and self.date_from > self.date_to:
            raise PydanticCustomError("date_order", REFUSALS["date_order"])
        return self

    def to_domain(self) -> Filters:
        """The same limits as the asking side knows them."""
        return Filters(self.place, self.body, self.collection, self.date_from, self.date_to, self.report_ids or ())

    @classmethod
    def of(cls, filters: Filters) -> FiltersIn:
        """The filters as a client would have sent them."""
        days = {"from": filters.date_from, "to": filters.date_to}
        ids = filters.report_ids or None
        return cls(place=filters.place, body=filters.body, collection=filters.collection, report_ids=ids, **days)


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


class StatementOut(Reply):
    """One sentence of an answer and the numbers of the citations that support it.

    `why` is the arithmetic of a computed one, and what was wrong with the wording that a corrected one replaced.
    """

    text: str
    citations: tuple[int, ...]
    status: StatementStatus
    why: str = ""

    @classmethod
    def of(cls, statement: Statement) -> StatementOut:
        """The statement as JSON."""
        return cls(**{name: getattr(statement, name) for name in cls.model_fields})


class CitationOut(Reply):
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


class TimingsOut(Reply):
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


class TableOut(Reply):
    """Columns, rows, and for each cell the number of its citation (null where a cell needs none)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    citations: tuple[tuple[int | None, ...], ...]

    @classmethod
    def of(cls, table: Table) -> TableOut:
        """The table as JSON."""
        return cls(columns=table.columns, rows=table.rows, citations=table.citations)


class ChartPointOut(Reply):
    """One value of a chart and the number of its citation; decimals are strings, so that none is rounded."""

    label: str
    value: Decimal
    words: str
    citation: int


class ChartOut(Reply):
    """Three or more comparable values in the base unit: bars for places, a line for time."""

    shape: ChartShape
    title: str
    unit: str
    points: tuple[ChartPointOut, ...]

    @classmethod
    def of(cls, chart: Chart) -> ChartOut:
        """The chart as JSON."""
        points = tuple(
            ChartPointOut(label=p.label, value=p.value, words=p.words, citation=p.citation) for p in chart.points
        )
        return cls(shape=chart.shape, title=chart.title, unit=chart.unit, points=points)


class AskResponse(Reply):
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
    chart: ChartOut | None
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
            table=TableOut.of(answer.table) if answer.table else None,
            chart=ChartOut.of(answer.chart) if answer.chart else None,
            composer=answer.composer,
            took_ms=TimingsOut.of(answer.took_ms),
        )


class PassageOut(Reply):
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


class SearchResponse(Reply):
    """Passages, best first."""

    passages: tuple[PassageOut, ...]


class Health(Reply):
    """Whether the app runs, and when asked for readiness how many reports it can answer from."""

    status: Literal["ok", "ready"]
    reports: int | None = None


class Refusal(Reply):
    """Why a request was not answered, in words for a reader."""

    detail: str
