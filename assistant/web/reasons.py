"""Why a file could not be read, in English as ingest.py says it -> the same in both languages, as the API refuses."""

from __future__ import annotations

# How a reason begins, and what it is in Vietnamese; the longer beginning stands first.
_IN_VIETNAMESE = (
    ("empty file", "tệp rỗng, không có chữ nào đọc được"),
    ("it holds no readable prose", "trong tệp không có đoạn văn nào đọc được"),
    ("the file is encrypted", "tệp có mật khẩu; mở ra rồi lưu lại không có mật khẩu"),
    ("the message is encrypted", "thư được mã hóa; mở ra rồi lưu lại không mã hóa"),
    ("the archive is encrypted", "tệp nén có mật khẩu; giải nén rồi tải từng tệp lên"),
    ("damaged", "tệp hỏng hoặc bị cắt cụt; lưu hoặc chép lại rồi tải lên lần nữa"),
    ("this is no ", "nội dung tệp không đúng với đuôi tên; mở bằng phần mềm soạn thảo rồi lưu lại"),
    ("this is a PDF named", "đây là tệp PDF; đổi đuôi tên thành .pdf"),
    ("this is a newer Office file", "đây là tệp Office đời mới; đổi đuôi tên thành .docx"),
    ("binary file", "đây không phải tệp văn bản; lưu lại thành văn bản (UTF-8), Markdown hoặc HTML"),
    ("the format ", "định dạng này không đọc được"),
    ("there is no document in it", "trong tệp nén không có tài liệu nào đọc được"),
    ("an archive in an archive", "tệp nén nằm trong tệp nén không được mở; giải nén ra trước"),
    ("the file is larger than", "tệp quá lớn; tách mỗi báo cáo thành một tệp"),
    ("the archive ", "tệp nén quá lớn hoặc có quá nhiều tệp; chia nhỏ ra"),
    ("it unpacks to more", "tệp quá lớn khi giải nén; chỉ lưu phần chữ của báo cáo"),
    ("the PDF has more", "tệp PDF có quá nhiều trang; tách từng báo cáo ra"),
    ("a scan has no text", "đây là bản quét, máy chủ chưa có chương trình nhận dạng chữ; hãy báo người quản trị"),
    ("the picture has more", "ảnh quá lớn; lưu lại nhỏ hơn"),
    ("reading it needs more memory", "tệp quá lớn để đọc; chia nhỏ ra"),
    ("reading it broke off", "việc đọc bị ngắt giữa chừng; tải tệp lên lần nữa"),
)


def in_both(reason: str) -> str:
    """Return "Vietnamese / English" for a reason that is known, the reason alone for others."""
    vietnamese = next((told for begins, told in _IN_VIETNAMESE if reason.startswith(begins)), None)
    return f"{vietnamese} / {reason}" if vietnamese else reason
