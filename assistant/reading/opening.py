"""A Draft and its Blocks -> the parts of a report that say what it is about: title, opening, captions, margins."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain import Block, BlockKind
from assistant.reading.draft import Draft
from assistant.reading.furniture import is_date_line
from assistant.vietnamese.sentences import sentences

_OPENING_PARAGRAPHS = 4
_OPENING_LENGTH = 1600
_OPENING_SENTENCES = 40
_SENTENCE_LENGTH = 3000
_SHORT = 120
_BODY_LENGTH = 20_000


@dataclass(frozen=True, slots=True)
class Opening:
    """What metadata is read from. All are texts, in the order they stand.

    `sentences` are those of the first paragraphs; `margins` the noise above them (site names, letterheads, dates).
    """

    title: str
    sentences: tuple[str, ...]
    captions: tuple[str, ...]
    bylines: tuple[str, ...]
    margins: tuple[str, ...]
    body: str


def open_report(draft: Draft, blocks: tuple[Block, ...], title: str) -> Opening:
    """Gather the telling parts of a report."""
    text = draft.text
    return Opening(
        title=title,
        sentences=tuple(
            text[start : min(end, start + _SENTENCE_LENGTH)]
            for block in _leading(draft, blocks)
            for start, end in sentences(text, block.start, block.end)
        )[:_OPENING_SENTENCES],
        captions=tuple(_texts(text, blocks, "caption")),
        bylines=tuple(_texts(text, blocks, "byline")),
        margins=_margins(draft, blocks),
        body="\n".join(_texts(text, blocks, "prose", "caption", "heading", "table"))[:_BODY_LENGTH],
    )


def date_lines(draft: Draft, blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """Return the lines about the page's own date: those above the first paragraph, then those beside a byline."""
    return tuple(line for line in _margins(draft, blocks) if is_date_line(line) or line.startswith("date "))


def _texts(text: str, blocks: tuple[Block, ...], *kinds: BlockKind) -> list[str]:
    return [text[block.start : block.end] for block in blocks if block.kind in kinds]


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


def _margins(draft: Draft, blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """The noise above the first paragraph, and below it what stands right beside the byline."""
    first = next((n for n, block in enumerate(blocks) if block.kind in ("prose", "table")), len(blocks))
    bylines = [n for n, block in enumerate(blocks) if block.kind == "byline"]
    beside = [n for byline in bylines for n in (byline - 1, byline + 1)]
    numbers = [*range(first), *(n for n in beside if first < n < len(blocks))]
    return tuple(draft.text[blocks[n].start : blocks[n].end] for n in numbers if blocks[n].kind == "noise")
