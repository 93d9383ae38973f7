"""Why an upload failed is said in Vietnamese, too, for what files people have at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import ReadingError
from assistant.finding import Found, check
from assistant.reading import read_report
from assistant.web.reasons import in_both
from tests.web.fake import AUGUST


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.txt", b"", "tệp rỗng, không có chữ nào đọc được / empty file"),
        ("a.txt", bytes(range(256)) * 4, "đây không phải tệp văn bản"),
        ("a.docx", b"PK\x03\x04", "tệp hỏng hoặc bị cắt cụt"),
        ("a.docx", b"khong phai", "nội dung tệp không đúng với đuôi tên"),
        ("a.exe", b"MZ", "định dạng này không đọc được / the format .exe"),
        ("a.pdf", b"%PDF-1.7", "tệp hỏng hoặc bị cắt cụt"),
    ],
)
def test_a_reason_is_said_in_both_languages(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(ReadingError) as failed:
        check(Found(file, tmp_path))
        read_report(file, AUGUST.source, "r")
    assert in_both(str(failed.value)).startswith(told)


def test_a_reason_nobody_foresaw_is_told_as_it_is() -> None:
    assert in_both("it cannot be read (OSError: x)") == "it cannot be read (OSError: x)"
