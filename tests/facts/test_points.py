"""Points of a report: a clause each for decisions, tasks with their time, limitations, and events to come."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.domain import PointKind, Report, Source
from assistant.facts import find_points
from assistant.reading import read_report

OPENING = (
    "Hội nghị Ban Thường vụ Huyện ủy Đồi Mây đánh giá nhiệm vụ tháng 8/2023\n\nSáng ngày 31/8/2023, Ban Thường vụ Huyện"
    " ủy Đồi Mây tổ chức hội nghị đánh giá nhiệm vụ tháng 8. Đồng chí Lê Văn Tám, Bí thư Huyện ủy chủ trì hội nghị.\n\n"
)
LIMITATIONS = (
    "Bên cạnh kết quả đạt được, vẫn còn một số hạn chế: tiến độ giải phóng mặt bằng còn chậm; tỷ lệ giải ngân vốn"
    " thấp.\n\n"
)


@pytest.fixture
def read(tmp_path: Path):  # type: ignore[no-untyped-def]
    def reader(text: str) -> Report:
        path = tmp_path / "report.txt"
        path.write_text(OPENING + text, encoding="utf-8")
        return read_report(path, Source("default", "/", path.name, "0"), "r")

    return reader


def told(report: Report, kind: PointKind) -> list[str]:
    return [report.text[one.start : one.end] for one in find_points(report) if one.kind == kind]


def test_limitations_are_the_clauses_of_their_section(read) -> None:  # type: ignore[no-untyped-def]
    found = told(read(LIMITATIONS), "limitation")
    assert len(found) == 2
    assert "tiến độ giải phóng mặt bằng còn chậm" in found[0]
    assert found[1].startswith("tỷ lệ giải ngân vốn thấp")


def test_tasks_have_the_time_they_are_to_be_done_in(read) -> None:  # type: ignore[no-untyped-def]
    report = read(
        "Kết luận hội nghị, đồng chí Lê Văn Tám yêu cầu các xã tập trung thu ngân sách; hoàn thành trồng rừng trước"
        " ngày 30/9; tiếp tục xây dựng nông thôn mới.\n"
    )
    tasks = [one for one in find_points(report) if one.kind == "task"]
    assert [report.text[one.start : one.end].split(",")[0][:20] for one in tasks][1:] == [
        "hoàn thành trồng rừn",
        "tiếp tục xây dựng nô",
    ]
    assert [one.when and one.when.end for one in tasks] == [None, date(2023, 9, 30), None]


RESULTS = "Trong tháng 8, thu ngân sách đạt 41 tỷ đồng, bằng 52% dự toán tỉnh giao.\n\n"


@pytest.mark.parametrize("before", ["", RESULTS, LIMITATIONS, RESULTS + LIMITATIONS])
@pytest.mark.parametrize(
    "given",
    [
        "Bà Lò Thị Hoa giao công chức địa chính hoàn thành 12 hồ sơ trước ngày 20/9",
        "Tại cuộc họp, bà Lò Thị Hoa giao công chức địa chính hoàn thành 12 hồ sơ trước ngày 20/9",
        "Chủ tịch UBND huyện giao phòng Nội vụ hoàn thành 12 hồ sơ trước ngày 20/9",
        "Kết luận cuộc họp, đồng chí Lê Văn Tám giao Ban Tổ chức Huyện ủy lập đề án trước ngày 20/9",
        "Kết luận cuộc họp, đồng chí Lê Văn Tám yêu cầu các xã hoàn thành 12 hồ sơ trước ngày 20/9",
        "Đồng chí Lê Văn Tám phân công ông Vàng A Páo theo dõi xã Nà Lạn trước ngày 20/9",
    ],
)
def test_who_is_given_something_to_do_has_a_task_and_a_briefing_is_none(read, before: str, given: str) -> None:  # type: ignore[no-untyped-def]
    report = read(f"{before}{given}.\n\nHọp giao ban kết thúc lúc 11 giờ.\n")
    tasks = [one for one in find_points(report) if one.kind == "task"]
    assert [report.text[one.start : one.end] for one in tasks] == [f"{given}."]
    assert [one.when and one.when.end for one in tasks] == [date(2023, 9, 20)]


@pytest.mark.parametrize(
    "said",
    [
        "Năm 2023, chỉ tiêu tỉnh giao huyện trồng 500 ha rừng, đến nay hoàn thành 480 ha.",
        "Kết quả thực hiện nhiệm vụ được giao của phòng Nội vụ đạt 95%.",
        "Tại buổi họp giao ban, các xã báo cáo tình hình sản xuất.",
        "Trưởng Ban Tuyên giáo Huyện ủy báo cáo công tác tuyên truyền.",
    ],
)
def test_what_was_given_before_and_a_briefing_are_no_tasks(read, said: str) -> None:  # type: ignore[no-untyped-def]
    given = "Đồng chí Lê Văn Tám giao phòng Nội vụ hoàn thành đề án trước ngày 20/9."
    assert told(read(f"{RESULTS}{said}\n\n{given}\n"), "task") == [given]


@pytest.mark.parametrize(
    ("announced", "days"),
    [
        ("Đại hội Hội Nông dân huyện sẽ diễn ra từ ngày 21 đến 23/10/2023.", (date(2023, 10, 21), date(2023, 10, 23))),
        ("chuẩn bị tốt cho Lễ hội đền diễn ra ngày 20/10.", (date(2023, 10, 20), date(2023, 10, 20))),
        (
            "tổ chức hội nghị đối thoại trong trung tuần tháng 11.",
            (date(2023, 11, 11), date(2023, 11, 20)),
        ),
        ("tổ chức hội thao trong tháng 10/2023.", (date(2023, 10, 1), date(2023, 10, 31))),
        ("hoàn thành hồ sơ đại hội trước ngày 20/10.", None),
        ("thực hiện tốt nhiệm vụ trọng tâm tháng 9/2023.", None),
    ],
)
def test_events_to_come(read, announced: str, days: tuple[date, date] | None) -> None:  # type: ignore[no-untyped-def]
    report = read(f"Kết luận hội nghị, đồng chí Lê Văn Tám yêu cầu các xã tập trung thu ngân sách; {announced}\n")
    events = [one.when for one in find_points(report) if one.kind == "event"]
    assert [(when.start, when.end) for when in events if when] == ([days] if days else [])


def test_the_meeting_itself_is_no_event_to_come(read) -> None:  # type: ignore[no-untyped-def]
    assert told(read(LIMITATIONS), "event") == []


def test_what_a_meeting_decided(read) -> None:  # type: ignore[no-untyped-def]
    report = read(
        "Tại hội nghị, các đại biểu thảo luận sôi nổi. Hội nghị đã biểu quyết thông qua Nghị quyết về chuyển đổi số với"
        " 100% đại biểu tán thành.\n"
    )
    (decision,) = told(report, "decision")
    assert decision.startswith("Hội nghị đã biểu quyết thông qua Nghị quyết")


def test_spans_are_of_the_kept_text_and_ids_are_apart(read) -> None:  # type: ignore[no-untyped-def]
    points = find_points(read(LIMITATIONS + "Hội nghị thống nhất thông qua chương trình giám sát.\n"))
    assert points
    assert len({one.id for one in points}) == len(points)
    for one in points:
        assert one.start < one.end


@pytest.mark.parametrize("text", ["", "|||", "- \n- ;;;\n", "ngày 31/2 họp"])
def test_odd_text_is_read_without_harm(read, text: str) -> None:  # type: ignore[no-untyped-def]
    assert all(one.start < one.end for one in find_points(read(text)))


def test_each_event_of_a_clause_has_its_own_days(read) -> None:  # type: ignore[no-untyped-def]
    report = read(
        "Kết luận hội nghị, đồng chí Lê Văn Tám yêu cầu chuẩn bị tốt Đại hội Mặt trận huyện ngày 12/9/2023 và Lễ hội"
        " chè tổ chức từ ngày 18-20/10/2023.\n"
    )
    events = [one for one in find_points(report) if one.kind == "event"]
    assert [(one.when.start, one.when.end) for one in events if one.when] == [
        (date(2023, 9, 12), date(2023, 9, 12)),
        (date(2023, 10, 18), date(2023, 10, 20)),
    ]
    assert "Đại hội" in report.text[events[0].start : events[0].end]
    assert report.text[events[1].start : events[1].end].startswith("Lễ hội")


def test_a_share_is_no_ceremony(read) -> None:  # type: ignore[no-untyped-def]
    report = read("Các xã phấn đấu giảm tỷ lệ nợ thuế trong tháng 10.\n")
    assert told(report, "event") == []
