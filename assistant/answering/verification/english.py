"""An English statement -> the same with what it claims in Vietnamese words, so that one set of rules checks both."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.answering.verification.lexicon import english_wordings
from assistant.vietnamese.days import ENGLISH_MONTHS
from assistant.vietnamese.folding import fold

# Stands for an English word that is left out, so that no later word becomes the unit of a number before it.
ERASED = "·"
# What a Vietnamese syllable looks like, folded.
_SYLLABLE = re.compile(
    r"(?:[bcdghklmnpqrstvx]|ch|gh|gi|kh|ng|ngh|nh|ph|qu|th|tr)?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
    r"|[bcdghklmnpqrstvx]{1,6}"
)
_ENOUGH = 0.3
_WORDS = re.compile(r"[^\W\d_]+")
_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
        " eighteen nineteen twenty".split(),
        start=1,
    )
}
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_TENS = re.compile(rf"\b({'|'.join(_TEN_WORDS)})(?:[- ]({'|'.join([*_NUMBERS][:9])}))?\b", re.IGNORECASE)
_ORDINALS = {
    word: str(number)
    for number, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), start=1)
}
_RANKED = re.compile(
    rf"\b(?:ranked|ranks|came|placed|stood|rose to) ({'|'.join(_ORDINALS)}|\d+(?:st|nd|rd|th))\b", re.IGNORECASE
)
_DOLLARS = re.compile(r"(?:USD|US\$|VND) ?(\d[\d.,]*(?: (?:thousand|million|billion))?)\b")
_ARTICLES = frozenset(
    "a an the of in on at by for to and or its their his her with from as that which who was were is are yet been has"
    " have had".split()
)
_NUMBER_WORD = re.compile(rf"(?<!no )(?<!any)\b(?!one of\b)({'|'.join(_NUMBERS)})\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)(?![\d])")
_MARKS = str.maketrans(",.", ".,")
_ORDINAL = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th) (?:meeting|session|conference|plenum)\b", re.IGNORECASE)
_DAYS = re.compile(rf"\b(\d{{1,2}})\s*(?:[-–]|to|and)\s*(\d{{1,2}}) ({'|'.join(ENGLISH_MONTHS)})\b", re.IGNORECASE)
_QUARTER_WORDS = {"quý first": "quý 1", "quý second": "quý 2", "quý third": "quý 3", "quý fourth": "quý 4"}
_PLAIN_WORD = re.compile(r"(?<![^\W\d_])[a-z]+(?![^\W\d_])")
_FIRST_WORD = re.compile(r"^[A-Z][a-z]+(?= +[^A-ZÀ-Ỹ\s])")
_MONTH = re.compile(
    rf"(?<!\d )(?<!\d(?:st|nd|rd|th) )\b(?:in |during |for "
    rf"|the month of )?\b({'|'.join(ENGLISH_MONTHS)})\b(?:,? (20\d\d)\b)?(?! \d)",
    re.IGNORECASE,
)
_DAY_BEFORE = re.compile(r"\d(?:st|nd|rd|th)?(?: of)? $")


@lru_cache(maxsize=1024)
def is_english(text: str) -> bool:
    """Whether most words of a statement can be no Vietnamese syllables; names and units in it are."""
    found = _WORDS.findall(text)
    return len(found) > 1 and sum(not _SYLLABLE.fullmatch(fold(word)) for word in found) / len(found) >= _ENOUGH


@lru_cache(maxsize=1024)
def in_vietnamese(text: str) -> str:
    """Return an English statement with its figures, times, plans, verbs and denials in Vietnamese words."""
    text = _TENS.sub(_ten, text)
    text = _NUMBER_WORD.sub(lambda match: _NUMBERS[match[1].lower()], text)
    text = _RANKED.sub(lambda match: f"xếp thứ {_ORDINALS.get(match[1].lower(), match[1][:-2])}", text)
    text = _DOLLARS.sub(lambda match: f"{match[1]} {match[0][:3].replace('US$', 'USD')}", text)
    text = _ORDINAL.sub(r"hội nghị lần thứ \1", text)
    text = _NUMBER.sub(lambda match: match[0].translate(_MARKS), text)
    text = _MONTH.sub(_month, _DAYS.sub(r"\1 \3 – \2 \3", text))
    for pattern, words in english_wordings():
        text = pattern.sub(words, text)
    for words, figure in _QUARTER_WORDS.items():
        text = text.replace(words, figure)
    text = _PLAIN_WORD.sub(
        lambda match: match[0] if match[0] in _said() else "" if match[0] in _ARTICLES else ERASED, text
    )
    return _FIRST_WORD.sub("", text)


@lru_cache(maxsize=1)
def _said() -> frozenset[str]:
    """The words that translations put in; what else is left in plain letters is English still."""
    found = {word for _, words in english_wordings() for word in _WORDS.findall(words)}
    return frozenset((*found, "usd", "km", "ha", "kg", "i", "ii", "iii", "iv"))


def _ten(match: re.Match[str]) -> str:
    tens = 10 * (_TEN_WORDS.index(match[1].lower()) + 2)
    return str(tens + (int(_NUMBERS[match[2].lower()]) if match[2] else 0))


def _month(match: re.Match[str]) -> str:
    if _DAY_BEFORE.search(match.string, max(0, match.start() - 8), match.start()):
        return match[0]
    number = ENGLISH_MONTHS.index(match[1].lower()) + 1
    return f"tháng {number}/{match[2]}" if match[2] else f"tháng {number}"


def is_foreign(word: str) -> bool:
    """Whether a word can be no Vietnamese syllable."""
    return _SYLLABLE.fullmatch(fold(word)) is None
