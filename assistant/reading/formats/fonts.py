"""Runs of text and the fonts they are set in -> the text that a reader sees.

Every run of a format that names fonts passes here, and nowhere else: fonts of encodings before Unicode draw other
letters than their codes say.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from assistant.vietnamese.legacy import from_font

# Pictures at the codes of letters: bullets, ticks, arrows.
_PICTURES = ("wingdings", "webdings", "symbol")


def as_seen(runs: Iterable[tuple[str, str | None]]) -> str:
    """Return what is seen of runs, each with the name of its font as the file has it; None when it names none.

    Neighbours in one font are read as one: an old encoding takes two codes for some letters, and whole words tell it.
    """
    together = groupby(runs, key=lambda run: run[1])
    return "".join(_seen("".join(text for text, _ in same), font) for font, same in together)


def _seen(text: str, font: str | None) -> str:
    if font is None:
        return text
    if font.lower().startswith(_PICTURES):
        return "•" if text.strip() else text
    return from_font(text, font)
