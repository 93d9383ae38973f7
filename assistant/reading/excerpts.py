"""Runs of a report's text that metadata is read from, and the values found in them with their words and rule."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Generic, TypeVar

from assistant.domain import Origin
from assistant.vietnamese.folding import fold

T = TypeVar("T")
_JOINING = re.compile("hợp", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A run of text that begins at `start` of the kept text; None when it stands outside it, in a page's properties."""

    text: str
    start: int | None

    @property
    def folded(self) -> str:
        """The text folded, position for position, with "hợp" kept apart from "họp"."""
        return fold(_JOINING.sub("hxp", self.text))


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
