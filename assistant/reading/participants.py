"""Sentences about a meeting -> who took which part in it: chaired, opened, reported, spoke, concluded.

A name takes part as the subject of a verb before or behind it ("đồng chí X kết luận", "Phát biểu kết luận, đồng chí X …")
or in the list that a verb opens ("Chủ tọa: ông X", "do đồng chí X chủ trì"). Those who merely attend take none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from assistant.domain import Part, Participant
from assistant.reading.excerpts import Excerpt
from assistant.vietnamese.folding import fold
from assistant.vietnamese.people import Person, find_people

_MEETING = (
    r"(?:hoi nghi|ky hop|phien hop|cuoc hop|buoi hop|buoi lam viec|dai hoi|buoi giao ban|giao ban|phien(?: thao luan| chat van)?"
    r"|buoi le|toa dam)"
)
# Verbs of taking part, the special before the general; in folded text.
_VERBS: tuple[tuple[Part, str], ...] = (
    ("chair", r"(?:dong )?(?:chu tri|chu toa)|doan chu tich|doan chu toa"),
    ("opening", r"(?:phat bieu |doc |co |dien van )*khai mac"),
    ("conclusion", r"(?:phat bieu |y kien |co )*(?:ket luan|be mac)|chot lai"),
    (
        "report",
        r"trinh bay|bao cao(?: tom tat| giai trinh| lam ro)?|thong qua|doc (?:bao cao|to trinh|du thao)|quan triet"
        r"|cong bo",
    ),
    (
        "speech",
        r"phat bieu|tham luan|nhan manh|yeu cau|de nghi|khang dinh|ghi nhan|bieu duong|luu y|chi dao|giai trinh|tra loi"
        r"|lam ro|chat van|neu|cho rang|cho biet|danh gia|de xuat|kien nghi|thong tin|giao|gop y|tiep thu|phan anh|hoi"
        r"|chia se|bay to|thay mat|dat van de|co y kien|mong muon|goi mo|dong vien|chuc mung|quan triet",
    ),
)
_VERB = re.compile("|".join(rf"(?P<{part}>\b(?:{words})\b)" for part, words in _VERBS))
_DIRECTING = re.compile(r"\bdieu hanh\b")
# What may stand between a verb and the people it names: 'Chủ trì hội nghị có các đồng chí: …', 'phát biểu của đồng chí X'.
_OPENS_LIST = re.compile(
    rf"(?: (?:chi dao|tai|y kien|tham luan|thao luan|{_MEETING}|noi tren|nay|hom nay))*"
    r"\s*(?::|\b(?:gom co|gom|co|la|cua)\b)[\s:]*(?:y kien (?:cua )?)?"
)
# 'Phát biểu kết luận hội nghị, đồng chí X …': the verb comes first, its subject behind a comma.
_FRONTED = re.compile(r"[^.;:,]{0,90},\s*(?:thay mat [^,.;]{0,90},\s*)?")
_CLAUSE_START = re.compile(r"\W*(?:(?:tai|trong|cuoi|sau khi|mo dau|truoc do|tiep do|cung|voi)\b[^,;:]{0,60},?\s*)?")
# Nothing but these, offices and other verbs of taking part may stand between a subject and its verb.
_PASSING = re.compile(
    rf"\b(?:{_MEETING}|da|cung|dong thoi|truc tiep|va|cung nhau|dong|thong nhat|tiep tuc|thay mat [^,;.]{{0,60}}"
    r"|den du|toi du|tham du|ve du|du|toi|den|nguoi|lam|dung len|len|co|bai|ban|lan luot|tai|chi dao|thao luan)\b"
)
_BRACKETED = re.compile(r"\([^)]*\)")
_LISTED_WITH = re.compile(r"\b(?:va|cung|voi|cac|dong chi|d/c|dc|ong|ba|co|anh|chi|gom)\b")
_OTHER_EVENT = re.compile(
    r"\b(?:du|tham du|dien ra|to chuc|gui|tham gia|duoc|nghe|tang|trao|tham|lam viec|moi|vang|co mat)\b"
)
_ASSIGNED = re.compile(
    r"\b(?:giao|phan cong|yeu cau|de nghi|phoi hop|uy quyen(?: cho)?|cu)\s*(?:cac )?(?:dong chi|d/c|ong|ba)?\s*$"
)
_NOT_OF_A_MEETING = re.compile(r",? (?:va chiu|phoi hop|cung cac|tham muu|soan|xay dung|thuc hien|trien khai)\b")
_OFFICE_WORDS = frozenset(
    """
    uy vien bi thu pho chu tich truong ban giam doc chanh thuong truc thu van phong dang bo huyen tinh xa phuong thi tran
    thanh quan doan hoi dong nhan dan phu trach kiem quyen nguyen cong an quan su chi huy so nganh hat cuc vien to dai
    bieu khu vuc chap hanh vu dan van to chuc tuyen giao noi chinh kiem tra kinh te xa hoi mat tran va cua thuong khoa
    nhiem ky kiem trung uong quoc hoi mttq ubnd hdnd ubmttq btv bch ubkt
    """.split()
)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Cue:
    """A verb of taking part in a sentence."""

    part: Part
    start: int
    end: int


def find_participants(sentences: Sequence[Excerpt]) -> tuple[Participant, ...]:
    """Return who took which part, each person once for each part, in the order first told.

    Whoever 'điều hành' (directed) the meeting chaired it where nobody is said to have done so.
    """
    told = [participant for excerpt in sentences for participant in _told_by(excerpt, _VERB)]
    if not any(participant.part == "chair" for participant in told):
        told = [*(one for excerpt in sentences for one in _told_by(excerpt, _DIRECTING)), *told]
    found: dict[tuple[str, Part], Participant] = {}
    for participant in told:
        found.setdefault((fold(participant.name), participant.part), participant)
    return tuple(found.values())


def _told_by(excerpt: Excerpt, verbs: re.Pattern[str]) -> Iterator[Participant]:
    if excerpt.start is None:
        return
    sentence = _Sentence.of(excerpt.text)
    for cue in sentence.cues(verbs):
        for person in sentence.people_of(cue):
            office = excerpt.text[person.office_start : person.office_end].strip() or None
            yield Participant(person.name, cue.part, office, excerpt.start + person.start, excerpt.start + person.end)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with the people in it; each one's extent takes in the office beside the name."""

    text: str
    folded: str
    people: tuple[Person, ...]

    @classmethod
    def of(cls, text: str) -> _Sentence:
        return cls(text, fold(text), find_people(text))

    def cues(self, verbs: re.Pattern[str]) -> Iterator[_Cue]:
        """Yield the verbs of taking part that stand in nobody's office."""
        for match in verbs.finditer(self.folded):
            inside = any(first <= match.start() < last for first, last in map(_extent, self.people))
            if not inside and not _NOT_OF_A_MEETING.match(self.folded[match.end() :]):
                yield _Cue(cast(Part, match.lastgroup or "chair"), *match.span())

    def people_of(self, cue: _Cue) -> tuple[Person, ...]:
        """Return whom a verb speaks of: those of the list it opens, its subjects, or the one behind its comma."""
        after = self.folded[cue.end :]
        opened = _OPENS_LIST.match(after)
        if opened and (listed := self._group_from(cue.end + opened.end())):
            return listed
        if subjects := self._subjects(cue):
            return subjects
        fronted = _FRONTED.match(after)
        if fronted and _CLAUSE_START.fullmatch(self.folded[: cue.start]):
            return self._group_from(cue.end + fronted.end(), most=1)
        return ()

    def _subjects(self, cue: _Cue) -> tuple[Person, ...]:
        """The people just before a verb; behind 'dự có …' only those after the last semicolon are its subjects."""
        before = [person for person in self.people if _extent(person)[1] <= cue.start]
        if not before or not self._passes(_extent(before[-1])[1], cue.start):
            return ()
        first = len(before) - 1
        while first > 0 and self._lists(_extent(before[first - 1])[1], _extent(before[first])[0]):
            first -= 1
        group, lead = before[first:], self.folded[: _extent(before[first])[0]]
        if _ASSIGNED.search(lead):
            return ()
        if _OTHER_EVENT.search(lead[lead.rfind(";") + 1 :]):
            last_semicolon = self.folded.rfind(";", 0, _extent(before[-1])[0])
            group = [person for person in group if person.start > last_semicolon]
        return tuple(group)

    def _group_from(self, position: int, most: int | None = None) -> tuple[Person, ...]:
        """The people listed from a position on, up to whatever else is told."""
        group: list[Person] = []
        for person in self.people:
            first, last = _extent(person)
            if first < position:
                continue
            if not self._lists(position, first) or len(group) == most:
                break
            group.append(person)
            position = last
        return tuple(group)

    def _passes(self, start: int, end: int) -> bool:
        """Whether between a person and a verb only offices and joined verbs stand."""
        between = _blanked(_blanked(self.folded[start:end], _BRACKETED), _VERB)
        return self._holds_offices_only(start, _blanked(between, _PASSING))

    def _lists(self, start: int, end: int) -> bool:
        """Whether between two people only offices and the words of a list stand."""
        between = _blanked(self.folded[start:end], _BRACKETED)
        return self._holds_offices_only(start, _blanked(between, _LISTED_WITH))

    def _holds_offices_only(self, start: int, words: str) -> bool:
        return all(
            match[0] in _OFFICE_WORDS or self.text[start + match.start()].isupper() for match in _WORD.finditer(words)
        )


def _extent(person: Person) -> tuple[int, int]:
    if person.office_start == person.office_end:
        return person.start, person.end
    return min(person.start, person.office_start), max(person.end, person.office_end)


def _blanked(words: str, pattern: re.Pattern[str]) -> str:
    """The words with every match blanked out, so that positions stay."""
    return pattern.sub(lambda match: " " * len(match[0]), words)
