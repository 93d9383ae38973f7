"""The documents in a .zip: told as those of a folder would be, and nothing else of what a .zip may hold."""

from __future__ import annotations

import hashlib
import stat
import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from assistant.errors import ReadingError
from assistant.reading import archives
from assistant.reading.archives import Member, list_members, read_member
from assistant.reading.decoding import MAX_BYTES

TEXT = "Hội nghị Huyện ủy Vân Sơn".encode()


def packed(folder: Path, *members: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    path = folder / "hồ sơ.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in members:
            archive.writestr(name, raw)
    return path


def linked(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def encrypted(path: Path) -> Path:
    """The same archive, whose members say that they are encrypted."""
    raw = bytearray(path.read_bytes())
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.find(sign)
        while at >= 0:
            flags = struct.unpack_from("<H", raw, at + offset)[0]
            struct.pack_into("<H", raw, at + offset, flags | 1)
            at = raw.find(sign, at + 4)
    path.write_bytes(raw)
    return path


def test_documents_are_listed_by_name_with_the_hash_of_their_bytes(tmp_path: Path) -> None:
    path = packed(tmp_path, ("xã/họp.txt", TEXT), ("a.html", b"<p>x</p>"), ("bảng.xls", b"x"), ("xã/", b""))
    assert list_members(path) == (
        Member("a.html", hashlib.sha256(b"<p>x</p>").hexdigest()),
        Member("xã/họp.txt", hashlib.sha256(TEXT).hexdigest()),
    )
    assert read_member(path, "xã/họp.txt") == TEXT


def test_what_folders_pass_over_is_passed_over(tmp_path: Path) -> None:
    left_out = (".ẩn.txt", "__MACOSX/._a.txt", ".git/a.txt", "README.md", "xã/readme.txt")
    path = packed(tmp_path, *((name, TEXT) for name in left_out), (linked("nối.txt"), b"/etc/passwd"))
    assert list_members(path) == ()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../ra ngoài.txt", "leads out"),
        ("/etc/a.txt", "leads out"),
        ("xã/../../a.txt", "leads out"),
        ("trong.zip", "archive in an archive"),
        (f"{'dài' * 90}.txt", "longer than"),
        ("hai\ndòng.txt", "control characters"),
    ],
)
def test_a_member_that_is_not_read_says_why(tmp_path: Path, name: str, reason: str) -> None:
    told = {member.name: member.reason for member in list_members(packed(tmp_path, ("a.txt", TEXT), (name, TEXT)))}
    assert told["a.txt"] == ""
    assert reason in told[name.replace("\n", "?")]


def test_a_name_that_does_not_say_its_encoding_is_utf_8_where_it_can_be(tmp_path: Path) -> None:
    path = packed(tmp_path, ("aaa.txt", TEXT))
    path.write_bytes(path.read_bytes().replace(b"aaa.txt", "ạ.txt".encode()))
    assert [member.name for member in list_members(path)] == ["ạ.txt"]


def test_a_member_is_read_no_further_than_a_file_may_go(tmp_path: Path) -> None:
    path = packed(tmp_path, ("lớn.txt", bytes(MAX_BYTES + 9)))
    assert len(read_member(path, "lớn.txt")) == MAX_BYTES + 1
    assert list_members(path)[0].reason == ""  # reading it says that it is too large


def test_an_archive_that_unpacks_to_too_much_fails_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_UNPACKED_BYTES", 40 << 20)
    path = packed(tmp_path, *((f"{number}.txt", bytes(MAX_BYTES)) for number in range(3)))
    assert path.stat().st_size < 1 << 20
    with pytest.raises(ReadingError, match="unpacks to more than 40 MB"):
        list_members(path)


def test_an_archive_of_too_many_files_fails_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBERS", 2)
    with pytest.raises(ReadingError, match="more than 2 files"):
        list_members(packed(tmp_path, *((f"{number}.txt", TEXT) for number in range(3))))


def test_an_encrypted_archive_says_so(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="encrypted"):
        list_members(encrypted(packed(tmp_path, ("a.txt", TEXT), ("b.txt", TEXT))))


def test_a_damaged_member_fails_alone(tmp_path: Path) -> None:
    path = packed(tmp_path, ("a.txt", TEXT), ("b.txt", TEXT * 9))
    raw = bytearray(path.read_bytes())
    start = raw.index(b"a.txt") + len(b"a.txt")
    raw[start : start + 6] = bytes(6)
    path.write_bytes(raw)
    told = {member.name: member.reason for member in list_members(path)}
    assert "damaged" in told["a.txt"]
    assert told["b.txt"] == ""


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"x" * 99, TEXT], ids=["empty", "cut", "noise", "text"])
def test_what_is_no_archive_says_so(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(raw)
    with pytest.raises(ReadingError, match=r"damaged \.zip"):
        list_members(path)


def test_a_cut_archive_says_so(tmp_path: Path) -> None:
    path = packed(tmp_path, ("a.txt", TEXT * 20), ("b.txt", TEXT))
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(ReadingError, match=r"damaged \.zip"):
        list_members(path)


def test_a_member_that_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="no longer"):
        read_member(packed(tmp_path, ("a.txt", TEXT)), "b.txt")


def test_an_archive_larger_than_may_be_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_ARCHIVE_BYTES", 1 << 20)
    path = packed(tmp_path, (zipfile.ZipInfo("a.txt"), bytes(2 << 20)))
    with pytest.raises(ReadingError, match="larger than 1 MB"):
        list_members(path)


def test_entries_that_share_their_bytes_count_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bomb whose entries all point at one run of bytes unpacks no further than another."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0.txt", bytes(MAX_BYTES))
        (first,) = archive.filelist
        for number in range(1, 50):
            other = zipfile.ZipInfo("0.txt")
            for field in ("compress_type", "CRC", "compress_size", "file_size", "header_offset"):
                setattr(other, field, getattr(first, field))
            other.filename = f"{number}.txt"
            archive.filelist.append(other)
    path = tmp_path / "bomb.zip"
    path.write_bytes(buffer.getvalue())
    monkeypatch.setattr(archives, "MAX_UNPACKED_BYTES", 2 * MAX_BYTES)
    members = list_members(path)  # their names differ from those beside the bytes, so all but one are damaged
    assert sum(not member.reason for member in members) == 1
