"""The bytes of an Office file -> the XML parts in it, parsed without entities or network, or a ReadingError."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from assistant.errors import ReadingError

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]  # lxml ships no types

# What the library raises over a damaged zip; NotImplementedError is a RuntimeError.
UNREADABLE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError, IndexError)
# Compound files: .doc, and any Office file that is encrypted. Names in them are UTF-16.
OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK\x03\x04"
# The longest text of a report is a few MB of XML; one whose parts unpack to more is a bomb. A tree of XML takes seven
# times the room of its text.
_MOST_MB = 48


class Package:
    """A zip of XML parts, such as a .docx."""

    def __init__(self, raw: bytes, format: str) -> None:
        self._format = format
        self._left = _MOST_MB * 1024 * 1024
        if raw.startswith(OLE):
            raise ReadingError(_of_compound(raw, format))
        if raw.startswith(b"%PDF-"):
            raise ReadingError(f"this is a PDF named {format}; name it .pdf")
        if not raw.startswith(_ZIP):
            raise ReadingError(f"this is no {format} file; open it in a word processor and save it as {format} again")
        try:
            self._zip = zipfile.ZipFile(BytesIO(raw))
        except UNREADABLE as exc:
            raise self._damaged() from exc

    def part(self, name: str) -> _Element | None:
        """Return the root of a part, None when there is no such part. Raises ReadingError when it is damaged."""
        from lxml import etree  # type: ignore[import-untyped]

        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            entry = self._zip.getinfo(name)
            self._left -= entry.file_size
            if self._left < 0:
                raise ReadingError(f"it unpacks to more than {_MOST_MB} MB; save the report's text on its own")
            root = etree.fromstring(self._zip.read(entry), parser)
        except KeyError:
            return None
        except (*UNREADABLE, etree.XMLSyntaxError) as exc:
            raise self._damaged() from exc
        if root.getroottree().docinfo.doctype:  # no word processor writes one, and only one could name entities
            raise self._damaged()
        return root

    def required(self, name: str) -> _Element:
        """Return the root of a part. Raises ReadingError when it is missing or damaged."""
        root = self.part(name)
        if root is None:
            raise self._damaged()
        return root

    def names(self, start: str) -> tuple[str, ...]:
        """Return the names of the parts that begin so, sorted."""
        return tuple(sorted(name for name in self._zip.namelist() if name.startswith(start)))

    def _damaged(self) -> ReadingError:
        return ReadingError(
            f"damaged {self._format} file: it is truncated or not a {self._format}; copy it again from its source, "
            f"or open it in a word processor and save it as {self._format} again"
        )


def is_encrypted(raw: bytes) -> bool:
    """Whether a compound file only wraps an encrypted document."""
    return raw.startswith(OLE) and _ENCRYPTED in raw


def _of_compound(raw: bytes, format: str) -> str:
    if is_encrypted(raw):
        return "the file is encrypted; open it with its password and save it without one"
    return f"this is an older Office file named {format}; name it .doc, or save it as {format} again"
