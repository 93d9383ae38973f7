"""Figures <-> rows of the catalog."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from typing import Any

from sqlalchemy import RowMapping, Select, select

from assistant.domain import Figure, FigureKind, Period
from assistant.store.database import FIGURES

_DECIMALS = ("value", "out_of", "up_to")
# Kept as they are; decimals are kept as text, a period in three columns.
_PLAIN = tuple(field.name for field in fields(Figure) if field.name not in (*_DECIMALS, "period"))


def figure_row(figure: Figure) -> dict[str, Any]:
    """Return the row of `figures` that stands for this figure."""
    period = figure.period
    numbers = {name: getattr(figure, name) for name in _DECIMALS}
    return {
        **{name: getattr(figure, name) for name in _PLAIN},
        **{name: None if number is None else str(number) for name, number in numbers.items()},
        "period_start": period and period.start,
        "period_end": period and period.end,
        "period_label": period and period.label,
    }


def figure_from(row: RowMapping) -> Figure:
    """Return the figure that a row stands for."""
    start, end, label = row["period_start"], row["period_end"], row["period_label"]
    numbers: dict[str, Any] = {name: None if row[name] is None else Decimal(row[name]) for name in _DECIMALS}
    period = Period(start, end, label) if start and end else None
    return Figure(**{name: row[name] for name in _PLAIN}, **numbers, period=period)


def figures_query(canonical: str | None, kind: FigureKind | None) -> Select[Any]:
    """Return the query for the figures of an indicator and a kind, of all where None."""
    query = select(FIGURES)
    query = query if canonical is None else query.where(FIGURES.c.canonical == canonical)
    return query if kind is None else query.where(FIGURES.c.kind == kind)
