"""A Report -> what each of its places is for; results that only look like tasks stay results."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain import Report, SectionKind
from assistant.vietnamese.sentences import sentences

_MISTAKEN = frozenset(("tasks", "conclusion"))
# What tells that tasks follow, not more results.
_AHEAD = re.compile(
    r"\b(?:nhiệm vụ|phương hướng|giải pháp|thời gian tới|yêu cầu|đề nghị|phấn đấu|mục tiêu|kiến nghị|lưu ý|sẽ|cần"
    r"|(?<!bàn )giao(?! quân)|tháng tới|trọng tâm(?! là)|quý tới|còn lại|kết luận)\b"
)


class Purposes:
    """The kinds of section that a report's places stand in."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._told_as_results = frozenset(_told_as_results(report))

    def at(self, position: int) -> SectionKind | None:
        """Return the kind of section that a place of the text stands in, None outside all."""
        report = self._report
        section = next((one for one in report.sections if one.start <= position < one.end), None)
        if section is None or section.start not in self._told_as_results:
            return section.kind if section else None
        block = next(one for one in report.blocks if one.start <= position < one.end)
        ahead = block.start > section.start and _AHEAD.search(report.text[section.start : position].lower())
        return section.kind if ahead else "results"


def _told_as_results(report: Report) -> Iterator[int]:
    """Yield the beginnings of runs of another purpose inside a paragraph of results that only go on telling results.

    They do when results follow them in the same paragraph, or when their first sentence says nothing of a time to come.
    """
    for block in report.blocks:
        runs = [one for one in report.sections if one.start < block.end and block.start < one.end]
        results = [number for number, one in enumerate(runs) if one.kind in ("results", "limitations")]
        for number, run in enumerate(runs):
            if run.kind not in _MISTAKEN or not results or number < results[0]:
                continue
            sentence = next(iter(sentences(report.text, run.start, run.end)), (run.start, run.end))
            says_ahead = _AHEAD.search(report.text[slice(*sentence)].lower()) is not None
            if number < results[-1] or (run.kind == "tasks" and not says_ahead):
                yield run.start
