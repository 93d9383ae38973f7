"""The picture of a page -> what stands on it, read by Tesseract with its Vietnamese data.

Tesseract is found at run time. Its words, each with its place, then take the same way as the letters of a PDF.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from statistics import mean, median
from typing import TYPE_CHECKING

from assistant.errors import ReadingError
from assistant.reading.draft import Draft
from assistant.reading.formats.flow import Page, flow
from assistant.reading.formats.layout import Rules, Run, arrange
from assistant.reading.formats.programs import find_program, missing, run, workshop
from assistant.vietnamese.unicode import normalize

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 300
# Called when a page begins: reading takes seconds a page, and whoever limits the time of a file grants more.
on_page: ContextVar[Callable[[], None]] = ContextVar("on_page")
_PACKAGES = "tesseract-ocr tesseract-ocr-vie"
_WHY = "a scan has no text of its own: reading it needs Tesseract with its Vietnamese data"
_LANGUAGE = "vie"
_TIMEOUT_S = 180.0
# Lines that Tesseract is not sure of are stamps, signatures and dirt.
_LEAST_SURE = 40.0
_LONG = 6  # words of a line that tells how askew a page lies
_APART = 1.6  # against the height of letters: a gap between words that sets columns apart
_UNLIKE = (0.6, 1.5)  # against the usual height of lines: what lies between is measured by its letters only
_LONGEST_SIDE, _SHORTEST_SIDE, _MOST_PIXELS = 7000, 1800, 100_000_000
_TOO_LARGE = "the picture has more than 100 million pixels; save it smaller"
_DAMAGED = "damaged picture: it is truncated or not a .jpg or .png; copy or scan it again"


def read_picture(raw: bytes) -> Draft:
    """Return the text on a photograph or scan of one page. Raises ReadingError: damaged, no Tesseract."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(BytesIO(raw), formats=("JPEG", "PNG")) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise ReadingError(_TOO_LARGE)
            # A camera notes how it was held instead of turning the picture.
            upright = ImageOps.exif_transpose(picture).convert("L")
    except Image.DecompressionBombError as exc:
        raise ReadingError(_TOO_LARGE) from exc
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as exc:
        raise ReadingError(_DAMAGED) from exc
    draft = flow([recognise(_sized(upright))])
    return Draft(draft.text, draft.parts)


def recognise(picture: Image) -> Page:
    """Return what stands on a grey picture of a page. Raises ReadingError when there is no Tesseract or no time."""
    tesseract = _tesseract()
    on_page.get(lambda: None)()
    header = f"P5 {picture.width} {picture.height} 255\n".encode()
    with workshop("page.pgm", header + picture.tobytes()) as path:
        options = ("-l", _LANGUAGE, "--dpi", str(DPI), "--psm", "3", "-c", "tessedit_create_tsv=1")
        printed = run((tesseract, str(path), "stdout", *options), path.parent, _TIMEOUT_S)
    return Page(arrange(tuple(_runs(_words(printed.decode("utf-8", "replace")))), Rules()), picture.height)


def _tesseract() -> str:
    tesseract = find_program(("tesseract",), _WHY, _PACKAGES)
    if _LANGUAGE not in run((tesseract, "--list-langs"), Path("/"), _TIMEOUT_S).decode("utf-8", "replace").split():
        raise missing(f"{_WHY}, and that data is not installed", _PACKAGES)
    return tesseract


def _sized(picture: Image) -> Image:
    """As large as Tesseract reads best: small pictures are enlarged, huge ones reduced."""
    longest = max(picture.size)
    factor = 2.0 if longest < _SHORTEST_SIDE else min(1.0, _LONGEST_SIDE / longest)
    width, height = (max(1, int(side * factor)) for side in picture.size)
    return picture if factor == 1.0 else picture.resize((width, height))


@dataclass(frozen=True, slots=True)
class _Word:
    line: tuple[str, ...]
    text: str
    left: float
    top: float
    right: float
    bottom: float
    sure: float


def _words(table: str) -> Iterator[_Word]:
    """The words of Tesseract's table, whose columns are level, page, block, paragraph, line, word, left, top, width,
    height, sure and text."""
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == "5" and cells[11].strip():
            left, top, width, height = map(float, cells[6:10])
            text = normalize(cells[11]).strip()
            yield _Word(tuple(cells[1:5]), text, left, top, left + width, top + height, float(cells[10]))


def _runs(words: Iterable[_Word]) -> Iterator[Run]:
    lines: defaultdict[tuple[str, ...], list[_Word]] = defaultdict(list)
    for word in words:
        lines[word.line].append(word)
    known = [line for line in lines.values() if _is_text(line)]
    slope = _slope(known)
    usual = median(_height(line) for line in known) if known else 0.0
    for line in known:
        height = _height(line)
        if _UNLIKE[0] * usual < height < _UNLIKE[1] * usual:
            height = usual
        middle = mean(_middle(word) - slope * (word.left + word.right) / 2 for word in line)
        yield from _cut(line, middle - height / 2, middle + height / 2, slope * middle)


def _slope(lines: list[list[_Word]]) -> float:
    """How far lines fall on their way to the right where a page lies askew, against their length."""
    long = [line for line in lines if len(line) >= _LONG]
    falls = [(_middle(line[-1]) - _middle(line[0])) / (line[-1].right - line[0].left) for line in long]
    return median(falls) if falls else 0.0


def _middle(word: _Word) -> float:
    return (word.top + word.bottom) / 2


def _is_text(line: list[_Word]) -> bool:
    sure = mean(word.sure for word in line)
    return sure >= _LEAST_SURE and any(letter.isalnum() for word in line for letter in word.text)


def _height(line: list[_Word]) -> float:
    return median(word.bottom - word.top for word in line)


def _cut(line: list[_Word], top: float, bottom: float, shift: float) -> Iterator[Run]:
    """The words of a line as runs, moved to where they would stand on a page that lies straight."""
    groups: list[list[_Word]] = [[]]
    for word in line:
        if groups[-1] and word.left - groups[-1][-1].right > _APART * (bottom - top):
            groups.append([])
        groups[-1].append(word)
    for group in groups:
        words = " ".join(word.text for word in group)
        yield Run(words, group[0].left + shift, top, group[-1].right + shift, bottom)
