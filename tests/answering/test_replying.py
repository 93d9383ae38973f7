"""replying: a question for what became of something -> whether words only ask for it back, or tell no words at all."""

from __future__ import annotations

import pytest

from assistant.answering.replying import asks_back, tells_no_words
from assistant.domain import AnswerKind

QUESTION = "Đại biểu Lê Văn Tư hỏi vì sao đường thôn Hạ chưa làm"
REPLY = "Trưởng phòng Trần Văn Ba trả lời: đường sẽ xong trong quý III"


@pytest.mark.parametrize(
    ("kind", "asked", "text", "only_asks"),
    [
        ("person", "ai tra loi ve duong thon ha", QUESTION, True),
        ("person", "ai tra loi ve duong thon ha", REPLY, False),
        ("person", "ai hoi ve duong thon ha", QUESTION, False),
        ("yesno", "duong thon ha lam chua", QUESTION, True),
        ("yesno", "duong thon ha lam chua", REPLY, False),
        ("yesno", "co dai bieu nao hoi ve duong khong", QUESTION, False),
        ("yesno", "tinh co cho xay ke khong", "Xã kiến nghị tỉnh xây kè", True),
        ("yesno", "tinh co cho xay ke khong", "Tỉnh đồng ý xây kè theo kiến nghị", False),
        ("date", "bao gio duong thon ha xong", QUESTION, True),
        ("date", "nop ho so truoc ngay nao", "Bà Tư đề nghị nộp hồ sơ trước ngày 15/12", False),
        ("date", "doan di tham ngay nao", "Ngày 4/2, đoàn đi thăm hỏi các hộ", False),
        ("figure", "duong dai bao nhieu", QUESTION, False),
    ],
)
def test_a_question_is_no_reply(kind: AnswerKind, asked: str, text: str, only_asks: bool) -> None:
    assert asks_back(kind, asked, text) == only_asks


@pytest.mark.parametrize(
    ("asked", "text", "tells_none"),
    [
        ("ong tu phat bieu gi", "Dự hội nghị có ông Lê Văn Tư, Phó Bí thư", True),
        ("ong tu ban the nao ve danh bat ca", "Ông Lê Văn Tư thảo luận về khai thác hải sản", True),
        ("ong tu phat bieu gi", "Ông Lê Văn Tư đề nghị sớm sửa đường", False),
        ("ai chu tri", "Dự hội nghị có ông Lê Văn Tư, Phó Bí thư", False),
    ],
)
def test_who_was_there_or_spoke_is_not_what_was_said(asked: str, text: str, tells_none: bool) -> None:
    assert tells_no_words(asked, text) == tells_none
