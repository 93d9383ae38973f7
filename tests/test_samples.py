"""The samples in other formats than text: what their script makes is what lies there, and says what its texts say."""

from __future__ import annotations

import zipfile
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import PurePath

import pypdfium2 as pdfium
import pytest

from assistant.domain import CELL
from assistant.finding import find_files
from assistant.reading.draft import Draft
from assistant.reading.formats import extract
from samples import make_formats
from samples.make_formats import ARCHIVE, ARCHIVED, FOLDER, HEAD, HEADER, MARK, made, told
from tests.reading.files import needs_tesseract, texts

DOCX, PDF, SCAN, LEGACY = (
    "cam-vong-2022-03.docx",
    "go-may-2022-04.pdf",
    "phieng-lot-2022-02-scan.pdf",
    "van-say-2022-03-tcvn3.txt",
)
TOLD = {
    DOCX: "cam-vong-2022-03",
    PDF: "go-may-2022-04",
    LEGACY: "van-say-2022-03",
    **{name: text for name, (text, _) in ARCHIVED.items()},
}
CLOSE = 0.99


@pytest.fixture(scope="module")
def again() -> dict[str, bytes]:
    return made()


def held(name: str) -> bytes:
    """The bytes of a sample, or of a document in the archive."""
    if name not in ARCHIVED:
        return (FOLDER / name).read_bytes()
    with zipfile.ZipFile(FOLDER / ARCHIVE) as archive:
        return archive.read(name)


def read(name: str, raw: bytes) -> Draft:
    return extract(raw, PurePath(name).suffix)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def unpacked(raw: bytes) -> object:
    """Bytes without what the version of zlib makes of them."""
    if not raw.startswith(b"PK"):
        return raw
    with zipfile.ZipFile(BytesIO(raw)) as package:
        return [(one.filename, one.date_time, unpacked(package.read(one))) for one in package.infolist()]


def lines_told(name: str) -> list[str]:
    """The paragraphs and rows of a text as a reader sees them: without the mark of its note."""
    seen = told(name).text.replace(f"{MARK}: ", "").replace(MARK, "")
    return [squeezed(line) for line in seen.splitlines() if line]


def test_the_script_makes_the_same_files_each_time(again: dict[str, bytes]) -> None:
    assert made() == again


def test_what_lies_there_is_what_the_script_makes(again: dict[str, bytes]) -> None:
    assert set(again) == {DOCX, PDF, SCAN, LEGACY, ARCHIVE}
    for name in (DOCX, LEGACY, ARCHIVE):
        assert unpacked(held(name)) == unpacked(again[name]), f"{name}: run python -m samples.make_formats"
    for name in (PDF, SCAN):
        assert pictures(held(name)) == pictures(again[name]), f"{name}: run python -m samples.make_formats"


@pytest.mark.parametrize("name", TOLD)
def test_every_line_of_the_text_is_read(name: str) -> None:
    found = read(name, held(name))
    assert found.window_title in (None, told(TOLD[name]).window_title)
    lines = {squeezed(line) for line in found.text.splitlines()}
    assert [line for line in lines_told(TOLD[name]) if line not in lines] == []
    strange = lines - set(lines_told(TOLD[name])) - {""}
    assert strange == ({HEADER} if name == DOCX else set())


@needs_tesseract
def test_the_scan_is_read_nearly_to_the_letter() -> None:
    found = squeezed(read(SCAN, held(SCAN)).text)
    text = " ".join(lines_told("phieng-lot-2022-02"))
    assert SequenceMatcher(None, found, text, autojunk=False).ratio() >= CLOSE
    figures = [word for word in text.split() if any(map(str.isdigit, word))]
    assert [figure for figure in figures if figure not in found.split()] == []


def test_each_has_what_it_is_a_sample_of() -> None:
    word = read(DOCX, held(DOCX))
    assert texts(word, "table")[0].startswith(CELL.join(("Chỉ tiêu", "Kế hoạch năm 2022", "Quý I/2022")))
    assert MARK not in word.text
    paper = read(PDF, held(PDF))
    assert len(paper.pages) == 2
    assert all(HEAD in page for page in layers(PDF))
    assert HEAD not in paper.text
    assert layers(SCAN) == [""]
    assert "UBND x· V¹n SËy (huyÖn S«ng VÑn".encode("latin-1") in held(LEGACY)
    with zipfile.ZipFile(FOLDER / ARCHIVE) as archive:
        assert archive.namelist() == list(ARCHIVED)


def test_the_texts_they_are_made_of_are_no_samples_themselves() -> None:
    names = {found.file.name for found in find_files([FOLDER])}
    assert {DOCX, PDF, SCAN, LEGACY} < names
    assert not names & {path.name for path in make_formats.TEXTS.iterdir()}


def layers(name: str) -> list[str]:
    """The text layer of each page of a PDF."""
    return [page.get_textpage().get_text_bounded() for page in pdfium.PdfDocument(held(name))]


def pictures(raw: bytes) -> list[bytes]:
    """What each page of a PDF looks like, in grey points."""
    return [page.render(scale=0.5, grayscale=True).to_pil().tobytes() for page in pdfium.PdfDocument(raw)]
