"""Meetings are counted and listed with the words that say so; what none of them is, is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.answering.draft import Draft
from assistant.answering.meetings import list_meetings
from assistant.domain import MeetingsAsked, Origin, Participant, Query, Report, Retrieved
from tests.answering.building import make_query
from tests.reports import make_evidence, make_report

TEXT = "Ngày 5/9/2022, Ban Chấp hành Đảng bộ huyện Đồi Mây họp. Các đồng chí Lê Văn Tư, Đào Thị Én chủ trì hội nghị."


def located(report: Report, words: str) -> tuple[int, int]:
    start = report.text.index(words)
    return start, start + len(words)


def doi_may() -> Report:
    report = make_report(TEXT, title="Hội nghị lần thứ 9", held_on=date(2022, 9, 5))
    chairs = tuple(Participant(name, "chair", None, *located(report, name)) for name in ("Lê Văn Tư", "Đào Thị Én"))
    origins = (
        Origin("held_on", "opening", *located(report, "Ngày 5/9/2022")),
        Origin("place", "opening", *located(report, "huyện Đồi Mây")),
    )
    return replace(report, participants=chairs, origins=origins)


SUOI_BAC = make_report("Huyện ủy họp bàn việc cuối năm.", id="suoi-bac", place=None, title="Hội nghị Huyện ủy")


def draft_of(query: Query, *reports: Report, considered: int = 5) -> Draft:
    draft = list_meetings(query, Retrieved((), reports=reports, report_count=len(reports), considered=considered))
    assert draft
    return draft


def asked(question: str, **values: object) -> Query:
    return replace(make_query(question, "meetings"), meetings=MeetingsAsked(**values))  # type: ignore[arg-type]


def test_they_are_counted_and_stand_in_a_table_each_cell_with_its_words() -> None:
    draft = draft_of(asked("Năm 2022 có những hội nghị nào?"), doi_may(), SUOI_BAC)
    (heading,) = draft.statements
    assert (heading.text, heading.status) == ("Có 2 cuộc họp khớp câu hỏi.", "computed")
    assert [quote.text for quote in heading.quotes] == ["Hội nghị lần thứ 9", "Hội nghị Huyện ủy"]
    assert draft.table
    assert draft.table.columns == ("Ngày họp", "Cuộc họp", "Nơi", "Chủ trì")
    cells = [(words, quote and quote.text) for words, quote in draft.table.rows[0]]
    assert cells == [
        ("5/9/2022", "Ngày 5/9/2022"),
        ("Hội nghị lần thứ 9", "Hội nghị lần thứ 9"),
        ("huyện Đồi Mây", "huyện Đồi Mây"),
        ("Lê Văn Tư, Đào Thị Én", "Lê Văn Tư, Đào Thị Én"),
    ]
    assert [words for words, _ in draft.table.rows[1]] == [
        "không rõ ngày",
        "Hội nghị Huyện ủy",
        "địa danh không nêu",
        "–",
    ]


def test_of_the_latest_it_is_said_that_it_is_and_nothing_is_counted() -> None:
    draft = draft_of(asked("Hội nghị gần đây nhất là khi nào?", is_latest=True), doi_may())
    assert draft.statements[0].text == "Cuộc họp gần nhất có ghi ngày trong các báo cáo:"
    assert draft.table and draft.table.rows[0][0][0] == "5/9/2022"
    assert not draft.notes


def test_notes_say_among_how_many_and_how_many_have_no_day() -> None:
    notes = draft_of(asked("Năm 2022 có những hội nghị nào?"), doi_may(), SUOI_BAC, considered=9).notes
    assert notes[0] == "Đếm 2 trong 9 báo cáo về cuộc họp được xét."
    assert notes[1].startswith("1 cuộc họp không rõ ngày")


def test_where_no_time_was_asked_about_none_is_said_to_lie_within_it() -> None:
    notes = draft_of(asked("Có bao nhiêu hội nghị?"), doi_may(), SUOI_BAC).notes
    assert notes == ("Đếm 2 trong 5 báo cáo về cuộc họp được xét.",)


def test_when_none_is_meant_that_is_said() -> None:
    retrieved = Retrieved((make_evidence(SUOI_BAC),), considered=9)
    draft = list_meetings(asked("Năm 2019 có những hội nghị nào?"), retrieved)
    assert draft and draft.abstained
    assert draft.statements[0].text == "Trong 9 báo cáo về cuộc họp, không có cuộc họp nào như vậy."
    assert [quote.report.id for quote in draft.nearest] == ["suoi-bac"]


def test_somebody_whom_no_report_names_chaired_none() -> None:
    draft = draft_of(asked("Ông Trần Quốc Khánh chủ trì những hội nghị nào?"), doi_may())
    assert draft.abstained


def test_who_is_named_with_the_place_does_not_keep_the_meetings_away() -> None:
    query = asked("Đồng chí Lê Văn Tư chủ trì những hội nghị nào?", people=("Lê Văn Tư",), part="chair")
    assert not draft_of(query, doi_may()).abstained


def test_a_library_without_meetings_has_no_list() -> None:
    assert list_meetings(asked("Năm 2022 có những hội nghị nào?"), Retrieved(())) is None


def test_somebody_whom_a_report_names_without_a_part_chaired_none() -> None:
    report = replace(doi_may(), text=f"{TEXT} Quỹ mang tên Trần Quốc Khánh.")
    draft = draft_of(asked("Ông Trần Quốc Khánh chủ trì những hội nghị nào?"), report)
    assert draft.abstained
