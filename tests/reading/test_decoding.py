"""Bytes of a text file: what is decoded, and the one reason why something is not."""

from __future__ import annotations

import codecs

import pytest

from assistant.errors import ReadingError
from assistant.reading.decoding import MAX_BYTES, decode

TEXT = "Hội nghị Huyện ủy Hà Thanh: thu ngân sách ước đạt 31,5 tỷ đồng.\n"


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 BOM", "utf-16 BOM", "utf-16 BE BOM", "utf-16 LE", "utf-16 BE"],
)
def test_text_is_decoded(raw: bytes) -> None:
    assert decode(raw) == TEXT


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty file"),
        (b" \n\t ", "empty file"),
        (codecs.BOM_UTF8, "empty file"),
        ("\ufeff \n".encode("utf-16-le"), "empty file"),
        (b"a" * (MAX_BYTES + 1), "larger than 20 MB"),
        (b"PK\x03\x04" + TEXT.encode(), "binary file"),
        (b"%PDF-1.7\n" + TEXT.encode(), "binary file"),
        (bytes(range(256)) * 20, "binary file"),
        (b"\x01\x02\x03" * 100, "binary file"),
        ("Thành phố".encode("cp1258", "replace") + b"\xff", "unknown encoding"),
        (codecs.BOM_UTF16_LE + b"a", "unknown encoding"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(ReadingError, match=reason):
        decode(raw)
