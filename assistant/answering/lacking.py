"""A Query and a clause's words -> whether they lack all that could be the kind of answer wanted."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache

from assistant.answering.demanding import tells_a_name
from assistant.answering.signs import fits_unit
from assistant.answering.wanted import Wanted
from assistant.domain import CELL, AnswerKind, Query
from assistant.questions.kinds import folded_for_cues
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
_OF_NAMES: frozenset[AnswerKind] = frozenset(("list", "place", "person", "comparison", "none", "count"))
_TIME = Cue(
    r"\b(?:19|20)\d\d\b|\b\d{1,2} ?(?:giờ|h|g)\b|\b(?:quý|tháng|năm|tuần|ngày) (?:\w+ )?(?:\d|(?:i|tới|này|sau)\b)"
    r"|(?:^|\b(?:trước|sau|đến|từ|vào|tới|hạn|nhất|dịp|sáng|chiều|hôm|đêm|quá) )\d{1,2} ?[/.-] ?\d{1,2}\b(?![.,/]?\d|%)"
    r"|\b(?:mùa (?:mưa|khô|lũ|bão|thu hoạch)|dịp (?:lễ|tết|quốc khánh)|trước tết|trong vòng \d+)\b"
)
# A term of office tells no time of what is done in it.
_TERM = Cue(r"\b(?:nhiệm kỳ|giai đoạn|khóa \w+,?) (?:19|20)\d\d ?[-–] ?(?:(?:19|20)\d\d)?")
_ASKS_TERM = re.compile(r"\b(?:nhung nam|giai doan|nhiem ky) nao\b|\bwhich (?:years|term)\b|\bwhat (?:years|period)\b")
_SOMEWHERE = re.compile(r"\b(?:tại|ở)\b", re.IGNORECASE)
_ASKS_RANK = re.compile(r"\b(?:thu|hang|vi tri|xep|top) (?:may|bao nhieu)\b|\brank\w*")
_RANK = re.compile(
    r"\b(?:thu|hang|top|vi tri)(?: thu)? (?:\d|(?:nhat|nhi|ba|tu)\b)|\bdan dau\b|\bdung dau\b|\bcuoi bang\b"
)


# "Ba dự án đó tên gì?", "bốn xã nào": so many of something are known of, and their names are asked for.
_THINGS = (
    "xa|phuong|thi tran|thon|ban|ap|huyen|to dan pho|don vi|co quan|chi bo|cong ty|doanh nghiep|nha dau tu|nha thau"
    "|chu dau tu|tap the|du an|cong trinh|tuyen duong|con duong|duong|tram y te|san pham|diem"
)
_ASKS_NAMES = re.compile(
    rf"\b(?:hai|ba|bon|nam|sau|bay|tam|chin|muoi|\d{{1,2}}) (?:{_THINGS})\b[^?]*\b(?:nao|gi|o dau|nhung ai|la ai)\b"
    rf"|\b(?:ke|cho (?:toi |minh )?biet|neu) ten (?:hai|ba|bon|nam|sau|bay|tam|chin|muoi|\d{{1,2}}) (?:{_THINGS})\b"
)


_Rules = tuple[tuple[re.Pattern[str], Cue], ...]
# What must be told where it is asked for, whatever kind of answer is wanted: of a person's life, of penalties.
_OF_NOTHING_ELSE: _Rules = tuple(
    (re.compile(asked), Cue(told))
    for asked, told in (
        (r"\b(?:que (?:quan|o dau)|nguoi (?:o )?que|sinh ra (?:o|tai))\b", r"\b(?:quê|sinh (?:ra|tại|ở|năm|ngày))\b"),
        (r"\b(?:bao nhieu|may) tuoi\b|\bsinh nam\b|\bhow old\b", r"\b(?:tuổi|sinh năm|sinh ngày)\b"),
        (
            r"\b(?:so dien thoai|dien thoai so|sdt|hotline|phone number|email)\b",
            r"\b(?:điện thoại|hotline|email|số máy)\b",
        ),
        (r"\b(?:ky luat|cach chuc|khai tru|duoi khoi)\b", r"\b(?:kỷ luật|cách chức|khai trừ|cảnh cáo|khiển trách)\b"),
    )
)
# What a number must be of where it is asked for; no other number of the same unit answers.
_DECISIVE: _Rules = tuple(
    (re.compile(asked), Cue(told))
    for asked, told in (
        (
            r"\b(?:tu vong|thiet mang|chet|qua doi|deaths?|died|killed)\b",
            r"\b(?:tử vong|thiệt mạng|chết|qua đời|hy sinh|tiêu hủy|thiệt hại)\b",
        ),
        (r"\b(?:bi thuong|injured|wounded)\b", r"\bbị thương\b"),
        (r"\bno (?:dong|thue|xau|xdcb|xay dung)\b|\b(?:arrears|debts?)\b", r"\b(?:nợ|tồn đọng|chưa thanh toán)\b"),
        (r"(?<!dia )(?<!bao )\bchi (?:ngan sach|thuong xuyen|ns|nsnn)\b", r"\bchi\b"),
    )
)


def lacks(query: Query, wanted: Wanted, text: str, facets: Set[str]) -> bool:
    """Whether a clause that tells `facets` has no person, time, place, number or name, where the query wants one."""
    if any(not told.stands_in(text) for told in _demanded(wanted.folded, _OF_NOTHING_ELSE)):
        return True
    if query.kind in _OF_NAMES and _asks_names(query.own or query.standalone):
        return not tells_a_name(query, text)
    match query.kind:
        case "person":
            return not find_people(text) and "author" not in facets and not _ASKS_ORGAN.search(wanted.folded)
        case "date":
            asks_term = _ASKS_TERM.search(wanted.folded) is not None
            return not _tells_time(text, asks_term) and not {"ended", "published"} & facets
        case "place":
            somewhere = find_places(text) or find_villages(text) or _SOMEWHERE.search(text)
            return not somewhere and not tells_a_name(query, text)
        case "figure" | "count" | "comparison":
            return not _tells_number(wanted.folded, text)
        case _:
            return False


@lru_cache(maxsize=256)  # each clause is held against the same question
def _demanded(asked: str, rules: _Rules) -> tuple[Cue, ...]:
    """Return what must be told where a folded question asks so."""
    return tuple(told for decides, told in rules if decides.search(asked))


@lru_cache(maxsize=256)
def _asks_names(question: str) -> bool:
    return _ASKS_NAMES.search(folded_for_cues(question)) is not None


@lru_cache(maxsize=8192)
def _tells_time(text: str, asks_term: bool) -> bool:
    for term in () if asks_term else reversed(tuple(_TERM.finditer(text))):
        text = f"{text[: term.start()]}{text[term.end() :]}"
    return bool(find_dates(text) or find_periods(text)) or _TIME.stands_in(text)


def _tells_number(asked: str, text: str) -> bool:
    if any(not told.stands_in(text) for told in _demanded(asked, _DECISIVE)):
        return False
    if _ASKS_RANK.search(asked) and _RANK.search(fold(text)):
        return True
    return CELL in text or any(fits_unit(asked, one.unit) for one in find_quantities(text))
