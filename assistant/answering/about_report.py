"""A Query and a report -> how well the report is the one that the query speaks of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from assistant.answering.wanted import Wanted, line_of, stands_in, told
from assistant.domain import Query, Report
from assistant.scoping import speaks_of
from assistant.vietnamese.abbreviations import in_full
from assistant.vietnamese.folding import fold
from assistant.vietnamese.ordinals import ordinal
from assistant.vietnamese.places import same_name

_SESSION = re.compile(
    r"\b(?<!tiem )(?:lan|ky hop|hoi nghi|phien(?: hop)?) "
    r"(?:(?:thu )?(\d{1,3}|[ivxl]{1,7}|nhat|tu)|thu (hai|ba|nam|sau|bay|tam|chin|muoi(?: (?!nam|thang)[a-z]+)?))"
    r"\b(?! nam| thang|[/.-]\d)"
)
_ORGANS = {
    "hdnd": r"\b(?:hdnd|hoi dong nhan dan|people'?s council)\b",
    "ubnd": r"\b(?:ubnd|uy ban nhan dan|people'?s committee|(?:phien hop|hop) (?:thuong ky )?(?:cua )?uy ban)\b",
    "btv": r"\b(?:btv|ban thuong vu|hop thuong vu|standing (?:party )?committee|standing board)\b",
    "bch": r"\b(?:bch|ban chap hanh|executive committee)\b",
    "party": r"\b(?:huyen uy|hu(?! hong)|dang bo|dang uy|tinh uy|party committee|btv|ban thuong vu|bch"
    r"|ban chap hanh)\b",
}
_ORGAN_PATTERNS = {name: re.compile(pattern) for name, pattern in _ORGANS.items()}
_A_MEETING = r"\b(?:ky hop|phien hop|hoi nghi|cuoc hop|meeting|session|conference)\b(?: (?!ai\b|do\b|who\b)\w+){0,5}? "
_MEETING_OF = {
    name: re.compile(rf"{_A_MEETING}{pattern}|{pattern} (?:session|meeting|conference)\b")
    for name, pattern in _ORGANS.items()
}
# How questions and the heads of reports say whose month's meeting it is.
_MONTH = re.compile(r"\bthang 0?(\d{1,2})\b")
_OF_MONTH = re.compile(
    rf"\b(?:phien hop|ky hop|cuoc hop|giao ban|hop|hoi nghi)(?: (?!thang)\w+){{0,6}} {_MONTH.pattern[2:]}"
)
_HEAD = 700


def report_features(query: Query, wanted: Wanted, report: Report) -> Mapping[str, float]:
    """Return what tells that a report is the one meant, each from -1 (it is not) or 0 (nothing tells) to 1."""
    folded = known_words(report)
    named, places = query.named, report.units
    timed = bool(named.date_from or named.date_to)
    spoken_of = timed and speaks_of(replace(named, place=None), report)
    anywhere = not (named.place or timed or query.names)  # any report may be meant: none is less so than another
    is_day = timed and named.date_from == named.date_to
    line = line_of(report.text)
    weight = sum(wanted.terms.values()) or 1.0
    heading = told(f"{report.title} {report.place or ''}").terms
    return {
        "of_place": float(anywhere or any(same_name(named.place, unit) for unit in places if named.place)),
        "of_other_place": float(
            bool(named.place and places) and not any(same_name(named.place or "", u) for u in places)
        ),
        "of_time": float(anywhere or spoken_of),
        "of_other_time": float(timed and not spoken_of),
        "held_then": float(is_day and report.held_on == named.date_from),
        "held_otherwise": float(is_day and report.held_on not in (None, named.date_from)),
        "of_period": float(
            any(report.period and (p.start, p.end) == (report.period.start, report.period.end) for p in wanted.periods)
        ),
        "of_organ": _agreement(wanted.folded, fold(f"{report.body or ''} {report.title}")),
        "of_session": _session(wanted.folded, report),
        "names": _share(query.names, folded),
        "terms_report": sum(w for term, w in wanted.terms.items() if stands_in(line, term)) / weight,
        "terms_title": sum(w for term, w in wanted.terms.items() if term in heading) / weight,
        "pairs_report": sum(w for pair, w in wanted.pairs.items() if stands_in(line, pair))
        / (sum(wanted.pairs.values()) or 1.0),
        "is_meeting": float(report.is_meeting),
    }


def _share(names: tuple[str, ...], folded: str) -> float:
    return sum(fold(name) in folded for name in names) / len(names) if names else 0.0


def _agreement(asked: str, told_of: str) -> float:
    """1 where all organs that the question names are the report's, -1 where one is not and the report's is known."""
    wanted, held = _organs_in(asked), _organs_in(told_of)
    if not wanted or not held:
        return 0.0
    return 1.0 if wanted & held else -1.0


def is_of_other_organ(query: Query, report: Report) -> bool:
    """Whether the query asks for a meeting of one organ, and the report is known to be of another."""
    wanted = _organs_asked(query)
    return bool(wanted and (held := _organs_in(fold(f"{report.body or ''} {report.title}"))) and not wanted & held)


def is_of_other_month(query: Query, report: Report, text: str) -> bool:
    """Whether the query asks of the meeting of a month, and the report's head tells that it is of that of another.

    Words that name the month themselves may tell of it all the same.
    """
    asked = set(_OF_MONTH.findall(fold(in_full(query.own or query.standalone))))
    if not asked or query.kind in ("figure", "count", "comparison"):
        return False
    told = set(_OF_MONTH.findall(fold(in_full(f"{report.title}. {report.text[:_HEAD]}"))))
    held = {str(report.held_on.month)} if report.held_on else set()
    return bool(told) and not asked & (told | held | set(_MONTH.findall(fold(text))))


def tells_organ(query: Query, text: str) -> bool:
    """Whether words name an organ for whose meeting the query asks."""
    return bool(_organs_asked(query) & _organs_in(fold(in_full(text))))


def _organs_asked(query: Query) -> set[str]:
    asked = fold(in_full(query.own or query.standalone))
    return {name for name, pattern in _MEETING_OF.items() if pattern.search(asked)}


def _organs_in(folded: str) -> set[str]:
    return {name for name, pattern in _ORGAN_PATTERNS.items() if pattern.search(folded)}


def sessions_in(folded: str) -> frozenset[int]:
    """Return the numbers of the sessions that folded words name: "kỳ họp thứ 9", "hội nghị lần thứ XXIV"."""
    words = ("".join(found) for found in _SESSION.findall(folded))
    return frozenset(number for found in words if (number := ordinal(found) or ordinal(found.split()[0])) is not None)


def _session(asked: str, report: Report) -> float:
    numbers = sessions_in(asked)
    if not numbers or report.session is None:
        return 0.0
    return 1.0 if report.session in numbers else -1.0


def known_words(report: Report) -> str:
    """Return all that a report says, folded: its title, its units and its text."""
    return _folded(report.title, report.units, report.text)


@lru_cache(maxsize=256)
def _folded(title: str, units: tuple[str, ...], text: str) -> str:
    return fold(f"{title} {' '.join(units)} {text}")
