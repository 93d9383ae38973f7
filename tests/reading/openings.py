"""What tests of reading share: the opening of a report made by hand of its title and its sentences."""

from __future__ import annotations

from assistant.reading.excerpts import Excerpt
from assistant.reading.opening import Opening


def make_opening(title: str, *sentences: str) -> Opening:
    """Return the opening of a report that has nothing but a title and these sentences, one after the other."""
    lines = tuple(excerpts(title, *sentences))
    return Opening(lines[:1], lines[1:], captions=(), bylines=(), margins=(), below=(), body=lines)


def excerpts(*lines: str) -> tuple[Excerpt, ...]:
    """Return lines as they stand in a text that joins them with line breaks."""
    made: list[Excerpt] = []
    start = 0
    for line in lines:
        made.append(Excerpt(line, start))
        start += len(line) + 1
    return tuple(made)
