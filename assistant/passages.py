"""Cut a Report into passages: runs of whole sentences, or of clauses where a sentence is too long for one."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.domain import Block, BlockKind, Passage, Report, SectionKind
from assistant.vietnamese.sentences import clauses, sentences

RETRIEVABLE: frozenset[BlockKind] = frozenset(("prose", "heading", "caption", "table"))

CountTokens = Callable[[str], int]
_LONGEST_TITLE_WORDS = 40
# A passage this full may end with its paragraph rather than begin the next one.
_WELL_FILLED = 0.5
_HEADER_SHARE = 3
_ITEM = re.compile(r"\s*(?:[-–—+*•▪●■◦·]\s|\d{1,2}[.)/]|[a-zđ][.)])")
# No text of more than this many characters a token can fit: it is not even counted.
_LONGEST_TOKEN = 24
# Where a clause that is too long by itself may still be cut, best first: before a comma's new thought, never before
# one that goes on about a figure; after any punctuation; between words, but not around a figure; anywhere.
_CUTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<=[,;:)])\s+(?!\d|(?:ước |chỉ )?(?:đạt|bằng|tăng|giảm|chiếm|vượt|gấp|hụt|so với|tương ứng|trong đó)\b)",
        r"(?<=[,;:)|])\s+",
        r"(?<!\d)\s+(?!\d)",
        r"\s+",
    )
)


def cut(report: Report, count_tokens: CountTokens, max_tokens: int = 256) -> tuple[Passage, ...]:
    """Return the report's passages in order; header and text together stay within `max_tokens`.

    Passages hold retrievable blocks only, and never reach over noise or a byline. `count_tokens` must count all that
    the encoder reads, its own marks included.
    """
    lead = _fitting_header(report, count_tokens, max_tokens // _HEADER_SHARE)
    budget = _Budget(report.text, lead, count_tokens, max_tokens)
    spans = (span for run in _runs(report.blocks) for span in _packed(run, budget))
    return tuple(_passage(report, lead, number, *span) for number, span in enumerate(spans, start=1))


def header(report: Report) -> str:
    """Return what the embedded text says before the passage itself: title, place and date, as far as known."""
    title = " ".join(report.title.split()[:_LONGEST_TITLE_WORDS])
    day = f"ngày {report.held_on.day}/{report.held_on.month}/{report.held_on.year}" if report.held_on else ""
    return " | ".join(filter(None, (title, report.place or "", day)))


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence or clause of a block; one that opens a paragraph, an item or a section knows where that ends."""

    start: int
    end: int
    block: Block
    opened_end: int | None = None


@dataclass(frozen=True, slots=True)
class _Budget:
    """Whether a span of the report, with the header before it, is short enough to embed."""

    text: str
    lead: str
    count_tokens: CountTokens
    max_tokens: int

    @property
    def max_length(self) -> int:
        return _LONGEST_TOKEN * self.max_tokens

    def fits(self, start: int, end: int, share: float = 1.0) -> bool:
        if end - start > self.max_length:
            return False
        embedded = f"{self.lead}\n{self.text[start:end]}" if self.lead else self.text[start:end]
        return self.count_tokens(embedded) <= share * self.max_tokens


def _passage(report: Report, lead: str, number: int, start: int, end: int) -> Passage:
    text = report.text[start:end]
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    passage_id = f"{report.id}-{digest}-{number:04d}"
    return Passage(passage_id, report.id, number, start, end, text, lead, _section(report, start, end))


def _section(report: Report, start: int, end: int) -> SectionKind | None:
    """The kind of section that holds most of report.text[start:end]."""
    shares = ((min(end, section.end) - max(start, section.start), section.kind) for section in report.sections)
    most, kind = max(shares, key=lambda share: share[0], default=(0, None))
    return kind if most > 0 else None


def _fitting_header(report: Report, count_tokens: CountTokens, max_tokens: int) -> str:
    """Shorten the header from its title's end until it leaves the passage most of the room."""
    lead = header(report)
    words = lead.split(" ")
    while words and count_tokens(lead) > max_tokens:
        words.pop()
        lead = " ".join(words)
    return lead


def _runs(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, ...]]:
    """Yield the longest runs of adjacent blocks that may be retrieved."""
    run: list[Block] = []
    for block in blocks:
        if block.kind in RETRIEVABLE:
            run.append(block)
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _packed(run: tuple[Block, ...], budget: _Budget) -> Iterator[tuple[int, int]]:
    """Pack units greedily into spans; headings at the end of one move on to what they head."""
    held: list[_Unit] = []
    ends = zip(run, _section_ends(run), strict=True)
    for unit in (unit for block, end in ends for unit in _units(block, end, budget)):
        if held and not _joins(held, unit, budget):
            moving = _closing_headings(held)
            yield held[0].start, held[-len(moving) - 1].end
            held = moving
            if held and not budget.fits(held[0].start, unit.end):
                yield held[0].start, held[-1].end
                held = []
        held.append(unit)
    if held:
        yield held[0].start, held[-1].end


def _joins(held: list[_Unit], unit: _Unit, budget: _Budget) -> bool:
    """A unit joins if it fits, but a paragraph that must be cut anyway starts anew beside a well filled passage.

    So does a section with its heading, and an item of a list that would be whole in a passage of its own does always.
    """
    start = held[0].start
    if not budget.fits(start, unit.end):
        return False
    if unit.opened_end is None or budget.fits(start, unit.opened_end):
        return True
    if _is_item(unit.block, budget) and held[-1].block.kind != "heading" and budget.fits(unit.start, unit.opened_end):
        return False
    return budget.fits(start, held[-1].end, _WELL_FILLED)


def _is_item(block: Block, budget: _Budget) -> bool:
    return block.kind == "prose" and _ITEM.match(budget.text, block.start, block.end) is not None


def _section_ends(run: tuple[Block, ...]) -> tuple[int, ...]:
    """For each block where it ends; for a heading where the last block before the next heading does."""
    ends: list[int] = []
    last = 0
    for block in reversed(run):
        last = last or block.end
        ends.append(last if block.kind == "heading" else block.end)
        last = 0 if block.kind == "heading" else last
    return tuple(reversed(ends))


def _closing_headings(held: list[_Unit]) -> list[_Unit]:
    stop = len(held)
    while stop > 0 and held[stop - 1].block.kind == "heading":
        stop -= 1
    return held[stop:] if stop > 0 else []


def _units(block: Block, opened_end: int, budget: _Budget) -> Iterator[_Unit]:
    spans = (
        span
        for sentence in sentences(budget.text, block.start, block.end)
        for span in ((sentence,) if budget.fits(*sentence) else _cut_sentence(sentence, budget))
    )
    for number, (start, end) in enumerate(spans):
        yield _Unit(start, end, block, None if number else opened_end)


def _cut_sentence(sentence: tuple[int, int], budget: _Budget) -> Iterator[tuple[int, int]]:
    for start, end in clauses(budget.text, *sentence):
        while not budget.fits(start, end):
            stop, following = _furthest_cut(start, end, budget)
            yield start, stop
            start = following
        yield start, end


def _furthest_cut(start: int, end: int, budget: _Budget) -> tuple[int, int]:
    """Return where the longest head of text[start:end] that fits ends, and where the rest begins."""
    end = min(end, start + budget.max_length)
    for pattern in _CUTS:
        gaps = [gap.span() for gap in pattern.finditer(budget.text, start, end)]
        fitting = bisect_left(gaps, True, key=lambda gap: not budget.fits(start, gap[0]))
        if fitting:
            return gaps[fitting - 1]
    length = bisect_left(range(1, end - start), True, key=lambda size: not budget.fits(start, start + size))
    return start + max(length, 1), start + max(length, 1)
