"""Files and folders -> changes of the library: each file added, updated, unchanged, removed or failed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.domain import ReportSummary
from assistant.embedding.encoder import Encoder
from assistant.errors import AssistantError, LibraryError, ModelError, ReadingError
from assistant.facts import find_facts
from assistant.passages import cut
from assistant.reading import READER, SUPPORTED, read_report
from assistant.store.identity import located, report_id
from assistant.store.library import Library

Status = Literal["added", "updated", "unchanged", "removed", "failed"]
# Above this share of the reports below a folder, dropping those whose file is gone needs a yes.
ASK_ABOVE = 0.2


@dataclass(frozen=True, slots=True)
class Found:
    """A file to ingest and the folder that its path is told from."""

    file: Path
    root: Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; `reason` says why it failed."""

    path: str
    status: Status
    reason: str = ""
    passages: int = 0


class PathsMissing(AssistantError):
    """A path given to ingest does not exist or cannot be read."""


def find_files(paths: Sequence[Path]) -> tuple[Found, ...]:
    """Return the files to ingest, in order: each file named, and below each folder those of a format that is read.

    Hidden files, README files, links, pipes and the like are left out of folders. A folder below that cannot be read is
    returned too, to fail like a file. Raises PathsMissing.
    """
    found: dict[Path, Found] = {}
    for path in paths:
        root = _existing(path)
        below = _below(root) if root.is_dir() else iter((Found(root, root.parent),))
        for item in below:
            found.setdefault(item.file, item)
    return tuple(found.values())


class Ingester:
    """Reads, embeds and commits files to one collection of a library."""

    def __init__(self, library: Library, encoder: Encoder, collection: str) -> None:
        self._library = library
        self._encoder = encoder
        self._collection = collection

    def ingest(self, found: Iterable[Found], *, reread: bool = False) -> Iterator[Outcome]:
        """Ingest each file in turn; one that fails never stops the others, whatever its bytes make a parser raise.
        Unchanged files cost a hash.

        `reread` reads files again that have not changed, for what a newer version reads better. Raises LibraryError or
        ModelError when no file could go on.
        """
        for item in found:
            try:
                yield self._ingest_one(item, reread)
            except (LibraryError, ModelError):
                raise
            except (AssistantError, OSError) as exc:
                yield Outcome(_shown(item), "failed", str(exc))
            # The outermost edge of one file: it is reported by name, and the files after it still get their turn.
            except Exception as exc:
                yield Outcome(_shown(item), "failed", f"it cannot be read ({type(exc).__name__}: {exc})")

    def remove(self, reports: Iterable[ReportSummary]) -> Iterator[Outcome]:
        """Remove reports from the library; their files stay where they are."""
        for report in reports:
            self._library.remove(report.id)
            yield Outcome(report.source.path, "removed")

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
        # Compared by the names that are stored: one in an old encoding is stored differently from how the disk has it.
        present = {Path(*located(path / name, base)) for path, names in walked for name in names}
        return tuple(report for report in self.below(folder) if _file_of(report) not in present)

    def _ingest_one(self, item: Found, reread: bool) -> Outcome:
        if item.file.is_dir():
            raise ReadingError("the folder cannot be read; make it readable for this user")
        if not item.file.is_file() and item.file.exists():
            raise ReadingError("it is no file but a pipe, socket or device, which has no end")
        if item.file.suffix.lower() not in SUPPORTED:
            raise ReadingError(
                f"the format {item.file.suffix or '(none)'} is not read; {', '.join(sorted(SUPPORTED))} are"
            )
        source = self._library.identify(self._collection, item.file, item.root, _sha256(item.file))
        name = report_id(source.collection, source.root, source.path)
        known = self._library.summary(name)
        read_as_well = known is not None and known.source.reader >= READER
        if known and known.source.sha256 == source.sha256 and read_as_well and not reread:
            return Outcome(source.path, "unchanged")
        report = read_report(item.file, source, name)
        passages = cut(report, self._encoder.count_tokens)
        if not passages:
            raise ReadingError("it holds no readable prose")
        vectors = self._encoder.embed_passages([passage.embedded_text for passage in passages])
        changed = self._library.put(report, passages, vectors, find_facts(report))
        status: Status = "unchanged" if not changed else "updated" if known else "added"
        return Outcome(source.path, status, passages=len(passages))


def _existing(path: Path) -> Path:
    try:
        return path.resolve(strict=True)
    except FileNotFoundError as exc:
        raise PathsMissing(f"{path} does not exist.") from exc
    except (OSError, RuntimeError) as exc:
        raise PathsMissing(f"{path} cannot be read: {exc}.") from exc


def _below(root: Path) -> Iterator[Found]:
    unreadable: list[OSError] = []
    for folder, folders, files in os.walk(root, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            file = Path(folder, name)
            hidden = name.startswith(".") or name.lower().startswith("readme.")
            if not hidden and file.suffix.lower() in SUPPORTED and not file.is_symlink() and file.is_file():
                yield Found(file, root)
    for error in unreadable:
        if Path(error.filename) == root:
            raise PathsMissing(f"{root} cannot be read: {error.strerror}.")
        yield Found(Path(error.filename), root)


def _file_of(report: ReportSummary) -> Path:
    return Path(report.source.root) / report.source.path


def _shown(item: Found) -> str:
    return located(item.file, item.root)[1]


def _sha256(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as exc:
        raise ReadingError(f"the file cannot be opened: {exc.strerror or exc}") from exc
