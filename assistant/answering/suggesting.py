"""A report that an answer cites and the facts known of it -> next questions that these facts can answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from assistant.answering.phrases import day
from assistant.comparing import measured
from assistant.domain import AnswerKind, Figure, Language, Period, Point, PointKind, ReportSummary
from assistant.vietnamese.folding import fold

MOST = 4
Span = tuple[str, int, int]
_QUESTIONS: dict[str, dict[Language, str]] = {
    "figure": {
        "vi": "{indicator} {period} của {place} là bao nhiêu?",
        "en": "How much was “{indicator} {period}” in {place}?",
    },
    "places": {
        "vi": "So sánh {indicator} {period} của {first} và {second}",
        "en": "Compare “{indicator} {period}” of {first} and {second}",
    },
    "person": {"vi": "Ai chủ trì hội nghị {meeting}?", "en": "Who chaired the meeting {meeting}?"},
    "limitation": {
        "vi": "Những hạn chế nào được nêu tại hội nghị {meeting}?",
        "en": "Which limitations were named at the meeting {meeting}?",
    },
    "task": {"vi": "Hội nghị {meeting} giao những nhiệm vụ gì?", "en": "Which tasks did the meeting {meeting} assign?"},
}
_MEETING: dict[Language, str] = {"vi": "ngày {day} của {place}", "en": "of {place} on {day}"}
_POINTS: tuple[PointKind, ...] = ("limitation", "task")


def suggest(
    cited: ReportSummary,
    reports: Sequence[ReportSummary],
    figures: Sequence[Figure],
    points: Iterable[Point],
    spans: Collection[Span],
    answered: AnswerKind,
    language: Language,
) -> tuple[str, ...]:
    """Return up to four questions, none of the kind just answered.

    `reports` are all that may be asked about, `figures` the known ones of those and `points` those of the cited
    report. `spans` are what the answer cites, each with its report's id: a figure told there may be asked for of
    another time or place.
    A meeting is asked about only where its place and day tell it from every other.
    """
    told = [one for one in figures if is_within(one, spans)]
    known = {_subject(one) for one in told}
    others = [one for one in figures if one.place and _subject(one) not in known]
    own = [one for one in told if one.report_id == cited.id and one.place]
    asked = [*_of_another_time(own, others, language), *_of_another_place(own, others, language)]
    asked += _of_the_meeting(cited, reports, points, answered, language)
    return tuple(dict.fromkeys(asked))[:MOST]


def is_within(figure: Figure, spans: Collection[Span]) -> bool:
    """Whether a figure stands in one of the spans."""
    return any(
        figure.report_id == report_id and start <= figure.start and figure.end <= end for report_id, start, end in spans
    )


def _of_the_meeting(
    cited: ReportSummary,
    reports: Sequence[ReportSummary],
    points: Iterable[Point],
    answered: AnswerKind,
    language: Language,
) -> Iterator[str]:
    if cited.place is None or cited.held_on is None or not _is_the_only_one(cited, reports):
        return
    meeting = _MEETING[language].format(place=cited.place, day=day(cited.held_on, language))
    known: list[str] = ["person"] if cited.chairs else []
    made = {point.kind for point in points}
    known += [kind for kind in _POINTS if kind in made]
    yield from (_QUESTIONS[kind][language].format(meeting=meeting) for kind in known if kind != answered)


def _is_the_only_one(cited: ReportSummary, reports: Sequence[ReportSummary]) -> bool:
    """Whether no other report may be of a meeting of that place on that day; copies of its file are the same one."""
    return not any(
        other.held_on == cited.held_on and fold(other.place or "") in ("", fold(cited.place or ""))
        for other in reports
        if other.source.sha256 != cited.source.sha256
    )


def _of_another_time(told: Sequence[Figure], others: Sequence[Figure], language: Language) -> Iterator[str]:
    for figure in told:
        of_here = [one for one in others if _is_alike(figure, one) and one.place == figure.place]
        if of_here:
            latest = max(of_here, key=lambda one: (one.period.end, one.id) if one.period else ())
            yield _asking("figure", latest, language, place=figure.place)
            return


def _of_another_place(told: Sequence[Figure], others: Sequence[Figure], language: Language) -> Iterator[str]:
    for figure in told:
        elsewhere = [one for one in others if _is_alike(figure, one) and _may_be_compared(figure, one)]
        if elsewhere:
            other = min(elsewhere, key=lambda one: (one.place or "", one.id))
            yield _asking("places", figure, language, first=figure.place, second=other.place)
            return


def _asking(key: str, figure: Figure, language: Language, **values: str | None) -> str:
    period = figure.period.label if figure.period else ""
    asked = _QUESTIONS[key][language].format(indicator=figure.canonical, period=period, **values)
    return asked[:1].upper() + asked[1:]


def _is_alike(figure: Figure, other: Figure) -> bool:
    """Whether both measure the same thing as a result of a known time, so that one may be asked for after the other."""
    known = figure.canonical and figure.period and other.period and not (figure.is_slip or other.is_slip)
    same = figure.canonical == other.canonical and figure.unit == other.unit
    return bool(known) and same and figure.kind == other.kind == "result"


def _may_be_compared(figure: Figure, other: Figure) -> bool:
    """Whether both are of one time and of two places of one level, by the word these begin with: xã, huyện, tỉnh."""
    same_time = figure.period == other.period and measured(figure) == measured(other)
    levels = {(one.place or "").partition(" ")[0].casefold() for one in (figure, other)}
    return same_time and len(levels) == 1 and figure.place != other.place


def _subject(figure: Figure) -> tuple[str | None, str | None, Period | None]:
    """What a figure is of: no matter which report tells it."""
    return figure.canonical, figure.place, figure.period
