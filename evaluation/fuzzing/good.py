"""Invented reports -> good files of every format that this machine can make, each of which must be ingested."""

from __future__ import annotations

import csv
import shutil
import zipfile
from collections.abc import Callable, Collection, Iterator
from html import escape
from io import BytesIO
from pathlib import Path
from random import Random

import pypdfium2 as pdfium

import assistant.vietnamese.legacy as legacy
from assistant.domain import CELL
from assistant.reading.draft import Draft
from evaluation.fuzzing.invented import invent
from evaluation.fuzzing.made import Made
from evaluation.made_files import converted, message_of, pdf_file, scan_of, word_file

# How many of each 200, by name; those of a program are few, for each takes seconds.
_SHARES = {
    "utf-8.txt": 24,
    "utf-16.txt": 16,
    "tcvn3.txt": 16,
    ".md": 20,
    ".html": 27,
    ".docx": 28,
    ".pdf": 24,
    ".eml": 16,
    ".zip": 16,
}
_SHARES_OF_PROGRAMS = {".doc": 3, ".odt": 3, "scan.pdf": 3, ".png": 2, ".jpg": 2}
_OF_200 = 200
_TABLE = Path(legacy.__file__).parent / "letters.tsv"


def good_files(random: Random, count: int, suffixes: Collection[str]) -> Iterator[Made]:
    """Yield so many good files of these suffixes, every format in its share."""
    shares = {name: share for name, share in _SHARES_OF_PROGRAMS.items() if _can_be_made(name)} | _SHARES
    shares = {name: share for name, share in shares.items() if _suffix(name) in suffixes}
    names = [name for name, share in shares.items() for _ in range(max(1, round(share * count / _OF_200)))]
    names += ["utf-8.txt"] * (count - len(names))
    for name in names[:count]:
        yield Made(_suffix(name), name, good_file(random, name), good=True)


def good_file(random: Random, name: str) -> bytes:
    """Return a good file of a format by its name here."""
    return _MAKERS[name](random, invent(random))


def _suffix(name: str) -> str:
    return f".{name.rpartition('.')[2]}"


def _can_be_made(name: str) -> bool:
    if name in (".doc", ".odt"):
        return _office() is not None
    return shutil.which("tesseract") is not None


def _office() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _utf8(random: Random, draft: Draft) -> bytes:
    return draft.text.encode()


def _utf16(random: Random, draft: Draft) -> bytes:
    return draft.text.encode(random.choice(("utf-16", "utf-16-le")))


def _tcvn3(random: Random, draft: Draft) -> bytes:
    """In the bytes of TCVN3, which has no capitals with a tone: those are typed small."""
    with _TABLE.open(encoding="utf-8") as table:
        codes = {row["letter"]: bytes.fromhex(row["tcvn3"]) for row in csv.DictReader(table, delimiter="\t")}
    return b"".join(
        letter.encode() if letter.isascii() else codes.get(letter) or codes[letter.lower()] for letter in draft.text
    )


def _markdown(random: Random, draft: Draft) -> bytes:
    title, *others = (draft.text[part.start : part.end] for part in draft.parts)
    return "\n\n".join([f"# {title}", *(_markdown_table(one) if CELL in one else one for one in others)]).encode()


def _markdown_table(words: str) -> str:
    head, *rows = (f"| {row} |" for row in words.split("\n"))
    return "\n".join((head, "|---|---|---|", *rows))


def _html(random: Random, draft: Draft) -> bytes:
    menu = "".join(f"<li><a href='/{word}'>{word}</a></li>" for word in ("Trang chủ", "Tin tức", "Liên hệ"))
    body = "".join(
        f"<h1>{escape(text)}</h1>" if part.tag == "heading" else f"<p>{escape(text)}</p>"
        for part in draft.parts
        for text in draft.text[part.start : part.end].split("\n")
    )
    page = f"<html><head><title>{escape(draft.window_title or '')}</title></head>"
    return f"{page}<body><ul>{menu}</ul><article>{body}</article></body></html>".encode()


def _word(random: Random, draft: Draft) -> bytes:
    return word_file(draft)


def _pdf(random: Random, draft: Draft) -> bytes:
    return pdf_file(draft)


def _scan(random: Random, draft: Draft) -> bytes:
    return scan_of(pdf_file(draft))


def _eml(random: Random, draft: Draft) -> bytes:
    return message_of(draft)


def _zip(random: Random, draft: Draft) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(random.randint(1, 3)):
            name = random.choice(("utf-8.txt", ".md", ".html", ".docx"))
            archive.writestr(f"báo cáo/{number}.{name.rpartition('.')[2]}", good_file(random, name))
    return written.getvalue()


def _converted(filter: str, suffix: str) -> Callable[[Random, Draft], bytes]:
    def make(random: Random, draft: Draft) -> bytes:
        office = _office()
        assert office
        return converted(office, word_file(draft), filter, suffix)

    return make


def _picture(format: str) -> Callable[[Random, Draft], bytes]:
    def make(random: Random, draft: Draft) -> bytes:
        written = BytesIO()
        pdfium.PdfDocument(pdf_file(draft))[0].render(scale=2.5, grayscale=True).to_pil().save(written, format)
        return written.getvalue()

    return make


_MAKERS: dict[str, Callable[[Random, Draft], bytes]] = {
    "utf-8.txt": _utf8,
    "utf-16.txt": _utf16,
    "tcvn3.txt": _tcvn3,
    ".md": _markdown,
    ".html": _html,
    ".docx": _word,
    ".pdf": _pdf,
    ".eml": _eml,
    ".zip": _zip,
    ".doc": _converted("doc:MS Word 97", ".doc"),
    ".odt": _converted("odt", ".odt"),
    "scan.pdf": _scan,
    ".png": _picture("PNG"),
    ".jpg": _picture("JPEG"),
}
