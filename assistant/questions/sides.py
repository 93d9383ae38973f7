"""A question that compares two subjects -> what it asks of each alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain import ReportSummary
from assistant.questions.meetings import people_named
from assistant.questions.naming import known_places
from assistant.questions.shelf import bare_name
from assistant.vietnamese.cues import Cue
from assistant.vietnamese.dates import find_dates, find_periods
from assistant.vietnamese.folding import fold
from assistant.vietnamese.places import find_name

Span = tuple[int, int]
MOST = 4
_BETWEEN = re.compile(r"[,;]?\s+(?:va|voi|so voi|hay|hoac|con|or|and|with|vs|versus|than)\s+|[,;]\s+")
_BEHIND = re.compile(r"[,;:?]\s|\s+(?=(?:ben|noi|cho|dau|cai|huyen|xa|dia phuong|ai) nao\b)|[?.!]*$")
# What only asks for the winner.
_WINNER = Cue(
    r"\b(?:thì )?(?:bên|nơi|chỗ|đâu|cái|địa phương|huyện|xã|phường|tỉnh|đợt|kỳ|lần) nào\b"
    r"|\b(?:cao|thấp|nhiều|ít|lớn|nhỏ|nhanh|chậm|tốt|khá|mạnh|sớm|muộn|nặng|nhẹ) hơn\b|\bmỗi (?:bên|nơi)\b"
    r"|\bchênh(?: lệch)?(?: nhau)?(?: ra sao| thế nào)?\b|\btăng hay giảm\b"
    r"|\bhơn kém(?: nhau)?\b|\b(?:như )?thế nào\W*$|\bra sao\W*$|\bthì sao\b|^\W*so sánh\b"
)
# The word for a place's level, before a place that is taken out.
_LEVEL = re.compile(
    r"\b(?:(?:huyện|xã|phường|thị xã|thị trấn|thành phố|tỉnh|h|x|p|tx|tt|tp)\b\.?\s*)(?=\s*$|[(]|  )", re.IGNORECASE
)
# "huyện Hòa An, tỉnh Cao Bằng" is one place.
_LIES_IN = re.compile(r"\s*(?:,|\(|-|thuoc|cua)?\s*(?:huyen|tinh|thi xa|thanh pho|h\.|t\.|tp\.?)?\s*")
_YEAR = re.compile(r"\(?\b(?:19|20)\d\d\b\)?")


def sides(question: str, reports: Sequence[ReportSummary]) -> tuple[str, ...]:
    """Return what a question asks of each of the places or people of the library that it sets side by side, up to MOST.

    Of two, what is asked about often stands with one only: the second side keeps the first one's words but its subject,
    and its time where it has one of its own; the first gets what follows the second subject. () where there are not two
    with a word between them.
    """
    spans = _subjects(question, reports)
    if len(spans) == 2 and (both := _both(question, *spans)):
        return both
    if len(spans) < 3:
        return ()
    return tuple(_joined(_without(question, [one for one in spans if one != kept])) for kept in spans[:MOST])


def _both(question: str, first: Span, second: Span) -> tuple[str, ...]:
    folded = fold(question)
    between = list(_BETWEEN.finditer(folded, first[1], second[0]))
    behind = _BEHIND.search(folded, second[1])
    if not between or behind is None or _LIES_IN.fullmatch(folded, first[1], second[0]):
        return ()
    cut, end = between[-1], behind.start()
    left, right, tail = question[: cut.start()], question[cut.end() : end], without_winner(question[end:])
    told = question[second[1] : end]  # "A hay B tiêu vốn nhanh hơn": of A, too
    shared = _without(left, (first, *(_times(left) if _times(right) else ())))
    told = without_winner(_without(told, _times(told) if _times(left) else ()))
    return _joined(without_winner(left), told, tail), _joined(
        _LEVEL.sub("", without_winner(shared)), without_winner(right), tail
    )


def _subjects(question: str, reports: Sequence[ReportSummary]) -> tuple[Span, ...]:
    names = (*map(bare_name, known_places(question, reports)), *people_named(question, reports))
    spans = {span for name in names if (span := find_name(question, name))}
    return tuple(sorted(spans))


def _times(text: str) -> tuple[Span, ...]:
    days = [(found.start, found.end) for found in find_dates(text)]
    periods = [(found.start, found.end) for found in find_periods(text)]
    return (*days, *periods, *(found.span() for found in _YEAR.finditer(text)))


def _without(text: str, spans: Sequence[Span]) -> str:
    kept = [character for at, character in enumerate(text) if not any(start <= at < end for start, end in spans)]
    return "".join(kept).strip()


def _joined(*pieces: str) -> str:
    words = re.sub(r"\(\s*\)|(?:\s*,)+(?=\s*,)", "", " ".join(pieces))
    return " ".join(words.split()).strip(" ,;:")


def without_winner(tail: str) -> str:
    """Return what a question, or its end, asks about beside the winner."""
    return _without(tail, [found.span() for found in _WINNER.finditer(tail)]).strip(" ,;:?.!")
