"""A question and words -> whether they tell of its counterpart: of winter rice for summer rice, of silver for gold.

Each of a family excludes the others. Words that tell none of a family, or the one asked for beside others, pass.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.vietnamese.abbreviations import in_full
from assistant.vietnamese.cues import Cue

_FAMILIES: tuple[tuple[Cue, ...], ...] = tuple(
    tuple(map(Cue, family))
    for family in (
        (
            r"\bhè thu\b",
            r"\bđông xuân\b",
            r"\bthu đông\b",
            r"\bvụ đông\b(?! xuân)",
            r"\b(?:vụ|lúa) mùa\b",
            r"\b(?:vụ|lúa) xuân\b",
        ),
        (r"\bhuy chương vàng\b", r"\bhuy chương bạc\b", r"\bhuy chương đồng\b"),
        (r"\b(?:chết|tử vong|thiệt mạng)\b", r"\bbị thương\b", r"\bmất tích\b"),
        (r"\b(?:tổng )?thu (?:ngân sách|nsnn|nội địa)\b", r"\b(?:tổng )?chi (?:ngân sách|nsnn|thường xuyên)\b"),
        (r"\bxuất khẩu\b(?! lao động)", r"\bnhập khẩu\b"),
        (r"\bcận nghèo\b", r"(?<!cận )\bnghèo\b"),
        (
            r"\b(?:mầm non|mẫu giáo)\b",
            r"\btiểu học\b",
            r"\b(?:trung học cơ sở|thcs)\b",
            r"\b(?:trung học phổ thông|thpt)\b",
        ),
    )
)
_COUNTED = re.compile(r"\b(?P<of>đợt|dot|quý|quy|mũi|mui) (?P<number>[1-9]|iv|iii|ii|i)\b", re.IGNORECASE)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def tells_counterpart(question: str, text: str) -> bool:
    """Whether a text tells only of others of a family of which the question asks for one."""
    asked, told = _told_of(question), _told_of(text)
    return any(wanted and other and not wanted & other for wanted, other in zip(asked, told, strict=True))


@lru_cache(maxsize=8192)
def _told_of(text: str) -> tuple[frozenset[int], ...]:
    """Return which of each family a text tells of, and which rounds, quarters and doses."""
    text = in_full(text)
    counted: dict[str, set[int]] = {"d": set(), "q": set(), "m": set()}
    for match in _COUNTED.finditer(text):
        number = match["number"].lower()
        counted[match["of"][0].lower().replace("đ", "d")].add(_ROMAN.get(number) or int(number))
    families = (frozenset(n for n, cue in enumerate(family) if cue.stands_in(text)) for family in _FAMILIES)
    return (*families, *map(frozenset, counted.values()))
