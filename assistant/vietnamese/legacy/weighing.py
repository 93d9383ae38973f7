"""Bytes of a text and an encoding -> how well the words read as Vietnamese in it, and how they read as they stand."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from assistant.vietnamese.legacy.encodings import Encoding
from assistant.vietnamese.legacy.spelling import is_syllable

# A word with a byte above ASCII; the no-break space ends one.
_WORD = re.compile("(?<![A-Za-z])[A-Za-z]*[\u0080-\u009f\u00a1-\u00ff][A-Za-z\u0080-\u009f\u00a1-\u00ff]*")
_CORE = re.compile(r"[^\W\d_](?:.*[^\W\d_])?", re.DOTALL)
_ABBREVIATION = re.compile("[BCDĐGHKLMNPQRSTVX]{1,8}")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the words above ASCII say: how many there are, how many are syllables decoded (`read`) and as they stand.

    `gained` are syllables only when decoded, `lost` only as they stand; `distinct` counts the different words gained
    and `size` their letters. `telling` when some word gained could hardly be Western.
    """

    words: int
    read: int
    stood: int
    gained: int
    lost: int
    distinct: int
    size: int
    telling: bool


def weigh(text: str, encoding: Encoding) -> Evidence:
    """Return what the words of a text, given in bytes, say for an encoding. Abbreviations say nothing."""
    words = read = stood = both = 0
    gained: Counter[str] = Counter()
    telling = False
    for word, times in Counter(_WORD.findall(text)).items():
        decoded = _core(encoding.decode(word))
        if decoded.isascii() or _ABBREVIATION.fullmatch(decoded):
            continue
        words += times
        reads, stands = is_syllable(decoded), is_syllable(_core(word))
        read += times * reads
        stood += times * stands
        both += times * (reads and stands)
        if reads and not stands:
            gained[decoded.lower()] += times
            telling = telling or encoding.telling.search(word) is not None
    size = sum(map(len, gained))
    return Evidence(words, read, stood, gained.total(), stood - both, len(gained), size, telling)


def _core(word: str) -> str:
    found = _CORE.search(word)
    return found[0] if found else ""
