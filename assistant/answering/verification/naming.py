"""A statement and its grounds -> the ordinals, levels and quoted names in it that the known words don't have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.vietnamese.folding import fold
from assistant.vietnamese.ordinals import ORDINAL, ordinal

_ORDINAL = re.compile(rf"\bthu (?P<n>{ORDINAL})", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(?:sang|chieu|toi|ngay) $")
_LEVEL = re.compile(
    r"\b(?:cấp|đảng bộ|ủy ban nhân dân|hội đồng nhân dân|công an)"
    r" (?:tỉnh|huyện|xã|phường|thành phố|thị xã|thị trấn|quốc gia|trung ương|cơ sở)\b|\b(?:tỉnh|huyện|thành|thị) ủy\b"
    r"|\bthay mặt (?:ủy ban nhân dân|hội đồng nhân dân|ban thường vụ|ban chấp hành|đảng ủy"
    r"|(?:tỉnh|huyện|thành|thị) ủy)\b",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"\b(?:đợt|giai đoạn|khóa|vòng|lớp|quận|phường|tổ dân phố|khu phố|điểm|mục|phần|nhóm|cấp độ)"
    r" (?:số )?(?:\d{1,2}|[IVX]{1,5})(?![\w/.,])",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“](?P<words>[^\"“”]{3,80})[\"”]")


def new_ordinal(statement: str, known: str) -> str:
    """Return an ordinal of a plain statement ("lần thứ tư") that the known words don't have, else ""."""
    there = {number for _, number in _ordinals(known)}
    return next((text for text, number in _ordinals(statement) if number not in there), "")


def new_label(statement: str, known: str) -> str:
    """Return a numbered thing of a plain statement ("đợt 2") that the known words don't number so, else ""."""
    there = {_bare(match[0]) for match in _LABELLED.finditer(known)}
    return next((match[0] for match in _LABELLED.finditer(statement) if _bare(match[0]) not in there), "")


def new_level(statement: str, known: str) -> str:
    """Return a level that a plain statement names an organ or a prize of, and the known words don't, else ""."""
    lowered = known.lower()
    for match in _LEVEL.finditer(statement):
        if match[0].lower() not in lowered:
            return match[0]
    return ""


def new_quoted_name(statement: str, known: str) -> str:
    """Return words that a plain statement puts in quotation marks and the known words don't have, else ""."""
    there = _bare(known)
    return next((m["words"] for m in _QUOTED.finditer(statement) if _bare(m["words"]) not in there), "")


def _ordinals(text: str) -> Iterator[tuple[str, int]]:
    folded = fold(text)
    for match in _ORDINAL.finditer(folded):
        written = text[match.start() : match.end()]
        number = ordinal(match["n"])
        if number is not None and written.lower().startswith("thứ") and not _WEEKDAY.search(folded, 0, match.start()):
            yield written, number


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.lower()).strip()
