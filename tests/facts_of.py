"""Builders of figures of invented reports, for tests of what comes after reading."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from assistant.domain import Figure, Period, Report
from assistant.vietnamese.numbers import find_quantities


def make_figure(words: str, report: Report, **values: Any) -> Figure:
    """Return the figure that stands in a report with these words; its clause is the sentence around them."""
    start = report.text.index(words)
    before = max(
        (report.text.rfind(mark, 0, start) + len(mark) for mark in (". ", "\n", "; ") if mark in report.text[:start]),
        default=0,
    )
    ends = [at for mark in (".", "\n", ";") if (at := report.text.find(mark, start + len(words))) >= 0]
    quantity = find_quantities(words)[0]
    figure = Figure(
        id=f"{report.id}:f{start}",
        report_id=report.id,
        kind="result",
        indicator="thu ngân sách",
        canonical="thu ngân sách nhà nước",
        value=quantity.value,
        unit=quantity.unit,
        words=words,
        approximation=None,
        out_of=None,
        up_to=None,
        against=None,
        period=report.period,
        cumulative=False,
        place=report.place,
        section="results",
        is_slip=False,
        start=start,
        end=start + len(words),
        clause_start=before,
        clause_end=min(ends, default=len(report.text)),
    )
    return replace(figure, **values)


def months(last: int, year: int = 2024, first: int = 1) -> Period:
    """Return the time from the first day of one month to the last day of another."""
    end = date(year + last // 12, last % 12 + 1, 1)
    label = f"{last} tháng đầu năm {year}" if first == 1 and last > 1 else f"tháng {last}/{year}"
    return Period(date(year, first, 1), date.fromordinal(end.toordinal() - 1), label)
