"""A clause that goes on about the indicator of the one before it ("…; cộng dồn 7 tháng được 96 tỷ") -> that one."""

from __future__ import annotations

import re

Span = tuple[int, int]
_GOES_ON = re.compile(r"(?:lũy kế|luỹ kế|cộng dồn|tính chung|nâng tổng|tổng cộng|bằng|đạt|riêng)\b", re.IGNORECASE)
_END_BEFORE = re.compile(r"[;\n]|[.!?]\s")
_LONGEST = 300


def subject_before(text: str, start: int, clause: Span) -> Span | None:
    """Return the span of the clause whose indicator this one goes on about, not before `start`; None for most."""
    if not _GOES_ON.match(text, clause[0]):
        return None
    first = max(start, clause[0] - _LONGEST)
    before = text[first : clause[0]].rstrip()
    if before[-1:] not in (";", ","):
        return None
    before = before.rstrip(" ;,")
    opening = max((mark.end() for mark in _END_BEFORE.finditer(before)), default=0)
    opening += len(before[opening:]) - len(before[opening:].lstrip())
    return (first + opening, first + len(before)) if before[opening:] else None
