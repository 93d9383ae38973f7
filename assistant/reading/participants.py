"""Sentences about a meeting -> who took which part in it: chaired, opened, reported, spoke, concluded, attended.

A name takes part as the subject of a verb before or behind it ("đồng chí X kết luận", "Phát biểu kết luận, đồng chí
X …") or in the list that a verb opens ("Chủ tọa: ông X"). Whoever is named as present attends (`attendance.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from assistant.domain import Part, Participant
from assistant.reading.attendance import find_attendance
from assistant.reading.excerpts import Excerpt
from assistant.vietnamese.folding import canonical_spelling, fold
from assistant.vietnamese.people import Person, find_people

_MEETING = (
    r"(?:hoi nghi|ky hop|phien hop|cuoc hop|buoi hop|buoi lam viec|dai hoi|buoi giao ban|giao ban|buoi le|toa dam"
    r"|phien(?: thao luan| chat van)?)"
)
# Verbs of taking part, the special before the general; in folded text.
_VERBS: tuple[tuple[Part, str], ...] = (
    ("chair", r"(?:dong )?(?:chu tri|chu toa)|doan chu tich|doan chu toa"),
    (
        "opening",
        r"(?<!\bdu )(?<!\bdu le )(?<!\bdu phien )(?:phat bieu |doc |co |dien van |tuyen bo )*khai mac"
        r"|tuyen bo ly do",
    ),
    (
        "conclusion",
        r"(?:phat bieu |y kien |co )*(?:ket luan|be mac|tong ket hoi nghi)|chot lai|phat bieu ket thuc",
    ),
    (
        "report",
        r"trinh(?: bay)?\b(?! do)|bao cao(?: tom tat| giai trinh| lam ro)?|thong qua|doc (?:bao cao|to trinh|du thao)"
        r"|thong bao|cong bo|quan triet",
    ),
    (
        "speech",
        r"y kien(?= cua (?:cac )?(?:dong chi|ong|ba)\b)|phat bieu|tham luan|nhan manh|yeu cau|de nghi"
        r"|khang dinh|ghi nhan|bieu duong|luu y|chi dao|giai trinh"
        r"|tra loi|lam ro|chat van|neu|cho rang|cho biet|danh gia|de xuat|kien nghi|giao|gop y|phan anh|chia se|bay to"
        r"|dat van de|co y kien|mong muon|goi mo|dong vien|chuc mung|truy van|thua nhan|hua|cam ket|de cap|gioi thieu"
        r"|ban khoan|dat cau hxi|tiep thu|hxi|nxi(?! tren)|thong tin(?! va)|dan chung|tran tro|bao cao them|cam"
        r" on|phe binh",
    ),
)
_VERB = re.compile("|".join(rf"(?P<{part}>\b(?:{words})\b)" for part, words in _VERBS))
_DIRECTING = re.compile(r"\b(?:dieu hanh|dieu khien)\b")
# Between a verb and the people it names: 'Chủ trì hội nghị có các đồng chí: …', 'phát biểu của đồng chí X'.
_OPENS_LIST = re.compile(
    rf"(?: (?:chi dao|tai(?: diem cau [^,;:]{{0,30}}?)?|y kien|tham luan|thao luan|, trong do|,? ?dieu hanh|va"
    rf"|{_MEETING}"
    rf"|noi tren|nay|hom nay))*"
    r"\s*(?::|\b(?:gom co|gom|con co|co|la|cua|do)\b)[\s:]*(?:y kien (?:cua )?)?"
)
# 'Phát biểu kết luận hội nghị, đồng chí X …': the verb comes first, its subject behind a comma.
_FRONTED = re.compile(r"[^.;:,]{0,90},\s*(?:thay mat [^,.;]{0,90},\s*)?(?:thi )?")
_CLAUSE_START = re.compile(
    r"\W*(?:(?:tai|trong|cuoi|sau khi|mo dau|truoc do|tiep do|cung|voi|sau do|thay mat)\b[^,;:]{0,60}[,\s]*)*(?:va\s*)?"
)
# Between a subject and its verb nothing else may happen: these do.
_HAPPENING = re.compile(
    r"\b(?:du|tham du|dien ra|to chuc|gui|tham gia|duoc|bi|nghe|tang|trao|tham|lam viec|moi|vang|co mat|den|toi"
    r"|ve|da co"
    r"|xem|bau|bo nhiem|cho|khi|neu|trong do|do|theo|tren co so|thong nhat)\b"
)
_JOINED = re.compile(
    rf"\b(?:{_MEETING}|(?:den|toi|tham|ve|cung)? ?du(?: va)?|tham gia|tham du|toi du|den du|thay mat [^,;.]{{0,60}}"
    r"|cung (?:voi )?(?:cac|hai|ba|mot so) [^,;.]{0,80}|lam|len|dung len|da|cung|va|dong thoi|truc tiep|thay mat)\b"
)
_LISTED_WITH = re.compile(r"\b(?:va|cung|voi|cac|dong chi|d/c|dc|ong|ba|co|anh|chi|gom|dai bieu)\b")
_ATTENDS = re.compile(r"\b(?:du|tham du|tham gia|moi|co mat|vang|nghe)\b[^;:]*$")
_ASSIGNED = re.compile(
    r"\b(?:giao|phan cong|yeu cau|de nghi|phoi hxp|uy quyen(?: cho)?|cu|voi)\s*(?:cac )?(?:dong chi|d/c|ong"
    r"|ba)?\s*:?\s*(?:ong|ba|dong chi)?\s*$"
)
_NOT_OF_A_MEETING = re.compile(r",? (?:va chiu|phoi hxp|cung cac|tham muu|soan|xay dung|thuc hien|trien khai)\b")
_NOT_BEFORE_ALIAS = re.compile(
    r"\b(?:pho|nguyen|cac(?: dong chi| ong| ba)?|nhung|cuu|van phong|uy vien|thuong"
    r" truc|lanh dao|nhiem ky)\s+$"
)
_LONGEST_APPOSITIVE = 140
_SHORTEST_ALIAS = 2
_MAIN_PARTS = frozenset(("opening", "report", "conclusion"))
_Told = tuple[Excerpt, Person, Part]


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
    cast_of = _Cast.of(sentences)
    told = [one for excerpt in sentences for one in _told_by(excerpt, _VERB, cast_of)]
    if not any(part == "chair" for _, _, part in told):
        told = [*(one for excerpt in sentences for one in _told_by(excerpt, _DIRECTING, cast_of)), *told]
    found: dict[tuple[str, Part], Participant] = {}
    concluded = _firsts(told, "conclusion")
    for number, (excerpt, person, part) in enumerate(told):
        # What is told of somebody behind their conclusion goes on with it.
        if part == "speech" and concluded.get(person.name, number) < number:
            continue
        if excerpt.start is not None:
            start, end = excerpt.start + person.start, excerpt.start + person.end
            participant = Participant(person.name, part, cast_of.offices.get(person.name), start, end)
            found.setdefault((canonical_spelling(person.name.lower()), part), participant)
    for excerpt, person in find_attendance(sentences):
        if excerpt.start is not None:
            start, end = excerpt.start + person.start, excerpt.start + person.end
            participant = Participant(person.name, "attend", cast_of.offices.get(person.name), start, end)
            found.setdefault((canonical_spelling(person.name.lower()), "attend"), participant)
    return tuple(found.values())


def _firsts(told: Sequence[_Told], part: Part) -> dict[str, int]:
    """Whoever took a part -> the number of the place where that is told first."""
    firsts: dict[str, int] = {}
    for number, (_, person, own) in enumerate(told):
        if own == part:
            firsts.setdefault(person.name, number)
    return firsts


@dataclass(frozen=True, slots=True)
class _Cast:
    """The people of a report: each one's office in full, and the offices that only one of them holds."""

    offices: dict[str, str]
    aliases: dict[str, str]

    @classmethod
    def of(cls, sentences: Iterable[Excerpt]) -> _Cast:
        offices: dict[str, str] = {}
        for excerpt in sentences:
            for person in find_people(excerpt.text):
                office = excerpt.text[person.office_start : person.office_end].strip(" ,-–")
                if len(office) > len(offices.get(person.name, "")) or person.name not in offices:
                    offices[person.name] = office
        holders: dict[str, set[str]] = {}
        for name, office in offices.items():
            for title in re.split(r"\s*(?:[,;]|\s[-–]|\bkiêm\b)\s*", office):
                if len(title.split()) > _SHORTEST_ALIAS:
                    holders.setdefault(fold(title), set()).add(name)
        aliases = {title: next(iter(names)) for title, names in holders.items() if len(names) == 1}
        return cls({name: office for name, office in offices.items() if office}, aliases)


def _told_by(excerpt: Excerpt, verbs: re.Pattern[str], cast_of: _Cast) -> Iterator[_Told]:
    """Yield who takes which part in a sentence; who opens, reports or concludes in it is not said to speak as well."""
    sentence = _Sentence.of(excerpt, cast_of)
    told = [(person, cue.part) for cue in sentence.cues(verbs) for person in sentence.people_of(cue)]
    busy = {person.name for person, part in told if part in _MAIN_PARTS}
    yield from ((excerpt, person, part) for person, part in told if part != "speech" or person.name not in busy)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with the people in it; each one's extent takes in the office beside the name."""

    folded: str
    people: tuple[Person, ...]

    @classmethod
    def of(cls, excerpt: Excerpt, cast_of: _Cast) -> _Sentence:
        known = frozenset(name for name in cast_of.offices if name in excerpt.text)
        named, folded = find_people(excerpt.text, known), excerpt.folded
        people = [*named, *_by_office(folded, cast_of.aliases, named)]
        return cls(folded, tuple(sorted(people, key=lambda person: person.start)))

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
        before = _blanked(self.folded[: cue.start], _VERB)
        if fronted and _CLAUSE_START.fullmatch(before[before.rfind(";") + 1 :]):
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
        if _ATTENDS.search(lead):
            last_semicolon = self.folded.rfind(";", 0, _extent(before[-1])[0])
            group = [person for person in group if person.start > last_semicolon]
        # Of those listed by semicolons each has a verb of their own, unless they chair together.
        if cue.part != "chair":
            own = self.folded.rfind(";", 0, cue.start)
            group = [person for person in group if person.start > own]
        return tuple(group)

    def _group_from(self, position: int, most: int | None = None) -> tuple[Person, ...]:
        """The people listed from a position on, up to whatever else is told."""
        group: list[Person] = []
        for person in self.people:
            first, last = _extent(person)
            if first < position:
                continue
            if len(group) == most or not self._lists(position, first):
                break
            group.append(person)
            position = last
        return tuple(group)

    def _passes(self, start: int, end: int) -> bool:
        """Whether between a person and a verb only an office and joined verbs stand."""
        between = _blanked(_blanked(self.folded[start:end], _VERB), _JOINED)
        words = between.strip(" ,:–-")
        if not words:
            return True
        apposed = between.lstrip()[:1] in ",-–(" and len(words) <= _LONGEST_APPOSITIVE
        return apposed and ";" not in words and not _HAPPENING.search(words)

    def _lists(self, start: int, end: int) -> bool:
        """Whether between two people only offices and the words of a list stand."""
        between = self.folded[start:end]
        if _VERB.search(between) or _HAPPENING.search(between):
            return False
        return len(_blanked(between, _LISTED_WITH).strip(" ,;:–-")) <= _LONGEST_APPOSITIVE


def _by_office(folded: str, aliases: dict[str, str], named: tuple[Person, ...]) -> Iterator[Person]:
    """Yield the people a sentence calls by an office that only they hold: 'đồng chí Chủ tịch HĐND xã'."""
    taken = [_extent(person) for person in named]
    for title, name in sorted(aliases.items(), key=lambda alias: -len(alias[0])):
        if title not in folded:
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(title)}(?!\w)", folded):
            start, end = match.span()
            if any(first < end and start < last for first, last in taken) or _NOT_BEFORE_ALIAS.search(folded[:start]):
                continue
            taken.append((start, end))
            yield Person(start, end, name, start, start)


def _extent(person: Person) -> tuple[int, int]:
    if person.office_start == person.office_end:
        return person.start, person.end
    return min(person.start, person.office_start), max(person.end, person.office_end)


def _blanked(words: str, pattern: re.Pattern[str]) -> str:
    """The words with every match blanked out, so that positions stay."""
    return pattern.sub(lambda match: " " * len(match[0]), words)
