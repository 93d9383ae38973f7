"""Hostile archives: links, names that lead outside, bombs, archives in archives, encryption, numbers without end."""

from __future__ import annotations

import stat
import zipfile
from io import BytesIO
from random import Random

from evaluation.fuzzing.hostile_word import DOCUMENT, SENTENCE, document
from evaluation.fuzzing.made import Bait, Hostile
from evaluation.fuzzing.zips import MEGABYTE, bomb, with_size, zipped

_WORDS = "Sáng ngày 5/4/2024, Huyện ủy Vân Sơn họp phiên thường kỳ tháng 4; thu ngân sách ước đạt 41 tỷ đồng."
_ENCRYPTED = 0x1


def _links(random: Random, bait: Bait) -> bytes:
    """Symbolic links to a file and a folder outside, and a member below the one to the folder."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, target in (("a.txt", str(bait.secret)), ("b", str(bait.secret.parent)), ("c.txt", "/etc/passwd")):
            link = zipfile.ZipInfo(name)
            link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
            archive.writestr(link, target)
        archive.writestr("b/d.txt", _WORDS)
    return written.getvalue()


def _outside(random: Random, bait: Bait) -> bytes:
    name = bait.written.name
    names = (
        str(bait.written),
        f"../{name}",
        f"{'../' * 12}tmp/{name}",
        f"..\\..\\{name}",
        f"C:\\{name}",
        f"//x/{name}",
    )
    return zipped({f"{place}.txt": _WORDS for place in names})


def _odd_names(random: Random, bait: Bait) -> bytes:
    names = (
        "a" * 300 + ".txt",
        "ă" * 200 + ".txt",
        "a\nb.txt",
        "-rf.txt",
        "‮txt.exe.txt",
        " .txt",
        "con.txt",
        "a/" * 200,
    )
    return zipped({**dict.fromkeys(names, _WORDS), "📄 họp.md": _WORDS, ".txt": _WORDS, "a\x01.txt": _WORDS, "/": ""})


def _old_encoding(random: Random, bait: Bait) -> bytes:
    """Names in bytes that are no UTF-8, unmarked and marked as if they were."""
    raw = zipped({"XXXX.txt": _WORDS, "YYYY.txt": _WORDS})
    return raw.replace(b"XXXX", b"\xb8\xe3\xff\xfe").replace(b"YYYY", b"\xc3\x28\xa0\xa1")


def _same_names(random: Random, bait: Bait) -> bytes:
    raw = zipped({f"{number}.txt": f"{_WORDS} {number}." for number in range(9)})
    for number in range(1, 9):
        raw = raw.replace(b"%d.txt" % number, b"0.txt")
    return raw


def _nested(random: Random, bait: Bait) -> bytes:
    raw = zipped({"a.txt": _WORDS})
    for _ in range(60):
        raw = zipped({"a.zip": raw, "b.txt": _WORDS})
    return raw


def _nested_bomb(random: Random, bait: Bait) -> bytes:
    """Ten archives of ten archives of ten of them of ten megabytes."""
    raw = zipped({"a.txt": b" " * (bait.times(10) * MEGABYTE)})
    for _ in range(3):
        raw = zipped({f"{number}.zip": raw for number in range(10)})
    return raw


def _encrypted(random: Random, bait: Bait) -> bytes:
    """Members that are marked as encrypted, in both places where that stands."""
    raw = bytearray(zipped({"a.txt": _WORDS, "b.docx": zipped({DOCUMENT: document(SENTENCE)})}))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = raw.find(sign)
        while start >= 0:
            raw[start + place] |= _ENCRYPTED
            start = raw.find(sign, start + 4)
    return bytes(raw)


def _bomb(random: Random, bait: Bait) -> bytes:
    return bomb("a.txt", _WORDS.encode(), b"a ", max(25, bait.times(400)), b"")


def _lying(random: Random, bait: Bait) -> bytes:
    return with_size(bomb("a.txt", b"", b"a ", bait.times(300), b""), random.choice((10, 0, 0xFFFFFFFE)))


def _many(random: Random, bait: Bait) -> bytes:
    return zipped({f"{number}.txt": "" if number % 2 else "x" for number in range(bait.times(60_000))})


def _many_bad(random: Random, bait: Bait) -> bytes:
    return zipped({f"{number}.docx": random.randbytes(50) for number in range(bait.times(300))})


def _only_folders(random: Random, bait: Bait) -> bytes:
    return zipped({"a/": "", "b/c/": "", ".hidden.txt": _WORDS, "README.txt": _WORDS, "d.exe": "MZ"})


def _itself(random: Random, bait: Bait) -> bytes:
    """An archive behind the bytes of a program, and one before it."""
    return b"MZ" + bytes(4000) + zipped({"a.txt": _WORDS}) + zipped({"b.txt": f"{_WORDS} {random.random()}"})


def _documents(random: Random, bait: Bait) -> bytes:
    """Good documents beside bad ones."""
    word = zipped({DOCUMENT: document(SENTENCE)})
    return zipped({"a.txt": _WORDS, "b.docx": word[:-40], "c.pdf": b"%PDF-1.7\n", "d.docx": word, "e.html": b"\0" * 99})


ZIPS: dict[str, tuple[str, Hostile]] = {
    name: (".zip", make)
    for name, make in {
        "symbolic links": _links,
        "names that lead outside": _outside,
        "odd names": _odd_names,
        "names in an old encoding": _old_encoding,
        "one name nine times": _same_names,
        "60 archives in each other": _nested,
        "archives of archives": _nested_bomb,
        "encrypted archive": _encrypted,
        "archive of 400 MB": _bomb,
        "archive that lies": _lying,
        "60k members": _many,
        "300 bad members": _many_bad,
        "nothing to read": _only_folders,
        "archive behind a program": _itself,
        "good beside bad": _documents,
    }.items()
}
