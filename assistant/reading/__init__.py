"""A file -> Report: its kept text, blocks marked as what they are, sections, and what the report says about itself."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path, PurePath

from assistant.domain import Metadata, Report, Source
from assistant.errors import ReadingError
from assistant.reading.archives import ARCHIVES, Member, checked_members, list_members, read_member
from assistant.reading.cleaning import mark
from assistant.reading.decoding import MAX_BYTES, check_size
from assistant.reading.formats import SUPPORTED, extract
from assistant.reading.metadata import describe
from assistant.reading.sections import find_sections
from assistant.reading.speaking import settle

__all__ = ["ARCHIVES", "READER", "SUPPORTED", "Member", "check_size", "checked_members", "list_members", "read_report"]

# Raised when the rules, those of facts/ too, read some file differently: what an older version read is read again at
# the next ingest.
READER = 11


def read_report(path: Path, source: Source, report_id: str, member: str | None = None) -> Report:
    """Return the Report in the file at `path`, or in the document `member` of the archive at `path`.

    Raises ReadingError with one reason: cannot be opened, larger than 20 MB, empty, damaged, encrypted, of unknown
    encoding, in need of a program that is not installed, or a suffix that is not in SUPPORTED.
    """
    raw = _bytes_of(path) if member is None else read_member(path, member)
    name = path if member is None else PurePath(member)
    draft = extract(raw, name.suffix)
    blocks = mark(draft)
    described = describe(draft, blocks, name.stem)
    sections = find_sections(draft.text, blocks, described)
    described = replace(described, participants=settle(described.participants, draft.text, blocks, sections))
    return Report(
        id=report_id,
        source=replace(source, reader=READER),
        text=draft.text,
        blocks=blocks,
        sections=sections,
        pages=draft.pages,
        **{field.name: getattr(described, field.name) for field in fields(Metadata)},
    )


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as exc:
        raise ReadingError(f"the file cannot be opened: {exc.strerror or exc}") from exc
