"""A file and the folder it was ingested from -> the identity (root, path) and the id of its report."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def report_id(collection: str, root: str, path: str) -> str:
    """Return the id of the report with this identity: 16 hex digits, the same on every run."""
    return hashlib.sha256("\0".join((collection, root, path)).encode()).hexdigest()[:16]


def located(file: Path, root: Path) -> tuple[str, str]:
    """Return (root, path below it) of a file, links in folder names resolved.

    A file that lies outside of `root` once links are resolved has its own folder for a root.
    """
    folder = file.parent.resolve()
    base = root.resolve()
    if not folder.is_relative_to(base):
        base = folder
    return _storable(str(base)), _storable((folder / file.name).relative_to(base).as_posix())


def splits(root: str, path: str) -> tuple[tuple[str, str], ...]:
    """Return every (root, path) that names the same absolute file."""
    absolute = Path(root, path)
    return tuple((str(parent), absolute.relative_to(parent).as_posix()) for parent in absolute.parents)


def _storable(name: str) -> str:
    # File names in an old encoding come as lone surrogates, which SQLite cannot keep.
    return os.fsencode(name).decode("utf-8", "backslashreplace")
