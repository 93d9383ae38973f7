"""The catalog and its change log -> the dense and the lexical index, kept in step, rebuilt when lost or damaged.

Which change was applied last is noted after both indexes took it. A crash before that applies it again, which
changes nothing.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from assistant.errors import LibraryDamaged
from assistant.store.catalog import Catalog
from assistant.store.dense import ChromaIndex
from assistant.store.derived import DenseIndex, DerivedIndex
from assistant.store.lexical import TantivyIndex
from assistant.store.ownership import read_whole, write_whole
from assistant.store.rows import Change

# Raise it when the terms or fields of an index change: indexes of another format are rebuilt.
FORMAT = 1

# Changes, or reports, taken from the catalog at a time: a few thousand passages with their vectors.
_BATCH = 256

# How many passages must find themselves, and how near a vector must be to count as the same one.
_SAMPLED = 64
_SAME = 0.999

# Up to so many passages the dense index is searched exhaustively; above, its graph may miss one in 32 sampled.
_SURE = 1_000

Index = TypeVar("Index", bound=DerivedIndex)


class Indexes:
    """Both derived indexes of a catalog. The process must own them; `catch_up` is called by one thread at a time."""

    dense: DenseIndex
    lexical: TantivyIndex

    def __init__(self, folder: Path, catalog: Catalog, chroma_url: str | None) -> None:
        """Open the indexes, checked against the catalog and rebuilt where they differ from it."""
        self._note = folder / "applied.json"
        self._catalog = catalog
        self._applying = threading.RLock()
        self.applied_seq = self._noted_seq()
        name = f"passages-{catalog.library_id}"
        self.dense = self._opened(folder / "chroma", lambda place: ChromaIndex(place, name, chroma_url))
        try:
            self.lexical = self._opened(folder / "tantivy", TantivyIndex)
            self._check()
        except BaseException:
            self.dense.close()
            raise

    def close(self) -> None:
        """Release both indexes, after a change that is being applied."""
        with self._applying:
            self.lexical.close()
            self.dense.close()

    def catch_up(self) -> int:
        """Apply what changed in the catalog since; return how many changes. Raises ModelMismatch after `reembed`."""
        with self._applying:
            before, last = self.applied_seq, self._catalog.last_seq()
            if last != before:
                self._catalog.check_model()
            if last < before:
                self._rebuild()
            while changes := self._catalog.changes(self.applied_seq, _BATCH):
                self._apply(changes)
            return max(0, self.applied_seq - before)

    def _apply(self, changes: Sequence[Change]) -> None:
        if any(change.report_id is None for change in changes):
            self._rebuild()
            return
        # What counts is the state of the reports by now, so a change that was followed by others does no harm.
        report_ids = sorted({change.report_id for change in changes if change.report_id})
        passages, vectors = self._catalog.passages_of(report_ids)
        self.dense.replace(report_ids, passages, vectors)
        self.lexical.replace(report_ids, passages, vectors)
        self._note_applied(changes[-1].seq)

    def _check(self) -> None:
        if self.applied_seq < 0:
            self._rebuild()
        try:
            passage_ids = self._in_step()
            damaged = [index for index in (self.dense, self.lexical) if not self._holds(index, passage_ids)]
        except LibraryDamaged:
            damaged = [self.dense, self.lexical]
        for index in damaged:
            self._fill(index)
        self.catch_up()

    def _in_step(self) -> tuple[str, ...]:
        # Others may commit meanwhile: the ids are those of the applied changes only if none did.
        while True:
            self.catch_up()
            passage_ids = self._catalog.passage_ids()
            if self._catalog.last_seq() == self.applied_seq:
                return passage_ids

    def _holds(self, index: DerivedIndex, passage_ids: Sequence[str]) -> bool:
        try:
            complete = index.ids() == frozenset(passage_ids)
            return complete and (index is not self.dense or self._finds(passage_ids))
        except LibraryDamaged:
            return False

    def _finds(self, passage_ids: Sequence[str]) -> bool:
        # Chroma counts and lists passages that its graph has lost.
        sampled = passage_ids[:: max(1, len(passage_ids) // _SAMPLED)]
        if not sampled:
            return True
        found = self.dense.query(self._catalog.passage_vectors(sampled), 1)
        missed = sum(not hits or hits[0].score < _SAME for hits in found)
        return missed <= (0 if len(passage_ids) <= _SURE else len(sampled) // 32)

    def _rebuild(self) -> None:
        self._note.unlink(missing_ok=True)
        seq = self._catalog.last_seq()
        self._fill(self.dense)
        self._fill(self.lexical)
        # Changes committed meanwhile are applied again, in order.
        self._note_applied(seq)

    def _fill(self, index: DerivedIndex) -> None:
        index.clear()
        report_ids = self._catalog.report_ids()
        for start in range(0, len(report_ids), _BATCH):
            batch = report_ids[start : start + _BATCH]
            index.replace(batch, *self._catalog.passages_of(batch))

    def _opened(self, folder: Path, open_index: Callable[[Path], Index]) -> Index:
        try:
            return open_index(folder)
        except LibraryDamaged:
            shutil.rmtree(folder, ignore_errors=True)
            return open_index(folder)

    def _noted_seq(self) -> int:
        noted = read_whole(self._note)
        seq, mark = noted.get("seq"), noted.get("mark")
        if noted.get("format") != FORMAT or not isinstance(seq, int) or mark != self._mark(seq):
            return -1
        return seq

    def _note_applied(self, seq: int) -> None:
        write_whole(self._note, {"format": FORMAT, "seq": seq, "mark": self._mark(seq)})
        self.applied_seq = seq

    def _mark(self, seq: int) -> str:
        """Return what tells change `seq` from another of that number, in a catalog restored and then changed."""
        change = self._catalog.changes(seq - 1, 1)
        return f"{change[0].report_id} {change[0].at}" if seq and change and change[0].seq == seq else ""
