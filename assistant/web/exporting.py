"""Figures with their reports -> a CSV or an XLSX file that opens in an office's spreadsheet as it stands."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from assistant.domain import Figure, FigureKind, Report
from assistant.web.wording import VI

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Cell = str | Decimal | date | None
Row = tuple[Figure, Report]

KINDS: dict[FigureKind, str] = {
    "result": VI.kind_result,
    "target": VI.kind_target,
    "change": VI.kind_change,
    "plan_share": VI.kind_plan_share,
    "rank": VI.kind_rank,
    "ratio": VI.kind_ratio,
    "running_total": VI.kind_running_total,
}
# The headings of a file, how wide their columns are in XLSX, and what stands under them.
COLUMNS: tuple[tuple[str, int, Callable[[Figure, Report], Cell]], ...] = (
    ("Chỉ tiêu", 32, lambda figure, _: figure.canonical or figure.indicator),
    ("Chỉ tiêu như báo cáo viết", 32, lambda figure, _: figure.indicator),
    ("Loại", 18, lambda figure, _: KINDS[figure.kind]),
    ("Giá trị", 20, lambda figure, _: figure.value),
    ("Đơn vị", 12, lambda figure, _: figure.unit),
    ("Nguyên văn", 24, lambda figure, _: figure.words),
    ("Mức độ", 10, lambda figure, _: figure.approximation),
    ("Trên tổng số", 14, lambda figure, _: figure.out_of),
    ("Đến", 14, lambda figure, _: figure.up_to),
    ("So với", 24, lambda figure, _: figure.against),
    ("Kỳ", 24, lambda figure, _: figure.period.label if figure.period else None),
    ("Từ ngày", 12, lambda figure, _: figure.period.start if figure.period else None),
    ("Đến ngày", 12, lambda figure, _: figure.period.end if figure.period else None),
    ("Cộng dồn", 10, lambda figure, _: "có" if figure.cumulative else None),
    ("Nơi", 24, lambda figure, _: figure.place),
    ("Nghi viết nhầm", 14, lambda figure, _: "có" if figure.is_slip else None),
    ("Trích dẫn", 80, lambda figure, report: report.text[figure.clause_start : figure.clause_end]),
    ("Báo cáo", 48, lambda _, report: report.title),
    ("Ngày họp", 12, lambda _, report: report.held_on),
    ("Tệp", 32, lambda _, report: report.source.path),
)
# A spreadsheet takes a text that begins so for a formula; an apostrophe makes it text again.
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")
# What XML 1.0 cannot hold.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def to_csv(rows: Iterable[Row]) -> bytes:
    """Return the rows as UTF-8 with a byte order mark, by which Excel knows it; numbers have a decimal point."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(heading for heading, _, _ in COLUMNS)
    writer.writerows([_as_csv(cell) for cell in cells(*row)] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def to_xlsx(rows: Iterable[Row]) -> bytes:
    """Return the rows as a workbook of one sheet; numbers and days are cells of their kind."""
    # Takes a quarter of a second to import; most visitors never export.
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = VI.nav_figures
    sheet.append([heading for heading, _, _ in COLUMNS])
    for place, (_, width, _) in enumerate(COLUMNS, 1):
        sheet.cell(1, place).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = width
    for row in rows:
        sheet.append(cells(*row))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def cells(figure: Figure, report: Report) -> list[Cell]:
    """Return one row; no text in it can act as a formula."""
    found = (told(figure, report) for _, _, told in COLUMNS)
    return [_harmless(cell) if isinstance(cell, str) else cell for cell in found]


def _harmless(text: str) -> str:
    writable = _UNWRITABLE.sub("", text)
    return f"'{writable}" if writable.startswith(_ACTIVE) else writable


def _as_csv(cell: Cell) -> str:
    if cell is None:
        return ""
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
