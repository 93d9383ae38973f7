"""A statement and its grounds -> the actions, organs, names and documents in it that the cited words don't have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from assistant.answering.verification.lexicon import claiming, stands_in, strong_wordings, synonyms, weak_words
from assistant.answering.verification.times import times_in
from assistant.answering.verification.wording import CAPITALS, WORD, plain, words
from assistant.vietnamese.days import ENGLISH_MONTHS
from assistant.vietnamese.folding import fold, has_diacritics
from assistant.vietnamese.numbers import find_quantities

# Of the words that claim something so many may be new, as a share.
MOST_NEW, FEWEST_NEW, ALL_NEW = 0.4, 3, 2
_DOCUMENT = re.compile(r"(?<![\w/])\d{1,5}(?:/\d{4})?[-/][A-ZĐ]{1,6}\d?(?:[-/&.][A-ZĐ]{1,8}){0,3}(?!\w)")
_KINDS = (
    "nghị quyết|quyết định|chỉ thị|thông báo|công văn|tờ trình|kế hoạch|báo cáo|kết luận|nghị định|thông tư"
    "|biên bản|hướng dẫn"
)
_NUMBERED = re.compile(
    rf"\b(?P<kind>{_KINDS})\s+(?:số\s+(?P<number>\d{{1,5}}(?:[-/][\w-]+)*)|(?P<joined>\d{{1,5}}(?:[-/][\w-]+)+))",
    re.IGNORECASE,
)
_ORGANS = tuple(
    """
    hội đồng nhân dân|ủy ban nhân dân|huyện ủy|tỉnh ủy|thành ủy|thị ủy|đảng ủy|ban thường vụ|ban chấp hành|ban tổ chức
    ban tuyên giáo|ban dân vận|ủy ban kiểm tra|mặt trận|hội nông dân|hội liên hiệp phụ nữ|đoàn thanh niên|huyện đoàn
    công an|quân sự|kiểm lâm|biên phòng|viện kiểm sát|tòa án|thanh tra|liên đoàn lao động|ban quản lý dự án|trung ương
    chính phủ|bộ|sở|viễn thông|ngân hàng|kho bạc|thuế|văn phòng
    """.strip()
    .replace("\n", "|")
    .split("|")
)
_DELIBERATING = ("hội đồng nhân dân", "ủy ban nhân dân")
# An organ that only an office or a plan is of has not acted.
_OF_OFFICE = re.compile(
    r"\b(?:chủ tịch|ủy viên|văn phòng|thành viên|trưởng ban [^,;.]{0,40}|đại biểu)"
    r" (?:(?:hội đồng|ủy ban) nhân dân và )?(?:hội đồng|ủy ban) nhân dân\b"
    r"|(?:dự toán|kế hoạch|chỉ tiêu|%)[^,;.\d]{0,30}(?:hội đồng|ủy ban) nhân dân(?= \w+ giao\b)"
)
_PHONG = re.compile(r"\bphòng (?P<name>[A-ZĐ][^\W\d_]*(?: [^\W\d_]+)?)")
# In "huyện Đoàn Văn Sức" no youth union is named.
_NAME_BEHIND = re.compile(rf"(?<=huyện) [{CAPITALS}][^\W\d_]* ?(?=[{CAPITALS}])")
_ABBREVIATION = re.compile(r"(?<![\w/-])[A-ZĐ]{2,8}(?:[-&][A-ZĐ]{2,6})?(?![\w/-])")
# Its last syllable is no part of "công nhận".
_INVESTED = ("đầu tư công", "đầu tư")
_WHOLE = 100
_CHANGES = re.compile(r"tăng|giảm")
_FROM_TO = re.compile(r"(?P<way>tăng|giảm) từ (?P<first>[^;]{1,60}?) (?:lên|xuống còn|xuống|còn) (?P<last>[^;]{1,30})")
_CAPITALISED = re.compile(r"(?<![\w.])[A-ZĐÀ-Ỹ][^\W\d_]*(?:['’][^\W\d_]+)?")
_AT_START = re.compile(r"(?:^|[.!?:;]\s+|[\"“(]\s*|\n|- )$")


def new_documents(statement: str, told: str) -> str:
    """Return a document number of a statement that the told words lack, else ""."""
    known = {number.upper() for number in _DOCUMENT.findall(told)}
    for number in _DOCUMENT.findall(statement):
        if number.upper() not in known:
            return str(number)
    numbers = {_number_of(match) for match in _NUMBERED.finditer(told)} | known
    return next((m[0] for m in _NUMBERED.finditer(statement) if _number_of(m) not in numbers), "")


def _number_of(match: re.Match[str]) -> str:
    return str(match["number"] or match["joined"]).upper()


def new_organs(statement: str, told: str) -> str:
    """Return an organ that a statement names and the told words don't, else ""."""
    statement = _NAME_BEHIND.sub(" · ", statement)
    here, there = statement.lower(), told.lower()
    acting, known = _OF_OFFICE.sub(" ", here), _OF_OFFICE.sub(" ", there)
    for organ in (one.strip() for one in _ORGANS):
        if stands_in(organ, here) and not stands_in(organ, there):
            return organ
        if organ in _DELIBERATING and stands_in(organ, acting) and not stands_in(organ, known):
            return organ
    for match in _PHONG.finditer(statement):
        if fold(match["name"].split()[0]) not in fold(told).split() and fold(match["name"]) not in fold(told):
            return match[0]
    return ""


def new_names(statement: str, told: str) -> str:
    """Return a word that only a name can be (a capital inside a sentence) and the told words lack, else ""."""
    exact, folded = _spellings(told)
    for match in _CAPITALISED.finditer(statement):
        word = match[0].lower()
        if not match[0][0].isupper() or word in ENGLISH_MONTHS:
            continue
        if _AT_START.search(statement[: match.start()]) or (
            word in weak_words() and not _NEXT_TO_NAME.match(statement, match.end())
        ):
            continue
        if word not in exact and (has_diacritics(word) or fold(word) not in folded):
            return match[0]
    return ""


def new_abbreviations(statement: str, told: str, known: str) -> str:
    """Return an abbreviation in a statement as written that the told words have neither so nor in full, else ""."""
    for match in _ABBREVIATION.finditer(statement):
        if match[0] not in told and not stands_in(plain(match[0]).lower(), known.lower()):
            return match[0]
    return ""


def new_actions(statement: str, told: str) -> str:
    """Return a strong wording of a statement that the told words don't have, nor one that bears it out, else ""."""
    here, there = statement.lower().replace(*_INVESTED), told.lower()
    for said, wordings in strong_wordings():
        match = said.search(here)
        if match and _CHANGES.match(match[0]) and (change := _FROM_TO.match(here, match.start())):
            if _comes_out(change) or f"từ {change['first'].split()[0]}" in there:
                continue
            return match[0].strip()
        if match and match[0].startswith("vượt") and (_is_over_plan(here) or _is_over_plan(there)):
            continue
        if match is None or said.search(there):
            continue
        if not any(stands_in(one, there) for one in (*wordings, *_said_else(match[0].strip()))):
            return match[0].strip()
    return ""


def _said_else(wording: str) -> tuple[str, ...]:
    """What else may say what a strong wording says."""
    return tuple(one for wordings in synonyms() if wording in wordings for one in wordings)


def _is_over_plan(said: str) -> bool:
    """Whether a share of more than a hundred per cent tells that a plan is exceeded."""
    return any(one.unit == "%" and one.value > _WHOLE for one in find_quantities(said))


def _comes_out(found: re.Match[str]) -> bool:
    """Whether a change told by both its values, the first with its time, goes that way: "giảm từ 5% … xuống 4%"."""
    values = [find_quantities(words) for words in (found["first"], found["last"])]
    if not all(values) or values[0][0].unit != values[1][0].unit:
        return False
    rose = values[1][0].value > values[0][0].value
    return rose == (found["way"] == "tăng") and bool(times_in(found["first"]) or "đầu" in found["first"])


def new_share(statement: str, told: str) -> tuple[str, ...]:
    """Return the words of a statement that claim something and are new, when they are too many, else ()."""
    claimed = tuple(dict.fromkeys(word for word, start, _ in claiming(statement) if not _is_name(statement, start)))
    new = tuple(_unknown(claimed, statement.lower(), told.lower()))
    if len(new) >= FEWEST_NEW and len(new) > MOST_NEW * len(claimed):
        return new
    return new if ALL_NEW <= len(new) == len(claimed) else ()


_NEXT_TO_NAME = re.compile(r" [A-ZĐ]")


def _is_name(text: str, start: int) -> bool:
    return text[start].isupper() and _AT_START.search(text[:start]) is None


def _unknown(claimed: Iterable[str], here: str, there: str) -> Iterator[str]:
    known = set(words(there)) | _known_by_synonym(here, there)
    return (word for word in claimed if word not in known)


@lru_cache(maxsize=2048)
def _known_by_synonym(here: str, there: str) -> frozenset[str]:
    """The words of those wordings of a statement for which the told words have another of the same set."""
    known: set[str] = set()
    for wordings in synonyms():
        if any(stands_in(one, there) for one in wordings):
            known.update(word for one in wordings if stands_in(one, here) for word in one.split())
    return frozenset(known)


@lru_cache(maxsize=1024)
def _spellings(told: str) -> tuple[frozenset[str], frozenset[str]]:
    spelt = frozenset(word.lower() for word in WORD.findall(told))
    return spelt, frozenset(map(fold, spelt))
