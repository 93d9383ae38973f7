"""A question for what became of something -> whether words only ask for it back: a deputy's question is no reply."""

from __future__ import annotations

import re

from assistant.domain import AnswerKind
from assistant.vietnamese.cues import Cue

# How a question, folded, asks who replied or took the blame, and how it asks who asked, or what for.
_ASKS_REPLY = re.compile(
    r"\b(?:tra loi|giai trinh|giai dap|hoi dap|nhan loi|nhan khuyet diem|nhan trach nhiem|chiu trach nhiem|nhan minh"
    r"|tran an|cam ket|thua nhan|thu that|nhan sai)\b|\b(?:answer|replied|reply|respond|explain|admit|promis|apolog)\w*"
)
_ASKS_REQUEST = re.compile(
    r"\b(?:hoi|chat van|kien nghi|de nghi|phan anh|ban khoan|truy|de xuat|xin|mong|keu|than|neu|voi ai|cho ai|muon|doi"
    r"|goi y|lo)\b|\b(?:ask|propos|request|suggest|question|raise|complain)\w*"
)
# How a report tells that somebody asks, and that somebody replies.
_QUESTION = Cue(r"\b(?:(?<!thăm )hỏi|chất vấn|truy vấn|truy)\b")
_REQUEST = Cue(
    r"\b(?:(?<!thăm )hỏi|chất vấn|kiến nghị|đề nghị|phản ánh|băn khoăn|truy vấn|truy|nêu thực trạng|đề xuất|xin|mong"
    r"|làm rõ trách nhiệm|đặt câu hỏi)\b"
)
_REPLY = Cue(
    r"\b(?:trả lời|giải trình|giải đáp|tiếp thu|nêu nguyên nhân|nhận (?:trách nhiệm|khuyết điểm|lỗi|thiếu sót)|xin nhận"
    r"|xin rút kinh nghiệm|cho biết|cho hay|khẳng định|cam kết|hứa|thông tin|giải thích|thừa nhận|lý giải|xác nhận"
    r"|đồng ý|thống nhất|nhất trí|quyết định|chấp thuận|tán thành)\b"
)

# How a question asks what somebody said, and what tells more than that somebody was there or spoke about something.
_ASKS_WORDS = re.compile(
    r"\b(?:noi|phat bieu|hoi|gop y|de nghi|kien nghi|tra loi|ban|dan|nhac|chi dao|yeu cau|chia se|de xuat|khuyen"
    r"|doi hoi|gui gam)\b(?: \w+){0,8} (?:gi|the nao|ra sao|nhu nao|nhung gi)\b"
)
_WORDS = Cue(
    r"\b(?:cho rằng|cho biết|cho hay|nêu|nhấn mạnh|yêu cầu|đề nghị|kiến nghị|đề xuất|phản ánh|hứa|cam kết|chỉ đạo|giao"
    r"|lưu ý|khẳng định|đánh giá|mong|xin|chia sẻ|băn khoăn|phê bình|biểu dương|ghi nhận|nói|kể|thông tin|nhắc|đồng ý"
    r"|giải thích|gợi ý|phân tích|lo|cảnh báo|phải|cần|hỏi|truy|nhận|tiếp thu|thừa nhận|giải đáp|sẽ|không|chưa)\b"
    r"|[:“\"]"
)


def tells_no_words(asked: str, text: str) -> bool:
    """Whether a folded question wants what somebody said, and the words tell only that they were there, or spoke."""
    return _ASKS_WORDS.search(asked) is not None and not _WORDS.stands_in(text)


def asks_back(kind: AnswerKind, asked: str, text: str) -> bool:
    """Whether a folded question wants a reply, an outcome or a time, and the words tell only of who asks for it."""
    if _REPLY.stands_in(text):
        return False
    if kind == "person":
        return _ASKS_REPLY.search(asked) is not None and _REQUEST.stands_in(text)
    if kind not in ("yesno", "date") or _ASKS_REQUEST.search(asked):
        return False
    return (_REQUEST if kind == "yesno" else _QUESTION).stands_in(text)
