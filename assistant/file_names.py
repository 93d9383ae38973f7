"""The name that somebody gave a file -> the one that it is kept under, safe for any file system and found by ingest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from assistant.errors import ReadingError
from assistant.reading import ARCHIVES, SUPPORTED
from assistant.vietnamese.unicode import normalize

FORMATS = tuple(sorted(SUPPORTED | ARCHIVES))
_FORBIDDEN = frozenset('<>:"|?*')
# A file system takes 255 bytes; a number and the format come after.
_LONGEST_BYTES = 180


def kept_name(given: str) -> str:
    """Return a name without folders, control characters and what hides a file. Raises ReadingError: its format is not
    read."""
    base = normalize(given).replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join("_" if mark in _FORBIDDEN else mark if mark.isprintable() else " " for mark in base)
    named = PurePosixPath(" ".join(plain.split()).strip(". ~$"))
    suffix = named.suffix.lower()
    if suffix not in FORMATS:
        raise ReadingError(f"the format {suffix or '(none)'} is not read; {', '.join(FORMATS)} are")
    stem = named.stem.encode("utf-8", "replace")[:_LONGEST_BYTES].decode("utf-8", "ignore").strip()
    # What begins so is passed over where a folder is ingested.
    return f"{'_' if stem.lower().split('.')[0] == 'readme' else ''}{stem}{suffix}"


def numbered(name: str) -> Iterator[str]:
    """Yield the name, then the same with a number: a.txt, a (2).txt, a (3).txt …"""
    yield name
    path, number = PurePosixPath(name), 2
    while True:
        yield f"{path.stem} ({number}){path.suffix}"
        number += 1
