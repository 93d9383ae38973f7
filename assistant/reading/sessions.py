"""The opening of a report and its organ -> which meeting of which term it was: "lần thứ 30", "khóa XXIII"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.reading.excerpts import Excerpt, Known
from assistant.reading.opening import Opening
from assistant.vietnamese.folding import fold
from assistant.vietnamese.ordinals import ORDINAL, ordinal

_MEETING = r"(?:hoi nghi|ky hop|phien hop|cuoc hop|phien|dai hoi)"
_SESSION = re.compile(
    rf"\b(?P<meeting>{_MEETING})(?P<between>(?:(?!\b{_MEETING}\b)[^.;:\n]){{0,110}}?)\b(?:lan )?thu"
    rf" (?P<number>{ORDINAL})"
)
# Ordinals of something else that stand between: a congress, a quarter, a place in a row.
_OTHER = re.compile(r"\b(?:dai hoi|quy|dung|xep|tuan|dot|ky hop|phien hop|nghi quyet|lan)\b")
# A session that this meeting prepares, or one before it.
_NOT_THIS = re.compile(
    r"\b(?:trinh|chuan bi|phuc vu|truoc|sau|gui|nghi quyet|ket luan|chuong trinh|cho|toi)\s+(?:tai )?(?:cac )?$"
)
# 'tổng kết ngày thứ Hai 3/4': a weekday, no session.
_WEEKDAY_BEFORE = re.compile(r"\b(?:ngay|vao|sang|trua|chieu|toi|hom)\s*$")
_LONE_ORDINALS = re.compile(r"[ivxl]+")
_KHOA = rf"(?P<khoa>kho?a (?P<number>{ORDINAL}))"
_YEARS = r"(?P<years>nhiem ky (?:20\d\d|19\d\d)\s*[-–]\s*(?:20\d\d|19\d\d))"
_TERM = re.compile(rf"\b(?:{_KHOA}|{_YEARS})")
# The term of another organ or of a congress to come.
_OF_ANOTHER = re.compile(r"\b(?:quoc hoi|toan quoc|trung uong|dai hoi|bau cu|nghi quyet [^,;.]{0,40})[^.;]{0,60}$")
_OWN_CONGRESS = r"nghi quyet dai hoi(?: dai bieu)? dang bo"
_SENTENCES = 4


def session_number(opening: Opening) -> Known[int] | None:
    """Return the meeting's number among those of its organ, None when it is not said."""
    for where, excerpt in _told(opening):
        folded = excerpt.folded
        for match in _SESSION.finditer(folded):
            number = ordinal(match["number"])
            of_congress = match["meeting"] == "dai hoi" and where != "title"
            if _WEEKDAY_BEFORE.search(folded[: match.end("between")]) and not match["number"].isdecimal():
                continue
            another = _OTHER.search(match["between"]) or _NOT_THIS.search(folded[: match.start()])
            if number and not of_congress and not another:
                return Known(number, excerpt, match.start(), match.end(), f"{where}, session")
    return None


def term_of(opening: Opening, level: str | None) -> Known[str] | None:
    """Return the term of the organ that met as "khóa XXIII", "nhiệm kỳ 2020-2025" or both; None when it is not said.

    A congress of the organ's own level, whose resolution is reviewed, tells the term as well.
    """
    found: dict[str, Known[str]] = {}
    for where, excerpt in _told(opening):
        folded = excerpt.folded
        for match in _TERM.finditer(folded):
            before = folded[: match.start()]
            if _OF_ANOTHER.search(before) and not (
                level and re.search(rf"{_OWN_CONGRESS} {fold(level)}\b[^.;]{{0,60}}$", before)
            ):
                continue
            kind = "khóa" if match["khoa"] else "nhiệm kỳ"
            found.setdefault(kind, Known(_label(match, excerpt.text), excerpt, *match.span(), f"{where}, term"))
    if not found:
        return None
    first, last = min(found.values(), key=_place), max(found.values(), key=_place)
    both = ", ".join(found[kind].value for kind in ("khóa", "nhiệm kỳ") if kind in found)
    end = last.end if last.excerpt is first.excerpt else first.end
    return Known(both, first.excerpt, first.start, end, first.rule)


def _place(known: Known[str]) -> tuple[int, int]:
    return known.excerpt.start or 0, known.start


def _told(opening: Opening) -> Iterator[tuple[str, Excerpt]]:
    yield from (("title", excerpt) for excerpt in opening.title)
    yield from (("opening", excerpt) for excerpt in opening.sentences[:_SENTENCES])


def _label(match: re.Match[str], text: str) -> str:
    if match["years"]:
        return "nhiệm kỳ " + "-".join(re.findall(r"\d{4}", match["years"]))
    written = text[match.start("number") : match.end("number")]
    return f"khóa {written.upper() if _LONE_ORDINALS.fullmatch(match['number']) else written}"
