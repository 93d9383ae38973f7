"""What a format hands over to cleaning and metadata: kept text and its parts, not yet judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from assistant.errors import ReadingError

PartTag = Literal["text", "heading", "caption", "table", "menu"]
# A verbatim record of 400 pages has about so many letters; what is longer is no report and takes minutes to embed.
_LONGEST, _MOST_PARTS = 1_000_000, 20_000
_LONGEST_PART = 20_000
_ENDLESS = (
    "it holds more than 1 million letters or 20,000 lines, which no report does; split it into one file per report"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A run of the kept text that the format sets apart, usually one paragraph, line or table.

    `main` is the format's verdict whether it belongs to the report itself; None when the format cannot know.
    """

    start: int
    end: int
    tag: PartTag = "text"
    main: bool | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """The kept text of a file with its parts in order, and what the file declares about itself.

    `declared_title` is the author's own (front matter, og:title), `window_title` what a browser shows, often with the
    site's name; `site` names the site a page came from. `pages` are the positions where pages begin, () where the
    format has none.
    """

    text: str
    parts: tuple[Part, ...]
    declared_title: str | None = None
    window_title: str | None = None
    declared_published_on: date | None = None
    site: str | None = None
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of one part before the kept text is put together."""

    text: str
    tag: PartTag = "text"
    main: bool | None = None


def bounded(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield pieces as long as a report may be made of them. Raises ReadingError at the first that is too many."""
    letters = 0
    for number, piece in enumerate(pieces, 1):
        letters += len(piece.text)
        check_length(letters, number)
        yield piece


def check_length(letters: int, parts: int) -> None:
    """Raise ReadingError when a text has more letters or parts than a report has."""
    if letters > _LONGEST or parts > _MOST_PARTS:
        raise ReadingError(_ENDLESS)


def with_short_parts(draft: Draft) -> Draft:
    """Return the draft with parts longer than any paragraph cut in several: rules look at a whole part at once."""
    if all(part.end - part.start <= _LONGEST_PART for part in draft.parts):
        return draft
    return replace(draft, parts=tuple(short for part in draft.parts for short in _cut(draft.text, part)))


def _cut(text: str, part: Part) -> Iterator[Part]:
    """Cut at the last end of a line or sentence, else between words, else anywhere."""
    start = part.start
    while part.end - start > _LONGEST_PART:
        ends = (text.rfind(sign, start, start + _LONGEST_PART) for sign in ("\n", ". ", " "))
        end = next((end + 1 for end in ends if end > start), start + _LONGEST_PART)
        if kept := text[start:end].rstrip():
            yield replace(part, start=start, end=start + len(kept))
        start = end
        while start < part.end and text[start].isspace():
            start += 1
    if start < part.end:
        yield replace(part, start=start)


def join(pieces: tuple[Piece, ...]) -> tuple[str, tuple[Part, ...]]:
    """Return the kept text, pieces separated by a blank line, and the part each piece became."""
    parts: list[Part] = []
    start = 0
    for piece in pieces:
        parts.append(Part(start, start + len(piece.text), piece.tag, piece.main))
        start += len(piece.text) + 2
    return "\n\n".join(piece.text for piece in pieces), tuple(parts)
