"""A citation of a report in each format, asked for in Debian's Chromium, opens the report at the cited words."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator, Sequence
from email.message import EmailMessage
from io import BytesIO

import pytest
from docx import Document
from playwright.sync_api import expect

from assistant.finding import find_files
from assistant.ingesting import Ingester
from assistant.opening import build_assistant
from assistant.store.library import Library
from assistant.web.app import create_app
from evaluation.made_files import converted
from tests.conftest import PROJECT
from tests.light_encoder import DIMENSION, LightEncoder
from tests.reading.files import needs_tesseract
from tests.web.conftest import CHROMIUM, Open, served

SAMPLES = PROJECT / "samples"
FORMATS = (".docx", ".pdf", "-tcvn3.txt", ".zip")
MESSAGE = (
    "Sáng 09/02/2022, UBND thị trấn Phố Cói (huyện Cẩm Vọng, tỉnh Đoài Giang) họp giao ban đầu năm. Đồng chí Lương Thị "
    "Thoa, Chủ tịch UBND thị trấn chủ trì cuộc họp.\n\n"
    "Chợ Phố Cói mở lại 164 quầy hàng sau Tết, bằng 82% số quầy của chợ. Thị trấn thu 73 triệu đồng phí chợ.\n\n"
    "Kết luận, đồng chí Lương Thị Thoa yêu cầu Ban Quản lý chợ sửa xong mái khu bán cá trước ngày 15/3.\n"
)
OLDER = (
    "Chiều 22/02/2022, UBND xã Kẻ Sộp (huyện Gò Mây, tỉnh Đoài Giang) họp bàn việc làm đường thôn.",
    "Đến nay xã Kẻ Sộp đã bê tông hóa 6,4 km đường thôn; còn 2,1 km đường đất ở thôn Bến.",
)
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
# File, question, words that the citation marks in the report, and the page it names.
CASES = [
    pytest.param("cam-vong-2022-03.docx", "Đàn lợn của huyện Cẩm Vọng có bao nhiêu con?", "38.700 con", "", id="docx"),
    pytest.param("go-may-2022-04.pdf", "Cầu Vực Tôm, huyện Gò Mây có giá trị mấy tỷ?", "9,8 tỷ đồng", "2", id="pdf"),
    pytest.param(
        "phieng-lot-2022-02-scan.pdf",
        "Đợt rét làm chết bao nhiêu con trâu, bò ở xã Phiêng Lót?",
        "37 con trâu, bò",
        "1",
        id="scan",
        marks=needs_tesseract,
    ),
    pytest.param(
        "van-say-2022-03-tcvn3.txt",
        "Thu ngân sách quý I của xã Vạn Sậy được bao nhiêu?",
        "412 triệu đồng",
        "",
        id="tcvn3",
    ),
    pytest.param("pho-coi.eml", "Chợ Phố Cói mở lại bao nhiêu quầy hàng?", "164 quầy hàng", "", id="eml"),
    pytest.param(
        "ke-sop.doc",
        "Xã Kẻ Sộp đã bê tông hóa bao nhiêu km đường?",
        "6,4 km",
        "",
        id="doc",
        marks=pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed"),
    ),
    pytest.param(
        "hop-xa-2022.zip/Xã Bến Rộc/dồn điền đổi thửa 2022-03.docx",
        "Kinh phí đo đạc của xã Bến Rộc là bao nhiêu?",
        "940 triệu đồng",
        "",
        id="zip",
    ),
]

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")]


def word_document(paragraphs: Sequence[str]) -> bytes:
    document, stream = Document(), BytesIO()
    for words in paragraphs:
        document.add_paragraph(words)
    document.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app over a library of one report in each format."""
    folder = tmp_path_factory.mktemp("thu")
    message = EmailMessage()
    message["Subject"] = "UBND thị trấn Phố Cói họp giao ban đầu năm 2022"
    message.set_content(MESSAGE)
    (folder / "pho-coi.eml").write_bytes(message.as_bytes())
    if OFFICE:
        (folder / "ke-sop.doc").write_bytes(converted(OFFICE, word_document(OLDER), "doc:MS Word 97", ".doc"))
    encoder = LightEncoder()
    written = find_files([one for one in folder.iterdir() if one.is_file()])
    samples = [one for one in find_files([SAMPLES]) if one.file.name.endswith(FORMATS)]
    with Library.open(folder / "library", model=encoder.identity, dimension=DIMENSION) as library:
        list(Ingester(library, encoder, "default").ingest([*samples, *written]))
        with library.own():
            listener = socket.create_server(("127.0.0.1", 0))
            yield from served(create_app(build_assistant(library, encoder)), listener)


@pytest.mark.parametrize(("file", "question", "words", "number"), CASES)
def test_a_citation_opens_the_report_at_its_words(
    open_page: Open, file: str, question: str, words: str, number: str
) -> None:
    page = open_page()
    page.locator("#tl-box textarea").fill(question)
    page.locator("#tl-box textarea").press("Enter")
    page.locator("#tl-chat a.tl-pill").first.click()
    panel = page.locator("#tl-source")
    expect(panel.locator(".tl-about")).to_contain_text(file)
    expect(panel.locator("mark.tl-cited").first).to_be_in_viewport()
    assert words in "".join(panel.locator("mark.tl-cited").all_text_contents())
    if number:
        expect(panel.locator(".tl-about")).to_contain_text(f"trang {number}")
        assert panel.locator(".tl-page").last.inner_text() == f"trang {number}"
    else:
        expect(panel.locator(".tl-page")).to_have_count(0)
        expect(panel.locator(".tl-about")).not_to_contain_text("trang")
