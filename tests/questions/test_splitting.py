"""halves: a question that asks two things -> its two halves, each of which asks for something."""

from __future__ import annotations

import pytest

from assistant.questions.splitting import halves


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("Ai chủ trì hội nghị và hội nghị họp ở đâu?", "Ai chủ trì hội nghị", "hội nghị họp ở đâu?"),
        ("Họp ngày nào rồi kết luận gì", "Họp ngày nào", "kết luận gì"),
        ("Có mấy xã đạt chuẩn đồng thời giải ngân bao nhiêu?", "Có mấy xã đạt chuẩn", "giải ngân bao nhiêu?"),
        ("Vì sao giải ngân chậm và giải pháp ra sao?", "Vì sao giải ngân chậm", "giải pháp ra sao?"),
        ("Tóm tắt hội nghị và cho biết ai chủ trì", "Tóm tắt hội nghị", "cho biết ai chủ trì"),
        ("Nêu hạn chế và nêu nhiệm vụ của xã Bản Lẫm", "Nêu hạn chế", "nêu nhiệm vụ của xã Bản Lẫm"),
        ("ai chu tri hoi nghi va hoi nghi hop o dau", "ai chu tri hoi nghi", "hoi nghi hop o dau"),
        ("vi sao giai ngan cham, giai phap the nao", "vi sao giai ngan cham", "giai phap the nao"),
        ("thu NSNN h. Đồi Mây đạt bn và ai báo cáo?", "thu NSNN h. Đồi Mây đạt bn", "ai báo cáo?"),
        ("thu nsnn dat bn va chi dc bn", "thu nsnn dat bn", "chi dc bn"),
        ("Who chaired the meeting and what was decided?", "Who chaired the meeting", "what was decided?"),
        ("When was it held, and who attended?", "When was it held", "who attended?"),
        ("How much was collected and how many communes joined?", "How much was collected", "how many communes joined?"),
    ],
)
def test_each_half_that_asks_is_a_question_of_its_own(question: str, first: str, second: str) -> None:
    assert halves(question) == (first, second)


@pytest.mark.parametrize(
    ("between", "second"),
    [
        ("? ", "Ai báo cáo?"),
        ("; ", "ai báo cáo?"),
        (". ", "Ai báo cáo?"),
        ("? Và ", "ai báo cáo?"),
        (", ", "ai báo cáo?"),
        (", còn ", "ai báo cáo?"),
        (", và ", "ai báo cáo?"),
        (" và ", "ai báo cáo?"),
    ],
)
def test_what_stands_between_the_halves_is_in_neither(between: str, second: str) -> None:
    assert halves(f"Thu ngân sách đạt bao nhiêu{between}{second}") == ("Thu ngân sách đạt bao nhiêu", second)


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("Ai báo cáo và ai kết luận; kết luận gì?", "Ai báo cáo và ai kết luận", "kết luận gì?"),
        ("Ai dự, ai vắng và họp ở đâu?", "Ai dự, ai vắng", "họp ở đâu?"),
    ],
)
def test_of_several_places_to_split_the_surest_is_taken(question: str, first: str, second: str) -> None:
    assert halves(question) == (first, second)


@pytest.mark.parametrize(
    "question",
    [
        "Ai chủ trì hội nghị?",
        "Ai?",
        "Thu và chi ngân sách đạt bao nhiêu?",
        "Nêu hạn chế và nhiệm vụ của hội nghị",
        "Hội nghị của Đồi Mây, Suối Bạc bàn gì?",
        "Đồng chí Lê Văn Tư, Bí thư Huyện ủy, phát biểu gì?",
        "thu va chi ngan sach dat bao nhieu",
        "What is the revenue and expenditure?",
        "Xã Ái Khê và xã Bản Lẫm làm gì?",  # Ái is not "ai"
        "Thu đạt 9,5 tỷ và chi 3.200 triệu do đâu?",
    ],
)
def test_a_half_that_asks_nothing_is_no_question(question: str) -> None:
    assert halves(question) is None


@pytest.mark.parametrize(
    "question",
    [
        "Hội nghị họp ngày nào, tháng nào?",
        "hop ngay nao, thang nao",
        "Hội nghị họp lúc mấy giờ và vào ngày nào?",
        "Thành phần dự gồm ai và ai?",
        "Chủ tịch là ai, là những ai?",
        "Hội nghị có mấy thôn, mấy xã?",
        "Ai chủ trì hội nghị? Có ai biết không?",
        "Ai chủ trì hội nghị? Kể tôi nghe",
        "ai chu tri hoi nghi? cho toi biet",
    ],
)
def test_what_asks_the_same_again_is_no_second_question(question: str) -> None:
    assert halves(question) is None


@pytest.mark.parametrize(
    "question",
    [
        "Thông qua những nghị quyết nào và mỗi nghị quyết có bao nhiêu phiếu?",
        "Mấy xã đạt chuẩn, từng xã được bao nhiêu tiền?",
        "Which communes joined and each got how much?",
    ],
)
def test_what_is_asked_of_each_thing_told_goes_with_it(question: str) -> None:
    assert halves(question) is None
