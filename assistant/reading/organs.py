"""Texts -> the organs of Party and state named in them, and the one whose meeting they report."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.reading.opening import Opening
from assistant.vietnamese.folding import fold

_LEVELS = {
    "thanh pho": "thành phố",
    "thi tran": "thị trấn",
    "dac khu": "đặc khu",
    "thi xa": "thị xã",
    "phuong": "phường",
    "huyen": "huyện",
    "tinh": "tỉnh",
    "quan": "quận",
    "xa": "xã",
}
_PARTY_COMMITTEES = {
    "tinh uy": ("Tỉnh ủy", "tỉnh"),
    "thanh uy": ("Thành ủy", "thành phố"),
    "huyen uy": ("Huyện ủy", "huyện"),
    "quan uy": ("Quận ủy", "quận"),
    "thi uy": ("Thị ủy", "thị xã"),
    "dang uy": ("Đảng ủy", None),
}
_LEVEL = rf"(?P<level>{'|'.join(_LEVELS)})"
_COMMITTEE = rf"(?P<committee>{'|'.join(_PARTY_COMMITTEES)})(?: (?P<under>xa|phuong|thi tran|dac khu))?"
_COUNCIL = "(?:hdnd|hoi dong nhan dan)"
_STANDING = "(?:thuong truc|tt)"
# Longer names first: 'Ban Thường vụ Huyện ủy' is not 'Huyện ủy'.
_FORMS = tuple(
    (re.compile(rf"\b{pattern}\b"), name)
    for pattern, name in (
        (rf"(?:(?:ban )?thuong vu|btv) {_COMMITTEE}", "Ban Thường vụ {committee}"),
        (rf"(?:(?:ban )?thuong vu|btv) dang bo {_LEVEL}", "Ban Thường vụ Đảng bộ {level}"),
        (rf"(?:ban chap hanh|bch)(?: dang bo)? {_LEVEL}", "Ban Chấp hành Đảng bộ {level}"),
        (rf"(?:ban chap hanh|bch) {_COMMITTEE}", "Ban Chấp hành {committee}"),
        (rf"{_STANDING} {_COUNCIL} {_LEVEL}", "Thường trực HĐND {level}"),
        (rf"{_STANDING} {_COMMITTEE}", "Thường trực {committee}"),
        (rf"{_COUNCIL} {_LEVEL}", "HĐND {level}"),
        (rf"(?:ubnd|uy ban nhan dan) {_LEVEL}", "UBND {level}"),
        (rf"uy ban (?:mttq|mat tran to quoc)(?: viet nam)? {_LEVEL}", "Ủy ban MTTQ {level}"),
        (_COMMITTEE, "{committee}"),
        (rf"dang bo {_LEVEL}", "Đảng bộ {level}"),
    )
)
_CONVENES = re.compile(
    r"[^.;:\n]{0,80}?\b(?:to chuc|hop|khai mac|be mac|tien hanh|giao ban|so ket|tong ket|kiem diem|trien khai"
    r"|thong qua|xem xet"
    r"|cho y kien|hoi nghi|lam viec)\b"
)
_CONVENED = re.compile(r"\b(?:hoi nghi|ky hop|phien hop|cuoc hop|hop|giao ban)\b[^.;:,\n]{0,70}$")
_OFFICE = re.compile(
    r"\b(?:uy vien|bi thu|pho|chu tich|truong|chanh|can bo|dai bieu|van phong|tru so|nha khach|lanh dao|thuoc"
    r"|thanh vien|quyen|nguyen"
    r"|du toan|nghi quyet|nghi quyet dai hoi|dai hoi|ban|cac ban)(?: dang)?\s*$"
)
_CHAIRMAN_OF = re.compile(r"\bchu tich\s*$")


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ as named in a text: `name` is in full and without its place, `level` such as huyện, or None."""

    start: int
    end: int
    name: str
    level: str | None


def find_organs(text: str) -> tuple[Organ, ...]:
    """Return the organs named in NFC text, in order, the longest name where several overlap."""
    folded = fold(text)
    found: list[Organ] = []
    for pattern, name in _FORMS:
        for match in pattern.finditer(folded):
            if not any(organ.start < match.end() and match.start() < organ.end for organ in found):
                found.append(_organ(match, name))
    return tuple(sorted(found, key=lambda organ: organ.start))


def meeting_organ(opening: Opening) -> Organ | None:
    """Return the organ whose meeting is reported, None when no organ is named as convening one.

    An organ that is only part of somebody's office ('Bí thư Huyện ủy') convenes nothing, except that a title which
    names nothing else speaks of its chairman's organ.
    """
    scored: list[tuple[int, Organ]] = []
    for position, text in enumerate((opening.title, *opening.sentences)):
        folded = fold(text)
        scored += [(_score(folded, organ, position), organ) for organ in find_organs(text)]
    best = max(scored, key=lambda candidate: candidate[0], default=None)
    if best is not None and best[0] > 0:
        return best[1]
    title = fold(opening.title)
    return next((organ for organ in find_organs(title) if _CHAIRMAN_OF.search(title[: organ.start])), None)


def _organ(match: re.Match[str], name: str) -> Organ:
    groups = match.groupdict()
    level = _LEVELS.get(groups.get("level") or groups.get("under") or "")
    committee, own_level = _PARTY_COMMITTEES.get(groups.get("committee") or "", ("", None))
    if groups.get("under"):
        committee = f"{committee} {level}"
    return Organ(*match.span(), name.format(committee=committee, level=level), level or own_level)


def _score(folded: str, organ: Organ, position: int) -> int:
    """How sure it is that the organ convenes the meeting; the title is position 0, early sentences follow."""
    before, after = folded[: organ.start], folded[organ.end :]
    if _OFFICE.search(before):
        return 0
    convening = bool(_CONVENES.match(after)) or bool(_CONVENED.search(before))
    return 4 * convening + 2 * (position == 0) + (position in (1, 2))
