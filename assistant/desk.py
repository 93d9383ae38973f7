"""What an editor does: an uploaded file, a correction, a removal -> changes committed to the library's catalog."""

from __future__ import annotations

import hashlib
import logging
import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from assistant.domain import Correction, Report, ReportSummary, corrected, named_in
from assistant.embedding.encoder import Encoder
from assistant.errors import AssistantError, ReadingError
from assistant.file_names import kept_name, numbered
from assistant.finding import Found, sha256_of
from assistant.ingesting import Ingester, Outcome
from assistant.isolation import ReaderPool
from assistant.store.identity import located, report_id
from assistant.store.library import Library

log = logging.getLogger(__name__)

_PLAIN_NAME = re.compile(r"[\w-][\w -]{0,59}")


@dataclass(frozen=True, slots=True)
class Received:
    """What became of an uploaded document; `report_id` is that of its report, None when there is none."""

    outcome: Outcome
    report_id: str | None


class NotNamed(AssistantError):
    """A participant of a correction whom the report's text does not name; the message is the name."""


class Desk:
    """Changes one library, one change at a time. Uploaded files are kept below `uploads`, a folder for each collection,
    so that `ingest.py` on such a folder finds the same reports again. A file may have `max_bytes`.
    """

    def __init__(
        self, library: Library, encoder: Encoder, uploads: Path, pool: ReaderPool, max_bytes: int = 20 << 20
    ) -> None:
        self.max_bytes = max_bytes
        self._library = library
        self._encoder = encoder
        self._uploads = uploads
        self._pool = pool
        self._busy = Lock()

    def arriving(self) -> Path:
        """Return a new empty file to write an upload to; `add` takes it away."""
        self._uploads.mkdir(parents=True, exist_ok=True)
        # A name that ingest passes over; beside the others, so that keeping it is renaming it.
        with tempfile.NamedTemporaryFile(dir=self._uploads, prefix=".arriving-", delete=False) as made:
            return Path(made.name)

    def add(self, file: Path, given_name: str, collection: str, tell: Callable[[Received], None]) -> None:
        """Keep an uploaded file, put it into the library and `tell` of each document in it. One that fails is not kept.

        Bytes that the collection has already change nothing; a name that is taken gets a number. Raises LibraryError,
        ModelError.
        """
        try:
            with self._busy:
                self._add(file, given_name, collection, tell)
        finally:
            file.unlink(missing_ok=True)

    def correct(self, report: ReportSummary, corrections: Sequence[Correction]) -> None:
        """Let these corrections of a report hold beside earlier ones of other fields.

        Raises NotNamed for a participant whom its text does not name, and as Ingester.correct.
        """
        with self._busy:
            known = self._library.report(report.id, as_read=True)
            if known:
                corrections = _named(known, corrections)
                before = {one.field: one for one in self._library.corrections(report.id)}
                made = tuple((before | {one.field: one for one in corrections}).values())
                self._ingester(report.source.collection).correct(report.id, _needed(known, made))

    def restore(self, report: ReportSummary) -> None:
        """Let what was read of a report hold again. Raises as Ingester.correct."""
        with self._busy:
            self._ingester(report.source.collection).correct(report.id, ())

    def remove(self, report: ReportSummary) -> None:
        """Remove a report, and its file where it was uploaded; files of other folders stay. Raises LibraryError."""
        with self._busy:
            self._library.remove(report.id)
            self._drop_file(report)

    def _ingester(self, collection: str) -> Ingester:
        return Ingester(self._library, self._encoder, collection, self._pool)

    def _add(self, file: Path, given_name: str, collection: str, tell: Callable[[Received], None]) -> None:
        folder = self._uploads / _folder_name(collection)
        try:
            name = kept_name(given_name)
            sha256 = sha256_of(Found(file, file.parent))
        except ReadingError as exc:
            return tell(Received(Outcome(given_name, "failed", str(exc)), None))
        for report in self._library.reports(collection):
            if report.source.sha256 == sha256:
                return tell(Received(Outcome(report.source.path, "unchanged"), report.id))
        folder.mkdir(exist_ok=True)
        kept = next(free for each in numbered(name) if not (free := folder / each).exists())
        file.rename(kept)
        is_held = False
        try:
            for outcome in self._ingester(collection).ingest([Found(kept, folder)]):
                is_held = is_held or outcome.status != "failed"
                tell(Received(outcome, self._id_of(outcome, collection, kept, folder)))
        finally:
            if not is_held:
                kept.unlink(missing_ok=True)

    def _id_of(self, outcome: Outcome, collection: str, file: Path, folder: Path) -> str | None:
        root, _ = located(file, folder)
        made = report_id(collection, root, outcome.path)
        return made if outcome.status != "failed" and self._library.summary(made) else None

    def _drop_file(self, report: ReportSummary) -> None:
        base = self._uploads.resolve()
        named = Path(report.source.root, report.source.path)
        # A document of an archive stands below it.
        file = next((one for one in (named, *named.parents) if one.is_file()), None)
        if file is None or base not in file.resolve().parents or self._is_needed(file):
            return
        try:
            file.unlink()
        except OSError:
            log.exception("the file of a removed report stays among the uploads")

    def _is_needed(self, file: Path) -> bool:
        """Whether another report was made of the same file."""
        sources = (report.source for report in self._library.reports())
        return any(file in (named := Path(source.root, source.path), *named.parents) for source in sources)


def _named(known: Report, corrections: Sequence[Correction]) -> tuple[Correction, ...]:
    found = named_in(known, corrections)
    for given, kept in zip(corrections, found, strict=True):
        if isinstance(given.value, tuple) and isinstance(kept.value, tuple):
            names = {person.name for person in kept.value}
            if missing := [person.name for person in given.value if person.name not in names]:
                raise NotNamed(missing[0])
    return found


def _needed(known: Report, corrections: Sequence[Correction]) -> tuple[Correction, ...]:
    """The corrections without those that say what would hold anyway."""
    kept = tuple(corrections)
    for correction in corrections:
        others = tuple(one for one in kept if one.field != correction.field)
        if getattr(corrected(known, others), correction.field) == correction.value:
            kept = others
    return kept


def _folder_name(collection: str) -> str:
    """The collection's own name where it can name a folder."""
    if _PLAIN_NAME.fullmatch(collection):
        return collection
    return hashlib.sha256(collection.encode()).hexdigest()[:16]
