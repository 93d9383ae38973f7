"""A kept answer -> a Word document: question, answer, table, notes, and every source with its words."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from assistant.domain import Table
from assistant.web.answer_text import about, markers, one_line, reasons, small_print
from assistant.web.keeping import Kept
from assistant.web.wording import Wording

if TYPE_CHECKING:
    from docx.document import Document

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# What XML 1.0 cannot hold.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def to_docx(kept: Kept, words: Wording) -> bytes:
    """Return the file. Everything in it is text: no link, no picture, no field."""
    from docx import Document  # a tenth of a second to import, and most visitors never export

    answer, file = kept.answer, Document()
    file.core_properties.title = _written(kept.question)[:255]
    file.core_properties.author = words.product
    file.add_heading(_written(kept.question), 1)
    for statement in answer.statements:
        file.add_paragraph(_written(statement.text) + markers(statement.citations))
        if why := reasons(statement):
            file.add_paragraph().add_run(_written(why)).italic = True
    if not answer.statements:
        file.add_paragraph(_written(answer.text))
    if answer.table:
        _add_table(file, answer.table)
    for note in small_print(kept, words):
        file.add_paragraph().add_run(_written(note)).italic = True
    cited = answer.citations or answer.nearest
    if cited:
        file.add_heading(words.sources if answer.citations else words.nearest, 2)
    for citation in cited:
        file.add_paragraph(f"[{citation.number}] {_written(about(citation, words))}")
        file.add_paragraph(_written(citation.quote), style="Quote")
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()


def _add_table(file: Document, table: Table) -> None:
    made = file.add_table(rows=0, cols=len(table.columns), style="Table Grid")
    for cell, column in zip(made.add_row().cells, table.columns, strict=True):
        cell.paragraphs[0].add_run(_written(column)).bold = True
    for texts, numbers in zip(table.rows, table.citations, strict=True):
        for cell, text, number in zip(made.add_row().cells, texts, numbers, strict=True):
            cell.text = _written(text) + (markers((number,)) if number else "")


def _written(text: str) -> str:
    return one_line(_UNWRITABLE.sub("", text))
