"""The runs of text on a page -> its lines in reading order, columns one after the other, and its tables.

A stretch of the page whose text leaves a gutter free from top to bottom holds columns, or a table where its lines are
short cells. Other stretches are read line by line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median

from assistant.reading.formats.grids import Rules, Run, Table, ruled_tables
from assistant.reading.furniture import is_motto
from assistant.vietnamese.folding import fold

__all__ = ["Line", "Rules", "Run", "Table", "arrange"]

# Against the height of letters: how wide a gutter is at least, and how near the next line of a column.
_GUTTER, _NEAR = 0.9, 0.9
# Stretched spaces may look like a gutter in a line or two: from how many lines on one is believed, a wide one sooner.
_SURE, _FEWEST, _WIDE_GUTTER = 3, 2, 1.6
_CORE = 0.3  # of a line's height above and below its middle: no other line reaches in there
_FULL, _PROSE_LINES, _PROSE_LENGTH = 0.6, 4, 18
_WIDE = 2.0
_UNKNOWN = (0.0, 0.0)
_FEW = 3
_SIDE_BY_SIDE = re.compile(r"noi nhan\b.*|dang cong san viet nam")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of running text; `column` are the left and right edges that its text keeps to."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    bold: bool
    column: tuple[float, float] = _UNKNOWN

    @property
    def height(self) -> float:
        """The height of its letters, accents and tails included."""
        return self.bottom - self.top


def arrange(runs: Sequence[Run], rules: Rules) -> tuple[Line | Table, ...]:
    """Return the lines and tables of a page in reading order."""
    tables, free = ruled_tables(runs, rules)
    placed: list[tuple[float, tuple[Line | Table, ...]]] = [(table.top, (table,)) for table in tables]
    edges = sorted(table.top for table in tables)
    for _, between in groupby(sorted(free, key=lambda run: run.top), lambda run: bisect_right(edges, run.middle)):
        stretch = tuple(between)
        placed.append((stretch[0].top, tuple(_ordered(stretch))))
    ordered = sorted(placed, key=lambda part: part[0])
    return _with_columns(tuple(one for _, part in ordered for one in part))


def _ordered(runs: Sequence[Run], depth: int = 0) -> Iterator[Line | Table]:
    slices = _slices(runs)
    while slices:
        gutters = _gutters(slices[0]) if depth < 4 else []
        if not gutters:
            yield from _lines(slices.pop(0))
            continue
        band = [slices.pop(0)]
        while slices and (kept := _gutters([run for one in band for run in one] + slices[0], gutters)):
            if not _goes_on(band, slices[0], kept):
                break
            gutters = kept
            band.append(slices.pop(0))
        if _is_believed(band, gutters):
            yield from _band(band, gutters, depth)
        else:
            yield from _lines(band[0])
            slices = [*band[1:], *slices]


def _is_believed(band: list[list[Run]], gutters: Sequence[tuple[float, float]]) -> bool:
    beside = sum(len({_column(run, gutters) for run in one}) > 1 for one in band)
    wide = max(right - left for left, right in gutters) >= _WIDE_GUTTER * median(r.height for one in band for r in one)
    return beside >= (_FEWEST if wide else _SURE)


def _slices(runs: Iterable[Run]) -> list[list[Run]]:
    """Runs that stand beside each other, from the top down: between two slices no line goes through."""
    slices: list[list[Run]] = []
    reached = float("-inf")
    for run in sorted(runs, key=lambda one: one.middle):
        core = _CORE * run.height
        if run.middle - core > reached:
            slices.append([])
            reached = float("-inf")
        slices[-1].append(run)
        reached = max(reached, run.middle + core)
    return slices


def _gutters(runs: Sequence[Run], within: Sequence[tuple[float, float]] | None = None) -> list[tuple[float, float]]:
    """The strips that runs leave free between them, only inside those of `within` where it is given."""
    height = median(run.height for run in runs)
    free: list[tuple[float, float]] = []
    reached = None
    for run in sorted(runs, key=lambda one: one.left):
        if reached is not None and run.left - reached >= _GUTTER * height:
            free.append((reached, run.left))
        reached = run.right if reached is None else max(reached, run.right)
    if within is None:
        return free
    shared = ((max(left, low), min(right, high)) for left, right in free for low, high in within)
    return [(left, right) for left, right in shared if right - left >= _GUTTER * height]


def _goes_on(band: list[list[Run]], below: list[Run], gutters: Sequence[tuple[float, float]]) -> bool:
    """Whether a slice belongs to the columns above: it stands in several of them, or close below the line of one."""
    columns = {_column(run, gutters) for run in below}
    if len(columns) > 1:
        return True
    (column,) = columns
    above = [run for one in band for run in one if _column(run, gutters) == column]
    top, height = min(run.top for run in below), median(run.height for run in below)
    return bool(above) and top - max(run.bottom for run in above) < _NEAR * height


def _column(run: Run, gutters: Sequence[tuple[float, float]]) -> int:
    return sum(run.left >= right - 1 for _, right in gutters)


def _band(band: list[list[Run]], gutters: Sequence[tuple[float, float]], depth: int) -> Iterator[Line | Table]:
    runs = [run for one in band for run in one]
    columns = [[run for run in runs if _column(run, gutters) == number] for number in range(len(gutters) + 1)]
    if _is_table(band, columns, gutters):
        yield Table(tuple(_rows(band, gutters)), min(run.top for run in runs))
        return
    for column in columns:
        yield from _with_columns(tuple(_ordered(column, depth + 1)))


def _is_table(band: list[list[Run]], columns: list[list[Run]], gutters: Sequence[tuple[float, float]]) -> bool:
    texts = [run.text for one in band for run in one]
    if any(is_motto(text) or _SIDE_BY_SIDE.fullmatch(fold(text)) for text in texts):
        return False
    beside = sum(len({_column(run, gutters) for run in one}) > 1 for one in band)
    figures = any(re.search(r"\d", text) for text in texts)
    return figures and beside > 1 and sum(map(_is_prose, columns)) < 2


def _is_prose(column: list[Run]) -> bool:
    """Whether a column holds running text: lines that mostly reach its edge."""
    width = max(run.right for run in column) - min(run.left for run in column)
    full = median(run.right - run.left for run in column) >= _FULL * width
    return full and len(column) >= _PROSE_LINES and median(len(run.text) for run in column) >= _PROSE_LENGTH


def _rows(band: list[list[Run]], gutters: Sequence[tuple[float, float]]) -> Iterator[tuple[tuple[str, ...], ...]]:
    """The rows of a table without rules; a slice whose first cell is empty goes on with the row above."""
    rows: list[list[list[str]]] = []
    for one in band:
        cells: list[list[str]] = [[] for _ in range(len(gutters) + 1)]
        for run in sorted(one, key=lambda run: (round(run.middle), run.left)):
            cells[_column(run, gutters)].append(run.text)
        if rows and not cells[0]:
            for cell, more in zip(rows[-1], cells, strict=True):
                cell += more
        else:
            rows.append(cells)
    return (tuple(tuple(cell) for cell in row) for row in rows)


def _lines(runs: Sequence[Run]) -> Iterator[Line]:
    """Runs beside each other as lines of text; wide gaps in a line stay visible as three spaces."""
    for one in _slices(runs):
        beside = sorted(one, key=lambda run: run.left)
        text = beside[0].text
        for before, run in pairwise(beside):
            gap = run.left - before.right
            text += ("   " if gap > _WIDE * run.height and len(before.text) > 3 else " ") + run.text
        bold = all(run.bold for run in beside)
        top, bottom = min(run.top for run in beside), max(run.bottom for run in beside)
        yield Line(text, beside[0].left, top, max(run.right for run in beside), bottom, bold)


def _with_columns(placed: tuple[Line | Table, ...]) -> tuple[Line | Table, ...]:
    """Give each line that has none yet the edges of its column: those of the widest line near it."""
    lines = [one for one in placed if isinstance(one, Line) and one.column == _UNKNOWN]
    known: dict[int, tuple[float, float]] = {}
    for line in lines:
        near = [one for one in lines if one.left < line.right and line.left < one.right]
        widest = max(near, key=lambda one: one.right - one.left)
        alike = [one for one in near if abs(one.left - widest.left) < 3 * line.height and one.right <= widest.right + 1]
        known[id(line)] = (_edge([one.left for one in alike or [line]], line.height), widest.right)
    return tuple(
        replace(one, column=known[id(one)]) if isinstance(one, Line) and id(one) in known else one for one in placed
    )


def _edge(places: list[float], height: float) -> float:
    """The leftmost place that two lines share; one line alone, such as a page's head, makes no edge among many."""
    places = sorted(places)
    if len(places) > _FEW:
        for place, following in pairwise(places):
            if following - place < height / 2:
                return place
    return places[0]
