"""What the user reads: statements and the exact words they cite."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.domain.question import AnswerKind

StatementStatus = Literal["verified", "computed", "corrected"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered pointer to exact words of a report."""

    number: int
    report_id: str
    file: str
    title: str
    place: str | None
    held_on: date | None
    page: int | None
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer, without markers, and the numbers of the citations that support it."""

    text: str
    citations: tuple[int, ...]
    status: StatementStatus = "verified"


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds spent in each step of answering."""

    understand: float
    retrieve: float
    compose: float
    verify: float
    total: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What the user reads: text with [n] markers, its checked statements and their citations."""

    text: str
    abstained: bool
    kind: AnswerKind
    understood: str
    notes: tuple[str, ...]
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    nearest: tuple[Citation, ...]
    composer: str
    took_ms: Timings
