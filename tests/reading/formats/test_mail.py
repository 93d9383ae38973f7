"""read_eml: subject, text and attached documents of a message."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from typing import Any

import pytest

from assistant.errors import ReadingError
from assistant.reading.draft import Draft
from assistant.reading.formats import extract
from tests.reading.files import ENCRYPTED, tagged, texts, word_file

BODY = "Sáng 3/4, Huyện ủy họp giao ban.\nĐồng chí Bí thư Huyện ủy chủ trì."


def message(
    subject: str = "Fwd: Họp giao ban tháng 4", text: str | None = BODY, html: str | None = None
) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Văn phòng <vp@example.org>"
    made["Subject"] = subject
    made["Date"] = "Thu, 04 Apr 2024 08:30:00 +0700"
    if text is not None:
        made.set_content(text, cte="base64")
    if html is not None:
        made.add_alternative(html, subtype="html")
    return made


def attach(made: EmailMessage, raw: bytes, name: str, type: str = "application/octet-stream") -> EmailMessage:
    main, sub = type.split("/")
    made.add_attachment(raw, maintype=main, subtype=sub, filename=name)
    return made


def read(made: EmailMessage) -> Draft:
    return extract(made.as_bytes(), ".eml")


def minutes(document: Any) -> None:
    document.add_paragraph("Thu ngân sách đạt 41 tỷ đồng.")


def test_subject_and_text_are_read_and_the_sender_is_set_apart() -> None:
    draft = read(message())
    assert tagged(draft) == [
        ("heading", "Họp giao ban tháng 4"),
        ("menu", "Văn phòng <vp@example.org> · Thu, 04 Apr 2024 08:30:00 +0700"),
        *(("text", line) for line in BODY.split("\n")),
    ]
    assert (draft.declared_title, draft.declared_published_on) == ("Họp giao ban tháng 4", date(2024, 4, 4))


def test_of_two_wordings_the_one_with_blocks_is_read() -> None:
    draft = read(
        message(html="<h2>Kết quả</h2><table><tr><td>Thu</td><td>3</td></tr><tr><td>Chi</td><td>2</td></tr></table>")
    )
    assert tagged(draft)[2:] == [("heading", "Kết quả"), ("table", "Thu | 3\nChi | 2")]


def test_attached_documents_follow_and_pictures_are_left_out() -> None:
    made = attach(attach(message(), word_file(minutes), "Biên bản.docx"), b"\xff\xd8\xff", "logo.jpg", "image/jpeg")
    draft = read(made)
    assert texts(draft)[-1] == "Thu ngân sách đạt 41 tỷ đồng."
    assert draft.declared_published_on is None


def test_a_message_in_a_message_is_read() -> None:
    outer = message("Chuyển báo cáo", "Kính chuyển.")
    outer.add_attachment(message())
    assert [words for tag, words in tagged(read(outer)) if tag != "menu"] == [
        *("Chuyển báo cáo", "Kính chuyển.", "Họp giao ban tháng 4"),
        *BODY.split("\n"),
    ]


def test_a_named_charset_is_believed() -> None:
    raw = (
        b"Subject: Hop\r\nContent-Type: text/plain; charset=windows-1258\r\n\r\n"
        + "Huyê\u0323n u\u0309y ho\u0323p".encode("cp1258")
    )
    assert texts(extract(raw, ".eml")) == ["Hop", "Huyện ủy họp"]


def truncated() -> bytes:
    whole = attach(message(), word_file(minutes), "Biên bản.docx").as_bytes()
    return whole[: len(whole) // 2]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (truncated(), "damaged .eml file: it is truncated"),
        ("Huyện ủy họp giao ban.".encode(), "damaged .eml file: it has no head"),
        (b"Subject: Hop\r\nContent-Type: application/pkcs7-mime\r\n\r\nMIIB", "the message is encrypted"),
        (attach(message(), ENCRYPTED, "mat.docx").as_bytes(), "attached mat.docx: the file is encrypted"),
        (b"", "empty file"),
    ],
    ids=["truncated", "no message", "encrypted", "encrypted attachment", "empty"],
)
def test_what_cannot_be_read_is_refused_with_its_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(ReadingError, match=reason):
        extract(raw, ".eml")
