"""The catalog's change log -> values by report id, kept in memory and refreshed as the log grows; and exact search."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from assistant.store.catalog import Catalog
from assistant.store.derived import Hit
from assistant.store.rows import Vectors, unit_rows

Value = TypeVar("Value")

_ALL = 1_000_000
# What each Following told first within `one_state`, None outside.
_TOLD: ContextVar[dict[Following[Any], Mapping[str, Any]] | None] = ContextVar("_TOLD", default=None)


@contextmanager
def one_state() -> Iterator[None]:
    """Within, values stay as they were when first read: the log is looked at once for each kind of them, and not
    fifteen times for a question."""
    token = _TOLD.set({})
    try:
        yield
    finally:
        _TOLD.reset(token)


class Following(Generic[Value]):
    """What `load` returns for every report, loaded anew for those that changed. `load(None)` loads all."""

    def __init__(self, catalog: Catalog, load: Callable[[Sequence[str] | None], Mapping[str, Value]]) -> None:
        self._catalog = catalog
        self._load = load
        self._lock = threading.Lock()
        self._seq: int | None = None
        self._values: Mapping[str, Value] = {}

    def values(self) -> Mapping[str, Value]:
        """Return the values by report id, as of now or as first read within `one_state`; the same object as long as
        nothing changed."""
        told = _TOLD.get()
        if told is not None and self in told:
            return told[self]
        with self._lock:
            seq = self._catalog.last_seq()
            if seq != self._seq:
                self._values = self._refreshed(seq)
                self._seq = seq
            values = self._values
        if told is not None:
            told[self] = values
        return values

    def _refreshed(self, seq: int) -> Mapping[str, Value]:
        # A log that went back is another catalog, restored from a backup.
        if self._seq is None or seq < self._seq:
            return self._load(None)
        changed = {change.report_id for change in self._catalog.changes(self._seq, _ALL)}
        if None in changed:
            return self._load(None)
        kept = {report_id: value for report_id, value in self._values.items() if report_id not in changed}
        return {**kept, **self._load(sorted(filter(None, changed)))}


class Recent(Generic[Value]):
    """What `load` returns for the names asked for last, up to `size` of them: each is loaded once for as long as its
    mark is the same object."""

    def __init__(self, load: Callable[[Sequence[str]], Mapping[str, Value]], size: int = 256) -> None:
        self._load = load
        self._size = size
        self._lock = threading.Lock()
        self._held: OrderedDict[str, tuple[object, Value]] = OrderedDict()

    def get(self, marks: Mapping[str, object]) -> dict[str, Value]:
        """Return the values of the names that are marked, in their order; those that `load` knows nothing of are left
        out."""
        with self._lock:
            held = {name: self._held[name] for name in marks if name in self._held}
            found = {name: value for name, (mark, value) in held.items() if mark is marks[name]}
            for name in found:
                self._held.move_to_end(name)
        if lacking := [name for name in marks if name not in found]:
            loaded = self._load(lacking)
            found.update(loaded)
            with self._lock:
                self._held.update((name, (marks[name], value)) for name, value in loaded.items())
                while len(self._held) > self._size:
                    self._held.popitem(last=False)
        return {name: found[name] for name in marks if name in found}


@dataclass(frozen=True, slots=True)
class _Matrix:
    source: Mapping[str, Vectors]
    passage_ids: tuple[str, ...]
    rows: NDArray[np.float32]
    spans: Mapping[str, range]
    places: Mapping[str, int]


class ExactSearch:
    """Scores every permitted passage against a vector: exact, and faster than an index that must filter."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._vectors = Following(catalog, catalog.vectors)
        self._lock = threading.Lock()
        self._matrix = _joined({}, catalog.dimension)

    def search(self, vector: NDArray[np.float32], k: int, report_ids: Iterable[str]) -> tuple[Hit, ...]:
        """Return the k passages of these reports nearest to the vector (dim,), with their cosine, the nearest first."""
        matrix = self._current()
        spans = [matrix.spans[report_id] for report_id in sorted(report_ids) if report_id in matrix.spans]
        if not spans or k < 1:
            return ()
        permitted = np.concatenate(spans)
        # Report by report: the last bits of a product depend on which rows are multiplied together, and a report's
        # scores must not depend on reports that are not permitted.
        scores = np.concatenate([matrix.rows[span.start : span.stop] @ vector for span in spans])
        best = np.argpartition(-scores, min(k, len(scores)) - 1)[:k]
        hits = (Hit(matrix.passage_ids[permitted[i]], float(scores[i])) for i in best)
        return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.passage_id)))

    def rows(self, passage_ids: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of these passages, (n, dim); zeros for one that is unknown."""
        matrix = self._current()
        found = np.zeros((len(passage_ids), self._catalog.dimension), np.float32)
        for row, passage_id in enumerate(passage_ids):
            if passage_id in matrix.places:
                found[row] = matrix.rows[matrix.places[passage_id]]
        return found

    def _current(self) -> _Matrix:
        with self._lock:
            source = self._vectors.values()
            if source is not self._matrix.source:
                self._matrix = _joined(source, self._catalog.dimension)
            return self._matrix


def _joined(source: Mapping[str, Vectors], dimension: int) -> _Matrix:
    spans: dict[str, range] = {}
    passage_ids: list[str] = []
    for report_id, vectors in source.items():
        spans[report_id] = range(len(passage_ids), len(passage_ids) + len(vectors.passage_ids))
        passage_ids.extend(vectors.passage_ids)
    parts = [vectors.rows for vectors in source.values()]
    rows = unit_rows(np.concatenate(parts) if parts else np.empty((0, dimension), np.float16))
    return _Matrix(source, tuple(passage_ids), rows, spans, {name: row for row, name in enumerate(passage_ids)})
