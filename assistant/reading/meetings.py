"""The opening of a report -> whether it tells of a meeting at all, rather than of a visit, an activity or a decree."""

from __future__ import annotations

import re

from assistant.reading.opening import Opening

_MEETING = (
    r"hoi nghi|ky hop|phien hop|(?:cuoc |buoi )?hop(?! bao\b(?! cao))|dai hoi|giao ban|buoi lam viec|phien thuong ky"
    r"|hoi thao|toa dam|so ket|tong ket|hoi y|lam viec voi"
)
# What another meeting decided is no report of that meeting.
_ANOTHER = re.compile(rf"\b(?:thong qua|ban hanh|quyet nghi) tai (?:{_MEETING})")
_IN_TITLE = re.compile(rf"\b(?:{_MEETING}|phien|ket luan)\b")
_HELD = re.compile(
    rf"\b(?:to chuc|dien ra|khai mac|be mac|tien hanh|mo|chu tri|chu toa|dieu hanh|trieu tap|du|tai|co|bat dau"
    rf"|da|sau)\b"
    rf"[^.;]{{0,120}}?\b(?:{_MEETING}|phien)\b|\b(?:{_MEETING})\b[^.;]{{0,80}}?\b(?:dien ra|duoc to chuc|khai"
    rf" mac|be mac|do|nham|de)\b"
    rf"|\b(?:uy|ban|hdnd|ubnd|nhan dan|chap hanh|thuong vu|truc)\b[^.;,]{{0,60}}\bhop\b"
)
# A visit's or an activity's report names meetings in passing only.
_VISIT = re.compile(r"\b(?:tham|kiem tra|khao sat|vieng|dang huong|phat dong|ra quan|trao tang|tang qua|le hoi)\b")
_SENTENCES = 5


def is_of_meeting(opening: Opening) -> bool:
    """Whether the title or the first sentences tell of a meeting that was held."""
    titles = [_ANOTHER.sub("", line.folded) for line in opening.title]
    if any(_IN_TITLE.search(title) for title in titles):
        return True
    visited = any(_VISIT.search(title) for title in titles)
    told = (_ANOTHER.sub("", line.folded) for line in opening.sentences[:_SENTENCES])
    return not visited and any(_HELD.search(sentence) for sentence in told)
