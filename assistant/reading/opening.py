"""A Draft and its Blocks -> the excerpts that say what a report is about: title, opening, captions, margins, body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.domain import Block, BlockKind
from assistant.reading.draft import Draft
from assistant.reading.excerpts import Excerpt
from assistant.reading.furniture import is_date_line, tells_date
from assistant.vietnamese.folding import fold
from assistant.vietnamese.sentences import sentences

_OPENING_PARAGRAPHS = 4
_OPENING_LENGTH = 1600
_OPENING_SENTENCES = 40
_SENTENCE_LENGTH = 3000
_SHORT = 120
_BODY_LENGTH = 400_000
_CLOCK = re.compile(r"\d{1,2}:\d{2}:\d{2}")


@dataclass(frozen=True, slots=True)
class Opening:
    """What metadata is read from, in the order it stands.

    `title` holds the lines that make it up; `sentences` are those of the first paragraphs, `body` those of the whole
    report with its captions, headings and tables; `margins` is the noise above the report (site names, dates),
    `below` that behind it.
    """

    title: tuple[Excerpt, ...]
    sentences: tuple[Excerpt, ...]
    captions: tuple[Excerpt, ...]
    bylines: tuple[Excerpt, ...]
    margins: tuple[Excerpt, ...]
    below: tuple[Excerpt, ...]
    body: tuple[Excerpt, ...]


def open_report(draft: Draft, blocks: tuple[Block, ...], title: tuple[Excerpt, ...]) -> Opening:
    """Gather the telling parts of a report."""
    text = draft.text
    return Opening(
        title=title,
        sentences=tuple(_sentences(text, _leading(draft, blocks)))[:_OPENING_SENTENCES],
        captions=tuple(_excerpts(text, blocks, "caption")),
        bylines=tuple(_excerpts(text, blocks, "byline")),
        margins=_margins(draft, blocks),
        below=tuple(_excerpts(text, blocks[_first_paragraph(blocks) :], "noise")),
        body=tuple(_sentences(text, _of_kind(blocks, "prose", "caption", "heading", "table"), _BODY_LENGTH)),
    )


def date_lines(draft: Draft, blocks: tuple[Block, ...]) -> tuple[Excerpt, ...]:
    """Return the lines about the page's own date, the likeliest first: below the title, beside a byline, in a list of
    news, above the title; a clock that runs there tells the reader's day."""
    first = _first_paragraph(blocks)
    title = next((n for n, block in enumerate(blocks[:first]) if block.kind == "heading"), first)
    below = tuple(_excerpts(draft.text, blocks[title:first], "noise", "byline"))
    above = tuple(_excerpts(draft.text, blocks[:title], "noise"))
    headings = {line.start for line in above}
    beside = tuple(line for line in _margins(draft, blocks) if line.start not in headings)
    headed = (line for line in reversed(above) if not _CLOCK.search(line.text))
    ordered = (*reversed(below), *beside, *_own_entries(draft, blocks), *headed)
    return tuple(
        line for line in ordered if is_date_line(line.text) or tells_date(line.text) or line.text.startswith("date ")
    )


def _own_entries(draft: Draft, blocks: tuple[Block, ...]) -> Iterator[Excerpt]:
    """Entries of a list of news that name this very report: 'Huyện ủy họp phiên tháng 8 (12/08/2019)'."""
    titles = {fold(line.text) for line in _excerpts(draft.text, blocks, "heading") if len(line.text) > _SHORT // 4}
    for line in _excerpts(draft.text, blocks, "noise"):
        folded = fold(line.text)
        for title in titles:
            if folded.startswith(title) and is_date_line(line.text[len(title) :]):
                start = (line.start or 0) + len(title)
                yield Excerpt(line.text[len(title) :], start)


def _sentences(text: str, blocks: tuple[Block, ...], most: int | None = None) -> Iterator[Excerpt]:
    for block in blocks:
        if most is not None and block.start > most:
            return
        for start, end in sentences(text, block.start, block.end):
            yield Excerpt(text[start : min(end, start + _SENTENCE_LENGTH)], start)


def _excerpts(text: str, blocks: tuple[Block, ...], *kinds: BlockKind) -> Iterator[Excerpt]:
    return (Excerpt(text[block.start : block.end], block.start) for block in _of_kind(blocks, *kinds))


def _of_kind(blocks: tuple[Block, ...], *kinds: BlockKind) -> tuple[Block, ...]:
    return tuple(block for block in blocks if block.kind in kinds)


def _first_paragraph(blocks: tuple[Block, ...]) -> int:
    return next((n for n, block in enumerate(blocks) if block.kind in ("prose", "table")), len(blocks))


def _leading(draft: Draft, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The first paragraphs; the short lines of minutes count for little, so more of them are taken."""
    chosen: list[Block] = []
    paragraphs = length = 0
    for block in blocks:
        if block.kind not in ("prose", "heading") or block.end - block.start == 0:
            continue
        if paragraphs >= _OPENING_PARAGRAPHS or length >= _OPENING_LENGTH:
            break
        chosen.append(block)
        length += block.end - block.start
        paragraphs += block.end - block.start > _SHORT
    return tuple(block for block in chosen if draft.text[block.start : block.end].strip())


def _margins(draft: Draft, blocks: tuple[Block, ...]) -> tuple[Excerpt, ...]:
    """The noise above the first paragraph, and below it what stands right beside the byline."""
    first = _first_paragraph(blocks)
    bylines = [n for n, block in enumerate(blocks) if block.kind == "byline"]
    beside = [n for byline in bylines for n in (byline - 1, byline + 1)]
    numbers = [*range(first), *(n for n in beside if first < n < len(blocks))]
    noise = (blocks[n] for n in numbers if blocks[n].kind == "noise")
    return tuple(Excerpt(draft.text[block.start : block.end], block.start) for block in noise)
