"""sentences and clauses: spans that read well as quotations."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.vietnamese.sentences import clauses, sentences, whole_words
from assistant.vietnamese.unicode import normalize

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "reports" / "seeds"


def read_sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def read_clauses(text: str) -> list[str]:
    return [text[start:end] for start, end in clauses(text, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Đoàn đi TP. Hồ Chí Minh và TX. Bình Lâm.",
        "Trồng được 3.772 ha rừng.",
        "Theo Nghị quyết số 13-NQ/HU của Huyện ủy.",
        "ThS. Nguyễn Văn An, PGS.TS. Lê Bình dự.",
        "Sáng 29.6 hội nghị họp.",
        "Không để phát sinh vi phạm...đã được xử lý.",
        "Ông Nguyễn V. An phát biểu.",
        "1. Về kinh tế",
        "II. Nhiệm vụ",
        "Trung tâm công bố tại trang donmay.gov.vn ngày 3/4.",
        "Nêu rõ: khó khăn.../.",
    ],
)
def test_one_sentence_stays_whole(text: str) -> None:
    assert read_sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thu đạt 30 tỷ. 6 tháng đầu năm tốt.", ["Thu đạt 30 tỷ.", "6 tháng đầu năm tốt."]),
        ("Đạt 85,5%. Trong đó có xã Mây.", ["Đạt 85,5%.", "Trong đó có xã Mây."]),
        ("Xong việc./. Tin: Lan Anh", ["Xong việc./.", "Tin: Lan Anh"]),
        ("Giữ vững gia cầm… Chương trình tốt.", ["Giữ vững gia cầm…", "Chương trình tốt."]),
        ("Ổn định nhân dân.... Chất lượng tốt", ["Ổn định nhân dân....", "Chất lượng tốt"]),
        ("Trật tự ổn định.Công tác Đảng tốt.", ["Trật tự ổn định.", "Công tác Đảng tốt."]),
        ("Tiêu đề hội nghị\n\nNội dung", ["Tiêu đề hội nghị", "Nội dung"]),
        ("- Thu đạt khá.\n• Chi đúng.", ["Thu đạt khá.", "Chi đúng."]),
        ("thu bao nhiêu? con huyen kia thi sao", ["thu bao nhiêu?", "con huyen kia thi sao"]),
        ("Kết quả quý I. Tổng thu tăng.", ["Kết quả quý I.", "Tổng thu tăng."]),
        ("Họ nói “Làm ngay.” Hội nghị nhất trí.", ["Họ nói “Làm ngay.”", "Hội nghị nhất trí."]),
        (" \n---\n", []),
    ],
)
def test_sentences_end_where_they_should(text: str, expected: list[str]) -> None:
    assert read_sentences(text) == expected


def test_sentences_of_a_part_are_spans_of_the_whole() -> None:
    text = "Câu một. Câu hai. Câu ba."
    assert [text[start:end] for start, end in sentences(text, 9, 17)] == ["Câu hai."]


LONG_TASKS = (
    "tập trung chỉ đạo các xã, thị trấn rà soát toàn bộ hồ sơ đất đai còn tồn đọng (gồm đất ở; đất rừng) trên địa bàn, "
    "tăng cường kiểm tra việc sử dụng đất công ích, đẩy nhanh tiến độ cấp giấy chứng nhận cho các hộ dân đủ điều kiện, "
    "tỷ lệ hộ được cấp giấy đạt 95,5%, tăng 3% so với cùng kỳ năm trước"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thu khá; chi đúng; dư 2 tỷ.", ["Thu khá", "chi đúng", "dư 2 tỷ."]),
        ("Thu 30 tỷ đồng; bằng 85% dự toán; chi 9 tỷ.", ["Thu 30 tỷ đồng; bằng 85% dự toán", "chi 9 tỷ."]),
        ("Cứng hóa 3 km đường; 02 xã đạt chuẩn.", ["Cứng hóa 3 km đường", "02 xã đạt chuẩn."]),
        ("Chủ đề “Kỷ cương; hiệu quả” được thực hiện.", ["Chủ đề “Kỷ cương; hiệu quả” được thực hiện."]),
        ("Thu đạt 30 tỷ, tăng 3%, bằng 50% kế hoạch.", ["Thu đạt 30 tỷ, tăng 3%, bằng 50% kế hoạch."]),
        (
            LONG_TASKS,
            [
                "tập trung chỉ đạo các xã, thị trấn rà soát toàn bộ hồ sơ đất đai còn tồn đọng (gồm đất ở; đất rừng) "
                "trên địa bàn",
                "tăng cường kiểm tra việc sử dụng đất công ích, đẩy nhanh tiến độ cấp giấy chứng nhận cho các hộ dân "
                "đủ điều kiện",
                "tỷ lệ hộ được cấp giấy đạt 95,5%, tăng 3% so với cùng kỳ năm trước",
            ],
        ),
    ],
)
def test_clauses_stand_on_their_own(text: str, expected: list[str]) -> None:
    assert read_clauses(text) == expected


def test_a_long_adverbial_waits_for_its_main_clause() -> None:
    text = (
        "Với mục tiêu hoàn thành và vượt mức toàn bộ các chỉ tiêu phát triển kinh tế, xã hội của cả nhiệm kỳ đã đề ra "
        "trong nghị quyết đại hội, phấn đấu đạt chuẩn nông thôn mới nâng cao trước thời hạn một năm, "
        "Đảng bộ huyện yêu cầu cán bộ nêu gương."
    )
    assert read_clauses(text) == [text]


@given(st.text(alphabet=st.sampled_from('aáB1 ,;.:!?…()“”"\n-/%')), st.integers(0, 40), st.integers(0, 60))
def test_spans_are_ordered_inside_and_trimmed(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(len(text), start + length)
    for spans in (sentences(text, start, end), clauses(text, start, end)):
        previous = start
        for a, b in spans:
            assert previous <= a < b <= end
            assert text[a:b] == text[a:b].strip()
            previous = b


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed reports are not beside the checkout")
def test_every_word_of_a_real_report_is_in_one_clause() -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        text = normalize(path.read_text(encoding="utf-8"))
        inside = " ".join(text[a:b] for a, b in clauses(text, 0, len(text)))
        assert sum(c.isalnum() for c in inside) == sum(c.isalnum() for c in text)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (0, 12, "một hai ba"),
        (2, 9, "hai"),
        (4, 7, "hai"),
        (3, 14, "hai ba bốn"),
        (5, 6, "a"),
        (0, 14, "một hai ba bốn"),
    ],
)
def test_a_span_loses_the_words_it_cuts(start: int, end: int, words: str) -> None:
    text = "một hai ba bốn"
    assert text[slice(*whole_words(text, start, end))] == words
