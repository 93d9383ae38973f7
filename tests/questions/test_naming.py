"""names_in: a question -> the people and places it names, without the words that open it."""

from __future__ import annotations

import pytest

from assistant.questions.naming import names_in


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
        ("Ông Lò Văn Tẻo phát biểu gì?", ("Lò Văn Tẻo",)),
        ("Thu ngân sách xã Ái Khê đạt bao nhiêu?", ("Ái Khê",)),
    ],
)
def test_a_name_within_a_question_stays_whole(question: str, names: tuple[str, ...]) -> None:
    assert names_in(question) == names
