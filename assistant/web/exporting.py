"""Figures with their reports -> a CSV or an XLSX file that opens in an office's spreadsheet as it stands."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from assistant.domain import Figure, FigureKind, Report
from assistant.web.wording import Wording

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Cell = str | Decimal | date | None
Row = tuple[Figure, Report]
# A heading, how wide its column is in XLSX, and what stands under it.
Column = tuple[str, int, Callable[[Figure, Report], Cell]]

# A spreadsheet takes a text that begins so for a formula; an apostrophe makes it text again.
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")
# What XML 1.0 cannot hold.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def to_csv(rows: Iterable[Row], words: Wording) -> bytes:
    """Return the rows as UTF-8 with a byte order mark, by which Excel knows it; numbers have a decimal point."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    columns = columns_in(words)
    writer.writerow(heading for heading, _, _ in columns)
    writer.writerows([_as_csv(cell) for cell in cells(*row, columns)] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def to_xlsx(rows: Iterable[Row], words: Wording) -> bytes:
    """Return the rows as a workbook of one sheet; numbers and days are cells of their kind."""
    # Takes a quarter of a second to import; most visitors never export.
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = words.nav_figures
    columns = columns_in(words)
    sheet.append([heading for heading, _, _ in columns])
    for place, (_, width, _) in enumerate(columns, 1):
        sheet.cell(1, place).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = width
    for row in rows:
        sheet.append(cells(*row, columns))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def columns_in(words: Wording) -> tuple[Column, ...]:
    """Return the columns of a file in one language; what a report says stays in its own words."""
    kinds = _kinds(words)
    return (
        (words.filter_indicator, 32, lambda figure, _: figure.canonical or figure.indicator),
        (words.cell_as_written, 32, lambda figure, _: figure.indicator),
        (words.filter_kind, 18, lambda figure, _: kinds[figure.kind]),
        (words.column_value, 20, lambda figure, _: figure.value),
        (words.cell_unit, 12, lambda figure, _: figure.unit),
        (words.cell_words, 24, lambda figure, _: figure.words),
        (words.cell_approximation, 10, lambda figure, _: figure.approximation),
        (words.cell_out_of, 14, lambda figure, _: figure.out_of),
        (words.cell_up_to, 14, lambda figure, _: figure.up_to),
        (words.cell_against, 24, lambda figure, _: figure.against),
        (words.column_period, 24, lambda figure, _: figure.period.label if figure.period else None),
        (words.from_day, 12, lambda figure, _: figure.period.start if figure.period else None),
        (words.to_day, 12, lambda figure, _: figure.period.end if figure.period else None),
        (words.cell_cumulative, 10, lambda figure, _: words.cell_yes if figure.cumulative else None),
        (words.fact_place, 24, lambda figure, _: figure.place),
        (words.cell_slip, 14, lambda figure, _: words.cell_yes if figure.is_slip else None),
        (words.cell_quote, 80, lambda figure, report: report.text[figure.clause_start : figure.clause_end]),
        (words.column_report, 48, lambda _, report: report.title),
        (words.fact_held_on, 12, lambda _, report: report.held_on),
        (words.cell_file, 32, lambda _, report: report.source.path),
    )


def cells(figure: Figure, report: Report, columns: Iterable[Column]) -> list[Cell]:
    """Return one row; no text in it can act as a formula."""
    found = (told(figure, report) for _, _, told in columns)
    return [_harmless(cell) if isinstance(cell, str) else cell for cell in found]


def _kinds(words: Wording) -> dict[FigureKind, str]:
    return {
        "result": words.kind_result,
        "target": words.kind_target,
        "change": words.kind_change,
        "plan_share": words.kind_plan_share,
        "rank": words.kind_rank,
        "ratio": words.kind_ratio,
        "running_total": words.kind_running_total,
    }


def _harmless(text: str) -> str:
    writable = _UNWRITABLE.sub("", text)
    return f"'{writable}" if writable.startswith(_ACTIVE) else writable


def _as_csv(cell: Cell) -> str:
    if cell is None:
        return ""
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
