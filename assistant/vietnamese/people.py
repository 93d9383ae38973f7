"""Text -> the people it names, each with the office written beside the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest

from assistant.vietnamese.folding import fold
from assistant.vietnamese.places import find_places

# The commonest surnames of Vietnam, Kinh and others; needed only where no "đồng chí", "ông" or "bà" introduces a name.
SURNAMES = frozenset(
    """
    nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dao doan vuong trinh truong dinh lam
    phung mai to ha tang luong luu chu thai ta quach cao trieu dam la cu kieu nghiem khuc kim au tong bach than
    ton ung khuong lai nong ma ban chau hua be giang sung vang lo quang cam deo lau thao mua hang cha phu seo ro
    y dieu k h rmah siu ksor nay kpa thach son danh giap mac bo hac lieu sam vi loc lang pho dong tieu canh vien
    trang uong trung luc tu phi co khuat can lu kha thi khong ngac nhu ngan doi luyen thieu nguy dau cung hau
    lay xa kring mu cil ya kon bon hien va gia
    """.split()
)
_INTRODUCTION = re.compile(
    r"\b(?:đồng chí|đ/c|đc|ông|bà|anh|chị|đại biểu|hòa thượng|hoà thượng|thượng tọa|linh mục|già làng)\b(?:"
    r" là)?\s*:?\s*",
    re.IGNORECASE,
)
# "các đồng chí Lê Văn Tám, Bùi Nam": each whole name between the commas of such a list is introduced too.
_LIST = re.compile(
    r"\b(?:các|hai|ba|bốn|những) (?:(?:đồng chí|đ/c|đc|ông|bà|đại biểu)\b|(?:phó|ủy viên|uỷ viên"
    r"|vị)\b[^.:\n]{0,60}:)[^.\n]*",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?:[:;,(]|\bvà\b|\b(?:đồng chí|đ/c|đc|ông|bà|đại biểu)\b)\s*(?=[^\W\d_])", re.IGNORECASE)
_RUN = re.compile(r"[^\W\d_][\w'’]*(?: [^\W\d_][\w'’]*)*")
_WORD = re.compile(r"[^\W\d_][\w'’]*")
_ONE_WORD_NAME = re.compile(r"[A-ZĐ]['’][A-ZĐ]\w+")  # K’Brọi
_OFFICE_WORDS = frozenset("bí phó chủ ủy uỷ trưởng giám chánh thường ban huyện tỉnh đảng hội quyền nguyên đoàn".split())
_OFFICE_ENDINGS = frozenset("thư tịch viên đốc phòng ủy uỷ ban huyện tỉnh xã trưởng bộ đoàn sự an chí ông bà".split())
_OFFICE_OPENINGS = frozenset(
    """
    bi thu|pho bi|pho chu|chu tich|uy vien|truong ban|truong phong|giam doc|pho giam|pho truong|pho ban|chanh van
    |thuong truc|huyen uy|tinh uy|huyen doan|ban thuong|ban chap|hoi dong|uy ban|dang bo|pho tong|tong bi|dai bieu
    |hoi nghi|thai lan|nhat ban|han quoc|trung quoc|hoa ky|viet nam
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
# An office that follows the name runs to the next comma that does not begin another office, or to a verb.
_RANKS = (
    "tuv|huv|pct|ct|uv|bí thư|phó|chủ tịch|ủy viên|uỷ viên|trưởng|giám đốc|chánh|chỉ huy|đại biểu|tỉnh ủy viên"
    "|tỉnh uỷ viên|huyện ủy viên|thành viên|hiệu trưởng|chủ nhiệm|đại diện|cán bộ|công chức|đội trưởng|ủy ban|thư ký"
    "|thường trực|viện trưởng|chánh án|tổng|tổ trưởng|tổ phó|quyền|nguyên|trung tá|thượng tá|đại tá"
    "|thiếu tá|chính trị viên|kế toán|trạm trưởng|cục trưởng|chi cục|thủ trưởng|quận ủy viên|thị ủy viên"
    "|thành ủy viên|đảng ủy viên|chuyên viên|trụ trì"
)
_OFFICE_START = re.compile(
    r"\s*(?:,|-|–|—|\(|:)?\s*(?:là |(?:được (?:bầu|bổ nhiệm) )?(?:làm|giữ chức(?: vụ| danh)?) )?"
    rf"(?=(?:nguyên |quyền )?(?:q\. ?)?(?:{_RANKS})\b)",
    re.IGNORECASE,
)
_VERBS = (
    "đã|dự|(?:đồng )?chủ (?:trì|tọa|toạ)|khai mạc|phát biểu|kết luận|báo cáo|trình bày|thông qua|điều (?:hành|khiển)"
    "|cho biết|nêu|đề nghị|yêu cầu|nhấn mạnh|ghi nhận|thay mặt|tiếp thu|khẳng định|giao(?! thông)|đánh giá"
    "|(?<!ban )chỉ đạo|tặng|trao|ký|đọc|nói"
    "|biểu dương|gợi ý|lưu ý|trả lời|giải trình|thông báo|kiến nghị|đề xuất|phản ánh|chia sẻ|tham dự"
    "|hứa|cảm ơn|chúc mừng|bày tỏ|hỏi|cho rằng|phân tích|giới thiệu|cam kết|truy vấn|khép lại"
    "|làm(?! việc)|được|có|còn|cùng|và(?= đồng)|đồng chí|ông|bà"
)
# Of an organ's name, "Tài chính - Kế hoạch": of a person's each word has its capital.
_SECOND_HALF = r"(?-i:[^\W\d_a-zà-ỹđ]\w+ [a-zà-ỹđ])"
_OFFICE_END = re.compile(
    rf"[;:.()\n]|\s[-–—]\s(?!(?:tuv|huv|bí thư|phó|chủ tịch|ủy viên|trưởng)|{_SECOND_HALF})|\s(?:{_VERBS})\b",
    re.IGNORECASE,
)
_OFFICE_BEFORE = re.compile(r"((?:Phó )?(?:Bí thư|Chủ tịch|Giám đốc|Trưởng|Chánh)(?:(?: [-–])? [^\W\d_]+){0,6}) $")
_LONGEST_OFFICE, _LONGEST_BEFORE = 160, 60
_INTRODUCES = re.compile(r"\b(?:gồm|các|là|đồng chí|ông|bà|có)\b")
_TRAILING = re.compile(r"(?:[\s,;:–-]|\b(?:và|cùng|với|đồng chí|đ/c|đc|ông|bà)\b)+$", re.IGNORECASE)
# What bears a person's name is no person: a school, a street, a firm, a doctrine.
_NAMED_AFTER = re.compile(
    r"\b(?:trường|tiểu học|thcs|thpt|đường|phố|công ty|tnhh|doanh nghiệp|tư tưởng|đạo đức|phong cách|giải thưởng|quỹ"
    r"|quảng trường|công viên|tượng đài) $",
    re.IGNORECASE,
)


# An office with the unit it is held in, whose name runs on into that of its holder: "Chủ tịch UBND xã Yên Hạ Lê Tám".
_HELD_IN = re.compile(
    r"\b(?:bí thư|chủ tịch|trưởng|giám đốc|chủ nhiệm)\b[^,;.:()]{0,40}"
    r"\b(?:xã|phường|thị trấn|huyện|thị xã|ấp|thôn|bản) $",
    re.IGNORECASE,
)
_LENGTHS_OF_A_UNIT = (2, 1, 3)
# What only names of people hold: "Lèng Thị Giang".
_GIVEN = re.compile(r"\w+ (?:Thị|Văn) \w+")


@dataclass(frozen=True, slots=True)
class Person:
    """A person: text[start:end] is the name, text[office_start:office_end] the office beside it, or empty."""

    start: int
    end: int
    name: str
    office_start: int
    office_end: int


@lru_cache(maxsize=4096)
def find_people(text: str, known: frozenset[str] = frozenset()) -> tuple[Person, ...]:
    """Return the people in NFC text, in order: introduced by "đồng chí", or a surname that begins a capitalised run.

    `known` are names that count wherever they stand.
    """
    introduced = {match.end() for match in _INTRODUCTION.finditer(text)} | set(_listed(text))
    places = {fold(place.name) for place in find_places(text)} - set(map(fold, known))
    found = [person for run in _RUN.finditer(text) for person in _people_in(text, run, introduced)]
    found = [person for person in found if fold(person.name) not in places or _GIVEN.match(person.name)]
    for name in known:
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            start, end = match.span()
            if not any(person.start < end and start < person.end for person in found):
                found.append(Person(start, end, name, *_office(text, start, end)))
    return _with_offices_apart(text, sorted(found, key=lambda person: person.start))


def _with_offices_apart(text: str, people: list[Person]) -> tuple[Person, ...]:
    """Cut each office off where the next person is introduced."""
    apart: list[Person] = []
    for person, following in zip_longest(people, people[1:]):
        end = person.office_end
        if following and person.office_start >= person.end and end > following.start:
            words = _TRAILING.sub("", text[person.office_start : following.start])
            end = person.office_start + len(words)
        elif person.office_start >= person.end:
            end = person.office_start + len(_TRAILING.sub("", text[person.office_start : end]))
        apart.append(replace(person, office_end=end))
    return tuple(apart)


def is_persons(name: str) -> bool:
    """Whether a name is a person's by its form: a common surname and at least two more syllables."""
    words = name.split()
    return len(words) > 2 and fold(words[0]) in SURNAMES


def _listed(text: str) -> Iterator[int]:
    """Yield where the whole names in lists of people begin: "các đồng chí Lê Văn Tám, Bùi Nam"."""
    for people in _LIST.finditer(text):
        for mark in _LISTED.finditer(text, *people.span()):
            run = _RUN.match(text, mark.end())
            words = run[0].split() if run else []
            if 2 <= len(words) <= 4 and all(word[0].isupper() and not _is_shouted(word) for word in words):
                yield mark.end()


def _people_in(text: str, run: re.Match[str], introduced: set[int]) -> Iterator[Person]:
    words = [(run.start() + match.start(), match[0]) for match in _WORD.finditer(run[0])]
    units = dict(_units_before(text, words))
    behind = frozenset(units.values())
    position = 0
    while position < len(words):
        if not _is_whole_name(words[position:]):
            position = units.get(position, position)
        begins = position == 0 or position in behind or _may_precede(words[position - 1][1])
        surely = position in behind or words[position][0] in introduced
        length = _name_length(words[position:], surely) if begins else 0
        if length:
            start = words[position][0]
            end = words[position + length - 1][0] + len(words[position + length - 1][1])
            if not _NAMED_AFTER.search(text, max(0, start - 20), start):
                yield Person(start, end, text[start:end], *_office(text, start, end))
        position += max(1, length)


def _units_before(text: str, words: list[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    """Yield where the name of a unit begins that an office is held in, and where its holder's name begins behind it."""
    for number, (start, word) in enumerate(words):
        if not (word[0].isupper() and _HELD_IN.search(text, max(0, start - 70), start)):
            continue
        for length in _LENGTHS_OF_A_UNIT:
            rest = words[number + length :]
            if all(one[0].isupper() for _, one in words[number : number + length]) and _is_whole_name(rest):
                yield number, number + length
                break


def _is_whole_name(words: list[tuple[int, str]]) -> bool:
    return bool(words) and fold(words[0][1]) in SURNAMES and 3 <= _name_length(words, surely_begins=True) <= 4


def _may_precede(word: str) -> bool:
    """Whether a name can begin behind this word: "Điện Lực Đắk Nông" is one name, and no person's."""
    return not word.istitle() or word.lower() in _OFFICE_ENDINGS


def _name_length(words: list[tuple[int, str]], surely_begins: bool) -> int:
    """Return how many words the name takes that begins here; 0 for none."""
    length = 0
    for position, (_, word) in enumerate(words[:6]):
        following = words[position + 1][1] if position + 1 < len(words) else ""
        if not word[0].isupper() or _is_shouted(word) or fold(f"{word} {following}") in _OFFICE_OPENINGS:
            break
        length += 1
    known = fold(words[0][1]) in SURNAMES and words[0][1].lower() not in _OFFICE_WORDS
    known = known or (length > 2 and words[1][1] == "Thị")
    if length == 1 and surely_begins and _ONE_WORD_NAME.fullmatch(words[0][1]):
        return 1
    shortest = 2 if surely_begins else 3  # "Thái Nguyên" may be anything
    return length if shortest <= length <= 5 and (known or surely_begins) else 0


def _is_shouted(word: str) -> bool:
    """Whether a word of several letters is in capitals, as abbreviations are; "K’" has one letter."""
    return word.isupper() and sum(map(str.isalpha, word)) > 1


def _office(text: str, start: int, end: int) -> tuple[int, int]:
    opening = _OFFICE_START.match(text, end)
    if opening:
        return opening.end(), _office_end(text, opening.end())
    return _office_before(text, start)


def _office_end(text: str, start: int) -> int:
    stop = _OFFICE_END.search(text, start, start + _LONGEST_OFFICE)
    limit = stop.start() if stop else min(len(text), start + _LONGEST_OFFICE)
    end = text.find(",", start, limit)
    while 0 <= end < limit:
        if not _OFFICE_START.match(text, end):
            return end
        following = text.find(",", end + 1, limit)
        end = following if following > 0 else limit
    return len(text[:limit].rstrip(" ,-–"))


def _office_before(text: str, start: int) -> tuple[int, int]:
    """An office that leads to the name: "Bí thư Huyện ủy Trần Văn An"."""
    before = _OFFICE_BEFORE.search(text, max(0, start - _LONGEST_BEFORE), start)
    if before is None or _INTRODUCES.search(before[0]):
        return start, start
    return start - len(before[0]), start - 1
