"""A library and some of its collections -> their reports to read and to search, as if it held nothing else.

What one part of a library tells must not depend on any other: not which reports there are, and not how rare a word is,
how long passages are or which passage comes first either. So words are looked up in an index of the part's own, and
the vectors of each report are scored by themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Facts, Figure, FigureKind, Passage, Point, PointKind, Report, ReportSummary
from assistant.embedding.clauses import ClauseVectors
from assistant.store.derived import Hit
from assistant.store.lexical import TantivyIndex
from assistant.store.library import Library

# Reports whose passages are indexed at a time.
_BATCH = 256

PassagesOf = Callable[[Sequence[str]], Sequence[Passage]]


class LimitedLibrary:
    """What a library holds in some collections, none of them if it does not know them. It can only be read.

    It follows the library. Threads may share it; searching needs the library to be owned. Methods raise as Library's.
    """

    def __init__(self, library: Library, collections: frozenset[str], passages_of: PassagesOf) -> None:
        self._library = library
        self._collections = collections
        self._passages_of = passages_of
        self._words = _Words(passages_of)
        self._known = _Known({}, {})

    def reports(self) -> tuple[ReportSummary, ...]:
        """Return what is known about each report, by collection, root and path."""
        own = self._own()
        return tuple(report for report in self._library.reports() if report.id in own)

    def report(self, report_id: str) -> Report | None:
        """Return a report with its text; None when there is none, and when it is another collection's."""
        return self._library.report(report_id) if report_id in self._own() else None

    def whole(self, report_ids: Sequence[str]) -> Mapping[str, Report]:
        """Return these reports with their texts by id; those unknown or of another collection are left out."""
        return self._library.whole(self._among(report_ids))

    def facts(self, report_ids: Sequence[str]) -> Mapping[str, Facts]:
        """Return the facts of these reports by report id; those unknown or of another collection are left out."""
        return self._library.facts(self._among(report_ids))

    def figures(
        self, report_ids: Sequence[str] | None = None, canonical: str | None = None, kind: FigureKind | None = None
    ) -> tuple[Figure, ...]:
        """Return the figures of these reports, of all when None, by report id and in the order of its text."""
        return self._library.figures(self._among(report_ids), canonical, kind)

    def points(self, report_ids: Sequence[str] | None = None, kind: PointKind | None = None) -> tuple[Point, ...]:
        """Return the points of these reports, of all when None, by report id and in the order of its text."""
        return self._library.points(self._among(report_ids), kind)

    def passages(self, passage_ids: Sequence[str]) -> tuple[Passage, ...]:
        """Return the passages with these ids, in this order; those unknown or of another collection are left out."""
        own = self._own()
        return tuple(passage for passage in self._library.passages(passage_ids) if passage.report_id in own)

    def vectors(self, passage_ids: Sequence[str]) -> NDArray[np.float32]:
        """Return the unit vectors of these passages, (n, dim); zeros for one unknown or of another collection."""
        own = {passage.id for passage in self.passages(passage_ids)}
        rows = self._library.vectors(passage_ids)
        rows[[passage_id not in own for passage_id in passage_ids]] = 0.0
        return rows

    def clause_vectors(self, passage_ids: Sequence[str]) -> Mapping[str, ClauseVectors]:
        """Return the clauses of these passages by passage id; those unknown or of another collection are left out."""
        return self._library.clause_vectors([passage.id for passage in self.passages(passage_ids)])

    def dense(self, vector: NDArray[np.float32], k: int, report_ids: frozenset[str] | None = None) -> tuple[Hit, ...]:
        """Return the k passages nearest to a unit vector (dim,) with their cosine; with `report_ids`, of these only."""
        return self._library.dense(vector, k, frozenset(self._among(report_ids)))

    def lexical(
        self,
        question: str,
        k: int,
        exact_boost: float = 1.0,
        folded_boost: float = 1.0,
        report_ids: frozenset[str] | None = None,
    ) -> tuple[Hit, ...]:
        """Return the k best passages by BM25 over the exact and the folded terms; with `report_ids`, of these only."""
        return self._words.of(self._own()).search(question, k, exact_boost, folded_boost, report_ids)

    def frequencies(self, terms: Sequence[str]) -> dict[str, int]:
        """Return in how many passages each folded term (a syllable or a pair of them) occurs."""
        return self._words.of(self._own()).frequencies(terms)

    def spellings(self, terms: Sequence[str]) -> dict[str, int]:
        """Return in how many passages each term, with its diacritics, occurs."""
        return self._words.of(self._own()).frequencies(terms, spelt=True)

    def limited_to(self, collections: frozenset[str]) -> LimitedLibrary:
        """Return what is in these collections as well."""
        return LimitedLibrary(self._library, self._collections & collections, self._passages_of)

    def _own(self) -> Mapping[str, ReportSummary]:
        """Return the reports of the collections by id; the same object as long as the library is the same."""
        whole, known = self._library.summaries(), self._known
        if known.whole is not whole:
            own = {name: report for name, report in whole.items() if report.source.collection in self._collections}
            known = self._known = _Known(whole, own)
        return known.own

    def _among(self, report_ids: Iterable[str] | None) -> list[str]:
        own = self._own()
        return [name for name in (own if report_ids is None else report_ids) if name in own]


class _Known(NamedTuple):
    """All summaries of the library, and which of them the part holds."""

    whole: Mapping[str, ReportSummary]
    own: Mapping[str, ReportSummary]


class _Words:
    """The lexical index of some reports alone, in memory, made when it is first asked for."""

    def __init__(self, passages_of: PassagesOf) -> None:
        self._passages_of = passages_of
        self._lock = Lock()
        self._index: TantivyIndex | None = None
        self._taken: Mapping[str, ReportSummary] = {}

    def of(self, reports: Mapping[str, ReportSummary]) -> TantivyIndex:
        """Return the index of just these reports. Those that are other objects than before are indexed anew."""
        with self._lock:
            before = self._taken
            if self._index is None or reports is not before:
                kept = {name for name, report in reports.items() if before.get(name) is report}
                if self._index is None or not kept:  # nothing to keep: no trace of what was
                    self._index, self._taken, before = TantivyIndex(None), {}, {}
                self._replace(self._index, sorted((before.keys() | reports.keys()) - kept), reports.keys())
                self._taken = reports
            return self._index

    def _replace(self, index: TantivyIndex, changed: Sequence[str], held: Iterable[str]) -> None:
        now = set(held)
        for start in range(0, len(changed), _BATCH):
            batch = changed[start : start + _BATCH]
            index.replace(batch, self._passages_of([name for name in batch if name in now]))
