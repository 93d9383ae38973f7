"""Bytes of a text file: what is decoded, and the one reason why something is not."""

from __future__ import annotations

import codecs

import pytest

from assistant.errors import ReadingError
from assistant.reading.decoding import MAX_BYTES, declared_charset, decode
from tests.vietnamese.legacy_bytes import to_1258, to_tcvn3, to_vni

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
        to_tcvn3(TEXT),
        to_vni(TEXT),
        to_1258(TEXT),
    ],
    ids=["utf-8", "utf-8 BOM", "utf-16 BOM", "utf-16 BE BOM", "utf-16 LE", "utf-16 BE", "TCVN3", "VNI", "1258"],
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
        ("Où l’été fut très doux à Orléans".encode("cp1252"), "unknown encoding"),
        (codecs.BOM_UTF16_LE + b"a", "unknown encoding"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(ReadingError, match=reason):
        decode(raw)


@pytest.mark.parametrize(
    ("text", "written", "charset"),
    [
        ("Où l’été fut très doux à Orléans", "cp1252", "windows-1252"),
        ("Où l'été fut très doux à Orléans", "latin-1", "iso-8859-1"),
        ("Café, Đak", "cp1258", "windows-1258"),
        (TEXT, "utf-8", "windows-1258"),
    ],
)
def test_a_declared_charset_is_followed_where_words_do_not_decide(text: str, written: str, charset: str) -> None:
    assert decode(text.encode(written), charset) == text


def test_words_decide_before_the_declared_charset() -> None:
    assert decode(to_tcvn3(TEXT), "windows-1252") == TEXT


@pytest.mark.parametrize(
    ("page", "charset"),
    [
        (b'<html><meta charset="Windows-1258"><p>', "windows-1258"),
        (b"<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=x-user-defined'>", "x-user-defined"),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?><html>', "iso-8859-1"),
        (b"<p>charset=utf-16</p>", None),
    ],
)
def test_a_page_declares_its_charset(page: bytes, charset: str | None) -> None:
    assert declared_charset(page) == charset
