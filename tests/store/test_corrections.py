"""Metadata corrected by hand holds wherever a report is read, and when its file is read again; the reading is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.domain import BY_HAND, CorrectableField, CorrectedValue, Correction, Origin, Participant, Period

ALL = (
    Correction("title", "Hội nghị Huyện ủy lần thứ mười"),
    Correction("body", "Ban Thường vụ Huyện ủy"),
    Correction("session", 10),
    Correction("place", "huyện Vân Hồ"),
    Correction("held_on", date(2031, 7, 1)),
    Correction("period", Period(date(2031, 1, 1), date(2031, 3, 31), "quý I/2031")),
    Correction("number", None),
    Correction("participants", (Participant("Lê Thị Mận", "chair", "Bí thư Huyện ủy", 4, 14),)),
)


def test_corrections_hold_in_reports_and_summaries_alike(catalog, write):
    entry = write("a.txt")
    catalog.put(*entry, corrections=tuple(reversed(ALL)))
    report = catalog.report(entry.report.id)
    (summary,) = catalog.summaries()
    for correction in ALL:
        assert getattr(report, correction.field) == getattr(summary, correction.field) == correction.value
    assert Origin("held_on", BY_HAND, None, None) in report.origins
    assert Origin("held_on", "opening", 0, 5) not in report.origins
    assert Origin("title", BY_HAND, None, None) in summary.origins
    assert catalog.corrections(entry.report.id) == ALL
    assert report.text == entry.report.text


def test_what_was_read_is_kept_and_comes_back_without_them(catalog, write):
    entry = write("a.txt")
    catalog.put(*entry, corrections=ALL)
    assert catalog.report(entry.report.id, as_read=True) == entry.report
    assert catalog.put(*entry, corrections=())
    assert catalog.report(entry.report.id) == entry.report


def test_they_outlast_another_reading_of_the_file(catalog, write):
    catalog.put(*write("a.txt"), corrections=ALL)
    changed = write("a.txt", "Thu ngân sách 7 tháng đạt 48 tỷ đồng.", title="Tên khác")
    assert catalog.put(*changed)
    report = catalog.report(changed.report.id)
    assert (report.title, report.text) == (ALL[0].value, changed.report.text)


def test_a_removed_report_leaves_no_correction_behind(catalog, write):
    entry = write("a.txt")
    catalog.put(*entry, corrections=ALL)
    catalog.remove(entry.report.id)
    catalog.put(*entry)
    assert catalog.report(entry.report.id) == entry.report


def test_a_correction_is_a_change_and_the_same_one_is_none(catalog, write):
    entry = write("a.txt")
    catalog.put(*entry)
    before = catalog.last_seq()
    assert catalog.put(*entry, corrections=ALL)
    assert [change.report_id for change in catalog.changes(before, 9)] == [entry.report.id]
    assert not catalog.put(*entry, corrections=ALL)
    assert not catalog.put(*entry)


def test_corrections_of_one_report_are_not_another_s(catalog, write):
    catalog.put(*write("a.txt"), corrections=ALL)
    other = write("b.txt")
    catalog.put(*other)
    assert catalog.report(other.report.id) == other.report


def test_a_library_shows_them_at_once(library, write):
    entry = write("a.txt")
    library.put(*entry)
    assert library.summary(entry.report.id).place == "huyện Vân Sơn"
    library.put(*entry, corrections=ALL)
    assert library.summary(entry.report.id).place == "huyện Vân Hồ"


@pytest.mark.parametrize(
    ("corrections", "units"),
    [
        ((("place", "huyện Vân Hồ"),), ("huyện Vân Hồ", None, "huyện Vân Hồ", "tỉnh Lai Sơn")),
        ((("place", "xã Vân Hồ"),), ("xã Vân Hồ", None, "huyện Vân Sơn", "tỉnh Lai Sơn")),
        ((("place", None),), (None, None, "huyện Vân Sơn", "tỉnh Lai Sơn")),
        (
            (("place", "huyện Vân Hồ"), ("district", "huyện Tân Hồ")),
            ("huyện Vân Hồ", None, "huyện Tân Hồ", "tỉnh Lai Sơn"),
        ),
        ((("district", "huyện Tân Hồ"),), ("huyện Vân Sơn", None, "huyện Tân Hồ", "tỉnh Lai Sơn")),
    ],
)
def test_a_corrected_place_takes_along_the_unit_that_it_was(
    catalog, write, corrections: tuple[tuple[CorrectableField, CorrectedValue], ...], units: tuple[str | None, ...]
) -> None:
    entry = write("a.txt")
    read = replace(entry.report, district="huyện Vân Sơn", province="tỉnh Lai Sơn")
    catalog.put(read, entry.passages, entry.vectors, corrections=[Correction(*one) for one in corrections])
    report = catalog.report(read.id)
    assert (report.place, report.commune, report.district, report.province) == units
