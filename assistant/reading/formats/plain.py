"""The bytes of a .txt or .md file -> Draft: kept text, hard-wrapped lines put together, and its parts."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from assistant.reading.decoding import decode
from assistant.reading.draft import Draft, Part, Piece, join
from assistant.vietnamese.dates import find_dates
from assistant.vietnamese.legacy import repair
from assistant.vietnamese.unicode import normalize

# Widths between which a line break can be a typist's or an editor's, not the end of a paragraph.
_WRAPPED = range(50, 131)
# Narrower lines are typed by hand: one that breaks off at a comma goes on even with a capital.
_TYPED = range(20, 50)
_RAGGED = 25
_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_TITLE_KEYS = ("title", "tieu_de", "tieude", "tiêu đề")
_DATE_KEYS = ("date", "published", "ngay_dang", "ngaydang", "ngày đăng", "ngay", "ngày")
_SENTENCE_ENDS = (".", "!", "?", "…", ":", ";", "”", '"', ")", "/")


def read_text(raw: bytes) -> Draft:
    """Return the text with each line a part. Raises ReadingError when it is no text."""
    text = _unwrap(normalize(repair(decode(raw))))
    lines = re.finditer(r"\S[^\n]*", text)
    return Draft(text, tuple(Part(line.start(), line.start() + len(line[0].rstrip())) for line in lines))


def read_markdown(raw: bytes) -> Draft:
    """Return the rendered text, front matter kept as noise. Raises ReadingError when it is no text."""
    from markdown_it import MarkdownIt

    from assistant.reading.formats.web_page import read_fragment

    source = normalize(repair(decode(raw)))
    front = _FRONT_MATTER.match(source)
    # Line breaks that are no wrapping are meant: the organ and the number above a document, the lines of a signature.
    renderer = MarkdownIt("commonmark", {"breaks": True}).enable("table")
    rendered = renderer.render(_unwrap(source[front.end() :] if front else source))
    pieces = read_fragment(rendered)
    if front is None:
        text, parts = join(pieces)
        return Draft(text, parts)
    text, parts = join((Piece(front[1].strip(), "menu"), *pieces))
    return _declare(Draft(text, parts), front[1])


def _declare(draft: Draft, front: str) -> Draft:
    """Add the title and date that Markdown's front matter (`key: value` lines) names."""
    named = {
        key.strip().lower(): value.strip(" \"'") for key, _, value in (n.partition(":") for n in front.split("\n"))
    }
    said = next(filter(None, (named.get(key) for key in _DATE_KEYS)), "")
    published = next((mention.day for mention in find_dates(said[:40]) if mention.year_known), None)
    title = next(filter(None, (named.get(key) for key in _TITLE_KEYS)), None)
    return replace(draft, declared_title=title, declared_published_on=published)


def _unwrap(text: str) -> str:
    """Turn the line breaks inside hard-wrapped paragraphs into spaces; every other character keeps its place."""
    return re.sub(r"(?m)^[^\n]++(?:\n[^\n]++)++", lambda paragraph: _unwrapped(paragraph[0]), text)


def _unwrapped(paragraph: str) -> str:
    lines = paragraph.split("\n")
    evenly = _is_evenly_wrapped(lines)
    joined = lines[0]
    for before, line in pairwise(lines):
        joined += (" " if _continues(before, line, evenly) else "\n") + line
    return joined


def _is_evenly_wrapped(lines: list[str]) -> bool:
    """Whether lines are as wide as each other, as an editor's are; a letterhead's columns and headings are none."""
    widest = max(map(len, lines))
    even = len(lines) > 2 and widest in _WRAPPED and all(len(line) >= widest - _RAGGED for line in lines[:-1])
    return even and not any("   " in line.strip() or line.isupper() or ">" in line for line in lines)


def _continues(before: str, line: str, evenly: bool) -> bool:
    if re.match(r"[-+*•–]\s|\d+[.)]\s|[a-zđ]\)\s|[|#>`~=-]", line.lstrip()) or before.startswith(("|", "#")):
        return False
    wide = len(before.strip()) in _TYPED or len(before.strip()) in _WRAPPED
    if wide and before.rstrip().endswith(","):
        return True
    if line[:1].isspace():
        return False
    return evenly or (wide and line[0].islower() and not before.rstrip().endswith(_SENTENCE_ENDS[:-2]))
