"""The words behind a figure -> what it is held against: whose plan, which time."""

from __future__ import annotations

import re

_AGAINST = re.compile(
    r"\s*(?P<words>(?:so với |so )?(?:cùng kỳ|kế hoạch|KH\b|dự toán|DT\b|chỉ tiêu|nghị quyết|mục tiêu"
    r"|(?:tỉnh|huyện|thị xã|thành phố|trung ương|HĐND \w+) giao"
    r"|(?:năm|tháng|quý) trước|năm \d{4}|bình quân)[^,;.()]{0,60})",
    re.IGNORECASE,
)
_COLUMN_OF = re.compile(r"\(?%\)?|\btỷ lệ\b", re.IGNORECASE)
_SO_VOI = re.compile(r"^so (?:với )?", re.IGNORECASE)
_AND = re.compile(r"\s(?:và|trong đó|tăng|giảm|do|nhờ|vì)\s")


def told_against(behind: str, heading: str) -> str | None:
    """Return what the words behind a figure, or else its column's heading, say that it is held against."""
    match = _AGAINST.match(behind) or _AGAINST.search(_COLUMN_OF.sub("", heading))
    return _SO_VOI.sub("", _AND.split(match["words"])[0].strip()) if match else None
