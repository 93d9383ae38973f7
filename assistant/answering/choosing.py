"""Figures of one indicator -> those that a question compares, one for each place or each time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.comparing import baseline, length
from assistant.domain import Figure, FiguresAsked, Period, Report
from assistant.vietnamese.folding import fold
from assistant.vietnamese.indicators import default_indicators
from assistant.vietnamese.places import find_places, same_name

FEWEST = 2
_LEVELS = {
    "xã": re.compile(r"\b(?:xa|phuong|thi tran) nao\b|\b(?:cac|tung|moi) (?:xa|phuong|thi tran)\b|\bcommunes?\b"),
    "huyện": re.compile(r"\b(?:huyen|thi xa|thanh pho) nao\b|\b(?:cac|tung|moi) (?:huyen|dia phuong)\b|\bdistricts?\b"),
}
_OF_LEVEL = {"xã": ("xã", "phường", "thị trấn"), "huyện": ("huyện", "thị xã", "thành phố", "quận")}
_ONE_YEAR = 366
# So many words beside those of its indicator a figure may be told with: 'trên địa bàn huyện', 'ước thực hiện'.
_OTHER_WORDS = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One figure that takes part in a comparison; `where` tells its place from others, else its report."""

    figure: Figure
    report: Report
    where: str


def choose(asked: FiguresAsked, question: str, found: Sequence[tuple[Figure, Report]]) -> tuple[Row, ...]:
    """Return the rows that answer: one for each place, or one for each time of the only place."""
    rows = [row for row in map(_row, found) if _fits(asked, row)]
    subjects = (*asked.places, *asked.names)
    rows = [row for row in rows if any(is_of(one, row, asked) for one in subjects)] if subjects else rows
    rows = _of_one_baseline(asked, rows if subjects else _of_level(question, rows))
    rows = _of_the_time(asked.periods, rows, few=bool(subjects))
    if asked.operation == "trend" or len({row.where for row in rows}) == 1:
        return _through_time(rows)
    best: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: _preference(row, asked), reverse=True):
        best.setdefault(row.where, row)
    return tuple(sorted(best.values(), key=lambda row: (-row.figure.value, row.where)))


def is_of(subject: str, row: Row, asked: FiguresAsked) -> bool:
    """Whether a row is of a place or a name compared: a report is of each name that it knows, if that is no place."""
    place, report = row.figure.place, row.report
    if place and same_name(subject, place):
        return True
    if place != report.place:
        return False
    if subject in asked.places:
        return same_name(subject, report.place or "")
    return re.search(rf"(?<!\w){re.escape(fold(subject))}(?!\w)", fold(report.text)) is not None


def bare_name(place: str) -> str:
    """Return a place without the word for its level."""
    found = find_places(place)
    return found[0].name if found else place


def _row(found: tuple[Figure, Report]) -> Row:
    figure, report = found
    return Row(figure, report, fold(figure.place) if figure.place else report.id)


def _fits(asked: FiguresAsked, row: Row) -> bool:
    figure = row.figure
    against = re.search(rf"\b{re.escape(asked.against)}\b", fold(figure.against or "")) if asked.against else True
    if figure.unit == "%" and "result" in asked.kinds and set(default_indicators().units_of(asked.indicator)) != {"%"}:
        return False  # what is counted or paid is asked about, not a share of it
    return figure.kind in asked.kinds and figure.up_to is None and not figure.is_slip and bool(against)


def _of_level(question: str, rows: Sequence[Row]) -> list[Row]:
    """The rows of the level of government asked about; without one, those of the reports' own places."""
    folded = fold(question)
    for level, pattern in _LEVELS.items():
        if pattern.search(folded):
            kept = [row for row in rows if (row.figure.place or "").lower().startswith(_OF_LEVEL[level])]
            if len({row.where for row in kept}) >= FEWEST:
                return kept
    return [row for row in rows if row.figure.place == row.report.place]


def _of_one_baseline(asked: FiguresAsked, rows: Sequence[Row]) -> list[Row]:
    """Of shares of several plans those of the plan that most places tell of, so that like is set beside like."""
    if asked.against or asked.kinds[0] not in ("plan_share", "change"):
        return list(rows)
    places: dict[str, set[str]] = {}
    for row in rows:
        places.setdefault(baseline(row.figure), set()).add(row.where)
    commonest = max(places, key=lambda name: len(places[name]), default="")
    return (
        [row for row in rows if baseline(row.figure) == commonest] if len(places.get(commonest, ())) > 1 else list(rows)
    )


def _of_the_time(periods: Sequence[Period], rows: Sequence[Row], *, few: bool) -> list[Row]:
    """The rows of the very time asked about where two places or more have one, else those whose time touches it.

    Of few places that a question names none is left out because its time is not quite the others'.
    """
    if not periods:
        return list(rows)
    exact = [row for row in rows if _nearness(row.figure.period, periods) > 1]
    near = [row for row in rows if _nearness(row.figure.period, periods)]
    places = {row.where for row in exact}
    return exact if len(places) >= FEWEST and not (few and places != {row.where for row in near}) else near


def _through_time(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows of the commonest kind of time, in the order of time, one for each time of a place.

    A kind of time is a length, or the part of one year so far, which grows.
    """
    kinds: dict[str, dict[tuple[str, str, str], Row]] = {}
    for row in rows:
        if period := row.figure.period:
            key = (period.end.isoformat(), period.start.isoformat(), row.where)
            kinds.setdefault(length(period), {}).setdefault(key, row)
            if row.figure.cumulative:
                kinds.setdefault(f"since {period.start}", {}).setdefault(key, row)
    commonest = max(kinds.values(), key=len, default={})
    return tuple(commonest[key] for key in sorted(commonest))


def _nearness(period: Period | None, wanted: Sequence[Period]) -> int:
    """How near a period is to those asked about: 3 the very one, 2 up to the same day, 1 it touches one, 0 none."""
    if period is None:
        return 0
    if any((period.start, period.end) == (one.start, one.end) for one in wanted):
        return 3
    if any(period.end == one.end for one in wanted):
        return 2
    return int(any(period.start <= one.end and one.start <= period.end for one in wanted))


def _preference(row: Row, asked: FiguresAsked) -> tuple[bool, int, bool, int, int, bool, int]:
    """Prefer what is of the whole place, then the time asked about, then the longest within a year, then the latest.

    At last what others were added up to goes before them, and what is told first before the rest.
    """
    period, periods = row.figure.period, asked.periods
    days = (period.end - period.start).days if period else -1
    within = days <= _ONE_YEAR
    latest = period.end.toordinal() if period else 0
    adds_up = row.figure.kind == "running_total"
    return (
        _is_of_the_whole(row.figure, asked),
        _nearness(period, periods),
        within,
        days if within else 0,
        latest,
        adds_up,
        -row.figure.start,
    )


def _is_of_the_whole(figure: Figure, asked: FiguresAsked) -> bool:
    """Whether a figure measures just the indicator: not a bound on some part of it, nor that of one project."""
    others = set(fold(figure.indicator).split()) - set(fold(asked.indicator).split())
    return figure.approximation != "dưới" and len(others) <= _OTHER_WORDS
