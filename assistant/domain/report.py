"""What a report is once it is read: its text, what each part of it is, what it says about itself, its passages."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import Literal

BlockKind = Literal["prose", "heading", "caption", "table", "byline", "noise"]
SectionKind = Literal[
    "opening", "participants", "reports", "results", "limitations", "discussion", "conclusion", "tasks"
]
Part = Literal["chair", "opening", "report", "speech", "conclusion", "attend"]

# Between the cells of a table's row, each row a line of the kept text.
CELL = " | "


@dataclass(frozen=True, slots=True)
class Block:
    """A run of a report's text and what it is; noise and bylines are kept but never retrieved."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Section:
    """A run of a report's text that serves one purpose of the meeting."""

    start: int
    end: int
    kind: SectionKind


@dataclass(frozen=True, slots=True)
class Period:
    """The time a report covers, both days included, with the words a reader would use for it."""

    start: date
    end: date
    label: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a report came from: its identity is collection, root and path; sha256 is of the file's bytes.

    `reader` is the version of the rules that read it.
    """

    collection: str
    root: str
    path: str
    sha256: str
    reader: int = 0


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value of a report's metadata was read: its field, the rule that found it, and its words' span.

    Without a span (None) the value stands outside the kept text: in a page's own properties or its file's name.
    """

    field: str
    rule: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who took a part in the meeting, with the office written beside the name.

    The span is that of the name, or of the office alone by which the text calls the one person who holds it.
    """

    name: str
    part: Part
    office: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DocumentReference:
    """A numbered document that a report cites, such as Nghị quyết 13-NQ/HU, and where it does."""

    kind: str | None
    number: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a report says about itself. The unknown is None or (), never guessed; `origins` tells where each stands.

    `body` is the organ that met ("Ban Thường vụ Huyện ủy"), `level` its level (huyện), `term` its term of office
    ("khóa XX, nhiệm kỳ 2020-2025"), `session` the meeting's number in it. `place` is the unit of government whose organ
    it is; `commune`, `district` and `province` are those it is or lies in. `number` is the report's own, as a document.
    """

    title: str
    body: str | None = None
    level: str | None = None
    term: str | None = None
    session: int | None = None
    place: str | None = None
    commune: str | None = None
    district: str | None = None
    province: str | None = None
    held_on: date | None = None
    published_on: date | None = None
    period: Period | None = None
    participants: tuple[Participant, ...] = ()
    number: str | None = None
    documents: tuple[DocumentReference, ...] = ()
    origins: tuple[Origin, ...] = ()

    @property
    def chairs(self) -> tuple[str, ...]:
        """The names of those who chaired the meeting, in the order given."""
        return tuple(person.name for person in self.participants if person.part == "chair")

    @property
    def is_meeting(self) -> bool:
        """Whether the report is about a meeting: the organ that met, or the day it did, is known."""
        return self.body is not None or self.held_on is not None

    @property
    def units(self) -> tuple[str, ...]:
        """The known units of government that the meeting's place is or lies in, its own first."""
        known = (self.place, self.commune, self.district, self.province)
        return tuple(dict.fromkeys(unit for unit in known if unit))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSummary(Metadata):
    """What is known about a report, without its text."""

    id: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(ReportSummary):
    """One ingested document about a meeting: its kept text, what each part of it is, and what it says about itself.

    `sections` cover what a meeting's report tells, in order and without overlap; () for a text about no meeting.
    `pages` are the positions in the text where its pages begin; () where its format has none.
    """

    text: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...] = ()
    pages: tuple[int, ...] = ()

    def page_at(self, position: int) -> int | None:
        """The number of the page, from 1 on, that a position of the text stands on; None where it has no pages."""
        return max(bisect_right(self.pages, position), 1) if self.pages else None


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences or clauses of one report, the unit of retrieval.

    `text` is what is cited (`report.text[start:end]`); `header` (title, place, date) is only embedded. `section` is the
    one that holds most of it, None outside of all.
    """

    id: str
    report_id: str
    number: int
    start: int
    end: int
    text: str
    header: str
    section: SectionKind | None = None

    @property
    def embedded_text(self) -> str:
        """Header and text, as they are measured and looked up by their words."""
        return self.under_header(self.text)

    def under_header(self, words: str) -> str:
        """Words of this passage as they are embedded: under its header, where it has one."""
        return f"{self.header}\n{words}" if self.header else words
