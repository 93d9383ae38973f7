"""sides: a question that compares -> what it asks of each place or person alone."""

from __future__ import annotations

import pytest

from assistant.questions.sides import MOST, sides
from tests.reports import make_summary

PLACES = ("Đồi Mây", "Suối Bạc", "Ea Kiết", "Hoa Đồng", "Khe Vắng")
LIBRARY = tuple(make_summary(name, place=f"huyện {name}", chairs=("Lê Văn Tư", "Đào Thị Én")) for name in PLACES)


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        (
            "So sánh thu ngân sách của Đồi Mây và Suối Bạc",
            "thu ngân sách của Đồi Mây",
            "thu ngân sách của Suối Bạc",
        ),
        (
            "So sánh thu ngân sách của huyện Đồi Mây với huyện Suối Bạc",
            "thu ngân sách của huyện Đồi Mây",
            "thu ngân sách của huyện Suối Bạc",
        ),
        (
            "So sánh số thuế Hoàng Gia Phát nộp cho Đồi Mây và Suối Bạc",
            "số thuế Hoàng Gia Phát nộp cho Đồi Mây",
            "số thuế Hoàng Gia Phát nộp cho Suối Bạc",
        ),
        ("so sanh thu ngan sach doi may voi suoi bac", "thu ngan sach doi may", "thu ngan sach suoi bac"),
        ("thu NSNN h. Đồi Mây vs h. Suối Bạc", "thu NSNN h. Đồi Mây", "thu NSNN h. Suối Bạc"),
        ("thu nsnn h Doi May so voi h Suoi Bac", "thu nsnn h Doi May", "thu nsnn h Suoi Bac"),
        ("Revenue of Doi May and Suoi Bac", "Revenue of Doi May", "Revenue of Suoi Bac"),
        ("So sánh số phiếu của Lê Văn Tư và Đào Thị Én", "số phiếu của Lê Văn Tư", "số phiếu của Đào Thị Én"),
        ("so sanh so phieu cua le van tu voi dao thi en", "so phieu cua le van tu", "so phieu cua dao thi en"),
    ],
)
def test_the_second_side_keeps_the_words_before_the_first(question: str, first: str, second: str) -> None:
    assert sides(question, LIBRARY) == (first, second)


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        (
            "Đồi Mây hay Suối Bạc có độ che phủ rừng cao hơn?",
            "Đồi Mây có độ che phủ rừng",
            "Suối Bạc có độ che phủ rừng",
        ),
        ("So sánh Đồi Mây với Suối Bạc về thu ngân sách", "Đồi Mây về thu ngân sách", "Suối Bạc về thu ngân sách"),
        ("doi may hay suoi bac tieu von nhanh hon", "doi may tieu von", "suoi bac tieu von"),
        (
            "Does Doi May or Suoi Bac have more forest?",
            "Does Doi May have more forest",
            "Does Suoi Bac have more forest",
        ),
        ("Lê Văn Tư hay Đào Thị Én giữ chức Bí thư?", "Lê Văn Tư giữ chức Bí thư", "Đào Thị Én giữ chức Bí thư"),
    ],
)
def test_the_first_side_gets_the_words_behind_the_second(question: str, first: str, second: str) -> None:
    assert sides(question, LIBRARY) == (first, second)


@pytest.mark.parametrize(
    "question",
    [
        "Độ che phủ rừng của Đồi Mây và Suối Bạc, nơi nào cao hơn?",
        "Độ che phủ rừng của Đồi Mây và Suối Bạc bên nào thấp hơn?",
        "Độ che phủ rừng của Đồi Mây so với Suối Bạc chênh nhau thế nào?",
        "Độ che phủ rừng của Đồi Mây và Suối Bạc: huyện nào nhiều hơn?",
        "So sánh độ che phủ rừng của Đồi Mây với Suối Bạc thì sao?",
    ],
)
def test_no_side_is_asked_who_wins(question: str) -> None:
    asked = tuple(side.lower() for side in sides(question, LIBRARY))
    assert asked == ("độ che phủ rừng của đồi mây", "độ che phủ rừng của suối bạc")


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        (
            "Thu ngân sách Đồi Mây năm 2021 và Suối Bạc năm 2022 chênh nhau thế nào?",
            "Thu ngân sách Đồi Mây năm 2021",
            "Thu ngân sách Suối Bạc năm 2022",
        ),
        (
            "So sánh hội nghị Đồi Mây ngày 5/9/2022 với Suối Bạc ngày 4/10/2022",
            "hội nghị Đồi Mây ngày 5/9/2022",
            "hội nghị Suối Bạc ngày 4/10/2022",
        ),
        (
            "thu ngan sach doi may nam 2021 va suoi bac nam 2022",
            "thu ngan sach doi may nam 2021",
            "thu ngan sach suoi bac nam 2022",
        ),
        (
            "So sánh thu ngân sách 8 tháng năm 2022 của Đồi Mây với Suối Bạc",
            "thu ngân sách 8 tháng năm 2022 của Đồi Mây",
            "thu ngân sách 8 tháng năm 2022 của Suối Bạc",
        ),
        (
            "Năm 2022, thu ngân sách Đồi Mây và Suối Bạc bên nào cao hơn?",
            "Năm 2022, thu ngân sách Đồi Mây",
            "Năm 2022, thu ngân sách Suối Bạc",
        ),
    ],
)
def test_a_side_has_its_own_time_or_else_that_before_the_first(question: str, first: str, second: str) -> None:
    assert sides(question, LIBRARY) == (first, second)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("So sánh thu ngân sách của Đồi Mây, Suối Bạc và Ea Kiết", PLACES[:3]),
        ("So sanh thu ngan sach cua Doi May, Suoi Bac va Hoa Dong", ("Doi May", "Suoi Bac", "Hoa Dong")),
        (f"So sánh thu ngân sách của {', '.join(PLACES)}", PLACES[:MOST]),
    ],
)
def test_of_more_than_two_each_is_asked_of_without_the_others_up_to_the_most(
    question: str, named: tuple[str, ...]
) -> None:
    asked = sides(question, LIBRARY)
    assert [[name for name in (*named, PLACES[-1]) if name in side] for side in asked] == [[name] for name in named]
    assert all("ngân sách" in side or "ngan sach" in side for side in asked)


@pytest.mark.parametrize(
    "question",
    [
        "Thu ngân sách của Đồi Mây đạt bao nhiêu?",
        "So sánh thu ngân sách của hai huyện",
        "So sánh thu ngân sách Đồi Mây năm 2021 và năm 2022",
        "So sánh thu ngân sách Đồi Mây với cả tỉnh",
        "So sánh thu ngân sách Đồi Mây với huyện Bản Lẫm",  # the library has no report of it
        "Đồi Mây so với Đồi Mây",
    ],
)
def test_one_subject_has_no_sides(question: str) -> None:
    assert sides(question, LIBRARY) == ()
