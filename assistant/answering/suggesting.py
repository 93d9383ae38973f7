"""A report that an answer cites and the facts known of it -> next questions that these facts can answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from assistant.answering.phrases import day
from assistant.comparing import measured
from assistant.domain import AnswerKind, Figure, Language, Point, PointKind, ReportSummary
from assistant.vietnamese.folding import fold

MOST = 4
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
    spans: Collection[tuple[int, int]],
    answered: AnswerKind,
    language: Language,
) -> tuple[str, ...]:
    """Return up to four questions, none of the kind just answered.

    `reports` are all that may be asked about, `figures` the known ones of those and `points` those of the cited
    report. `spans` are what the answer cites in it: a figure told there may be asked for of another time or place.
    A meeting is asked about only where its place and day tell it from every other.
    """
    told = [one for one in figures if one.report_id == cited.id and _is_within(one, spans)]
    asked = [*_of_another_time(told, figures, language), *_of_another_place(told, figures, language)]
    asked += _of_the_meeting(cited, reports, points, answered, language)
    return tuple(dict.fromkeys(asked))[:MOST]


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


def _of_another_time(told: Sequence[Figure], figures: Sequence[Figure], language: Language) -> Iterator[str]:
    for figure in told:
        others = [
            one
            for one in figures
            if _is_alike(figure, one) and one.place == figure.place and one.period != figure.period
        ]
        if others and figure.place:
            latest = max(others, key=lambda one: (one.period.end, one.id) if one.period else ())
            yield _asking("figure", latest, language, place=figure.place)
            return


def _of_another_place(told: Sequence[Figure], figures: Sequence[Figure], language: Language) -> Iterator[str]:
    for figure in told:
        others = [
            one
            for one in figures
            if _is_alike(figure, one)
            and one.place
            and one.place != figure.place
            and one.period == figure.period
            and measured(one) == measured(figure)
        ]
        if others and figure.place:
            other = min(others, key=lambda one: (one.place or "", one.id))
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


def _is_within(figure: Figure, spans: Collection[tuple[int, int]]) -> bool:
    return any(start <= figure.start and figure.end <= end for start, end in spans)
