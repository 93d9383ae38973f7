"""The catalog and its change log -> the dense and the lexical index, kept in step, rebuilt when lost or damaged.

Which change was applied last is noted after both indexes took it. A crash before that applies it again, which
changes nothing. Indexes are rebuilt in a folder of their own beside those in use, which answer until the note names
the new ones; what a crash leaves of either is deleted at the next start.
"""

from __future__ import annotations

import logging
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from assistant.errors import IndexDamaged, IndexUnreachable
from assistant.store.catalog import Catalog
from assistant.store.dense import ChromaIndex
from assistant.store.derived import DenseIndex, DerivedIndex, Hit
from assistant.store.lexical import TantivyIndex
from assistant.store.ownership import read_whole, write_whole
from assistant.store.rows import Change

_LOG = logging.getLogger(__name__)

# Raise it when the terms, fields or folders of an index change: indexes of another format are rebuilt.
FORMAT = 2

# Changes, or reports, taken from the catalog at a time: a few thousand passages with their vectors.
_BATCH = 256

# How many passages must find themselves, and how near a vector must be to count as the same one.
_SAMPLED = 64
_SAME = 0.999

# Of how many passages the vectors are compared.
_COMPARED = 2_000

# Up to so many passages the dense index is searched exhaustively; above, its graph may miss one in 32 sampled, beside
# those that it missed when it was just made: of many like passages a whole graph may not lead to each.
_SURE = 1_000

# Chroma reads damaged files in ways that end the process. So many ends in a row are taken for that.
_TOO_MANY_DEATHS = 3

Found = TypeVar("Found")


class _Pair(NamedTuple):
    """Both indexes of one folder."""

    dense: DenseIndex
    lexical: TantivyIndex

    def close(self) -> None:
        self.lexical.close()
        self.dense.close()


class Indexes:
    """Both derived indexes of a catalog. The process must own them. Any thread may search them and call `catch_up`.

    A search raises IndexDamaged, or IndexUnreachable for the dense one; the next `catch_up` makes damaged ones again.
    """

    def __init__(self, folder: Path, catalog: Catalog, chroma_url: str | None, deaths: int = 0) -> None:
        """Open the indexes, checked against the catalog and rebuilt where they differ from it.

        They are not touched but rebuilt when opening them killed the process before, or when `deaths` owners in a row
        came to no orderly end. A server that keeps the dense one and does not answer is waited for by `catch_up`.
        """
        self._folder = folder
        self._note = folder / "applied.json"
        self._catalog = catalog
        self._chroma_url = chroma_url
        self._prefix = f"passages-{catalog.library_id}"
        self._applying = threading.RLock()
        self.was_rebuilt = False
        self._is_checked = False
        self.applied_seq, self._number, self._missed_when_made = self._noted()
        self._lexical_seq = self.applied_seq
        self._pair: _Pair | None = None
        self._is_damaged = True
        with self._opening(deaths) as is_deadly:
            if self.applied_seq >= 0 and not is_deadly:
                with suppress(IndexDamaged):
                    self._pair = self._opened(self._number)
                    self._is_damaged = False
            self.catch_up()

    @property
    def dense(self) -> DenseIndex:
        """Return the dense index in use."""
        return self._in_use().dense

    @property
    def lexical(self) -> TantivyIndex:
        """Return the lexical index in use."""
        return self._in_use().lexical

    def close(self) -> None:
        """Release both indexes, after a change that is being applied."""
        with self._applying:
            if self._pair:
                self._pair.close()

    def nearest(self, vector: NDArray[np.float32], k: int) -> tuple[Hit, ...]:
        """Return the k passages nearest to a unit vector (dim,) with their cosine, the nearest first."""
        return self._searched(lambda pair: pair.dense.query(vector.reshape(1, -1), k)[0])

    def of_words(self, search: Callable[[TantivyIndex], Found]) -> Found:
        """Return what `search` finds in the lexical index."""
        return self._searched(lambda pair: search(pair.lexical))

    def catch_up(self) -> int:
        """Apply what changed in the catalog since; return how many changes. Raises ModelMismatch after `re-embed`."""
        with self._applying:
            before, last = self.applied_seq, self._catalog.last_seq()
            if last != before:
                self._catalog.check_model()
            if self._is_damaged or last < before:
                self.rebuild()
            try:
                self._follow()
                if not self._is_checked:
                    self._check()
            except IndexDamaged as exc:
                _LOG.warning("%s", exc)
                self.rebuild()
                self._follow()
            return max(0, self.applied_seq - before)

    def rebuild(self) -> None:
        """Make both indexes again from the catalog. Those in use answer until the new ones are whole."""
        with self._applying:
            seq, number, before = self._catalog.last_seq(), self._number + 1, self._missed_when_made
            shutil.rmtree(self._folder / str(number), ignore_errors=True)
            new = self._opened(number)
            try:
                self._fill(new.dense)
                self._fill(new.lexical)
                self._missed_when_made = self._missed(new.dense, self._catalog.passage_ids())
                # Changes committed meanwhile are applied again, in order.
                self._note_applied(seq, number)
            except BaseException:
                self._missed_when_made = before
                new.close()
                shutil.rmtree(self._folder / str(number), ignore_errors=True)
                raise
            old, self._pair = self._pair, new
            self._number, self._lexical_seq = number, seq
            self._is_damaged, self._is_checked, self.was_rebuilt = False, True, True
            if old:
                old.close()
            self._drop_others()

    @contextmanager
    def _opening(self, deaths: int) -> Iterator[bool]:
        """Leave a mark while the indexes are opened; tell whether the mark, or `deaths`, say that this is deadly."""
        mark = self._folder / "opening.json"
        is_deadly = mark.exists() or (deaths > 0 and deaths % _TOO_MANY_DEATHS == 0)
        write_whole(mark, {"pid": os.getpid()})
        try:
            yield is_deadly
        except IndexUnreachable as exc:
            if self._pair is None:
                raise
            _LOG.warning("%s", exc)
        except BaseException:
            self.close()
            raise
        finally:
            mark.unlink(missing_ok=True)

    def distrust(self) -> None:
        """Let the next `catch_up` make the indexes again."""
        self._is_damaged = True

    def _in_use(self) -> _Pair:
        assert self._pair, "__init__ opens them or fails"
        return self._pair

    def _searched(self, search: Callable[[_Pair], Found]) -> Found:
        while True:
            pair = self._in_use()
            try:
                return search(pair)
            except IndexDamaged:
                if pair is self._pair:  # else it was closed because another took its place
                    self._is_damaged = True
                    raise

    def _follow(self) -> None:
        while changes := self._catalog.changes(self.applied_seq, _BATCH):
            self._apply(changes)

    def _apply(self, changes: Sequence[Change]) -> None:
        if any(change.report_id is None for change in changes):
            self.rebuild()
            return
        # What counts is the state of the reports by now, so a change that was followed by others does no harm.
        report_ids = sorted({change.report_id for change in changes if change.report_id})
        passages, vectors = self._catalog.passages_of(report_ids)
        # First the one that needs no server, and once however often that does not answer.
        if changes[-1].seq > self._lexical_seq:
            self.lexical.replace(report_ids, passages, vectors)
            self._lexical_seq = changes[-1].seq
        self.dense.replace(report_ids, passages, vectors)
        self._note_applied(changes[-1].seq, self._number)

    def _check(self) -> None:
        """Raise IndexDamaged when an index does not hold what the catalog does."""
        passage_ids = self._in_step()
        self.lexical.check()
        for index in (self.lexical, self.dense):
            if index.ids() != frozenset(passage_ids):
                raise IndexDamaged(f"An index in {self._folder} holds other passages than the catalog.")
        if not self._has_its_vectors(passage_ids):
            raise IndexDamaged(f"The dense index in {self._folder} has other vectors than the catalog.")
        if not self._finds(passage_ids):
            raise IndexDamaged(f"The dense index in {self._folder} does not find passages that it holds.")
        self._is_checked = True
        self._drop_others()

    def _in_step(self) -> tuple[str, ...]:
        # Others may commit meanwhile: the ids are those of the applied changes only if none did.
        while True:
            self._follow()
            passage_ids = self._catalog.passage_ids()
            if self._catalog.last_seq() == self.applied_seq:
                return passage_ids

    def _finds(self, passage_ids: Sequence[str]) -> bool:
        # Chroma counts and lists passages that its graph has lost.
        spared = self._missed_when_made + (_SAMPLED // 32 if len(passage_ids) > _SURE else 0)
        return self._missed(self.dense, passage_ids) <= spared

    def _missed(self, dense: DenseIndex, passage_ids: Sequence[str]) -> int:
        """Return how many of the passages sampled an index does not find by their own vectors."""
        sampled = passage_ids[:: max(1, len(passage_ids) // _SAMPLED)]
        if not sampled:
            return 0
        found = dense.query(self._catalog.passage_vectors(sampled), 1)
        return sum(not hits or hits[0].score < _SAME for hits in found)

    def _has_its_vectors(self, passage_ids: Sequence[str]) -> bool:
        if not passage_ids:
            return True
        compared = passage_ids[:: max(1, len(passage_ids) // _COMPARED)]
        held = self.dense.vectors(compared)
        own = zip(compared, self._catalog.passage_vectors(compared), strict=True)
        return all(passage_id in held and float(held[passage_id] @ row) > _SAME for passage_id, row in own)

    def _fill(self, index: DerivedIndex) -> None:
        report_ids = self._catalog.report_ids()
        for start in range(0, len(report_ids), _BATCH):
            batch = report_ids[start : start + _BATCH]
            index.replace(batch, *self._catalog.passages_of(batch))

    def _opened(self, number: int) -> _Pair:
        place = self._folder / str(number)
        dense = ChromaIndex(place / "chroma", f"{self._prefix}-{number}", self._chroma_url)
        try:
            return _Pair(dense, TantivyIndex(place / "tantivy"))
        except BaseException:
            dense.close()
            raise

    def _drop_others(self) -> None:
        """Delete the indexes that are not in use: those before a rebuild, and what a crash has left of either."""
        for entry in self._folder.iterdir():
            if entry.is_dir() and entry.name != str(self._number):
                shutil.rmtree(entry, ignore_errors=True)
        self.dense.drop_others(self._prefix)

    def _noted(self) -> tuple[int, int, int]:
        """Return the change applied last, -1 when no indexes can be trusted; their folder's number; their misses."""
        noted = read_whole(self._note)
        seq, number, missed = noted.get("seq"), noted.get("number"), noted.get("missed", 0)
        number = number if isinstance(number, int) else 0
        if noted.get("format") != FORMAT or not isinstance(seq, int) or noted.get("mark") != self._mark(seq):
            return -1, number, 0
        return seq, number, missed if isinstance(missed, int) else 0

    def _note_applied(self, seq: int, number: int) -> None:
        noted = {"format": FORMAT, "seq": seq, "mark": self._mark(seq), "number": number}
        write_whole(self._note, noted | {"missed": self._missed_when_made})
        self.applied_seq = seq

    def _mark(self, seq: int) -> str:
        """Return what tells change `seq` from another of that number, in a catalog restored and then changed."""
        change = self._catalog.changes(seq - 1, 1)
        return f"{change[0].report_id} {change[0].at}" if seq and change and change[0].seq == seq else ""
