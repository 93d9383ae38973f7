"""The bytes of an .eml -> Draft: subject, text and attached documents of one message, in that order.

Pictures in a message are mostly logos and signatures, so only attached documents are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email import policy
from email.errors import CloseBoundaryNotFoundDefect, MessageError, StartBoundaryNotFoundDefect
from email.message import EmailMessage, Message
from email.parser import BytesParser
from pathlib import PurePath
from typing import cast

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
# What the library raises over heads and parts that no mail program writes.
_ODD = (MessageError, ValueError, LookupError, AttributeError, TypeError, AssertionError)
# A value of a head is as long at most, to read it takes the square of its length; and so many parts has no message.
_LONGEST_VALUE, _MOST_PARTS = 4000, 2000
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class _Read:
    pieces: tuple[Piece, ...]
    site: str | None = None
    documents: int = 0


class _Short(policy.EmailPolicy):
    """Keeps the beginning of values that are longer than any mail program writes."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_VALUE]


def read_eml(raw: bytes) -> Draft:
    """Return the words of a message. Raises ReadingError: encrypted, damaged, an attached document cannot be read."""
    if raw.count(b"\n--") > _MOST_PARTS and raw.count(b"\n\n") + raw.count(b"\r\n\r\n") > _MOST_PARTS:
        raise ReadingError("the message has more than 2,000 parts; save the report that it holds on its own")
    message = cast(EmailMessage, BytesParser(_class=EmailMessage, policy=_Short()).parsebytes(raw))
    if not any(_value(message, name) for name in ("From", "Subject", "Date")):
        raise ReadingError("damaged .eml file: it has no head of a message; save it again from the mail program")
    try:
        found = _read(message, _DEEPEST)
    except _ODD as exc:
        raise ReadingError(
            "damaged .eml file: its parts are odd; save the message again from the mail program"
        ) from exc
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
    sender = " · ".join(filter(None, (normalize(_value(message, name)).strip() for name in ("From", "Date"))))
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
            raise ReadingError(f"attached {' '.join(name.split())[:_LONGEST_NAME] or suffix}: {exc}") from exc
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


def _value(message: EmailMessage, name: str) -> str:
    """What a head says; "" also where the library fails over it."""
    try:
        return str(message[name] or "")
    except _ODD:
        return ""


def _subject(message: EmailMessage) -> str:
    return _FORWARDED.sub("", " ".join(normalize(_value(message, "Subject")).split()))


def _day(message: EmailMessage) -> date | None:
    try:
        stamp = message["Date"].datetime if message["Date"] else None
    except _ODD:
        return None
    return stamp.date() if stamp else None
