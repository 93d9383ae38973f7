"""A pattern of words -> where a text has them: with their diacritics where the text has any, else without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.vietnamese.folding import canonical_spelling, fold, has_diacritics


class Cue:
    """A pattern written with diacritics in lower case: "đọc" is found in "đọc báo cáo" and "doc bao cao", not in "dọc".

    Without diacritics reports are rarely written; what only folds alike ("giám đốc") is no cue where they are.
    """

    __slots__ = ("_exact", "_folded")

    def __init__(self, pattern: str) -> None:
        self._exact = re.compile(canonical_spelling(pattern), re.IGNORECASE)
        self._folded = re.compile(fold(pattern))

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the matches in a text, NFC; their spans are those of the text."""
        if has_diacritics(text):
            return self._exact.finditer(_canonical(text))
        return self._folded.finditer(fold(text))

    def stands_in(self, text: str) -> bool:
        """Whether the text has the words."""
        return next(self.finditer(text), None) is not None


@lru_cache(maxsize=1024)  # many cues are looked for in one text
def _canonical(text: str) -> str:
    return canonical_spelling(text)
