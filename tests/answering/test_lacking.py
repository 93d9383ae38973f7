"""lacks: a Query and a clause's words -> whether they lack all that could be the kind of answer wanted."""

from __future__ import annotations

import pytest

from assistant.answering.lacking import lacks
from assistant.answering.wanted import wanted
from assistant.domain import AnswerKind
from tests.answering.building import frequencies_of, make_query


def is_lacking(question: str, kind: AnswerKind, text: str, *facets: str) -> bool:
    query = make_query(question, kind)
    return lacks(query, wanted(query, frequencies_of(())), text, frozenset(facets))


@pytest.mark.parametrize(
    ("question", "kind", "text", "lacking"),
    [
        ("Ai chủ trì?", "person", "Đồng chí Lê Văn Tư chủ trì", False),
        ("Ai chủ trì?", "person", "Hội nghị thống nhất cao", True),
        ("Who chaired the meeting?", "person", "Hội nghị thống nhất cao", True),
        ("Ai, đơn vị nào chủ trì?", "person", "Phòng Nông nghiệp chủ trì", False),
        ("Họp khi nào?", "date", "Họp ngày 5/9/2022", False),
        ("Họp khi nào?", "date", "Xong trong tháng 8 năm 2022", False),
        ("Họp khi nào?", "date", "Bắt đầu lúc 7h", False),
        ("Họp khi nào?", "date", "Xong trong quý II", False),
        ("Họp khi nào?", "date", "Xong trong tuần tới", False),
        ("Họp khi nào?", "date", "Có từ 1998", False),
        ("Họp khi nào?", "date", "Thu được 65 tỷ đồng", True),
        ("Họp ở đâu?", "place", "Họp tại hội trường", False),
        ("Họp ở đâu?", "place", "Xã Ái Khê trồng rừng", False),
        ("Họp ở đâu?", "place", "Thôn Én trồng rừng", False),
        ("Họp ở đâu?", "place", "Mọi người trồng rừng", True),
        ("Họp ở đâu?", "place", "Tài sản tăng", True),  # "tài" is not "tại"
        ("Ông ấy quê ở đâu?", "place", "Ông Lê Văn Tư làm việc tại xã Ái Khê", True),
        ("Ông ấy quê ở đâu?", "place", "Ông Lê Văn Tư quê xã Ái Khê", False),
        ("Ông ấy quê ở đâu?", "place", "Ở xã Ái Khê phát sinh dịch", True),  # "phát sinh" tells of no birth
        ("Công ty may ở chỗ nào?", "place", "Công ty may Hoàng Tú có 34 ca", False),  # a name, if of no place
        ("Xã phải xong trước ngày nào?", "date", "Xã đạt chuẩn trước 30/11", False),
        ("Xã phải xong trước ngày nào?", "date", "Xã đạt 16/19 tiêu chí", True),
        ("Khi nào nạo vét suối?", "date", "Nạo vét suối trước mùa mưa", False),
        ("Kế hoạch là cho những năm nào?", "date", "Kế hoạch 5 năm giai đoạn 2021-2025", False),
        ("Kế hoạch được duyệt khi nào?", "date", "Kế hoạch 5 năm giai đoạn 2021-2025", True),
        ("Kéo nước máy về ấp tốn bao nhiêu tiền?", "figure", "230 hộ chưa có nước máy", True),
        ("Mỗi tấn bán được mấy đô?", "figure", "Xuất khẩu 51.200 tấn", True),
        ("Mỗi tấn bán được mấy đô?", "figure", "Giá bình quân 5.380 USD/tấn", False),
        ("Đăng ký bao nhiêu vốn?", "figure", "Bàn giao 11 ha", True),
        ("Trồng được bao nhiêu ha rừng?", "figure", "Trồng 30 ha", False),
        ("Trồng được bao nhiêu ha rừng?", "figure", "Rừng | 30", False),  # a table tells its units elsewhere
        ("Trồng được bao nhiêu ha rừng?", "figure", "Trồng nhiều rừng", True),
        ("Trồng được bao nhiêu ha rừng?", "figure", "Chi 30 tỷ đồng", True),
        ("Có mấy xã đạt chuẩn?", "count", "Có 4 xã đạt chuẩn", False),
        ("Có mấy xã đạt chuẩn?", "count", "Các xã đều đạt chuẩn", True),
        ("So sánh thu ngân sách", "comparison", "Thu đạt 65 tỷ đồng", False),
        ("So sánh thu ngân sách", "comparison", "Thu tăng mạnh", True),
        ("Nhiệm vụ là gì?", "task", "Trồng rừng", False),
        ("Tóm tắt hội nghị", "summary", "Trồng rừng", False),
        ("Có phải rừng tăng?", "yesno", "Trồng rừng", False),
    ],
)
def test_a_clause_lacks_what_its_question_wants(question: str, kind: AnswerKind, text: str, lacking: bool) -> None:
    assert is_lacking(question, kind, text) == lacking


@pytest.mark.parametrize(
    ("question", "kind", "facet", "lacking"),
    [
        ("Ai viết bài?", "person", "author", False),
        ("Ai viết bài?", "person", "chair", True),
        ("Họp xong lúc mấy giờ?", "date", "ended", False),
        ("Đăng khi nào?", "date", "published", False),
        ("Họp khi nào?", "date", "author", True),
    ],
)
def test_what_was_read_as_the_answer_need_not_look_like_one(
    question: str, kind: AnswerKind, facet: str, lacking: bool
) -> None:
    assert is_lacking(question, kind, "Mây trôi", facet) == lacking


@pytest.mark.parametrize(
    ("text", "lacking"),
    [("Huyện đứng thứ nhất toàn tỉnh", False), ("Huyện dẫn đầu toàn tỉnh", False), ("Huyện có nhiều cố gắng", True)],
)
def test_a_rank_is_told_in_words(text: str, lacking: bool) -> None:
    assert is_lacking("Huyện xếp thứ mấy toàn tỉnh?", "figure", text) == lacking
    assert is_lacking("Thu ngân sách đạt bao nhiêu?", "figure", text)


@pytest.mark.parametrize(
    ("question", "text", "lacking"),
    [
        ("Ba dự án chậm tiến độ là những dự án nào?", "Còn 3 dự án chậm tiến độ", True),
        ("Ba dự án chậm tiến độ là những dự án nào?", "Đồng chí Lê Văn Tư phê bình 3 dự án chậm tiến độ", True),
        ("Ba dự án chậm tiến độ là những dự án nào?", "Chậm nhất là cầu Vực Tôm, đường Bãi Dâu", False),
        ("Hai xã nào chưa đạt chuẩn?", "Còn hai xã chưa đạt chuẩn", True),
        ("hai xa nao chua dat chuan", "Hai xã chưa đạt là Long Sa và Hải Lộ", False),
        ("Hai thôn nào được công nhận?", "Công nhận thôn Nà Khuổi, thôn Én", False),
        ("Kể tên bốn xã đã đạt chuẩn của huyện Ái Khê", "Huyện Ái Khê có 4 xã đạt chuẩn", True),
        (
            "Liệt kê các đơn vị chậm giải ngân",
            "Còn hai đơn vị chậm giải ngân",
            False,
        ),  # nobody knows how many there are
    ],
)
def test_names_of_so_many_things_are_not_told_by_their_number(question: str, text: str, lacking: bool) -> None:
    query = make_query(question)
    assert query.kind in ("list", "place", "comparison", "none", "count")
    assert lacks(query, wanted(query, frequencies_of(())), text, frozenset()) == lacking


@pytest.mark.parametrize(
    ("question", "text", "lacking"),
    [
        ("Dịch sởi làm bao nhiêu người tử vong?", "Xảy ra một ổ dịch sởi với 17 người mắc", True),
        ("Dịch sởi làm bao nhiêu người tử vong?", "Hai người chết vì sởi", False),
        ("How many people died of measles?", "Có 17 ca mắc sởi", True),
        ("Xã chi ngân sách được bao nhiêu tỷ?", "Thu ngân sách 2,37 tỷ đồng", True),
        ("Xã chi ngân sách được bao nhiêu tỷ?", "Chi ngân sách 2,12 tỷ đồng", False),
        ("Nợ đọng xây dựng cơ bản còn bao nhiêu tỷ?", "Vốn xây dựng cơ bản là 131 tỷ đồng", True),
        ("Nợ đọng xây dựng cơ bản còn bao nhiêu tỷ?", "Nợ xây dựng cơ bản còn 21,7 tỷ đồng", False),
        ("Các hộ được đền bù bao nhiêu?", "Còn 23 hộ chưa nhận tiền đền bù", True),
        ("Các hộ được đền bù bao nhiêu?", "Các hộ nhận 240 triệu đồng tiền đền bù", False),
        ("How many thefts were there?", "Thu ngân sách đạt 18,7 tỷ đồng", True),
        ("How many thefts were there?", "Xảy ra 5 vụ trộm", False),
    ],
)
def test_a_number_of_something_else_is_none(question: str, text: str, lacking: bool) -> None:
    query = make_query(question)
    assert query.kind in ("figure", "count")
    assert lacks(query, wanted(query, frequencies_of(())), text, frozenset()) == lacking
