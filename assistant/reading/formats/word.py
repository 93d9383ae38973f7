"""The bytes of a .docx -> Draft: paragraphs, tables, text boxes, headers and notes in reading order.

Read from the XML itself (ECMA-376, WordprocessingML): content controls, insertions, notes and the numbers of lists are
then seen like any other text, what was deleted is not, and pictures are never unpacked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

from assistant.reading.draft import Draft, PartTag, Piece, bounded, join
from assistant.reading.formats.containers import Package
from assistant.reading.formats.fonts import as_seen
from assistant.reading.formats.tables import table_pieces
from assistant.reading.formats.word_styles import Numbering, Styles, W
from assistant.vietnamese.unicode import normalize

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]  # lxml ships no types

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_BREAK = "\v"
# What stands in a paragraph and is not seen there; a text box is seen beside it.
_UNSEEN = frozenset(
    (_FALLBACK, *(W + name for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "txbxContent")))
)
_SIGNS = {"tab": "\t", "br": _BREAK, "cr": _BREAK, "noBreakHyphen": "-"}
_PAGE_NUMBER = re.compile(r"\W*(?:(?:trang|page)\W*)?\d{0,4}(?:\W*(?:/|trên|of)\W*\d{0,4})?\W*", re.IGNORECASE)
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}


def read_docx(raw: bytes) -> Draft:
    """Return the document's text. Raises ReadingError: encrypted, damaged, another format."""
    package = Package(raw, ".docx")
    text, parts = join(tuple(bounded(_Document(package).pieces())))
    core = package.part("docProps/core.xml")
    title = "" if core is None else " ".join(normalize(core.findtext(_TITLE) or "").split())
    return Draft(text, parts, window_title=title or None)


class _Document:
    """One pass over a document's parts that yields its pieces."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._body = package.required("word/document.xml")
        self._styles = Styles(package.part("word/styles.xml"))
        self._numbering = Numbering(package.part("word/numbering.xml"))
        self._notes = {
            (kind, note.get(W + "id")): note
            for kind in _NOTES.values()
            if (root := package.part(f"word/{kind}.xml")) is not None
            for note in root
        }
        self._open: set[_Element] = set()

    def pieces(self) -> Iterator[Piece]:
        """Running heads stand first, running feet last, each once; a note follows the paragraph that refers to it."""
        yield from self._running("header")
        body = self._body.find(f"{W}body")
        yield from self._within(body if body is not None else self._body)
        yield from self._running("footer")

    def _running(self, kind: str) -> Iterator[Piece]:
        seen: set[str] = set()
        for root in self._running_parts(kind):
            for piece in self._within(root):
                if not _PAGE_NUMBER.fullmatch(piece.text) and piece.text not in seen:
                    seen.add(piece.text)
                    yield piece if kind == "header" else Piece(piece.text, "menu")

    def _running_parts(self, kind: str) -> Iterator[_Element]:
        """The parts that sections refer to, in order; a first page's own header comes before the others'."""
        relations = self._package.part("word/_rels/document.xml.rels")
        targets = {} if relations is None else {one.get("Id"): one.get("Target") for one in relations}
        referred = [*self._body.iter(f"{W}{kind}Reference")]
        for reference in sorted(referred, key=lambda one: one.get(W + "type") != "first"):
            target = targets.get(reference.get(_RELATION)) or ""
            root = self._package.part(f"word/{target.removeprefix('/word/')}")
            if root is not None:
                yield root

    def _within(self, container: _Element) -> Iterator[Piece]:
        for child in container:
            if child.tag == W + "p":
                yield from self._paragraph(child)
            elif child.tag == W + "tbl":
                yield from table_pieces([self._row(row) for row in _rows(child)])
                yield from self._beside(child)
            elif child.tag not in _UNSEEN:
                # Content controls, insertions and custom markup hold paragraphs of their own.
                yield from self._within(child)

    def _paragraph(self, paragraph: _Element) -> Iterator[Piece]:
        tag = self._styles.tag(paragraph)
        yield from (Piece(line, tag) for line in self._lines(paragraph, tag))
        yield from self._beside(paragraph)

    def _beside(self, element: _Element) -> Iterator[Piece]:
        """The text boxes anchored in a paragraph or table and the notes it refers to; what stands in a box is told with
        the box, and a note never within itself."""
        for one in element.iter(W + "txbxContent", *(W + name for name in _NOTES)):
            around = tuple(takewhile(lambda above: above is not element, one.iterancestors()))
            if any(above.tag in (_FALLBACK, W + "txbxContent") for above in around):
                continue
            if one.tag == W + "txbxContent":
                yield from self._within(one)
                continue
            note = self._notes.get((_NOTES[one.tag.removeprefix(W)], one.get(W + "id")))
            if note is not None and note not in self._open:
                self._open.add(note)
                yield from self._within(note)
                self._open.remove(note)

    def _row(self, row: _Element) -> list[list[str]]:
        cells = (cell for cell in row.iter(W + "tc") if next(cell.iterancestors(W + "tr")) is row)
        return [[line for one in _paragraphs(cell) for line in self._lines(one, "table")] for cell in cells]

    def _lines(self, paragraph: _Element, tag: PartTag) -> list[str]:
        font = self._styles.paragraph_font(paragraph)
        words = normalize(as_seen(self._words(paragraph, font)).replace(_BREAK, "\x1e")).replace("\x1e", _BREAK)
        lines = (words.replace(_BREAK, " "),) if tag == "heading" else words.split(_BREAK)
        tidied = [line for line in map(_tidy, lines) if line]
        if tidied:
            tidied[0] = self._numbering.next(paragraph, self._styles) + tidied[0]
        return tidied

    def _words(self, element: _Element, font: str | None) -> Iterator[tuple[str, str | None]]:
        for child in element:
            if child.tag in _UNSEEN or not isinstance(child.tag, str):
                continue
            name = child.tag.removeprefix(W)
            if name == "t":
                yield child.text or "", self._styles.font(element, font)
            elif name in _SIGNS:
                yield _SIGNS[name], None
            else:
                yield from self._words(child, font)


def _rows(table: _Element) -> Iterator[_Element]:
    """The rows of a table itself; those of tables in its cells are told within the cells."""
    return (row for row in table.iter(W + "tr") if next(row.iterancestors(W + "tbl")) is table)


def _paragraphs(cell: _Element) -> Iterator[_Element]:
    """The paragraphs of a cell and of tables in it; text boxes are told beside the table."""
    return (one for one in cell.iter(W + "p") if next(one.iterancestors(W + "tc", W + "txbxContent")).tag == W + "tc")


def _tidy(line: str) -> str:
    """One space between words; a tab after a list's sign is one, elsewhere it sets columns apart."""
    line = re.sub(r"^(\s*\S{1,6})\t+", r"\1 ", line.strip())
    return "   ".join(" ".join(column.split()) for column in line.split("\t") if column.strip())
