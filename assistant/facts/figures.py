"""A Report -> the figures it states, each tied to its exact words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.domain import CELL, Block, Figure, FigureKind, Period, Report, SectionKind
from assistant.facts.baselines import told_against
from assistant.facts.carried import Before, Governing
from assistant.facts.dating import Dated
from assistant.facts.extents import clause_start
from assistant.facts.kinds import Setting, goes_on, is_change_column, is_part, is_plan_column, kind_of, leads_on
from assistant.facts.measures import Measure, find_measures
from assistant.facts.naming import is_threshold, name_measured, named_before
from assistant.facts.placing import Placed
from assistant.facts.proceedings import is_of_the_record
from assistant.facts.purposes import Purposes
from assistant.facts.reviewed import planned_period, reviewed_period
from assistant.vietnamese.indicators import default_indicators
from assistant.vietnamese.sentences import clauses, sentences

_READ = frozenset(("prose", "heading", "caption", "table"))
_NEAR = 30
_BOUNDARY = re.compile(r"[,;:()|]|\bvà\b")
_BRACKET = re.compile(r"\s*\([^)]*\)")
_SUBHEADING = re.compile(r"\d{1,2}\.\d{1,2}[.)]?\s|[a-zđ][.)]\s")
_NUMBERED = re.compile(r"(?:[IVX]{1,4}|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)/]\s")
# Kinds whose unit is the indicator's own; a change or a share of it is in percent.
_IN_UNITS = frozenset(("result", "target", "running_total"))
# What heads a list of what is to be done, and how the items of a list begin.
_ASSIGNS = re.compile(
    r"^(?!.*\b(?:báo cáo tóm|tình hình|kết quả|ý kiến|đạt)\b).*\b(?:yêu cầu|đề nghị|chỉ đạo|giao)\b[^.;]*:\s*$"
)
_LISTED = re.compile(r"\s*(?:[a-zđ]\)|[-+•*]\s|\d{1,2}[.)]\s|thứ \w+,)", re.IGNORECASE)
# In letters; how far before a number its words are read, for reading longer sentences takes longer still.
_LONGEST_HEADING, _SHORT_HEADING, _AFTER, _FARTHEST = 140, 60, 90, 600


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is known of a whole report while its sentences are read."""

    report: Report
    reviewed: Period | None
    placed: Placed
    purposes: Purposes


def find_figures(report: Report) -> tuple[Figure, ...]:
    """Return the figures of a report in the order of its text; menus, bylines and other noise have none."""
    reading = _Reading(report, reviewed_period(report), Placed(report), Purposes(report))
    found: list[Figure] = []
    headed = Governing()
    for block in report.blocks:
        if block.kind in _READ:
            found.extend(_of_block(reading, block, len(found), headed))
    return tuple(found)


def _of_block(reading: _Reading, block: Block, count: int, headed: Governing) -> Iterator[Figure]:
    report = reading.report
    listed = _LISTED.match(report.text, block.start) is not None
    headed.is_assigned = headed.is_assigned and listed
    governing = Governing(headed.result, headed.target, headed.is_assigned)
    headings = report.text[block.start : block.end].partition("\n")[0] if block.kind == "table" else ""
    for start, end in sentences(report.text, block.start, block.end):
        sentence = _Sentence(reading, start, report.text[start:end], governing, headings)
        for figure in sentence.figures(count):
            count += 1
            yield figure
        governing = sentence.handed_on()
        if sentence.is_heading(block):
            own = sentence.headed() if sentence.names_its_time() else sentence.framed()
            if any(own) or not sentence.is_subheading():
                headed.result, headed.target = own
            if block.kind == "prose" and start > block.start:
                headed.result, headed.target = headed.result or governing.result, headed.target or governing.target
            headed.is_assigned = bool(_ASSIGNS.search(report.text[start:end].lower()))
            governing = Governing(headed.result, headed.target)


class _Sentence:
    """One sentence of a report, read for its figures."""

    def __init__(self, reading: _Reading, start: int, text: str, governing: Governing, headings: str) -> None:
        self._reading, self._report = reading, reading.report
        self._headings = headings.split(CELL)
        self._start, self._text = start, text
        self._dated = Dated(reading.report, text, reading.reviewed)
        self._measures = find_measures(text, self._headings if CELL in text else ())
        self._governing = governing

    def figures(self, count: int) -> Iterator[Figure]:
        """Yield the figures of the sentence, numbered from `count` on."""
        before = Before(shared=self._governing.shared if leads_on(self._text) else None)
        for number, measure in enumerate(self._measures):
            setting = self._setting(number)
            kind = self._kind(number, setting, before)
            period, cumulative = self._period(number, setting, kind == "target", before.is_part)
            told = before.name = self._named(number, kind, before.name)
            clause = self._clause(measure)
            yield Figure(
                id=f"{self._report.id}:f{count + number}",
                report_id=self._report.id,
                kind=kind,
                indicator=told,
                canonical=self._canonical(number, kind, told),
                value=measure.value,
                unit=measure.unit,
                words=self._text[measure.start : measure.end],
                approximation=measure.approximation,
                out_of=measure.out_of,
                up_to=measure.up_to,
                against=told_against(self._text[measure.end :], self._heading(measure))
                if kind in ("plan_share", "change", "target")
                else None,
                period=period,
                cumulative=cumulative,
                place=self._place(number) if kind != "running_total" else self._report.place,
                section=setting.section,
                is_slip=measure.is_slip,
                start=self._start + measure.start,
                end=self._start + measure.end,
                clause_start=clause[0],
                clause_end=clause[1],
            )

    def _kind(self, number: int, setting: Setting, before: Before) -> FigureKind:
        """The kind of a measure by its own words, or as one that goes on from the measure before it."""
        measure, between = self._measures[number], self._between(number)
        kind = kind_of(
            measure,
            setting,
            is_record=is_of_the_record(measure, setting),
            is_to_come=self._dated.is_to_come(measure),
            is_over=self._dated.is_over(measure),
        )
        kind = "plan_share" if goes_on(between, kind, before.shared, measure.unit) else kind
        same_unit = number > 0 and self._measures[number - 1].unit == measure.unit
        before.is_part = before.is_plan and kind == "result" and is_part(between, same_unit)
        kind = "target" if before.is_part else kind
        before.is_plan = kind == "target" and (setting.is_plan or before.is_part)
        self._governing.shared = before.shared = kind if measure.unit == "%" else None
        return kind

    def _named(self, number: int, kind: FigureKind, told: str) -> str:
        """What a measure is of: its row's name in a table, its own words, else `told`, what was measured before it.

        A running total is of what was told before it in the same unit: 'đưa tổng thu 9 tháng lên 32,4 tỷ đồng'; so is
        a number that only its time leads: 'lũy kế 9 tháng 531 tỷ đồng'.
        """
        if CELL in self._text:
            return _BRACKET.sub("", self._text.partition(CELL)[0]).strip()
        measure = self._measures[number]
        before = self._before(number)
        goes_on = kind == "running_total" or not named_before(before)
        if goes_on and number and self._measures[number - 1].unit == measure.unit and told:
            return told
        return name_measured(before, self._after(number), kind, measure.unit) or told

    def _canonical(self, number: int, kind: FigureKind, told: str) -> str | None:
        """The canonical name of what was told, or of that with the words behind the number: 'trồng mới 506 ha rừng'."""
        measure = self._measures[number]
        if number and is_threshold(measure, self._measures[number - 1], self._between(number)):
            return None
        unit = measure.unit if kind in _IN_UNITS else None
        behind = re.split(r"[,;.()]", self._text[measure.end : self._next_start(number)])[0][:_NEAR].strip()
        known = default_indicators()
        return known.canonical(told, unit) or (known.canonical(f"{told} {behind}", unit) if told else None)

    def is_heading(self, block: Block) -> bool:
        """Whether what follows stands below these words: 'II. Kết quả 6 tháng đầu năm:'."""
        short = len(self._text) <= _LONGEST_HEADING and not self._measures
        numbered = _NUMBERED.match(self._text) and not self._text.endswith(".")
        return short and (block.kind == "heading" or self._text.endswith(":") or bool(numbered))

    def is_subheading(self) -> bool:
        """Whether the sentence heads a part of a part: '1.1. Kết quả đạt được'."""
        return _SUBHEADING.match(self._text) is not None

    def names_its_time(self) -> bool:
        """Whether any time in a heading is that of what stands below it: 'II. Kết quả 5 tháng', 'Số liệu quý I:'."""
        is_short = len(self._text) <= _SHORT_HEADING and self._text.endswith(":")
        return is_short or _NUMBERED.match(self._text) is not None

    def headed(self) -> tuple[Period | None, Period | None]:
        """Return the periods that a heading names for the results and for the targets below it."""
        return self._dated.headed(is_ahead=False), self._dated.headed(is_ahead=True)

    def framed(self) -> tuple[Period | None, Period | None]:
        """Return the periods that frame the sentence: one that results may be of, and one that targets may be for."""
        return self._dated.handed_on(is_ahead=False), self._dated.handed_on(is_ahead=True)

    def handed_on(self) -> Governing:
        """Return the periods that the next sentence of the paragraph is of where it names none."""
        result, target = self.framed()
        governing = self._governing
        spent = self._dated.spent_until() or (None if result else governing.spent)
        return Governing(
            result or governing.result,
            target or governing.target,
            is_assigned=governing.is_assigned,
            shared=governing.shared,
            spent=spent,
        )

    def _setting(self, number: int) -> Setting:
        measure = self._measures[number]
        previous = self._measures[number - 1].end if number else 0
        lead_start = max(clause_start(self._text, measure.start), measure.start - _FARTHEST)
        lead = self._text[lead_start : measure.start].lower()
        boundary = max((match.end() for match in _BOUNDARY.finditer(lead)), default=0)
        near = self._text[max(previous, lead_start + boundary) : measure.start].lower()
        column = self._heading(measure).lower()
        after = f"{column}{self._text[measure.end : measure.end + _AFTER].lower()}"
        told = self._text[max(0, measure.start - _FARTHEST) : measure.start].lower()
        return Setting(near, lead, told, after, self._section(measure), column)

    def _heading(self, measure: Measure) -> str:
        """The heading of the column that a measure in a table stands in."""
        column = self._text[: measure.start].count(CELL)
        return self._headings[column].strip() if CELL in self._text and column < len(self._headings) else ""

    def _headings_up_to(self, measure: Measure, is_target: bool) -> Iterator[str]:
        """The headings that may say of what time a cell is: its column's, then, of a result, those to the left."""
        own = self._heading(measure)
        columns = self._headings[: self._text[: measure.start].count(CELL)] if own and not is_target else []
        if is_target or not is_change_column(own.lower()):
            yield own
        yield from (heading for heading in reversed(columns) if not is_plan_column(heading.lower()))

    def _before(self, number: int) -> str:
        previous = self._measures[number - 1].end if number else 0
        measure = self._measures[number]
        return self._text[max(previous, clause_start(self._text, measure.start)) : measure.start]

    def _between(self, number: int) -> str:
        """The words between the measure before and this one, in lower case."""
        return self._text[self._measures[number - 1].end if number else 0 : self._measures[number].start].lower()

    def _after(self, number: int) -> str:
        return self._text[self._measures[number].start : self._next_start(number)]

    def _next_start(self, number: int) -> int:
        return self._measures[number + 1].start if number + 1 < len(self._measures) else len(self._text)

    def _clause(self, measure: Measure) -> tuple[int, int]:
        if CELL in self._text:
            return self._start, self._start + len(self._text)
        at = self._start + measure.start
        spans = clauses(self._report.text, self._start, self._start + len(self._text))
        return next((span for span in spans if span[0] <= at < span[1]), (at, self._start + measure.end))

    def _section(self, measure: Measure) -> SectionKind | None:
        if self._governing.is_assigned:
            return "tasks"
        return self._reading.purposes.at(self._start + measure.start)

    def _period(self, number: int, setting: Setting, is_target: bool, is_part: bool) -> tuple[Period | None, bool]:
        measure = self._measures[number]
        if is_part or (
            is_target and setting.column and not self._dated.of_column(self._heading(measure), is_ahead=True)
        ):
            return self._dated.plan_year(measure), False
        governing = self._governing.target if is_target else self._governing.result
        if not is_target and self._dated.is_of_money:
            governing = self._governing.spent or governing
        if is_target and governing is None and (setting.section == "tasks" or setting.is_listed_plan):
            governing = self._planned(measure)
        for heading in self._headings_up_to(measure, is_target):
            if column := self._dated.of_column(heading, is_target):
                return column.period, column.cumulative
        return self._dated.period(measure, setting, is_target, governing, self._next_start(number))

    def _planned(self, measure: Measure) -> Period | None:
        at = self._start + measure.start
        section = next((one for one in self._report.sections if one.start <= at < one.end), None)
        return planned_period(self._report, section.start) if section else None

    def _place(self, number: int) -> str | None:
        measure = self._measures[number]
        before = self._text[clause_start(self._text, measure.start) : measure.start]
        at = self._start + measure.start
        block = next((one for one in self._report.blocks if one.start <= at < one.end), None)
        paragraph = self._report.text[block.start : at] if block else ""
        return self._reading.placed.place(
            before, self._before(number), self._text[measure.end :], self._text[: measure.start], paragraph
        )
