"""Builders of small files in the formats that reports come in, for the tests of their readers."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import font_source_sans_pro
import pytest
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from assistant.reading.draft import Draft
from assistant.reading.formats.programs import run
from tests.conftest import NO_TESSERACT

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500
ENCRYPTED = COMPOUND + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 500
LANGUAGES = run(("tesseract", "--list-langs"), Path("/"), 60).decode().split() if shutil.which("tesseract") else ()
needs_tesseract = pytest.mark.skipif("vie" not in LANGUAGES, reason=NO_TESSERACT)


def texts(draft: Draft, tag: str | None = None) -> list[str]:
    """The words of a draft's parts, of those with a tag when one is named."""
    return [draft.text[part.start : part.end] for part in draft.parts if tag in (None, part.tag)]


def tagged(draft: Draft) -> list[tuple[str, str]]:
    """The tag and the words of each part."""
    return [(part.tag, draft.text[part.start : part.end]) for part in draft.parts]


def word_file(fill: Callable[[Any], object]) -> bytes:
    """A .docx that python-docx writes after `fill` put content into it."""
    document = docx.Document()
    fill(document)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def bare_word_file(body: str, **parts: str) -> bytes:
    """A .docx with nothing but this XML for its body, and other parts by name (`numbering`, `footnotes`)."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("word/document.xml", f"<w:document {WORD}><w:body>{body}</w:body></w:document>")
        for name, xml in parts.items():
            package.writestr(f"word/{name}.xml", xml)
    return written.getvalue()


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of WordprocessingML; a run that is no element becomes text."""
    held = (run if run.startswith("<") else f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(held)}</w:p>"


FONT = "Body"
WIDTH, HEIGHT, MARGIN = 595, 842, 60
FONTS = Path(font_source_sans_pro.__file__).parent / "files"


class Paper:
    """A PDF under way: words are drawn at points from the page's upper left corner."""

    def __init__(self, **options: Any) -> None:
        for name, file in ((FONT, "Regular"), (f"{FONT}-Bold", "Bold")):
            pdfmetrics.registerFont(TTFont(name, FONTS / f"SourceSansPro-{file}.ttf"))
        self._written = BytesIO()
        self.canvas = Canvas(self._written, pagesize=(WIDTH, HEIGHT), **options)

    def words(self, text: str, x: float, y: float, size: float = 12, font: str = FONT) -> float:
        """Draw words as one line; return where they end."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, HEIGHT - y, text)
        return x + float(self.canvas.stringWidth(text, font, size))

    def paragraph(self, text: str, y: float, *, x: float = MARGIN, width: float = WIDTH - 2 * MARGIN) -> float:
        """Draw a paragraph with an indented first line, as wide as a column; return where the next begins."""
        lines = simpleSplit("\u2003\u2003" + text, FONT, 12, width)
        for number, line in enumerate(lines):
            indent = 24 if number == 0 else 0
            self.words(line.strip(), x + indent, y)
            y += 16
        return y

    def cells(self, rows: Sequence[Sequence[str]], y: float, *, width: float = 120, ruled: bool = True) -> None:
        """Draw a table of rows of cells."""
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                x, top = MARGIN + place * width, y + number * 20
                self.words(cell, x + 4, top + 14)
                if ruled:
                    self.canvas.rect(x, HEIGHT - top - 20, width, 20)

    def turn(self) -> None:
        """Begin the next page."""
        self.canvas.showPage()

    def bytes(self) -> bytes:
        """The file as it is now."""
        self.canvas.save()
        return self._written.getvalue()
