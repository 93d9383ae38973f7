"""Text -> its syllables, as the lexical index and clause scoring compare them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from assistant.vietnamese.folding import canonical_spelling, fold

# A compound is joined by - or /: 13-nq/hu, 8/2023, covid-19; "57,34%-60%" is two numbers.
_TOKEN = re.compile(
    r"[^\W_]+(?:[-/][^\W_]+)+(?![^\W_]|[.,]\d|%)|\d+(?:[.,]\d+)*%?|[^\W\d_]+[²³23]?(?![^\W_])|[^\W\d_]+"
)
_PART = re.compile(r"\d+|[^\W\d_]+")
_DIGIT = re.compile(r"\d")
# Words, and the marks that end a run of them.
_RUN = re.compile(r"[\w’']+|[^\w\s“\"]")
_LEADING_ZEROS = re.compile(r"(?<![\d.,])0+(?=\d)(?!\d*[.,]\d)")

_STOPWORDS_TEXT = """
ai gì nào đâu sao mấy bao nhiêu thế à ạ ơi nhỉ hả hở vậy nhé chăng ư hay hoặc là và với của cho các những được
bị do bởi vì nên tại từ đến trong ngoài trên dưới ở về theo qua để mà thì có không chưa đã đang sẽ vừa rồi cũng
vẫn còn lại nữa rất quá lắm như khi lúc này đó kia ấy đây nọ ra vào lên xuống xin hãy tôi mình bạn anh chị biết
hỏi rằng nếu tuy nhưng song bằng cùng cả mọi mỗi từng vài
"""
STOPWORDS: frozenset[str] = frozenset(_STOPWORDS_TEXT.split())
# Folded, these cannot be told from words that carry meaning: đầu, bí thư, đầu tư, Đảng, báo cáo, trọng, hộ, mới, lực...
_AMBIGUOUS_WHEN_FOLDED_TEXT = """
dau may bao the a u ha ho voi do bi vi nen tai tu den trong ve qua de ma thi co chua da dang con van lai lam khi
luc day no ra minh ban anh chi song bang cung ca moi tung o vai
"""
_AMBIGUOUS_WHEN_FOLDED = frozenset(_AMBIGUOUS_WHEN_FOLDED_TEXT.split())
FOLDED_STOPWORDS: frozenset[str] = frozenset(map(fold, STOPWORDS)) - _AMBIGUOUS_WHEN_FOLDED


@lru_cache(maxsize=8192)
def syllables(text: str) -> tuple[str, ...]:
    """Return the syllables of NFC text in order, lower-cased and in canonical spelling.

    A number stays whole without leading zeros ("3.273", "57,34%", "02" -> "2"). A compound that holds a digit gives its
    parts and then itself ("13-NQ/HU" -> "13", "nq", "hu", "13-nq/hu"); other compounds and R'Lấp give only their parts.
    """
    return tuple(_split(_LEADING_ZEROS.sub("", canonical_spelling(text.lower()))))


def pairs(syllables: Sequence[str]) -> tuple[str, ...]:
    """Return each two neighbouring syllables as "a_b"."""
    return tuple(f"{first}_{second}" for first, second in pairwise(syllables))


def _split(text: str) -> list[str]:
    tokens: list[str] = _TOKEN.findall(text)
    if "-" not in text and "/" not in text:
        return tokens
    parts: list[str] = []
    for token in tokens:
        if "-" not in token and "/" not in token:
            parts.append(token)
            continue
        parts += _PART.findall(token)
        if _DIGIT.search(token):
            parts.append(token)
    return parts


def named_at(text: str, position: int, within: int = 1) -> str:
    """Return the words in capitals that a text has from a position on, after less than `within` others: "Bản Sen".

    Empty where a mark comes first, or too many words without capitals.
    """
    named: list[str] = []
    for number, word in enumerate(_RUN.findall(text, position)):
        is_word = word[0].isalnum()
        if is_word and (word[0].isupper() or (named and word.isdigit())):
            named.append(word)
        elif named or not is_word or number >= within - 1:
            break
    return " ".join(named)
