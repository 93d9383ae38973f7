"""Scans: pages that are pictures are read by Tesseract, and without it the file fails with what to install."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from assistant.errors import ReadingError
from assistant.reading.formats import extract
from assistant.reading.formats.programs import run
from tests.reading.files import HEIGHT, WIDTH, Paper, needs_tesseract, texts

INCOME = (
    "Thu ngân sách nhà nước trên địa bàn huyện sáu tháng đầu năm ước đạt 118,4 tỷ đồng, bằng 52,6% dự toán tỉnh giao, "
    "tăng 11,8% so với cùng kỳ; các khoản thu từ đất đai, phí và lệ phí đều vượt tiến độ đề ra."
)
SPENDING = "Chi ngân sách địa phương ước đạt 240 tỷ đồng, bằng 48% dự toán, thấp hơn bình quân chung của toàn tỉnh."
ORIENTATION = 0x0112


def photograph(*paragraphs: str) -> Image.Image:
    """A page as a scanner sees it."""
    paper = Paper()
    y = 90.0
    for words in paragraphs:
        y = paper.paragraph(words, y)
    return pdfium.PdfDocument(paper.bytes())[0].render(scale=200 / 72, grayscale=True).to_pil().copy()


def as_file(picture: Image.Image, format: str, orientation: int | None = None) -> bytes:
    written = BytesIO()
    exif = Image.Exif()
    if orientation:
        exif[ORIENTATION] = orientation
    picture.save(written, format, exif=exif)
    return written.getvalue()


def scanned(*pictures: Image.Image | None) -> bytes:
    """A PDF of a page with a text layer for each None, else with a picture all over it."""
    paper = Paper()
    for picture in pictures:
        if picture is None:
            paper.paragraph(INCOME, 90)
        else:
            paper.canvas.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)
        paper.turn()
    return paper.bytes()


@needs_tesseract
def test_a_scanned_page_among_others_is_read_in_its_place() -> None:
    draft = extract(scanned(None, photograph(SPENDING)), ".pdf")
    assert texts(draft) == [INCOME, SPENDING]
    assert draft.pages == (0, draft.text.index("Chi ngân sách"))


@needs_tesseract
def test_a_page_that_lies_askew_keeps_its_paragraphs() -> None:
    askew = photograph(INCOME, SPENDING).rotate(1.0, fillcolor=255)
    assert texts(extract(scanned(askew), ".pdf")) == [INCOME, SPENDING]


@needs_tesseract
@pytest.mark.parametrize(("suffix", "format"), [(".jpg", "JPEG"), (".png", "PNG")])
def test_a_photograph_is_read_as_the_camera_was_held(suffix: str, format: str) -> None:
    turned = photograph(INCOME).transpose(Image.Transpose.ROTATE_90)
    draft = extract(as_file(turned, format, orientation=6), suffix)
    assert texts(draft) == [INCOME]
    assert draft.pages == ()


@needs_tesseract
def test_a_picture_without_words_is_empty() -> None:
    with pytest.raises(ReadingError, match="no visible text"):
        extract(as_file(Image.new("L", (900, 600), 200), "JPEG"), ".jpg")


@pytest.mark.parametrize(
    ("raw", "suffix"),
    [(scanned(Image.new("L", (900, 1200), 255)), ".pdf"), (as_file(Image.new("L", (90, 60), 255), "PNG"), ".png")],
)
def test_without_tesseract_the_packages_are_named(
    raw: bytes, suffix: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ReadingError, match="not installed; run `sudo apt install tesseract-ocr tesseract-ocr-vie`"):
        extract(raw, suffix)


def test_tesseract_without_vietnamese_is_not_enough(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\necho eng\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ReadingError, match="that data is not installed; run `sudo apt install tesseract-ocr "):
        extract(as_file(Image.new("L", (90, 60), 255), "PNG"), ".png")


def test_a_text_layer_needs_no_tesseract(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert texts(extract(scanned(None), ".pdf")) == [INCOME]


WHOLE = as_file(Image.effect_noise((400, 300), 60), "JPEG")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (WHOLE[: len(WHOLE) // 2], "damaged picture: it is truncated"),
        (b"GIF89a no such picture", "not a .jpg or .png"),
        (as_file(Image.new("1", (20_000, 20_000)), "PNG"), "more than 100 million pixels"),
        (b"", "empty file"),
    ],
    ids=["truncated", "another format", "a bomb", "empty"],
)
def test_what_cannot_be_read_is_refused_with_its_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(ReadingError, match=reason):
        extract(raw, ".png")


def test_a_program_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="sleep took longer than 0 s"):
        run(("sleep", "60"), tmp_path, 0.2)
