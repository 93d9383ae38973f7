"""Builders of small files in the formats that reports come in, for the tests of their readers."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx

from assistant.reading.draft import Draft

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500
ENCRYPTED = COMPOUND + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 500


def texts(draft: Draft, tag: str | None = None) -> list[str]:
    """The words of a draft's parts, of those with a tag when one is named."""
    return [draft.text[part.start : part.end] for part in draft.parts if tag in (None, part.tag)]


def tagged(draft: Draft) -> list[tuple[str, str]]:
    """The tag and the words of each part."""
    return [(part.tag, draft.text[part.start : part.end]) for part in draft.parts]


def word_file(fill: Callable[[Any], object]) -> bytes:
    """A .docx that python-docx writes after `fill` put content into it."""
    document = docx.Document()
    fill(document)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def bare_word_file(body: str, **parts: str) -> bytes:
    """A .docx with nothing but this XML for its body, and other parts by name (`numbering`, `footnotes`)."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("word/document.xml", f"<w:document {WORD}><w:body>{body}</w:body></w:document>")
        for name, xml in parts.items():
            package.writestr(f"word/{name}.xml", xml)
    return written.getvalue()


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of WordprocessingML; a run that is no element becomes text."""
    held = (run if run.startswith("<") else f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(held)}</w:p>"
