"""A library -> one folder that holds all of it that cannot be made again; such a folder -> the library as it was.

Both go by SQLite's own copying of a database in use: a copy is of one moment, whoever writes meanwhile; a catalog is
replaced in one transaction, which a crash leaves undone. The indexes are not copied: they are made again.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from filelock import FileLock, Timeout

from assistant.errors import BackupError, LibraryBusy
from assistant.feedback import FEEDBACK_FILE
from assistant.store.catalog import Catalog
from assistant.store.database import catalog_errors
from assistant.store.library import catalog_path, existing_catalog
from assistant.store.ownership import owning, read_whole, write_whole

UPLOADS = "uploads"
_MANIFEST = "backup.json"
_FORMAT = 1
_COPIED_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds; `made_at` is UTC in ISO 8601, `files` are SHA-256 by path below its folder."""

    made_at: str
    reports: int
    model: str
    dimension: int
    files: dict[str, str]


def back_up(library: Path, folder: Path, wait_s: float = 30.0) -> Backup:
    """Copy the library in use into `folder`, which is new or empty, and return what it holds.

    A copy that is not whole never stands under that name. Raises BackupError, and LibraryError when there is no
    library or it cannot be read.
    """
    if folder.exists() and any(folder.iterdir()):
        raise BackupError(f"{folder} is there already: name a folder that is new or empty.")
    existing_catalog(library)
    part = folder.with_name(f".{folder.name}.part")
    with _disk_errors(folder):
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        try:
            made = _copied(library, part, wait_s)
            if folder.exists():
                folder.rmdir()
            part.rename(folder)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
    return made


def read_backup(folder: Path) -> Backup:
    """Return what the backup in this folder holds, its files checked. Raises BackupError when it is not whole."""
    noted = read_whole(folder / _MANIFEST)
    if noted.pop("format", None) != _FORMAT:
        raise BackupError(f"{folder} is no backup of this program: name a folder made by `library backup`.")
    try:
        backup = Backup(**noted)  # type: ignore[arg-type]
        changed = [name for name, digest in backup.files.items() if _sha256(folder / name) != digest]
    except (TypeError, AttributeError, OSError) as exc:
        raise BackupError(f"The backup {folder} is not whole ({exc}): use another.") from exc
    if changed:
        raise BackupError(f"The backup {folder} is damaged ({', '.join(changed)}): use another.")
    return backup


def restore(folder: Path, library: Path, wait_s: float = 30.0) -> Backup:
    """Put the backup in `folder` in the place of the library, whatever state that is in; return what it holds.

    Processes that use the library go on with what is restored. Files that were uploaded since stay, in no report.
    Raises BackupError, and LibraryBusy when a damaged catalog is in use or a writer outlasts `wait_s` seconds.
    """
    backup = read_backup(folder)
    library.mkdir(parents=True, exist_ok=True)
    with _disk_errors(library), catalog_errors(catalog_path(library)), _alone(library):
        _restore_catalog(folder, backup, library, wait_s)
        if (folder / FEEDBACK_FILE).exists():
            _copy_database(folder / FEEDBACK_FILE, library / FEEDBACK_FILE, wait_s)
        if (folder / UPLOADS).exists():
            shutil.copytree(folder / UPLOADS, library / UPLOADS, dirs_exist_ok=True)
    return backup


@contextmanager
def _disk_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as exc:
        raise BackupError(f"{folder} cannot be written ({exc}): free disk space and make it writable.") from exc


def _copied(library: Path, part: Path, wait_s: float) -> Backup:
    copy = catalog_path(part)
    with catalog_errors(catalog_path(library)):
        _copy_database(catalog_path(library), copy, wait_s)
        _make_single(copy)
    if (library / FEEDBACK_FILE).exists():
        _copy_database(library / FEEDBACK_FILE, part / FEEDBACK_FILE, wait_s)
    if (library / UPLOADS).exists():
        shutil.copytree(library / UPLOADS, part / UPLOADS, ignore=shutil.ignore_patterns(".*"))
    files = {path.relative_to(part).as_posix(): _sha256(path) for path in sorted(part.rglob("*")) if path.is_file()}
    with closing(sqlite3.connect(copy)) as opened:
        meta = dict(opened.execute("SELECT name, value FROM meta"))
        (reports,) = opened.execute("SELECT count(*) FROM reports").fetchone()
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    made = Backup(made_at, reports, meta["model"], int(meta["dimension"]), files)
    write_whole(part / _MANIFEST, {"format": _FORMAT, **asdict(made)})
    return made


def _make_single(copy: Path) -> None:
    """Let a copied catalog be one file, and make sure that it is sound."""
    with closing(sqlite3.connect(copy)) as opened:
        opened.execute("PRAGMA journal_mode=DELETE")
        (found,) = opened.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise sqlite3.DatabaseError(found)


def _restore_catalog(folder: Path, backup: Backup, library: Path, wait_s: float) -> None:
    coming, live = library / ".restoring.sqlite", catalog_path(library)
    _delete(coming)  # what one that was killed left
    try:
        shutil.copyfile(catalog_path(folder), coming)
        # A backup of an older version is brought up to this one before it takes the place of the library.
        Catalog.open(coming, model=backup.model, dimension=backup.dimension, any_model=True).close()
        _number_on(coming, _last_seq(live))
        try:
            _copy_database(coming, live, wait_s)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            _put_damaged_aside(live)
            _copy_database(coming, live, wait_s)
    finally:
        _delete(coming)


@contextmanager
def _alone(library: Path) -> Iterator[None]:
    """Keep others from restoring the same library meanwhile. The system lets them when we die."""
    try:
        with FileLock(library / "restore.lock", timeout=0):
            yield
    except Timeout as exc:
        raise LibraryBusy(f"Another process restores {library}: wait until it has finished.") from exc


def _delete(database: Path) -> None:
    for file in database.parent.glob(f"{database.name}*"):
        file.unlink()


def _number_on(coming: Path, last_seq: int) -> None:
    """Log that every report changed, under a number that nobody who follows the library has seen."""
    with closing(sqlite3.connect(coming)) as opened, opened:
        (own,) = opened.execute("SELECT coalesce(max(seq), 0) FROM changes").fetchone()
        at = datetime.now(UTC).isoformat(timespec="microseconds")
        change = (max(own, last_seq) + 1, "restore", at)
        opened.execute("INSERT INTO changes (seq, report_id, operation, at) VALUES (?, NULL, ?, ?)", change)


def _last_seq(live: Path) -> int:
    if not live.exists():
        return 0
    try:
        with closing(sqlite3.connect(live)) as opened:
            return int(opened.execute("SELECT coalesce(max(seq), 0) FROM changes").fetchone()[0])
    except sqlite3.DatabaseError:
        return 0


def _put_damaged_aside(live: Path) -> None:
    """Move a catalog that SQLite cannot write away, where nobody has it open."""
    with owning(live.parent, None, 0.0):
        aside = f"{live.stem}-damaged-{datetime.now(UTC):%Y%m%dT%H%M%S}{live.suffix}"
        for part in (live, *(live.with_name(live.name + end) for end in ("-wal", "-shm"))):
            if part.exists():
                part.rename(live.with_name(part.name.replace(live.name, aside)))


def _copy_database(source: Path, target: Path, wait_s: float) -> None:
    """Make `target` what `source` is at this moment, in one transaction of each."""
    ends = monotonic() + wait_s

    def give_up_late(_status: int, _remaining: int, _total: int) -> None:
        if monotonic() > ends:
            raise LibraryBusy(f"Another process keeps writing {target}; try again when it has finished.")

    reading = f"{source.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(reading, uri=True)) as opened, closing(sqlite3.connect(target)) as copy:
        opened.backup(copy, pages=-1, progress=give_up_late)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_COPIED_AT_ONCE):
            digest.update(block)
    return digest.hexdigest()
