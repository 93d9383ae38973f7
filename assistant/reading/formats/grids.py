"""The rules drawn on a page and its runs of text -> tables with their cells, and the runs that stand in none."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_TOUCH = 4.0
_FEWEST_LINES = 3  # two cells beside or below each other


@dataclass(frozen=True, slots=True)
class Run:
    """Words that follow each other closely on one line, in points from the page's upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    bold: bool = False

    @property
    def middle(self) -> float:
        """The height in the middle of its letters."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """The height of its letters, accents and tails included."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Rules:
    """Straight strokes: `across` as (y, from x, to x), `down` as (x, from y, to y)."""

    across: tuple[tuple[float, float, float], ...] = ()
    down: tuple[tuple[float, float, float], ...] = ()

    def between(self, left: float, right: float, y: float) -> bool:
        """Whether a rule goes down between two letters of a line."""
        return any(left - 1 <= x <= right + 1 and top <= y <= bottom for x, top, bottom in self.down)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each cell its lines, and where the table begins on its page."""

    rows: tuple[tuple[tuple[str, ...], ...], ...]
    top: float


def ruled_tables(runs: Sequence[Run], rules: Rules) -> tuple[tuple[Table, ...], tuple[Run, ...]]:
    """Return the tables that rules draw around runs, and the runs outside of them."""
    tables: list[Table] = []
    free = list(runs)
    for across, down in _frames(rules):
        ys, xs = _steps(y for y, _, _ in across), _steps(x for x, _, _ in down)
        inside = [run for run in free if _is_inside(run, xs, ys)]
        if len(xs) < _FEWEST_LINES or len(ys) < _FEWEST_LINES or not inside:
            continue
        free = [run for run in free if run not in inside]
        tables.append(Table(_cells(inside, xs, ys), ys[0]))
    return tuple(tables), tuple(free)


def _is_inside(run: Run, xs: Sequence[float], ys: Sequence[float]) -> bool:
    if not xs or not ys:
        return False
    return xs[0] - _TOUCH <= run.left <= xs[-1] and ys[0] - _TOUCH <= run.middle <= ys[-1] + _TOUCH


def _cells(runs: Iterable[Run], xs: Sequence[float], ys: Sequence[float]) -> tuple[tuple[tuple[str, ...], ...], ...]:
    cells: dict[tuple[int, int], list[Run]] = {}
    for run in runs:
        row = min(max(bisect_right(ys, run.middle) - 1, 0), len(ys) - 2)
        column = min(max(bisect_right(xs, run.left + 1) - 1, 0), len(xs) - 2)
        cells.setdefault((row, column), []).append(run)
    return tuple(
        tuple(_in_order(cells.get((row, column), [])) for column in range(len(xs) - 1)) for row in range(len(ys) - 1)
    )


def _in_order(runs: list[Run]) -> tuple[str, ...]:
    return tuple(run.text for run in sorted(runs, key=lambda run: (round(run.middle / 3), run.left)))


def _frames(
    rules: Rules,
) -> list[tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]]:
    """Rules that touch each other, table by table."""
    frames: list[tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]] = []
    for down in rules.down:
        touching = [one for one in rules.across if _touch(one, down)]
        joined = [frame for frame in frames if any(one in frame[0] for one in touching)]
        merged = ([*touching], [down])
        for frame in joined:
            merged[0].extend(one for one in frame[0] if one not in merged[0])
            merged[1].extend(frame[1])
            frames.remove(frame)
        frames.append(merged)
    return frames


def _touch(across: tuple[float, float, float], down: tuple[float, float, float]) -> bool:
    (y, left, right), (x, top, bottom) = across, down
    return left - _TOUCH <= x <= right + _TOUCH and top - _TOUCH <= y <= bottom + _TOUCH


def _steps(places: Iterable[float]) -> list[float]:
    steps: list[float] = []
    for place in sorted(places):
        if not steps or place - steps[-1] > _TOUCH:
            steps.append(place)
    return steps
