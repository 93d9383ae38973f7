"""A statement and its grounds -> people in it who are not named there, hold another office, or did something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.verification.grounds import Grounds
from assistant.answering.verification.lexicon import content
from assistant.answering.verification.wording import Span, chunk_spans, plain, sentence_spans, span_at, words
from assistant.vietnamese.folding import fold, has_diacritics
from assistant.vietnamese.people import find_people

_ORGAN = (
    r"hội đồng nhân dân|ủy ban nhân dân|huyện ủy|tỉnh ủy|thành ủy|đảng ủy|huyện đoàn|ủy ban kiểm tra|mặt trận"
    r"|ban [^\W\d_]+ [^\W\d_]+"
    r"|phòng [^\W\d_]+(?: [^\W\d_]+)?(?: (?:và|-) [^\W\d_]+(?: [^\W\d_]+)?)?"
    r"|hội [^\W\d_]+ [^\W\d_]+|liên đoàn [^\W\d_]+ [^\W\d_]+"
    r"|văn phòng [^\W\d_]+(?: [^\W\d_]+)?|công an|trung tâm [^\W\d_]+(?: [^\W\d_]+)?|hạt [^\W\d_]+"
)
_OFFICE = re.compile(
    rf"(?<!\w)(?P<deputy>phó |phó trưởng |phó giám )?(?P<rank>bí thư|chủ tịch|giám đốc|trưởng|chánh văn phòng"
    rf"|chánh thanh tra|chủ nhiệm"
    rf"|hạt trưởng|đồn trưởng|chỉ huy trưởng|tổ trưởng|đốc"
    rf"|thư ký)(?<!thủ trưởng)(?<!tăng trưởng)(?: (?P<standing>thường trực))?(?: (?P<organ>{_ORGAN}))?(?!\w)",
    re.IGNORECASE,
)
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(rf"(?<!ban )(?<!họ )(?<!không )(?<!chưa )\b(?:{told})\b", re.IGNORECASE))
    for role, told in (
        ("chair", r"chủ trì|chủ tọa|điều hành|điều khiển"),
        ("open", r"khai mạc"),
        ("conclude", r"kết luận|bế mạc|phát biểu kết thúc"),
        ("report", r"(?<!theo )báo cáo|trình bày|thông báo tóm tắt|đọc báo cáo|giới thiệu|thông tin"),
        (
            "speak",
            r"đề nghị|kiến nghị|đề xuất|phản ánh|cho biết|cho rằng|nêu|lưu ý|đề cập|nói|dự báo|phân tích|cho hay",
        ),
        ("order", r"yêu cầu|giao(?! ban\b| thông\b| dịch\b| lưu\b| đất\b)|nhấn mạnh|chỉ đạo"),
        ("promise", r"hứa|cam kết"),
        ("absent", r"vắng|vắng mặt|ủy quyền|nghỉ ốm|nghỉ"),
        ("attend", r"dự|tham dự|tới dự|đến dự|có mặt"),
        ("elected", r"bầu|bổ nhiệm|được bầu"),
        ("removed", r"miễn nhiệm|bãi nhiệm|nghỉ hưu"),
        ("thank", r"cảm ơn|biểu dương|phê bình"),
    )
)
_FEWEST_SHARED, _WORDS_BEFORE = 2, 6
_LEVELS = frozenset(("xã", "huyện", "tỉnh", "phường", "thôn", "bản", "thị"))
# Parts that nobody has by the way: told of somebody, they must be told of them.
_STRICT = frozenset(("chair", "open", "conclude", "elected", "removed", "absent", "promise", "attend"))
# What a list of people is of stands before its colon.
_LISTED = re.compile(r"[^:;]{5,120}:")
_IS = re.compile(r"\b(?:là|bởi)\b[^,;.]{0,60}$|\btheo (?:đồng chí |ông |bà )?$", re.IGNORECASE)
# What the one who concludes or chairs does as well, and how reports tell the same part.
_ALIKE: dict[str, frozenset[str]] = {
    "order": frozenset(("order", "conclude", "speak")),
    "speak": frozenset(("speak", "report", "order", "promise")),
    "report": frozenset(("report", "speak")),
    "conclude": frozenset(("conclude", "order")),
    "chair": frozenset(("chair",)),
    "attend": frozenset(("attend", "chair", "open", "conclude", "speak", "report", "order", "promise", "thank")),
}


@dataclass(frozen=True, slots=True)
class _Holder:
    """A person in plain text, with the words before and behind up to the next one, inside one sentence."""

    name: str
    start: int
    end: int
    around: Span


def wrong_person(statement: str, grounds: Grounds) -> str:
    """Return what a plain statement says of a person and its grounds don't, else ""."""
    full = grounds.full
    known = {_key(person.name): person for person in _holders(full)}
    for holder in _holders(statement, frozenset(person.name for person in known.values())):
        if not _is_named(holder.name, f"{full}\n{_participants(grounds)}"):
            return holder.name
        named = [person for person in _holders(full) if _key(person.name) == _key(holder.name)]
        if known and not named:  # known of the report alone, where the quote names others
            return holder.name
        if not named:
            continue
        if office := _wrong_office(statement, holder, full, named, grounds):
            return f"{office} {holder.name}"
        if part := _wrong_part(statement, holder, full, named):
            return f"{holder.name} {part}"
    return _unheld_office(statement, f"{full}\n{grounds.context.told}\n{_participants(grounds, full)}")


@lru_cache(maxsize=2048)
def _holders(text: str, known: frozenset[str] = frozenset()) -> tuple[_Holder, ...]:
    people = find_people(text, known)
    found = []
    people = tuple(person for person in people if person.name.split()[0].lower() not in _LEVELS)
    for number, person in enumerate(people):
        sentence = span_at(sentence_spans(text), person.start)
        chunk = span_at(chunk_spans(text), person.start)
        start = max(sentence[0], chunk[0], people[number - 1].end if number else 0)
        end = min(sentence[1], people[number + 1].start if number + 1 < len(people) else len(text))
        found.append(_Holder(person.name, person.start, person.end, (start, max(end, person.end))))
    return tuple(found)


def _is_named(name: str, told: str) -> bool:
    if has_diacritics(name):
        return re.search(rf"(?<!\w){re.escape(name.lower())}(?!\w)", told.lower()) is not None
    return fold(name) in fold(told)


def _key(name: str) -> str:
    return fold(name)


def _participants(grounds: Grounds, named_in: str = "") -> str:
    """The people who took part, with their offices; only those named in a text, where one is given."""
    people = (person for report in grounds.context.reports for person in report.participants)
    people = (person for person in people if not named_in or _is_named(person.name, named_in))
    return "\n".join(plain(f"{person.name}, {person.office or ''}") for person in people)


def _wrong_office(statement: str, holder: _Holder, full: str, named: list[_Holder], grounds: Grounds) -> str:
    """The office that a statement puts beside a name and that stands beside it nowhere, else ""."""
    held = {office for one in named for office in _offices_beside(full, one)}
    for report in grounds.context.reports:
        for person in report.participants:
            if _key(person.name) == _key(holder.name) and person.office:
                held |= {_office(match) for match in _OFFICE.finditer(plain(person.office))}
    for office in _offices_beside(statement, holder):
        if not any(_same_office(office, one) for one in held):
            return " ".join(filter(None, office))
    return ""


def _offices_beside(text: str, holder: _Holder) -> set[tuple[str, str, str]]:
    """The offices that stand directly before a name, or behind it up to a verb."""
    before = text[holder.around[0] : holder.start]
    behind = text[holder.end : holder.around[1]]
    found = {_office(match) for match in _OFFICE.finditer(before) if _leads_to_name(before[match.end() :])}
    if re.match(r"\s*(?:,|\(|-|–|là|:|(?:được )?(?:bầu|bổ nhiệm)[^,;]{0,20}giữ chức|giữ chức)", behind):
        stop = re.search(r"[;.]|\b(?:và \d|cùng|được mời|ủy quyền cho)\b", behind)
        part = behind[: stop.start() if stop else len(behind)]
        if verb := re.search(
            r"\s(?:chủ trì|chủ tọa|báo cáo|trình bày|dự|cho|nêu|đề nghị|yêu cầu|giao|kết luận|phát biểu|hứa"
            r"|điều hành|khai mạc|giải trình|đề cập|lưu ý|đi)\b",
            part,
        ):
            part = part[: verb.start()]
        found |= {_office(match) for match in _OFFICE.finditer(part)}
    elif given := re.search(r"\bgiữ chức(?: vụ)? (?=(?P<rest>.*))", behind):
        first = _OFFICE.search(given["rest"])
        found |= {_office(first)} if first else set()
    return found


def _leads_to_name(between: str) -> bool:
    """Whether nothing but the rest of an office stands between it and a name."""
    if any(form.search(between) for _, form in _ROLES):
        return False
    return len(between) < 60 and not re.search(r"[;.:]|\b(?:do|với|của|thay|cho|và|được|đi|là)\b", between)


def _office(match: re.Match[str]) -> tuple[str, str, str]:
    deputy = "phó" if match["deputy"] else ""
    organ = " ".join((match["organ"] or "").lower().split()[:3])
    return deputy, match["rank"].lower().removesuffix("đốc") or "giám", organ


def _same_office(told: tuple[str, str, str], held: tuple[str, str, str]) -> bool:
    if told[:2] != held[:2]:
        return False
    return (
        not told[2] or not held[2] or told[2] == held[2] or told[2].startswith(held[2]) or held[2].startswith(told[2])
    )


def _wrong_part(statement: str, holder: _Holder, full: str, named: list[_Holder]) -> str:
    """What a statement has a person do that the grounds have only others do, else ""."""
    told = _parts(statement, holder, _holders(statement))
    held = {part for one in named for part in _parts(full, one, _holders(full), generous=True)}
    elsewhere = {
        part
        for one in _holders(full)
        if _key(one.name) != _key(holder.name)
        for part in _parts(full, one, _holders(full))
    }
    for part, verb in told.items():
        alike = _ALIKE.get(part, frozenset((part,)))
        if not held & alike and (part in _STRICT or part in elsewhere):
            return verb
    return _anothers_words(statement, holder, full, named)


def _anothers_words(statement: str, holder: _Holder, full: str, named: list[_Holder]) -> str:
    """What a statement has a person say or do that the grounds tell of somebody else, else ""."""
    said = frozenset(content(statement[holder.end : holder.around[1]] or statement[holder.around[0] : holder.start]))
    said -= frozenset(holder.name.lower().split())
    mine = max((len(said & _scope(full, one)) for one in named), default=0)
    rivals = [one for one in _holders(full) if _key(one.name) != _key(holder.name)]
    best = max(rivals, key=lambda one: len(said & _scope(full, one)), default=None)
    if best is None or len(said & _scope(full, best)) < max(_FEWEST_SHARED, mine + 1) or mine * 2 > len(said):
        return ""
    return min(said & _scope(full, best))


def _scope(text: str, holder: _Holder) -> frozenset[str]:
    """The words that go with a person: from the sentence's beginning or the person before to the next person."""
    following = min((one.start for one in _holders(text) if one.start > holder.start), default=len(text))
    told = text[holder.end : following]
    cut = max(told.rfind(";"), told.rfind(". ")) if following < len(text) else -1
    before = text[holder.around[0] : holder.start]
    if any(one.end == holder.around[0] for one in _holders(text)):
        before = " ".join(before.split()[-_WORDS_BEFORE:])  # the rest goes with the person before
    return frozenset(words(f"{before} {holder.name} " + told[: cut if cut > 0 else len(told)]))


def _parts(text: str, holder: _Holder, people: tuple[_Holder, ...], generous: bool = False) -> dict[str, str]:
    """The parts that a person takes: by the verbs behind the name, else those of the next one in a list."""
    behind = text[holder.end : holder.around[1]]
    before = text[holder.around[0] : holder.start]
    found = _roles_in(behind)
    if not found and not _IS.search(before):
        following = next(
            (one for one in people if one.start >= holder.around[1] and one.start - holder.end < 160), None
        )
        joined = following and re.search(
            r"(?:và|,|;) *(?:các )?(?:đồng chí |ông |bà )?$", text[holder.end : following.start]
        )
        found = _parts(text, following, people, generous) if following and joined else {}
    first = next((one.start for one in people if one.start >= _sentence_of(text, holder)[0]), holder.start)
    if generous and re.search(r"\bdự\b", text[_sentence_of(text, holder)[0] : first].lower()):
        found = {"attend": "dự", **found}
    if generous and (heading := _LISTED.match(text, *_sentence_of(text, holder))):
        found = {**_roles_in(heading[0]), **found}
    if generous or (not found and _IS.search(before)):
        found = {**_roles_in(before), **found}
    return found


def _sentence_of(text: str, holder: _Holder) -> Span:
    return span_at(sentence_spans(text), holder.start)[0], holder.start


def _roles_in(text: str) -> dict[str, str]:
    return {role: match[0] for role, form in _ROLES for match in [form.search(text)] if match}


def _unheld_office(statement: str, told: str) -> str:
    """An office that a statement names beside no name and the grounds nowhere do, else ""."""
    held = [_office(match) for match in _OFFICE.finditer(told)]
    held += [office for holder in _holders(statement) for office in _offices_beside(statement, holder)]
    for match in _OFFICE.finditer(statement):
        office = _office(match)
        if not any(_same_office(office, one) for one in held):
            return match[0]
    return ""
