"""Members -> the bytes of a zip, also of one that unpacks to far more than it is, or lies about it."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping
from io import BytesIO

MEGABYTE = 1 << 20


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of these members."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return written.getvalue()


def bomb(name: str, head: bytes, repeated: bytes, megabytes: int, tail: bytes) -> bytes:
    """Return a zip of one member that is `megabytes` long unpacked, made without ever holding that much."""
    written = BytesIO()
    block = repeated * (MEGABYTE // len(repeated))
    with (
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w", force_zip64=True) as to,
    ):
        to.write(head)
        for _ in range(megabytes):
            to.write(block)
        to.write(tail)
    return written.getvalue()


def with_size(raw: bytes, size: int) -> bytes:
    """Return a zip whose first member lies about its unpacked size, in both places where that stands."""
    changed = bytearray(raw)
    struct.pack_into("<I", changed, 22, size)
    struct.pack_into("<I", changed, raw.index(b"PK\x01\x02") + 24, size)
    return bytes(changed)
