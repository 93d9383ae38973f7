"""A Query and a clause's words -> whether they lack all that could be the kind of answer wanted."""

from __future__ import annotations

import re
from collections.abc import Set

from assistant.answering.signs import fits_unit
from assistant.answering.wanted import Wanted
from assistant.domain import CELL, Query
from assistant.vietnamese.cues import Cue
from assistant.vietnamese.dates import find_dates, find_periods
from assistant.vietnamese.folding import fold
from assistant.vietnamese.numbers import find_quantities
from assistant.vietnamese.people import find_people
from assistant.vietnamese.places import find_places
from assistant.vietnamese.villages import find_villages

_ASKS_ORGAN = re.compile(
    r"\b(?:don vi|co quan|phong|ban|nganh|to chuc|doanh nghiep|cong ty|truong|hoi|doan|so) nao\b"
    r"|\bwhich (?:office|agency|unit|department|company|school|organi[sz]ation)s?\b"
)
_TIME = Cue(
    r"\b(?:19|20)\d\d\b|\b\d{1,2} ?(?:giờ|h|g)\b|\b(?:quý|tháng|năm|tuần|ngày) (?:\w+ )?(?:\d|(?:i|tới|này|sau)\b)"
)
# A term of office tells no time of what is done in it.
_TERM = Cue(r"\b(?:nhiệm kỳ|giai đoạn|khóa \w+,?) (?:19|20)\d\d ?[-–] ?(?:(?:19|20)\d\d)?")
_SOMEWHERE = re.compile(r"\b(?:tại|ở)\b", re.IGNORECASE)
_ASKS_RANK = re.compile(r"\b(?:thu|hang|vi tri|xep|top) (?:may|bao nhieu)\b|\brank\w*")
_RANK = re.compile(
    r"\b(?:thu|hang|top|vi tri)(?: thu)? (?:\d|(?:nhat|nhi|ba|tu)\b)|\bdan dau\b|\bdung dau\b|\bcuoi bang\b"
)


def lacks(query: Query, wanted: Wanted, text: str, facets: Set[str]) -> bool:
    """Whether a clause that tells `facets` has no person, time, place or number, where the query wants one."""
    match query.kind:
        case "person":
            return not find_people(text) and "author" not in facets and not _ASKS_ORGAN.search(wanted.folded)
        case "date":
            return not _tells_time(text) and not {"ended", "published"} & facets
        case "place":
            return not find_places(text) and not find_villages(text) and not _SOMEWHERE.search(text)
        case "figure" | "count" | "comparison":
            return not _tells_number(wanted.folded, text)
        case _:
            return False


def _tells_time(text: str) -> bool:
    for term in reversed(tuple(_TERM.finditer(text))):
        text = f"{text[: term.start()]}{text[term.end() :]}"
    return bool(find_dates(text) or find_periods(text)) or _TIME.stands_in(text)


def _tells_number(asked: str, text: str) -> bool:
    if _ASKS_RANK.search(asked) and _RANK.search(fold(text)):
        return True
    return CELL in text or any(fits_unit(asked, one.unit) for one in find_quantities(text))
