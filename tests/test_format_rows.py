"""The rows of formats: positions of another wording lead to the annotated letters, and a format below HTML is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.reading.formats import extract
from evaluation import format_rows
from evaluation.bars import MET, MISSED
from evaluation.bench_reading import FOLDERS
from evaluation.format_rows import Aligned, _hold_row, _Row, _shown
from evaluation.golden import Letters, read_table
from evaluation.made_files import message_of, pdf_file, word_file

TEXT = "Sáng 3/5, Huyện ủy họp. Thu đạt 41 tỷ đồng; chi đạt 38 tỷ đồng."
PAGES = [(golden, FOLDERS["samples"] / golden.file) for golden in read_table("samples") if golden.file[-5:] == ".html"]


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (TEXT, "Thu đạt"),
        (TEXT.replace(" ", "\n\n"), "Thu\n\nđạt"),
        (f"In từ trang thông tin\n{TEXT}", "Thu đạt"),
        (TEXT.replace("Huyện ủy", "Huyen uỳ"), "Thu đạt"),
        (TEXT.replace("Huyện ủy ", ""), "Thu đạt"),
    ],
    ids=["the same", "broken otherwise", "a head", "misread", "a lack"],
)
def test_positions_lead_to_the_annotated_letters(other: str, words: str) -> None:
    annotated = Letters.of(TEXT)
    aligned = Aligned.to(annotated, other)
    assert aligned.offset(other.index(words)) == annotated.offset(TEXT.index("Thu đạt"))
    assert aligned.offset(len(other)) == len(annotated.text)
    assert aligned.offset(0) == 0
    assert aligned.text == annotated.text


@pytest.mark.parametrize(
    ("make", "suffix"), [(word_file, ".docx"), (pdf_file, ".pdf"), (message_of, ".eml")], ids=[".docx", ".pdf", ".eml"]
)
def test_a_file_made_of_a_page_says_all_that_the_page_shows(make, suffix: str) -> None:  # type: ignore[no-untyped-def]
    page = _shown(PAGES[0][1])
    read = extract(make(page), suffix)
    shown = Letters.of(page.text).text
    assert shown in Letters.of(read.text).text


def test_a_format_that_loses_a_part_misses_its_bar(capsys: pytest.CaptureFixture[str]) -> None:
    def torn(page: Path) -> bytes:
        source = page.read_text(encoding="utf-8")
        return source[: len(source) // 2].encode()

    assert _hold_row(_Row(".html", ".html", Path.read_bytes), PAGES[:2]) == MET
    assert _hold_row(_Row("torn", ".html", torn), PAGES[:2]) == MISSED
    assert "torn: 2 reports made of web pages" in capsys.readouterr().out


def test_a_row_without_its_program_is_no_data(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(format_rows.shutil, "which", lambda _: None)
    _hold_row(_Row(".doc", ".doc", Path.read_bytes, ("soffice",)), PAGES)
    assert "data missing: .doc (no soffice)" in capsys.readouterr().out
