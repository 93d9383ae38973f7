"""Files and folders -> changes of the library: each file added, updated, unchanged, removed or failed."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from assistant.domain import Correction, Passage, Report, ReportSummary, corrected, named_in
from assistant.embedding.clauses import embed_passages
from assistant.embedding.encoder import Encoder
from assistant.errors import LibraryError, ModelError, ReadersMissing, ReadingError
from assistant.finding import Found, PathsMissing, check, sha256_of, shown, stored
from assistant.isolation import ReaderPool, Reading
from assistant.passages import cut
from assistant.reading import ARCHIVES, READER, SUPPORTED
from assistant.store.identity import located, report_id
from assistant.store.library import Library

Status = Literal["added", "updated", "unchanged", "removed", "failed"]
# Above this share of the reports below a folder, dropping those whose file is gone needs a yes.
ASK_ABOVE = 0.2
# Files read ahead for each that can be read at once.
_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; `reason` says why it failed."""

    path: str
    status: Status
    reason: str = ""
    passages: int = 0


@dataclass(frozen=True, slots=True)
class _Begun:
    """A file that is being read, and what becomes of it when all goes well."""

    item: Found
    status: Status
    reading: Future[Reading]


class Ingester:
    """Reads, embeds and commits files to one collection of a library.

    Files are read ahead by `pool`, on all cores, while others are embedded; without one it makes its own when it needs
    one.
    """

    def __init__(self, library: Library, encoder: Encoder, collection: str, pool: ReaderPool | None = None) -> None:
        self._library = library
        self._encoder = encoder
        self._collection = collection
        self._pool = pool

    def ingest(self, found: Iterable[Found], *, reread: bool = False) -> Iterator[Outcome]:
        """Ingest each file, in order; one that fails never stops the others, whatever its bytes make a parser do.
        Unchanged files cost a hash. An archive becomes the documents in it.

        `reread` reads files again that have not changed, for what a newer version reads better. Raises LibraryError or
        ModelError when no file could go on.
        """
        pool = self._pool or ReaderPool()
        with ThreadPoolExecutor(pool.size) as threads:
            ahead: deque[_Begun | Outcome] = deque()
            try:
                for item in self._with_members(found, pool):
                    ahead.append(item if isinstance(item, Outcome) else self._begin(item, reread, pool, threads))
                    if len(ahead) > _AHEAD * pool.size:
                        yield self._finish(ahead.popleft(), pool)
                while ahead:
                    yield self._finish(ahead.popleft(), pool)
            finally:
                threads.shutdown(wait=False, cancel_futures=True)
                if self._pool is None:
                    pool.close()

    def remove(self, reports: Iterable[ReportSummary]) -> Iterator[Outcome]:
        """Remove reports from the library; their files stay where they are."""
        for report in reports:
            self._library.remove(report.id)
            yield Outcome(report.source.path, "removed")

    def correct(self, report_id: str, corrections: Sequence[Correction]) -> bool:
        """Hold these corrections of a report in place of earlier ones, in its passages and facts too; its file is not
        needed. False when there is no such report. Raises ReadingError, LibraryError or ModelError."""
        report = self._library.report(report_id, as_read=True)
        if report is None:
            return False
        meant = corrected(report, corrections)
        with nullcontext(self._pool) if self._pool else ReaderPool() as pool:
            facts = pool.facts(meant)
        passages = self._passages(meant)
        made = embed_passages(meant.text, passages, self._encoder.embed_passages)
        self._library.put(report, passages, made.vectors, facts, corrections, made.clauses)
        return True

    def below(self, path: Path) -> tuple[ReportSummary, ...]:
        """Return the reports of the collection that were made of this file, or of files below this folder."""
        target = Path(*located(path.resolve(), path.resolve().parent))
        return tuple(
            report
            for report in self._library.reports(self._collection)
            if (file := _file_of(report)) == target or target in file.parents
        )

    def gone(self, folder: Path) -> tuple[ReportSummary, ...]:
        """Return the reports below a folder whose file is gone. Raises PathsMissing when the folder is unsure."""
        unreadable: list[OSError] = []
        base = folder.resolve()
        walked = [(Path(path), names) for path, _, names in os.walk(base, onerror=unreadable.append)]
        if unreadable or not (walked and any(base.iterdir())):
            where = unreadable[0].filename if unreadable else folder
            raise PathsMissing(f"{where} is unreadable or empty: nothing is pruned, for its disk may not be mounted.")
        present = {stored(Found(path / name, base)) for path, names in walked for name in names}
        gone = [report for report in self.below(folder) if _file_of(report) not in present]
        still = self._members_of({archive for report in gone for archive in _file_of(report).parents} & present, base)
        return tuple(report for report in gone if _file_of(report) not in still)

    def _members_of(self, archives: set[Path], base: Path) -> set[Path]:
        """What is in these archives. Raises PathsMissing when one cannot be read."""
        with nullcontext(self._pool) if self._pool else ReaderPool() as pool:
            try:
                return {stored(Found(file, base, member)) for file in archives for member in pool.members(file)}
            except ReadingError as exc:
                raise PathsMissing(f"An archive below {base} cannot be read, so nothing is pruned: {exc}.") from exc

    def _with_members(self, found: Iterable[Found], pool: ReaderPool) -> Iterator[Found | Outcome]:
        """Each archive as the documents in it."""
        for item in found:
            if item.file.suffix.lower() not in ARCHIVES or os.path.isdir(item.file):
                yield item
                continue
            try:
                members = pool.members(item.file)
                if not members:
                    raise ReadingError(f"there is no document in it that is read: {', '.join(sorted(SUPPORTED))}")
            except ReadingError as exc:
                yield Outcome(shown(item), "failed", str(exc))
                continue
            for member in members:
                one = replace(item, member=member)
                yield Outcome(shown(one), "failed", member.reason) if member.reason else one

    def _begin(self, item: Found, reread: bool, pool: ReaderPool, threads: ThreadPoolExecutor) -> _Begun | Outcome:
        try:
            check(item)
            sha256 = sha256_of(item)
            source = self._library.identify(self._collection, item.named, item.root, sha256)
        except ReadingError as exc:
            return Outcome(shown(item), "failed", str(exc))
        name = report_id(source.collection, source.root, source.path)
        known = self._library.summary(name)
        read_as_well = known is not None and known.source.reader >= READER
        if known and known.source.sha256 == sha256 and read_as_well and not reread:
            return Outcome(source.path, "unchanged")
        member = item.member.name if item.member else None
        reading = threads.submit(pool.read, item.file, source, name, member)
        return _Begun(item, "updated" if known else "added", reading)

    def _finish(self, begun: _Begun | Outcome, pool: ReaderPool) -> Outcome:
        if isinstance(begun, Outcome):
            return begun
        try:
            return self._put(begun.reading.result(), begun.status, pool)
        except (LibraryError, ModelError, ReadersMissing):
            raise
        except (ReadingError, OSError) as exc:
            earlier = "; what was read of it before stays in the library" if begun.status == "updated" else ""
            return Outcome(shown(begun.item), "failed", f"{exc}{earlier}")
        # The outermost edge of one file: it is reported by name, and the files after it still get their turn.
        except Exception as exc:
            return Outcome(shown(begun.item), "failed", f"it cannot be read ({type(exc).__name__}: {exc})")

    def _put(self, reading: Reading, status: Status, pool: ReaderPool) -> Outcome:
        report = reading.report
        held = named_in(report, self._library.corrections(report.id))
        meant = corrected(report, held)
        facts = pool.facts(meant) if held else reading.facts
        passages = self._passages(meant)
        made = embed_passages(meant.text, passages, self._encoder.embed_passages)
        changed = self._library.put(report, passages, made.vectors, facts, held, made.clauses)
        return Outcome(report.source.path, status if changed else "unchanged", passages=len(passages))

    def _passages(self, report: Report) -> tuple[Passage, ...]:
        passages = cut(report, self._encoder.count_tokens)
        if not passages:
            raise ReadingError("it holds no readable prose")
        return passages


def _file_of(report: ReportSummary) -> Path:
    return Path(report.source.root) / report.source.path
