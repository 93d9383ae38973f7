"""The words of the project as frozen types; no logic that needs a library, no I/O.

Every span is a half-open range of code points into a report's kept text: `quote == text[start:end]`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

BlockKind = Literal["prose", "heading", "caption", "table", "byline", "noise"]
AnswerKind = Literal[
    "person",
    "date",
    "place",
    "figure",
    "count",
    "list",
    "limitation",
    "task",
    "summary",
    "comparison",
    "yesno",
    "meetings",
    "talk",
    "none",
]
StatementStatus = Literal["verified", "computed", "corrected"]
Language = Literal["vi", "en"]
Role = Literal["user", "assistant"]


@dataclass(frozen=True, slots=True)
class Block:
    """A run of a report's text and what it is; noise and bylines are kept but never retrieved."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Period:
    """The time a report covers, both days included, with the words a reader would use for it."""

    start: date
    end: date
    label: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a report came from: its identity is collection, root and path; sha256 is of the file's bytes."""

    collection: str
    root: str
    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Report:
    """One ingested document about a meeting. Unknown metadata is None or (), never guessed."""

    id: str
    source: Source
    text: str
    blocks: tuple[Block, ...]
    title: str
    body: str | None = None
    place: str | None = None
    held_on: date | None = None
    published_on: date | None = None
    period: Period | None = None
    chairs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """What is known about a report, without its text."""

    id: str
    source: Source
    title: str
    body: str | None = None
    place: str | None = None
    held_on: date | None = None
    published_on: date | None = None
    period: Period | None = None
    chairs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences or clauses of one report, the unit of retrieval.

    `text` is what is cited (`report.text[start:end]`); `header` (title, place, date) is only embedded.
    """

    id: str
    report_id: str
    number: int
    start: int
    end: int
    text: str
    header: str

    @property
    def embedded_text(self) -> str:
        """The text whose vector stands for this passage."""
        return f"{self.header}\n{self.text}" if self.header else self.text


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of a conversation, as the client sends it."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class Filters:
    """Limits on what may be searched. Known values that contradict one remove a report; unknown ones don't.

    `collection` and `report_ids` are exact: they always remove.
    """

    place: str | None = None
    body: str | None = None
    collection: str | None = None
    date_from: date | None = None
    date_to: date | None = None
    report_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A question after understanding.

    `language` is that of the answer, `asked_in` that of the question. `filters` are the user's own; `named` holds the
    place and the time that the question itself names. `names` are the proper names in it, as written; an answer must
    come from a report that knows each of them.
    """

    question: str
    standalone: str
    kind: AnswerKind
    language: Language
    asked_in: Language
    has_diacritics: bool
    filters: Filters = field(default_factory=Filters)
    named: Filters = field(default_factory=Filters)
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that bears on a query, with its report, fused score (higher is better) and 1-based rank."""

    passage: Passage
    report: Report
    score: float
    rank: int


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What retrieval found: ranked evidence and notes for the reader, such as that the search was widened.

    `widened` tells that no report is of the place and time the query names. `reports` are those it speaks of, by date,
    and only when it asks for meetings; `report_count` says how many there are in all.
    """

    evidence: tuple[Evidence, ...]
    notes: tuple[str, ...] = ()
    widened: bool = False
    reports: tuple[Report, ...] = ()
    report_count: int = 0


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
