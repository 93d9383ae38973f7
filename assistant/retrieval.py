"""A Query -> ranked Evidence: dense and lexical candidates under the query's constraints, fused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from assistant.domain import (
    Evidence,
    Figure,
    Filters,
    MeetingsAsked,
    Period,
    Query,
    Report,
    ReportSummary,
    Retrieved,
)
from assistant.embedding.encoder import Encoder
from assistant.store.derived import Hit
from assistant.store.library import Library
from assistant.vietnamese.abbreviations import expand, spelt_out
from assistant.vietnamese.folding import fold
from assistant.vietnamese.places import same_name
from assistant.vietnamese.units import is_province

CANDIDATES = 60
LISTED_MEETINGS = 30
# A report whose place or date is unknown stays under a constraint, this much (in standard deviations) lower.
UNKNOWN_PENALTY = 0.5
_EMPTY = {
    "vi": "Thư viện chưa có báo cáo nào; hãy nạp tài liệu bằng lệnh: python ingest.py THƯ_MỤC",
    "en": "The library holds no report yet; add documents with: python ingest.py FOLDER",
}
_NONE_PERMITTED = {"vi": "Không có báo cáo nào khớp bộ lọc.", "en": "No report matches the filters."}
_WIDENED = {
    "vi": "Không có báo cáo nào khớp {what}; việc tìm đã được mở rộng ra các báo cáo khác.",
    "en": "No report matches {what}; the search was widened to other reports.",
}
_UNKNOWN = {
    "vi": "{n} báo cáo không nêu rõ nơi hoặc thời gian vẫn được xét, xếp sau.",
    "en": "{n} reports that do not state their place or time were still considered, ranked lower.",
}
_PLACE, _TIME = {"vi": "nơi “{}”", "en": "the place “{}”"}, {"vi": "thời gian được hỏi", "en": "the time asked about"}


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each ranking counts: the share of dense, and BM25's boosts for exact and folded terms.

    Chosen on the even-numbered questions of XQuAD Vietnamese; `make bench-retrieval` prints what they give on all.
    """

    dense: float
    exact: float
    folded: float


ACCENTED = Weights(dense=0.6, exact=1.0, folded=0.25)
UNACCENTED = Weights(dense=0.1, exact=0.0, folded=1.0)
ENGLISH = Weights(dense=0.85, exact=0.0, folded=1.0)


@dataclass(frozen=True, slots=True)
class _Scope:
    """The reports that may be searched (None: all), those among them with unknown values, and notes for the reader."""

    report_ids: frozenset[str] | None
    unknown: frozenset[str]
    notes: tuple[str, ...] = ()


class Retriever:
    """Ranks the passages of a library for a query. The library's indexes must be owned by this process."""

    def __init__(self, library: Library, encoder: Encoder) -> None:
        self._library = library
        self._encoder = encoder

    def retrieve(self, query: Query, k: int = 12) -> Retrieved:
        """Return the k best passages; none when the library or the permitted part of it is empty."""
        summaries = self._library.reports()
        if not summaries:
            return Retrieved((), (_EMPTY[query.language],))
        scope = _scope(query, summaries)
        if scope.report_ids == frozenset():
            return Retrieved((), scope.notes)
        searched = [s for s in summaries if scope.report_ids is None or s.id in scope.report_ids]
        widened = not any(speaks_of(query.named, summary) for summary in searched)
        ranked = self._rank(query, scope.report_ids)
        evidence = self._evidence(ranked, scope.unknown)[:k]
        if query.figures:
            permitted = tuple(summary.id for summary in summaries if permits(query.filters, summary))
            measured = self._measured(query.figures.indicator, permitted)
            return Retrieved(evidence, scope.notes, widened, considered=len(permitted), measured=measured)
        if query.kind != "meetings" or widened:
            return Retrieved(evidence, scope.notes, widened)
        held = [summary for summary in summaries if summary.is_meeting and permits(query.filters, summary)]
        meant = _meetings_meant(query.named, query.meetings or MeetingsAsked(), held)
        found = (self._library.report(summary.id) for summary in meant[:LISTED_MEETINGS])
        listed = tuple(report for report in found if report)
        return Retrieved(evidence, scope.notes, widened, listed, len(meant), len(held))

    def _measured(self, indicator: str, report_ids: Sequence[str]) -> tuple[tuple[Figure, Report], ...]:
        """Return the figures of an indicator in these reports, each with its report."""
        figures = self._library.figures(report_ids, indicator)
        reports = {name: self._library.report(name) for name in dict.fromkeys(figure.report_id for figure in figures)}
        return tuple((figure, report) for figure in figures if (report := reports[figure.report_id]))

    def _rank(self, query: Query, report_ids: frozenset[str] | None) -> dict[str, float]:
        """Return a fused score for each candidate passage, in standard deviations."""
        wording = " ".join((query.standalone, *expand(query.standalone)))
        weights = choose_weights(query)
        vector = self._encoder.embed_query(wording)
        dense = self._library.dense(vector, CANDIDATES, report_ids)
        lexical = self._library.lexical(wording, CANDIDATES, weights.exact, weights.folded, report_ids)
        passage_ids = tuple(dict.fromkeys(hit.passage_id for hit in (*dense, *lexical)))
        if not passage_ids:
            return {}
        cosines = self._library.vectors(passage_ids) @ vector
        fused = fuse(cosines, _scores(lexical, passage_ids), weights.dense)
        return dict(zip(passage_ids, fused.tolist(), strict=True))

    def _evidence(self, ranked: dict[str, float], unknown: frozenset[str]) -> tuple[Evidence, ...]:
        passages = self._library.passages(tuple(ranked))
        lowered = {p.id: ranked[p.id] - (UNKNOWN_PENALTY if p.report_id in unknown else 0.0) for p in passages}
        best = sorted(passages, key=lambda passage: (-lowered[passage.id], passage.id))
        reports: dict[str, Report | None] = {}
        evidence: list[Evidence] = []
        for passage in best:
            if passage.report_id not in reports:
                reports[passage.report_id] = self._library.report(passage.report_id)
            if report := reports[passage.report_id]:
                evidence.append(Evidence(passage, report, lowered[passage.id], len(evidence) + 1))
        return tuple(evidence)


def _meetings_meant(named: Filters, asked: MeetingsAsked, summaries: Sequence[ReportSummary]) -> list[ReportSummary]:
    """Return the meetings of the place and time named, of the body and with the people asked about, the earliest first.

    One whose day is unknown is meant when all the time it looked back on, or its publication, lies in the time named.
    """
    meant = [
        summary
        for summary in summaries
        if (named.place is None or _is_in(named.place, summary)) and _is_asked(asked, summary)
    ]
    held = [summary for summary in meant if _held_in(named, summary) or _surely_in(named, summary)]
    return sorted(held, key=lambda s: (s.held_on or s.published_on or date.max, s.id))


def _surely_in(named: Filters, report: ReportSummary) -> bool:
    first, last = named.date_from or date.min, named.date_to or date.max
    if report.held_on or not (report.period or report.published_on):
        return report.held_on is None and named.date_from is None and named.date_to is None
    days = (report.period.start, report.period.end) if report.period else (report.published_on, report.published_on)
    return all(day is not None and first <= day <= last for day in days)


def _is_asked(asked: MeetingsAsked, report: ReportSummary) -> bool:
    body = _organ(report.body or "")
    taking_part = {fold(person.name) for person in report.participants if asked.part in (None, person.part)}
    return all(word in body for word in asked.body) and all(fold(name) in taking_part for name in asked.people)


def choose_weights(query: Query) -> Weights:
    """Return the weights for how the question was typed."""
    if query.asked_in == "en":
        return ENGLISH
    return ACCENTED if query.has_diacritics else UNACCENTED


def fuse(cosines: NDArray[np.float32], bm25: NDArray[np.float32], dense_share: float) -> NDArray[np.float32]:
    """Return the weighted mean of both rankings' z-scores over the same candidates, shape (n,)."""
    return dense_share * _standardise(cosines) + (1 - dense_share) * _standardise(bm25)


def permits(filters: Filters, report: ReportSummary) -> bool:
    """Return whether nothing known about the report contradicts the filters."""
    if filters.collection and report.source.collection != filters.collection:
        return False
    if filters.report_ids and report.id not in filters.report_ids:
        return False
    if filters.place and _is_elsewhere(filters.place, report):
        return False
    if filters.body and report.body and _organ(filters.body) not in _organ(report.body):
        return False
    return _covers(filters, report.period, report.held_on)


def _is_elsewhere(place: str, report: ReportSummary) -> bool:
    """Whether a report's known place is neither this one nor in it; its province may be left unsaid."""
    if report.place is None or _is_in(place, report):
        return False
    return report.province is not None or not is_province(place)


def _is_in(place: str, report: ReportSummary) -> bool:
    return any(same_name(place, unit) for unit in report.units)


def speaks_of(named: Filters, report: ReportSummary) -> bool:
    """Return whether a report can be of the place and time that a question names.

    A day may be that of the meeting as well as one covered; without either, the day of publication tells.
    """
    if not permits(replace(named, date_from=None, date_to=None), report):
        return False
    if report.period:
        return _covers(named, report.period, None) or bool(report.held_on and _covers(named, None, report.held_on))
    return _covers(named, None, report.held_on or report.published_on)


def _covers(filters: Filters, period: Period | None, held_on: date | None) -> bool:
    """Whether the covered period, else the day of the meeting, touches the time of the filters; unknown ones may."""
    first, last = filters.date_from or date.min, filters.date_to or date.max
    if period:
        return period.start <= last and first <= period.end
    return held_on is None or first <= held_on <= last


def _organ(body: str) -> str:
    return fold(spelt_out(body))


def _held_in(named: Filters, report: ReportSummary) -> bool:
    first, last = named.date_from or date.min, named.date_to or date.max
    return report.held_on is not None and first <= report.held_on <= last


def _scope(query: Query, reports: Sequence[ReportSummary]) -> _Scope:
    permitted = [report for report in reports if permits(query.filters, report)]
    if not permitted:
        return _Scope(frozenset(), frozenset(), (_NONE_PERMITTED[query.language],))
    named, notes = _narrow(query, permitted)
    unknown = frozenset(report.id for report in named if _is_unknown(query, report)) if not notes else frozenset()
    if unknown:
        notes = (*notes, _UNKNOWN[query.language].format(n=len(unknown)))
    ids = frozenset(report.id for report in named)
    return _Scope(None if len(ids) == len(reports) and reports else ids, unknown, notes)


def _narrow(query: Query, permitted: Sequence[ReportSummary]) -> tuple[list[ReportSummary], tuple[str, ...]]:
    """Return the reports of the place and time named; where there is none, of the place alone, or of others."""
    place, language = query.named.place, query.language
    placed = [report for report in permitted if speaks_of(replace(query.named, date_from=None, date_to=None), report)]
    both = [report for report in placed if speaks_of(query.named, report)]
    if both or not permitted:
        return both, ()
    if placed:
        return placed, (_WIDENED[language].format(what=_TIME[language]),)
    timely = [report for report in permitted if speaks_of(replace(query.named, place=None), report)]
    return timely or list(permitted), (_WIDENED[language].format(what=_PLACE[language].format(place)),)


def _is_unknown(query: Query, report: ReportSummary) -> bool:
    place = query.named.place or query.filters.place
    undated = report.period is None and report.held_on is None
    limited = query.filters.date_from or query.filters.date_to or (query.named.date_from and not report.published_on)
    bodiless = bool(query.filters.body and not report.body)
    return bodiless or bool(place and not _is_in(place, report)) or bool(limited and undated)


def _scores(hits: Sequence[Hit], passage_ids: Sequence[str]) -> NDArray[np.float32]:
    found = {hit.passage_id: hit.score for hit in hits}
    return np.array([found.get(passage_id, 0.0) for passage_id in passage_ids], dtype=np.float32)


def _standardise(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    spread = float(scores.std())
    centred: NDArray[np.float32] = scores - scores.mean()
    return centred / np.float32(spread) if spread > 1e-6 else centred
