"""What is asked of reports, whoever holds them: a whole library, or the collections of it that somebody may read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Facts, Figure, FigureKind, Passage, Point, PointKind, Report, ReportSummary
from assistant.embedding.clauses import ClauseVectors
from assistant.store.derived import Hit


class Holdings(Protocol):
    """Reports to read and to search; the methods are Library's own."""

    def reports(self) -> tuple[ReportSummary, ...]:
        """Return what is known about each report, by collection, root and path."""
        ...

    def report(self, report_id: str) -> Report | None:
        """Return a report with its text, None when there is none."""
        ...

    def whole(self, report_ids: Sequence[str]) -> Mapping[str, Report]:
        """Return these reports with their texts by id; unknown ids are left out."""
        ...

    def facts(self, report_ids: Sequence[str]) -> Mapping[str, Facts]:
        """Return the facts of these reports by report id, in the order of their texts; unknown ids are left out."""
        ...

    def figures(
        self, report_ids: Sequence[str] | None = None, canonical: str | None = None, kind: FigureKind | None = None
    ) -> tuple[Figure, ...]:
        """Return the figures of these reports, of all when None, by report id and in the order of its text."""
        ...

    def points(self, report_ids: Sequence[str] | None = None, kind: PointKind | None = None) -> tuple[Point, ...]:
        """Return the points of these reports, of all when None, by report id and in the order of its text."""
        ...

    def passages(self, passage_ids: Sequence[str]) -> tuple[Passage, ...]:
        """Return the passages with these ids, in this order; unknown ids are left out."""
        ...

    def vectors(self, passage_ids: Sequence[str]) -> NDArray[np.float32]:
        """Return the unit vectors of these passages, (n, dim); zeros for one that is unknown."""
        ...

    def clause_vectors(self, passage_ids: Sequence[str]) -> Mapping[str, ClauseVectors]:
        """Return the clauses of these passages by passage id; those unknown, or kept without, are left out."""
        ...

    def dense(self, vector: NDArray[np.float32], k: int, report_ids: frozenset[str] | None = None) -> tuple[Hit, ...]:
        """Return the k passages nearest to a unit vector (dim,) with their cosine; with `report_ids`, of these only."""
        ...

    def lexical(
        self,
        question: str,
        k: int,
        exact_boost: float = 1.0,
        folded_boost: float = 1.0,
        report_ids: frozenset[str] | None = None,
    ) -> tuple[Hit, ...]:
        """Return the k best passages by BM25 over the exact and the folded terms; with `report_ids`, of these only."""
        ...

    def frequencies(self, terms: Sequence[str]) -> dict[str, int]:
        """Return in how many passages each folded term (a syllable or a pair of them) occurs."""
        ...

    def spellings(self, terms: Sequence[str]) -> dict[str, int]:
        """Return in how many passages each term, with its diacritics, occurs."""
        ...

    def limited_to(self, collections: frozenset[str]) -> Holdings:
        """Return the same, as if nothing outside these collections were held."""
        ...
