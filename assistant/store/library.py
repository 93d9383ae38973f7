"""Reports, passages and vectors in; reports, passages and ranked hits out: the one way to what lasts."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.domain import (
    Correction,
    Facts,
    Figure,
    FigureKind,
    Passage,
    Point,
    PointKind,
    Report,
    ReportSummary,
    Source,
)
from assistant.embedding.clauses import ClauseVectors
from assistant.errors import IndexDamaged, IndexUnreachable, LibraryError
from assistant.store.catalog import Catalog
from assistant.store.derived import Hit
from assistant.store.following import ExactSearch, Following, Recent
from assistant.store.ownership import Owner, owner, owning
from assistant.store.rows import NO_FACTS

if TYPE_CHECKING:
    from assistant.store.indexes import Indexes
    from assistant.store.limited import LimitedLibrary

_LOG = logging.getLogger(__name__)

# So many passages are kept in memory, and the vectors of the clauses of as many: some 8 KB for each.
_PASSAGES = 4096
# By collection, root and path.
_ORDER = attrgetter("source.collection", "source.root", "source.path")
# How far the cosine that the dense index tells may be from that of the catalog's vectors, which are rounded to float16.
_ROUNDING = 0.01


class Library:
    """Everything ingested, in one folder. Any process may read and change reports; searching needs `own`.

    Threads may share it. Methods raise LibraryBusy, LibraryDamaged, ModelMismatch or, when the disk is full or
    read-only, LibraryError.
    """

    def __init__(self, path: Path, catalog: Catalog, chroma_url: str | None) -> None:
        self.path = path
        self._catalog = catalog
        self._chroma_url = chroma_url
        self._indexes: Indexes | None = None
        self._summaries = Following(catalog, lambda ids: {summary.id: summary for summary in catalog.summaries(ids)})
        self._in_order: tuple[Mapping[str, ReportSummary] | None, tuple[ReportSummary, ...]] = (None, ())
        self._exact = ExactSearch(catalog)
        # A summary is another object as soon as anything changes in its report, and all of them are as soon as anything
        # changes at all.
        self._reports = Recent(catalog.whole)
        self._facts = Recent(catalog.facts)
        self._passages = Recent(lambda ids: {passage.id: passage for passage in catalog.passages(ids)}, _PASSAGES)
        self._clauses = Recent(catalog.clause_vectors, _PASSAGES)

    @classmethod
    def open(
        cls, path: Path, *, model: str, dimension: int, chroma_url: str | None = None, busy_timeout_s: float = 30.0
    ) -> Library:
        """Open the library in the folder `path`, made when there is none. Raises ModelMismatch for another model."""
        catalog = Catalog.open(catalog_path(path), model=model, dimension=dimension, busy_timeout_s=busy_timeout_s)
        return cls(path, catalog, chroma_url)

    def close(self) -> None:
        """Close the catalog; leave `own` first."""
        self._catalog.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def identify(self, collection: str, file: Path, root: Path, sha256: str) -> Source:
        """Return the source of a file ingested from `root`; that of the report already made of this file, if any."""
        return self._catalog.identify(collection, file, root, sha256)

    def put(
        self,
        report: Report,
        passages: Sequence[Passage],
        vectors: NDArray[np.float32],
        facts: Facts = NO_FACTS,
        corrections: Sequence[Correction] | None = None,
        clauses: Sequence[ClauseVectors] = (),
    ) -> bool:
        """Add or replace a report whole, as it was read; vectors are (n, dim), one for each passage, `clauses` one
        for each or none.

        `corrections` replace those made before, None leaves them. False when nothing changed. Raises ValueError when
        passages, vectors or facts are not the report's.
        """
        return self._catalog.put(report, passages, vectors, facts, corrections, clauses)

    def remove(self, report_id: str) -> bool:
        """Remove a report with its passages and corrections. False when there is none."""
        return self._catalog.remove(report_id)

    def report(self, report_id: str, *, as_read: bool = False) -> Report | None:
        """Return a report with its text, corrected unless `as_read`; None when there is none."""
        if as_read:
            return self._catalog.report(report_id, as_read=True)
        return self.whole((report_id,)).get(report_id)

    def whole(self, report_ids: Sequence[str]) -> Mapping[str, Report]:
        """Return these reports with their texts by id, corrected; unknown ids are left out."""
        return self._reports.get(self._marks(report_ids))

    def corrections(self, report_id: str) -> tuple[Correction, ...]:
        """Return what was corrected by hand of a report's metadata."""
        return self._catalog.corrections(report_id)

    def summary(self, report_id: str) -> ReportSummary | None:
        """Return what is known about a report, None when there is none."""
        return self.summaries().get(report_id)

    def summaries(self) -> Mapping[str, ReportSummary]:
        """Return what is known about each report by id: the same object, and in it the same, until they change."""
        return self._summaries.values()

    def reports(self, collection: str | None = None) -> tuple[ReportSummary, ...]:
        """Return what is known about each report, in all collections when None, by collection, root and path."""
        found, (summaries, in_order) = self.summaries(), self._in_order
        if summaries is not found:
            in_order = tuple(sorted(found.values(), key=_ORDER))
            self._in_order = (found, in_order)
        return in_order if collection is None else tuple(s for s in in_order if s.source.collection == collection)

    def figures(
        self,
        report_ids: Sequence[str] | None = None,
        canonical: str | None = None,
        kind: FigureKind | None = None,
    ) -> tuple[Figure, ...]:
        """Return the figures of these reports, of all when None, by report id and in the order of its text."""
        return self._catalog.figures(report_ids, canonical, kind)

    def points(self, report_ids: Sequence[str] | None = None, kind: PointKind | None = None) -> tuple[Point, ...]:
        """Return the points of these reports, of all when None, by report id and in the order of its text."""
        return self._catalog.points(report_ids, kind)

    def facts(self, report_ids: Sequence[str]) -> Mapping[str, Facts]:
        """Return the facts of these reports by report id, in the order of their texts; unknown ids are left out."""
        return self._facts.get(self._marks(report_ids))

    def passages(self, passage_ids: Sequence[str]) -> tuple[Passage, ...]:
        """Return the passages with these ids, in this order; those gone since they were found are left out."""
        return tuple(self._passages.get(dict.fromkeys(passage_ids, self.summaries())).values())

    def passages_of(self, report_id: str) -> tuple[Passage, ...]:
        """Return the passages of a report in their order."""
        return self._catalog.passages_of((report_id,))[0]

    def vectors(self, passage_ids: Sequence[str]) -> NDArray[np.float32]:
        """Return the unit vectors of these passages, (n, dim); zeros for one that is gone."""
        return self._exact.rows(passage_ids)

    def clause_vectors(self, passage_ids: Sequence[str]) -> Mapping[str, ClauseVectors]:
        """Return the clauses of these passages by passage id; those gone, or kept without, are left out."""
        return self._clauses.get(dict.fromkeys(passage_ids, self.summaries()))

    def dense(self, vector: NDArray[np.float32], k: int, report_ids: frozenset[str] | None = None) -> tuple[Hit, ...]:
        """Return the k passages nearest to a unit vector (dim,) with their cosine; with `report_ids`, of these only.

        While the dense index is damaged or its server does not answer, every vector of the catalog is compared.
        """
        indexes = self._owned()
        if report_ids is None:
            hits = self._nearest(indexes, vector, k)
            if hits is not None:
                return hits
            report_ids = frozenset(self.summaries())
        return self._exact.search(vector, k, report_ids)

    def nearest_all(self, vectors: NDArray[np.float32], k: int) -> tuple[tuple[Hit, ...], ...]:
        """Return what the dense index alone finds for each row of vectors (n, dim). Raises IndexDamaged."""
        return self._owned().dense.query(vectors, k)

    def lexical(
        self,
        question: str,
        k: int,
        exact_boost: float = 1.0,
        folded_boost: float = 1.0,
        report_ids: frozenset[str] | None = None,
    ) -> tuple[Hit, ...]:
        """Return the k best passages by BM25 over the exact and the folded terms; with `report_ids`, of these only."""
        indexes = self._owned()
        return indexes.of_words(lambda words: words.search(question, k, exact_boost, folded_boost, report_ids))

    def frequencies(self, terms: Sequence[str]) -> dict[str, int]:
        """Return in how many passages each folded term (a syllable or a pair of them) occurs."""
        return self._owned().of_words(lambda words: words.frequencies(terms))

    def spellings(self, terms: Sequence[str]) -> dict[str, int]:
        """Return in how many passages each term, with its diacritics, occurs."""
        return self._owned().of_words(lambda words: words.frequencies(terms, spelt=True))

    def limited_to(self, collections: frozenset[str]) -> LimitedLibrary:
        """Return what these collections hold, to be read and searched as if the library held nothing else."""
        from assistant.store.limited import LimitedLibrary  # with tantivy, which most commands never need

        return LimitedLibrary(self, collections, lambda report_ids: self._catalog.passages_of(report_ids)[0])

    @contextmanager
    def own(self, url: str | None = None, wait_s: float = 0.0) -> Iterator[None]:
        """Own the indexes while inside, in step with the catalog to begin with; others learn `url` from LibraryBusy.

        Raises LibraryBusy when another process has owned them for `wait_s` seconds.
        """
        # Chroma and tantivy load here: most commands beside a running app never need them.
        from assistant.store.indexes import Indexes

        with owning(self.path, url, wait_s) as deaths:
            indexes = Indexes(self.path / "indexes", self._catalog, self._chroma_url, deaths)
            self._indexes = indexes
            try:
                yield
            finally:
                self._indexes = None
                indexes.close()

    def owner(self) -> Owner | None:
        """Return the process that owns the indexes, None when nobody does."""
        return owner(self.path)

    def catch_up(self) -> int:
        """Apply what changed in the catalog to the indexes we own; return how many changes."""
        return self._owned().catch_up()

    def rebuild(self) -> None:
        """Make the indexes we own again from the catalog."""
        self._owned().rebuild()

    @property
    def was_rebuilt(self) -> bool:
        """Tell whether the indexes we own had to be made again since they were opened."""
        return self._owned().was_rebuilt

    def last_seq(self) -> int:
        """Return the number of the newest change in the catalog."""
        return self._catalog.last_seq()

    def applied_seq(self) -> int:
        """Return the number of the newest change that the indexes we own have taken."""
        return self._owned().applied_seq

    def _marks(self, report_ids: Sequence[str]) -> dict[str, object]:
        known = self.summaries()
        return {name: known[name] for name in report_ids if name in known}

    def _nearest(self, indexes: Indexes, vector: NDArray[np.float32], k: int) -> tuple[Hit, ...] | None:
        """Return what the dense index finds, None when it can't or when the catalog's vectors tell that it errs."""
        try:
            hits = indexes.nearest(vector, k)
        except (IndexDamaged, IndexUnreachable) as exc:
            _LOG.warning("Searching without the dense index: %s", exc)
            return None
        rows = self._exact.rows([hit.passage_id for hit in hits])
        errors = np.abs(rows @ vector - np.array([hit.score for hit in hits], np.float32))
        if not (errors[rows.any(axis=1)] > _ROUNDING).any():
            return hits
        if indexes.applied_seq == self._catalog.last_seq():
            _LOG.warning("The dense index has other vectors than the catalog: it is made again.")
            indexes.distrust()
        return None

    def _owned(self) -> Indexes:
        if self._indexes is None:
            raise LibraryError(f"The indexes of {self.path} are not open here: search inside `with library.own()`.")
        return self._indexes


def catalog_path(library: Path) -> Path:
    """Return where the catalog of the library in this folder is."""
    return library / "catalog.sqlite"


def existing_catalog(library: Path) -> Path:
    """Return where the catalog of the library in this folder is. Raises LibraryError when there is none."""
    path = catalog_path(library)
    if not path.exists():
        raise LibraryError(f"There is no library in {library}: `ingest.py` makes one, or set ASSISTANT_LIBRARY.")
    return path
