"""Sentences about a meeting -> who is named as present: 'Dự hội nghị có đồng chí X', 'Thành phần: 1. Ông Y'.

What is wanted are names; whoever comes by office alone, or is said to be away, is not among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.reading.excerpts import Excerpt
from assistant.vietnamese.people import Person, find_people

# On lower-case NFC text: folded, "dự" would be "đủ" and "dư".
_ATTENDING = re.compile(
    r"\b(?:(?:đến|tới|về|cùng|tham|lên)\s+)*(?:dự(?! (?:án|toán|kiến|thảo|báo|phòng|trữ|nguồn|liệu|đoán|định))"
    r"|có mặt(?! trên)|tham gia (?:hội nghị|kỳ họp|buổi|đoàn|cuộc họp)|cùng đi|mời họp|khách mời|đại biểu mời"
    r"|về phía [^,;:.]{1,40}? có)\b"
)
_SECRETARY = re.compile(r"^\W*(?:\d{1,2}(?:\.\d)?[.)/]?\s*)?Thư ký[^:]{0,25}:", re.IGNORECASE)
_AWAY = re.compile(r"\b(?:vắng|xin phép vắng|không (?:đến )?dự)\b")
# What ends a list of those present: what somebody did there.
_DOES = re.compile(
    r"\b(?:chủ trì|chủ tọa|chủ toạ|khai mạc|kết luận|trình bày|báo cáo|phát biểu|điều hành|đã nghe"
    r"|được nghe|thông qua"
    r"|cho biết|nhấn mạnh|làm trưởng đoàn)\b"
)
_OPENS_LIST = re.compile(
    r"^\W*(?:[ivx]{1,4}|\d{1,2}|[a-hđ])?\W*(?:thành phần|đại biểu|khách mời|mời|tham dự|dự họp|dự phiên"
    r"|có mặt|thành viên"
    r"|thường trực|ban thường vụ|lãnh đạo|các (?:đồng chí|ông|bà|ban|phòng)|thư ký)\b[^.]{0,90}$"
)
_HEADING = re.compile(r"^\W*(?:[IVX]{1,4}\W|(?:PHẦN|NỘI DUNG|DIỄN BIẾN|KẾT LUẬN)\b|(?:nội dung|diễn biến|kết luận)\b)")
_ENTRY = re.compile(
    r"^\W*(?:\d{1,2}(?:\.\d)?[.)/]?\s*|[-+•*]\s*)?(?:các )?(?:đồng chí|đ/c|đc|ông|bà|thư ký)\b", re.IGNORECASE
)
_CLAUSE = re.compile(r"[;.]")
_LONGEST_HEAD = 110


def find_attendance(sentences: Sequence[Excerpt]) -> Iterator[tuple[Excerpt, Person]]:
    """Yield those who are named as present, in the order told."""
    listing = False
    for excerpt in sentences:
        lowered = excerpt.text.lower()
        yield from ((excerpt, person) for person in _named_present(excerpt, lowered))
        if _SECRETARY.match(excerpt.text) and not listing:
            yield from ((excerpt, person) for person in find_people(excerpt.text))
            continue
        if listing and _ENTRY.match(excerpt.text) and not _AWAY.search(lowered) and not _DOES.search(lowered):
            yield from ((excerpt, person) for person in find_people(excerpt.text))
            continue
        heads = len(excerpt.text) <= _LONGEST_HEAD and _OPENS_LIST.match(lowered) and not find_people(excerpt.text)
        listing = bool(heads) or (listing and not _HEADING.match(excerpt.text) and len(excerpt.text) <= _LONGEST_HEAD)


def _named_present(excerpt: Excerpt, lowered: str) -> Iterator[Person]:
    people = find_people(excerpt.text)
    for cue in _ATTENDING.finditer(lowered):
        if any(_inside(cue.start(), person) for person in people):
            continue
        before = [person for person in people if _end(person) <= cue.start()]
        if before and not lowered[_end(before[-1]) : cue.start()].strip(" ,-–"):
            yield before[-1]
        last = cue.end()
        for person in (one for one in people if _begin(one) >= cue.end()):
            between = lowered[last : _begin(person)]
            if _AWAY.search(between) or _DOES.search(between):
                break
            yield person
            last = _end(person)
            if _DOES.match(lowered[last:].lstrip(" ,-–")):
                break


def _inside(position: int, person: Person) -> bool:
    return _begin(person) <= position < _end(person)


def _begin(person: Person) -> int:
    return min(person.start, person.office_start) if person.office_start < person.office_end else person.start


def _end(person: Person) -> int:
    return max(person.end, person.office_end)
