"""A question once it is understood, and what was found for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from assistant.domain.report import Passage, Report

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
Language = Literal["vi", "en"]
Role = Literal["user", "assistant"]


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
