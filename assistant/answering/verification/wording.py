"""Text -> the same text as statements and quotes are compared, its words, and the stretches that tell figures apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.vietnamese.abbreviations import spelt_out
from assistant.vietnamese.folding import canonical_spelling
from assistant.vietnamese.sentences import sentences

Span = tuple[int, int]

CAPITALS = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SPACES = re.compile(r"[^\S\n]+")
_HALF_A_YEAR = re.compile(r"\bnửa năm\b(?! cuối)", re.IGNORECASE)
_RANKS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_RANK = re.compile(
    rf"(?P<before>\b(?:đứng|xếp|hạng|vị trí|lên|xuống)(?: (?:ở|vị trí|hạng|vào))* thứ )(?P<rank>{'|'.join(_RANKS)})\b",
    re.IGNORECASE,
)
# "Ba trong 24 chỉ tiêu".
_NUMBERS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_PART = re.compile(rf"\b({'|'.join(_NUMBERS[1:])})(?= (?:trong|trên)(?: tổng)?(?: số)? \d)", re.IGNORECASE)
# The programme's name, in which nothing is counted.
_NO_COUNT = ("mỗi xã một sản phẩm", "OCOP")
# Where one stretch of a sentence ends and another begins; a mark inside a number or before a cell's number ends none.
_BREAK = re.compile(
    r"[;:|()\n]|,(?!\d)|(?<!\d),|\s[-–—]\s(?=\d)"
    r"|\s(?=(?:trong đó|trong khi|riêng|còn (?=lại \d|\d)|gồm|bao gồm|nhưng|song|và (?=\d|bằng|đạt|tăng|giảm|vượt"
    r"|[^,;:()]{0,40}\d))\b)"
)
_CHUNK_BREAK = re.compile(r"[;\n]")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return NFC text with abbreviations spelt out, in one spelling; months in words become figures."""
    spelt = _PART.sub(lambda part: str(_NUMBERS.index(part[1].lower()) + 1), _RANK.sub(_in_figures, text))
    spelt = spelt_out(_SPACES.sub(" ", spelt).strip()).replace(*_NO_COUNT)
    return canonical_spelling(_HALF_A_YEAR.sub("6 tháng", spelt))


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """Return the words of plain text in lower case, numbers left out."""
    return tuple(word.lower() for word in WORD.findall(text))


@lru_cache(maxsize=4096)
def sentence_spans(text: str) -> tuple[Span, ...]:
    """Return the spans of the sentences of plain text."""
    return sentences(text)


@lru_cache(maxsize=4096)
def chunk_spans(text: str) -> tuple[Span, ...]:
    """Return the spans of what stands between full stops and semicolons."""
    return tuple(
        _filled(text, (span for sentence in sentence_spans(text) for span in _cut(text, sentence, _CHUNK_BREAK)))
    )


@lru_cache(maxsize=4096)
def stretch_spans(text: str) -> tuple[Span, ...]:
    """Return the spans of the stretches between commas, brackets and the like, in order."""
    return tuple(_filled(text, (span for sentence in sentence_spans(text) for span in _cut(text, sentence, _BREAK))))


def span_at(spans: tuple[Span, ...], position: int) -> Span:
    """Return the span that holds a position; the last one that begins before it where none does."""
    found = spans[0] if spans else (0, 0)
    for span in spans:
        if span[0] <= position:
            found = span
    return found


def _in_figures(rank: re.Match[str]) -> str:
    return f"{rank['before']}{_RANKS.index(rank['rank'].lower()) + 1}"


def _cut(text: str, span: Span, mark: re.Pattern[str]) -> Iterator[Span]:
    start, end = span
    for found in mark.finditer(text, start, end):
        yield start, found.start()
        start = found.end()
    yield start, end


def _filled(text: str, spans: Iterator[Span]) -> Iterator[Span]:
    return (span for span in spans if text[slice(*span)].strip(" .,"))
