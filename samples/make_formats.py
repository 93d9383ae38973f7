"""samples/.texts/*.md -> the samples that are no plain files of text: python -m samples.make_formats.

Run in the project's folder with what requirements-dev.txt installs. Made again they are the same: nothing in them
tells when they were made.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from time import gmtime

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from PIL import Image

from assistant.reading.draft import Draft
from assistant.reading.formats import extract
from evaluation.made_files import pdf_file, photographed, word_file
from tests.vietnamese.legacy_bytes import to_tcvn3

FOLDER = Path(__file__).parent
TEXTS = FOLDER / ".texts"
ARCHIVE = "hop-xa-2022.zip"
HEAD = "HĐND HUYỆN GÒ MÂY - Bản tin kỳ họp"
HEADER = "VĂN PHÒNG HĐND VÀ UBND HUYỆN CẨM VỌNG"
# Where the text has a footnote, as Markdown writes them.
MARK = "[^1]"
_MADE = (2022, 5, 4, 8, 0, 0)
_SCAN_DPI, _INK = 300, 150


def main() -> None:
    """Write every file beside this one."""
    for name, raw in made().items():
        (FOLDER / name).write_bytes(raw)


def made() -> dict[str, bytes]:
    """Return the bytes of each file by its name."""
    return {
        "cam-vong-2022-03.docx": _same_each_time(_headed(word_file(told("cam-vong-2022-03")))),
        "go-may-2022-04.pdf": pdf_file(told("go-may-2022-04"), HEAD),
        "phieng-lot-2022-02-scan.pdf": _scanned(pdf_file(told("phieng-lot-2022-02"), head="")),
        "van-say-2022-03-tcvn3.txt": to_tcvn3(_typed(told("van-say-2022-03"))),
        ARCHIVE: _zipped({name: make(told(text)) for name, (text, make) in ARCHIVED.items()}),
    }


def told(name: str) -> Draft:
    """Return what a text says, its first line the title."""
    draft = extract((TEXTS / f"{name}.md").read_bytes(), ".md")
    return replace(draft, window_title=draft.text.partition("\n")[0])


def _typed(draft: Draft) -> str:
    return draft.text.replace("\n", "\r\n") + "\r\n"


def _headed(raw: bytes) -> bytes:
    """Return a .docx with a running head, and with its footnote as Word keeps one."""
    document = docx.Document(BytesIO(raw))
    document.sections[0].header.paragraphs[0].text = HEADER
    *_, note = (one for one in document.paragraphs if one.text.startswith(f"{MARK}: "))
    _add_footnotes(document, note.text.removeprefix(f"{MARK}: "))
    note._element.getparent().remove(note._element)
    (paragraph,) = (one for one in document.paragraphs if MARK in one.text)
    before, _, after = paragraph.text.partition(MARK)
    paragraph.text = before
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), "1")
    run = paragraph.add_run()
    run.font.superscript = True
    run._element.append(reference)
    paragraph.add_run(after)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _add_footnotes(document: Document, note: str) -> None:
    """python-docx writes no footnotes: their part is added whole, with the two rules that Word wants in it."""
    rules = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for kind, number in (("separator", -1), ("continuationSeparator", 0))
    )
    sign = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    words = f'<w:r><w:t xml:space="preserve"> {note}</w:t></w:r>'
    own = f'<w:footnote w:id="1"><w:p>{sign}{words}</w:p></w:footnote>'
    xml = f"<w:footnotes {nsdecls('w')}>{rules}{own}</w:footnotes>"
    package = document.part.package
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, xml.encode(), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _scanned(raw: bytes) -> bytes:
    """Return a PDF's pages as an office scanner keeps them: black and white, without a letter of text."""
    first, *others = (
        picture.point(lambda grey: 255 * (grey > _INK)).convert("1", dither=Image.Dither.NONE)
        for picture in photographed(raw, _SCAN_DPI)
    )
    written = BytesIO()
    when = gmtime(0)
    first.save(
        written, "PDF", resolution=_SCAN_DPI, save_all=True, append_images=others, creationDate=when, modDate=when
    )
    return written.getvalue()


def _same_each_time(raw: bytes) -> bytes:
    """Return a .docx, whose parts python-docx dates with the time of day, with another date."""
    with zipfile.ZipFile(BytesIO(raw)) as package:
        return _zipped({name: package.read(name) for name in package.namelist()})


def _zipped(files: Mapping[str, bytes]) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, raw in files.items():
            archive.writestr(zipfile.ZipInfo(name, _MADE), raw, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _word_file(draft: Draft) -> bytes:
    return _same_each_time(word_file(draft))


def _text_file(draft: Draft) -> bytes:
    return _typed(draft).encode()


# What the archive holds: which text each document tells, and how it is made.
ARCHIVED = {
    "Xã Bến Rộc/dồn điền đổi thửa 2022-03.docx": ("ben-roc-2022-03", _word_file),
    "ke-dau-2022-04.txt": ("ke-dau-2022-04", _text_file),
}


if __name__ == "__main__":
    main()
