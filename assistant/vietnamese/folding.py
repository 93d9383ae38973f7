"""Text -> the same text without diacritics, or in one canonical spelling; every position stays where it was."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTER = "[^\\W\\d_]"
_MARKED = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_MARKED_LETTER = re.compile(f"[{_MARKED}{_MARKED.upper()}]")
# The tone stands on the last vowel of an open oa, oe, uy (hoà), or on the first of a closed one (hòan).
_TONE_LATE = re.compile(
    f"(?<!{_LETTER})((?:(?!q){_LETTER}){{0,3}})(?:(o)([àáảãạèéẻẽẹ])|(u)([ỳýỷỹỵ]))(?!{_LETTER})", re.I
)
_TONE_EARLY = re.compile(f"([òóỏõọ])([ae])(?=(?:ng|nh|ch|[ncmtpioy])(?!{_LETTER}))", re.I)
# Syllables written with i or y at will; "tỉ mỉ" and "tỉ tê" never are.
_SHORT_I = re.compile(f"(?<!{_LETTER})(?:k[ìíỉĩị]|lí|mĩ|quí|tỉ(?!\\s(?:mỉ|tê)))(?!{_LETTER})", re.I)
_I_TO_Y = str.maketrans("ìíỉĩịÌÍỈĨỊ", "ỳýỷỹỵỲÝỶỸỴ")


def fold(text: str) -> str:
    """Return text lower-cased and without diacritics (đ -> d), code point for code point: spans carry over."""
    return text.translate(_FOLDED)


def has_diacritics(text: str) -> bool:
    """Return whether text holds a letter with a Vietnamese diacritic."""
    return _MARKED_LETTER.search(text) is not None


@lru_cache(maxsize=64)  # the readers of one text ask for it in turn
def canonical_spelling(text: str) -> str:
    """Return NFC text with one tone placement (hoà -> hòa, hòan -> hoàn) and one of i/y (tỉ -> tỷ, quí -> quý).

    Same length and same case as the input; idempotent.
    """
    text = _TONE_LATE.sub(_tone_to_first, text)
    text = _TONE_EARLY.sub(_tone_to_second, text)
    return _SHORT_I.sub(lambda syllable: syllable[0].translate(_I_TO_Y), text)


class _Folding(dict[int, int]):
    """Code point -> folded code point, worked out once for each character met."""

    def __missing__(self, code: int) -> int:
        lowered = chr(code).lower()[0]
        base = unicodedata.normalize("NFD", lowered)[0]
        self[code] = folded = ord(base) if base.isascii() else ord(lowered)
        return folded


_FOLDED = _Folding({ord(d): ord("d") for d in "ĐđÐð"})


def _tone_to_first(found: re.Match[str]) -> str:
    onset, first, second = found[1], found[2] or found[4], found[3] or found[5]
    return onset + _move_tone(second, first)[::-1]


def _tone_to_second(found: re.Match[str]) -> str:
    return _move_tone(found[1], found[2])


def _move_tone(giver: str, taker: str) -> str:
    """Return giver without its tone, then taker with it; each keeps its case."""
    tones = unicodedata.normalize("NFD", giver)[1:]
    return unicodedata.normalize("NFD", giver)[0] + unicodedata.normalize("NFC", taker + tones)
