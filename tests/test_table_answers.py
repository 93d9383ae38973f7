"""A table in a report of each format -> answers from its rows: name, value with unit, period, and the row cited."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from assistant.assistant import Assistant
from assistant.finding import find_files
from assistant.ingesting import Ingester
from assistant.opening import build_assistant
from assistant.store.library import Library
from evaluation.made_files import converted
from tests.light_encoder import DIMENSION, LightEncoder

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
TITLE = "Phiên họp thường kỳ tháng 7 năm 2025 của UBND xã Đồng Khê"
OPENING = (
    "Sáng 28/7/2025, UBND xã Đồng Khê tổ chức phiên họp thường kỳ tháng 7. Đồng chí Mạc Văn Thưởng, Chủ tịch UBND xã "
    "chủ trì phiên họp. Trong 7 tháng đầu năm, an sinh xã hội của xã được bảo đảm.",
    "Kết quả thực hiện các chỉ tiêu chủ yếu như sau:",
)
HEADINGS = ("Chỉ tiêu", "Đơn vị", "7 tháng 2025", "So với kế hoạch (%)")
ROWS = (
    ("Thu ngân sách trên địa bàn", "tỷ đồng", "18,6", "64,1"),
    ("Diện tích gieo trồng lúa", "ha", "312,5", "101,2"),
    ("Số lao động được giải quyết việc làm", "người", "286", "71,5"),
    ("Tỷ lệ hộ nghèo", "%", "3,42", "-"),
    ("Tỷ lệ dân số tham gia bảo hiểm y tế", "%", "93,8", "98,7"),
    ("Sản lượng thủy sản", "tấn", "-", "55,0"),
    ("Số hộ được cấp nước sạch", "hộ", "", "82,4"),
)
CLOSING = "Kết luận phiên họp, đồng chí Mạc Văn Thưởng yêu cầu các bộ phận hoàn thành các chỉ tiêu còn đạt thấp."


def word_document() -> bytes:
    document, stream = Document(), BytesIO()
    document.add_heading(TITLE, 1)
    for words in OPENING:
        document.add_paragraph(words)
    table = document.add_table(rows=0, cols=len(HEADINGS), style="Table Grid")
    for row in (HEADINGS, *ROWS):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    document.add_paragraph(CLOSING)
    document.save(stream)
    return stream.getvalue()


def markdown() -> bytes:
    rows = (HEADINGS, ("---",) * len(HEADINGS), *ROWS)
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return "\n\n".join((f"# {TITLE}", *OPENING, table, CLOSING)).encode()


def web_page() -> bytes:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (HEADINGS, *ROWS))
    words = "".join(f"<p>{one}</p>" for one in OPENING)
    body = f"<article><h1>{TITLE}</h1>{words}<table>{rows}</table><p>{CLOSING}</p></article>"
    return f"<!doctype html><meta charset='utf-8'><title>{TITLE}</title>{body}".encode()


def of_office(ending: str) -> bytes:
    assert OFFICE
    return converted(OFFICE, word_document(), ending[1:], ending)


NEEDS_OFFICE = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


@pytest.fixture(
    scope="module",
    params=[".docx", ".md", ".html", *(pytest.param(one, marks=NEEDS_OFFICE) for one in (".pdf", ".odt"))],
)
def assistant(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("bang")
    made = {".docx": word_document, ".md": markdown, ".html": web_page}.get(request.param)
    (folder / f"dong-khe{request.param}").write_bytes(made() if made else of_office(request.param))
    encoder = LightEncoder()
    with Library.open(folder / "library", model=encoder.identity, dimension=DIMENSION) as library:
        outcomes = list(Ingester(library, encoder, "default").ingest(find_files([folder / f"dong-khe{request.param}"])))
        assert [(outcome.status, outcome.reason) for outcome in outcomes] == [("added", "")]
        with library.own():
            yield build_assistant(library, encoder)


@pytest.mark.parametrize(
    ("question", "told", "row"),
    [
        ("Tỷ lệ hộ nghèo 7 tháng 2025 là bao nhiêu?", "Tỷ lệ hộ nghèo: 7 tháng 2025 3,42%", ROWS[3]),
        ("ty le ho ngheo 7 thang 2025 la bao nhieu", "Tỷ lệ hộ nghèo: 7 tháng 2025 3,42%", ROWS[3]),
        (
            "Thu ngân sách trên địa bàn 7 tháng 2025 đạt bao nhiêu?",
            "Thu ngân sách trên địa bàn: 7 tháng 2025 18,6 tỷ đồng",
            ROWS[0],
        ),
        ("Diện tích gieo trồng lúa 7 tháng 2025?", "Diện tích gieo trồng lúa: 7 tháng 2025 312,5 ha", ROWS[1]),
        (
            "so lao dong duoc giai quyet viec lam 7 thang 2025",
            "Số lao động được giải quyết việc làm: 7 tháng 2025 286 người",
            ROWS[2],
        ),
        (
            "Sản lượng thủy sản bằng bao nhiêu phần trăm kế hoạch?",
            "Sản lượng thủy sản: So với kế hoạch (%) 55,0",
            ROWS[5],
        ),
    ],
)
def test_a_row_is_told_with_unit_and_period_and_cited(
    assistant: Assistant, question: str, told: str, row: tuple[str, ...]
) -> None:
    answer = assistant.ask(question)
    assert not answer.abstained
    (statement,) = answer.statements
    assert (statement.text, statement.status) == (told, "verified")
    assert re.split(r" *\| *", answer.citations[0].quote) == list(row)


@pytest.mark.parametrize(
    "question",
    [
        "Sản lượng thủy sản 7 tháng 2025 là bao nhiêu?",
        "so ho duoc cap nuoc sach la bao nhieu",
        "Tỷ lệ hộ nghèo so với kế hoạch đạt bao nhiêu phần trăm?",
    ],
)
def test_an_empty_cell_is_not_answered_with_another_column(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.abstained
    assert not any(value in answer.text for value in ("55,0", "82,4", "3,42"))
