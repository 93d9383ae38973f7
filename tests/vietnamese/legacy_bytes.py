"""Vietnamese text -> the bytes that old programs wrote: the tables the other way round, written down independently."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

# Each vowel without a tone, then with huyền, hỏi, ngã, sắc, nặng, as the fonts of TCVN3 lay them out.
_TCVN3 = {
    "a": "aµ¶·¸¹",
    "ă": "¨»¼½¾Æ",
    "â": "©ÇÈÉÊË",
    "e": "eÌÎÏÐÑ",
    "ê": "ªÒÓÔÕÖ",
    "i": "i×ØÜÝÞ",
    "o": "oßáâãä",
    "ô": "«åæçèé",
    "ơ": "¬êëìíî",
    "u": "uïñòóô",
    "ư": "\u00adõö÷øù",
    "y": "yúûüýþ",
    "đ": "®",
}
_TCVN3_CAPITALS = {"Ă": "¡", "Â": "¢", "Ê": "£", "Ô": "¤", "Ơ": "¥", "Ư": "¦", "Đ": "§"}
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_VNI_MARKS = {
    "": ("", "ø", "û", "õ", "ù", "ï"),
    "â": ("â", "à", "å", "ã", "á", "ä"),
    "ê": ("ê", "è", "ú", "ü", "é", "ë"),
}
_VNI_BASES = {"ă": ("a", "ê"), "â": ("a", "â"), "ê": ("e", "â"), "ô": ("o", "â"), "ơ": ("ô", ""), "ư": ("ö", "")}
_VNI_ALONE = {"ì": "ì", "ỉ": "æ", "ĩ": "ó", "í": "í", "ị": "ò", "ỵ": "î", "đ": "ñ"}
_WESTERN = re.compile("[–—‘’“”…•]")


def to_tcvn3(text: str) -> bytes:
    """Return TCVN3 bytes as typed in a font such as .VnTime: a capital with a tone is the small letter."""
    return _encoded(text, _tcvn3_letter)


def to_vni(text: str) -> bytes:
    """Return VNI bytes: capitals keep their tones, marks are capitals beside capitals."""
    return _encoded(text, _vni_letter)


def to_1258(text: str) -> bytes:
    """Return windows-1258 bytes: letters, and after them the tones that make no letter of that page."""
    return _encoded(text, _letter_1258)


def seen_as_western(raw: bytes) -> str:
    """Return what a program makes of such bytes that takes them for windows-1252."""
    return raw.decode("cp1252")


def _encoded(text: str, letter_of: Callable[[str], str]) -> bytes:
    western = _WESTERN.sub(lambda found: found[0].encode("cp1252").decode("latin-1"), text)
    return "".join(letter if letter.isascii() else letter_of(letter) for letter in western).encode("latin-1")


def _taken_apart(letter: str) -> tuple[str, int]:
    marks = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in marks[1:] if mark in _TONES), "")
    return unicodedata.normalize("NFC", marks.replace(tone, "", 1) if tone else marks), _TONES.index(tone)


def _tcvn3_letter(letter: str) -> str:
    vowel, tone = _taken_apart(letter.lower())
    if vowel not in _TCVN3:
        return letter
    return _TCVN3_CAPITALS.get(letter) or _TCVN3[vowel][tone]


def _vni_letter(letter: str) -> str:
    vowel, tone = _taken_apart(letter.lower())
    base, marks = _VNI_BASES.get(vowel, (vowel, ""))
    if letter.lower() in _VNI_ALONE:
        found = _VNI_ALONE[letter.lower()]
    elif vowel in "aăâeêoôơuưy":
        found = base + _VNI_MARKS[marks][tone]
    else:
        return letter
    return found.upper() if letter.isupper() else found


def _letter_1258(letter: str) -> str:
    if "\x80" <= letter < "\xa0":
        return letter
    vowel, tone = _taken_apart(letter)
    try:
        raw = letter.encode("cp1258")
    except UnicodeEncodeError:
        raw = (vowel + _TONES[tone]).encode("cp1258")
    return raw.decode("latin-1")
