"""notes_under: that no report is of the time asked about is said, but not where what is stated tells of that time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.draft import Draft, DraftStatement, Quote
from assistant.answering.noting import notes_under
from assistant.domain import Facts, Filters, Period, Retrieved
from tests.answering.building import make_query
from tests.facts_of import make_figure, months
from tests.reports import make_report

TEXT = (
    "Thu ngân sách đạt 41 triệu đồng. Thu ngân sách đạt 190 triệu đồng. Trồng mới 12 ha rừng."
    " Trong tháng 4, xã trồng rừng. Quý II/2024 xã làm đường. Đường thôn còn xấu."
)
REPORT = make_report(TEXT, held_on=date(2024, 6, 3))
MAY = make_figure("41 triệu đồng", REPORT, period=months(5, first=5))
FIVE_MONTHS = make_figure("190 triệu đồng", REPORT, period=months(5), cumulative=True)
UNTIMED = make_figure("12 ha", REPORT, period=None)
FACTS = {REPORT.id: Facts(figures=(MAY, FIVE_MONTHS, UNTIMED))}
NOTE = "Không có báo cáo nào khớp thời gian được hỏi."
FOUND = Retrieved((), (NOTE,), widened=True, facts=FACTS, is_of_other_times=True)
IN_MAY, IN_FIVE, IN_APRIL, IN_QUARTER = (
    (months(5, first=5)), months(5), months(4, first=4), Period(date(2024, 4, 1), date(2024, 6, 30), "quý II/2024"),
)  # fmt: skip


def statement(*sentences: int) -> DraftStatement:
    """A statement that quotes these sentences of the report."""
    spans = []
    start = 0
    for words in TEXT.split(". "):
        spans.append((start, min(start + len(words) + 1, len(TEXT))))
        start += len(words) + 2
    return DraftStatement("Có.", tuple(Quote(REPORT, *spans[number]) for number in sentences))


def notes(asked: Period | None, *statements: DraftStatement, found: Retrieved = FOUND) -> tuple[str, ...]:
    query = make_query("Thu ngân sách đạt bao nhiêu?")
    named = Filters(date_from=asked.start, date_to=asked.end) if asked else Filters(date_from=date(2024, 5, 1))
    return notes_under(replace(query, named=named), found, Draft(statements), ())


@pytest.mark.parametrize(
    ("asked", "statements", "is_said"),
    [
        (IN_MAY, [statement(0)], False),
        (IN_MAY, [statement(0, 2)], False),
        (IN_MAY, [statement(1)], True),
        (IN_MAY, [statement(2)], True),
        (IN_MAY, [statement(0), statement(1)], True),
        (IN_MAY, [statement(0), DraftStatement("Không nêu.", ())], False),
        (IN_MAY, [DraftStatement("Không nêu.", ())], True),
        (IN_MAY, [], True),
        (IN_FIVE, [statement(1)], False),
        (IN_FIVE, [statement(0)], True),
        (IN_APRIL, [statement(3)], False),
        (IN_QUARTER, [statement(4)], False),
        (IN_QUARTER, [statement(5)], True),
        (None, [statement(0)], True),
    ],
)
def test_the_note_goes_where_all_that_is_stated_is_of_the_time_asked_about(
    asked: Period | None, statements: list[DraftStatement], is_said: bool
) -> None:
    assert notes(asked, *statements) == ((NOTE,) if is_said else ())


def test_other_notes_stay() -> None:
    assert notes(IN_MAY, statement(0), found=replace(FOUND, is_of_other_times=False)) == (NOTE,)
    found = replace(FOUND, unplaced=frozenset((REPORT.id,)))
    query = replace(make_query("Thu?"), named=Filters(date_from=IN_MAY.start, date_to=IN_MAY.end))
    draft = Draft((statement(0),), notes=("Một câu đã được thay.",))
    first, second = notes_under(query, found, draft, (REPORT,))
    assert first == "Một câu đã được thay."
    assert second != NOTE
