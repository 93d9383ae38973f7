"""A library's folder -> the right to use its derived indexes, which one process at a time has, and who has it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import LibraryBusy
from assistant.store.database import file_error

_LOCK = "indexes.lock"
_OWNER = "owner.json"


@dataclass(frozen=True, slots=True)
class Owner:
    """The process that owns the indexes, and the address it serves them at, if any."""

    pid: int
    url: str | None


@contextmanager
def owning(library: Path, url: str | None, wait_s: float) -> Iterator[int]:
    """Own the indexes of the library while inside, known to others by `url`. The system frees them when we die.

    Yields how many owners in a row before us came to no orderly end. Raises LibraryBusy with the owner's address when
    another process keeps them for longer than `wait_s`.
    """
    lock = FileLock(library / _LOCK, thread_local=False)  # the app owns in one thread and lets go in another
    try:
        lock.acquire(timeout=wait_s)
    except Timeout as exc:
        raise _busy(library) from exc
    except OSError as exc:
        raise file_error(exc, library) from exc
    try:
        before = read_whole(library / _OWNER)
        deaths = int(str(before.get("deaths", 0))) + 1 if before else 0
        write_whole(library / _OWNER, {"pid": os.getpid(), "url": url, "deaths": deaths})
        yield deaths
    finally:
        (library / _OWNER).unlink(missing_ok=True)
        lock.release()


def owner(library: Path) -> Owner | None:
    """Return who owns the indexes. What a process that no longer lives left behind counts as nobody."""
    noted = read_whole(library / _OWNER)
    pid, url = noted.get("pid"), noted.get("url")
    if not isinstance(pid, int) or not _lives(pid):
        return None
    return Owner(pid, url if isinstance(url, str) else None)


def write_whole(path: Path, values: dict[str, object]) -> None:
    """Write a small JSON file such that readers, and we after a crash, see the old one or the new one."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("w", encoding="utf-8") as file:
            json.dump(values, file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as exc:
        part.unlink(missing_ok=True)
        raise file_error(exc, path.parent) from exc


def read_whole(path: Path) -> dict[str, object]:
    """Return what `write_whole` wrote, nothing when there is no such file or it is torn."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return values if isinstance(values, dict) else {}


def _busy(library: Path) -> LibraryBusy:
    known = owner(library)
    who = f"process {known.pid}" if known else "another process"
    where = f", which answers at {known.url}" if known and known.url else ""
    return LibraryBusy(
        f"The indexes of {library} are in use by {who}{where}: ask there, or stop it first.",
        known.url if known else None,
    )


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
