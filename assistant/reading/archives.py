"""A .zip of documents -> its members, each a document of its own. Nothing is unpacked onto the disk."""

from __future__ import annotations

import hashlib
import re
import stat
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from assistant.errors import ReadingError
from assistant.reading.decoding import MAX_BYTES
from assistant.reading.formats import SUPPORTED
from assistant.reading.formats.containers import UNREADABLE
from assistant.vietnamese.unicode import normalize

ARCHIVES = frozenset((".zip",))
MAX_MEMBERS, MAX_UNPACKED_BYTES, MAX_ARCHIVE_BYTES = 2_000, 500 << 20, 200 << 20
_LONGEST_NAME = 255
_HASH = re.compile("[0-9a-f]{64}")
_AT_ONCE = 1 << 20
_DAMAGED = "damaged .zip file: it is truncated or not a .zip; pack it again"
_ENCRYPTED = "the archive is encrypted; unpack it with its password and ingest the folder"
_NESTED = "an archive in an archive is not opened; unpack it"
_OUTSIDE = "its name leads out of the archive; pack it again"
_ABSURD = f"its name is empty, longer than {_LONGEST_NAME} letters or holds control characters; rename it"
# What older Windows programs wrote names in where they did not say UTF-8; zipfile takes it for this.
_ASSUMED = "cp437"


@dataclass(frozen=True, slots=True)
class Member:
    """A document in an archive: its path there and the hash of its bytes, or why it cannot be read."""

    name: str
    sha256: str = ""
    reason: str = ""


def list_members(path: Path) -> tuple[Member, ...]:
    """Return the documents in the archive at `path` by name; what folders pass over is passed over here.

    Raises ReadingError: damaged, encrypted, too large, too many members or unpacked too large.
    """
    with _opened(path) as archive:
        members = []
        left = MAX_UNPACKED_BYTES
        for name, info in _documents(archive):
            member, taken = _hashed(archive, name, info)
            members.append(member)
            left -= taken
            if left < 0:
                raise ReadingError(f"the archive unpacks to more than {MAX_UNPACKED_BYTES >> 20} MB; split it")
    return tuple(sorted(members, key=lambda member: member.name))


def checked_members(members: Sequence[Member]) -> tuple[Member, ...]:
    """Return members as they are. Raises ValueError where no listing of ours would have made them."""
    if len(members) > MAX_MEMBERS:
        raise ValueError("too many members")
    for member in members:
        if not member.name.isprintable() or not (member.reason or _HASH.fullmatch(member.sha256)):
            raise ValueError("a member without a name or a hash")
        if not member.reason and _why_not_named(member.name):
            raise ValueError("a name that is not read")
    return tuple(members)


def read_member(path: Path, name: str) -> bytes:
    """Return the bytes of a member by its name, at most one more than a file may have. Raises ReadingError."""
    with _opened(path) as archive:
        for known, info in _documents(archive):
            if known == name:
                try:
                    with archive.open(info) as stream:
                        return stream.read(MAX_BYTES + 1)
                except UNREADABLE as exc:
                    raise ReadingError(_DAMAGED) from exc
    raise ReadingError("it is no longer in the archive")


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        if path.stat().st_size > MAX_ARCHIVE_BYTES:
            raise ReadingError(f"the archive is larger than {MAX_ARCHIVE_BYTES >> 20} MB; split it")
        file = path.open("rb")
    except OSError as exc:
        raise ReadingError(f"the file cannot be opened: {exc.strerror or exc}") from exc
    with file:
        yield from _unpacked(file)


def _unpacked(file: BinaryIO) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(file)
    except UNREADABLE as exc:
        raise ReadingError(_DAMAGED) from exc
    with archive:
        if len(archive.filelist) > MAX_MEMBERS:
            raise ReadingError(f"the archive holds more than {MAX_MEMBERS:,} files; split it")
        files = [info for info in archive.filelist if not info.is_dir()]
        if files and all(map(_is_encrypted, files)):
            raise ReadingError(_ENCRYPTED)
        yield archive


def _documents(archive: zipfile.ZipFile) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """The members that are told about, each name once, as a file's in a folder would be."""
    seen = set()
    for info in archive.filelist:
        name = _named(info)
        if not info.is_dir() and not stat.S_ISLNK(info.external_attr >> 16) and _is_document(name) and name not in seen:
            seen.add(name)
            yield name, info


def _is_document(name: str) -> bool:
    path = PurePosixPath(name)
    hidden = any(part.startswith((".", "__MACOSX")) and part != ".." for part in path.parts)
    readable = path.suffix.lower() in SUPPORTED | ARCHIVES
    return readable and not hidden and not path.name.lower().startswith("readme.")


def _hashed(archive: zipfile.ZipFile, name: str, info: zipfile.ZipInfo) -> tuple[Member, int]:
    """The member with its hash, and how many bytes it unpacked to."""
    reason = _why_not_named(name) or (_ENCRYPTED if _is_encrypted(info) else "")
    if reason:
        return Member("".join(one if one.isprintable() else "?" for one in name), reason=reason), 0
    digest, taken = hashlib.sha256(), 0
    try:
        with archive.open(info) as stream:
            while taken <= MAX_BYTES and (piece := stream.read(_AT_ONCE)):
                digest.update(piece)
                taken += len(piece)
    except UNREADABLE:
        return Member(name, reason=_DAMAGED), taken
    return Member(name, digest.hexdigest()), taken


def _why_not_named(name: str) -> str:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        return _OUTSIDE
    if len(name) > _LONGEST_NAME or not name.isprintable():
        return _ABSURD
    return _NESTED if path.suffix.lower() in ARCHIVES else ""


def _is_encrypted(info: zipfile.ZipInfo) -> bool:
    return bool(info.flag_bits & 0x1)


def _named(info: zipfile.ZipInfo) -> str:
    """A member's name in Unicode: what does not say so is UTF-8 all the same where it can be read as that."""
    name = info.filename
    if not info.flag_bits & 0x800:
        try:
            name = name.encode(_ASSUMED).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            name = info.filename
    name = normalize(name).replace("\\", "/")
    return PurePosixPath(name).as_posix() if name.isprintable() else name
