"""The filters of the listings, as query parameters -> checked values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Depends, Query
from fastapi.exceptions import RequestValidationError

from assistant.domain import FigureKind
from assistant.vietnamese.unicode import normalize

Words = Annotated[str | None, Query(max_length=200)]
SeveralWords = Annotated[tuple[Annotated[str, Query(max_length=200)], ...], Query(max_length=100)]
Limit = Annotated[int, Query(ge=1, le=500)]
Offset = Annotated[int, Query(ge=0)]


@dataclass(frozen=True, slots=True)
class Between:
    """The days that a listing is limited to, both included."""

    first: date | None
    last: date | None


def between(
    date_from: Annotated[date | None, Query(alias="from")] = None,
    date_to: Annotated[date | None, Query(alias="to")] = None,
) -> Between:
    """The filters `from` and `to`. Raises RequestValidationError when the first day is after the last."""
    if date_from and date_to and date_from > date_to:
        raise RequestValidationError([{"type": "date_order", "loc": ("query",), "msg": "from is after to"}])
    return Between(date_from, date_to)


Days = Annotated[Between, Depends(between)]


@dataclass(frozen=True, slots=True)
class FigureFilters:
    """Which figures are asked for. `unit`, `against` and `length` are what figures must share to be compared."""

    indicator: str | None
    canonical: str | None
    kind: FigureKind | None
    places: tuple[str, ...]
    days: Between
    report_id: str | None
    collection: str | None
    unit: str | None
    against: str | None
    length: str | None


def figure_filters(
    days: Days,
    indicator: Words = None,
    canonical: Words = None,
    kind: FigureKind | None = None,
    place: SeveralWords = (),
    report_id: Words = None,
    collection: Words = None,
    unit: Words = None,
    against: Words = None,
    length: Words = None,
) -> FigureFilters:
    """The filters that the list of figures, its choices of charts and its exports share."""
    exact = normalize(canonical.strip()) if canonical else None
    return FigureFilters(indicator, exact or None, kind, place, days, report_id, collection, unit, against, length)


AskedFigures = Annotated[FigureFilters, Depends(figure_filters)]
