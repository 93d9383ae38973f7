"""A question for meetings -> which ones: of which body, with whom, in which part."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain import MeetingsAsked, Part, ReportSummary
from assistant.questions.shelf import shelf_of
from assistant.vietnamese.abbreviations import in_full, spelt_out
from assistant.vietnamese.folding import fold

_ORGAN = (
    r"(?:hoi dong nhan dan|uy ban nhan dan|ban thuong vu|ban chap hanh|mat tran to quoc|huyen uy|tinh uy|thanh uy"
    r"|thi uy|dang uy|dang bo|thuong truc)\b"
)
_ORGANS = re.compile(rf"\b{_ORGAN}")
_OF_AN_OFFICE = re.compile(
    r"\b(?:pho )?(?:bi thu|chu tich|truong ban|uy vien|giam doc|chanh van phong)(?: thuong truc)?"
    r"(?: (?:hoi dong nhan dan|uy ban nhan dan|huyen uy|tinh uy|thanh uy|thi uy|dang uy|ban thuong vu|ban chap hanh))+"
)
# An organ named only to leave it out: "không phải ban chấp hành", "not the executive committee".
_NOT_OF = re.compile(
    r"\b(?:khong (?:phai|tinh|ke)|tru|not|except(?: for)?|rather than)(?: (?:la|cua|ra|the|of|by))*"
    rf"(?: {_ORGAN})+"
)
_IN_ENGLISH = (
    (re.compile(r"\bpeople'?s councils?\b"), "hoi dong nhan dan"),
    (re.compile(r"\bpeople'?s committees?\b"), "uy ban nhan dan"),
    (re.compile(r"\bstanding committees?\b"), "ban thuong vu"),
    (re.compile(r"\bexecutive committees?\b"), "ban chap hanh"),
)
# How the latest meeting is asked for.
LATEST = re.compile(
    r"\b(?:cuoc hop|hoi nghi|ky hop|phien hop|buoi hop)\b[^?.]{0,60}?\b(?:gan (?:day )?nhat|moi nhat|moi day nhat)\b"
    r"|\b(?:latest|last|most recent) (?:\w+ ){0,3}(?:meeting|session|conference)\b"
)
_PARTS: dict[Part, str] = {
    "chair": r"\bchu (tri|toa|xi)\b|\bcam trich\b|\bdieu hanh\b|\bchair\w*\b|\bpresid\w+",
    "conclusion": r"\bket luan\b|\bbe mac\b|\bconclu\w+",
    "opening": r"\bkhai mac\b|\bopened\b",
    "report": r"\b(trinh bay|doc) bao cao\b|\bpresented\b",
    "speech": r"\bphat bieu\b|\bspoke\b",
    "attend": r"\b(tham |den |ve |co )?du\b(?! (an|toan|kien|thao|bao|phong))|\battend\w*\b",
}
_PART_PATTERNS = {part: re.compile(pattern) for part, pattern in _PARTS.items()}


def meetings_asked(question: str, reports: Sequence[ReportSummary], whose: str = "") -> MeetingsAsked:
    """Return which meetings are meant; people are those of the library's meetings whom the question names.

    The body is looked for in `whose` alone where that is given: what a follow-up says itself.
    """
    folded = fold(spelt_out(in_full(question)))
    bodies = fold(spelt_out(in_full(whose or question)))
    for pattern, words in _IN_ENGLISH:
        bodies = pattern.sub(words, bodies)
    organs = tuple(dict.fromkeys(_ORGANS.findall(_NOT_OF.sub(" ", _OF_AN_OFFICE.sub(" ", bodies)))))
    people = people_named(question, reports)
    parts = [part for part, pattern in _PART_PATTERNS.items() if pattern.search(folded)]
    part = parts[0] if people and len(parts) == 1 else None
    return MeetingsAsked(organs, people, part, is_latest=LATEST.search(folded) is not None)


def people_named(question: str, reports: Sequence[ReportSummary]) -> tuple[str, ...]:
    """Return the people of the library's meetings whom a question names, however it is typed."""
    return tuple(shelf_of(reports).people_in(question))
