"""The bytes of a .pdf -> Draft: its text in reading order, with the place where each page begins.

A page without a text layer that shows a picture is a scan and read as one, also among others.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.errors import ReadingError
from assistant.reading.draft import Draft
from assistant.reading.formats.flow import Page, flow
from assistant.reading.formats.layout import arrange
from assistant.vietnamese.unicode import normalize

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_HEADER = b"%PDF-"
_PASSWORD, _SECURITY = 4, 5  # FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY of PDFium
_ENCRYPTED = "the file is encrypted; open it with its password and print or save it without one"
_DAMAGED = "damaged .pdf file: it is truncated or not a PDF; copy it again from its source or print it to a new PDF"
# Fewer letters than these on a page that holds a picture are no text layer.
_FEWEST_LETTERS, _MOST_OF_PAGE = 16, 0.5
_MOST_PAGES = 3000
_POINTS, _LONGEST_SIDE = 72, 7000


def read_pdf(raw: bytes) -> Draft:
    """Return the text of a PDF. Raises ReadingError: encrypted, damaged, a scan that cannot be read."""
    with _opened(raw) as document:
        if len(document) > _MOST_PAGES:
            raise ReadingError(f"the PDF has more than {_MOST_PAGES} pages; print those of each report on their own")
        pages = [_page(page) for page in document]
        title = _title(document)
    return replace(flow(pages), window_title=title or None)


def _title(document: PdfDocument) -> str:
    try:
        return " ".join(normalize(document.get_metadata_value("Title")).split())
    except UnicodeDecodeError:  # half a character: a damaged title is none
        return ""


@contextmanager
def _opened(raw: bytes) -> Iterator[PdfDocument]:
    import pypdfium2 as pdfium

    if _HEADER not in raw[:1024]:
        raise ReadingError(_DAMAGED)
    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as exc:
        raise ReadingError(_ENCRYPTED if exc.err_code in (_PASSWORD, _SECURITY) else _DAMAGED) from exc
    try:
        yield document
    except pdfium.PdfiumError as exc:
        raise ReadingError(_DAMAGED) from exc
    finally:
        document.close()


def _page(page: PdfPage) -> Page:
    from assistant.reading.formats.pdf_page import read_rules, read_runs

    rules = read_rules(page)
    runs = read_runs(page, rules)
    if sum(len(run.text) for run in runs) < _FEWEST_LETTERS and _shows_picture(page):
        return _scanned(page)
    return Page(arrange(runs, rules), page.get_height())


def _shows_picture(page: PdfPage) -> bool:
    """Whether a picture covers most of a page, as on a scan."""
    import pypdfium2.raw as pdfium

    area = page.get_width() * page.get_height()
    for picture in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=5):
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) > _MOST_OF_PAGE * area:
            return True
    return False


def _scanned(page: PdfPage) -> Page:
    from PIL import Image

    from assistant.reading.formats.scan import DPI, recognise

    scale = min(DPI / _POINTS, _LONGEST_SIDE / max(page.get_width(), page.get_height()))
    drawn = page.render(scale=scale, grayscale=True)
    picture = Image.frombuffer("L", (drawn.width, drawn.height), bytes(drawn.buffer), "raw", "L", drawn.stride, 1)
    return recognise(picture)
