"""What a format hands over to cleaning and metadata: kept text and its parts, not yet judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

PartTag = Literal["text", "heading", "caption", "table", "menu"]


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


def join(pieces: tuple[Piece, ...]) -> tuple[str, tuple[Part, ...]]:
    """Return the kept text, pieces separated by a blank line, and the part each piece became."""
    parts: list[Part] = []
    start = 0
    for piece in pieces:
        parts.append(Part(start, start + len(piece.text), piece.tag, piece.main))
        start += len(piece.text) + 2
    return "\n\n".join(piece.text for piece in pieces), tuple(parts)
