"""The text of a run in a font of an encoding before Unicode (.VnTime, VNI-Times) -> Unicode."""

from __future__ import annotations

import re

from assistant.vietnamese.legacy.capitals import restore_capitals
from assistant.vietnamese.legacy.encodings import Encoding, encoding, western_as_bytes
from assistant.vietnamese.legacy.spelling import is_syllable, letters

# "ABCDEF+" before the name of a font that a PDF holds in part, ",Bold" and "-Italic" after it.
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_STYLE = re.compile(r"[,-]?\s*(?:Bold|Italic|Oblique|Regular|Normal|MT|PS)+$", re.IGNORECASE)
_TCVN3 = re.compile(
    r"\.vn[a-z]|vn(?:time|arial|avant|book|century|commercial|courier|helvet|centaur|aristote|bodoni|frizquad|cooper"
    r"|linus|present|roman|shelley|souvir|stamp|tekni|univer|vogue|memorand|monotype|black|bahamas|clarendon)h?",
    re.IGNORECASE,
)
_VNI = re.compile(r"vni[-\s][a-z]", re.IGNORECASE)
_VPS = re.compile(r"vps\s?[a-z]", re.IGNORECASE)
_ONLY_UNICODE = re.compile("[\u1ea0-\u1ef9]")
_IN_1258 = re.compile("[ĂăĐđƠơƯư]")
# Word takes the bytes for its system's code page, 1258 on a Vietnamese one, or keeps symbol fonts at F000.
_TO_BYTES = (
    {ord(bytes((byte,)).decode("cp1258", "ignore") or chr(byte)): byte for byte in range(0xA0, 0x100)}
    | {0xF000 + byte: byte for byte in range(0x20, 0x100)}
    | {ord("μ"): ord("µ"), ord("∙"): ord("·")}
)


def from_font(text: str, font: str) -> str:
    """Return NFC text of a run in a font; unchanged when the font is of no encoding before Unicode.

    A run that is Unicode in spite of its font is left, too. Fonts named .Vn…H show capitals only.
    """
    name = _STYLE.sub("", _SUBSET.sub("", font.strip().strip("\"'")))
    known = _encoding_of(name)
    if known is None:
        return text
    capitals = known.loses_capitals and name.endswith("H")
    found = text.translate(_TO_BYTES)
    decoded = known.decode(western_as_bytes(found) if known.name == "vps" else found)
    if _is_right(text, decoded):
        return text.upper() if capitals else text
    if capitals:
        return decoded.upper()
    return restore_capitals(decoded, begins=False) if known.loses_capitals else decoded


def _encoding_of(name: str) -> Encoding | None:
    for pattern, encoded in ((_TCVN3, "tcvn3"), (_VNI, "vni"), (_VPS, "vps")):
        if pattern.match(name):
            return encoding(encoded)
    return None


def _is_right(text: str, decoded: str) -> bool:
    """Whether a run was typed in Unicode, font and all: it reads as Vietnamese as it stands."""
    if text == decoded or _ONLY_UNICODE.search(text):
        return True
    stands = [is_syllable(word) for word in letters(text) if not word.isascii()]
    reads = [is_syllable(word) for word in letters(decoded) if not word.isascii()]
    if not stands or not all(stands):
        return False
    return _IN_1258.search(text) is not None or not all(reads)
