"""The bytes of a text file -> str, or a ReadingError that names why not."""

from __future__ import annotations

import codecs
import re

from assistant.errors import ReadingError
from assistant.vietnamese.legacy import decode_legacy

MAX_BYTES = 20 * 1024 * 1024
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# First bytes of the containers people most often rename or drop among text files.
_SIGNATURES = (
    b"PK\x03\x04",
    b"%PDF-",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"{\\rtf",
)
# High bytes of UTF-16 code units in Vietnamese text: Latin, combining marks, Latin additional, punctuation.
_HIGH_BYTES = bytes((0x00, 0x01, 0x03, 0x1E, 0x20))
# What a page may say of itself that is no Unicode; "latin-1" is windows-1252 to every browser.
_CHARSETS = {"windows-1258": "cp1258", "windows-1252": "cp1252", "iso-8859-1": "cp1252", "us-ascii": "cp1252"}
_DECLARED = re.compile(rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([-\w]+)", re.IGNORECASE)
_DECLARED_WITHIN = 4096
_CONTROLS = bytes(sorted(frozenset(range(32)) - frozenset(b"\t\n\r\f\v\x1a\x1b")))


def decode(raw: bytes, charset: str | None = None) -> str:
    """Return the text of `raw`: UTF-8, or UTF-16 with a byte order mark or without one where it is obvious.

    What is neither is read in the Vietnamese encoding before Unicode in which it reads well (TCVN3, VNI, windows-1258,
    VISCII, VPS), else in the `charset` that a page declares. A text that is all UTF-8 is UTF-8 whatever it declares.

    Raises ReadingError: larger than 20 MB, empty file, binary file, unknown encoding.
    """
    check_filled(raw)
    if raw.startswith(_SIGNATURES):
        raise ReadingError("binary file, not text; save it as text (UTF-8), Markdown or HTML first")
    text = _decoded(raw, charset)
    if not text.strip():
        raise ReadingError("empty file: there is no text in it")
    return text


def check_size(size: int) -> None:
    """Raise ReadingError when a file of so many bytes is larger than 20 MB."""
    if size > MAX_BYTES:
        raise ReadingError("the file is larger than 20 MB; split it into one file per report")


def check_filled(raw: bytes) -> None:
    """Raise ReadingError when a file is larger than 20 MB or empty."""
    check_size(len(raw))
    if not raw.strip():
        raise ReadingError("empty file: there is no text in it")


def declared_charset(raw: bytes) -> str | None:
    """Return the charset that an HTML page names in its head, in lower case."""
    found = _DECLARED.search(raw[:_DECLARED_WITHIN])
    return found[1].decode("ascii", "replace").lower() if found else None


def _decoded(raw: bytes, charset: str | None) -> str:
    for mark, marked in _MARKS:
        if raw.startswith(mark):
            return _strict(raw, marked)
    encoding = _unmarked_utf16(raw) if b"\x00" in raw else "utf-8"
    if encoding is None or _mostly_controls(raw, encoding):
        raise ReadingError("binary file, not text; save it as text (UTF-8), Markdown or HTML first")
    try:
        return _strict(raw, encoding)
    except ReadingError:
        text = _before_unicode(raw, charset) if encoding == "utf-8" else None
        if text is None:
            raise
        return text


def _before_unicode(raw: bytes, charset: str | None) -> str | None:
    """The words decide before what a page declares: old pages called TCVN3 windows-1252 and chose a font."""
    text = decode_legacy(raw)
    if text is None and charset in _CHARSETS:
        return raw.decode(_CHARSETS[charset], "replace")
    return text


def _strict(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as exc:
        raise ReadingError(
            f"unknown encoding: neither UTF-8 nor UTF-16, nor an older Vietnamese one (byte {exc.start}); "
            "save the file as UTF-8"
        ) from exc


def _unmarked_utf16(raw: bytes) -> str | None:
    if len(raw) % 2:
        return None
    for encoding, high in (("utf-16-le", raw[1::2]), ("utf-16-be", raw[0::2])):
        known = len(high) - len(high.translate(None, _HIGH_BYTES))
        if known >= 0.98 * len(high) and high.count(0) >= 0.3 * len(high):
            return encoding
    return None


def _mostly_controls(raw: bytes, encoding: str) -> bool:
    """Control bytes never stand in text; a stray one is forgiven, a share of them is a binary file."""
    if encoding != "utf-8":
        return False
    return len(raw) - len(raw.translate(None, _CONTROLS)) > len(raw) // 1000
