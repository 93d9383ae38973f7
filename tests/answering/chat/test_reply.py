"""read_reply: a model's text -> statements with valid numbers, a refusal, or no reply at all."""

from __future__ import annotations

import pytest

from assistant.answering.chat.failures import ChatFailed
from assistant.answering.chat.reply import MAX_STATEMENTS, Told, read_reply, statements_so_far


def told(text: str, passages: int = 3) -> list[tuple[str, tuple[int, ...]]]:
    return [(one.text, one.numbers) for one in read_reply(text, passages).statements]


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("Thu đạt 65 tỷ đồng [1].", [("Thu đạt 65 tỷ đồng", (1,))]),
        ("Thu đạt 65 tỷ đồng. [1]", [("Thu đạt 65 tỷ đồng.", (1,))]),
        ("Thu đạt 65 tỷ đồng [1][3].", [("Thu đạt 65 tỷ đồng", (1, 3))]),
        ("Thu đạt 65 tỷ đồng [1, 3]", [("Thu đạt 65 tỷ đồng", (1, 3))]),
        ("Thu đạt 65 tỷ đồng [1], [3] [1]", [("Thu đạt 65 tỷ đồng", (1, 3))]),
        ("Thu đạt 65 tỷ đồng [9][2]", [("Thu đạt 65 tỷ đồng", (2,))]),
        (
            "- Thu tăng [1]\n* Chi giảm [2]\n3. **Nợ** hết [3]",
            [("Thu tăng", (1,)), ("Chi giảm", (2,)), ("Nợ hết", (3,))],
        ),
        ("Thu tăng [1]. Chi giảm [2].", [("Thu tăng", (1,)), ("Chi giảm", (2,))]),
        ("Thu đạt 3.273 tỷ. Bằng 85% dự toán [1].", [("Thu đạt 3.273 tỷ.", (1,)), ("Bằng 85% dự toán", (1,))]),
        ("Thu tăng [1].\nThu tăng [1].", [("Thu tăng", (1,))]),
        ("Thu tăng [1].\nKHÔNG NÊU", [("Thu tăng", (1,))]),
        ("<think>Đoạn [2] nói gì?\n</think>\nThu tăng [1]", [("Thu tăng", (1,))]),
        ("Thu ta\u0306ng\u200b [1]", [("Thu tăng", (1,))]),
    ],
)
def test_sentences_keep_their_words_and_get_their_numbers(text: str, statements: list[tuple[str, object]]) -> None:
    assert told(text) == statements


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("Thu tăng [1].", 0),
        ("Theo các đoạn trích:\nThu tăng [1].\nHết.", 2),
        ("Thu tăng [1]. Chi giảm.", 1),
        ("Thu tăng [1].\nChi giảm [0].\nNợ hết [4].", 2),
        ("Thu tăng [1].\nXem http://x.example [2].\nXem <b>đây</b> [2].", 2),
        ("Thu tăng [1].\n" + "Dài quá " * 100 + "[2]", 1),
        ("Thu tăng [1].\nKHÔNG NÊU", 0),
        ("\n".join(f"Câu số {n} [1]" for n in range(MAX_STATEMENTS + 5)), 5),
    ],
)
def test_sentences_without_a_valid_number_or_unfit_to_show_are_left_out_and_counted(text: str, left_out: int) -> None:
    assert read_reply(text, 3).left_out == left_out


@pytest.mark.parametrize(
    "text", ["KHÔNG NÊU", "Không nêu.", "**KHÔNG NÊU**\n", "khong neu", "KHÔNG NÊU vì không có đoạn nào."]
)
def test_the_agreed_words_are_a_refusal(text: str) -> None:
    assert read_reply(text, 3).statements == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "[1]",
        "[1][2][3]",
        "...",
        "Thu đạt 65 tỷ đồng.",
        "Thu đạt 65 tỷ [10]",
        "{}",
        "\x00\x01",
        "<think>Để xem [1]",
        "[[1]]",
        "Thu đạt (1)",
        "Thu đạt [một]",
    ],
)
def test_anything_else_is_no_reply(text: str) -> None:
    with pytest.raises(ChatFailed, match="garbage"):
        read_reply(text, 3)


def test_a_statement_is_told_once_with_its_numbers() -> None:
    assert read_reply("Thu tăng [2] [2]", 3).statements == (Told("Thu tăng", (2,)),)


@pytest.mark.parametrize(
    ("text", "early"),
    [
        ("Thu đạt 65 tỷ đồng [1].\nChi 30 tỷ [2].", 1),
        ("Thu đạt 65 tỷ đồng [1][3], [2]. Chi 30 tỷ đồng [2]. Hết.", 2),
        ("Theo báo cáo:\n- Thu đạt 65 tỷ. Đạt 72% dự toán [1] [2]\n- **Chi** 30 tỷ [2]\n", 3),
        ("<think>Thu 65 tỷ [1].\nHay là chi [2]?</think>\nThu đạt 65 tỷ đồng [1].\nChi 30 tỷ [2].", 1),
        ("Thu đạt 65 tỷ đồng [1].\nThu đạt 65 tỷ đồng [2].\nHuyện có 3 trường [9].\nhttps://a.vn [1]\nChi [3].", 1),
        ("KHÔNG NÊU\nThu đạt 65 tỷ đồng.", 0),
    ],
)
def test_what_is_told_early_stays_as_it_is(text: str, early: int) -> None:
    try:
        whole = read_reply(text, 3).statements
    except ChatFailed:
        whole = ()
    so_far = [statements_so_far(text[:end], 3) for end in range(len(text) + 1)]
    assert all(whole[: len(told)] == told for told in so_far)
    assert len(so_far[-1]) == early
