"""Sentences about a meeting -> the names of those who chaired it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.reading.opening import Opening
from assistant.vietnamese.folding import fold
from assistant.vietnamese.people import SURNAMES

_INTRODUCTION = re.compile(r"\b(?:đồng chí|đ/c|ông|bà)\b(?: là)?\s*:?\s*", re.IGNORECASE)
_SEVERAL = re.compile(r"\bcác (?:đồng chí|đ/c|ông|bà)\b", re.IGNORECASE)
_MEETING = r"(?:hội nghị|kỳ họp|phiên họp|cuộc họp|buổi họp|buổi làm việc|đại hội|buổi giao ban|giao ban|phiên|buổi lễ)"
_CHAIRING = r"(?:chủ trì|chủ toạ|chủ tọa|đoàn chủ tịch)"
_DIRECTING = r"(?:điều hành)"
# 'Chủ trì hội nghị có các đồng chí: …', 'dưới sự chủ trì của đồng chí …', 'Chủ tọa: ông …', 'Đoàn chủ tịch gồm …'
_NAMES_FOLLOW = re.compile(rf"(?: {_MEETING})?\s*(?::|\b(?:gồm có|gồm|có|là|của)\b)")
_NOT_OF_A_MEETING = re.compile(r",? (?:và chịu|phối hợp|cùng các|tham mưu|soạn|xây dựng)\b")
_OTHER_VERB = re.compile(
    r"\b(?:dự|phát biểu|báo cáo|trình bày|thông qua|gửi|nêu|cho biết|đề nghị|yêu cầu|kết luận|tổ chức|họp|diễn ra"
    r"|tham gia"
    r"|đã|cùng|được|nhấn mạnh|khai mạc|chỉ đạo)\b",
    re.IGNORECASE,
)
# Other verbs of the same subject: 'khai mạc và chủ trì', 'đến dự, phát biểu và cùng chủ trì'.
_JOINED_VERB = re.compile(
    r"(?:(?:^|[,\s]+)(?:(?:tham|tới|đến|về) dự|dự|phát biểu khai mạc|phát biểu|khai mạc|chỉ đạo|bế mạc|trực tiếp|đã"
    r"|và|cùng|đồng"
    r"|thống nhất))+[,\s]*$",
    re.IGNORECASE,
)
_ASSIGNED = re.compile(r"\b(?:giao|phân công|yêu cầu|đề nghị|phối hợp)\b[^.;]*$", re.IGNORECASE)
_PAUSE = re.compile(r"\s*(?:[,;:()]|[-–—]\s|\s[-–—]|\bvà\b)\s*")
_WORD = re.compile(r"[^\W\d_][\w'’]*")
_OFFICE_WORD_LIST = """
    bí thư phó chủ tịch ủy uỷ viên trưởng giám đốc chánh văn phòng thường trực ban huyện tỉnh đảng bộ hội đồng
    nhân dân quyền nguyên cục sở phòng trung ương đoàn thủ tướng thứ quốc chi mặt trận lãnh đạo
"""
_OFFICE_WORDS = frozenset(_OFFICE_WORD_LIST.split())
_SENTENCES = 16


def chairs(opening: Opening) -> tuple[str, ...]:
    """Return the names of those who chaired the meeting, in the order given; () when none is named.

    Whoever 'điều hành' (directed) it counts only where nobody is said to have chaired it.
    """
    for verb in (_CHAIRING, _DIRECTING):
        names: dict[str, str] = {}
        for sentence in (*opening.sentences[:_SENTENCES], *opening.captions):
            for name in _named_with(re.compile(rf"\b{verb}\b", re.IGNORECASE), sentence):
                names.setdefault(fold(name), name)
        if names:
            return tuple(names.values())
    return ()


def is_persons(name: str) -> bool:
    """Whether a name is a person's by its form: a common surname and at least two more syllables."""
    words = name.split()
    return len(words) > 2 and fold(words[0]) in SURNAMES


def _named_with(verb: re.Pattern[str], sentence: str) -> Iterator[str]:
    for found in verb.finditer(sentence):
        before, after = sentence[: found.start()], sentence[found.end() :]
        following = _NAMES_FOLLOW.match(after)
        if following:
            yield from _names(after[following.end() :])
        elif not _NOT_OF_A_MEETING.match(after) and not _ASSIGNED.search(before):
            yield from _names(_subject(before))


def _subject(before: str) -> str:
    """The words that can be the subject of a verb: from the last other verb on, those joined to it left out.

    After a semicolon another verb's people have ended ('Dự có đồng chí A; đồng chí B chủ trì').
    """
    before = _JOINED_VERB.sub("", before)
    others = list(_OTHER_VERB.finditer(before))
    return before[others[-1].end() :].rpartition(";")[2] if others else before


def _names(people: str) -> Iterator[str]:
    """Yield the names in a run of people and their offices; another verb ends the run."""
    stop = _OTHER_VERB.search(people)
    several = _SEVERAL.search(people) is not None
    for segment in _PAUSE.split(people[: stop.start()] if stop else people):
        introductions = list(_INTRODUCTION.finditer(segment))
        words = (segment[introductions[-1].end() :] if introductions else segment).strip(" .").split()
        listed = several and 2 < len(words) <= 5 and _name_words(words) == words
        if name := _name_in(words, surely_begins=bool(introductions) or listed):
            yield name


def _name_in(words: list[str], surely_begins: bool) -> str | None:
    """The name that the words begin with, or end with after an office ('Bí thư Huyện ủy Trần Văn An')."""
    run = _name_words(words)
    if surely_begins and 2 <= len(run) <= 5:
        return " ".join(run)
    for start in range(max(0, len(words) - 5), len(words) - 1):
        tail = words[start:]
        if fold(tail[0]) in SURNAMES and _name_words(tail) == tail:
            return " ".join(tail)
    return None


def _name_words(words: list[str]) -> list[str]:
    """The leading words that can be a name's: capitalised, no abbreviation, no word of an office."""
    run: list[str] = []
    for word in words:
        if not _WORD.fullmatch(word) or not word[0].isupper() or (len(word) > 1 and word.isupper()):
            break
        if not run and word.lower() in _OFFICE_WORDS:
            break
        run.append(word)
    return run
