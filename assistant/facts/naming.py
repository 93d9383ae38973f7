"""The words around a number -> what it measures, as written."""

from __future__ import annotations

import re

from assistant.domain import FigureKind
from assistant.facts.measures import Measure
from assistant.vietnamese.dates import find_periods
from assistant.vietnamese.sentences import whole_words

_LEADING_WORDS = (
    r"trong đó|riêng|ngoài ra|đồng thời|qua đó|tuy nhiên|bên cạnh đó|lũy kế|luỹ kế|cộng dồn|tính chung|nổi bật là"
    r"|tương ứng|tương đương"
    r"|về|với|có|và|đã|toàn (?:huyện|xã|tỉnh|thị xã|thành phố|phường)|trên địa bàn (?:huyện|xã|tỉnh)|nhất là|cụ thể"
    r"|các|những|đạt|trong"
)
_TRAILING_WORDS = (
    r"ước|đạt|được|là|còn|có|bằng|tăng|giảm|chiếm|vượt|gấp|lên|xuống|khoảng|trên|hơn|gần|dưới|chỉ|thực hiện|tính"
    r"|tương ứng|tương đương"
    r"|đến|nay|từ|với|cho|trong|tại|của|và|xấp xỉ|đứng|thứ|xếp|hạng|đã|ước tính|phấn đấu|ít nhất|tối thiểu|trên địa bàn"
)
_LEADING = re.compile(rf"^(?:\W|\b(?:{_LEADING_WORDS})\b)+", re.IGNORECASE)
_TRAILING = re.compile(rf"(?:\W|\b(?:{_TRAILING_WORDS})\b)+$", re.IGNORECASE)
_NUMERALS = "hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mười một"
_BARE_TIME = re.compile(
    rf"\b(?:(?:\d{{1,2}}|{_NUMERALS}) tháng(?: (?:đầu|cuối)(?: năm)?| qua)?|cả năm|từ đầu năm|trong (?:tháng|quý|năm)"
    r"|đến nay)\b",
    re.IGNORECASE,
)
_BASELINE = re.compile(r"(?:so|dự toán|kế hoạch|KH|chỉ tiêu|cùng kỳ|nghị quyết|mục tiêu)\b", re.IGNORECASE)
_LAST_RUN = re.compile(r"[,:(]\s+(?=[^\d\W])")
_NOUNS_AFTER = re.compile(r"[^,;.:()\d]{2,70}")
_NEXT_CLAUSE = re.compile(r"\s(?:với|trị giá|tại|vào|để|nhằm|và)\s")
_NUMBER = re.compile(r"^[\d.,/]+\s*")
_MEASURED = frozenset(("đồng", "%", "ha", "km", "tấn", "lần", "hạng", "kg", "m²", "m³", "đồng/người/năm", "đồng/năm"))
_ATTACHED = frozenset(("change", "plan_share", "rank"))
_LONGEST, _SHORTEST = 90, 4
_NO_COUNTS = frozenset(("%", "đồng", "ha", "km", "tấn", "lần", "hạng"))
_THRESHOLD = re.compile(r"[^,;.%]*\b(?:có|còn)?[^,;.%]*\b(?:đạt|giải ngân)\b[^,;.%]{0,12}\b(?:dưới|trên|từ)\s*")


def name_measured(before: str, after: str, kind: FigureKind, unit: str) -> str:
    """Return what a figure measures, from the words before its number in its clause or behind it; "" for neither.

    `before` begins after the measure before it, `after` with the number itself. A change, a share of a plan or a rank
    behind a comma has no name of its own. What is counted stands behind its number: "kết nạp 26 đảng viên mới".
    """
    name = named_before(before)
    if kind in _ATTACHED:
        return name if len(name) >= _SHORTEST and not _BASELINE.match(name) else ""
    if unit in _MEASURED:
        return _of_bearable_length(name) if len(name) >= _SHORTEST else ""
    behind = _NOUNS_AFTER.match(_NUMBER.sub("", after))
    counted = _tidy(_NEXT_CLAUSE.split(behind[0])[0]) if behind else ""
    return _of_bearable_length(" ".join(filter(None, (name, counted))))


def _of_bearable_length(name: str) -> str:
    """Return the last words of a name that is longer than any indicator's."""
    return name[slice(*whole_words(name, max(0, len(name) - _LONGEST), len(name)))].strip()


def named_before(before: str) -> str:
    """Return what the words before a number name; "" when they only tell its time or that it adds up."""
    for one in reversed(find_periods(before)):
        before = before[: one.start] + before[one.end :]
    return _tidy(_BARE_TIME.sub(" ", _LAST_RUN.split(before)[-1]))


def _tidy(words: str) -> str:
    return _TRAILING.sub("", _LEADING.sub("", " ".join(words.split()))).strip()


def is_threshold(measure: Measure, before: Measure, between: str) -> bool:
    """Whether a share only says which units are counted: '5 dự án giải ngân dưới 40%'."""
    return measure.unit == "%" and before.unit not in _NO_COUNTS and _THRESHOLD.fullmatch(between) is not None
