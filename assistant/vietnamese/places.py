"""Text -> the places of local government it names; two spellings of a name -> whether they are one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.vietnamese.folding import canonical_spelling, fold, has_diacritics

_LEVELS = {
    "tỉnh": "tỉnh",
    "thành phố": "thành phố",
    "quận": "quận",
    "huyện": "huyện",
    "thị xã": "thị xã",
    "xã": "xã",
    "phường": "phường",
    "thị trấn": "thị trấn",
    "đặc khu": "đặc khu",
}
_ORGANS = {"tỉnh": "tỉnh", "thành": "thành phố", "quận": "quận", "huyện": "huyện", "thị": "thị xã"}
_SHORT = {"tp": "thành phố", "tp.": "thành phố", "tx": "thị xã", "tx.": "thị xã", "tt.": "thị trấn"}
_WORDS = _LEVELS | _SHORT | {f"{word} {organ}": level for word, level in _ORGANS.items() for organ in ("ủy", "đoàn")}
_FOLDED_WORDS = {fold(word): level for word, level in _WORDS.items()}
_CLEAR_WHEN_FOLDED = frozenset(("huyen", "thi tran", "thi xa", "thanh pho", "dac khu"))
_ENGLISH = {
    "province": "tỉnh",
    "city": "thành phố",
    "district": "huyện",
    "town": "thị xã",
    "commune": "xã",
    "ward": "phường",
    "township": "thị trấn",
}
_LONGEST_NAME = 4
_SHORTEST_PERSON = 3
_LONGEST_HEADING_NAME = 3

_LEVEL_WORD = re.compile(
    r"(?<!\w)(?<!tac )(?<!tan )(?P<word>"
    + "|".join(sorted(map(re.escape, _FOLDED_WORDS), key=len, reverse=True))
    + r")(?!\w)[ ]?"
)
_SYLLABLE = re.compile(r"(?P<glue>[ ]|[-–])?(?P<syllable>[^\W\d_]+(?:['’ʼ‘`´][^\W\d_]+)*)")
_NEXT_WORD = re.compile(r"[ ]([^\W\d_]+)")
_NUMBER = re.compile(r"\d{1,2}(?![\d/%]|[.,]\d)")
_MANY_BEFORE = re.compile(r"\b(?:cac|nhung|\d+|hai|ba|bon|nam|sau)\s+$")
_NEXT_OF_MANY = re.compile(r"(?:,| và| va|;)[ ](?=[^\W\d_])")
_TITLE_BEFORE = re.compile(
    r"\b(?:bi thu|chu tich|uy vien|truong ban|pho ban|giam doc|truong phong|pho phong|chanh van phong|truong doan"
    r"|thuong truc|pct|ct|pbt|bt)\b[^.,;:\n]{0,45}$"
)
_ENGLISH_PLACE = re.compile(
    r"(?<![^\W\d_])(?P<name>(?:[^\W\d_]++(?:['’][^\W\d_]++)?[ ]){1,4})(?P<level>(?i:" + "|".join(_ENGLISH) + r"))\b"
)
# Capitalised words that begin an organ, a document or a person's post after "huyện", never a name.
_NOT_A_NAME_TEXT = """
ban chap|ban thuong|dang bo|dang uy|dang cong|hoi nghi|hoi dong|hoi nong|hoi lien|hoi cuu|doan thanh|mat tran
uy ban|uy vien|bi thu|pho bi|chu tich|pho chu|dong chi|truong ban|quyet dinh|nghi quyet|ke hoach|bao cao|chuong trinh
chi thi|ket luan|thong bao|to trinh|de an|nong thon|khoa moi|dai hoi|cong an|quan su|van phong|phong tai|phong noi
trung tam|thuong truc|toan huyen|toan tinh|trong nam|trong thang|nam nay|thang nay|sau khi|tai hoi|tai ky|phat bieu
giao ban|lam viec|to chuc|thong qua|khai mac|be mac|giai trinh|chat van|giam sat|tiep xuc|trien khai|kiem diem|so ket
"""
_NOT_A_NAME = frozenset(_NOT_A_NAME_TEXT.strip().replace("\n", "|").split("|"))
_HEADING_STOPS_TEXT = """
KHÓA KHOÁ LẦN NHIỆM TỔ NĂM VỀ THÁNG TRIỂN SƠ TỔNG HỌP ĐÁNH THÔNG TIẾP TẬP THỰC ĐẠI HỘI BAN KỲ QUÝ ĐỢT THAM LÀM KIỂM
"""
_HEADING_STOPS = frozenset(_HEADING_STOPS_TEXT.split())
_FAMILY_NAMES_TEXT = """
nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đào trịnh lương mai tô hà cao đoàn vương
lưu tạ chu thái trương phùng quách nông lò hứa bế triệu sùng giàng thào lâm tống kiều văn tăng đàm khổng tôn ninh
châu lữ kha mạc lục thân nghiêm khuất liêu thạch ksor siu rmah điểu ngọ cấn doãn bạch âu bành khúc lại lã lầu lường
mã mùa nhữ phí quàng sầm tòng ung vàng vừ đoàn
"""
_FAMILY_NAMES = frozenset(_FAMILY_NAMES_TEXT.split())
_FOLDED_FAMILY_NAMES = frozenset(map(fold, _FAMILY_NAMES))
_FREQUENT_FAMILY_NAMES = frozenset(("nguyen", "tran", "le", "pham", "huynh", "phan", "bui", "dang", "ngo"))
_MIDDLE_NAMES = frozenset(("thi", "van"))
_ENGLISH_STOPS_TEXT = "the in of at from by for to and what which how did does is was this that"
_ENGLISH_STOPS = frozenset(_ENGLISH_STOPS_TEXT.split())
_MARKS_BEFORE_K = re.compile("[ăắấâáạặậ](?=k)")
_NOT_LETTERS = re.compile(r"[^\w]|_")


@dataclass(frozen=True, slots=True)
class Place:
    """A named place: `level` is tỉnh, thành phố, quận, huyện, thị xã, xã, phường, thị trấn or đặc khu."""

    start: int
    end: int
    level: str
    name: str
    text: str


@lru_cache(maxsize=8192)
def find_places(text: str) -> tuple[Place, ...]:
    """Return the places that NFC text names after a level or an organ ("Huyện ủy Đồi Mây"), in order.

    A person named after their post ("Bí thư Huyện ủy Trần Văn Bình") is not a place. English order is read as well.
    """
    folded, plain = fold(text), not has_diacritics(text)
    found = [
        place
        for match in _LEVEL_WORD.finditer(folded)
        if (level := _level(text[match.start("word") : match.end("word")], plain))
        for place in _named_after(match, level, text, folded, plain)
    ]
    found += [place for place in _english_places(text) if not any(one.end > place.start for one in found)]
    return tuple(sorted(found, key=lambda place: place.start))


@lru_cache(maxsize=8192)
def same_name(a: str, b: str) -> bool:
    """Return whether two spellings name one place: level words, case, spaces and apostrophes don't count.

    Diacritics may be missing from one side as a whole, and vary before k (Đăk, Đắk, Đak).
    """
    first, second = _bare_name(a), _bare_name(b)
    if not first or not second or fold(first) != fold(second):
        return False
    return first == second or not has_diacritics(first) or not has_diacritics(second)


def find_name(text: str, name: str) -> tuple[int, int] | None:
    """Return the span where text first spells the place called `name`, in any case and spelling, or None."""
    for match in _name_pattern(name).finditer(fold(text)):
        if same_name(text[match.start() : match.end()], name):
            return match.span()
    return None


def letters_of(name: str) -> str:
    """Return the folded letters in a row by which `find_name` finds a place."""
    return fold(_bare_name(name))


def letters_in(text: str) -> str:
    """Return the folded letters of a text in a row: those of each place that `find_name` finds there stand in it."""
    return _NOT_LETTERS.sub("", fold(text))


def _level(words: str, plain: bool) -> str | None:
    """Return the level that words tell; "xa", "quan" and the like only in text without any diacritics."""
    spelt = canonical_spelling(words.lower())
    return _WORDS.get(spelt) or (_FOLDED_WORDS.get(spelt) if plain or spelt in _CLEAR_WHEN_FOLDED else None)


def _named_after(match: re.Match[str], level: str, text: str, folded: str, plain: bool) -> Iterator[Place]:
    start, position = match.span()
    number = _NUMBER.match(text, position)
    if number and level in ("quận", "phường"):
        yield Place(start, number.end(), level, number[0], text[start : number.end()])
        return
    before = folded[max(0, start - 70) : start]
    titled, many = _TITLE_BEFORE.search(before) is not None, _MANY_BEFORE.search(before) is not None
    in_capitals = text[start : match.end("word")].isupper() and match["word"] not in _SHORT
    read = _read_heading if in_capitals else _read_name
    while end := read(text, folded, position, titled, plain):
        name = text[position:end]
        yield Place(start, end, level, name.title() if name.isupper() else name, text[start:end])
        another = _NEXT_OF_MANY.match(folded, end) if many else None
        if another is None:
            return
        start = position = another.end()


def _read_name(text: str, folded: str, position: int, titled: bool, plain: bool) -> int | None:
    """Return where the capitalised name at position ends, or None when there is none or it is a person's."""
    ends: list[int] = []
    syllables: list[str] = []
    for syllable in _run(text, position):
        word = syllable["syllable"]
        following = _NEXT_WORD.match(folded, syllable.end())
        if not word[0].isupper() or (word.isupper() and len(word) > 1):
            break
        if following and f"{fold(word)} {following[1]}" in _NOT_A_NAME:
            break
        ends.append(syllable.end())
        syllables.append(fold(word) if plain else canonical_spelling(word.lower()))
    count = _place_syllables(syllables, titled, _FOLDED_FAMILY_NAMES if plain else _FAMILY_NAMES)
    return ends[count - 1] if count else None


def _read_heading(text: str, folded: str, position: int, titled: bool, plain: bool) -> int | None:
    """Like _read_name for a heading in capitals, where only a short run before a known word is sure to be a name."""
    ends = []
    for syllable in _run(text, position):
        following = _NEXT_WORD.match(folded, syllable.end())
        if not syllable["syllable"].isupper() or syllable["syllable"] in _HEADING_STOPS:
            break
        if following and f"{fold(syllable['syllable'])} {following[1]}" in _NOT_A_NAME:
            break
        ends.append(syllable.end())
    return ends[-1] if 0 < len(ends) <= _LONGEST_HEADING_NAME else None


def _run(text: str, position: int) -> Iterator[re.Match[str]]:
    """Yield the words from position on that single spaces or tight hyphens join."""
    syllable = _SYLLABLE.match(text, position)
    if syllable is None or syllable["glue"]:
        return
    while syllable:
        yield syllable
        syllable = _SYLLABLE.match(text, syllable.end())
        if syllable and not syllable["glue"]:
            return


def _place_syllables(syllables: list[str], titled: bool, family_names: frozenset[str]) -> int:
    """Return how many of the capitalised syllables are the place's; after a post the rest, or all, are a person's."""
    count = len(syllables)
    # "Phó Chủ tịch UBND tỉnh Ngọ Thị Hường": a middle name tells a person whatever the surname.
    if titled and _SHORTEST_PERSON <= count <= _LONGEST_NAME and fold(syllables[1]) in _MIDDLE_NAMES:
        return 0
    if titled and count and syllables[0] in family_names and count <= _LONGEST_NAME:
        frequent = fold(syllables[0]) in _FREQUENT_FAMILY_NAMES
        return 0 if count >= _SHORTEST_PERSON or frequent else count
    for first in range(2, count - 1):
        if syllables[first] in family_names:
            return first
    return count if count <= _LONGEST_NAME else 0


def _english_places(text: str) -> Iterator[Place]:
    for match in _ENGLISH_PLACE.finditer(text):
        words = match["name"].split()
        while words and (not words[0][0].isupper() or words[0].lower() in _ENGLISH_STOPS):
            words.pop(0)
        if words and all(word[0].isupper() for word in words):
            start = match.start("level") - len(" ".join(words)) - 1
            yield Place(
                start, match.end(), _ENGLISH[match["level"].lower()], " ".join(words), text[start : match.end()]
            )


def _bare_name(name: str) -> str:
    """Return a name in lower case and canonical spelling, without level word, spaces and apostrophes."""
    name = canonical_spelling(name.lower())
    level = _LEVEL_WORD.match(fold(name))
    if level and level.end() < len(name):
        name = name[level.end() :]
    return _MARKS_BEFORE_K.sub("a", _NOT_LETTERS.sub("", name))


@lru_cache(maxsize=1024)
def _name_pattern(name: str) -> re.Pattern[str]:
    letters = "[\\s'’ʼ‘`´–-]?".join(letters_of(name)) or "(?!)"
    return re.compile(rf"(?<!\w){letters}(?!\w)")
