"""at_two_times: a question that sets two times side by side -> what it asks of each."""

from __future__ import annotations

import pytest

from assistant.questions.times_apart import at_two_times


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        (
            "Thu ngân sách của Đồi Mây năm 2024 hơn năm 2023 như thế nào?",
            "Thu ngân sách của Đồi Mây năm 2024",
            "Thu ngân sách của Đồi Mây năm 2023",
        ),
        (
            "Số xã về đích của Đồi Mây hồi tháng 5/2018 với tháng 10/2019 chênh nhau thế nào?",
            "Số xã về đích của Đồi Mây hồi tháng 5/2018",
            "Số xã về đích của Đồi Mây tháng 10/2019",
        ),
        (
            "so ho ngheo doi may thang 5/2018 so voi 9 thang 2019 tang hay giam",
            "so ho ngheo doi may thang 5/2018",
            "so ho ngheo doi may 9 thang 2019",
        ),
        (
            "Diện tích rừng từ giữa 2018 tới giữa 2023 ở Đồi Mây?",
            "Diện tích rừng từ giữa 2018 ở Đồi Mây",
            "Diện tích rừng giữa 2023 ở Đồi Mây",
        ),
        ("Budget revenue in 2023 versus 2024 in Đồi Mây", "Budget revenue in 2023 in Đồi Mây", ""),
    ],
)
def test_each_time_is_asked_about_alone(question: str, first: str, second: str) -> None:
    alone = at_two_times(question)
    assert alone[0] == first
    assert alone[1] == second or (not second and "2024" in alone[1] and "2023" not in alone[1])


@pytest.mark.parametrize(
    "question",
    [
        "Thu ngân sách năm 2024 so với cùng kỳ tăng mấy phần trăm?",
        "Nhiệm kỳ 2020-2025 thu bao nhiêu?",
        "Năm 2023 họp mấy lần, năm 2024 họp ở đâu?",  # nothing sets them side by side
        "So sánh thu ngân sách năm 2022, năm 2023 và năm 2024",  # three
        "Cuối tháng 9 tới giữa tháng 10/2024 tăng bao nhiêu?",  # one has no year
    ],
)
def test_other_times_are_not_set_apart(question: str) -> None:
    assert at_two_times(question) == ()
