"""Text as found in files -> text in NFC with ordinary spaces, no invisible characters and the Vietnamese Đ."""

from __future__ import annotations

import re
import unicodedata

# Halves of characters too: alone they stand for nothing and cannot be written. And tags, in which text can be hidden
# that nobody sees but some language models read.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
_ODD_SPACES = str.maketrans(
    {
        space: " "
        for space in "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
    }
    | {hyphen: "-" for hyphen in "\u2010\u2011"}
    | {line: "\n" for line in "\u0085\u2028\u2029\v\f"}
)
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SHAPES = "\u0302\u0306\u031b"
_LOOSE_MARKS = re.compile(f"[^\\W\\d_][{_TONES}{_SHAPES}]+")
# A Vietnamese syllable has đ only at its start, where Icelandic never has ð; abbreviations (HĐND) are bare consonants.
_ETH_AT_START = re.compile("(?<![^\\W\\d_])[ÐðƉɖ]")
_ETH_IN_ABBREVIATION = re.compile("(?<![^\\W\\d_])[BCDĐGHKLMNPQRSTVXÐ]{2,8}(?![^\\W\\d_])")
_TO_D_STROKE = str.maketrans("ÐðƉɖ", "ĐđĐđ")


def normalize(text: str) -> str:
    """Return text in NFC without invisible characters; newlines become LF, odd spaces ' ', hyphens -. Idempotent."""
    text = _INVISIBLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", text).translate(_ODD_SPACES)
    text = _LOOSE_MARKS.sub(_compose_marks, text)
    text = _ETH_AT_START.sub(_use_d_stroke, text)
    return _ETH_IN_ABBREVIATION.sub(_use_d_stroke, text)


def _compose_marks(letter: re.Match[str]) -> str:
    """A tone typed before the circumflex, breve or horn does not compose: put the tone last."""
    decomposed = unicodedata.normalize("NFD", letter[0])
    marks = sorted(decomposed[1:], key=lambda mark: mark in _TONES)
    return unicodedata.normalize("NFC", decomposed[0] + "".join(marks))


def _use_d_stroke(word: re.Match[str]) -> str:
    return word[0].translate(_TO_D_STROKE)
