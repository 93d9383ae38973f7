"""The bytes of a .pdf -> Draft: its text layer in reading order, with the place where each page begins."""

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
_FEWEST_LETTERS = 16


def read_pdf(raw: bytes) -> Draft:
    """Return the text of a PDF. Raises ReadingError: encrypted, damaged, a scan that cannot be read."""
    with _opened(raw) as document:
        pages = [_page(page, number) for number, page in enumerate(document, start=1)]
        title = " ".join(normalize(document.get_metadata_dict().get("Title") or "").split())
    return replace(flow(pages), window_title=title or None)


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


def _page(page: PdfPage, number: int) -> Page:
    from assistant.reading.formats.pdf_page import read_rules, read_runs

    rules = read_rules(page)
    runs = read_runs(page, rules)
    return Page(arrange(runs, rules), page.get_height())
