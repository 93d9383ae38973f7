"""A Draft and its Blocks -> what the report says about itself, and where it says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from assistant.domain import Block, Metadata, Origin
from assistant.reading.cleaning import title_start
from assistant.reading.dating import held_on, period_covered, published
from assistant.reading.documents import cited_documents, own_number
from assistant.reading.draft import Draft
from assistant.reading.excerpts import Excerpt, Known
from assistant.reading.furniture import is_document_kind, is_motto
from assistant.reading.locating import NOWHERE, locate
from assistant.reading.meetings import is_of_meeting
from assistant.reading.opening import date_lines, open_report
from assistant.reading.organs import meeting_organ, organ_in_title
from assistant.reading.participants import find_participants
from assistant.reading.sessions import session_number, term_of
from assistant.vietnamese.folding import fold

_ORGAN_LINE = re.compile(
    r"(?:hoi dong nhan dan|hdnd|uy ban nhan dan|ubnd|dang uy|huyen uy|tinh uy|thanh uy|thi uy|quan uy|van phong|dang bo"
    r"|uy ban mat tran|xa|phuong|huyen|tinh|thi xa|thi tran|thanh pho|quan)\b"
)
_MEETING = re.compile(r"\b(?:hoi nghi|ky hop|phien hop|hop|so ket|tong ket|trien khai|giao ban|thang|nam \d)\b")
_BREAKS_OFF = re.compile(r"\b(?:cua|ve|va|tai|cac|nam|thang|lan thu)$|,$")
_GOES_ON = re.compile(
    r"\(?(?:lan thu|dinh ky|thuong ky|khoa|nhiem ky|(?:trong )?thang \d|quy [iv\d]|nam \d|ve (?:viec|tinh hinh)"
    r"|tu (?:ngay )?\d)"
)
_NEAREST = 40
_SHORTEST = 15
_LONGEST, _LONGEST_FALLBACK = 400, 150


@dataclass(frozen=True, slots=True)
class _Title:
    """A report's title as readers cite it, and the lines of the report that make it up."""

    text: str
    lines: tuple[Excerpt, ...]
    rule: str


def describe(draft: Draft, blocks: tuple[Block, ...], fallback_title: str) -> Metadata:
    """Return what a report says about itself; `fallback_title` serves when it has no words at all."""
    title = _title(draft, blocks, fallback_title)
    opening = open_report(draft, blocks, title.lines)
    publication = published(draft.declared_published_on, date_lines(draft, blocks))
    met = is_of_meeting(opening)
    organ = meeting_organ(opening) if met else None
    held = held_on(opening, publication) if met else None
    located = locate(opening, organ.value if organ else organ_in_title(opening), draft.site) if met else NOWHERE
    prose = next((block.start for block in blocks if block.kind == "prose"), len(draft.text))
    number = own_number([line for line in (*opening.margins, *opening.body) if (line.start or 0) < prose])
    found: dict[str, Known[Any] | None] = {
        "term": term_of(opening, organ.value.level) if organ else None,
        "session": session_number(opening) if organ else None,
        "place": located.place,
        "commune": located.commune,
        "district": located.district,
        "province": located.province,
        "held_on": held,
        "published_on": publication.day,
        "period": period_covered(opening, held.value if held else None, publication) if met else None,
        "number": number,
    }
    of_organ = {"body": organ, "level": organ if organ and organ.value.level else None}
    return Metadata(
        title=title.text,
        body=organ.value.name if organ else None,
        level=organ.value.level if organ else None,
        **{field: known.value if known else None for field, known in found.items()},
        participants=find_participants(opening.body) if met else (),
        documents=cited_documents(opening.body, number),
        origins=(
            *_origins_of(title),
            *(known.origin(f) for f, known in {**of_organ, **found}.items() if known),
        ),
    )


def _origins_of(title: _Title) -> Iterator[Origin]:
    for line in title.lines or (Excerpt("", None),):
        yield Known(title.text, line, 0, len(line.text), title.rule).origin("title")


def _title(draft: Draft, blocks: tuple[Block, ...], fallback: str) -> _Title:
    """The heading above the first paragraph, with the kind of document before it ('Biên bản phiên họp …').

    A report without one goes by what its file declares, or else by its first sentence.
    """
    prose = next((n for n, block in enumerate(blocks) if block.kind == "prose"), len(blocks))
    headings = [_excerpt(draft, block) for block in blocks[:prose] if block.kind == "heading"]
    headings = [line for line in headings if len(line.text) <= _LONGEST and not is_motto(line.text)]
    headings = [line for line in headings if not fold(line.text).startswith("so:")]
    kinds = [line for line in headings if is_document_kind(line.text)]
    lines = _title_lines([line for line in headings if line not in kinds], kinds, title_start(draft))
    if lines and (len(lines[0].text) >= _SHORTEST or not draft.declared_title):
        words = " ".join(line.text for line in lines)
        words = f"{kinds[0].text.capitalize()} {_decapitalised(words)}" if kinds else words
        return _Title(_tidy(words), (*kinds[:1], *lines), "heading")
    if draft.declared_title:
        return _Title(_tidy(draft.declared_title), (Excerpt(draft.declared_title, None),), "file properties")
    if kinds:
        return _Title(_tidy(kinds[0].text), (kinds[0],), "heading")
    first = next((block for block in blocks if block.kind not in ("noise", "byline")), blocks[0])
    words = _first_words(draft.text[first.start : first.end])
    if not words.strip():
        return _Title(fallback, (), "file name")
    return _Title(_tidy(words), (Excerpt(words.rstrip("…"), first.start),), "first words")


def _title_lines(named: list[Excerpt], kinds: list[Excerpt], chosen: int | None) -> tuple[Excerpt, ...]:
    """The lines of the title: those below a document's kind, or the first that is no organ's, or the one chosen."""
    if kinds:
        named = [line for line in named if (line.start or 0) > (kinds[0].start or 0)] or named
    first = next((n for n, line in enumerate(named) if not _is_organ_line(line.text)), 0)
    if named and not kinds and not _MEETING.search(fold(named[first].text)):
        first = next((n for n, line in enumerate(named) if line.start == chosen), first)
    while first > 0 and _continues(named[first - 1], named[first]):
        first -= 1
    last = first
    while last + 1 < len(named) and _continues(named[last], named[last + 1]):
        last += 1
    return tuple(named[first : last + 1])


def _continues(line: Excerpt, following: Excerpt) -> bool:
    """Whether a title goes on in the next line: 'HỌP BAN THƯỜNG VỤ ĐẢNG ỦY', 'Định kỳ tháng 4'."""
    gap = (following.start or 0) - (line.start or 0) - len(line.text)
    broken = _BREAKS_OFF.search(fold(line.text)) or _GOES_ON.match(fold(following.text))
    return gap <= _NEAREST and broken is not None


def _is_organ_line(text: str) -> bool:
    """Whether a line in capitals names an organ and nothing that happened, as letterheads do."""
    return text.isupper() and _ORGAN_LINE.match(fold(text)) is not None and not _MEETING.search(fold(text))


def _excerpt(draft: Draft, block: Block) -> Excerpt:
    return Excerpt(draft.text[block.start : block.end], block.start)


def _decapitalised(title: str) -> str:
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def _first_words(text: str) -> str:
    sentence = re.split(r"(?<=[.!?;])\s|\n", text, maxsplit=1)[0]
    if len(sentence) <= _LONGEST_FALLBACK:
        return sentence.rstrip(" .;-+*•–")
    return sentence[:_LONGEST_FALLBACK].rsplit(" ", 1)[0] + "…"


def _tidy(title: str) -> str:
    return " ".join(title.split()).rstrip(" |")
