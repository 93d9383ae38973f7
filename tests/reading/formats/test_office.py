""".doc and .odt: LibreOffice writes them anew, and without it the file fails with what to install."""

from __future__ import annotations

import shutil
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import ReadingError
from assistant.reading.formats import extract
from assistant.reading.formats.programs import run
from tests.reading.files import COMPOUND, ENCRYPTED, tagged, word_file

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(
    OFFICE is None, reason="LibreOffice is not installed: apt install libreoffice-writer-nogui"
)


def fill(document: Any) -> None:
    document.add_heading("Hội nghị Huyện ủy lần thứ chín", level=1)
    document.add_paragraph("Sáng 3/4, Huyện ủy họp; đồng chí Bí thư Huyện ủy chủ trì.")
    table = document.add_table(rows=2, cols=2, style="Table Grid")
    for cell, words in zip(table._cells, ("Chỉ tiêu", "Kết quả", "Thu", "3,2 tỷ"), strict=True):
        cell.text = words
    document.add_paragraph("Hội nghị kết thúc cùng ngày.")


def open_document(manifest: str) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("content.xml", "<office/>")
        package.writestr("META-INF/manifest.xml", manifest)
    return written.getvalue()


LOCKED_DOC = COMPOUND[:512].ljust(512, b"\0") + b"\xec\xa5".ljust(11, b"\0") + b"\x13".ljust(600, b"\0")
OPEN_ODT = open_document("<manifest/>")


@needs_office
@pytest.mark.parametrize(("suffix", "filter"), [(".doc", "doc:MS Word 97"), (".odt", "odt")])
def test_it_is_read_like_a_docx(suffix: str, filter: str, tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(word_file(fill))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    run((str(OFFICE), profile, "--headless", "--convert-to", filter, "report.docx"), tmp_path, 120)
    raw = (tmp_path / f"report{suffix}").read_bytes()
    assert tagged(extract(raw, suffix)) == [
        ("heading", "Hội nghị Huyện ủy lần thứ chín"),
        ("text", "Sáng 3/4, Huyện ủy họp; đồng chí Bí thư Huyện ủy chủ trì."),
        ("table", "Chỉ tiêu | Kết quả\nThu | 3,2 tỷ"),
        ("text", "Hội nghị kết thúc cùng ngày."),
    ]
    with pytest.raises(ReadingError, match=f"damaged {suffix} file: it is truncated"):
        extract(raw[: len(raw) // 3], suffix)


@pytest.mark.parametrize(("raw", "suffix"), [(COMPOUND, ".doc"), (OPEN_ODT, ".odt")])
def test_without_libreoffice_the_package_is_named(
    raw: bytes, suffix: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ReadingError, match=f"reading {suffix} needs LibreOffice, .* install libreoffice-writer-nogui`"):
        extract(raw, suffix)


@pytest.mark.parametrize(
    ("raw", "suffix", "reason"),
    [
        (ENCRYPTED, ".doc", "encrypted; open it with its password"),
        (LOCKED_DOC, ".doc", "encrypted; open it with its password"),
        (open_document("<manifest:encryption-data/>"), ".odt", "encrypted; open it with its password"),
        (word_file(fill), ".doc", "newer Office file named .doc; name it .docx"),
        (b"Bien ban", ".doc", "damaged .doc file"),
        (b"Bien ban", ".odt", "damaged .odt file"),
        (b"", ".odt", "empty file"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(raw: bytes, suffix: str, reason: str) -> None:
    with pytest.raises(ReadingError, match=reason):
        extract(raw, suffix)
