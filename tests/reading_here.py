"""A ReaderPool that reads in this very process: for tests of what is done with a reading, quick and open to patches."""

from __future__ import annotations

from pathlib import Path

from assistant import reading
from assistant.domain import Facts, Report, Source
from assistant.facts import find_facts
from assistant.isolation import ReaderPool, Reading
from assistant.reading import Member, list_members


class ReadingHere(ReaderPool):
    """Reads without limits."""

    def read(self, file: Path, source: Source, report_id: str, member: str | None = None) -> Reading:
        report = reading.read_report(file, source, report_id, member)
        return Reading(report, find_facts(report))

    def facts(self, report: Report) -> Facts:
        return find_facts(report)

    def members(self, archive: Path) -> tuple[Member, ...]:
        return list_members(archive)
