"""What a report says about itself: title, organ, place, dates, period, chairs; the unknown stays unknown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.domain import Report, Source
from assistant.errors import ReadingError
from assistant.reading import read_report

REST = (
    "Các đại biểu đã thảo luận, làm rõ kết quả đạt được, chỉ ra những khó khăn, vướng mắc và thống nhất các giải pháp "
    "thực hiện trong thời gian tới; các ý kiến đều được tiếp thu."
)


def read(tmp_path: Path, title: str, lead: str, above: str = "", below: str = "") -> Report:
    path = tmp_path / "bao-cao.txt"
    path.write_text(f"{title}\n\n{above}\n\n{lead} {REST}\n\n{REST}\n\n{below}\n", encoding="utf-8")
    return read_report(path, Source("default", str(tmp_path), path.name, "0" * 64), "r1")


def test_a_news_item_says_all_about_itself(tmp_path: Path) -> None:
    report = read(
        tmp_path,
        "Ban Thường vụ Huyện ủy Hà Thanh đánh giá kết quả tháng 8, triển khai nhiệm vụ tháng 9",
        "Sáng ngày 30/8, Ban Thường vụ Huyện ủy tổ chức hội nghị. "
        "Đồng chí Lê Văn Tám, Bí thư Huyện ủy chủ trì hội nghị.",
        above="31/08/2022 09:15",
    )
    assert report.title == "Ban Thường vụ Huyện ủy Hà Thanh đánh giá kết quả tháng 8, triển khai nhiệm vụ tháng 9"
    assert report.body == "Ban Thường vụ Huyện ủy"
    assert report.place == "huyện Hà Thanh"
    assert (report.held_on, report.published_on) == (date(2022, 8, 30), date(2022, 8, 31))
    assert report.period is not None
    assert (report.period.start, report.period.end) == (date(2022, 8, 1), date(2022, 8, 31))
    assert report.chairs == ("Lê Văn Tám",)


def test_what_is_not_said_is_unknown(tmp_path: Path) -> None:
    report = read(tmp_path, "Kết quả công tác giảm nghèo ở các xã vùng cao", "Người dân xã Tân Phong trồng chè.")
    assert (report.body, report.held_on, report.published_on, report.period) == (None, None, None, None)
    assert report.chairs == ()


def test_spans_point_into_the_kept_text(tmp_path: Path) -> None:
    report = read(tmp_path, "Hội nghị Huyện ủy Hà Thanh lần thứ 9", "Chiều 3/4, Huyện ủy tổ chức hội nghị.")
    assert [report.text[block.start : block.end].split()[0] for block in report.blocks] == ["Hội", "Chiều", "Các"]


@pytest.mark.parametrize(
    ("title", "lead", "body"),
    [
        ("Họp tháng 5", "Ngày 3/5, BTV Huyện uỷ tổ chức hội nghị.", "Ban Thường vụ Huyện ủy"),
        ("Hội nghị BCH Đảng bộ huyện lần thứ 9", "Các đại biểu dự đông đủ.", "Ban Chấp hành Đảng bộ huyện"),
        ("Kỳ họp thứ 5 Hội đồng nhân dân thị xã", "Thường trực HĐND thị xã dự.", "HĐND thị xã"),
        ("Xã Tân Phong họp thường kỳ", "Sáng 3/5, Ủy ban nhân dân xã Tân Phong họp phiên tháng 5.", "UBND xã"),
        ("Giao ban tháng 7", "Thường trực Huyện ủy giao ban với các ban xây dựng Đảng.", "Thường trực Huyện ủy"),
        ("Kết luận của đồng chí Chủ tịch UBND huyện tại cuộc họp", "Cuộc họp kéo dài một buổi.", "UBND huyện"),
        ("Gặp mặt đầu xuân", "Đồng chí Bí thư Huyện ủy chúc Tết nhân dân.", None),
    ],
)
def test_the_organ_is_the_one_that_meets(tmp_path: Path, title: str, lead: str, body: str | None) -> None:
    assert read(tmp_path, title, lead).body == body


@pytest.mark.parametrize(
    ("title", "lead", "below", "place"),
    [
        ("Hội nghị Huyện ủy", "Huyện ủy tổ chức hội nghị tại xã Tân Phong, xã Yên Khê.", "", None),
        ("Hội nghị Đảng bộ huyện Hà Thanh", "Huyện ủy tổ chức hội nghị.", "", "huyện Hà Thanh"),
        ("Kỳ họp thứ 4 HĐND xã Tân Phong", "HĐND xã họp, có đại biểu UBND huyện Hà Thanh dự.", "", "xã Tân Phong"),
        ("Hội nghị Huyện ủy", "Huyện ủy tổ chức hội nghị.", "Lan Chi/Trung tâm TT&VH Hà Thanh", "huyện Hà Thanh"),
        ("Hội nghị Huyện ủy", "Huyện ủy tổ chức hội nghị.", "Hà Thanh-Lan Chi", None),
        (
            "UBND huyện họp tháng 5",
            "UBND huyện họp. Phó Chủ tịch UBND huyện Trần Thị Hoa báo cáo; "
            "Phó Chủ tịch UBND huyện Trần Thị Hoa kết luận.",
            "",
            None,
        ),
    ],
    ids=["communes only", "named", "a commune's organ", "station byline", "name in a byline", "a person"],
)
def test_the_place_is_never_guessed(tmp_path: Path, title: str, lead: str, below: str, place: str | None) -> None:
    assert read(tmp_path, title, lead, below=below).place == place


@pytest.mark.parametrize(
    ("lead", "above", "held_on"),
    [
        ("Sáng ngày 26 tháng 6 năm 2021, Huyện ủy tổ chức hội nghị.", "", date(2021, 6, 26)),
        ("Chiều 29-6, Huyện ủy tổ chức hội nghị.", "30/06/2021 10:00", date(2021, 6, 29)),
        ("Ngày 30/12, Huyện ủy tổ chức hội nghị.", "02/01/2022", date(2021, 12, 30)),
        ("Thực hiện chương trình công tác năm 2021, sáng ngày 29/6, Huyện ủy họp.", "", date(2021, 6, 29)),
        ("Ngày 29/6, Huyện ủy tổ chức hội nghị.", "", None),
        ("Sau 2 ngày (20 và 21/12), kỳ họp thứ 5 HĐND huyện bế mạc.", "22/12/2021", date(2021, 12, 20)),
        ("Huyện ủy họp, thực hiện Kế hoạch số 12-KH/HU ngày 5/4/2021 của Huyện ủy.", "", None),
        ("Huyện ủy họp, yêu cầu hoàn thành trước ngày 15/7/2021.", "", None),
        ("Đại hội sẽ diễn ra từ ngày 21 đến 23/7/2021.", "", None),
        ("Ngày 5/8/2021, Huyện ủy tổ chức hội nghị.", "30/06/2021 10:00", None),
        ("Chiều 29-6, Huyện ủy tổ chức hội nghị.", "date 2021-06", date(2021, 6, 29)),
    ],
)
def test_the_day_of_the_meeting(tmp_path: Path, lead: str, above: str, held_on: date | None) -> None:
    assert read(tmp_path, "Hội nghị của Huyện ủy Hà Thanh", lead, above).held_on == held_on


@pytest.mark.parametrize(
    ("title", "lead", "label"),
    [
        ("Sơ kết 6 tháng đầu năm, triển khai nhiệm vụ 6 tháng cuối năm 2021", "Huyện ủy họp.", "6 tháng đầu năm 2021"),
        (
            "Huyện ủy triển khai nhiệm vụ quý IV",
            "Sáng 2/10/2021, Huyện ủy họp đánh giá kết quả 9 tháng.",
            "9 tháng đầu năm 2021",
        ),
        ("UBND huyện họp phiên thường kỳ tháng 9/2021", "Nhiều chỉ tiêu đạt khá.", "tháng 9/2021"),
        ("HĐND huyện họp", "HĐND huyện nhiệm kỳ 2021-2026 họp kỳ thứ hai.", None),
        ("Huyện ủy sơ kết giữa nhiệm kỳ", "Sơ kết thực hiện nghị quyết nhiệm kỳ 2020-2025.", "nhiệm kỳ 2020-2025"),
    ],
)
def test_the_period_is_the_one_reviewed(tmp_path: Path, title: str, lead: str, label: str | None) -> None:
    period = read(tmp_path, title, lead).period
    assert (period.label if period else None) == label


@pytest.mark.parametrize(
    ("lead", "chairs"),
    [
        ("Đồng chí Lê Văn Tám, Bí thư Huyện ủy khai mạc và chủ trì hội nghị.", ("Lê Văn Tám",)),
        ("Bí thư Huyện ủy Trần Văn An chủ trì hội nghị.", ("Trần Văn An",)),
        (
            "Đồng chí Lê Văn Tám- Bí thư Huyện ủy, đồng chí Vũ Thị Hoa- Phó Bí thư, "
            "đồng chí Bùi Nam- Chủ tịch HĐND chủ trì.",
            ("Lê Văn Tám", "Vũ Thị Hoa", "Bùi Nam"),
        ),
        (
            "Hội nghị do các đồng chí Lê Văn Tám, Bí thư và Ninh Thị Hoa, Phó Bí thư chủ trì.",
            ("Lê Văn Tám", "Ninh Thị Hoa"),
        ),
        ("Chủ tọa: ông Lê Văn Tám, Chủ tịch UBND xã.", ("Lê Văn Tám",)),
        ("Dưới sự chủ trì của đồng chí Lê Văn Tám, Huyện ủy tổ chức hội nghị.", ("Lê Văn Tám",)),
        ("Dự có đồng chí Vũ Thị Hoa, Phó Bí thư; đồng chí Lê Văn Tám chủ trì.", ("Lê Văn Tám",)),
        ("Các đồng chí lãnh đạo huyện chủ trì hội nghị.", ()),
        ("Hội nghị giao đồng chí Lê Văn Tám chủ trì, phối hợp với các phòng rà soát.", ()),
        ("Đồng chí Lê Văn Tám chủ trì; cùng điều hành có đồng chí Vũ Thị Hoa.", ("Lê Văn Tám",)),
    ],
)
def test_chairs_are_named_without_their_offices(tmp_path: Path, lead: str, chairs: tuple[str, ...]) -> None:
    assert read(tmp_path, "Hội nghị của Huyện ủy Hà Thanh", lead).chairs == chairs


def test_a_documents_kind_belongs_to_its_title(tmp_path: Path) -> None:
    path = tmp_path / "bien-ban.txt"
    path.write_text(f"BIÊN BẢN\nPhiên họp UBND xã tháng 4\n\nI. NỘI DUNG\n{REST}\n", encoding="utf-8")
    assert read_report(path, Source("default", "", "", ""), "r").title == "Biên bản phiên họp UBND xã tháng 4"


def test_a_missing_file_is_a_reading_error(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="cannot be opened"):
        read_report(tmp_path / "không có.txt", Source("default", "", "", ""), "r")
