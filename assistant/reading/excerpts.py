"""Runs of a report's text that metadata is read from, and the values found in them with their words and rule."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Generic, TypeVar

from assistant.domain import Origin
from assistant.vietnamese.folding import fold

T = TypeVar("T")
# "hợp" is no "họp", "hỏi" no "hội", "nói" no "nội".
_APART = {"hợp": "hxp", "hỏi": "hxi", "nói": "nxi"}
_TO_KEEP_APART = re.compile("|".join(_APART), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A run of text that begins at `start` of the kept text; None when it stands outside it, in a page's properties."""

    text: str
    start: int | None

    @property
    def folded(self) -> str:
        """The text folded, position for position; words that would be taken for others are kept apart, as in _APART."""
        return fold(_TO_KEEP_APART.sub(lambda word: _APART[word[0].lower()], self.text))


@dataclass(frozen=True, slots=True)
class Known(Generic[T]):
    """A value read from excerpt.text[start:end] by a rule."""

    value: T
    excerpt: Excerpt
    start: int
    end: int
    rule: str

    def origin(self, field: str) -> Origin:
        """Where this value of a report's `field` stands in the kept text."""
        offset = self.excerpt.start
        if offset is None:
            return Origin(field, self.rule, None, None)
        return Origin(field, self.rule, offset + self.start, offset + self.end)
