"""demanding: a Query and a clause's words -> whether they leave untold what the question demands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.demanding import leaves_untold, tells_a_name
from assistant.domain import AnswerKind
from tests.answering.building import make_query
from tests.reports import make_report

REPORT = make_report("Huyện ủy họp.", place="huyện Đồi Mây")
# A question, its kind, words that leave it open, words that answer it.
CASES: list[tuple[str, AnswerKind, str, str]] = [
    ("Vì sao bí thư xin thôi chức?", "person", "Bí thư chủ trì hội nghị", "Bí thư xin thôi chức vì lý do sức khỏe"),
    ("vi sao giai ngan cham", "limitation", "Giải ngân đạt 30%", "Giải ngân chậm do vướng mặt bằng"),
    ("Sao điện ở thôn cứ chập chờn?", "limitation", "Đại biểu hỏi vì sao điện chập chờn", "Do trạm biến áp quá tải"),
    ("Why was the dam late?", "limitation", "Đập đạt 40% khối lượng", "Đập chậm do thiếu vốn"),
    ("Nhà máy bị phạt bao nhiêu?", "figure", "Nhà máy phát sinh 34 triệu đồng", "Xử phạt nhà máy 34 triệu đồng"),
    ("Cả nước giải ngân bao nhiêu phần trăm?", "figure", "Giải ngân đạt 53%", "Giải ngân đạt 53%, cả nước đạt 60%"),
    ("Giá lúa bao nhiêu?", "figure", "Lúa đạt 6,5 tấn/ha", "Lúa bán với giá 7.900 đồng/kg"),
    ("Thưởng bao nhiêu tiền một hộ?", "figure", "Thưởng 90 triệu đồng", "Thưởng mỗi hộ 2 triệu đồng"),
    ("Thực tế thu được bao nhiêu?", "figure", "Phấn đấu thu 65 tỷ đồng", "Thu được 61 tỷ đồng"),
    ("Tỉnh có duyệt tiền xây kè không?", "yesno", "Xã kiến nghị tỉnh xây kè", "Tỉnh đồng ý xây kè theo kiến nghị"),
    (
        "Ba dự án chậm là những dự án nào?",
        "list",
        "Có 3 dự án chậm",
        "Ba dự án chậm: cầu Rạng, đường Đá Mài, kè Tân Mỹ",
    ),
    ("Kể tên 15 công ty nợ thuế", "list", "Nợ thuế tập trung ở 15 công ty", "15 công ty nợ thuế gồm May Hoàng Tú …"),
    ("Nhà máy đặt ở xã nào?", "place", "Huyện kêu gọi đầu tư nhà máy", "Nhà máy đặt tại xã Ái Khê"),
    ("Công ty nào trúng thầu?", "list", "Nhà thầu hứa xong trong quý", "Công ty Hoàng Tú Phát trúng thầu"),
    ("Trong 14 em bỏ học mấy em trở lại?", "count", "Có 14 em bỏ học", "Đã đưa 9 em trở lại lớp"),
    ("Sửa bể lọc tốn bao nhiêu?", "figure", "Sửa 5 bể lọc", "Sửa bể lọc hết 3 tỷ đồng"),
    ("Hộ nghèo hiện nay còn bao nhiêu phần trăm?", "figure", "Hộ nghèo không dưới 2%", "Hộ nghèo còn 2%"),
    (
        "Trong số 58 giải có mấy giải nhất?",
        "count",
        "Học sinh giành 58 giải, tăng 11",
        "Có 58 giải, trong đó 9 giải nhất",
    ),
    ("Nợ thuế tăng thêm bao nhiêu?", "figure", "Nợ thuế lên tới 44 tỷ đồng", "Nợ thuế tăng 4 tỷ đồng"),
    ("Tiền hỗ trợ cho mỗi con lợn bị hủy là bao nhiêu?", "figure", "Hỗ trợ 40 hộ", "Hỗ trợ mỗi con 900 nghìn đồng"),
    ("Đơn vị nào thi công đập?", "person", "Ông Tư hỏi về đập", "Công ty Hoàng Tú thi công đập"),
    ("Nhà thầu bỏ dở đập tên gì?", "person", "Nhà thầu bỏ dở đập trước Tết Nguyên đán", "Công ty Hoàng Tú bỏ dở đập"),
    ("Đồi Mây gộp từ những xã nào?", "list", "Xã Ái Khê về đích", "Nhập ba xã Ái Khê, Bản Sen và Cao Lãng"),
    ("Ai trả lời chất vấn về đập?", "person", "Bà Tư chất vấn về đập", "Ông Ba trả lời về đập"),
    ("Vụ hè thu gieo bao nhiêu ha?", "figure", "Vụ đông xuân gieo 412 ha", "Vụ hè thu gieo 380 ha"),
    (
        "Hội nghị họp đúng ngày nào?",
        "date",
        "Đảng ủy vừa họp sơ kết quý I/2026",
        "Ngày 7/4, Đảng ủy họp sơ kết quý I/2026",
    ),
    ("Kỳ họp khai mạc hôm nào?", "date", "Công bố trong 15 ngày kể từ khi duyệt", "Kỳ họp khai mạc ngày 12 tháng 7"),
    ("họp tổng kết ngày nào", "date", "Vừa qua Thị ủy họp tổng kết năm 2019", "Chiều ngày mùng 8, Thị ủy họp tổng kết"),
    (
        "Ngoài ông Lê Văn Tư, vị phó chủ tịch còn lại tên gì?",
        "person",
        "Ông Lê Văn Tư, Phó Chủ tịch đọc báo cáo",
        "Bà Đào Thị Én, Phó Chủ tịch vắng mặt",
    ),
    ("Huyện thiếu bao nhiêu giáo viên?", "count", "Đàn lợn có 38.500 con", "Huyện còn thiếu 64 giáo viên"),
]


@pytest.mark.parametrize(
    "question",
    ["Sản lượng của xã Hòa Thượng là bao nhiêu?", "Đến tháng 9 trồng được bao nhiêu?", "Hết quý I bao nhiêu?"],
)
def test_words_that_fold_to_reward_pay_and_spend_ask_for_no_money(question: str) -> None:
    assert not leaves_untold(replace(make_query(question), kind="figure"), "Đạt 2.310 tấn", REPORT)


@pytest.mark.parametrize(("question", "kind", "open_", "told"), CASES)
def test_what_a_question_demands_must_be_told(question: str, kind: AnswerKind, open_: str, told: str) -> None:
    query = replace(make_query(question), kind=kind)
    assert leaves_untold(query, open_, REPORT)
    assert not leaves_untold(query, told, REPORT)


@pytest.mark.parametrize(
    ("question", "kind", "text"),
    [
        ("Thu ngân sách đạt bao nhiêu phần trăm?", "figure", "Thu ngân sách đạt 53% dự toán"),  # no sum is asked for
        ("Có bao nhiêu người dự?", "count", "Cùng dự có 36 đồng chí"),  # people are counted under many names
        ("How many teachers are missing?", "count", "Còn thiếu 64 giáo viên"),  # the noun is of another language
        ("Có mấy hộ nghèo?", "count", "Hộ nghèo (hộ) | 64"),  # a row has its unit in its head
        ("Ai chủ trì hội nghị?", "person", "Đồng chí Lê Văn Tư chủ trì hội nghị"),
        ("Huyện nào kêu gọi đầu tư?", "place", "Kêu gọi đầu tư nhà máy"),  # the report is of one
        ("Họp ngày 4 tháng 4 ở phòng nào?", "place", "Họp tại phòng họp số 2"),  # a month counts no rooms
        ("Đại hội điểm ở phường nào?", "place", "Chỉ đạo đại hội điểm Phường 2"),  # a number is its name
        ("Ai trình danh sách 22 hẻm?", "list", "Ông Tư trình danh mục 22 hẻm"),  # somebody is asked for
        ("Ba vị phó chủ tịch là những ai?", "person", "Có 3 phó chủ tịch"),  # people are another rule's
    ],
)
def test_what_leaves_nothing_untold(question: str, kind: AnswerKind, text: str) -> None:
    assert not leaves_untold(replace(make_query(question), kind=kind), text, REPORT)


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("xã Ái Khê về đích", True),
        ("xã Đồi Mây về đích", False),  # the question has it
        ("ông Lê Văn Tư phát biểu", False),  # a person
        ("cả 3 xã về đích", False),
    ],
)
def test_a_name_is_told_that_is_new_and_no_persons(text: str, tells: bool) -> None:
    query = replace(make_query("Xã nào quanh Đồi Mây về đích?"), names=("Đồi Mây",))
    assert tells_a_name(query, text) == tells
