"""The bytes of a file -> Draft: kept text and the parts the format sets apart. One module for each format."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from assistant.errors import ReadingError
from assistant.reading.decoding import check_filled
from assistant.reading.draft import Draft, check_length, with_short_parts
from assistant.reading.formats.plain import read_markdown, read_text

__all__ = ["SUPPORTED", "extract", "load"]

_NESTED = "its parts are nested in each other too deeply to be read; save the report's text on its own"


def extract(raw: bytes, suffix: str) -> Draft:
    """Return the Draft of a file's bytes; `suffix` is one of SUPPORTED. Raises ReadingError that names the reason.

    Nothing is read but the bytes, and no network; programs that some formats need work in a temporary folder.
    """
    reader = _READERS.get(suffix.lower())
    if reader is None:
        raise ReadingError(f"{suffix or 'a file without a suffix'} is not read; use {', '.join(sorted(SUPPORTED))}")
    check_filled(raw)
    try:
        draft = reader(raw)
    except RecursionError as exc:
        raise ReadingError(_NESTED) from exc
    if not draft.parts:
        raise ReadingError("empty file: there is no visible text in it")
    check_length(len(draft.text), len(draft.parts))
    return with_short_parts(draft)


def load(suffix: str) -> None:
    """Load what reading a format needs; one that is not read needs nothing."""
    for module in _LIBRARIES.get(suffix.lower(), ()):
        import_module(module)


def _read_html(raw: bytes) -> Draft:
    from assistant.reading.formats.web_page import read_html

    return read_html(raw)


def _read_docx(raw: bytes) -> Draft:
    from assistant.reading.formats.word import read_docx

    return read_docx(raw)


def _read_pdf(raw: bytes) -> Draft:
    from assistant.reading.formats.pdf import read_pdf

    return read_pdf(raw)


def _read_picture(raw: bytes) -> Draft:
    from assistant.reading.formats.scan import read_picture

    return read_picture(raw)


def _read_doc(raw: bytes) -> Draft:
    from assistant.reading.formats.office import read_doc

    return read_doc(raw)


def _read_odt(raw: bytes) -> Draft:
    from assistant.reading.formats.office import read_odt

    return read_odt(raw)


def _read_eml(raw: bytes) -> Draft:
    from assistant.reading.formats.mail import read_eml

    return read_eml(raw)


# Each is a pure function of a file's bytes; those with a library behind them load it when they are first called.
_READERS: dict[str, Callable[[bytes], Draft]] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".html": _read_html,
    ".htm": _read_html,
    ".docx": _read_docx,
    ".doc": _read_doc,
    ".odt": _read_odt,
    ".pdf": _read_pdf,
    ".eml": _read_eml,
    ".jpg": _read_picture,
    ".jpeg": _read_picture,
    ".png": _read_picture,
}
SUPPORTED = frozenset(_READERS)
# What takes long to load, by format.
_HTML = ("assistant.reading.formats.web_page", "trafilatura")
_SCAN = ("assistant.reading.formats.scan", "PIL.Image", "PIL.ImageOps")
_WORD = ("assistant.reading.formats.word",)
_PDF = ("assistant.reading.formats.pdf_page", "pypdfium2")
_LIBRARIES = {
    ".html": _HTML,
    ".htm": _HTML,
    ".docx": _WORD,
    ".doc": ("assistant.reading.formats.office", *_WORD),
    ".odt": ("assistant.reading.formats.office", *_WORD),
    ".pdf": _PDF,
    ".eml": ("assistant.reading.formats.mail", *_HTML),
    ".jpg": _SCAN,
    ".jpeg": _SCAN,
    ".png": _SCAN,
}
