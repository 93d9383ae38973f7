"""A Draft and its Blocks -> what the report says about itself: title, organ, place, dates, period, chairs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from assistant.domain import Block, Period
from assistant.reading.dating import held_on, period_covered, published
from assistant.reading.draft import Draft
from assistant.reading.locating import meeting_place
from assistant.reading.opening import date_lines, open_report
from assistant.reading.organs import meeting_organ
from assistant.reading.people import chairs
from assistant.vietnamese.folding import fold

_DOCUMENT = re.compile(r"bien ban|thong bao|nghi quyet|bao cao|ket luan|ke hoach|chuong trinh|chi thi|ban tin")
_SHORTEST = 15
_LONGEST_FALLBACK = 150


@dataclass(frozen=True, slots=True)
class Description:
    """A report's metadata; what the report does not say is None or ()."""

    title: str
    body: str | None
    place: str | None
    held_on: date | None
    published_on: date | None
    period: Period | None
    chairs: tuple[str, ...]


def describe(draft: Draft, blocks: tuple[Block, ...], fallback_title: str) -> Description:
    """Return what a report says about itself; `fallback_title` serves when it has no words at all."""
    opening = open_report(draft, blocks, title_of(draft, blocks) or fallback_title)
    organ = meeting_organ(opening)
    publication = published(draft.declared_published_on, date_lines(draft, blocks))
    held = held_on(opening, publication)
    return Description(
        title=opening.title,
        body=organ.name if organ else None,
        place=meeting_place(opening, organ, draft.site),
        held_on=held,
        published_on=publication.on,
        period=period_covered(opening, held, publication),
        chairs=chairs(opening),
    )


def title_of(draft: Draft, blocks: tuple[Block, ...]) -> str:
    """Return the heading above the first paragraph, with the kind of document before it ('Biên bản phiên họp …').

    A report without one goes by what its file declares, or else by its first sentence.
    """
    prose = next((n for n, block in enumerate(blocks) if block.kind in ("prose", "table")), len(blocks))
    headings = [draft.text[b.start : b.end] for b in blocks[:prose] if b.kind == "heading"]
    kinds = [heading for heading in headings if _DOCUMENT.fullmatch(fold(heading).strip())]
    named = [heading for heading in headings if heading not in kinds and not fold(heading).startswith("so:")]
    if named and (len(named[0]) >= _SHORTEST or not draft.declared_title):
        return _tidy(f"{kinds[0].capitalize()} {_decapitalised(named[0])}" if kinds else named[0])
    return _tidy(draft.declared_title or next(iter(kinds), "") or _first_words(draft, blocks))


def _decapitalised(title: str) -> str:
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def _first_words(draft: Draft, blocks: tuple[Block, ...]) -> str:
    first = next((block for block in blocks if block.kind not in ("noise", "byline")), blocks[0])
    sentence = re.split(r"(?<=[.!?;])\s|\n", draft.text[first.start : first.end], maxsplit=1)[0]
    if len(sentence) <= _LONGEST_FALLBACK:
        return sentence.strip(" .;-+*•–")
    return sentence[:_LONGEST_FALLBACK].rsplit(" ", 1)[0] + "…"


def _tidy(title: str) -> str:
    return " ".join(title.split()).rstrip(" |")
