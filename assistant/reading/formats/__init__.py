"""The bytes of a file -> Draft: kept text and the parts the format sets apart. One module for each format."""

from __future__ import annotations

from collections.abc import Callable

from assistant.errors import ReadingError
from assistant.reading.decoding import check_size
from assistant.reading.draft import Draft, check_length, with_short_parts
from assistant.reading.formats.plain import read_markdown, read_text

__all__ = ["SUPPORTED", "extract"]

_NESTED = "its parts are nested in each other too deeply to be read; save the report's text on its own"


def extract(raw: bytes, suffix: str) -> Draft:
    """Return the Draft of a file's bytes; `suffix` is one of SUPPORTED. Raises ReadingError that names the reason.

    Nothing is read but the bytes, and no network; programs that some formats need work in a temporary folder.
    """
    reader = _READERS.get(suffix.lower())
    if reader is None:
        raise ReadingError(f"{suffix or 'a file without a suffix'} is not read; use {', '.join(sorted(SUPPORTED))}")
    check_size(raw)
    try:
        draft = reader(raw)
    except RecursionError as exc:
        raise ReadingError(_NESTED) from exc
    if not draft.parts:
        raise ReadingError("empty file: there is no visible text in it")
    check_length(len(draft.text), len(draft.parts))
    return with_short_parts(draft)


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
