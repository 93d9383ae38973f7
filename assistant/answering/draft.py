"""What a composer hands to verification: statements with the words that support them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Protocol

from assistant.domain import ChartShape, Query, Report, Retrieved, StatementStatus


@dataclass(frozen=True, slots=True)
class Quote:
    """A span of a report's kept text."""

    report: Report
    start: int
    end: int

    @property
    def text(self) -> str:
        """The quoted words."""
        return self.report.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Sum:
    """One step of arithmetic, in the base unit; a statement shows it as `written` and tells its result `in_words`."""

    first: Decimal
    operation: Literal["-", ":"]
    second: Decimal
    result: Decimal
    written: str
    in_words: str


@dataclass(frozen=True, slots=True)
class DraftStatement:
    """One sentence of an answer and the quotes that must bear it out; `sums` are what it computes from them.

    A phrase of our own, such as a heading, says nothing that reports could bear out. `why` tells what was wrong with
    the wording that a corrected one replaced.
    """

    text: str
    quotes: tuple[Quote, ...]
    status: StatementStatus = "verified"
    sums: tuple[Sum, ...] = ()
    is_phrase: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class DraftTable:
    """Facts side by side: the words of each cell and the quote they rest on, None where a cell needs none."""

    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[str, Quote | None], ...], ...]


@dataclass(frozen=True, slots=True)
class DraftChart:
    """A chart's values: label, value in the base unit, words as written, and the quote they rest on."""

    shape: ChartShape
    title: str
    unit: str
    points: tuple[tuple[str, Decimal, str, Quote], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before verification. `nearest` shows what came closest when nothing answers.

    `composer` names who wrote it, where that is not the composer that was asked.
    """

    statements: tuple[DraftStatement, ...]
    abstained: bool = False
    nearest: tuple[Quote, ...] = ()
    notes: tuple[str, ...] = ()
    table: DraftTable | None = None
    chart: DraftChart | None = None
    composer: str | None = None


class Composer(Protocol):
    """Turns evidence into a draft; extractive by default."""

    @property
    def name(self) -> str:
        """What the answer says composed it."""

    def compose(self, query: Query, retrieved: Retrieved) -> Draft:
        """Return statements that answer the query from the evidence, or abstain."""

    def stream(self, query: Query, retrieved: Retrieved) -> Iterator[DraftStatement | Draft]:
        """Yield statements as they are made, where that takes a while, then the whole draft."""
