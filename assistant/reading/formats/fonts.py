"""A run of text and the font it is set in -> the text that a reader sees in that font.

Every run of a format that names fonts passes here, and nowhere else: fonts of old encodings draw other letters than
their codes say.
"""

from __future__ import annotations

from assistant.vietnamese.legacy import from_font

# Pictures at the codes of letters: bullets, ticks, arrows.
_PICTURES = ("wingdings", "webdings", "symbol")


def as_seen(text: str, font: str | None) -> str:
    """Return what is seen where `text` is set in `font`, named as the file does; None when the file names none."""
    if font and font.lower().startswith(_PICTURES):
        return "•" if text.strip() else text
    return from_font(text, font) if font else text
