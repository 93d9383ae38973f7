"""A question for the names of so many things or people, and the quotes of an answer -> whether they leave them unnamed.

"Ba dự án chậm là những dự án nào?" is not answered by "có 3 dự án chậm", nor by one person where three are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.demanding import new_names
from assistant.answering.facets import asked_facets
from assistant.domain import CELL, AnswerKind, Query
from assistant.vietnamese.people import find_people
from assistant.vietnamese.syllables import named_at

_WORDS = {
    "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "two": 2, "three": 3,
    "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_NUMBER = rf"(?P<number>0?\d{{1,2}}|mười \w+|{'|'.join(_WORDS)})"
_THING = rf"{_NUMBER} (?P<person>vị |đồng chí |người |đ/c )?(?:cái |con )?(?P<noun>\w+)"
_IS_WHAT = r"\b(?:nào|gì|ai|đâu)\b"
# How so many named things are asked for: "ba dự án … là gì?", "hai xã nào", "kể tên 15 công ty", "which two roads".
_ASKED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^(?:\w+ ){{0,2}}?{_THING}\b[^?,]*{_IS_WHAT}\W*(?:vậy|thế|ạ|đấy|nhỉ|hả)?\W*$",
        rf"\b{_THING}(?: \w+){{0,3}} nào\b",
        rf"\b(?:(?<!đặt )tên|danh tính|kể ra|liệt kê|đích danh)(?: \w+){{0,3}} {_THING}\b",
        rf"\b{_THING}\b[^?]* (?:là|gồm|tên)(?: là)? (?:những |các |cái )?(?:\w+ ){{0,3}}(?:nào|gì|ai)\b",
        rf"\bwhich {_THING}\b",
        rf"\bnames? of the {_THING}\b",
        rf"\bwho (?:were|are) the {_THING}\b",
    )
)
_PEOPLE = frozenset(
    "người vị đồng ủy phó cán công đại ông bà anh chủ trưởng members chairmen people officials deputies"
    " delegates".split()
)
# Measures and times are no things that have names.
_UNNAMED = frozenset(
    "tháng quý lần ngày tỷ triệu đồng phần ha km giờ nghìn tấn tuổi năm trăm chục mấy months years percent"
    " hectares".split()
)
_ORDINAL = re.compile(r"\bthứ (?:hai|ba|tư|năm|sáu|bảy|tám|chín|mười)(?: \w+)?\b")
# A number after these tells one of many by its number: "tổ 7", "khóa 12".
_IS_A_NAME = frozenset("thứ tháng ngày số quý lớp khóa tổ ấp thôn phường lần khu đợt vụ báo thông".split())
_ENUMERATES = re.compile(r":|\(|;|\b(?:gồm|như)\b|^[^,]*\blà\b", re.IGNORECASE)
# So many words of the thing itself may stand between its count and its names: "2 dự án chậm Rạng và Mỹ".
_WORDS_OF_THE_THING = 5
_COUNTED = re.compile(rf"\b{_NUMBER}\s+\w", re.IGNORECASE)
_OTHERWISE: frozenset[AnswerKind] = frozenset(("figure", "count", "date", "yesno", "comparison", "meetings", "summary"))
_MANY = 10


@dataclass(frozen=True, slots=True)
class _Asked:
    """So many: people or not, and whether their own names are asked for, not only where they are or what they cross."""

    number: int
    are_people: bool
    are_named: bool


def leaves_unnamed(query: Query, quotes: Sequence[str]) -> bool:
    """Whether the names of several things or people are asked for, and the quotes hold at most one that is new."""
    asked = None if query.kind in _OTHERWISE else _asked(query.own or query.standalone)
    if asked is None or any(CELL in quote for quote in quotes):
        return False
    if asked.are_people and query.kind != "place":
        people = {person.name for quote in quotes for person in find_people(quote)}
        return len(people) < 2 and not asked_facets(query)
    if any(
        _ENUMERATES.search(rest) or named_at(rest, 0, _WORDS_OF_THE_THING)
        for rest in _after_count(asked.number, quotes)
    ):
        return False
    names = {name for quote in quotes for name in new_names(query, quote)}
    return len(names) < (1 if asked.number > _MANY or (query.kind == "place" and not asked.are_named) else 2)


@lru_cache(maxsize=256)
def _asked(question: str) -> _Asked | None:
    words = _ORDINAL.sub(" ", question.lower())
    for rank, pattern in enumerate(_ASKED):
        found = pattern.search(words)
        if found is None or found["noun"].isdigit() or found["noun"] in _UNNAMED:
            continue
        number, before = _value(found["number"]), words[: found.start("number")].split()
        if number > 1 and not (before and before[-1] in _IS_A_NAME):
            return _Asked(number, bool(found["person"]) or found["noun"] in _PEOPLE, rank > 0)
    return None


def _after_count(number: int, quotes: Sequence[str]) -> Iterator[str]:
    """Yield what follows where a quote counts as many."""
    for quote in quotes:
        yield from (quote[m.end("number") :] for m in _COUNTED.finditer(quote) if _value(m["number"].lower()) == number)


def _value(number: str) -> int:
    return int(number) if number.isdigit() else _WORDS.get(number, _MANY + 1)
