"""A question that sets two times of one subject side by side -> what it asks of each time alone."""

from __future__ import annotations

import re

from assistant.questions.sides import without_winner
from assistant.vietnamese.dates import find_dates, find_periods
from assistant.vietnamese.folding import fold

Span = tuple[int, int]
_YEAR = re.compile(r"(?:19|20)\d\d\b")
# What stands before a time and belongs to it, and what stands between two, folded.
_BELONGS = re.compile(
    r"(?:\b(?:nam|hoi|luc|khi|hop|ky hop|hoi nghi|giua|cuoi|dau|trong|vao|ky|in|of|at|for|early|mid|late)[ -])+$"
)
_BETWEEN = re.compile(r"(?:,? ?\b(?:so voi|voi|va|hon|kem|toi|den|sang|len|hay|than|and|to|with|vs|versus)\s+)+$")
_FROM = re.compile(r"\b(?:tu|ke tu|from|between)\s+$")


def at_two_times(question: str) -> tuple[str, ...]:
    """Return what a question asks of each of two times that it names with their years, () where it names no two so."""
    folded = fold(question)
    dated = [span for span in _times(question) if _YEAR.search(folded[slice(*span)])]
    if len(dated) != 2:
        return ()
    first, second = _widened(folded, dated[0]), _widened(folded, dated[1])
    between = _BETWEEN.search(folded, first[1], second[0])
    if between is None or first[1] > second[0]:
        return ()
    start = from_.start() if (from_ := _FROM.search(folded, 0, first[0])) else first[0]
    first = (start, first[1])
    alone = (
        question[: between.start()] + question[second[1] :],
        question[: first[0]] + question[first[1] : between.start()] + " " + question[between.end() :],
    )
    return tuple(" ".join(without_winner(one).split()) for one in alone)


def _times(text: str) -> list[Span]:
    """Return the spans of the days, periods and years that a text names, those that touch or overlap as one."""
    found = [(one.start, one.end) for one in find_dates(text)]
    found += [(one.start, one.end) for one in find_periods(text)]
    found += [match.span() for match in _YEAR.finditer(text)]
    joined: list[Span] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _widened(folded: str, span: Span) -> Span:
    before = _BELONGS.search(folded, 0, span[0])
    return (before.start() if before else span[0], span[1])
