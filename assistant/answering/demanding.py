"""A Query and a clause's words -> whether they leave untold what such a question demands: a reason, a price, names.

Near misses speak of what is asked about and tell something else of it. The rules were made over the unanswerable
questions of `evaluation/reader` and held against its answerable ones, so that hardly an answer is lost to them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from assistant.answering.contrasts import tells_counterpart
from assistant.answering.replying import asks_back
from assistant.answering.signs import asked_thing, fits_unit
from assistant.domain import CELL, AnswerKind, Query, Report
from assistant.questions.kinds import folded_for_cues
from assistant.questions.naming import names_in
from assistant.vietnamese.abbreviations import in_full
from assistant.vietnamese.cues import Cue
from assistant.vietnamese.folding import fold
from assistant.vietnamese.numbers import find_quantities
from assistant.vietnamese.people import find_people
from assistant.vietnamese.syllables import FOLDED_STOPWORDS, named_at, syllables
from assistant.vietnamese.villages import find_villages

Kinds = frozenset[AnswerKind]
_FIGURES: Kinds = frozenset(("figure", "count"))
_NAMED: Kinds = frozenset(("list", "place", "none", "limitation"))
_NUMBER = r"(?:hai|ba|bon|nam|sau|bay|tam|chin|muoi|muoi \w+|\d{1,2})"

# Of a question of these kinds (of any kind without), folded, that asks so, words like these must tell.
_MUST: tuple[tuple[Kinds, re.Pattern[str], Cue], ...] = (
    (
        frozenset(),
        re.compile(r"\b(?:vi sao|tai sao|ly do|nguyen nhan|vi dau|do dau|why|reasons?)\b|^sao\b"),
        Cue(
            r"\b(?:do|vì(?! sao)|bởi|nguyên nhân|lý do|nhằm|để|nên|xuất phát|dẫn đến|khiến|làm cho|vướng|thiếu|tránh"
            r"|chưa có|chưa (?:\w+ )?đủ|chưa lựa chọn|không đủ|không đạt|khó|because)\b"
        ),
    ),
    (
        frozenset(),
        re.compile(
            r"\b(?:bi|xu)(?: \w+){0,2} phat\b(?! (?:trien|sinh|bieu|dong|hien))|\bphat (?:moi|tien|bao nhieu|may)\b"
            r"|\bfine[ds]?\b"
        ),
        Cue(r"\bphạt\b"),
    ),
    (
        frozenset(("list", "place", "none")),
        re.compile(
            r"\b(?:gop|ghep|nhap|hop nhat|hinh thanh|thanh lap)\b(?: \w+){0,3} (?:tu|cua|gom|nhung|cac)"
            r" (?:nhung |cac )?(?:xa|phuong|don vi|thon|huyen)(?: cu)? nao\b"
            r"|\b(?:xa|phuong|don vi|thon|huyen)(?: cu)? nao (?:\w+ ){0,2}(?:gop|ghep|nhap|hop nhat)\b"
            r"|\b(?:which|what) (?:\w+ ){0,2}(?:communes|wards|districts)\b[^?]*\b(?:merg|join|form|creat)\w*"
        ),
        Cue(r"\b(?:nhập|gộp|hợp nhất|ghép|thành lập (?:từ|trên cơ sở)|trên cơ sở)\b"),
    ),
    (_FIGURES, re.compile(r"\b(?:ca nuoc|toan quoc)\b"), Cue(r"\b(?:cả nước|toàn quốc)\b")),
    (
        _FIGURES,
        re.compile(
            r"\b(?:don gia|gia (?:heo|lon|tom|lua|ca|nuoc|dat|khoi|ban|mua|thue|ve|bo|ga|gao|dien|che|cao su))\b"
            r"[^?]*\b(?:bao nhieu|may)\b|\bprice\b"
        ),
        Cue(r"\b(?:giá|đơn giá)\b|đồng/"),
    ),
    (
        _FIGURES,
        re.compile(
            r"\b(?:bao nhieu|may)(?: \w+){0,2} (?:mot|moi|1|/) ?(?:ky|kg|met|m2|ha|hec|ho|khoi|nguoi|thang|tan|ta"
            r"|con|nha|suat|truong|can|em)\b|\bmoi (?:ho|nguoi|nha|con|ha|truong|em|suat|dan) (?:\w+ ){0,4}"
            r"(?:bao nhieu|may (?:tien|trieu|dong|nghin))\b"
        ),
        Cue(r"/|\b(?:mỗi|một|bình quân|từng|đều|mức)\b"),
    ),
    (
        _FIGURES,
        re.compile(
            r"\b(?:tang|giam)(?: them)?(?: duoc)? (?:bao nhieu|may)\b|\bgo down\b|\bby how (?:much|many)\b"
            r"|\bhow much more\b"
        ),
        Cue(r"\b(?:tăng|giảm|cao hơn|thấp hơn|nhiều hơn|ít hơn|vượt|hơn|gấp|xuống|chênh|kém|hụt|bớt|thêm)\b|[+]\d"),
    ),
    (
        frozenset(),
        re.compile(
            r"\b(?:don vi|co quan|cong ty|nha thau)(?: \w+){0,2} nao (?:\w+ )?(?:thi cong|lam chu dau tu|van hanh"
            r"|dau tu|quan ly|trung thau)\b|\bdo (?:don vi|ai|cong ty) nao (?:thi cong|lam chu)"
        ),
        Cue(
            r"\b(?:công ty|ban quản lý|doanh nghiệp|hợp tác xã|nhà thầu|trung tâm|xí nghiệp|phòng|tập đoàn|sở|ubnd"
            r"|ủy ban nhân dân)\b"
        ),
    ),
)
# And words like these must not.
_MUST_NOT: tuple[tuple[Kinds, re.Pattern[str], Cue], ...] = (
    (
        _FIGURES,
        re.compile(r"\b(?:thuc te|thuc thu|thuc hien duoc|hien nay|hien gio|actually)\b"),
        Cue(
            r"\b(?:phấn đấu|mục tiêu|dự kiến|tối thiểu|ít nhất|không dưới|(?<!tuổi )trở lên|xuống dưới|chỉ tiêu|yêu cầu"
            r"|xuống còn|kéo|giữ|kế hoạch giảm)\b"
        ),
    ),
)
_ASKS_CONSENT = re.compile(r"\b(?:duyet|dong y|chap thuan|phe duyet|chap nhan|cho phep|chiu|gat|approved?|agreed?)\b")
_ASKED_FOR = Cue(r"\b(?:kiến nghị|đề nghị|xin|mong|đề xuất|phản ánh)\b")
_CONSENT = Cue(
    r"\b(?:đồng ý|duyệt|chấp thuận|thống nhất|nhất trí|quyết định|chấp nhận|cho phép|tán thành|biểu quyết|thông qua)\b"
)
# "Ba dự án đó là những dự án nào?", "kể tên 15 công ty": a clause that only counts them names none.
_ASKS_NAMES = re.compile(
    rf"(?<!thang )(?<!ngay )(?<!nam )(?<!quy )(?<!lan )(?<!thu )\b{_NUMBER} (?:cai |con )?\w+\b[^?]*"
    r"\b(?:la|gom|o|ve|thuoc|mang) (?:nhung |cac |cai )?"
    r"(?:\w+ ){0,3}(?:gi|nao)\b"
    r"|\bten (?:la )?gi\b|\b(?:ke|neu|cho biet) (?:ra )?(?:day du )?ten\b|\bdanh sach\b"
)
_ASKS_WHO = re.compile(r"\b(?:ai|nguoi nao|vi nao|who)\b(?! la)")
_ENUMERATES = re.compile(r":|\(|;|\b(?:gồm|như|là)\b", re.IGNORECASE)
_COUNTED = Cue(r"\d|\b(?:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\b")
_ASKS_WHERE = re.compile(
    r"\b(?P<level>xa|phuong|thi tran|thon|ban|ap|duong|tinh|huyen|to dan pho|khu pho|thi xa) (?:nao|gi)\b"
    r"|\bwhich (?P<english>commune|ward|district|province|village|road)s?\b"
)
_IN_VIETNAMESE = {"commune": "xa", "ward": "phuong", "district": "huyen", "province": "tinh"}
_ASKS_COMPANY = re.compile(
    r"\b(?:cong ty|doanh nghiep|nha thau|nha dau tu|hop tac xa) (?:nao|gi)\b|\btrung thau\b"
    r"|\b(?:cong ty|doanh nghiep|nha thau|nha dau tu)\b[^?]*\bten (?:la )?gi\b"
    r"|\bwhich (?:company|contractor|investor|firm)\b"
)
_COMPANY = Cue(r"\b(?:công ty|tập đoàn|hợp tác xã|htx|doanh nghiệp|ctcp|tnhh)\b")
_WORDS_OF_A_COMPANY = 7
_NO_TIME = r"(?! (?:nay|thang|quy|nam|ngay|het|cuoi|giua|dau|luc|khi|ky|\d))"
_ASKS_MONEY = re.compile(
    r"\b(?:tong muc (?:dau tu|dt)|tong (?:von|kinh phi|du toan|so tien)"
    rf"|(?:ton|het{_NO_TIME}|mat|chi|phat(?! (?:len|dien|trien|sinh|hien))|den{_NO_TIME}|den bu|boi thuong|ho tro"
    r"|quyen gop|ung ho|(?:^|(?:tien|duoc|khen|muc|tang) )thuong)"  # no part of a name: "xã Hòa Thượng"
    r" (?:\w+ ){0,3}(?:bao nhieu|may (?:tien|ty|trieu|dong|tram))"
    r"|(?:tien|von|kinh phi|phi|no thue|thu ngan sach)(?: \w+){0,4} (?:la |duoc |dat |thu duoc |het |co )?"
    r"bao nhieu\W*$)"
    r"|\b(?:tien|kinh phi|so tien|muc phi|gia khoi diem)(?: \w+){0,16} bao nhieu\W*$"
    r"|\b(?:bao nhieu|may) (?:tien|ty|trieu|nghin dong|dong)\b"
)
_OTHER_THAN_MONEY = re.compile(
    r"\b(?:bao nhieu|may) (?!tien|ty|trieu|dong|tram|nghin)\w+|\bphan tram\b|%|\bty le\b|\bpercent|\bshare\b|\brate\b"
)


_OF_THE_WHOLE = re.compile(
    r"\W*trong (?:(?:tong )?so |(?=\d))(?P<whole>[^,?]*?)(?:, ?| (?=co |thi ))(?P<part>.*\b(?:may|bao nhieu)\b.*)"
)
_COUNTING = frozenset(
    "dat bang chiem con uoc duoc bao nhieu may nguoi la da co tong cong thi trong so do cai vu".split()
)

_ASKS_DAY = re.compile(
    r"\b(?:ngay|hom) (?:nao|may|bao nhieu|j|gi)\b|\bngay thang nao\b|\b(?:what|which|exact) (?:date|day)\b"
)
# A day in any writing, folded: "15/9", "mùng 8", "15 tháng 9", "hôm qua".
_A_DAY = re.compile(
    r"(?<![\d/.,])\d{1,2}\s?[/-]\s?\d{1,2}(?![\d/])|(?<![\d/.,])\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}"
    r"|\b(?:ngay|mung|mong|hom|sang|chieu|toi)(?: mung| ngay)? \d{1,2}\b|\b\d{1,2} thang \d|\bhom (?:nay|qua)\b"
    r"|\bngay (?:\w+ ){1,3}(?:thang|hang)\b|\b(?:january|february|march|april|may"
    r"|june|july|august|september|october|november|december) \d"
)
_ASKS_FOR_SOMEBODY = re.compile(
    r"\b(?:ai|who)\b|\bten (?:la |day du la )?(?:gi|j)\b|\b(?:nguoi|vi|dong chi|ong|ba) nao\b"
)
_ASKS_OFFICE = re.compile(r"\bchuc\b|\blam (?:nghe )?gi\b|\b(?:position|role|post|office|title)\b")


def leaves_untold(query: Query, text: str, report: Report) -> bool:
    """Whether words of a report leave untold what the question demands, whatever else they tell of its subject."""
    asked = _asked(query.own or query.standalone)
    return (
        any(_applies(query, asked, kinds, asks) and not told.stands_in(text) for kinds, asks, told in _MUST)
        or any(_applies(query, asked, kinds, asks) and told.stands_in(text) for kinds, asks, told in _MUST_NOT)
        or any(rule(query, asked, text) for rule in _RULES)
        or (query.kind in _FIGURES and tells_counterpart(query.own or query.standalone, text))
        or asks_back(query.kind, asked, text)
        or _names_no_place(query, asked, text, report)
    )


@lru_cache(maxsize=256)  # each clause is held against the same question
def _asked(question: str) -> str:
    return folded_for_cues(question)


def _applies(query: Query, asked: str, kinds: Kinds, asks: re.Pattern[str]) -> bool:
    return (not kinds or query.kind in kinds) and asks.search(asked) is not None


def _is_only_requested(query: Query, asked: str, text: str) -> bool:
    """Whether something was consented to is asked, and the clause tells that somebody asks for it."""
    if query.kind != "yesno" or not _ASKS_CONSENT.search(asked):
        return False
    return _ASKED_FOR.stands_in(text) and not _CONSENT.stands_in(text)


def _counts_without_naming(query: Query, asked: str, text: str) -> bool:
    if query.kind not in _NAMED or not _ASKS_NAMES.search(asked) or CELL in text or _ASKS_WHO.search(asked):
        return False
    return _COUNTED.stands_in(text) and not _ENUMERATES.search(text) and not tells_a_name(query, text)


def _names_no_place(query: Query, asked: str, text: str, report: Report) -> bool:
    """Whether a place of one level is asked for, and neither the words name one nor is the report of one."""
    where = _ASKS_WHERE.search(asked) if query.kind == "place" else None
    if where is None or find_people(text):
        return False
    level = where["level"] or _IN_VIETNAMESE.get(where["english"], where["english"])
    if re.search(rf"\b{level} (?:so )?\d", fold(text)):  # "Phường 2", "khu phố 7"
        return False
    return not any(fold(unit).startswith(level) for unit in report.units) and not tells_a_name(query, text)


def _names_no_company(query: Query, asked: str, text: str) -> bool:
    if CELL in text or _ASKS_COMPANY.search(asked) is None:
        return False
    return not any(named_at(text, found.end(), _WORDS_OF_A_COMPANY) for found in _COMPANY.finditer(text))


def _only_repeats(query: Query, asked: str, text: str) -> bool:
    """Whether every figure that could be the one asked for stands in the question: "of 14 pupils how many …"."""
    if query.kind not in _FIGURES or CELL in text:
        return False
    given = {one.value for one in find_quantities(query.own or query.standalone)}
    fitting = [one.value for one in find_quantities(text) if fits_unit(asked, one.unit)]
    return bool(fitting) and given.issuperset(fitting)


def _tells_no_sum(query: Query, asked: str, text: str) -> bool:
    if query.kind not in _FIGURES or CELL in text or not _ASKS_MONEY.search(asked) or _OTHER_THAN_MONEY.search(asked):
        return False
    return not any(one.unit.startswith("đồng") for one in find_quantities(text))


def _tells_only_of_the_whole(query: Query, asked: str, text: str) -> bool:
    """Whether a part is asked for, "trong số 58 giải có mấy giải nhất", and no word of the part is told."""
    found = _OF_THE_WHOLE.match(asked) if query.kind in _FIGURES else None
    if found is None or query.asked_in == "en":
        return False
    known = FOLDED_STOPWORDS | _COUNTING | set(syllables(found["whole"]))
    part = {word for word in syllables(found["part"]) if word not in known and not word.isdigit()}
    return bool(part) and not part & set(syllables(fold(in_full(text))))


def _counts_something_else(query: Query, asked: str, text: str) -> bool:
    """Whether the clause has neither the noun that is to be counted nor a figure of it."""
    if query.kind != "count" or query.asked_in == "en" or CELL in text:
        return False
    thing = asked_thing(asked)
    if not thing:
        return False
    words = set(re.findall(r"\w+", fold(in_full(text))))
    units = {fold(one.unit).split()[0] for one in find_quantities(text) if one.unit}
    return not words & thing and not units & thing


def _tells_no_day(query: Query, asked: str, text: str) -> bool:
    """Whether the very day is asked for, and the words name none: "tổng kết năm 2019" is no day."""
    return query.kind == "date" and _ASKS_DAY.search(asked) is not None and _A_DAY.search(fold(text)) is None


def _tells_of_those_named(query: Query, asked: str, text: str) -> bool:
    """Whether somebody is asked for, and nobody is told of but those whom the question itself names."""
    if query.kind != "person" or not _ASKS_FOR_SOMEBODY.search(asked) or _ASKS_OFFICE.search(asked):
        return False
    people, question = find_people(text), fold(query.own or query.standalone)
    return bool(people) and all(fold(person.name) in question for person in people)


_RULES: tuple[Callable[[Query, str, str], bool], ...] = (
    _is_only_requested,
    _counts_without_naming,
    _names_no_company,
    _only_repeats,
    _tells_no_sum,
    _tells_only_of_the_whole,
    _counts_something_else,
    _tells_no_day,
    _tells_of_those_named,
)


def tells_a_name(query: Query, text: str) -> bool:
    """Whether words name something that is neither a person nor named in the question."""
    return CELL in text or bool(new_names(query, text))


def new_names(query: Query, text: str) -> frozenset[str]:
    """Return the names in words, folded, that are neither of people nor in the question."""
    known = [fold(name) for name in (*query.names, *query.places, *(person.name for person in find_people(text)))]
    named = (*names_in(text), *(village.name for village in find_villages(text)))
    return frozenset(name for name in map(fold, named) if not any(name in one for one in known))
