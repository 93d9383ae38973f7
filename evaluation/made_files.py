"""What is seen of a web page, as a Draft -> the same in a file of another format, as an office saves or prints it."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage
from functools import partial
from html import escape
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import font_source_sans_pro
import pypdfium2 as pdfium
from docx.shared import Pt
from PIL.Image import Image
from reportlab.lib.colors import black
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from assistant.domain import CELL
from assistant.reading.draft import Draft, Part
from assistant.reading.formats.programs import run

_FONTS = Path(font_source_sans_pro.__file__).parent / "files"
_BODY = ParagraphStyle("body", fontName="Body", fontSize=13, leading=18, firstLineIndent=28, spaceAfter=6)
_STYLES = {
    "text": _BODY.clone("text", alignment=TA_JUSTIFY),
    "caption": _BODY.clone("caption", fontSize=12, firstLineIndent=0),
    "menu": _BODY.clone("menu", firstLineIndent=0),
    "heading": _BODY.clone("heading", fontName="Body-Bold", fontSize=15, leading=20, firstLineIndent=0, spaceBefore=6),
    "table": _BODY.clone("table", fontSize=11, leading=14, firstLineIndent=0),
}
_TAGS = {"text": "p", "heading": "h2", "caption": "figcaption", "menu": "nav"}
_HEAD = "In từ trang thông tin"
_SCAN_DPI = 200


def word_file(draft: Draft) -> bytes:
    """Return it as a .docx with styles for headings and captions."""
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(13)
    document.core_properties.title = draft.window_title or ""
    for part in draft.parts:
        words = _words(draft, part)
        if part.tag == "table":
            rows = _rows(words)
            table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
            for cell, text in zip(table._cells, (text for row in rows for text in row), strict=True):
                cell.text = text
            document.add_paragraph()
        elif part.tag == "heading":
            document.add_heading(words, level=2)
        else:
            document.add_paragraph(words, style="Caption" if part.tag == "caption" else None)
    return _saved(document.save)


def pdf_file(draft: Draft, head: str = _HEAD) -> bytes:
    """Return it as a .pdf of A4 pages with a head and numbers; without either where the head is ""."""
    for name, file in (("Body", "Regular"), ("Body-Bold", "Bold")):
        pdfmetrics.registerFont(TTFont(name, _FONTS / f"SourceSansPro-{file}.ttf"))
    written = BytesIO()
    document = SimpleDocTemplate(written, pagesize=A4, title=draft.window_title or "", invariant=1)
    page = partial(_page, head)
    document.build(list(_flowables(draft)), onFirstPage=page, onLaterPages=page)
    return written.getvalue()


def scan_of(raw: bytes) -> bytes:
    """Return a PDF's pages as a scanner sees them: pictures, a little askew."""
    written = BytesIO()
    canvas = Canvas(written, pagesize=A4)
    for picture in photographed(raw, _SCAN_DPI):
        canvas.drawImage(ImageReader(picture), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def photographed(raw: bytes, dpi: int) -> Iterator[Image]:
    """Yield a PDF's pages as grey pictures, a little askew."""
    for page in pdfium.PdfDocument(raw):
        yield page.render(scale=dpi / 72, grayscale=True).to_pil().rotate(0.4, fillcolor=255)


def message_of(draft: Draft) -> bytes:
    """Return it as the HTML of an .eml."""
    message = EmailMessage()
    message["From"] = "office@example.org"
    message["Subject"] = "Bài đăng"
    title = f"<title>{escape(draft.site or '')}</title>"
    message.set_content(f"<html><head>{title}</head><body>{''.join(_elements(draft))}</body></html>", subtype="html")
    return message.as_bytes()


def converted(office: str, raw: bytes, filter: str, suffix: str) -> bytes:
    """Return a .docx in another format of LibreOffice."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "report.docx").write_bytes(raw)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        run((office, profile, "--headless", "--convert-to", filter, "report.docx"), folder, 180)
        return (folder / f"report{suffix}").read_bytes()


def _words(draft: Draft, part: Part) -> str:
    return draft.text[part.start : part.end]


def _rows(words: str) -> list[list[str]]:
    rows = [line.split(CELL) for line in words.split("\n")]
    widest = max(map(len, rows))
    return [[*row, *[""] * (widest - len(row))] for row in rows]


def _flowables(draft: Draft) -> Iterator[Flowable]:
    for part in draft.parts:
        words, style = _words(draft, part), _STYLES[part.tag]
        if part.tag == "table":
            cells = [[Paragraph(escape(text), style) for text in row] for row in _rows(words)]
            yield Table(cells, style=[("GRID", (0, 0), (-1, -1), 0.5, black)])
        else:
            yield Paragraph(escape(words), style)


def _page(head: str, canvas: Canvas, document: SimpleDocTemplate) -> None:
    if not head:
        return
    canvas.setFont("Body", 10)
    canvas.drawString(72, A4[1] - 40, head)
    canvas.drawRightString(A4[0] - 72, 36, f"Trang {document.page}")


def _elements(draft: Draft) -> Iterator[str]:
    for part in draft.parts:
        words = escape(_words(draft, part))
        if part.tag == "table":
            rows = ("".join(f"<td>{text}</td>" for text in row) for row in _rows(words))
            yield f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
        else:
            yield f"<{_TAGS[part.tag]}>{words}</{_TAGS[part.tag]}>"


def _saved(save: object) -> bytes:
    written = BytesIO()
    save(written)  # type: ignore[operator]
    return written.getvalue()
