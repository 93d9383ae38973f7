"""Text -> the months it speaks of: "tháng 8" (one month) is not "8 tháng" (the months so far)."""

from __future__ import annotations

import re
from collections.abc import Set

from assistant.domain import Period, Query
from assistant.vietnamese.abbreviations import in_full
from assistant.vietnamese.folding import fold

_ONE = r"0?([1-9]|1[0-2])\b"
_MONTHS = re.compile(rf"(?<!\d )\bthang {_ONE}(?![.,]\d)|\b{_ONE} thang\b(?! \d\d?\b(?![.,]\d))")
# "Từ đầu năm đến hết tháng 8" is 8 months.
_UP_TO = re.compile(r"\b(?:den|toi|het|luy ke|cong don|tu dau nam)\b[^.;,?]{0,25}?(?<!\d )\bthang 0?(\d+)")
_QUARTER = re.compile(r"\bquy (iv|i{1,3}|[1-4])\b")
_FIRST_QUARTER = frozenset(("quy 1", "3 thang"))
_QUARTERS = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}

# A figure before "lũy kế 5 tháng" is of the fifth month alone.
_BESIDE_SO_FAR = re.compile(r"\d.*\b(?:luy ke|cong don|tinh chung) (?:ca )?0?(\d+) thang\b")


def months_in(text: str) -> frozenset[str]:
    """Return the single months and runs of months that a text names, folded, as "thang 8" and "8 thang".

    What is told up to a month is told of it, and of the months so far; what stands before these is of the last month.
    """
    folded = fold(in_full(text))
    named = (f"thang {one}" if one else f"{many} thang" for one, many in _MONTHS.findall(folded))
    last = (f"thang {number}" for number in _BESIDE_SO_FAR.findall(folded))
    return frozenset((*named, *last, *(f"{number} thang" for number in _UP_TO.findall(folded))))


def times_in(text: str) -> frozenset[str]:
    """Return the months, runs of months and quarters that a text names; quarter I is the first three months."""
    quarters = frozenset(f"quy {_QUARTERS.get(one, one)}" for one in _QUARTER.findall(fold(in_full(text))))
    return _with_equals(months_in(text) | quarters)


def asked_times(question: str) -> frozenset[str]:
    """Return the months, runs of months and quarters that a question asks about."""
    return _with_equals(asked_months(question) | (times_in(question) - months_in(question)))


def _with_equals(times: frozenset[str]) -> frozenset[str]:
    return times | _FIRST_QUARTER if times & _FIRST_QUARTER else times


def asked_months(question: str) -> frozenset[str]:
    """Return the months a question asks about; up to a month is that many months."""
    up_to = _UP_TO.findall(fold(in_full(question)))
    return months_in(question) - {f"thang {number}" for number in up_to}


def agrees(query: Query, told: Set[str], period: Period | None) -> bool:
    """Return whether a clause that names the months `told`, in a report of `period`, can answer about those asked."""
    asked = asked_months(query.standalone)
    if not asked:
        return True
    if told:
        return bool(asked & told)
    return period is None or query.named.date_to is None or period.end == query.named.date_to
