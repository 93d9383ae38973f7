"""The bytes of an HTML page -> Draft: every visible block in document order, each judged main content or not."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.domain import CELL
from assistant.reading.decoding import declared_charset, decode
from assistant.reading.draft import Draft, PartTag, Piece, join
from assistant.reading.formats.main_content import mark_main
from assistant.vietnamese.legacy import repair
from assistant.vietnamese.unicode import normalize

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]  # lxml ships no types

# Not the whole head: where a page leaves out <body>, the parser puts an <article> that comes first into the head.
_UNSEEN = frozenset("script style noscript template svg iframe object select button textarea title".split())
_HIDDEN = (
    "//*[@hidden or contains(translate(@style, ' ', ''), 'display:none')"
    " or contains(translate(@style, ' ', ''), 'visibility:hidden')]"
)
_INLINE_TAGS = (
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i ins kbd label mark nobr o:p q s samp small span"
    " strike strong sub sup time tt u var wbr img picture source input meta link"
)
_INLINE = frozenset(_INLINE_TAGS.split())
_TAGS: dict[str, PartTag] = {
    **{f"h{level}": "heading" for level in range(1, 7)},
    "figcaption": "caption",
    "caption": "heading",
    "nav": "menu",
    "footer": "menu",
    "aside": "menu",
}
_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dcterms.created",
    "dc.date.issued",
    "pubdate",
    "publish-date",
)
_LINKED_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{10,40})"')
_LONGEST_CELL = 1200
_BREAK = "\v"


def read_html(raw: bytes) -> Draft:
    """Return the page's visible text, its parts judged by a main content extractor; scripts are left out.

    Raises ReadingError when the bytes are no text.
    """
    source = decode(raw, declared_charset(raw))
    root = _parse(source)
    if _repair(root):
        source = _written(root)
    declared = _declared(root)
    for element in root.xpath(_HIDDEN):
        element.drop_tree()
    text, parts = join(mark_main(_pieces(root), source))
    return replace(declared, text=text, parts=parts)


def read_fragment(source: str) -> tuple[Piece, ...]:
    """Return the blocks of HTML that has no page around it, such as rendered Markdown."""
    return _pieces(_parse(source))


def _pieces(root: _Element) -> tuple[Piece, ...]:
    """One piece per paragraph or line, one per table of figures (rows `a | b | c`)."""
    return _Walk().over(root)


def _parse(source: str) -> _Element:
    from lxml import etree, html  # type: ignore[import-untyped]

    # Bytes with a fixed encoding: a declared charset would contradict text that is decoded already.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    root = html.document_fromstring(f"<body>{source}" if "<" not in source else source.encode(), parser=parser)
    return root if isinstance(root, etree._Element) else root.getroot()


def _repair(root: _Element) -> bool:
    """Turn text in encodings before Unicode into Unicode, in all a page says; return whether there was any.

    It comes before anything drops soft hyphens, one of the letters of TCVN3, and after entities are resolved.
    """
    places: list[tuple[_Element, str]] = []
    for element in root.iter():
        if element.tag not in ("script", "style"):
            places.append((element, "text"))
        places.append((element, "tail"))
        if element.tag == "meta":
            places.append((element, "content"))
    places = [(element, where) for element, where in places if _said(element, where)]
    found = [_said(element, where) for element, where in places]
    repaired = iter(repair("\n".join(found)).split("\n"))
    changed = False
    for (element, where), before in zip(places, found, strict=True):
        after = "\n".join(next(repaired) for _ in range(before.count("\n") + 1))
        if after != before:
            changed = True
            element.set(where, after) if where == "content" else setattr(element, where, after)
    return changed


def _said(element: _Element, where: str) -> str:
    return (element.get(where) if where == "content" else getattr(element, where)) or ""


def _written(root: _Element) -> str:
    from lxml import html

    return str(html.tostring(root, encoding="unicode"))


def _declared(root: _Element) -> Draft:
    metas = {
        (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower(): meta.get("content") or ""
        for meta in root.iter("meta")
    }
    linked = "".join(root.xpath("//script[contains(@type, 'ld+json')]/text()"))
    said = (*(metas.get(name, "") for name in _PUBLISHED), *_LINKED_DATE.findall(linked))
    published = next(filter(None, map(_iso_date, said)), None)
    site = " ".join(filter(None, (metas.get("og:site_name"), root.findtext(".//title"))))
    title = _tidy(metas.get("og:title") or metas.get("dc.title") or "")
    window = _tidy(root.findtext(".//title") or "")
    return Draft("", (), title or None, window or None, published, _tidy(site) or None)


def _iso_date(value: str) -> date | None:
    try:
        return date.fromisoformat(value.strip()[:10])
    except ValueError:
        return None


def _tidy(text: str) -> str:
    return " ".join(normalize(text).split())


class _Walk:
    """One pass over a page that collects its blocks; no recursion, since real pages nest deeper than the stack."""

    def __init__(self) -> None:
        self._pieces: list[Piece] = []
        self._words: list[str] = []
        self._tags: list[PartTag] = []
        self._menus = 0
        self._preformatted = 0
        self._items: dict[_Element, int] = {}

    def over(self, root: _Element) -> tuple[Piece, ...]:
        from lxml import etree

        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "end":
                self._leave(element)
            elif self._enter(element):
                walker.skip_subtree()
        self._flush()
        return tuple(self._pieces)

    def _enter(self, element: _Element) -> bool:
        """Take in the start of an element; return whether nothing inside it is left to read."""
        name = str(element.tag)
        if name not in _INLINE:
            self._flush()
        if name in _UNSEEN:
            return True
        if name == "table" and _holds_figures(element):
            self._pieces.append(Piece(_rows(element), "table"))
            return True
        if name in _TAGS:
            self._tags.append(_TAGS[name])
            self._menus += _TAGS[name] == "menu"
        self._preformatted += name == "pre"
        self._words.append(_BREAK if name == "br" else self._item_number(element))
        self._read(element.text)
        return False

    def _leave(self, element: _Element) -> None:
        name = str(element.tag)
        if name not in _INLINE:
            self._flush()
        if name in _TAGS:
            self._menus -= self._tags.pop() == "menu"
        self._preformatted -= name == "pre"
        self._read(element.tail)

    def _item_number(self, element: _Element) -> str:
        """The number a browser draws before an item of an ordered list: it is visible, though not in the source."""
        parent = element.getparent()
        if element.tag != "li" or parent is None or parent.tag != "ol":
            return ""
        before = self._items.get(parent, 0)
        self._items[parent] = before + 1
        start = parent.get("start", "1")
        return f"{int(start) + before}. " if re.fullmatch(r"\d{1,9}", start) else ""

    def _read(self, text: str | None) -> None:
        if text:
            self._words.append(text.replace("\n", _BREAK) if self._preformatted else text.replace(_BREAK, " "))

    def _flush(self) -> None:
        tag = "menu" if self._menus else (self._tags or ["text"])[-1]
        text = "".join(self._words)
        self._words.clear()
        for line in (text.replace(_BREAK, " "),) if tag == "heading" else text.split(_BREAK):
            if tidy := _tidy(line):
                self._pieces.append(Piece(tidy, tag))


def _holds_figures(table: _Element) -> bool:
    """Whether a table carries rows of cells to be read across; most tables of old sites only lay the page out."""
    if any(True for _ in table.iterdescendants("table", "form", "input", "nav", "h1", "h2")):
        return False
    rows = [[cell for cell in _cells(row) if cell] for row in table.iter("tr")]
    wide = [cells for cells in rows if len(cells) > 1]
    longest = max((len(cell) for cells in rows for cell in cells), default=0)
    return len(wide) > 1 and 2 * len(wide) >= len(rows) and longest <= _LONGEST_CELL


def _rows(table: _Element) -> str:
    lines = (CELL.join(_cells(row)) for row in table.iter("caption", "tr"))
    return "\n".join(line for line in lines if line.strip(" |"))


def _cells(row: _Element) -> list[str]:
    cells = (row,) if row.tag == "caption" else row.iterchildren("td", "th")
    return [" ".join(piece.text for piece in _Walk().over(cell)) for cell in cells]
