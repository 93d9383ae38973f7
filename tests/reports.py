"""Builders of invented reports for tests of what comes after reading."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from assistant.domain import Block, Evidence, Participant, Passage, Period, Report, ReportSummary, Source


def make_report(
    text: str,
    *,
    id: str = "doi-may",
    title: str = "",
    place: str | None = "huyện Đồi Mây",
    held_on: date | None = None,
    period: Period | None = None,
    chairs: tuple[str, ...] = (),
) -> Report:
    """Return a report whose text is one block of prose, behind a heading when it has a title."""
    kept = f"{title}\n\n{text}" if title else text
    prose = Block(len(kept) - len(text), len(kept), "prose")
    blocks = (Block(0, len(title), "heading"), prose) if title else (prose,)
    source = Source("default", "/kho", f"{id}.txt", sha256(f"{id} {kept}".encode()).hexdigest())
    return Report(
        id=id,
        source=source,
        text=kept,
        blocks=blocks,
        title=title,
        place=place,
        held_on=held_on,
        period=period,
        participants=make_chairs(*chairs),
    )


def make_summary(
    id: str,
    *,
    title: str = "Hội nghị",
    place: str | None = None,
    held_on: date | None = None,
    period: Period | None = None,
    chairs: tuple[str, ...] = (),
) -> ReportSummary:
    """Return what the library would know of a report."""
    source = Source("default", "/kho", f"{id}.txt", sha256(id.encode()).hexdigest())
    return ReportSummary(
        id=id,
        source=source,
        title=title,
        place=place,
        held_on=held_on,
        period=period,
        participants=make_chairs(*chairs),
    )


def make_chairs(*names: str) -> tuple[Participant, ...]:
    """Return these people as those who chaired a meeting; their spans point nowhere."""
    return tuple(Participant(name, "chair", None, 0, 0) for name in names)


def make_evidence(report: Report, words: str = "", *, rank: int = 1) -> Evidence:
    """Return the passage of these words of a report, or of its whole text, as found at this rank."""
    start = report.text.index(words) if words else 0
    end = start + len(words) if words else len(report.text)
    passage = Passage(f"{report.id}-{start}", report.id, 1, start, end, report.text[start:end], report.title)
    return Evidence(passage, report, 1.0 / rank, rank)
