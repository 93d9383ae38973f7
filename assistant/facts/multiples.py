"""A sentence -> the multiples it tells in words: 'tăng gấp đôi' is twice, 'gấp ba hộ' counts households."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

_TIMES_IN_WORDS = {"rưỡi": "1.5", "đôi": "2", "ba": "3", "bốn": "4", "năm": "5"}
_TIMES = re.compile(rf"\bgấp (?P<times>{'|'.join(_TIMES_IN_WORDS)})\b(?! (?:lần|\d))", re.IGNORECASE)


def multiples_in_words(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, Decimal]]:
    """Yield where each multiple stands and how many times it is, but for those in spans that are taken."""
    for match in _TIMES.finditer(text):
        start, end = match.span("times")
        if not any(first < end and start < last for first, last in taken):
            yield start, end, Decimal(_TIMES_IN_WORDS[match["times"].lower()])
