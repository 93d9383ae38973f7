"""The styles and lists of a .docx -> what a paragraph is (heading, caption, entry of contents) and its drawn number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.reading.draft import PartTag

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]  # lxml ships no types

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OUTLINE_LEVELS = 9  # level 9 is body text
_LONGEST_CHAIN = 30
_LARGEST = 32767  # Word's numbers are no larger; in Roman or in letters larger ones would be as long as they are large
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def value(element: _Element | None, path: str) -> str | None:
    """Return the w:val of the element at a path ("pPr/pStyle"), None when there is none."""
    found = None if element is None else element.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + "val")


class Styles:
    """What the styles of a document say of its paragraphs."""

    def __init__(self, root: _Element | None) -> None:
        styles = () if root is None else root.iterfind(f"{W}style")
        self._styles = {style.get(W + "styleId"): style for style in styles}

    def inherited(self, paragraph: _Element, path: str) -> str | None:
        """Return a paragraph's property ("numPr/numId"), its own or that of its style or of one that is based on."""
        own = value(paragraph, f"pPr/{path}")
        if own is not None:
            return own
        return next((said for style in self._chain(paragraph) if (said := value(style, f"pPr/{path}"))), None)

    def tag(self, paragraph: _Element) -> PartTag:
        """Return what the paragraph's style makes of it."""
        names = [(value(style, "name") or "").lower() for style in self._chain(paragraph)]
        if any(name.startswith("toc ") for name in names):
            return "menu"
        if "caption" in names:
            return "caption"
        level = self.inherited(paragraph, "outlineLvl") or ""
        outlined = level.isdecimal() and int(level) < _OUTLINE_LEVELS
        if outlined or any(re.fullmatch(r"title|subtitle|heading \d", name) for name in names):
            return "heading"
        return "text"

    def paragraph_font(self, paragraph: _Element) -> str | None:
        """Return the name of the font that a paragraph's style sets it in, None when it names none."""
        return self._font_of(self._chain(paragraph))

    def font(self, run: _Element, otherwise: str | None) -> str | None:
        """Return the name of the font a run is set in, `otherwise` when neither it nor its style names one."""
        return self._font_of((run, *self._named(value(run, "rPr/rStyle")))) or otherwise

    @staticmethod
    def _font_of(holders: Iterable[_Element]) -> str | None:
        for holder in holders:
            fonts = holder.find(f"{W}rPr/{W}rFonts")
            name = None if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi")
            if name:
                return str(name)
        return None

    def _chain(self, paragraph: _Element) -> tuple[_Element, ...]:
        return self._named(value(paragraph, "pPr/pStyle"))

    def _named(self, style_id: str | None) -> tuple[_Element, ...]:
        """The style and those it is based on, the nearest first; a circle of styles ends where it closes, and a chain
        where it is longer than any that Word makes."""
        chain: dict[str, _Element] = {}
        while style_id and style_id in self._styles and style_id not in chain and len(chain) < _LONGEST_CHAIN:
            chain[style_id] = self._styles[style_id]
            style_id = value(chain[style_id], "basedOn")
        return tuple(chain.values())


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str


class Numbering:
    """The numbers that Word draws before the paragraphs of lists; asked for in the document's order."""

    def __init__(self, root: _Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        if root is None:
            return
        for kind in root.iterfind(f"{W}abstractNum"):
            found = {_number(level.get(W + "ilvl"), -1): _level(level) for level in kind.iterfind(f"{W}lvl")}
            self._levels[kind.get(W + "abstractNumId")] = found
        for number in root.iterfind(f"{W}num"):
            list_id = number.get(W + "numId")
            self._lists[list_id] = value(number, "abstractNumId") or ""
            self._starts[list_id] = {
                _number(one.get(W + "ilvl"), -1): _number(start, 1)
                for one in number.iterfind(f"{W}lvlOverride")
                if (start := value(one, "startOverride"))
            }

    def next(self, paragraph: _Element, styles: Styles) -> str:
        """Return the number drawn before a paragraph ("1. ", "- "), "" when none is."""
        list_id = styles.inherited(paragraph, "numPr/numId") or "0"
        depth = _number(styles.inherited(paragraph, "numPr/ilvl"), 0)
        levels = self._levels.get(self._lists.get(list_id, ""), {})
        level = levels.get(depth)
        if level is None or level.format == "none":
            return ""
        if level.format == "bullet":
            return "- "
        counts = self._counts[self._lists[list_id]]
        start = self._starts[list_id].pop(depth, None)
        counts[depth] = start if start is not None else counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        drawn = re.sub(r"%(\d)", lambda place: self._drawn(levels, counts, int(place[1]) - 1), level.text)
        return f"{drawn} " if drawn else ""

    @staticmethod
    def _drawn(levels: dict[int, _Level], counts: dict[int, int], depth: int) -> str:
        level = levels.get(depth)
        return "" if level is None else _written(counts.get(depth, level.start), level.format)


def _level(level: _Element) -> _Level:
    return _Level(_number(value(level, "start"), 1), value(level, "numFmt") or "decimal", value(level, "lvlText") or "")


def _number(written: str | None, otherwise: int) -> int:
    """A number as an attribute has it, `otherwise` where it is none that Word writes."""
    if written and re.fullmatch(r"-?[0-9]{1,9}", written):
        return int(written)
    return otherwise


def _written(number: int, format: str) -> str:
    match format if number <= _LARGEST else "decimal":
        case "upperRoman" | "lowerRoman":
            roman = _roman(number)
            return roman if format == "upperRoman" else roman.lower()
        case "upperLetter" | "lowerLetter" if number > 0:
            letter = _LETTERS[(number - 1) % 26] * ((number - 1) // 26 + 1)
            return letter if format == "lowerLetter" else letter.upper()
        case "decimalZero":
            return f"{number:02d}"
        case _:
            return str(number)


def _roman(number: int) -> str:
    written = ""
    for worth, sign in _ROMAN:
        while number >= worth:
            number, written = number - worth, written + sign
    return written
