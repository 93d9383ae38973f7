"""Evidence -> the spans that may answer: clauses of its passages, and what stands outside them when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from assistant.answering.facets import SIGNED
from assistant.domain import Evidence, Report
from assistant.vietnamese.sentences import clauses, whole_words

Span = tuple[int, int]
Candidate = tuple[Evidence, Span]
_LINE_BEFORE, _LINE_AFTER = 60, 60


def candidates(evidence: Sequence[Evidence], asked: Set[str]) -> tuple[Candidate, ...]:
    """Return each clause of the evidence once; with its reports' bylines or days of publication where those are asked
    for, as they are no part of any passage."""
    spans: dict[tuple[str, Span], Evidence] = {}
    for item in evidence:
        for span in clauses(item.report.text, item.passage.start, item.passage.end):
            spans.setdefault((item.report.id, span), item)
    first = {item.report.id: item for item in reversed(evidence)}
    for item in first.values():
        for span in _outside(item.report, asked):
            spans.setdefault((item.report.id, span), item)
    return tuple((item, span) for (_, span), item in spans.items())


def _outside(report: Report, asked: Set[str]) -> Iterator[Span]:
    if asked & SIGNED:
        yield from ((block.start, block.end) for block in report.blocks if block.kind == "byline")
    if "published" in asked:
        yield from (
            line_around(report.text, origin.start)
            for origin in report.origins
            if origin.field == "published_on" and origin.start is not None
        )


def line_around(text: str, position: int) -> Span:
    """Return the span of the line at a position, of a long one only the whole words that are near."""
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    near = max(start, position - _LINE_BEFORE), min(len(text) if end < 0 else end, position + _LINE_AFTER)
    return whole_words(text, *near)
