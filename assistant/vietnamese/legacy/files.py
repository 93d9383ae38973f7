"""Bytes of a text file that is no Unicode -> its text, when it reads as Vietnamese in an encoding before Unicode."""

from __future__ import annotations

from assistant.vietnamese.legacy.capitals import restore_capitals
from assistant.vietnamese.legacy.encodings import encodings
from assistant.vietnamese.legacy.weighing import weigh

# Names of places and persons from elsewhere are no Vietnamese syllables.
_LEAST_SHARE = 0.8


def decode_legacy(raw: bytes) -> str | None:
    """Return the NFC text of bytes in TCVN3, VNI, windows-1258, VISCII or VPS; None when they read well in none.

    The encoding in which most words are Vietnamese syllables is taken, the commonest of several.
    """
    text = raw.decode("latin-1")
    weighed = [(weigh(text, one), one) for one in encodings()]
    fit = [
        (seen.read, one)
        for seen, one in weighed
        if seen.read and seen.distinct >= one.fewest_words and seen.read >= _LEAST_SHARE * seen.words
    ]
    if not fit:
        return None
    best = max(fit, key=lambda pair: pair[0])[1]
    decoded = best.decode(text)
    return restore_capitals(decoded) if best.loses_capitals else decoded
