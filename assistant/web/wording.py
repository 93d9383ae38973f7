"""A language -> its strings, for the pages and their scripts; and what Gradio and the API say."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from assistant.domain import Language
from assistant.web.wording_en import EN
from assistant.web.wording_fields import Wording
from assistant.web.wording_shelf import SHELF
from assistant.web.wording_vi import VI

__all__ = ["EN", "VI", "WORDINGS", "Wording", "day_words", "script_words"]

WORDINGS: dict[Language, Wording] = {"vi": VI, "en": EN}

INGEST_COMMAND = ".venv/bin/python ingest.py samples/"

# Gradio's own messages. It ships no Vietnamese and falls back to its English, so these stand in for the English ones.
GRADIO_WORDS: dict[Language, dict[str, str]] = {
    "vi": {
        "chatbot.clear": "Xóa",
        "common.clear": "Xóa",
        "common.error": "Lỗi",
        "common.loading": "Đang tải",
        "common.submit": "Hỏi",
        "common.stop": "Dừng",
        "errors.build_error": "Trang chưa dựng được.",
        "errors.config_error": "Trang chưa nạp được.",
        "errors.runtime_error": "Trang gặp lỗi khi chạy.",
    },
    "en": {},
}

# What the API says when it refuses a request; both languages, since a client's language is not known.
REFUSALS: dict[str, str] = {
    "missing": "thiếu trường này / this field is missing",
    "extra_forbidden": "không có trường này / there is no such field",
    "string_too_short": "không được để trống / must not be empty",
    "string_too_long": "dài quá giới hạn {max_length} ký tự / longer than {max_length} characters",
    "string_type": "phải là chuỗi ký tự / must be a string",
    "string_unicode": "có ký tự Unicode hỏng / has broken Unicode",
    "too_long": "quá {max_length} phần tử / more than {max_length} entries",
    "literal_error": "phải là một trong {expected} / must be one of {expected}",
    "less_than_equal": "không được lớn hơn {le} / must not exceed {le}",
    "greater_than_equal": "không được nhỏ hơn {ge} / must be at least {ge}",
    "int_type": "phải là số nguyên / must be an integer",
    "int_parsing": "phải là số nguyên / must be an integer",
    "json_invalid": "JSON không đúng cú pháp / the JSON is malformed",
    "period_order": "ngày đầu phải trước hoặc bằng ngày cuối / the first day must not be after the last",
    "date_order": "'from' phải trước hoặc bằng 'to' / 'from' must not be after 'to'",
}
INVALID = "giá trị không hợp lệ / invalid value"
INVALID_DATE = "phải là ngày dạng YYYY-MM-DD / must be a date such as 2023-08-31"
NO_SUCH_ROUTE = "Không có địa chỉ hoặc phương thức này; xem /api/docs / No such address or method; see /api/docs"
NO_SUCH_ANSWER = "Câu trả lời này không còn được giữ; xin hỏi lại / This answer is no longer kept; please ask again"
LIBRARY_BUSY = (
    "Thư viện đang được cập nhật; xin hỏi lại sau ít giây / The library is being updated; ask again in a moment"
)
STARTING = "Trợ lý đang khởi động; xin chờ ít giây / The assistant is starting; please wait a moment"
NOT_NAMED = (
    "Nguyên văn báo cáo không nêu tên “{name}”; hãy ghi đúng như trong báo cáo / The report's text does not name "
    "“{name}”; write the name as the report does"
)
NO_SUCH_REPORT = "Không có báo cáo này trong thư viện / The library has no such report"
# The server's own messages name its folders and commands: they go to its log, not to visitors.
UNABLE = "Chưa trả lời được lúc này; xem nhật ký máy chủ / Cannot answer now; see the server's log"
UNEXPECTED = "Lỗi không lường trước; xem nhật ký máy chủ / Unexpected error; see the server's log"
BAD_HOST = "Tên máy chủ không được phép / This Host is not allowed"
FOREIGN_ORIGIN = "Yêu cầu từ trang khác bị từ chối / Requests from another origin are refused"
BODY_TOO_LARGE = "Nội dung quá {limit} kB / The body exceeds {limit} kB"
BODY_TOO_SLOW = "Nội dung gửi lâu quá {seconds} giây / The body took longer than {seconds} s"
TOO_FAST = "Gửi nhanh quá; xin thử lại sau {seconds} giây / Too many requests; try again in {seconds} s"
OVERLOADED = f"{VI.overloaded} / {EN.overloaded}"
TOO_LATE = "Câu trả lời mất quá lâu; xin hỏi hẹp hơn / The answer took too long; ask more narrowly"
METRICS_LOCAL = (
    "Chỉ xem được từ chính máy chủ, bởi người được đọc mọi báo cáo"
    " / Can be read on the server's own machine only, by who may read every report"
)
EDITORS_ONLY = "Chỉ người biên tập được thay đổi thư viện / Only editors may change the library"
SIGN_IN_FIRST = "Cần đăng nhập, hoặc gửi kèm mã truy cập / Sign in, or send an access token"
NOT_IDENTIFIED = "Chưa xác nhận được người dùng của trang này / The user of this page could not be confirmed"
NO_IDENTITY = "Chưa bật việc nhận diện qua trang nội bộ / Identity through the intranet is not set up"
FILE_TOO_LARGE = "Tệp lớn hơn {limit} MB / The file is larger than {limit} MB"
NOT_RECEIVED = "Tệp chưa được gửi trọn / The file did not arrive whole"
NO_DESK = "Nơi này không nhận thay đổi thư viện / The library cannot be changed here"
OTHER_COLLECTION = "Không được thêm báo cáo vào bộ này / Reports may not be added to this collection"
CLOSED = "Đường này không mở / This address is closed"


def day_words(day: date | None, words: Wording) -> str:
    """A day as the language writes it, as static/facts.js does; an unknown one is said to be."""
    if day is None:
        return words.date_unknown
    return f"{day.day}/{day.month}/{day.year}" if words.lang == "vi" else f"{day.day} {day:%B} {day.year}"


def script_words(words: Wording) -> dict[str, str]:
    """The same strings under the same names, for JSON handed to a script, and the command that fills a library."""
    said = asdict(words) | asdict(SHELF[words.lang])
    return {name: str(text) for name, text in said.items()} | {"ingest_command": INGEST_COMMAND}
