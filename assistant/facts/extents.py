"""A measure in its sentence -> the stretches of words around it: its clause, what stands between commas, the rest."""

from __future__ import annotations

import re

from assistant.facts.measures import Measure

# A clause ends with a semicolon, and with a table's cell.
_CLAUSE_END = re.compile(r"[;|]")
_SEGMENT_END = re.compile(r"[;|]|,(?!\d)")
_TO_BE_DONE = re.compile(r"\s*(?:xong|hoan thanh|truoc|cham nhat|thoi gian|han|den)\b")


def clause_start(text: str, position: int) -> int:
    """Return where the clause around a position of a sentence begins."""
    return max((match.end() for match in _CLAUSE_END.finditer(text, 0, position)), default=0)


def segments_around(text: str, folded: str, measure: Measure) -> str:
    """Return the words between the commas around a measure, and those behind that say when it is to be done."""
    begins = max((match.end() for match in _SEGMENT_END.finditer(folded, 0, measure.start)), default=0)
    stop = _SEGMENT_END.search(folded, measure.end)
    end = stop.start() if stop else len(text)
    if stop and stop[0] == "," and _TO_BE_DONE.match(folded, stop.end()):
        behind = _SEGMENT_END.search(folded, stop.end())
        end = behind.start() if behind else len(text)
    return text[begins:end]


def rest_of_clause(text: str, folded: str, measure: Measure) -> str:
    """Return the words behind a measure in its clause: 'xử lý 4 nhà văn hóa, báo cáo trước ngày 20/7'."""
    stop = _CLAUSE_END.search(folded, measure.end)
    return text[measure.end : stop.start() if stop else len(text)]
