"""A Query -> ranked Evidence: dense and lexical candidates under the query's constraints, fused."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.domain import (
    Evidence,
    Figure,
    MeetingsAsked,
    Query,
    Report,
    ReportSummary,
    Retrieved,
)
from assistant.embedding.encoder import Encoder
from assistant.scoping import Scope, meetings_meant, permitted, scope_of, speaks_of, without_copies
from assistant.store.derived import Hit
from assistant.store.holdings import Holdings
from assistant.vietnamese.abbreviations import expand

CANDIDATES = 60
LISTED_MEETINGS = 30
# A report whose place or date is unknown stays under a constraint, this much (in standard deviations) lower.
UNKNOWN_PENALTY = 0.5
# Passages of another time than the one named follow with so much less score and so many ranks behind.
OTHER_TIME_PENALTY, OTHER_TIME_RANKS = 0.3, 4
_EMPTY = {
    "vi": "Thư viện chưa có báo cáo nào; hãy nạp tài liệu bằng lệnh: .venv/bin/python ingest.py THƯ_MỤC",
    "en": "The library holds no report yet; add documents with: .venv/bin/python ingest.py FOLDER",
}


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


class Retriever:
    """Ranks the passages of a library for a query. The library's indexes must be owned by this process."""

    def __init__(self, library: Holdings, encoder: Encoder) -> None:
        self._library = library
        self._encoder = encoder

    def retrieve(self, query: Query, k: int = 24) -> Retrieved:
        """Return the k best passages; none when the library or the permitted part of it is empty."""
        shelf = self._library.reports()
        if not shelf:
            return Retrieved((), (_EMPTY[query.language],))
        first = {one.id for one in permitted(query.filters, shelf)}
        summaries = without_copies(sorted(shelf, key=lambda one: one.id not in first))
        scope = scope_of(query, summaries)
        if scope.report_ids == frozenset():
            return Retrieved((), scope.notes)
        searched = [s for s in summaries if scope.report_ids is None or s.id in scope.report_ids]
        widened = not any(speaks_of(query.named, summary) for summary in searched)
        ranked = self._rank(query, scope.report_ids)
        evidence = self._evidence(ranked, scope.unknown, {summary.id for summary in summaries}, k)
        timed = bool(query.named.date_from) and not widened
        beside = self._of_other_times(query, summaries, evidence, k // 2) if timed else ()
        found = self._found(query, scope, summaries, evidence, widened)
        offered = permitted(query.filters, summaries)
        return replace(
            found,
            is_of_other_times=scope.is_of_other_times,
            beside=beside,
            facts=self._library.facts(tuple(dict.fromkeys(item.report.id for item in (*evidence, *beside)))),
            places=tuple(dict.fromkeys(summary.place for summary in offered if summary.place)),
            years=tuple(sorted({day.year for one in offered if (day := one.held_on or one.published_on)})),
            unplaced=scope.unknown,
            parts=tuple(self.retrieve(part, k) for part in query.parts),
        )

    def _found(
        self,
        query: Query,
        scope: Scope,
        summaries: Sequence[ReportSummary],
        evidence: tuple[Evidence, ...],
        widened: bool,
    ) -> Retrieved:
        if query.figures:
            considered = tuple(summary.id for summary in permitted(query.filters, summaries))
            measured = self._measured(query.figures.indicator, considered)
            return Retrieved(evidence, scope.notes, widened, considered=len(considered), measured=measured)
        if query.kind != "meetings" or widened:
            return Retrieved(evidence, scope.notes, widened)
        held = [summary for summary in permitted(query.filters, summaries) if summary.is_meeting]
        asked = query.meetings or MeetingsAsked()
        meant = meetings_meant(query.named, asked, held)
        if asked.is_latest:
            meant = [summary for summary in meant if summary.held_on][-1:]
        listed = tuple(self._library.whole([summary.id for summary in meant[:LISTED_MEETINGS]]).values())
        return Retrieved(evidence, scope.notes, widened, listed, len(meant), len(held))

    def _of_other_times(
        self, query: Query, summaries: Sequence[ReportSummary], evidence: Sequence[Evidence], k: int
    ) -> tuple[Evidence, ...]:
        """Return the k best passages of the place named that are not among the evidence, ranked after it."""
        known = {item.passage.id for item in evidence}
        timeless = replace(query, named=replace(query.named, date_from=None, date_to=None))
        scope = scope_of(timeless, summaries)
        ranked = self._rank(timeless, scope.report_ids)
        others = self._evidence(ranked, scope.unknown, {summary.id for summary in summaries}, k, known)
        return tuple(
            replace(item, score=item.score - OTHER_TIME_PENALTY, rank=item.rank + OTHER_TIME_RANKS) for item in others
        )

    def _measured(self, indicator: str, report_ids: Sequence[str]) -> tuple[tuple[Figure, Report], ...]:
        """Return the figures of an indicator in these reports, each with its report."""
        figures = self._library.figures(report_ids, indicator)
        reports = self._library.whole(tuple(dict.fromkeys(figure.report_id for figure in figures)))
        return tuple((figure, report) for figure in figures if (report := reports.get(figure.report_id)))

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
        cosines = self._nearness(passage_ids, vector)
        fused = fuse(cosines, _scores(lexical, passage_ids), weights.dense)
        return dict(zip(passage_ids, fused.tolist(), strict=True))

    def _nearness(self, passage_ids: Sequence[str], vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return how near each passage's nearest clause is to a vector (dim,): its cosine, shape (n,)."""
        near: NDArray[np.float32] = self._library.vectors(passage_ids) @ vector
        kept = self._library.clause_vectors(passage_ids)
        with_clauses = [place for place, passage_id in enumerate(passage_ids) if passage_id in kept]
        if with_clauses:
            rows = [kept[passage_ids[place]].rows for place in with_clauses]
            starts = np.cumsum([0, *map(len, rows[:-1])])
            near[with_clauses] = np.maximum.reduceat(np.concatenate(rows) @ vector, starts)
        return near

    def _evidence(
        self,
        ranked: dict[str, float],
        unknown: Set[str],
        kept: Set[str],
        k: int,
        known: Set[str] = frozenset(),
    ) -> tuple[Evidence, ...]:
        """Return the k best passages of the reports that are kept, those of unknown place or time lower, best first,
        without those known; each with its rank among all."""
        passages = [one for one in self._library.passages(tuple(ranked)) if one.report_id in kept]
        lowered = {p.id: ranked[p.id] - (UNKNOWN_PENALTY if p.report_id in unknown else 0.0) for p in passages}
        best = sorted(passages, key=lambda passage: (-lowered[passage.id], passage.id))
        chosen = [(rank, passage) for rank, passage in enumerate(best, start=1) if passage.id not in known][:k]
        reports = self._library.whole(tuple(dict.fromkeys(passage.report_id for _, passage in chosen)))
        return tuple(
            Evidence(passage, report, lowered[passage.id], rank)
            for rank, passage in chosen
            if (report := reports.get(passage.report_id))
        )


def choose_weights(query: Query) -> Weights:
    """Return the weights for how the question was typed."""
    if query.asked_in == "en":
        return ENGLISH
    return ACCENTED if query.has_diacritics else UNACCENTED


def fuse(cosines: NDArray[np.float32], bm25: NDArray[np.float32], dense_share: float) -> NDArray[np.float32]:
    """Return the weighted mean of both rankings' z-scores over the same candidates, shape (n,)."""
    return dense_share * _standardise(cosines) + (1 - dense_share) * _standardise(bm25)


def _scores(hits: Sequence[Hit], passage_ids: Sequence[str]) -> NDArray[np.float32]:
    found = {hit.passage_id: hit.score for hit in hits}
    return np.array([found.get(passage_id, 0.0) for passage_id in passage_ids], dtype=np.float32)


def _standardise(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    spread = float(scores.std())
    centred: NDArray[np.float32] = scores - scores.mean()
    return centred / np.float32(spread) if spread > 1e-6 else centred
