"""A figure of a statement and the same one in its grounds -> whether both tell it as a change, and as going one way."""

from __future__ import annotations

import re

from assistant.answering.verification.measures import Measure
from assistant.answering.verification.sameness import BELOW

_CHANGE = re.compile(
    r"\b(?P<up>tăng|gấp|vượt(?! khó| lũ)|cao hơn|nhiều hơn|nhanh hơn|sớm hơn)\b|\b(?P<down>giảm|hụt|thấp hơn|ít hơn"
    r"|chậm hơn|tụt|sụt|rớt|thiếu)\b"
)
_BEHIND = re.compile(r"\W*(tăng|giảm)\b(?! \d)")
_NEAR = 40
_FROM_TO = re.compile(r"\b(?:tăng|giảm|nâng|hạ) từ $|^(?:lên|xuống|còn) ")
_LEVEL_BETWEEN = re.compile(r"\b(?:lên|còn|xuống|đến|từ|thành|mức|bình quân|trung bình|mục tiêu|đủ|bằng)\b|\(")
# How a statement tells a level; without any of it a change may be told in words that aren't listed: "nhích 2 bậc".
_LEVEL = re.compile(r"\b(?:đạt|là|còn|mức|bằng|được|có)\b[^,;]*$")


def unlike_change(told: Measure, known: Measure) -> str:
    """Return the way that a statement's figure went where the grounds tell another way, or a level, else ""."""
    first, second = direction(told), direction(known) or _told_behind(known)
    if first and second and first != second:
        return first
    if _FROM_TO.search(told.before.lower()):
        return ""
    first, second = change(told), change(known)
    if first == second:
        return ""
    if first and second:
        return first
    if second and known.approximation not in BELOW and _LEVEL.search(told.before.lower()):
        return second
    return first if first and not _CHANGE.search(f"{known.before} {known.behind}") else ""


def _told_behind(known: Measure) -> str:
    """The way that words right behind a figure say that it went, by no figure: "11.130 tấn, giảm nhẹ"."""
    found = _BEHIND.match(known.behind.lower())
    return found[1] if found else ""


def change(measure: Measure) -> str:
    """Return which way, where a figure tells by how much something changed; "" where it is a level."""
    found = _last_change(measure)
    return "" if found is None or _LEVEL_BETWEEN.search(measure.before.lower(), found.end()) else direction(measure)


def direction(measure: Measure) -> str:
    """Return which way the words before a figure say that something went, "" where they don't."""
    found = _last_change(measure)
    return "" if found is None else "tăng" if found["up"] else "giảm"


def _last_change(measure: Measure) -> re.Match[str] | None:
    found = None
    for match in _CHANGE.finditer(measure.before.lower()):
        found = match
    return found if found and len(measure.before) - found.end() <= _NEAR else None
