"""What the user reads: statements and the exact words they cite."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from assistant.domain.question import AnswerKind, Filters

StatementStatus = Literal["verified", "computed", "corrected"]
ChartShape = Literal["bars", "line"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered pointer to exact words of a report."""

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


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer, without markers, and the numbers of the citations that support it.

    `why` is the arithmetic of a computed one, and what was wrong with the wording that a corrected one replaced.
    """

    text: str
    citations: tuple[int, ...]
    status: StatementStatus = "verified"
    why: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Facts side by side: the words of each cell and the number of its citation, None where it needs none."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    citations: tuple[tuple[int | None, ...], ...]


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One value of a chart: its label (a place or a time), its value, its words as written, and its citation."""

    label: str
    value: Decimal
    words: str
    citation: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Three or more comparable values: bars for places, a line for time. Values are in the base unit `unit`."""

    shape: ChartShape
    title: str
    unit: str
    points: tuple[ChartPoint, ...]


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds spent in each step of answering."""

    understand: float
    retrieve: float
    compose: float
    verify: float
    total: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What the user reads: text with [n] markers, its checked statements and their citations.

    `named` is the place and the time that the question was understood to name.
    """

    text: str
    abstained: bool
    kind: AnswerKind
    understood: str
    notes: tuple[str, ...]
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    nearest: tuple[Citation, ...]
    composer: str
    took_ms: Timings
    table: Table | None = None
    chart: Chart | None = None
    named: Filters = field(default_factory=Filters)
