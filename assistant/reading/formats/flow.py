"""The lines and tables of pages -> pieces of text: paragraphs put together over lines and pages, and where pages begin.

What repeats at the head or foot of pages is left out, and so are page numbers; a note at a page's foot follows the
paragraph that goes on over the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from assistant.reading.draft import Draft, Piece, join
from assistant.reading.formats.hyphens import joined
from assistant.reading.formats.layout import Line, Table
from assistant.reading.formats.tables import table_pieces
from assistant.vietnamese.folding import fold

PAGE_NUMBER = re.compile(r"\W*(?:(?:trang|page)\W*)?\d{1,4}(?:\W*(?:/|tren|of)\W*\d{1,4})?\W*")
_LIST_SIGN = re.compile(r"(?:[-+*•–●○▪]|\d{1,2}(?:\.\d{1,2})*[.)/]|[a-zđ][.)]|[IVX]{1,5}[.)])\s")
_NOTE = re.compile(r"\W?\d{1,3}\W?\s?\S|\*")
_SENTENCE_ENDS = (".", "!", "?", "…", ":", ";")
# Against the page's height: how far down heads reach and from where feet stand; lines looked at there.
_HEAD, _FOOT, _OUTER_LINES = 0.13, 0.87, 3
_REPEATED = 0.4
# Against the height of letters: an indent, a line that breaks off before its column's edge, another size.
_INDENT, _SHORT, _OTHER_SIZE = 0.7, 3.0, 0.18
_PROSE = 30  # letters of a line that may go on in another column or page with a capital
_LOOSE = 1.22  # against the usual distance of lines
_ALIKE = 0.08
_DOUBLE = 2.4  # lines further apart than double spacing follow no pitch
_SMALL, _LARGE, _LONGEST_HEADING = 0.92, 1.12, 300


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page, in reading order, and the page's height in the same unit."""

    content: tuple[Line | Table, ...]
    height: float


@dataclass(slots=True)
class _Paragraph:
    text: str
    last: Line
    tag_bold: bool
    indented: bool
    pages: list[tuple[int, int]] = field(default_factory=list)


def flow(pages: Sequence[Page]) -> Draft:
    """Return the text of pages with its paragraphs as parts; `pages` of the draft tells where each page begins."""
    repeated = _repeated(pages)
    pieces: list[Piece] = []
    begins: list[tuple[int, int, int]] = []
    for piece, starts in _Flow(pages, repeated).pieces():
        begins += ((number, len(pieces), offset) for number, offset in starts)
        pieces.append(piece)
    text, parts = join(tuple(pieces))
    known = {number: parts[place].start + offset for number, place, offset in reversed(begins)}
    starts_at: list[int] = []
    for number in range(len(pages) - 1, -1, -1):
        starts_at.append(known.get(number, starts_at[-1] if starts_at else len(text)))
    return Draft(text, parts, pages=(0, *starts_at[::-1][1:]))


def _repeated(pages: Sequence[Page]) -> frozenset[str]:
    """The heads and feet that stand on several pages, their numbers aside."""
    counts = Counter(key for page in pages for key in {_key(line.text) for line in _outer(page)})
    least = max(2, _REPEATED * len(pages))
    return frozenset(key for key, count in counts.items() if count >= least)


def _key(text: str) -> str:
    return re.sub(r"\d+", "#", fold(text))


def _outer(page: Page) -> Iterator[Line]:
    lines = [one for one in page.content if isinstance(one, Line)]
    by_height = sorted(lines, key=lambda line: line.top)
    yield from (line for line in by_height[:_OUTER_LINES] if line.bottom < _HEAD * page.height)
    yield from (line for line in by_height[-_OUTER_LINES:] if line.top > _FOOT * page.height)


class _Flow:
    """One pass over the pages that puts their lines together."""

    def __init__(self, pages: Sequence[Page], repeated: frozenset[str]) -> None:
        self._pages = pages
        self._repeated = repeated
        self._current: _Paragraph | None = None
        self._waiting: list[tuple[Piece, list[tuple[int, int]]]] = []
        heights = [one.height for page in pages for one in page.content if isinstance(one, Line) for _ in one.text]
        self._steps = tuple(_steps(pages))
        self._usual = median(heights) if heights else 0.0

    def pieces(self) -> Iterator[tuple[Piece, list[tuple[int, int]]]]:
        """Yield pieces, each with the pages that begin in it as (number, offset)."""
        for number, page in enumerate(self._pages):
            outer = {id(line) for line in _outer(page) if self._is_furniture(line)}
            content = [one for one in page.content if id(one) not in outer]
            notes = _notes(content)
            opens = [(number, 0)]
            for one in content:
                if any(one is note for note in notes):
                    continue
                if isinstance(one, Table):
                    yield from self._close()
                    found = table_pieces(one.rows)
                    yield from ((piece, opens if place == 0 else []) for place, piece in enumerate(found))
                    opens = [] if found else opens
                elif self._current is not None and _goes_on(self._current, one, self._pitch(one), new_page=bool(opens)):
                    self._add(one, opens)
                    opens = []
                else:
                    yield from self._close()
                    self._current = _Paragraph(one.text, one, one.bold, _is_indented(one), opens)
                    opens = []
            self._keep(notes, opens)
        yield from self._close()

    def _pitch(self, line: Line) -> float:
        """The distance from line to line inside paragraphs of such letters: paragraphs may stand further apart."""
        alike = sorted(step for height, step in self._steps if abs(height - line.height) < _ALIKE * line.height)
        return alike[len(alike) // 4] if alike else _DOUBLE * line.height

    def _is_furniture(self, line: Line) -> bool:
        return _key(line.text) in self._repeated or PAGE_NUMBER.fullmatch(fold(line.text)) is not None

    def _add(self, line: Line, opens: list[tuple[int, int]]) -> None:
        assert self._current is not None
        text, begin = joined(self._current.text, line.text)
        self._current.pages += ((number, begin) for number, _ in opens)
        self._current.text, self._current.last = text, line

    def _keep(self, notes: Sequence[Line], opens: list[tuple[int, int]]) -> None:
        """Put a page's notes behind the paragraph that may go on over it."""
        for line in notes:
            if self._waiting and not _NOTE.match(line.text):
                piece, starts = self._waiting[-1]
                self._waiting[-1] = (Piece(joined(piece.text, line.text)[0], piece.tag), starts)
            else:
                self._waiting.append((Piece(line.text), opens))
                opens = []

    def _close(self) -> Iterator[tuple[Piece, list[tuple[int, int]]]]:
        if self._current is not None:
            large = self._current.last.height > _LARGE * self._usual and len(self._current.text) <= _LONGEST_HEADING
            yield Piece(self._current.text, "heading" if large else "text"), self._current.pages
        yield from self._waiting
        self._current, self._waiting = None, []


def _goes_on(paragraph: _Paragraph, line: Line, pitch: float, *, new_page: bool) -> bool:
    """Whether a line carries on the paragraph above it."""
    last = paragraph.last
    ended = paragraph.text.endswith(_SENTENCE_ENDS)
    if _LIST_SIGN.match(line.text) and (ended or _is_short(last) or _is_indented(line)):
        return False
    if line.bold != paragraph.tag_bold and (ended or (last.bold != line.bold and not line.text[:1].islower())):
        return False
    if abs(line.height - last.height) > _OTHER_SIZE * last.height:
        return False
    moved = new_page or line.top < last.top
    if moved:
        full = not _is_short(last) and len(last.text) >= _PROSE
        return not ended and line.bold == last.bold and (full or line.text[:1].islower())
    if line.top - last.top > _LOOSE * pitch:
        return False
    if _is_centred(last) and _is_centred(line):
        return not ended and not (line.text.isupper() ^ last.text.isupper())
    if _is_short(last):
        return not ended and line.text[:1].islower()
    return not (_is_indented(line) and not (paragraph.indented and _is_indented(last) and len(paragraph.text) > 200))


def _is_indented(line: Line) -> bool:
    return line.left - line.column[0] > _INDENT * line.height


def _is_short(line: Line) -> bool:
    return line.column[1] - line.right > _SHORT * line.height


def _is_centred(line: Line) -> bool:
    left, right = line.left - line.column[0], line.column[1] - line.right
    return left > line.height and right > line.height and abs(left - right) < 1.5 * line.height


def _steps(pages: Sequence[Page]) -> Iterator[tuple[float, float]]:
    """The height of each line's letters and its distance from the line above it, where that is near."""
    for page in pages:
        for line, below in pairwise(one for one in page.content if isinstance(one, Line)):
            if 0 < below.top - line.top < _DOUBLE * line.height:
                yield below.height, below.top - line.top


def _notes(content: Sequence[Line | Table]) -> list[Line]:
    """The small print at the foot of a page, from the line that begins with a note's mark."""
    lines = [one for one in content if isinstance(one, Line)]
    if not lines:
        return []
    usual = median(line.height for line in lines)
    notes: list[Line] = []
    for line in reversed(lines):
        if line.height > _SMALL * usual:
            break
        notes.insert(0, line)
    while notes and not _NOTE.match(notes[0].text):
        notes.pop(0)
    return notes
