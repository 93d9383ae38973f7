"""What a composer hands to verification: statements with the words that support them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from assistant.domain import Query, Report, Retrieved, StatementStatus


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
class DraftStatement:
    """One sentence of an answer and the quotes that must bear it out."""

    text: str
    quotes: tuple[Quote, ...]
    status: StatementStatus = "verified"


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before verification. `nearest` shows what came closest when nothing answers."""

    statements: tuple[DraftStatement, ...]
    abstained: bool = False
    nearest: tuple[Quote, ...] = ()
    notes: tuple[str, ...] = ()


class Composer(Protocol):
    """Turns evidence into a draft; extractive by default."""

    @property
    def name(self) -> str:
        """What the answer says composed it."""

    def compose(self, query: Query, retrieved: Retrieved) -> Draft:
        """Return statements that answer the query from the evidence, or abstain."""
