"""Files of each format: the kept text and the parts it is set apart in."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from assistant.errors import ReadingError
from assistant.reading.draft import Draft
from assistant.reading.formats import SUPPORTED, extract
from tests.vietnamese.legacy_bytes import seen_as_western, to_1258, to_tcvn3, to_vni


def texts(draft: Draft, tag: str | None = None) -> list[str]:
    return [draft.text[part.start : part.end] for part in draft.parts if tag in (None, part.tag)]


def test_each_line_of_a_text_file_is_a_part() -> None:
    draft = extract("Họp giao ban\r\n\r\n  Sáng 3/4, UBND xã họp.\r\n".encode(), ".TXT")
    assert texts(draft) == ["Họp giao ban", "Sáng 3/4, UBND xã họp."]


def test_kept_text_is_nfc_without_invisible_characters() -> None:
    source = unicodedata.normalize("NFD", "Kỳ họp thứ năm") + "\u200b của\u00a0HÐND xã"
    assert extract(source.encode(), ".txt").text == "Kỳ họp thứ năm của HĐND xã"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "Ban Thường vụ Huyện ủy tổ chức hội nghị đánh giá tình hình\nthực hiện nhiệm vụ tháng 5",
            ["Ban Thường vụ Huyện ủy tổ chức hội nghị đánh giá tình hình thực hiện nhiệm vụ tháng 5"],
        ),
        (
            "Thu ngân sách trên địa bàn huyện sáu tháng đầu năm ước đạt\n"
            "31 tỷ đồng, bằng 52% dự toán; chi ngân sách ước đạt 120 tỷ.\n"
            "Toàn huyện trồng mới 800 ha rừng.",
            [
                "Thu ngân sách trên địa bàn huyện sáu tháng đầu năm ước đạt 31 tỷ đồng, bằng 52% dự toán; "
                "chi ngân sách ước đạt 120 tỷ. Toàn huyện trồng mới 800 ha rừng."
            ],
        ),
        ("Hội nghị sơ kết công tác quý I của Huyện ủy Hà Thanh năm 2021\n08:00 12/04/2021", None),
        ("- Thu ngân sách trên địa bàn đạt 31 tỷ đồng, bằng 52% dự toán\n- chi ngân sách 120 tỷ", None),
    ],
    ids=["title", "paragraph", "date line", "list"],
)
def test_only_wrapped_lines_are_joined(source: str, expected: list[str] | None) -> None:
    draft = extract(source.encode(), ".txt")
    assert texts(draft) == (expected or source.split("\n"))
    assert len(draft.text) == len(source)


MARKDOWN = """---
title: Kỳ họp thứ 4 HĐND xã Tân Phong
date: 2024-07-09
---
# Kỳ họp thứ 4

Đồng chí **Lê Văn Tám** chủ trì;
*thư ký* ghi biên bản.

1. Thu ngân sách
2. Chi ngân sách

| Chỉ tiêu | Kết quả |
|---|---|
| Thu | 3,2 tỷ |
"""


def test_markdown_keeps_its_text_without_the_marks() -> None:
    draft = extract(MARKDOWN.encode(), ".md")
    assert texts(draft, "heading") == ["Kỳ họp thứ 4"]
    assert texts(draft, "table") == ["Chỉ tiêu | Kết quả\nThu | 3,2 tỷ"]
    assert texts(draft, "text") == [
        "Đồng chí Lê Văn Tám chủ trì;",
        "thư ký ghi biên bản.",
        "1. Thu ngân sách",
        "2. Chi ngân sách",
    ]


def test_front_matter_declares_title_and_date() -> None:
    draft = extract(MARKDOWN.encode(), ".md")
    assert draft.declared_title == "Kỳ họp thứ 4 HĐND xã Tân Phong"
    assert str(draft.declared_published_on) == "2024-07-09"


@pytest.mark.parametrize("tag", ["article", "section", "main", "div", "p"])
def test_a_page_need_not_say_where_its_body_begins(tag: str) -> None:
    page = f"<!doctype html><meta charset=utf-8><title>Trang xã</title><{tag}>UBND xã họp.</{tag}><p>Thu đạt 5 tỷ.</p>"
    draft = extract(page.encode(), ".html")
    assert draft.text == "UBND xã họp.\n\nThu đạt 5 tỷ."
    assert draft.window_title == "Trang xã"


def test_html_becomes_visible_blocks_in_document_order() -> None:
    page = """<html><head><title>Xã Tân Phong</title><style>p{}</style></head><body>
      <nav><a href="/">Trang chủ</a></nav><h1>Kỳ họp<br>thứ 4</h1>
      <p>Sáng 9/7,&nbsp;HĐND <b>xã</b> họp.<br>Có 25 đại&#8203; biểu.</p><script>x()</script>
      <p style="display: none">Ẩn</p><ol start="3"><li>Thu ngân sách</li></ol>
      <table><caption>Thu</caption><tr><th>Tháng</th><th>Tỷ đồng</th></tr><tr><td>6</td><td>1,<b>2</b></td></tr></table>
      <figure><figcaption>Quang cảnh</figcaption></figure>cuối</body></html>"""
    draft = extract(page.encode(), ".html")
    assert [(part.tag, draft.text[part.start : part.end]) for part in draft.parts] == [
        ("menu", "Trang chủ"),
        ("heading", "Kỳ họp thứ 4"),
        ("text", "Sáng 9/7, HĐND xã họp."),
        ("text", "Có 25 đại biểu."),
        ("text", "3. Thu ngân sách"),
        ("table", "Thu\nTháng | Tỷ đồng\n6 | 1,2"),
        ("caption", "Quang cảnh"),
        ("text", "cuối"),
    ]
    assert draft.site == "Xã Tân Phong"


def test_a_table_that_lays_out_the_page_is_no_table_of_figures() -> None:
    page = "<table><tr><td><table><tr><td><p>Một.</p><p>Hai.</p></td></tr></table></td><td>Ba.</td></tr></table>"
    draft = extract(page.encode(), ".htm")
    assert {part.tag for part in draft.parts} == {"text"}
    assert texts(draft) == ["Một.", "Hai.", "Ba."]


PARAGRAPH = (
    "Sáng ngày 9/7, HĐND xã Tân Phong khai mạc kỳ họp thứ tư. Báo cáo tại kỳ họp cho biết thu ngân sách sáu tháng đầu "
    "năm {n} tỷ đồng, tăng so với cùng kỳ năm trước; các chỉ tiêu về văn hóa, xã hội đều được thực hiện theo kế hoạch. "
)


def test_the_extractor_tells_the_report_from_other_news() -> None:
    links = "".join(f"<li><a href='/{n}'>Tin số {n} của xã về nếp sống mới</a></li>" for n in range(12))
    article = "".join(f"<p>{PARAGRAPH.format(n=n)}</p>" for n in range(4))
    page = (
        f"<html><body><div><ul>{links}</ul></div><article>{article}</article><div><ul>{links}</ul></div></body></html>"
    )
    draft = extract(page.encode(), ".html")
    judged = {(draft.text[part.start : part.end].startswith("Sáng ngày"), part.main) for part in draft.parts}
    assert judged == {(True, True), (False, False)}


@pytest.mark.parametrize(
    ("raw", "suffix", "reason"),
    [
        (b"x", ".xls", "is not read"),
        (b"x", "", "without a suffix"),
        (b"<html><body><script>x</script></body></html>", ".html", "no visible text"),
        ("\u200b\u200b".encode(), ".txt", "empty file"),
    ],
)
def test_a_file_without_text_is_refused(raw: bytes, suffix: str, reason: str) -> None:
    with pytest.raises(ReadingError, match=reason):
        extract(raw, suffix)


def test_supported_suffixes_are_lower_case() -> None:
    assert all(suffix == suffix.lower() for suffix in SUPPORTED)


OLD_PAGE = """<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">
<title>{title}</title></head><body><h1>{title}</h1><p>{first}</p><p>{second}</p></body></html>"""
OLD_TEXTS = {
    "title": "Hội nghị sơ kết công tác quý I",
    "first": "Sáng 31/8, Huyện ủy tổ chức hội nghị; đồng chí Bí thư chủ trì.",
    "second": "Thu ngân sách ước đạt 31,5 tỷ đồng, bằng 52% dự toán được giao.",
}


@pytest.mark.parametrize("writer", [to_tcvn3, to_vni, to_1258])
@pytest.mark.parametrize("charset", ["windows-1252", "windows-1258", "x-user-defined"])
def test_pages_before_unicode_are_read(writer: Callable[[str], bytes], charset: str) -> None:
    draft = extract(writer(OLD_PAGE.format(charset=charset, **OLD_TEXTS)), ".html")
    assert texts(draft) == list(OLD_TEXTS.values())
    assert draft.window_title == OLD_TEXTS["title"]


@pytest.mark.parametrize("writer", [to_tcvn3, to_vni, to_1258])
def test_pages_before_unicode_that_were_saved_as_utf8_are_read(writer: Callable[[str], bytes]) -> None:
    """Also where the letters are entities: ư of TCVN3 is a soft hyphen, which is dropped elsewhere."""
    seen = seen_as_western(writer(OLD_PAGE.format(charset="utf-8", **OLD_TEXTS)))
    for page in (seen.encode(), seen.encode("ascii", "xmlcharrefreplace")):
        draft = extract(page, ".html")
        assert texts(draft) == list(OLD_TEXTS.values())
        assert draft.window_title == OLD_TEXTS["title"]


@pytest.mark.parametrize("suffix", [".txt", ".md"])
@pytest.mark.parametrize("writer", [to_tcvn3, to_vni, to_1258])
def test_text_before_unicode_is_read(writer: Callable[[str], bytes], suffix: str) -> None:
    source = "\n\n".join(OLD_TEXTS.values())
    for raw in (writer(source), seen_as_western(writer(source)).encode()):
        assert texts(extract(raw, suffix)) == list(OLD_TEXTS.values())


def test_soft_hyphens_of_a_page_in_unicode_are_dropped() -> None:
    draft = extract("<p>Thu ngân&shy;sách của huyện&nbsp;đạt 31 tỷ; hội\u200b nghị bàn.</p>".encode(), ".html")
    assert draft.text == "Thu ngânsách của huyện đạt 31 tỷ; hội nghị bàn."
