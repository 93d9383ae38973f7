"""A measure in its sentence -> the unit of government it is of: one named for it, else the report's own."""

from __future__ import annotations

import re
from collections import Counter

from assistant.domain import Report
from assistant.vietnamese.places import find_places
from assistant.vietnamese.villages import find_villages

_LYING_IN = re.compile(r"[^,;.:\d]{0,40}\b(?:tại|ở|thuộc|trên địa bàn)\s")
_IN_A_VILLAGE = re.compile(
    r"[^,;.:\d]{0,30}\b(?:tại|ở|thuộc|hộ) (?:thôn|bản|buôn|làng|ấp|khóm|xóm|khu phố|tổ dân phố) [^,;.:]{1,40}"
)
_OPENS_WITH_A_VILLAGE = re.compile(
    r"\W*(?:\d+\. )?(?:Riêng )?(?:thôn|bản|buôn|làng|ấp|khóm|xóm|khu phố|tổ dân phố)\b", re.IGNORECASE
)
_RUN_END = re.compile(r"[,;:|.]\s")
_SEVERAL = re.compile(r"\b(?:các|những|hai|ba|bốn|\d+)\s*$", re.IGNORECASE)
# A road, a project or an area is called after a place; what is told of it is not the place's own figure.
_NAMED_AFTER = re.compile(
    r"\b(?:đường|tuyến|cầu|dự án|công trình|khu|cụm|cảng|chợ|trường|nhà văn hóa|hẻm|nhà máy|hồ|đập|kênh"
    r"|tỉnh lộ)\b[^,;.]*$",
    re.IGNORECASE,
)
_HOUSE = re.compile(r"\b(?:nhà văn hóa|dự án|trường)\b[^,;.]*$", re.IGNORECASE)
_LIES_IN = re.compile(r"\b(?:qua|tại|ở|thuộc)\s*$")
_SPEAKER = re.compile(r"\b(?:bí thư|chủ tịch|phó|trưởng|giám đốc|chi hội trưởng|đại biểu)\b[^;.]{0,60}$", re.IGNORECASE)
_OFFICE = re.compile(r"\b(?:Bí thư|Chủ tịch|Trưởng|Giám đốc|Chi cục|Chánh)\b")
_SMALLER = {
    "tỉnh": ("huyện", "thị xã", "thành phố", "quận", "xã", "phường", "thị trấn"),
    "huyện": ("xã", "thị trấn", "phường"),
    "quận": ("phường",),
    "thị xã": ("xã", "phường"),
    "thành phố": ("xã", "phường", "quận", "huyện"),
}
_BARE_DISTRICT = re.compile(r"\b(?:toàn |của |tại )?[Hh]uyện(?= (?!ủy|uỷ|đoàn|đội|[A-ZĐ]))")
_MENTIONED_OFTEN = 2


class Placed:
    """The units of government that a report's figures may be of."""

    def __init__(self, report: Report) -> None:
        self._own = report.place
        level = (report.place or "").lower()
        self._smaller = next((levels for start, levels in _SMALLER.items() if level.startswith(start)), ())
        self._guest = _district_worked_with(report) if level.startswith("tỉnh") else None

    def place(self, before: str, between: str, behind: str, told: str, paragraph: str) -> str | None:
        """Return the unit a figure is of.

        `before` are the words of its clause before it, `between` those of them after the measure before it, `behind`
        those after it, `told` its sentence up to it and `paragraph` its paragraph up to it.
        """
        lying = _LYING_IN.match(behind)
        run_end = _RUN_END.search(behind, lying.end()) if lying else None
        after = behind[lying.end() : run_end.start() if run_end else None] if lying else ""
        if village := self._village_in(told, between, behind):
            return village
        for words in (after, between, before.rpartition("trong khi")[2]):
            if found := self._named_in(words):
                return found
        if speaker := self._spoken_for(told):
            return speaker
        return self._guest if self._guest and _BARE_DISTRICT.search(paragraph) else self._own

    def _village_in(self, told: str, between: str, behind: str) -> str | None:
        """The one village that a figure is told of: 'thôn Cầu có 46 ha', 'làm 2 người chết tại bản Hạ'."""
        lying = _IN_A_VILLAGE.match(behind)
        near = between.rpartition(",")[2]
        opening = _OPENS_WITH_A_VILLAGE.match(told)
        for words in (lying[0] if lying else "", near, told.partition(",")[0] if opening else ""):
            named = find_villages(words)
            before = words[: named[0].start] if named else ""
            if len(named) == 1 and not _SPEAKER.search(before) and not _HOUSE.search(before):
                return named[0].name
        return None

    def _named_in(self, words: str) -> str | None:
        named = [place for place in find_places(words) if place.level in self._smaller]
        if len({place.name for place in named}) != 1:
            return None
        before = words[: named[0].start]
        if _SEVERAL.search(before) or (_NAMED_AFTER.search(before) and not _LIES_IN.search(before)):
            return None
        return f"{named[0].level} {named[0].name}"

    def _spoken_for(self, told: str) -> str | None:
        """The commune of somebody who speaks of it: 'Bí thư Đảng ủy xã Đăk Hlêng kể ...; nhờ đó 31 hộ'."""
        named = [place for place in find_places(told) if place.level in self._smaller]
        if len(named) == 1 and _SPEAKER.search(told[: named[0].start]) and not _OFFICE.search(told[named[0].end :]):
            return f"{named[0].level} {named[0].name}"
        return None


def _district_worked_with(report: Report) -> str | None:
    """The one district that a provincial body's meeting was about."""
    counts = Counter(
        place.name for place in find_places(report.text) if place.level in ("huyện", "thị xã") and len(place.name) > 2
    )
    often = [name for name, count in counts.most_common(2) if count >= _MENTIONED_OFTEN]
    return f"huyện {often[0]}" if len(often) == 1 else None
