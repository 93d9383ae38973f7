"""Paths -> the files to ingest, by name and kind; no more is looked at than the file system tells."""

from __future__ import annotations

import hashlib
import os
import stat
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import AssistantError, ReadingError
from assistant.reading import ARCHIVES, SUPPORTED, Member, check_size
from assistant.store.identity import located


@dataclass(frozen=True, slots=True)
class Found:
    """A file to ingest and the folder that its path is told from; of an archive, one document in it."""

    file: Path
    root: Path
    member: Member | None = None

    @property
    def named(self) -> Path:
        """Where it stands, a member below its archive."""
        return self.file / self.member.name if self.member else self.file


class PathsMissing(AssistantError):
    """A path given to ingest does not exist or cannot be read."""


def find_files(paths: Sequence[Path]) -> tuple[Found, ...]:
    """Return the files to ingest, in order: each file named, and below each folder those of a format that is read.

    Hidden files, README files, links, pipes and the like, and what Word leaves beside an open document (~$...) are left
    out of folders. A file or folder below that cannot be looked at is returned too, to fail. Raises PathsMissing.
    """
    found: dict[Path, Found] = {}
    for path in paths:
        root = _existing(path)
        below = _below(root) if root.is_dir() else iter((Found(root, root.parent),))
        for item in below:
            found.setdefault(item.file, item)
    return tuple(found.values())


def passed_over(paths: Sequence[Path]) -> Mapping[str, int]:
    """Return how many files below these folders are left out because of their format, by its ending."""
    folders = {root for path in paths if (root := path.resolve()).is_dir()}
    others = {file for root in folders for file in _walk(root, []) if not _is_read(file)}
    return Counter(file.suffix.lower() or "(none)" for file in others if not _is_special(file))


def _existing(path: Path) -> Path:
    try:
        return path.resolve(strict=True)
    except FileNotFoundError as exc:
        raise PathsMissing(f"{path} does not exist.") from exc
    except (OSError, RuntimeError) as exc:
        raise PathsMissing(f"{path} cannot be read: {exc}.") from exc


def _below(root: Path) -> Iterator[Found]:
    unreadable: list[OSError] = []
    for file in _walk(root, unreadable):
        if _is_read(file) and not _is_special(file):
            yield Found(file, root)
    for error in unreadable:
        if Path(error.filename) == root:
            raise PathsMissing(f"{root} cannot be read: {error.strerror}.")
        yield Found(Path(error.filename), root)


def _walk(root: Path, unreadable: list[OSError]) -> Iterator[Path]:
    """Yield the files below a folder by name, without hidden ones, README files and what Word leaves beside others."""
    for folder, folders, files in os.walk(root, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith((".", "~$")) and not name.lower().startswith("readme."):
                yield Path(folder, name)


def _is_read(file: Path) -> bool:
    return file.suffix.lower() in SUPPORTED | ARCHIVES


def _is_special(file: Path) -> bool:
    """Whether it is a link, a pipe or the like."""
    try:
        return not stat.S_ISREG(file.lstat().st_mode)
    except OSError:
        return False  # opening it tells why


def shown(item: Found) -> str:
    """Return the path of a file below its root, as it is told and stored."""
    path = located(item.file, item.root)[1]
    return f"{path}/{item.member.name}" if item.member else path


def stored(item: Found) -> Path:
    """Return the absolute path of a file as it is stored."""
    # Compared by the names that are stored: one in an old encoding is stored differently from how the disk has it.
    return Path(*located(item.named, item.root))


def check(item: Found) -> None:
    """Raise ReadingError for what is not a file of a format that is read, before its bytes are touched."""
    try:
        state = item.file.stat()
    except OSError as exc:
        raise ReadingError(f"the file cannot be opened: {exc.strerror or exc}") from exc
    if stat.S_ISDIR(state.st_mode):
        raise ReadingError("the folder cannot be read; make it readable for this user")
    if not stat.S_ISREG(state.st_mode):
        raise ReadingError("it is a device or a pipe, not a file")
    suffix = item.named.suffix
    if suffix.lower() not in SUPPORTED:
        known = ", ".join(sorted(SUPPORTED | ARCHIVES))
        raise ReadingError(f"the format {suffix or '(none)'} is not read; {known} are")
    if not item.member:
        check_size(state.st_size)


def sha256_of(item: Found) -> str:
    """Return the hash of a file's bytes. Raises ReadingError."""
    if item.member:
        return item.member.sha256
    try:
        with item.file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as exc:
        raise ReadingError(f"the file cannot be opened: {exc.strerror or exc}") from exc
