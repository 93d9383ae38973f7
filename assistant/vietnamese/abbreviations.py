"""Text -> the phrases its abbreviations stand for, from the table beside this module."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from assistant.vietnamese.folding import fold, has_diacritics

_TOKEN = re.compile(r"[^\W_]+(?:[-/&][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
_VOWEL = re.compile("[aeiouy]")
_LONGEST_SYLLABLE = 3
_NUMBER_WORDS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")
# "những năm tháng ấy" are years and months.
_MONTHS_IN_WORDS = re.compile(
    rf"(?<!những )(?<!các )\b({'|'.join(reversed(_NUMBER_WORDS))})( ?tháng)\b(?! \d\d?\b(?![.,]\d))", re.IGNORECASE
)
_SHORT_TIMES = (
    (re.compile(r"\b(\d{1,2})T(?=/\d|\b)"), r"\1 tháng "),
    (re.compile(r"\bT(\d{1,2})(?=/\d|\b)"), r"tháng \1"),
    (re.compile(r"\bQ([1-4])(?=/\d|\b)"), r"quý \1"),
    (re.compile(r"\bnửa (?:đầu năm|năm đầu)\b", re.IGNORECASE), "6 tháng đầu năm"),
    (re.compile(r"\bnua (?:dau nam|nam dau)\b", re.IGNORECASE), "6 thang dau nam"),
)

# What any of these begins with; most texts have none.
_MAY_BE_SHORT = re.compile(r"[TQ]\d|\dT|n[ửu]a ", re.IGNORECASE)


def _read_table() -> Mapping[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    lines = Path(__file__).with_name("abbreviations.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            abbreviation, phrase = line.split("\t")
            table[abbreviation] = (*table.get(abbreviation, ()), phrase)
    return table


ABBREVIATIONS: Mapping[str, tuple[str, ...]] = _read_table()


def _by_key(key: Callable[[str], str]) -> Mapping[str, tuple[str, ...]]:
    keyed: dict[str, tuple[str, ...]] = {}
    for abbreviation in ABBREVIATIONS:
        keyed[key(abbreviation)] = (*keyed.get(key(abbreviation), ()), abbreviation)
    return keyed


# What stands for an abbreviation of one meaning, in its place or behind it.
_SPELT_OUT = {short: meanings[0] for short, meanings in ABBREVIATIONS.items() if len(meanings) == 1}
_IN_FULL = {short: f"{short} {meaning}" for short, meaning in _SPELT_OUT.items()}
_EXACT = _by_key(str.lower)
_FOLDED = _by_key(fold)


@lru_cache(maxsize=4096)
def expand(text: str) -> tuple[str, ...]:
    """Return the phrases that abbreviations in text stand for, in order, without those text already holds.

    An entry in capitals that could be a syllable (TU, AN) counts only when typed in capitals, any other in any case.
    In text typed without diacritics "dt" is read as every entry it may be: DT and ĐT.
    """
    known, spoken = (_EXACT if has_diacritics(text) else _FOLDED), fold(text)
    phrases = (
        phrase
        for token in _tokens(text, known)
        for abbreviation in known.get(token.lower(), ())
        if not _is_syllable(abbreviation) or token.isupper()
        for phrase in ABBREVIATIONS[abbreviation]
    )
    return tuple(dict.fromkeys(phrase for phrase in phrases if fold(phrase) not in spoken))


@lru_cache(maxsize=8192)
def in_full(text: str) -> str:
    """Return text with what stands for each abbreviation of one meaning written behind it: "NTM nông thôn mới".

    Months in short or in words ("7T/2024", "T8", "chín tháng", "nửa đầu năm") are written as reports write them.
    """
    return _each(_with_months_in_figures(text), _IN_FULL)


@lru_cache(maxsize=8192)
def spelt_out(text: str) -> str:
    """Return text with what each abbreviation of one meaning stands for in its place: "nông thôn mới" for "NTM"."""
    return _each(_with_months_in_figures(text), _SPELT_OUT)


def _each(text: str, written: Mapping[str, str]) -> str:
    """Return text with its tokens written so."""
    parts: list[str] = []
    last = 0
    for token in _TOKEN.finditer(text):
        if words := written.get(token[0]):
            parts += (text[last : token.start()], words)
            last = token.end()
    return "".join((*parts, text[last:]))


@lru_cache(maxsize=1024)  # asked for by both readings of a text
def _with_months_in_figures(text: str) -> str:
    return _MONTHS_IN_WORDS.sub(_in_figures, _in_short(text))


def _in_short(text: str) -> str:
    for pattern, words in _SHORT_TIMES if _MAY_BE_SHORT.search(text) else ():
        text = pattern.sub(words, text)
    return text


def _in_figures(words: re.Match[str]) -> str:
    return f"{_NUMBER_WORDS.index(words[1].lower()) + 1}{words[2]}"


def _tokens(text: str, known: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield each joined word (KT-XH) that the table knows, else its parts."""
    for token in _TOKEN.findall(text):
        if token.lower() in known:
            yield token
        else:
            yield from _PART.findall(token)


def _is_syllable(abbreviation: str) -> bool:
    """Whether a Vietnamese word may look like this entry; entries in lower case are chat, meant in any case."""
    short = len(abbreviation) <= _LONGEST_SYLLABLE and not abbreviation.islower()
    return short and _VOWEL.search(fold(abbreviation)) is not None
