"""Cut a text as LangChain's RecursiveCharacterTextSplitter does, for the baseline that stands on it: text -> spans.

The package langchain-text-splitters would be needed for nothing else. Checked against its release 1.1.3 with its
defaults but size and overlap: the same pieces of all reports in this repository.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

SEPARATORS = ("\n\n", "\n", " ", "")

Span = tuple[int, int]


def split(text: str, size: int = 1000, overlap: int = 200) -> tuple[Span, ...]:
    """Return the spans of the pieces in order, none longer than `size`; neighbours share up to `overlap` characters.

    A separator stands at the beginning of what follows it, and white space around a piece is left out.
    """
    pieces = (_stripped(text, *piece) for piece in _split(text, (0, len(text)), SEPARATORS, size, overlap))
    return tuple(piece for piece in pieces if piece[0] < piece[1])


def _split(text: str, span: Span, separators: Sequence[str], size: int, overlap: int) -> Iterator[Span]:
    number = next(n for n, separator in enumerate(separators) if separator in text[slice(*span)])
    short: list[Span] = []
    for part in _parts(text, span, separators[number]):
        if part[1] - part[0] < size:
            short.append(part)
            continue
        yield from _merged(short, size, overlap)
        short = []
        following = separators[number + 1 :]
        yield from _split(text, part, following, size, overlap) if following else (part,)
    yield from _merged(short, size, overlap)


def _parts(text: str, span: Span, separator: str) -> Iterator[Span]:
    """Yield the parts of a span, each but the first beginning with its separator."""
    start, end = span
    if not separator:
        yield from ((position, position + 1) for position in range(start, end))
        return
    found = re.compile(re.escape(separator)).finditer(text, start, end)
    yield from ((a, b) for a, b in pairwise((start, *(match.start() for match in found), end)) if a < b)


def _merged(parts: Sequence[Span], size: int, overlap: int) -> Iterator[Span]:
    """Yield runs of neighbouring parts that fit into `size`; each but the first takes up some of the one before."""
    first = 0
    for number, (start, end) in enumerate(parts):
        if first < number and end - parts[first][0] > size:
            yield parts[first][0], start
            while first < number and (start - parts[first][0] > overlap or end - parts[first][0] > size):
                first += 1
    if parts:
        yield parts[first][0], parts[-1][1]


def _stripped(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, start + len(piece.strip())
