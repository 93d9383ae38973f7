"""A Draft and where its first paragraph stands -> which of its parts is the title."""

from __future__ import annotations

import re

from assistant.reading.bylines import is_byline
from assistant.reading.draft import Draft, Part
from assistant.reading.furniture import is_date_line, is_furniture, is_link_bar, is_motto
from assistant.vietnamese.folding import fold

_MEETING = re.compile(
    r"\b(?:hoi nghi|ky hop|phien hop|cuoc hop|dai hoi|hop|giao ban|lam viec|so ket|tong ket|trien khai|nhiem vu"
    r"|ket luan|thong bao"
    r"|nghi quyet|lan thu|thang \d|nam \d{4}|ban chap hanh|ban thuong vu|hdnd|ubnd|to chuc)\b"
)
_SHORTEST = 15
_LONGEST = 300
_USUAL = 200
_FEWEST_WORDS = 4


def title_part(draft: Draft, first: int) -> int:
    """Return the number of the title's part, or -1; `first` is the number of the first paragraph."""
    stop = min(first + 1, len(draft.parts))
    scored = [(score, number) for number in range(stop) if (score := _score(draft, number, first)) > 0]
    return max(scored)[1] if scored else -1


def _score(draft: Draft, number: int, first: int) -> int:
    """How well a part serves as title; 0 when it cannot. Of equals the one nearest to the first paragraph wins."""
    part = draft.parts[number]
    text = draft.text[part.start : part.end]
    if not _may_be_title(part, text) or (number == first and not _matches(draft.declared_title, text)):
        return 0
    distance = first - number
    return (
        1
        + 6 * _matches(draft.declared_title, text)
        + 3 * (part.tag == "heading")
        + 2 * bool(part.main)
        + 2 * bool(_MEETING.search(fold(text)))
        + (distance <= 3 and first < len(draft.parts))
        - 2 * text.isupper()
        - 3 * text.endswith((".", "!", "?", "…"))
        - (len(text) > _USUAL)
    )


def _may_be_title(part: Part, text: str) -> bool:
    if part.tag in ("menu", "table") or not _SHORTEST <= len(text) <= _LONGEST or len(text.split()) < _FEWEST_WORDS:
        return False
    if text.endswith((";", ":", ",")) or re.search(r"[.!?]\s+[^\W\d_]{2}", text):
        return False
    return not (is_motto(text) or is_byline(text) or is_furniture(text) or is_date_line(text) or is_link_bar(text))


def _matches(declared: str | None, text: str) -> bool:
    """Site names are often put after a declared title, so the beginning decides."""
    return declared is not None and fold(declared).startswith(fold(text))
