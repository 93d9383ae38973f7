"""A question once it is understood, and what was found for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from assistant.domain.fact import Facts, Figure, FigureKind
from assistant.domain.report import Part, Passage, Period, Report

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
Operation = Literal["compare", "highest", "lowest", "difference", "ratio", "trend"]
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
class FiguresAsked:
    """What a question asks of the figures of one indicator, known by its canonical name.

    `kinds` are those it asks about. `against` is whose plan or which baseline a share or a change is of, folded ("" for
    any). `places` are those of the library that are compared, `names` what else the question tells reports apart by;
    `periods` are the times it names.
    """

    operation: Operation
    indicator: str
    kinds: tuple[FigureKind, ...]
    against: str
    places: tuple[str, ...]
    names: tuple[str, ...]
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class MeetingsAsked:
    """Which meetings a question asks about: of bodies whose name holds all of these words (folded), with these people,
    who took this part (any where None); of all such the latest alone, where that is asked for."""

    body: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    part: Part | None = None
    is_latest: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A question after understanding.

    `language` is that of the answer, `asked_in` that of the question. `filters` are the user's own; `named` holds
    the place and the time that the question itself names. `own` is what the question says itself, `context` what it
    takes from earlier turns ("" for none), `said` what the answer before it told; `standalone` has the first two.
    `places` are those of the library that it names. `names` are the proper names in it, as written; an answer must
    come from a report that knows each of them. `figures` and `meetings` are what is asked of facts across reports.
    `parts` are the two questions in a question that asks two things, each completed from the other, or what a
    comparison asks of each of its sides.
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
    figures: FiguresAsked | None = None
    meetings: MeetingsAsked | None = None
    own: str = ""
    context: str = ""
    said: str = ""
    places: tuple[str, ...] = ()
    parts: tuple[Query, ...] = ()


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

    `widened` tells that no report is of the place and time the query names, `is_of_other_times` that there are some of
    the place. `reports` are those it speaks of, by date, and only when it asks for meetings; `report_count` says how
    many there are in all, `considered` among how many.
    `measured` are the figures of the indicator it asks about, each with its report. `beside` are passages of another
    time than the one it names: reports tell of earlier times, too. `facts` is all that the reports of both state as
    data, by their ids. `places` and `years` are those of the reports that may be searched. `unplaced` are those whose
    place or time is unknown, where one is asked for. `parts` is what was found for each part of the query.
    """

    evidence: tuple[Evidence, ...]
    notes: tuple[str, ...] = ()
    widened: bool = False
    reports: tuple[Report, ...] = ()
    report_count: int = 0
    considered: int = 0
    measured: tuple[tuple[Figure, Report], ...] = ()
    beside: tuple[Evidence, ...] = ()
    facts: Mapping[str, Facts] = field(default_factory=dict)
    places: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    unplaced: frozenset[str] = frozenset()
    parts: tuple[Retrieved, ...] = ()
    is_of_other_times: bool = False
