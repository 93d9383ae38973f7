"""The rows of a table, each cell its lines -> pieces: one table of figures, or its lines where it only lays out."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain import CELL
from assistant.reading.draft import Piece
from assistant.reading.furniture import is_motto

Cell = Sequence[str]
_LONGEST_CELL = 1200


def table_pieces(rows: Sequence[Sequence[Cell]]) -> tuple[Piece, ...]:
    """Return the table as one piece (rows `a | b | c`), or a piece for each line of a letterhead or a signature."""
    rows = [row for row in rows if any(any(cell) for cell in row)]
    if not rows:
        return ()
    if _lays_out(rows):
        return tuple(Piece(line) for row in rows for cell in row for line in cell if line)
    return (Piece("\n".join(CELL.join(" ".join(cell) for cell in row) for row in rows), "table"),)


def _lays_out(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table only sets text side by side; one of figures has rows of short cells to be read across."""
    wide = [row for row in rows if sum(any(cell) for cell in row) > 1]
    longest = max(sum(map(len, cell)) for row in rows for cell in row)
    letterhead = any(is_motto(line) for row in rows for cell in row for line in cell)
    return letterhead or len(wide) < 2 or 2 * len(wide) < len(rows) or longest > _LONGEST_CELL
