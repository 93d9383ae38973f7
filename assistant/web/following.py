"""A kept answer and the shelf -> what may follow it: the filters its question named, and questions to ask next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.suggesting import is_within, suggest
from assistant.domain import Citation, Filters, Language, ReportSummary
from assistant.scoping import speaks_of, without_copies
from assistant.vietnamese.folding import fold
from assistant.web.api import Shelf
from assistant.web.keeping import Kept

_INDICATORS = 3


def named_filters(kept: Kept, shelf: Shelf) -> Filters:
    """Return the place, the body, the time and the reports that a question was understood to name."""
    asked = f" {' '.join(fold(kept.answer.understood or kept.question).translate(_NO_MARKS).split())} "
    reports = without_copies(shelf.reports())
    spoken = {report.body for report in reports if report.body and f" {fold(report.body)} " in asked}
    body = max(spoken, key=lambda body: (len(body), body), default=None)
    named = replace(kept.answer.named, body=body)
    return replace(named, report_ids=_reports_named(asked, named, reports))


def _reports_named(asked: str, named: Filters, reports: Sequence[ReportSummary]) -> tuple[str, ...]:
    """Return the reports whose number a folded question gives, else the only one of the place and the time it names.

    A day means the meeting held on it before one that only looked back on it.
    """
    numbered = tuple(one.id for one in reports if one.number and f" {fold(one.number)} " in asked)
    if numbered or not (named.place and named.date_from):
        return numbered
    known = [one for one in reports if one.place and (one.held_on or one.period) and speaks_of(named, one)]
    held = [one for one in known if one.held_on == named.date_from == named.date_to]
    meant = tuple(one.id for one in held or known)
    return meant if len(meant) == 1 else ()


def next_questions(kept: Kept, shelf: Shelf, language: Language) -> tuple[str, ...]:
    """Return questions about the report most cited that facts known of the library answer; () when none is cited."""
    answer, reports = kept.answer, without_copies(shelf.reports())
    cited = _most_cited(answer.citations or answer.nearest, reports)
    if cited is None:
        return ()
    spans = {(one.report_id, one.start, one.end) for one in answer.citations}
    told = shelf.figures([cited.id], None, "result")
    names = dict.fromkeys(one.canonical for one in told if one.canonical and is_within(one, spans))
    ids = [report.id for report in reports]
    figures = [figure for name in list(names)[:_INDICATORS] for figure in shelf.figures(ids, name, "result")]
    points = shelf.points([cited.id], None)
    asked = suggest(cited, reports, figures, points, spans, answer.kind, language)
    return tuple(one for one in asked if fold(one) != fold(kept.question))


def _most_cited(citations: tuple[Citation, ...], reports: tuple[ReportSummary, ...]) -> ReportSummary | None:
    """The report cited most often, of several the one cited first."""
    by_id = {report.id: report for report in reports}
    counted = Counter(one.report_id for one in citations if one.report_id in by_id)
    return by_id[counted.most_common(1)[0][0]] if counted else None


_NO_MARKS = str.maketrans(dict.fromkeys("?!.,;:()“”\"'", " "))
