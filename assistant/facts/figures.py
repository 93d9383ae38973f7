"""A Report -> the figures it states, each tied to its exact words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.domain import CELL, Block, Figure, Period, Report, SectionKind
from assistant.facts.kinds import Setting, kind_of
from assistant.facts.measures import Measure, find_measures
from assistant.facts.naming import name_measured
from assistant.facts.times import (
    TimeWords,
    deadline_in,
    is_so_far,
    may_be_aimed_at,
    may_be_reported,
    planned_period,
    since_january,
    times_in,
)
from assistant.vietnamese.folding import fold
from assistant.vietnamese.indicators import Indicators, default_indicators
from assistant.vietnamese.places import find_places
from assistant.vietnamese.sentences import clauses, sentences

_TOLD = frozenset(("prose", "heading", "caption", "table"))
_OF_THE_MEETING = frozenset(("opening", "participants", "discussion", "reports"))
_AT_THE_MEETING = re.compile(
    r"\b(?:dai bieu|du hop|tham du|du hoi nghi|co mat|vang|trieu tap|bieu quyet|tan thanh|thong nhat|y kien|luot"
    r"|diem cau|to trinh|bao cao|thanh phan|noi dung|thong qua|cho y kien|nghi quyet|uy vien|chuc danh|phieu"
    r"|truyen hinh|truc tuyen)\b"
)
_AGAINST = re.compile(
    r"\s*(?P<words>(?:so với |so )?(?:cùng kỳ|kế hoạch|KH\b|dự toán|DT\b|chỉ tiêu|nghị quyết|mục tiêu"
    r"|(?:năm|tháng|quý) trước|năm \d{4}|bình quân)[^,;.()]{0,60})",
    re.IGNORECASE,
)
_AND = re.compile(r"\s(?:và|trong đó|tăng|giảm)\s")
_BOUNDARY = re.compile(r"[,;:()|]|\bvà\b")
_CLAUSE_END = re.compile(r"[;|]")
_RUN_END = re.compile(r"[,;:|.]\s")
_LYING_IN = re.compile(r"[^,;.:\d]{0,40}\b(?:tại|ở|trên địa bàn)\s")
# Units of what is no person: among the participants, too, these are figures of a period.
_NO_PEOPLE = frozenset(("đồng", "ha", "km", "tấn", "lần", "hạng"))
_NUMBERED = re.compile(r"(?:[IVX]{1,4}|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)/]\s")
# Kinds whose unit is the indicator's own; a change or a share of it is in percent.
_IN_UNITS = frozenset(("result", "target", "running_total"))
_LONGEST_HEADING, _AFTER = 140, 90
_SMALLER = {
    "tỉnh": ("huyện", "thị xã", "thành phố", "quận", "xã", "phường", "thị trấn"),
    "huyện": ("xã", "thị trấn", "phường"),
    "quận": ("phường",),
    "thị xã": ("xã", "phường"),
    "thành phố": ("xã", "phường", "quận", "huyện"),
}


@dataclass(slots=True)
class _Governing:
    """What earlier sentences of a paragraph left to the following ones: the period they are of."""

    result: TimeWords | None = None
    target: TimeWords | None = None


def find_figures(report: Report) -> tuple[Figure, ...]:
    """Return the figures of a report in the order of its text; menus, bylines and other noise have none."""
    indicators = default_indicators()
    found: list[Figure] = []
    headed = _Governing()
    for block in report.blocks:
        if block.kind in _TOLD:
            found.extend(_of_block(report, block, indicators, len(found), headed))
    return tuple(found)


def _of_block(report: Report, block: Block, indicators: Indicators, count: int, headed: _Governing) -> Iterator[Figure]:
    governing = _Governing(headed.result, headed.target)
    headings = report.text[block.start : block.end].partition("\n")[0] if block.kind == "table" else ""
    for start, end in sentences(report.text, block.start, block.end):
        sentence = _Sentence(report, start, report.text[start:end], governing, headings)
        for figure in sentence.figures(indicators, count):
            count += 1
            yield figure
        governing = sentence.handed_on()
        if sentence.is_heading(block):
            headed.result, headed.target = sentence.named_times()
            governing = _Governing(headed.result, headed.target)


class _Sentence:
    """One sentence of a report, read for its figures."""

    def __init__(self, report: Report, start: int, text: str, governing: _Governing, headings: str) -> None:
        self._headings = headings.split(CELL)
        self._report, self._start, self._text = report, start, text
        self._folded = fold(text)
        self._times = times_in(text, report)
        self._measures = find_measures(text)
        self._governing = governing

    def figures(self, indicators: Indicators, count: int) -> Iterator[Figure]:
        """Yield the figures of the sentence."""
        told = ""
        for number, measure in enumerate(self._measures):
            setting = self._setting(number)
            kind = kind_of(measure, setting)
            period, cumulative = self._period(measure, kind == "target", setting)
            own = name_measured(self._before(number), self._after(number), kind, measure.unit)
            told = own or told
            clause = self._clause(measure)
            yield Figure(
                id=f"{self._report.id}:f{count + number}",
                report_id=self._report.id,
                kind=kind,
                indicator=told,
                canonical=indicators.canonical(told, measure.unit if kind in _IN_UNITS else None),
                value=measure.value,
                unit=measure.unit,
                words=self._text[measure.start : measure.end],
                approximation=measure.approximation,
                out_of=measure.out_of,
                up_to=measure.up_to,
                against=self._against(measure) if kind in ("plan_share", "change", "target") else None,
                period=period,
                cumulative=cumulative,
                place=self._place(measure),
                section=setting.section,
                is_slip=measure.is_slip,
                start=self._start + measure.start,
                end=self._start + measure.end,
                clause_start=clause[0],
                clause_end=clause[1],
            )

    def is_heading(self, block: Block) -> bool:
        """Whether what follows stands below these words: 'II. Kết quả 6 tháng đầu năm:'."""
        short = len(self._text) <= _LONGEST_HEADING and not self._measures
        return short and (block.kind == "heading" or self._text.endswith(":") or bool(_NUMBERED.match(self._text)))

    def named_times(self) -> tuple[TimeWords | None, TimeWords | None]:
        """Return the last period the sentence opens with that results may be of, and the last one for targets."""
        first = self._measures[0].start if self._measures else len(self._text)
        fronted = [one for one in self._times if one.fronted and one.end <= first]
        results = [one for one in fronted if may_be_reported(one.period, self._report)]
        targets = [one for one in fronted if may_be_aimed_at(one.period, self._report)]
        return results[-1] if results else None, targets[-1] if targets else None

    def handed_on(self) -> _Governing:
        """Return the periods that the next sentence of the paragraph is of where it names none."""
        result, target = self.named_times()
        return _Governing(result or self._governing.result, target or self._governing.target)

    def _setting(self, number: int) -> Setting:
        measure = self._measures[number]
        previous = self._measures[number - 1].end if number else 0
        lead_start = self._clause_start(measure)
        lead = self._text[lead_start : measure.start].lower()
        boundary = max((match.end() for match in _BOUNDARY.finditer(lead)), default=0)
        near = self._text[max(previous, lead_start + boundary) : measure.start].lower()
        after = f"{self._heading(measure)}{self._text[measure.end : measure.end + _AFTER]}".lower()
        return Setting(near, lead, after, self._section(measure))

    def _heading(self, measure: Measure) -> str:
        """The heading of the column that a measure in a table stands in."""
        column = self._text[: measure.start].count(CELL)
        return self._headings[column].strip() if CELL in self._text and column < len(self._headings) else ""

    def _before(self, number: int) -> str:
        previous = self._measures[number - 1].end if number else 0
        measure = self._measures[number]
        return self._text[max(previous, self._clause_start(measure)) : measure.start]

    def _after(self, number: int) -> str:
        following = self._measures[number + 1].start if number + 1 < len(self._measures) else len(self._text)
        return self._text[self._measures[number].start : following]

    def _clause_start(self, measure: Measure) -> int:
        return max((match.end() for match in _CLAUSE_END.finditer(self._folded, 0, measure.start)), default=0)

    def _clause(self, measure: Measure) -> tuple[int, int]:
        at = self._start + measure.start
        spans = clauses(self._report.text, self._start, self._start + len(self._text))
        return next((span for span in spans if span[0] <= at < span[1]), (at, self._start + measure.end))

    def _section(self, measure: Measure) -> SectionKind | None:
        at = self._start + measure.start
        return next((s.kind for s in self._report.sections if s.start <= at < s.end), None)

    def _period(self, measure: Measure, is_target: bool, setting: Setting) -> tuple[Period | None, bool]:
        """Return the period a figure is of, and whether it adds up since that began."""
        if not is_target and setting.section == "participants" and measure.unit not in _NO_PEOPLE:
            return None, False
        ahead = is_target or (setting.section == "tasks" and not self._governing.result)
        if is_target and (last := deadline_in(self._clause_words(measure), self._report)):
            return last, False
        if named := self._named_period(measure, ahead):
            return self._summed_up(named.period, named.cumulative, setting)
        if not is_target and self._is_of_the_meeting(measure, setting):
            return None, False
        if own := self._governing.target if ahead else self._governing.result:
            return self._summed_up(own.period, own.cumulative, setting)
        if ahead:
            return (self._planned(measure) if setting.section == "tasks" else None), False
        return self._summed_up(self._report.period, False, setting)

    def _named_period(self, measure: Measure, is_ahead: bool) -> TimeWords | None:
        """The period that the sentence names for a measure: in its clause or, before it, in an earlier one."""
        allowed = may_be_aimed_at if is_ahead else may_be_reported
        times = [one for one in self._times if allowed(one.period, self._report)]
        before = [one for one in times if one.end <= measure.start]
        if not any(one.start >= self._clause_start(measure) for one in before):
            before += self._just_after(measure, times)
        return before[-1] if before else None

    def _summed_up(self, period: Period | None, cumulative: bool, setting: Setting) -> tuple[Period | None, bool]:
        """The period from January on where the words say that a figure adds up."""
        if period and not cumulative and is_so_far(fold(setting.lead)):
            return since_january(period), True
        return period, cumulative

    def _clause_words(self, measure: Measure) -> str:
        stop = _CLAUSE_END.search(self._folded, measure.end)
        return self._text[self._clause_start(measure) : stop.start() if stop else None]

    def _planned(self, measure: Measure) -> Period | None:
        at = self._start + measure.start
        section = next((one for one in self._report.sections if one.start <= at < one.end), None)
        return planned_period(self._report, section.start) if section else None

    def _just_after(self, measure: Measure, times: list[TimeWords]) -> list[TimeWords]:
        """A period behind a figure in its own clause: 'đạt 65 tỷ đồng trong tháng 8'."""
        end = next((one.start for one in self._measures if one.start > measure.start), len(self._text))
        stop = _RUN_END.search(self._folded, measure.end)
        last = min(end, stop.start() if stop else len(self._text))
        return [one for one in times if measure.end <= one.start < last][:1]

    def _is_of_the_meeting(self, measure: Measure, setting: Setting) -> bool:
        """Whether a figure tells of the meeting itself: who came, what was tabled, how they voted."""
        words = fold(f"{measure.unit} {setting.after[:40]}")
        if setting.section != "reports":
            words = f"{fold(setting.lead)} {words}"
        return setting.section in _OF_THE_MEETING and _AT_THE_MEETING.search(words) is not None

    def _place(self, measure: Measure) -> str | None:
        own = self._report.place
        smaller = next((levels for level, levels in _SMALLER.items() if (own or "").lower().startswith(level)), ())
        before = self._text[self._clause_start(measure) : measure.start]
        lying = _LYING_IN.match(self._text, measure.end)
        run_end = _RUN_END.search(self._text, lying.end()) if lying else None
        behind = self._text[lying.end() : run_end.start() if run_end else None] if lying else ""
        for words in (before, behind):
            named = [place for place in find_places(words) if place.level in smaller]
            if len(named) == 1:
                return f"{named[0].level} {named[0].name}"
        return own

    def _against(self, measure: Measure) -> str | None:
        match = _AGAINST.match(self._text, measure.end)
        return _AND.split(match["words"])[0].strip() if match else None
