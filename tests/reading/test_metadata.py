"""What a report says about itself and where: title, organ, place, dates, period, chairs; the unknown stays unknown."""

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
    return read_file(tmp_path, f"{title}\n\n{above}\n\n{lead} {REST}\n\n{REST}\n\n{below}\n")


def read_file(tmp_path: Path, content: str, suffix: str = ".txt") -> Report:
    path = tmp_path / f"bao-cao{suffix}"
    path.write_text(content, encoding="utf-8")
    return read_report(path, Source("default", str(tmp_path), path.name, "0" * 64), "r1")


def said(report: Report, field: str) -> list[str | None]:
    """The words that the origins of a field point at; None for those outside the kept text."""
    return [
        None if origin.start is None else report.text[origin.start : origin.end]
        for origin in report.origins
        if origin.field == field
    ]


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
        ("Bắt đầu lúc 14 giờ 00 ngày 29/8/2024 tại phòng họp UBND huyện.", "", date(2024, 8, 29)),
        ("Thứ Sáu vừa qua (9-6), Huyện ủy tổ chức hội nghị.", "12/06/2023 08:00", date(2023, 6, 9)),
        ("Tối qua (12/5), Huyện ủy họp khẩn.", "13/05/2023", date(2023, 5, 12)),
        ("Ngày 29/2, Huyện ủy họp.", "02/03/2024 07:00", date(2024, 2, 29)),
        ("Ngày 29/2, Huyện ủy họp.", "02/03/2023 07:00", None),
        ("Trên cơ sở đó, ngày 28/11/2023, Ban Pháp chế HĐND huyện họp thẩm tra.", "", date(2023, 11, 28)),
        ("Ngày 30/12, Huyện ủy họp tổng kết năm 2022, triển khai nhiệm vụ năm 2023.", "", date(2022, 12, 30)),
        ("Ngày 5/1, Huyện ủy họp tổng kết năm 2022, triển khai nhiệm vụ năm 2023.", "", date(2023, 1, 5)),
    ],
)
def test_the_day_of_the_meeting(tmp_path: Path, lead: str, above: str, held_on: date | None) -> None:
    assert read(tmp_path, "Hội nghị của Huyện ủy Hà Thanh", lead, above).held_on == held_on


@pytest.mark.parametrize(
    ("lead", "above", "held_on"),
    [
        ("Từ ngày 19 đến sáng 21/12/2022, HĐND huyện tổ chức kỳ họp thứ 9.", "", date(2022, 12, 19)),
        ("Từ ngày 19 đến sáng 21/12, HĐND huyện tổ chức kỳ họp thứ 9.", "22/12/2022 08:00", date(2022, 12, 19)),
        ("Trong 2 ngày 14 và 15-7, HĐND huyện tổ chức kỳ họp thứ 4.", "16/07/2022 10:00", date(2022, 7, 14)),
        ("Trong hai ngày 14, 15/7/2022, HĐND huyện tổ chức kỳ họp thứ 4.", "", date(2022, 7, 14)),
        ("Ngày 29 và 30/6/2023, HĐND huyện họp.", "", date(2023, 6, 29)),
    ],
)
def test_a_meeting_of_several_days_is_held_on_the_first(tmp_path: Path, lead: str, above: str, held_on: date) -> None:
    assert read(tmp_path, "Hội nghị của Huyện ủy Hà Thanh", lead, above).held_on == held_on


@pytest.mark.parametrize(
    ("lead", "held_on"),
    [
        ("Chiều 29/6/2022, Thường trực HĐND huyện họp; kỳ họp sẽ diễn ra trong ngày 14/7/2022.", date(2022, 6, 29)),
        ("Thường trực HĐND huyện họp thống nhất kỳ họp thứ 4 sẽ khai mạc ngày 14/7/2022.", None),
        ("Thường trực HĐND huyện họp, dự kiến kỳ họp thứ 4 diễn ra ngày 14/7/2022.", None),
    ],
)
def test_a_coming_day_is_not_the_meetings(tmp_path: Path, lead: str, held_on: date | None) -> None:
    assert read(tmp_path, "Hội nghị của Huyện ủy Hà Thanh", lead).held_on == held_on


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
        ("Huyện ủy họp", "Sáng 1/7/2023, Huyện ủy họp đánh giá kết quả nửa năm.", "6 tháng đầu năm 2023"),
        ("Huyện ủy sơ kết công tác nửa năm", "Sáng 1/7/2023, Huyện ủy họp.", "6 tháng đầu năm 2023"),
        ("Huyện ủy họp", "Sáng 1/7/2023, Huyện ủy họp bàn nhiệm vụ nửa năm còn lại.", None),
        (
            "Huyện ủy sơ kết giữa nhiệm kỳ",
            "Sáng 5/7/2023, Huyện ủy họp đánh giá kết quả từ tháng 8/2020 đến tháng 6/2023.",
            "từ tháng 8/2020 đến tháng 6/2023",
        ),
        ("Huyện ủy họp", "Sáng 10/1/2023, Huyện ủy tổ chức hội nghị tổng kết công tác năm qua.", "năm 2022"),
        ("Huyện ủy họp", "Sáng 20/12/2022, Huyện ủy tổ chức hội nghị tổng kết công tác năm qua.", "năm 2022"),
        ("Huyện ủy họp", "Sáng 5/1/2023, Huyện ủy họp đánh giá kết quả tháng 12.", "tháng 12/2022"),
        ("Huyện ủy họp", "Sáng 5/10/2023, Huyện ủy họp bàn phương hướng năm 2024.", None),
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


KEPT = {
    "title": ["BIÊN BẢN", "Kỳ họp thứ tư HĐND xã Tân Phong khóa II, nhiệm kỳ 2021-2026"],
    "body": ["HĐND xã"],
    "level": ["HĐND xã"],
    "term": ["khóa II, nhiệm kỳ 2021-2026"],
    "session": ["Kỳ họp thứ tư"],
    "place": ["xã Tân Phong"],
    "commune": ["xã Tân Phong"],
    "district": ["huyện Hà Thanh"],
    "province": ["tỉnh Lam Châu"],
    "held_on": ["Sáng 8/7"],
    "published_on": ["10/07/2024"],
    "period": ["6 tháng đầu năm 2024"],
    "number": ["37/BB-HĐND"],
}
LEAD = (
    "Sáng 8/7, HĐND xã Tân Phong, huyện Hà Thanh, tỉnh Lam Châu họp, đánh giá kết quả 6 tháng đầu năm 2024. "
    "Ông Lê Văn Tám, Chủ tịch HĐND xã chủ tọa; kỳ họp thực hiện Nghị quyết số 13-NQ/HU của Huyện ủy."
)
WRITTEN = {
    ".txt": "10/07/2024 08:15\n\nSố: 37/BB-HĐND\n\nBIÊN BẢN\n{title}\n\n{lead}\n\n{rest}\n\nLan Chi\n",
    ".md": "10/07/2024 08:15\n\nSố: 37/BB-HĐND\n\n# BIÊN BẢN\n\n# {title}\n\n{lead}\n\n{rest}\n\n*Lan Chi*\n",
    ".html": (
        "<html><head><title>Trang tin</title></head><body><nav><a href='/'>Trang chủ</a></nav><div class='content'>"
        "<p>10/07/2024 08:15</p><p>Số: 37/BB-HĐND</p><p>BIÊN BẢN</p><h1>{title}</h1><p>{lead}</p><p>{rest}</p>"
        "<p>Lan Chi</p></div><footer>Bản quyền</footer></body></html>"
    ),
}


@pytest.mark.parametrize("suffix", WRITTEN)
class TestWhereItIsSaid:
    @pytest.fixture
    def report(self, tmp_path: Path, suffix: str) -> Report:
        content = WRITTEN[suffix].format(title=KEPT["title"][1], lead=LEAD, rest=REST)
        return read_file(tmp_path, content, suffix)

    def test_every_value_is_known_and_points_at_the_words_that_say_it(self, report: Report) -> None:
        assert {field: said(report, field) for field in KEPT} == KEPT
        assert {origin.field for origin in report.origins} == set(KEPT)
        assert all(getattr(report, field) is not None for field in KEPT)

    def test_people_and_documents_point_at_the_words_that_name_them(self, report: Report) -> None:
        (chair,) = report.participants
        (document,) = report.documents
        assert report.text[chair.start : chair.end] == chair.name == "Lê Văn Tám"
        assert report.text[document.start : document.end] == "Nghị quyết số 13-NQ/HU"


def test_a_value_that_is_not_known_has_no_origin(tmp_path: Path) -> None:
    report = read(tmp_path, "Kết quả công tác giảm nghèo ở các xã vùng cao", "Người dân xã Tân Phong trồng chè.")
    assert {origin.field for origin in report.origins} == {"title"}


def test_what_only_the_files_properties_say_has_an_origin_without_words(tmp_path: Path) -> None:
    front = "---\ntitle: Hội nghị Huyện ủy Hà Thanh lần thứ 12\ndate: 2022-12-22\n---\n\n"
    report = read_file(tmp_path, f"{front}Sáng 20/12, Huyện ủy Hà Thanh tổ chức hội nghị. {REST}\n", ".md")
    assert (report.title, report.published_on) == ("Hội nghị Huyện ủy Hà Thanh lần thứ 12", date(2022, 12, 22))
    assert (said(report, "title"), said(report, "published_on")) == ([None], [None])


PAGE = """<!DOCTYPE html><html><head><title>Huyện Hà Thanh</title>{head}</head><body>
<div id="top">{above}</div>
<div class="content"><h1>Hội nghị Huyện ủy Hà Thanh lần thứ 12</h1><div class="date">{below_title}</div>
<p>Sáng 20/12, Huyện ủy Hà Thanh tổ chức hội nghị. {rest}</p><p>{rest}</p><p>{rest}</p>{foot}</div></body></html>"""
CLOCK = "Thứ Hai, 03/03/2025 10:22:11"
LINKED = """<script type="application/ld+json">
{"@type": "NewsArticle", "dateModified": "2023-01-05", "datePublished": "2022-12-22T08:15:00+07:00"}</script>"""
PROPERTY = '<meta property="article:published_time" content="2022-12-22T08:15:00+07:00">'


def read_page(tmp_path: Path, *, head: str = "", above: str = "", below_title: str = "", foot: str = "") -> Report:
    content = PAGE.format(head=head, above=above, below_title=below_title, foot=foot, rest=REST)
    return read_file(tmp_path, content, ".html")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("22/12/2022", "22/12/2022"),
        ("Thứ năm, 22/12/2022 08:15", "Thứ năm, 22/12/2022"),
        ("22/12/2022 8:15:33 SA | Lượt xem: 340", "22/12/2022"),
        ("Ngày đăng: 22/12/2022", "22/12/2022"),
        ("Đăng ngày 22 Tháng Mười Hai, 2022", "ngày 22 Tháng Mười Hai, 2022"),
        ("Đăng ngày 22 Tháng Mười Hai, 2022 bởi admin | 0 bình luận", "ngày 22 Tháng Mười Hai, 2022"),
        ("Đăng ngày 22 Tháng 12, 2022", "ngày 22 Tháng 12, 2022"),
    ],
)
def test_the_line_below_a_pages_title_says_when_it_was_published(tmp_path: Path, line: str, words: str) -> None:
    report = read_page(tmp_path, below_title=line)
    assert (report.published_on, said(report, "published_on")) == (date(2022, 12, 22), [words])


@pytest.mark.parametrize(("month", "number"), [("Tư", 4), ("Mười", 10), ("Mười Một", 11), ("Mười Hai", 12)])
def test_months_in_words_are_read_whole(tmp_path: Path, month: str, number: int) -> None:
    assert read_page(tmp_path, below_title=f"Đăng ngày 22 Tháng {month}, 2023").published_on == date(2023, number, 22)


@pytest.mark.parametrize(
    "said_by",
    [
        {"below_title": "22/12/2022"},
        {"head": LINKED},
        {"head": PROPERTY},
    ],
    ids=["date line", "JSON-LD", "property"],
)
def test_the_clock_of_the_page_is_not_its_publication(tmp_path: Path, said_by: dict[str, str]) -> None:
    report = read_page(tmp_path, above=CLOCK, **said_by)
    assert (report.published_on, report.held_on) == (date(2022, 12, 22), date(2022, 12, 20))


def test_a_date_beside_the_byline_says_it_too(tmp_path: Path) -> None:
    report = read_page(tmp_path, foot="<p>Tác giả: Lan Chi</p><p>Ngày đăng: 22/12/2022</p>")
    assert report.published_on == date(2022, 12, 22)


def test_a_declared_day_that_the_page_shows_points_there(tmp_path: Path) -> None:
    shown = read_page(tmp_path, head=LINKED, below_title="22/12/2022 08:15")
    hidden = read_page(tmp_path, head=LINKED, below_title="Cập nhật: 23/12/2022")
    assert (shown.published_on, said(shown, "published_on")) == (date(2022, 12, 22), ["22/12/2022"])
    assert (hidden.published_on, said(hidden, "published_on")) == (date(2022, 12, 22), [None])


def test_a_day_of_change_is_no_publication(tmp_path: Path) -> None:
    changed = '<script type="application/ld+json">{"dateModified": "2023-01-05"}</script>'
    assert read_page(tmp_path, head=changed).published_on is None


def test_the_line_that_issues_a_document_is_no_publication_but_tells_the_year(tmp_path: Path) -> None:
    report = read(
        tmp_path,
        "Thông báo kết luận phiên họp UBND huyện Hà Thanh",
        "Sáng 20/12, UBND huyện họp.",
        above="Hà Thanh, ngày 22 tháng 12 năm 2022",
    )
    assert (report.published_on, report.held_on) == (None, date(2022, 12, 20))
