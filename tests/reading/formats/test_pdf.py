"""read_pdf: the text layer in reading order, without what pages repeat, and the place where each page begins."""

from __future__ import annotations

from io import BytesIO

import pypdfium2 as pdfium
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import simpleSplit

from assistant.errors import ReadingError
from assistant.reading.draft import Draft
from assistant.reading.formats import extract
from tests.reading.files import FONT, MARGIN, WIDTH, Paper, tagged, texts

INCOME = (
    "Thu ngân sách nhà nước trên địa bàn huyện sáu tháng đầu năm ước đạt 118,4 tỷ đồng, bằng 52,6% dự toán tỉnh giao, "
    "tăng 11,8% so với cùng kỳ; các khoản thu từ đất đai, phí và lệ phí đều vượt tiến độ đề ra."
)
SPENDING = (
    "Chi ngân sách địa phương ước đạt 240 tỷ đồng, bằng 48% dự toán; giải ngân vốn đầu tư công được 71,2 tỷ đồng, "
    "thấp hơn bình quân chung của toàn tỉnh do vướng mắc trong giải phóng mặt bằng."
)
FORESTS = "Toàn huyện trồng được 412 ha rừng, đạt 82,4% kế hoạch; không để xảy ra cháy rừng trong kỳ báo cáo."


def read(raw: bytes) -> Draft:
    return extract(raw, ".pdf")


def page_of(draft: Draft, words: str) -> int:
    position = draft.text.index(words)
    return max(number for number, start in enumerate(draft.pages, start=1) if start <= position)


def test_lines_become_paragraphs_again() -> None:
    paper = Paper()
    paper.words("BÁO CÁO", 280, 60, 14, f"{FONT}-Bold")
    paper.words("Tình hình kinh tế - xã hội sáu tháng đầu năm", 170, 78, 14, f"{FONT}-Bold")
    paper.words("và nhiệm vụ sáu tháng cuối năm 2024", 190, 96, 14, f"{FONT}-Bold")
    y = paper.paragraph(INCOME, 130)
    y = paper.paragraph(SPENDING, y)
    paper.words("- Trồng rừng: 412 ha.", MARGIN + 24, y)
    paper.words("- Chăn nuôi: ổn định.", MARGIN + 24, y + 16)
    assert texts(read(paper.bytes())) == [
        "BÁO CÁO",
        "Tình hình kinh tế - xã hội sáu tháng đầu năm và nhiệm vụ sáu tháng cuối năm 2024",
        INCOME,
        SPENDING,
        "- Trồng rừng: 412 ha.",
        "- Chăn nuôi: ổn định.",
    ]


def test_a_dash_at_the_beginning_of_a_line_makes_a_list_only_where_the_line_above_has_ended() -> None:
    paper = Paper()
    wide = "Ngày 17/10, đoàn công tác của Thường trực Tỉnh ủy do đồng chí Lê Thị Mận, Phó Bí thư Tỉnh ủy"
    for number, line in enumerate((wide, "- trưởng đoàn làm việc với huyện:", "- thu ngân sách;", "- trồng rừng.")):
        paper.words(line, MARGIN, 90 + 16 * number)
    assert texts(read(paper.bytes())) == [
        f"{wide} - trưởng đoàn làm việc với huyện:",
        "- thu ngân sách;",
        "- trồng rừng.",
    ]


@pytest.mark.parametrize("shift", [0, 7], ids=["on the same lines", "between each other's lines"])
def test_columns_are_read_one_after_the_other(shift: float) -> None:
    paper = Paper()
    paper.paragraph("Hội nghị sơ kết công tác sáu tháng đầu năm của huyện được tổ chức tại hội trường lớn.", 60)
    for x, first, second, begin in ((MARGIN, INCOME, FORESTS, 120), (320, SPENDING, FORESTS[:60], 120 + shift)):
        paper.paragraph(second, paper.paragraph(first, begin, x=x, width=215), x=x, width=215)
    draft = read(paper.bytes())
    assert texts(draft)[1:] == [INCOME, FORESTS, SPENDING, FORESTS[:60].strip()]


def three_pages() -> bytes:
    """A paragraph over two pages, then a page for each of two; each page has its head and its number."""
    paper = Paper()
    lines = simpleSplit(INCOME, FONT, 12, WIDTH - 2 * MARGIN)
    for number, own in enumerate((lines[:1], lines[1:], [SPENDING, "Kết thúc phần hai."], [FORESTS]), start=1):
        paper.words(f"Huyện ủy Vân Sơn - Báo cáo số {number}", MARGIN, 40, 10)
        for place, words in enumerate(own):
            if number < 3:
                paper.words(words, MARGIN, (720 if number == 1 else 90) + 16 * place)
            else:
                paper.paragraph(words, 90 + 64 * place)
        paper.words(f"Trang {number}/4" if number < 3 else str(number), 290, 810, 10)
        paper.turn()
    return paper.bytes()


def test_a_paragraph_goes_on_over_the_page_and_what_pages_repeat_is_left_out() -> None:
    draft = read(three_pages())
    assert texts(draft) == [INCOME, SPENDING, "Kết thúc phần hai.", FORESTS]


def test_each_position_has_its_page() -> None:
    draft = read(three_pages())
    assert len(draft.pages) == 4
    assert draft.pages[0] == 0
    pages = [page_of(draft, words) for words in ("Thu ngân sách", "vượt tiến độ", "Chi ngân sách", "Toàn huyện")]
    assert pages == [1, 2, 3, 4]


def test_an_empty_page_is_counted() -> None:
    paper = Paper()
    paper.paragraph(INCOME, 90)
    paper.turn()
    paper.turn()
    paper.paragraph(SPENDING, 90)
    draft = read(paper.bytes())
    assert len(draft.pages) == 3
    assert [page_of(draft, words) for words in ("Thu ngân", "Chi ngân")] == [1, 3]


@pytest.mark.parametrize("ruled", [True, False])
def test_a_table_of_figures_is_read_row_by_row(ruled: bool) -> None:
    paper = Paper()
    paper.paragraph(INCOME, 90)
    paper.cells(
        (("Chỉ tiêu", "Kế hoạch", "Kết quả"), ("Thu", "225 tỷ", "118,4 tỷ"), ("Chi", "", "240 tỷ")), 200, ruled=ruled
    )
    paper.paragraph(SPENDING, 320)
    assert tagged(read(paper.bytes())) == [
        ("text", INCOME),
        ("table", "Chỉ tiêu | Kế hoạch | Kết quả\nThu | 225 tỷ | 118,4 tỷ\nChi |  | 240 tỷ"),
        ("text", SPENDING),
    ]


def test_a_cell_of_several_lines_is_one_cell() -> None:
    paper = Paper()
    for x, width in ((60, 150), (210, 100)):
        for y, height in ((100, 20), (120, 40)):
            paper.canvas.rect(x, 842 - y - height, width, height)
    for words, x, y in (
        *(("Chỉ tiêu", 64, 114), ("Kết quả", 214, 114)),
        *(("Thu ngân sách", 64, 134), ("nhà nước", 64, 150), ("118,4 tỷ", 214, 142)),
    ):
        paper.words(words, x, y)
    assert texts(read(paper.bytes()), "table") == ["Chỉ tiêu | Kết quả\nThu ngân sách nhà nước | 118,4 tỷ"]


def test_a_letterhead_is_read_side_by_side() -> None:
    paper = Paper()
    for words, x, y in (
        *(("UBND HUYỆN VÂN SƠN", 70, 60), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 280, 60)),
        *(("VĂN PHÒNG", 100, 78), ("Độc lập - Tự do - Hạnh phúc", 320, 78)),
        *(("Số: 46/BB-VP", 100, 100), ("Vân Sơn, ngày 3 tháng 5 năm 2024", 300, 100)),
    ):
        paper.words(words, x, y)
    paper.paragraph(INCOME, 150)
    assert texts(read(paper.bytes())) == [
        *("UBND HUYỆN VÂN SƠN", "VĂN PHÒNG", "Số: 46/BB-VP"),
        *("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Vân Sơn, ngày 3 tháng 5 năm 2024"),
        INCOME,
    ]


def test_the_mark_of_a_note_is_no_digit_of_a_figure_and_the_note_follows_its_paragraph() -> None:
    paper = Paper()
    end = paper.words("Thu ngân sách sáu tháng của huyện ước đạt 118,4 tỷ đồng", MARGIN, 700)
    paper.words(", tức là", paper.words("1", end, 695, 7), 700)
    paper.words("không kể tiền sử dụng đất, bằng 52,6% dự toán; diện tích trồng mới là", MARGIN, 716)
    paper.words("1 Số liệu của Phòng Tài chính - Kế hoạch.", MARGIN, 780, 9)
    paper.turn()
    end = paper.words("1.200 m", MARGIN, 90)
    paper.words(" nhà kính.", paper.words("2", end, 85, 7), 90)
    assert texts(read(paper.bytes())) == [
        "Thu ngân sách sáu tháng của huyện ước đạt 118,4 tỷ đồng, tức là không kể tiền sử dụng đất, bằng 52,6% "
        "dự toán; diện tích trồng mới là 1.200 m2 nhà kính.",
        "1 Số liệu của Phòng Tài chính - Kế hoạch.",
    ]


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_that_is_turned_is_read_as_it_is_shown(rotation: int) -> None:
    paper = Paper()
    turned = {90: (0, 1, -1, 0, 595, 0), 180: (-1, 0, 0, -1, 595, 842), 270: (0, -1, 1, 0, 0, 842)}[rotation]
    paper.canvas.transform(*turned)
    paper.canvas.setFont(FONT, 12)
    for number, line in enumerate(("Phụ lục kèm theo báo cáo", "Biểu số 1 về thu ngân sách")):
        paper.canvas.drawString(60, 500 - 40 * number, line)
    paper.canvas.setPageRotation(rotation)
    assert texts(read(paper.bytes())) == ["Phụ lục kèm theo báo cáo", "Biểu số 1 về thu ngân sách"]


def test_the_title_that_the_file_declares_is_known() -> None:
    paper = Paper()
    paper.canvas.setTitle("Báo cáo tháng 6")
    paper.paragraph(INCOME, 90)
    assert read(paper.bytes()).window_title == "Báo cáo tháng 6"


def encrypted() -> bytes:
    paper = Paper(encrypt=StandardEncryption("mật khẩu", canPrint=0))
    paper.paragraph(INCOME, 90)
    return paper.bytes()


WHOLE = three_pages()


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (encrypted(), "encrypted; open it with its password"),
        (WHOLE[: len(WHOLE) // 3], "damaged .pdf file: it is truncated"),
        (b"%PDF-1.7\n", "damaged .pdf file"),
        (b"PK\x03\x04 no PDF", "damaged .pdf file"),
        (b"", "empty file"),
    ],
    ids=["encrypted", "truncated", "only its head", "another format", "empty"],
)
def test_what_cannot_be_read_is_refused_with_its_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(ReadingError, match=reason):
        read(raw)


def test_a_file_without_pages_or_text_is_empty() -> None:
    document = pdfium.PdfDocument.new()
    document.new_page(595, 842)
    written = BytesIO()
    document.save(written)
    with pytest.raises(ReadingError, match="no visible text"):
        read(written.getvalue())
