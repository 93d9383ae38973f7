"""A paragraph and its next line -> one text: words that were broken at the line's end are whole again."""

from __future__ import annotations

import re

from assistant.vietnamese.folding import fold

_BROKEN = re.compile(r"([^\W\d_]+)[-‐]$")
_BEGINNING = re.compile(r"[^\W\d_]+")
# A syllable of Vietnamese, its diacritics aside: such are never broken, so a hyphen behind one is the writer's own.
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?", re.IGNORECASE
)


def joined(text: str, line: str) -> tuple[str, int]:
    """Return text and line as one, and where the line begins in it."""
    broken, beginning = _BROKEN.search(text), _BEGINNING.match(line)
    if text.endswith(("-", "‐", "/")) and not text.endswith((" -", " ‐", " /")):
        if broken and beginning and _is_broken(broken[1], beginning[0], text):
            text = text[:-1]
        return text + line, len(text)
    return f"{text} {line}", len(text) + 1


def _is_broken(before: str, after: str, text: str) -> bool:
    """Whether two halves are of one word; compounds and abbreviations keep their hyphen."""
    if not after.islower() or not before[-1].islower() or re.search(r"\w-\w+[-‐]$", text):
        return False
    return not (_SYLLABLE.fullmatch(fold(before)) and _SYLLABLE.fullmatch(fold(after)))
