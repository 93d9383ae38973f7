"""Text -> the months it speaks of: "tháng 8" (one month) is not "8 tháng" (the months so far)."""

from __future__ import annotations

import re
from collections.abc import Set

from assistant.domain import Period, Query
from assistant.vietnamese.abbreviations import in_full
from assistant.vietnamese.folding import fold

_MONTHS = re.compile(r"(?<!\d )\bthang \d+|\b\d+ thang\b(?! \d\d?\b(?![.,]\d))")
# "Từ đầu năm đến hết tháng 8" is 8 months.
_UP_TO = re.compile(r"\b(?:den|toi|het|luy ke|cong don|tu dau nam)\b[^.;,?]{0,25}?\bthang (\d+)")


def months_in(text: str) -> frozenset[str]:
    """Return the single months and runs of months that a text names, folded, as "thang 8" and "8 thang"."""
    return frozenset(_MONTHS.findall(fold(in_full(text))))


def asked_months(question: str) -> frozenset[str]:
    """Return the months a question asks about; up to a month is that many months."""
    up_to = _UP_TO.findall(fold(in_full(question)))
    return (months_in(question) - {f"thang {number}" for number in up_to}) | {f"{number} thang" for number in up_to}


def agrees(query: Query, told: Set[str], period: Period | None) -> bool:
    """Return whether a clause that names the months `told`, in a report of `period`, can answer about those asked."""
    asked = asked_months(query.standalone)
    if not asked:
        return True
    if told:
        return bool(asked & told)
    return period is None or query.named.date_to is None or period.end == query.named.date_to
