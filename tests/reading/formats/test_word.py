"""read_docx: the text of Word documents in reading order, and what is no text of theirs."""

from __future__ import annotations

import unicodedata
import zipfile
from io import BytesIO
from typing import Any

import pytest

from assistant.errors import ReadingError
from assistant.reading.draft import Draft
from assistant.reading.formats import extract
from tests.reading.files import COMPOUND, ENCRYPTED, WORD, bare_word_file, paragraph, tagged, texts, word_file


def read(raw: bytes) -> Draft:
    return extract(raw, ".docx")


def test_paragraphs_headings_and_tables_stand_in_their_order() -> None:
    def fill(document: Any) -> None:
        document.core_properties.title = "Họp giao ban tháng 4"
        document.add_heading("Họp giao ban", level=1)
        document.add_paragraph("Sáng 3/4, UBND xã họp.")
        table = document.add_table(rows=2, cols=2)
        for cell, words in zip(table._cells, ("Chỉ tiêu", "Kết quả", "Thu", "3,2 tỷ"), strict=True):
            cell.text = words
        document.add_paragraph("Quang cảnh cuộc họp.", style="Caption")

    draft = read(word_file(fill))
    assert tagged(draft) == [
        ("heading", "Họp giao ban"),
        ("text", "Sáng 3/4, UBND xã họp."),
        ("table", "Chỉ tiêu | Kết quả\nThu | 3,2 tỷ"),
        ("caption", "Quang cảnh cuộc họp."),
    ]
    assert draft.window_title == "Họp giao ban tháng 4"


def test_words_cut_into_runs_are_whole_and_in_nfc() -> None:
    decomposed = unicodedata.normalize("NFD", "hội nghị")
    draft = read(bare_word_file(paragraph("Ban Th", "ường v", "ụ họp ", decomposed, "\u200b.")))
    assert texts(draft) == ["Ban Thường vụ họp hội nghị."]


def test_runs_in_a_font_before_unicode_are_read_as_they_are_seen() -> None:
    old = "<w:r><w:rPr><w:rFonts w:ascii='.VnTime' w:hAnsi='.VnTime'/></w:rPr><w:t xml:space='preserve'>{}</w:t></w:r>"
    draft = read(
        bare_word_file(
            paragraph(old.format("H\u00e9i ngh\u00de ban th"), old.format("\u00ad\u00eang v\u00f4"), " họp.")
        )
    )
    assert texts(draft) == ["Hội nghị ban thường vụ họp."]


def test_a_letterhead_and_a_signature_are_laid_out_by_tables_and_read_line_by_line() -> None:
    def fill(document: Any) -> None:
        head = document.add_table(rows=2, cols=2)
        head.cell(0, 0).text = "UBND HUYỆN VÂN SƠN"
        head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
        head.cell(1, 0).text = "Số: 46/BB-VP"
        head.cell(1, 1).text = "Vân Sơn, ngày 3 tháng 5 năm 2024"
        foot = document.add_table(rows=1, cols=2)
        foot.cell(0, 0).text = "THƯ KÝ"
        foot.cell(0, 1).text = "CHỦ TỌA"

    assert tagged(read(word_file(fill))) == [
        ("text", "UBND HUYỆN VÂN SƠN"),
        ("text", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("text", "Độc lập - Tự do - Hạnh phúc"),
        ("text", "Số: 46/BB-VP"),
        ("text", "Vân Sơn, ngày 3 tháng 5 năm 2024"),
        ("text", "THƯ KÝ"),
        ("text", "CHỦ TỌA"),
    ]


def test_running_heads_stand_first_and_once_page_numbers_nowhere() -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("Hội nghị khai mạc lúc 8 giờ.")
        document.sections[0].header.paragraphs[0].text = "HUYỆN ỦY VÂN SƠN"
        document.sections[0].footer.paragraphs[0].text = "Trang 1/4"
        second = document.add_section()
        second.header.is_linked_to_previous = second.footer.is_linked_to_previous = False
        second.header.paragraphs[0].text = "HUYỆN ỦY VÂN SƠN"
        second.footer.paragraphs[0].text = "Tài liệu lưu hành nội bộ"

    assert tagged(read(word_file(fill))) == [
        ("text", "HUYỆN ỦY VÂN SƠN"),
        ("text", "Hội nghị khai mạc lúc 8 giờ."),
        ("menu", "Tài liệu lưu hành nội bộ"),
    ]


def test_a_note_follows_the_paragraph_that_refers_to_it_and_its_mark_is_no_digit_of_a_figure() -> None:
    note = f'<w:footnote w:id="2">{paragraph("Không kể thu tiền sử dụng đất.")}</w:footnote>'
    notes = f"<w:footnotes {WORD}>{note}</w:footnotes>"
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = paragraph("Thu đạt 41", mark, " tỷ đồng.") + paragraph("Chi đạt 38 tỷ.")
    draft = read(bare_word_file(body, footnotes=notes))
    assert texts(draft) == ["Thu đạt 41 tỷ đồng.", "Không kể thu tiền sử dụng đất.", "Chi đạt 38 tỷ."]


RUN = "<w:r><w:t>{}</w:t></w:r>"
LISTS = (
    f'<w:numbering {WORD}><w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>'
    '<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride>'
    "</w:num></w:numbering>"
)


def listed(words: str, depth: int, list_id: int = 1) -> str:
    return paragraph(words, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')


def test_the_numbers_that_word_draws_before_lists_are_read() -> None:
    body = "".join(
        (
            *(listed("Kết quả", 0), listed("thu", 2), listed("chi", 2), listed("trồng rừng", 3), paragraph("Lời dẫn")),
            *(
                listed("Nhiệm vụ", 0),
                listed("thu", 2),
                listed("Khác", 0, 2),
                listed("Hết", 0, 2),
                listed("Không", 0, 0),
            ),
        )
    )
    lines = [
        "I. Kết quả",
        "a) thu",
        "b) chi",
        "- trồng rừng",
        "Lời dẫn",
        "II. Nhiệm vụ",
        "a) thu",
        "IX. Khác",
        "X. Hết",
    ]
    assert texts(read(bare_word_file(body, numbering=LISTS))) == [*lines, "Không"]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (paragraph("Thu ", f"<w:ins>{RUN.format('đạt')}</w:ins>", f"<w:del>{RUN.format('hụt')}</w:del>"), ["Thu đạt"]),
        (f"<w:sdt><w:sdtContent>{paragraph('Trong khung')}</w:sdtContent></w:sdt>", ["Trong khung"]),
        (paragraph("Một", "<w:r><w:br/><w:t>Hai</w:t></w:r>"), ["Một", "Hai"]),
        (paragraph("THƯ KÝ", "<w:r><w:tab/><w:tab/></w:r>", "CHỦ TỌA"), ["THƯ KÝ   CHỦ TỌA"]),
        (paragraph("1.", "<w:r><w:tab/></w:r>", "Thu"), ["1. Thu"]),
        (
            paragraph("Trang ", "<w:r><w:instrText>PAGE</w:instrText></w:r>", RUN.format(2)),
            ["Trang 2"],
        ),
        (
            paragraph("<w:r><w:rPr><w:rFonts w:ascii='Wingdings'/></w:rPr><w:t>Ø</w:t></w:r>", " Thu"),
            ["• Thu"],
        ),
        (
            paragraph("Bên", f"<w:r><w:pict><w:txbxContent>{paragraph('Trong ô')}</w:txbxContent></w:pict></w:r>"),
            ["Bên", "Trong ô"],
        ),
    ],
    ids=["tracked changes", "content control", "line break", "tabs", "tab of a list", "field", "pictures", "text box"],
)  # fmt: skip
def test_what_is_seen_is_read(body: str, lines: list[str]) -> None:
    assert texts(read(bare_word_file(body))) == lines


WHOLE = word_file(lambda document: document.add_paragraph("Hội nghị khai mạc lúc 8 giờ."))
ENTITY = b"<!DOCTYPE d [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (ENCRYPTED, "encrypted; open it with its password"),
        (COMPOUND, "older Office file named .docx; name it .doc"),
        (WHOLE[: len(WHOLE) // 2], "damaged .docx file: it is truncated"),
        (WHOLE.replace(b"word/document.xml", b"word/dokument.xml"), "damaged .docx file"),
        (b"", "empty file"),
        (bare_word_file(paragraph("")), "no visible text"),
        ("Hội nghị".encode(), "no .docx file; open it in a word processor"),
    ],
    ids=["encrypted", "old format", "truncated", "other package", "empty", "no text", "plain text"],
)
def test_what_cannot_be_read_is_refused_with_its_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(ReadingError, match=reason):
        read(raw)


def test_a_byte_that_was_lost_on_the_way_is_noticed() -> None:
    for place in range(60, len(WHOLE), 997):
        broken = WHOLE[:place] + bytes([WHOLE[place] ^ 0xFF]) + WHOLE[place + 1 :]
        try:
            assert texts(read(broken)) == ["Hội nghị khai mạc lúc 8 giờ."]
        except ReadingError as error:
            assert "damaged" in str(error) or "no .docx" in str(error)


def test_a_file_that_names_entities_is_no_word_document() -> None:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        body = f"<w:document {WORD}><w:body>{paragraph('Trước &e; sau')}</w:body></w:document>"
        package.writestr("word/document.xml", ENTITY + body.encode())
    with pytest.raises(ReadingError, match="damaged"):
        read(written.getvalue())
