"""One page of a PDF -> the runs of text on it with their places, and the rules drawn on it.

Coordinates are points from the page's upper left corner as it is shown. A run goes as far as its letters follow each
other closely; letters keep the order of the file, so that marks stay behind the letters they belong to.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.reading.formats.fonts import as_seen
from assistant.reading.formats.layout import Rules, Run
from assistant.vietnamese.unicode import normalize

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

# Against the height of letters: a gap that sets words apart as columns do, one of a space that is not written, a step
# back, and the heights by which a sign is raised or shrunk as a note's mark.
_APART, _SPACE, _BACK = 1.1, 0.16, -0.6
_RAISED, _SMALL = 0.12, 0.8
_ASCENT = 0.8  # of a font's size above the baseline
_SHORTEST_RULE, _SLANT = 6.0, 1.5
_MOST_RULES = 20_000  # a page with more of them is a drawing
_HYPHENS = {0x02: "-", 0xFFFE: "-"}  # what PDFium gives for a hyphen at a line's end
_UNKNOWN = frozenset((0, 0x0A, 0x0D, 0xFFFD, 0xFFFF))


@dataclass(slots=True)
class _Sign:
    text: str
    left: float
    top: float
    right: float
    bottom: float
    font: str | None

    @property
    def height(self) -> float:
        return self.bottom - self.top


def read_runs(page: PdfPage, rules: Rules) -> tuple[Run, ...]:
    """Return the runs of text, in the order of the file; runs are cut at the rules between a table's cells."""
    runs: list[Run] = []
    signs: list[_Sign] = []
    for sign in _signs(page):
        if signs and _breaks(signs, sign, rules):
            runs += _runs(signs)
            signs = []
        if signs or sign.text.strip():
            signs.append(sign)
    return (*runs, *_runs(signs))


def read_rules(page: PdfPage) -> Rules:
    """Return the horizontal and vertical rules drawn on a page."""
    import pypdfium2.raw as pdfium

    place = _placing(page)
    across: list[tuple[float, float, float]] = []
    down: list[tuple[float, float, float]] = []
    for drawn in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,), max_depth=5):
        for (x, y), (to_x, to_y) in _strokes(drawn, place):
            if abs(y - to_y) < _SLANT and abs(x - to_x) > _SHORTEST_RULE:
                across.append((y, min(x, to_x), max(x, to_x)))
            elif abs(x - to_x) < _SLANT and abs(y - to_y) > _SHORTEST_RULE:
                down.append((x, min(y, to_y), max(y, to_y)))
    return Rules(tuple(across), tuple(down)) if len(across) + len(down) <= _MOST_RULES else Rules()


def _strokes(drawn: Any, place: Any) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    import pypdfium2.raw as pdfium

    matrix = drawn.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = None
    for number in range(pdfium.FPDFPath_CountSegments(drawn.raw)):
        segment = pdfium.FPDFPath_GetPathSegment(drawn.raw, number)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = place(*matrix.on_point(x.value, y.value))
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        elif last is not None:
            yield last, point
        if first is not None and pdfium.FPDFPathSegment_GetClose(segment):
            yield point, first
        last = point


def _signs(page: PdfPage) -> Iterator[_Sign]:
    """The letters of a page. The ends of lines that PDFium adds also stand behind raised signs: places tell more."""
    import pypdfium2.raw as pdfium

    text, place = page.get_textpage(), _placing(page)
    box, matrix, fonts = pdfium.FS_RECTF(), pdfium.FS_MATRIX(), _Fonts()
    x, y = ctypes.c_double(), ctypes.c_double()
    for number in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text.raw, number)
        if code in _UNKNOWN or not pdfium.FPDFText_GetLooseCharBox(text.raw, number, box):
            continue
        (left, _), (right, _) = place(box.left, box.top), place(box.right, box.bottom)
        # A box is as high as its letter; baseline and size are those of the whole line.
        pdfium.FPDFText_GetCharOrigin(text.raw, number, x, y)
        _, line = place(x.value, y.value)
        pdfium.FPDFText_GetMatrix(text.raw, number, matrix)
        size = pdfium.FPDFText_GetFontSize(text.raw, number) * (math.hypot(matrix.c, matrix.d) or 1.0)
        top, bottom = line - _ASCENT * size, line + (1 - _ASCENT) * size
        written = _HYPHENS.get(code) or chr(code)
        yield _Sign(written, min(left, right), top, max(left, right), bottom, fonts.name(text, number))


class _Fonts:
    """Names of fonts, asked for once for each piece of text that a file sets in one."""

    def __init__(self) -> None:
        self._names: dict[int, str | None] = {}

    def name(self, text: Any, number: int) -> str | None:
        import pypdfium2.raw as pdfium

        drawn = pdfium.FPDFText_GetTextObject(text.raw, number)
        address = ctypes.cast(drawn, ctypes.c_void_p).value
        if address is None:
            return None
        if address not in self._names:
            buffer = ctypes.create_string_buffer(256)
            size = pdfium.FPDFFont_GetBaseFontName(pdfium.FPDFTextObj_GetFont(drawn), buffer, 256)
            known = 0 < size <= 256
            self._names[address] = buffer.value.decode("utf-8", "replace").split("+")[-1] if known else None
        return self._names[address]


def _placing(page: PdfPage) -> Any:
    """The way from a PDF's coordinates to those of the page as it is shown, turned and from its upper left corner."""
    left, bottom, right, top = page.get_cropbox()
    match page.get_rotation():
        case 90:
            return lambda x, y: (y - bottom, x - left)
        case 180:
            return lambda x, y: (right - x, y - bottom)
        case 270:
            return lambda x, y: (top - y, right - x)
        case _:
            return lambda x, y: (x - left, top - y)


def _breaks(signs: list[_Sign], sign: _Sign, rules: Rules) -> bool:
    last = next((one for one in reversed(signs) if one.text.strip()), signs[-1])
    height = max(sign.height, last.height, 1.0)
    gap = sign.left - last.right
    if not sign.text.strip():
        return False
    if gap > _APART * height or sign.left - last.left < _BACK * height:
        return True
    overlap = min(sign.bottom, last.bottom) - max(sign.top, last.top)
    apart = overlap < 0.4 * min(sign.height, last.height)
    return apart or (gap > 0 and rules.between(last.right, sign.left, (sign.top + sign.bottom) / 2))


def _runs(signs: list[_Sign]) -> Iterator[Run]:
    while signs and not signs[-1].text.strip():
        signs = signs[:-1]
    if not signs:
        return
    heights = sorted(sign.height for sign in signs)
    height = heights[len(heights) // 2]
    bottom = sorted(sign.bottom for sign in signs)[len(signs) // 2]
    text = " ".join(normalize(as_seen(_written(signs, height, bottom))).split())
    if text:
        bold = sum("bold" in (sign.font or "").lower() for sign in signs) > len(signs) / 2
        yield Run(text, signs[0].left, bottom - height, max(sign.right for sign in signs), bottom, bold)


def _written(signs: list[_Sign], height: float, bottom: float) -> Iterator[tuple[str, str | None]]:
    """The letters with their fonts, spaces that only their places show between them, marks of notes left out."""
    before, last = "", signs[0]
    for sign in signs:
        if sign.left - last.right > _SPACE * height and before[-1:] != " " and sign.text != " ":
            yield " ", sign.font
            before += " "
        if not _is_mark(sign, before, height, bottom):
            yield sign.text, sign.font
            before += sign.text
        last = sign


def _is_mark(sign: _Sign, before: str, height: float, bottom: float) -> bool:
    """Whether a digit is the raised mark of a note and not part of a figure, nor the exponent of m² or km²."""
    raised = sign.height < _SMALL * height and bottom - sign.bottom > _RAISED * height
    return raised and sign.text.isdigit() and bool(before.strip()) and before[-1] not in "mM"
