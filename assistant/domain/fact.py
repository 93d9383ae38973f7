"""What a report states as data: its figures, and the points it makes: decisions, tasks, limitations, events."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.domain.report import Period, SectionKind

FigureKind = Literal["result", "target", "change", "plan_share", "rank", "ratio", "running_total"]
PointKind = Literal["decision", "task", "limitation", "event"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured fact of a report.

    `words` is the number with its unit as written, `text[start:end]`; the clause's span is that of the statement it
    stands in. `value` is in the base unit `unit`: đồng, %, ha, km, tấn, or the thing counted. Of "11/27 chỉ tiêu" the
    value is 11 and `out_of` 27, of "5-7%" the value is 5 and `up_to` 7. `indicator` is what is measured as written (""
    when the text names nothing), `canonical` its name in the file of indicators. `against` is the plan, or what a
    change is measured against, as written. `cumulative` tells that the period adds up since its beginning. `is_slip`
    marks what the report itself seems to have written wrong; it is kept as written.
    """

    id: str
    report_id: str
    kind: FigureKind
    indicator: str
    canonical: str | None
    value: Decimal
    unit: str
    words: str
    approximation: str | None
    out_of: Decimal | None
    up_to: Decimal | None
    against: str | None
    period: Period | None
    cumulative: bool
    place: str | None
    section: SectionKind | None
    is_slip: bool
    start: int
    end: int
    clause_start: int
    clause_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One clause of a report that decides, asks for, regrets or announces something; the span is the clause's.

    `when` is the day or days of an event, the time by which a task is to be done, or None when no time is named.
    """

    id: str
    report_id: str
    kind: PointKind
    section: SectionKind | None
    when: Period | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What a report states as data, in the order of its text."""

    figures: tuple[Figure, ...] = ()
    points: tuple[Point, ...] = ()
