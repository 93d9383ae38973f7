"""The bytes of a text file -> str, or a ReadingError that names why not."""

from __future__ import annotations

import codecs

from assistant.errors import ReadingError

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
_HIGH_BYTES = frozenset((0x00, 0x01, 0x03, 0x1E, 0x20))
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f\v\x1a\x1b")


def decode(raw: bytes) -> str:
    """Return the text of `raw`: UTF-8, or UTF-16 with a byte order mark or without one where it is obvious.

    Raises ReadingError: larger than 20 MB, empty file, binary file, unknown encoding.
    """
    check_size(raw)
    if raw.startswith(_SIGNATURES):
        raise ReadingError("binary file, not text; save it as text (UTF-8), Markdown or HTML first")
    text = _decoded(raw)
    if not text.strip():
        raise ReadingError("empty file: there is no text in it")
    return text


def check_size(raw: bytes) -> None:
    """Raise ReadingError when a file is larger than 20 MB or empty."""
    if len(raw) > MAX_BYTES:
        raise ReadingError("the file is larger than 20 MB; split it into one file per report")
    if not raw.strip():
        raise ReadingError("empty file: there is no text in it")


def _decoded(raw: bytes) -> str:
    for mark, marked in _MARKS:
        if raw.startswith(mark):
            return _strict(raw, marked)
    encoding = _unmarked_utf16(raw) if b"\x00" in raw else "utf-8"
    if encoding is None or _mostly_controls(raw, encoding):
        raise ReadingError("binary file, not text; save it as text (UTF-8), Markdown or HTML first")
    return _strict(raw, encoding)


def _strict(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as exc:
        raise ReadingError(
            f"unknown encoding: neither UTF-8 nor UTF-16 (byte {exc.start}); save the file as UTF-8"
        ) from exc


def _unmarked_utf16(raw: bytes) -> str | None:
    if len(raw) % 2:
        return None
    for encoding, high in (("utf-16-le", raw[1::2]), ("utf-16-be", raw[0::2])):
        known = sum(byte in _HIGH_BYTES for byte in high)
        if known >= 0.98 * len(high) and high.count(0) >= 0.3 * len(high):
            return encoding
    return None


def _mostly_controls(raw: bytes, encoding: str) -> bool:
    """Control bytes never stand in text; a stray one is forgiven, a share of them is a binary file."""
    if encoding != "utf-8":
        return False
    return sum(byte in _CONTROLS for byte in raw) > len(raw) // 1000
