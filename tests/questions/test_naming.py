"""names_in: a question -> the people and places it names, without the words that open it."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.questions.naming import named_time, names_in


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Did Lê Văn Tư chair it?", ("Lê Văn Tư",)),
        ("When did Lê Văn Tư speak?", ("Lê Văn Tư",)),
        ("After Lê Văn Tư spoke, who did?", ("Lê Văn Tư",)),
        ("Had Hòa Lũng commune finished?", ("Hòa Lũng",)),
        ("Was Bản Lẫm commune first?", ("Bản Lẫm",)),
        ("In Ái Khê commune, who chaired?", ("Ái Khê",)),
        ("Why Hoàng Gia Phát?", ("Hoàng Gia Phát",)),
    ],
)
def test_an_english_word_that_opens_a_question_is_no_part_of_a_name(question: str, names: tuple[str, ...]) -> None:
    assert names_in(question) == names


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Sau Tết Bính Thân xã nào họp?", ("Tết Bính Thân",)),
        ("Ai chủ trì (Sau Tết Bính Thân xã Ái Khê họp)", ("Ái Khê", "Tết Bính Thân")),
        ("“Sau Tết Bính Thân” là gì?", ("Tết Bính Thân",)),
        ("Nêu rõ: Sau Tết Bính Thân ai họp?", ("Tết Bính Thân",)),
        ("Ai chủ trì? Sau Tết Bính Thân ai họp?", ("Tết Bính Thân",)),
        ("Ai dự (Trước Tết)", ()),
    ],
)
def test_the_word_that_begins_a_sentence_or_a_context_is_no_part_of_a_name(
    question: str, names: tuple[str, ...]
) -> None:
    assert names_in(question) == names


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Nhà thầu Hoàng Gia Phát nộp bao nhiêu?", ("Hoàng Gia Phát",)),
        ("NS xã Ái Khê T9/2022 thu bn?", ("Ái Khê",)),  # a month in short
        ("What did the Hòa Lũng Fatherland Front report?", ("Hòa Lũng",)),
        ("Who asked the Hòa Lũng People's Committee?", ("Hòa Lũng",)),
        ("Ông Lò Văn Tẻo phát biểu gì?", ("Lò Văn Tẻo",)),
        ("Thu ngân sách xã Ái Khê đạt bao nhiêu?", ("Ái Khê",)),
    ],
)
def test_a_name_within_a_question_stays_whole(question: str, names: tuple[str, ...]) -> None:
    assert names_in(question) == names


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("Họp ngày 30/9/2025 do ai chủ trì?", date(2025, 9, 30), date(2025, 9, 30)),
        # What is due by a day was told in the year up to it.
        ("Việc gì phải xong trước ngày 30/9/2025?", date(2024, 9, 30), date(2025, 9, 30)),
        ("viec gi cham nhat 30/9/2025 phai xong", date(2024, 9, 30), date(2025, 9, 30)),
        ("What is due by 30/9/2025?", date(2024, 9, 30), date(2025, 9, 30)),
        ("Xã nào phải xong trước tháng 9/2025?", date(2024, 9, 1), date(2025, 9, 30)),
        ("Cuộc họp trước Tết, ngày 30/9/2025, do ai chủ trì?", date(2025, 9, 30), date(2025, 9, 30)),
    ],
)
def test_what_is_due_by_a_day_was_told_before(question: str, first: date, last: date) -> None:
    assert named_time(question) == (first, last)


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("Tới 10/8/2020 đã chi trả mấy tỷ?", date(2020, 8, 10), date(2020, 9, 10)),
        ("Đến hết ngày 30/6/2024 thu được bao nhiêu?", date(2024, 6, 30), date(2024, 7, 31)),
        ("How much had been handed over by 10 August 2020?", date(2019, 8, 11), date(2020, 9, 10)),
        ("Họp từ ngày 21/7/2020 đến 23/7/2020?", date(2020, 7, 21), date(2020, 7, 23)),
    ],
)
def test_what_is_counted_up_to_a_day_is_told_within_a_month(question: str, first: date, last: date) -> None:
    assert named_time(question) == (first, last)


@pytest.mark.parametrize(
    ("question", "name"),
    [("Who was Nậm Khoang's secretary?", "Nậm Khoang"), ("Họp UBND xã Diên Trúc T10/2016?", "Diên Trúc")],
)
def test_a_name_ends_before_a_genitive_and_a_month_in_short(question: str, name: str) -> None:
    assert names_in(question) == (name,)
