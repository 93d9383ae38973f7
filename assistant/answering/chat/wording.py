"""What readers are told about the chat model, in both languages."""

from __future__ import annotations

from assistant.answering.chat.failures import Reason
from assistant.domain import Language

_FELL_BACK: dict[Language, str] = {
    "vi": "Không dùng được mô hình ngôn ngữ: {why}. Câu trả lời này được trích thẳng từ báo cáo.",
    "en": "The language model could not be used: {why}. This answer is taken straight from the reports.",
}
_WHY: dict[Reason, dict[Language, str]] = {
    "unreachable": {"vi": "không kết nối được máy chủ của nó", "en": "its server could not be reached"},
    "key": {"vi": "máy chủ của nó không chấp nhận khóa truy cập", "en": "its server did not accept the access key"},
    "busy": {"vi": "máy chủ của nó đang quá tải", "en": "its server has too many requests"},
    "refused": {"vi": "máy chủ của nó từ chối yêu cầu", "en": "its server refused the request"},
    "broken": {"vi": "máy chủ của nó gặp lỗi", "en": "its server failed"},
    "silent": {"vi": "nó không trả lời xong trong {seconds} giây", "en": "it did not finish within {seconds} seconds"},
    "cut": {"vi": "kết nối bị ngắt giữa chừng", "en": "the connection broke off"},
    "garbage": {"vi": "nó không trả lời đúng khuôn mẫu", "en": "its reply was not in the agreed form"},
    "obedient": {
        "vi": "nó làm theo lời ra lệnh cho máy nằm trong báo cáo",
        "en": "it followed an order to machines that stands in a report",
    },
    "endless": {"vi": "nó trả lời quá dài", "en": "its reply was too long"},
    "too_long": {"vi": "câu hỏi quá dài đối với nó", "en": "the question is too long for it"},
    "failed": {"vi": "có lỗi khi gọi nó", "en": "calling it failed"},
}
_LEFT_OUT: dict[Language, str] = {
    "vi": "Đã bỏ {n} câu của mô hình ngôn ngữ vì không dẫn được đoạn trích nào.",
    "en": "Left out {n} of the language model's sentences, which cite no passage.",
}
_OBEYED: dict[Language, str] = {
    "vi": "Đã bỏ {n} câu của mô hình ngôn ngữ vì làm theo lời ra lệnh cho máy nằm trong báo cáo.",
    "en": "Left out {n} of the language model's sentences, which follow an order to machines that stands in a report.",
}


def fell_back(reason: Reason, language: Language, timeout_s: float) -> str:
    """Say why the answer is the extractive one."""
    return _FELL_BACK[language].format(why=_WHY[reason][language].format(seconds=f"{timeout_s:g}"))


def left_out(n: int, language: Language) -> str:
    """Say how many sentences were dropped."""
    return _LEFT_OUT[language].format(n=n)


def obeyed(n: int, language: Language) -> str:
    """Say how many sentences were dropped because a report had ordered them."""
    return _OBEYED[language].format(n=n)
