"""A Query and a row of a report's table -> the cells that answer, each under its column's heading."""

from __future__ import annotations

import re

from assistant.answering.months import months_in
from assistant.domain import CELL, Report
from assistant.vietnamese.abbreviations import in_full
from assistant.vietnamese.folding import fold

Span = tuple[int, int]
_ASKS_SHARE = re.compile(r"%|\bphan tram\b|\bpercent\w*|\b(?:tinh|huyen|trung uong|hdnd) (?:giao|de ra)\b|\bty le\b")
_LINE = re.compile(r"[^\n]+")


def read_row(report: Report, position: int, question: str) -> tuple[str, Span] | None:
    """Return "row's name: heading cell; …" and the heading row's span, for the table row at `position`; else None.

    Where columns are of months and the question names one, only the columns of those months are read; where it asks for
    a share, only those that hold one.
    """
    lines = _table_lines(report, position)
    row = next((line for line in lines[1:] if line[0] <= position < line[1]), None)
    if row is None:
        return None
    headings, cells = (report.text[slice(*line)].split(CELL) for line in (lines[0], row))
    if len(headings) != len(cells) or len(cells) < 2:
        return None
    columns = list(zip(headings[1:], cells[1:], strict=True))
    asked = months_in(in_full(question))
    chosen = [(heading, cell) for heading, cell in columns if asked & months_in(heading)] or columns
    if _ASKS_SHARE.search(fold(question)):
        chosen = [(heading, cell) for heading, cell in columns if "%" in heading + cell] or chosen
    words = "; ".join(f"{heading.strip()} {cell.strip()}" for heading, cell in chosen if cell.strip())
    return f"{cells[0].strip()}: {words}", lines[0]


def _table_lines(report: Report, position: int) -> list[Span]:
    table = next((b for b in report.blocks if b.kind == "table" and b.start <= position < b.end), None)
    return [line.span() for line in _LINE.finditer(report.text, table.start, table.end)] if table else []
