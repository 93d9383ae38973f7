"""The encodings before Unicode as tables: characters that stand for bytes -> Vietnamese letters.

`letters.tsv` holds the bytes (hexadecimal) of each letter. Sources: TCVN3 is TCVN 5712:1993, VN3, the set of the .Vn
fonts: letters in lower case, and the seven capitals that have a shape of their own; VISCII is RFC 1456 (both held
against glibc's iconv); VNI is the set of the VNI- fonts for Windows, where most letters are a vowel and a mark after
it, as the keyboard driver xvnkb writes it; VPS is the set of the VPS fonts, as xvnkb and the vietunicode chart have it.
windows-1258 is Microsoft's code page 1258, which Python knows: letters, and tones that combine with the letter before.

Everywhere here a "byte" is a character up to U+00FF, as ISO 8859-1 reads it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

FILE = Path(__file__).with_name("letters.tsv")
# What programs for Western text make of the bytes 80 to 9F: quotation marks and dashes.
_WESTERN = {chr(byte): bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}
_TO_WESTERN = str.maketrans(_WESTERN)
_FROM_WESTERN = str.maketrans({western: byte for byte, western in _WESTERN.items()})
# Standing alone these are signs in any encoding: the letters ã, ằ, â, đ and Ư are no words.
_NO_WORD = re.compile("((?<![^\\s>])[·»©®¦](?![^\\s<]))")


@dataclass(frozen=True, slots=True)
class Encoding:
    """One encoding: `decode` turns its bytes into NFC text; `loses_capitals` where it has no letter À, only à.

    `telling` finds, in bytes, what stands in words of this encoding and hardly in those of a Western language. A text
    of fewer than `fewest_words` that are Vietnamese only here says too little for it: rare encodings need more.
    """

    name: str
    decode: Callable[[str], str]
    telling: re.Pattern[str]
    loses_capitals: bool = False
    fewest_words: int = 1


@cache
def encodings() -> tuple[Encoding, ...]:
    """Return every encoding that is known, the commonest first."""
    tcvn3, vni, viscii, vps = (_table(name) for name in ("tcvn3", "vni", "viscii", "vps"))
    vni |= {key[0] + key[1:].lower(): letter for key, letter in vni.items()}  # Aâ beside AÂ
    symbol = re.compile("[A-Za-zÀ-ÿ][¡-¿]|[¡-¿][A-Za-zÀ-ÿ]|[A-Za-z][×÷][A-Za-z]")
    return (
        Encoding("tcvn3", partial(_from_tcvn3, tcvn3), symbol, loses_capitals=True),
        Encoding("vni", partial(_replaced, vni, True), re.compile("[aeouyôö][àáâãäåèéêëïøõùúûü]", re.IGNORECASE)),
        Encoding("windows-1258", _from_1258, re.compile("[AEIOUYaeiouyÂÊÔÕÝâãêôõý][ÌÒÞìò]"), fewest_words=0),
        Encoding("viscii", partial(_replaced, viscii, False), symbol, fewest_words=5),
        Encoding("vps", partial(_replaced, vps, False), symbol, fewest_words=5),
    )


def encoding(name: str) -> Encoding:
    """Return the encoding of a name, such as "tcvn3"."""
    return next(one for one in encodings() if one.name == name)


def western_as_bytes(text: str) -> str:
    """Return text read as windows-1252 with the bytes 80 to 9F again in place of quotation marks and dashes."""
    return text.translate(_FROM_WESTERN)


def _table(name: str) -> dict[str, str]:
    header, *rows = (line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines())
    column = header.index(name)
    return {bytes.fromhex(row[column]).decode("latin-1"): row[0] for row in rows if row[column]}


@cache
def _pattern(keys: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(keys, key=lambda key: (-len(key), key)))))


def _replaced(table: dict[str, str], western: bool, text: str) -> str:
    """The letters of a text by their table; `western` when 80 to 9F are quotation marks there and not letters."""
    text = _pattern(frozenset(table)).sub(lambda found: table[found[0]], text)
    return text.translate(_TO_WESTERN) if western else text


def _from_tcvn3(table: dict[str, str], text: str) -> str:
    return "".join(
        part if number % 2 else _replaced(table, True, part) for number, part in enumerate(_NO_WORD.split(text))
    )


def _from_1258(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(_code_page_1258()))


@cache
def _code_page_1258() -> dict[int, str]:
    return {byte: bytes((byte,)).decode("cp1258", "ignore") or chr(byte) for byte in range(0x80, 0x100)}
