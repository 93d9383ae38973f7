"""Participants and the sections of a report -> the participants settled by where they act.

A section tells what a verb leaves open: whoever opens a sentence of the discussion speaks in it, even by 'báo cáo', and
the chair whose demands end a meeting that nobody else concludes concludes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.domain import Block, Participant, Section
from assistant.vietnamese.folding import canonical_spelling
from assistant.vietnamese.people import Person, find_people
from assistant.vietnamese.sentences import sentences

_READ = frozenset(("prose", "heading"))
_TAKING_THE_FLOOR = frozenset(("speech", "report", "conclusion", "chair"))
# What may stand before whoever opens a sentence or a clause of the discussion.
_LEAD = re.compile(
    r"[^\w]*(?:(?:tham luận|trao đổi|phát biểu|thảo luận|góp ý|tại|trong|còn|theo|về|cũng|tiếp đó|sau đó|giải trình"
    r"|trước|từ|đại diện|thay mặt|thượng tá|đại tá|trung tá|thiếu tá|trưởng|phó|chủ tịch|bí thư|giám đốc|chỉ huy"
    r"|đồng chí|đ/c|đc|ông|bà|anh|chị|đại biểu|tổ đại biểu|cho rằng|lo ngại)\b"
    r"[^,;:.]{0,70}[,:]?\s*)*",
    re.IGNORECASE,
)
# Outside the discussion only words of saying make somebody a speaker.
_SAYS = re.compile(
    r"\b(?:nói|kể|nêu|cho (?:biết|hay|rằng)|phân tích|thông tin|xin|mong|hứa|cam kết|lo|băn khoăn|bày tỏ|chia sẻ"
    r"|kiến nghị|đề xuất|đề nghị|hỏi|trả lời|giải (?:trình|đáp)|phản ánh|nhận (?:trách nhiệm|khuyết|thiếu)|khẳng định"
    r"|lý giải|đồng tình|góp ý|nhắc|lưu ý|đặt (?:câu hỏi|vấn đề)|thừa nhận|ý kiến|chất vấn|báo cáo)\b",
    re.IGNORECASE,
)
# A committee's report on a draft stands among the speeches, and is a report all the same.
_EXAMINES = re.compile(r"[^.;]{0,100}\bbáo cáo thẩm tra\b", re.IGNORECASE)
_NEAR = 130
_SPOKEN_IN = frozenset(("results", "limitations", "conclusion", "tasks"))
_CLAUSE = re.compile(r"[;.]\s+")
_SOMETHING_SAID = 25


def settle(
    participants: Sequence[Participant], text: str, blocks: Sequence[Block], sections: Sequence[Section]
) -> tuple[Participant, ...]:
    """Return the participants as the sections of their report tell their parts, each once for each part."""
    told = [
        replace(one, part="speech") if _reports_in_the_discussion(one, text, sections) else one for one in participants
    ]
    told += [one for one in _speakers(text, blocks, sections) if not _takes_the_floor(one.name, told)]
    told = _concluding(told, sections)
    found: dict[tuple[str, str], Participant] = {}
    for one in told:
        found.setdefault((canonical_spelling(one.name.lower()), one.part), one)
    return tuple(found.values())


def _reports_in_the_discussion(one: Participant, text: str, sections: Sequence[Section]) -> bool:
    examines = _EXAMINES.match(text, one.end) is not None
    return one.part == "report" and _kind_at(sections, one.start) == "discussion" and not examines


def _speakers(text: str, blocks: Sequence[Block], sections: Sequence[Section]) -> Iterator[Participant]:
    """Yield those who open a sentence, or a clause of one, in the discussion, or elsewhere to say something."""
    for block in (one for one in blocks if one.kind in _READ):
        for start, end in sentences(text, block.start, block.end):
            kind = _kind_at(sections, start)
            if kind != "discussion" and kind not in _SPOKEN_IN:
                continue
            for person in find_people(text[start:end]):
                behind = start + person.end
                says = kind == "discussion" or _SAYS.search(text, behind, min(end, behind + _NEAR))
                if says and _opens_a_clause(text[start:end], person):
                    office = text[start + person.office_start : start + person.office_end].strip(" ,-–") or None
                    yield Participant(person.name, "speech", office, start + person.start, start + person.end)


def _opens_a_clause(sentence: str, person: Person) -> bool:
    first = min(person.start, person.office_start) if person.office_start < person.office_end else person.start
    begins = max((match.end() for match in _CLAUSE.finditer(sentence, 0, first)), default=0)
    stop = _CLAUSE.search(sentence, person.end)
    said = sentence[person.end : stop.start() if stop else None].strip(" ,.:;-–")
    return _LEAD.fullmatch(sentence[begins:first]) is not None and len(said) >= _SOMETHING_SAID


def _takes_the_floor(name: str, participants: Sequence[Participant]) -> bool:
    return any(one.name == name and one.part in _TAKING_THE_FLOOR for one in participants)


def _concluding(participants: Sequence[Participant], sections: Sequence[Section]) -> list[Participant]:
    """Where nobody concludes, a chair who speaks at the end does so."""
    chairs = {one.name for one in participants if one.part == "chair"}
    if any(one.part == "conclusion" for one in participants):
        return list(participants)
    return [
        replace(one, part="conclusion")
        if one.part == "speech" and one.name in chairs and _kind_at(sections, one.start) in ("conclusion", "tasks")
        else one
        for one in participants
    ]


def _kind_at(sections: Sequence[Section], position: int) -> str | None:
    return next((one.kind for one in sections if one.start <= position < one.end), None)
