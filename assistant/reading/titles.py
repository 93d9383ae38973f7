"""A Draft and where its first paragraph stands -> which of its parts is the title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.reading.bylines import is_byline
from assistant.reading.draft import Draft, Part
from assistant.reading.furniture import is_date_line, is_furniture, is_link_bar, is_motto, tells_date
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
# A window's title this long is no mere site name, and a bulletin may greet its listeners before the title.
_TELLING, _BELOW = 25, 3


def title_part(draft: Draft, first: int) -> int:
    """Return the number of the title's part, or -1; `first` is the number of the first paragraph."""
    best = _best(draft, range(min(first + 1, len(draft.parts))), first)
    if draft.site or (best >= 0 and _speaks_of_meeting(draft, best)):
        return best
    below = range(first + 1, min(first + 1 + _BELOW, len(draft.parts)))
    lower = _best(draft, [number for number in below if _heads(draft, number)], first)
    return lower if lower >= 0 else best


def _best(draft: Draft, numbers: Sequence[int], first: int) -> int:
    scored = [(score, number) for number in numbers if (score := _score(draft, number, first)) > 0]
    return max(scored)[1] if scored else -1


def _speaks_of_meeting(draft: Draft, number: int) -> bool:
    part = draft.parts[number]
    return _MEETING.search(fold(draft.text[part.start : part.end])) is not None


def _heads(draft: Draft, number: int) -> bool:
    """Whether a line below a greeting may still be the title, as in a bulletin that is read out."""
    text = draft.text[draft.parts[number].start : draft.parts[number].end]
    return text[-1:].isalnum() and _speaks_of_meeting(draft, number)


def _score(draft: Draft, number: int, first: int) -> int:
    """How well a part serves as title; 0 when it cannot. Of equals the one nearest to the first paragraph wins."""
    part = draft.parts[number]
    text = draft.text[part.start : part.end]
    declared = _matches(draft.declared_title, text)
    shown = len(text) >= _TELLING and _matches(draft.window_title, text)
    if not _may_be_title(part, text) or (number == first and not (declared or shown)):
        return 0
    distance = first - number
    return (
        1
        + 6 * declared
        + 4 * (shown and not declared)
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
    if text.endswith((";", ":", ",")) or re.search(r"(?<!TP)(?<!TX)(?<!TT)[.!?]\s+[^\W\d_]{2}", text):
        return False
    of_report = is_motto(text) or is_byline(text)
    return not (of_report or any(of_site(text) for of_site in (tells_date, is_furniture, is_date_line, is_link_bar)))


def _matches(declared: str | None, text: str) -> bool:
    """Site names are often put after a declared title, so the beginning decides."""
    return declared is not None and fold(declared).startswith(fold(text))
