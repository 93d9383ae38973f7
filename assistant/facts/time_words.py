"""A time as a sentence names it, and whether it frames its sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.domain import Period

# What may stand before a time that opens its sentence: such a time governs the sentences after it too.
_FRAME = re.compile(
    r"(?:^(?:ve [^,;.:]{3,40}, )?|[:–-]\s*|\b(?:cho biet|neu ro|khang dinh)\W+)\W*(?:(?:va|giai doan|nhu vay"
    r"|theo bao cao|theo do|ket qua"
    r"|tinh chung|ket thuc|buoc vao|trong|ve|sau|qua|tu|rieng|luy ke|tinh|cung|nua|den|nam|trong thoi gian|toan huyen"
    r"|nhin chung|o|tai|cho thay|cho biet|neu ro"
    r"|nhiem vu|phuong huong|muc tieu|chi tieu|trong tam|\d{1,2}[.)])\W*){0,4}$"
)


@dataclass(frozen=True, slots=True)
class TimeWords:
    """A time named in a sentence; `fronted` when it frames the sentence, so that those after it are of it too.

    `is_until` when it is named by its last day: 'đến ngày 20/6', 'trước quý II'; `is_planned` when tasks are for it;
    `is_current` when it is 'this month' of results; `is_aside` when only its own sentence is of it: 'riêng tháng 9'.
    """

    start: int
    end: int
    period: Period
    cumulative: bool
    fronted: bool
    is_until: bool = False
    is_planned: bool = False
    is_current: bool = False
    is_aside: bool = False


def is_fronted(before: str) -> bool:
    """Whether a time after these folded words frames its sentence."""
    return _FRAME.search(before[-60:] if len(before) > 60 else before) is not None
