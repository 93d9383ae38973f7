"""An ordinal in words, Roman or Arabic figures ("mười hai", "XXIII", "30") -> its number."""

from __future__ import annotations

import re

from assistant.vietnamese.folding import fold

_UNITS = {
    **{"nhat": 1, "mot": 1, "hai": 2, "nhi": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "lam": 5, "sau": 6},
    **{"bay": 7, "tam": 8, "chin": 9, "muoi": 10},
}
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_ROMAN_FIGURES = re.compile(r"(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_WORD = "|".join(_UNITS)
_LATER_WORD = "|".join(word for word in _UNITS if word != "nam")
# What an ordinal may look like in folded text. The longest run of words counts: "hai mươi ba" is 23; behind another
# word "năm" is the year's ("lần thứ hai năm 2023").
ORDINAL = rf"(?:\d{{1,3}}|(?:{_WORD})(?: (?:{_LATER_WORD})){{0,2}}|[ivxl]{{1,7}})\b"


def ordinal(written: str) -> int | None:
    """Return the number that the words or figures stand for, None when they stand for none."""
    folded = fold(written).strip()
    if folded.isdecimal():
        return int(folded)
    if folded and _ROMAN_FIGURES.fullmatch(folded):
        return _roman(folded)
    words = folded.split()
    return _in_words(words[:-1] if words[1:] and words[-1] == "nam" else words)


def _in_words(words: list[str]) -> int | None:
    """mười [hai] -> 10 [+ 2]; hai mươi [ba] -> 20 [+ 3]; hai -> 2."""
    values = [_UNITS[word] for word in words if word in _UNITS]
    if not values or len(values) < len(words):
        return None
    if len(values) == 1:
        return values[0]
    if values[0] == 10:
        return 10 + values[1] if len(values) == 2 and values[1] < 10 else None
    if values[1] == 10 and all(value < 10 for value in values[2:]):
        return 10 * values[0] + sum(values[2:])
    return None


def _roman(folded: str) -> int:
    values = [_ROMAN[letter] for letter in folded]
    return sum(
        -value if following > value else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )
