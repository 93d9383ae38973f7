"""Facts <-> rows of the catalog: its tables of figures and points, written and read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from decimal import Decimal
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select

from assistant.domain import Facts, Figure, FigureKind, Period, Point, PointKind
from assistant.store.database import FIGURES, POINTS, chosen

_DECIMALS = ("value", "out_of", "up_to")
# Kept as they are; decimals are kept as text, a period in three columns.
_PLAIN = tuple(field.name for field in fields(Figure) if field.name not in (*_DECIMALS, "period"))
_PLAIN_OF_A_POINT = tuple(field.name for field in fields(Point) if field.name != "when")
_IN_ORDER = itemgetter("report_id", "start")


def write_facts(connection: Connection, facts: Facts) -> None:
    """Add the facts of a report whose old ones are gone."""
    if facts.figures:
        connection.execute(insert(FIGURES), [_figure_row(figure) for figure in facts.figures])
    if facts.points:
        connection.execute(insert(POINTS), [_point_row(point) for point in facts.points])


def read_figures(
    connection: Connection, report_ids: Sequence[str] | None, canonical: str | None, kind: FigureKind | None
) -> tuple[Figure, ...]:
    """Return figures by report id and in the order of its text; of all reports, indicators or kinds where None."""
    query = select(FIGURES)
    query = query if canonical is None else query.where(FIGURES.c.canonical == canonical)
    query = query if kind is None else query.where(FIGURES.c.kind == kind)
    rows = chosen(connection, query, FIGURES.c.report_id, report_ids)
    return tuple(_figure_from(row) for row in sorted(rows, key=_IN_ORDER))


def read_points(connection: Connection, report_ids: Sequence[str] | None, kind: PointKind | None) -> tuple[Point, ...]:
    """Return points by report id and in the order of its text; of all reports or kinds where None."""
    query = select(POINTS) if kind is None else select(POINTS).where(POINTS.c.kind == kind)
    rows = chosen(connection, query, POINTS.c.report_id, report_ids)
    return tuple(_point_from(row) for row in sorted(rows, key=_IN_ORDER))


def _figure_row(figure: Figure) -> dict[str, Any]:
    period = figure.period
    numbers = {name: getattr(figure, name) for name in _DECIMALS}
    return {
        **{name: getattr(figure, name) for name in _PLAIN},
        **{name: None if number is None else str(number) for name, number in numbers.items()},
        "period_start": period and period.start,
        "period_end": period and period.end,
        "period_label": period and period.label,
    }


def _figure_from(row: RowMapping) -> Figure:
    start, end, label = row["period_start"], row["period_end"], row["period_label"]
    numbers: dict[str, Any] = {name: None if row[name] is None else Decimal(row[name]) for name in _DECIMALS}
    period = Period(start, end, label) if start and end else None
    return Figure(**{name: row[name] for name in _PLAIN}, **numbers, period=period)


def _point_row(point: Point) -> dict[str, Any]:
    when = point.when
    return {
        **{name: getattr(point, name) for name in _PLAIN_OF_A_POINT},
        "when_start": when and when.start,
        "when_end": when and when.end,
        "when_label": when and when.label,
    }


def _point_from(row: RowMapping) -> Point:
    start, end, label = row["when_start"], row["when_end"], row["when_label"]
    when = Period(start, end, label) if start and end else None
    return Point(**{name: row[name] for name in _PLAIN_OF_A_POINT}, when=when)
