"""A question -> the two things it asks, where it asks two: who chaired, and what was decided."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.vietnamese.cues import Cue
from assistant.vietnamese.folding import fold

# What asks in one half of a question; "bn", "j" are written by those in a hurry.
_ASKS = Cue(
    r"\b(?:ai|bao nhiêu|bn|mấy|bao giờ|ở đâu|nào|gì|j|thế nào|ra sao|vì sao|tại sao|bao lâu"
    r"|nêu|kể|liệt kê|cho biết|tóm tắt"
    r"|who|whom|whose|when|where|how|what|which|why)\b"
)
# Between two halves, the surest first.
_BETWEEN = (
    re.compile(r"(?:[?;]|(?<=\w{4})\.)\s+(?:(?:va|roi|con|dong thoi|and)\s+)?"),  # no dot of "TP." or "Đ/c."
    re.compile(r",?\s+(?:va|roi|dong thoi|and)\s+"),
    re.compile(r",\s+(?:con\s+)?"),
)
# What asks nothing new ("ngày nào, tháng nào", "ai và ai"), or of each thing told by the first half.
_SAME_THING = re.compile(
    r"^(?:(?:la )?(?:nhung )?ai|(?:vao )?(?:ngay|thang|nam|gio|luc|buoi|huyen|tinh|xa|phuong) (?:nao|may)|may \S+)$"
    r"|^(?:moi|tung|each)\b|^co ai biet\b|^(?:ke|noi|cho) \S+ (?:nghe|nge|biet)$"
    r"|^(?:ho )?ten (?:\S+ )?(?:la )?(?:gi|ai|j)$"
)
_FEWEST_WORDS = 2


def halves(question: str) -> tuple[str, str] | None:
    """Return the two halves of a question that each ask for something, None where it asks for one thing."""
    for start, end in _places_between(fold(question)):
        first, second = question[:start].strip(), question[end:].strip()
        asked = second.rstrip(" ?.!")
        if _asks(first) and _asks(asked) and not _SAME_THING.search(fold(asked)):
            return first, second
    return None


def _places_between(folded: str) -> Iterator[tuple[int, int]]:
    for pattern in _BETWEEN:
        yield from (found.span() for found in pattern.finditer(folded))


def _asks(half: str) -> bool:
    return len(half.split()) >= _FEWEST_WORDS and _ASKS.stands_in(half)
