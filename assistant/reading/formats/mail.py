"""The bytes of an .eml -> Draft: subject, text and attached documents of one message, in that order.

Pictures in a message are mostly logos and signatures, so only attached documents are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email import policy
from email.errors import CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect
from email.message import EmailMessage, Message
from email.parser import BytesParser
from pathlib import PurePath

from assistant.errors import ReadingError
from assistant.reading.draft import Draft, Piece, join
from assistant.reading.formats import extract
from assistant.vietnamese.unicode import normalize

_ATTACHED = frozenset((".docx", ".doc", ".odt", ".pdf", ".txt", ".md", ".html", ".htm"))
_TYPES = {
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
}
_ENCRYPTED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted")
_FORWARDED = re.compile(r"^(?:(?:re|fw|fwd|tr|trả lời|chuyển tiếp)\s*:\s*)+", re.IGNORECASE)
_CUT_SHORT = (CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect)
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class _Read:
    pieces: tuple[Piece, ...]
    site: str | None = None
    documents: int = 0


def read_eml(raw: bytes) -> Draft:
    """Return the words of a message. Raises ReadingError: encrypted, damaged, an attached document cannot be read."""
    message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(raw)
    if not any(message[name] for name in ("From", "Subject", "Date")):
        raise ReadingError("damaged .eml file: it has no head of a message; save it again from the mail program")
    found = _read(message, _DEEPEST)
    text, parts = join(found.pieces)
    subject = _subject(message)
    # What a message only carries has a title of its own and may be years older.
    if found.documents:
        return Draft(text, parts, window_title=subject or None)
    return Draft(text, parts, subject or None, None, _day(message), found.site)


def _read(message: EmailMessage, depth: int) -> _Read:
    if message.get_content_type() in _ENCRYPTED:
        raise ReadingError("the message is encrypted; open it in the mail program and save it without encryption")
    if any(isinstance(one, _CUT_SHORT) for part in message.walk() for one in part.defects):
        raise ReadingError("damaged .eml file: it is truncated; save the message again from the mail program")
    subject = _subject(message)
    sender = " · ".join(filter(None, (normalize(str(message[name] or "")).strip() for name in ("From", "Date"))))
    pieces = [Piece(subject, "heading")] if subject else []
    pieces += [Piece(sender, "menu")] if sender else []
    body = message.get_body(("html", "plain"))
    own = None if body is None else _own_text(body)
    pieces += own.pieces if own else ()
    documents = 0
    for attached in _attached(message, depth):
        pieces += attached.pieces
        documents += 1
    return _Read(tuple(pieces), own.site if own else None, documents)


def _own_text(body: Message) -> _Read | None:
    suffix = ".html" if body.get_content_type() == "text/html" else ".txt"
    text = _text_of(body)
    if not text.strip():
        return None
    try:
        draft = extract(text.encode(), suffix)
    except ReadingError as exc:
        if "empty file" in str(exc):
            return None
        raise
    return _Read(_pieces(draft), draft.site)


def _attached(message: EmailMessage, depth: int) -> Iterator[_Read]:
    for part in message.iter_attachments():
        if part.get_content_type() == "message/rfc822":
            inner = part.get_content()
            if depth > 0 and isinstance(inner, EmailMessage):
                yield _read(inner, depth - 1)
            continue
        name = part.get_filename() or ""
        suffix = PurePath(name).suffix.lower() or _TYPES.get(part.get_content_type(), "")
        if suffix not in _ATTACHED:
            continue
        raw = part.get_payload(decode=True)
        try:
            draft = extract(raw if isinstance(raw, bytes) else b"", suffix)
        except ReadingError as exc:
            raise ReadingError(f"attached {name or suffix}: {exc}") from exc
        yield _Read(_pieces(draft))


def _text_of(body: Message) -> str:
    raw = body.get_payload(decode=True)
    raw = raw if isinstance(raw, bytes) else b""
    try:
        return raw.decode(body.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return raw.decode("utf-8", "replace")


def _pieces(draft: Draft) -> tuple[Piece, ...]:
    return tuple(Piece(draft.text[part.start : part.end], part.tag, part.main) for part in draft.parts)


def _subject(message: EmailMessage) -> str:
    return _FORWARDED.sub("", " ".join(normalize(str(message["Subject"] or "")).split()))


def _day(message: EmailMessage) -> date | None:
    try:
        stamp = message["Date"].datetime if message["Date"] else None
    except (AttributeError, ValueError):
        return None
    return stamp.date() if stamp else None
