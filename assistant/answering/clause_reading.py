"""A clause of a report -> what it tells whatever is asked of it; read once, and remembered while the report stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.coverage import Surroundings
from assistant.answering.facets import told_facets
from assistant.answering.offices import Office, offices_in
from assistant.answering.signs import is_target
from assistant.answering.subjects import subject_before
from assistant.answering.wanted import Told, told, told_months
from assistant.domain import Evidence, Facts, Figure, Passage, Report
from assistant.vietnamese.folding import fold
from assistant.vietnamese.numbers import numerals

Span = tuple[int, int]
_BEFORE = 300
# Some two kilobytes each.
_REMEMBERED = 8192
_SECTIONS = ("opening", "participants", "reports", "results", "limitations", "discussion", "conclusion", "tasks")
_POINTS = ("decision", "task", "limitation", "event")
_BLOCKS = ("heading", "caption", "table")


@dataclass(frozen=True, slots=True)
class ClauseRead:
    """The words of a clause and what they and those around them tell.

    `standing` are its features of place in the report, `figures` those it holds.
    """

    text: str
    folded: str
    words: int
    surroundings: Surroundings[Told]
    standing: Mapping[str, float]
    facets: frozenset[str]
    offices: frozenset[Office]
    months: frozenset[str]
    is_target: bool
    numerals: frozenset[str]
    figures: tuple[Figure, ...]


def read_clause(evidence: Evidence, span: Span, facts: Facts) -> ClauseRead:
    """Return what a span of the evidence's passage tells; `facts` are those of its report."""
    return _read(_Clause(evidence.report, evidence.passage, span, facts))


class _Clause:
    """A clause, the same one only in the same report with the same facts: both are other objects once they change."""

    __slots__ = ("facts", "passage", "report", "span")

    def __init__(self, report: Report, passage: Passage, span: Span, facts: Facts) -> None:
        self.report, self.passage, self.span, self.facts = report, passage, span, facts

    def __hash__(self) -> int:
        return hash((self.passage.id, self.span))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Clause)
            and self.report is other.report
            and self.facts is other.facts
            and self.span == other.span
            and self.passage.id == other.passage.id
        )


@lru_cache(maxsize=_REMEMBERED)
def _read(clause: _Clause) -> ClauseRead:
    report, (start, end) = clause.report, clause.span
    text = report.text[start:end]
    return ClauseRead(
        text=text,
        folded=fold(text),
        words=len(text.split()),
        surroundings=_surroundings(report, clause.passage, clause.span),
        standing=_standing(report, clause.facts, clause.span),
        facets=told_facets(report, clause.span),
        offices=offices_in(text),
        months=told_months(text),
        is_target=is_target(text),
        numerals=numerals(text),
        figures=tuple(figure for figure in clause.facts.figures if start <= figure.start < end),
    )


def _surroundings(report: Report, passage: Passage, span: Span) -> Surroundings[Told]:
    subject = subject_before(report.text, passage.start, span)
    here = (report.text[slice(*subject)] if subject else "", report.text[slice(*span)], *_called(report, span))
    before = report.text[max(passage.start, span[0] - _BEFORE) : span[0]]
    return Surroundings(told(" ".join(here)), told(before), told(passage.text), told(passage.header))


def _called(report: Report, span: Span) -> tuple[str, ...]:
    """Return the names of those who take part in the meeting in a span that calls them by their office alone."""
    words = report.text[slice(*span)]
    here = (person for person in report.participants if span[0] <= person.start < span[1])
    return tuple(dict.fromkeys(person.name for person in here if person.name not in words))


def _standing(report: Report, facts: Facts, span: Span) -> Mapping[str, float]:
    start, end = span
    block = next((one.kind for one in report.blocks if one.start <= start < one.end), "prose")
    section = next((one.kind for one in report.sections if one.start <= start < one.end), None)
    points = {point.kind for point in facts.points if point.start < end and start < point.end}
    return {
        **{f"section_{name}": float(name == section) for name in _SECTIONS},
        **{f"point_{name}": float(name in points) for name in _POINTS},
        **{f"block_{name}": float(name == block) for name in _BLOCKS},
        "early": float(start < 0.15 * len(report.text)),
        "late": float(start > 0.8 * len(report.text)),
    }
