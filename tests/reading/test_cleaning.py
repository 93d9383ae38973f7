"""What is prose, caption, heading, table or byline of a report, and what is noise."""

from __future__ import annotations

from itertools import pairwise

import pytest

from assistant.reading.bylines import is_byline
from assistant.reading.cleaning import is_caption, mark
from assistant.reading.formats import extract
from assistant.reading.furniture import closes_report, is_date_line, is_dated_link, is_furniture, is_link_bar

PROSE = (
    "Sáu tháng đầu năm, thu ngân sách trên địa bàn huyện ước đạt 31,5 tỷ đồng, bằng 52% dự toán tỉnh giao; toàn huyện "
    "trồng mới 820 ha rừng, giải quyết việc làm cho 640 lao động. Quốc phòng, an ninh được giữ vững."
)
REPORT = f"""13
Thứ 5, 08

Hội nghị Ban Chấp hành Đảng bộ huyện Hà Thanh lần thứ 12

Văn hóa - Xã hội

{PROSE}

Quang cảnh hội nghị.

{PROSE}

Tin liên quan
Khai mạc hội thao thanh niên

{PROSE}

Một số hình ảnh tại hội nghị:

Thu Trang - Đài TT huyện

Tin Nóng
Lịch công tác trống
Website liên kết
Hôm nay: 1203
Đã truy cập: 658122
Ý kiến bạn đọc
Xã Tân Phong ra quân làm đường
"""


def kinds(source: str, suffix: str = ".txt") -> dict[str, str]:
    draft = extract(source.encode(), suffix)
    return {draft.text[block.start : block.end]: block.kind for block in mark(draft)}


def test_a_report_among_the_noise_of_its_page() -> None:
    found = kinds(REPORT)
    assert [text for text, kind in found.items() if kind == "noise"] == [
        "13",
        "Thứ 5, 08",
        "Văn hóa - Xã hội",
        "Tin liên quan",
        "Khai mạc hội thao thanh niên",
        "Tin Nóng",
        "Lịch công tác trống",
        "Website liên kết",
        "Hôm nay: 1203",
        "Đã truy cập: 658122",
        "Ý kiến bạn đọc",
        "Xã Tân Phong ra quân làm đường",
    ]
    assert found["Hội nghị Ban Chấp hành Đảng bộ huyện Hà Thanh lần thứ 12"] == "heading"
    assert found[PROSE] == "prose"
    assert found["Quang cảnh hội nghị."] == "caption"
    assert found["Thu Trang - Đài TT huyện"] == "byline"


def test_blocks_are_in_order_and_cover_every_line() -> None:
    draft = extract(REPORT.encode(), ".txt")
    blocks = mark(draft)
    assert all(one.end <= other.start for one, other in pairwise(blocks))
    assert "".join(draft.text[block.start : block.end] for block in blocks) == "".join(
        line.strip() for line in draft.text.split("\n")
    )


def test_a_crawlers_date_is_parted_from_the_title() -> None:
    title = "Huyện ủy Hà Thanh tổ chức hội nghị giữa nhiệm kỳ"
    found = kinds(f" date 2022-06 {title}\n\n{PROSE}\n")
    assert (found["date 2022-06"], found[title]) == ("noise", "heading")


def test_minutes_keep_their_short_lines() -> None:
    minutes = (
        "BIÊN BẢN\nPhiên họp UBND xã Tân Phong tháng 4 năm 2022\n\nI. THÀNH PHẦN\n"
        f"1. Chủ tọa: ông Lê Văn Tám, Chủ tịch UBND xã.\nII. NỘI DUNG\n{PROSE}\n- Chi ngân sách 1,2 tỷ đồng\n{PROSE}"
    )
    found = kinds(minutes)
    assert "noise" not in found.values()
    assert found["Phiên họp UBND xã Tân Phong tháng 4 năm 2022"] == "heading"
    assert found["1. Chủ tọa: ông Lê Văn Tám, Chủ tịch UBND xã."] == "prose"
    assert found["- Chi ngân sách 1,2 tỷ đồng"] == "prose"


def test_a_report_of_short_lines_only_is_kept() -> None:
    assert set(kinds("Họp giao ban\n- Thu 3 tỷ\n- Chi 2 tỷ").values()) <= {"heading", "prose", "caption"}


def test_a_markdown_report_keeps_headings_and_tables() -> None:
    found = kinds(
        f"# Phiên họp UBND huyện Hà Thanh tháng 9\n\n{PROSE}\n\n## Tồn tại\n\n| Thu | Chi |\n|---|---|\n| 1 | 2 |\n",
        ".md",
    )
    assert list(found.values()) == ["heading", "prose", "heading", "table"]


@pytest.mark.parametrize(
    "line",
    [
        "Thứ 5, 08",
        "15/10/2021 08:00",
        "21:27 27/06/2021",
        "thứ năm, 08 08 2019 08:52",
        "Thứ Tư, 05/07/2023, 09:20 [GMT+7]",
        "Cập nhật lúc: 09h15 - 08/07/2024",
        "Đăng ngày 01 - 11 - 2023",
        "16:20 31/07/2024  |  Lượt xem: 1.204",
        "Hà Thanh, ngày 29 tháng 8 năm 2024",
    ],
)
def test_date_lines(line: str) -> None:
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Ngày 14/10, Ban Chấp hành Đảng bộ huyện tổ chức kỳ họp thứ 3.",
        "28/6/2024 là hạn cuối nộp báo cáo",
        "Chủ nhật",
        "Kế hoạch năm 2024",
    ],
)
def test_sentences_with_a_date_are_no_date_lines(line: str) -> None:
    assert not is_date_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Trang chủ",
        "2",
        "* * *",
        "Hôm nay: 2.023",
        "Tổng lượt truy cập: 2.417.905",
        "SỐ LƯỢT TRUY CẬP",
        "Xem chi tiết tại đây",
        "TIN ĐÃ ĐƯA",
        "Tin cùng chuyên mục",
        "Giấy phép số: 12/GP-TTĐT do Sở TT&TT cấp ngày 2/5/2018.",
        "Chịu trách nhiệm nội dung: Ông Lê Văn Tám - Trưởng ban biên tập",
        "Điện thoại: 0200.123.456 Fax: 0200.123.457",
        "® TRANG THÔNG TIN ĐIỆN TỬ HUYỆN HÀ THANH",
        "[Trở về] [Đầu trang] [In tin này]",
    ],
)
def test_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Hôm nay, UBND huyện tổ chức phiên họp thường kỳ tháng 9.",
        "Liên hệ thực tế tại xã Tân Phong, đồng chí đề nghị làm rõ số hộ nghèo.",
        "Thông báo kết luận phiên họp",
        "Tổng thu ngân sách: 31,5 tỷ đồng",
        "Giấy phép xây dựng được cấp đúng hạn.",
        "Chi tiết từng khoản thu như sau:",
    ],
)
def test_words_of_a_report_are_no_furniture(line: str) -> None:
    assert not is_furniture(line)


def test_link_bars_and_dated_links() -> None:
    assert is_link_bar("Trang chủ » Tin tức » Xây dựng Đảng")
    assert is_link_bar("Trang chủ | Góp ý | Liên hệ | RSS")
    assert not is_link_bar("Thu ngân sách | 31 tỷ")
    assert is_dated_link("Khai mạc hội thao thanh niên (12/06/2024)")
    assert not is_dated_link("Hội nghị bế mạc. Thông qua nghị quyết ngày 12/06/2024")
    assert closes_report("Ý kiến bạn đọc") and not closes_report("Ý kiến thảo luận")


@pytest.mark.parametrize(
    "line",
    [
        "Thu Trang",
        "Minh Anh-Quốc Bảo, TTVH",
        "Lan Chi/Trung tâm TT&VH Hà Thanh",
        "Tin, ảnh: Ngọc Mai",
        "Nguồn: Báo Hà Thanh",
        "Theo TTXVN",
        "Hoàng Oanh - Đài TT huyện",
        "Người viết: Đặng Mai",
    ],
)
def test_bylines(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize(
    "line", ["Theo đó, thu ngân sách đạt 31 tỷ đồng.", "Một số hình ảnh tại hội nghị:", "Kết luận", "NGHỊ QUYẾT"]
)
def test_sentences_and_headings_are_no_bylines(line: str) -> None:
    assert not is_byline(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Các đại biểu dự hội nghị", True),
        ("Đồng chí Lê Văn Tám, Bí thư Huyện ủy phát biểu kết luận hội nghị.", True),
        ("Toàn cảnh kỳ họp. Ảnh: Ngọc Mai", True),
        ("Đồng chí Lê Văn Tám báo cáo thu ngân sách đạt 31 tỷ đồng.", False),
        ("Thu ngân sách tăng khá.", False),
    ],
)
def test_captions(line: str, expected: bool) -> None:
    assert is_caption(line) is expected
