"""The opening of a report and its organ -> the place whose meeting it is, such as 'huyện Hà Thanh', or None.

A place is believed only at the level of the organ that met: a district is never inferred from its communes' names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.reading.opening import Opening
from assistant.reading.organs import Organ
from assistant.reading.people import is_persons
from assistant.vietnamese.folding import fold
from assistant.vietnamese.places import Place, find_places, same_name

_SAME_RANK = (
    frozenset(("tỉnh", "thành phố")),
    frozenset(("huyện", "quận", "thị xã", "thành phố")),
    frozenset(("xã", "phường", "thị trấn", "đặc khu")),
)
_ORGAN_BEFORE = re.compile(
    r"\b(?:ubnd|hdnd|hoi dong nhan dan|uy ban nhan dan|dang bo|bch|btv|dang uy|mttq|chinh quyen|nhan dan)\s*$"
)
_ORGAN_INSIDE = re.compile(r"^(?:tinh|thanh|quan|huyen|thi|dang) uy\b")
_GUEST = re.compile(r"\b(?:chu tich|pho chu tich|bi thu|truong|giam doc|lanh dao|doan|nguon)[^,.;]{0,40}$")
_OFFICE = re.compile(
    r"\b(?:dong chi|ong|ba|chu tich|bi thu|truong|pho|giam doc|chanh|chu nhiem|uy vien|chi huy)\b[^,.;]{0,50}$"
)
_STATION = re.compile(
    r"\b(?:trung tam|tt|dai|ttvh|ban bien tap|cong|trang)\b[\w&,\-–. ]*?"
    r"(?:tt ?& ?vh|vh ?& ?tt|tt-vh|vhtt|ttvh\w*|tt ?& ?tt|tt-th|truyen thanh(?: truyen hinh)?"
    r"|van hoa(?:,? thong tin)?|truyen thong|ttdt|tt)\s+"
)
_NAME = re.compile(r"[^\W\d_][\w'’]*(?: [^\W\d_][\w'’]*){0,3}")
_LEAST = 2.0


@dataclass(frozen=True, slots=True)
class _Mention:
    place: Place
    weight: float


def meeting_place(opening: Opening, organ: Organ | None, site: str | None) -> str | None:
    """Return level and name of the place, None when nothing says it.

    What the title and the organ's own name say weighs most, then the opening; a byline's station and the site that
    published the report count only at the organ's level.
    """
    level = organ.level if organ else None
    mentions = [m for m in _mentions(opening, site, level is not None) if level is None or _ranks_with(m.place, level)]
    best = _heaviest(mentions)
    if best is not None:
        return f"{best.level} {best.name}"
    return _station_place(opening, level)


def _ranks_with(place: Place, level: str) -> bool:
    return any(place.level in rank and level in rank for rank in _SAME_RANK)


def _mentions(opening: Opening, site: str | None, ranked: bool) -> list[_Mention]:
    found = [_Mention(place, 4) for place in _places(opening.title)]
    for number, text in enumerate(opening.sentences):
        found += [_Mention(place, _weight(text, place, number)) for place in _places(text)]
    if ranked:
        found += [_Mention(place, 3) for place in _places(opening.body) if _belongs_to_organ(opening.body, place)]
        margins = "\n".join((site or "", *opening.margins, *opening.bylines))
        found += [_Mention(place, 2) for place in _places(margins)]
    return found


def _places(text: str) -> Iterator[Place]:
    """Yield the places named; 'Chủ tịch UBND huyện Trần Văn An' names a person."""
    for place in find_places(text):
        office = _OFFICE.search(fold(text[max(0, place.start - 60) : place.start]))
        if not (office and is_persons(place.name)):
            yield place


def _weight(text: str, place: Place, number: int) -> float:
    if _belongs_to_organ(text, place):
        return 3
    return 1 if number < 4 else 0.5


def _belongs_to_organ(text: str, place: Place) -> bool:
    """Whether the place is named as an organ's ('UBND huyện X'), though not in the office of a guest."""
    before = fold(text[max(0, place.start - 60) : place.start])
    organ = _ORGAN_BEFORE.search(before) or _ORGAN_INSIDE.search(fold(text[place.start : place.end]))
    return bool(organ) and not _GUEST.search(before)


def _heaviest(mentions: list[_Mention]) -> Place | None:
    weights: dict[int, float] = defaultdict(float)
    for mention in mentions:
        first = next(n for n, other in enumerate(mentions) if _is_same(other.place, mention.place))
        weights[first] += mention.weight
    best = max(weights, key=lambda n: weights[n], default=None)
    if best is None or weights[best] < _LEAST:
        return None
    # In a title the next word may be capitalised too: the shortest form of a name is the name.
    alike = [mention.place for mention in mentions if _is_same(mention.place, mentions[best].place)]
    return min(alike, key=lambda place: len(place.name.split()))


def _is_same(place: Place, other: Place) -> bool:
    words = sorted((place.name.split(), other.name.split()), key=len)
    return same_name(place.name, other.name) or same_name(" ".join(words[0]), " ".join(words[1][: len(words[0])]))


def _station_place(opening: Opening, level: str | None) -> str | None:
    """A byline's station is named after its place: 'Trung tâm TT&VH Hà Thanh' serves the organ's own unit."""
    if level is None:
        return None
    for byline in opening.bylines:
        station = _STATION.search(fold(byline))
        name = _NAME.match(byline[station.end() :]) if station else None
        if name and all(word[0].isupper() for word in name[0].split()):
            return f"{level} {name[0]}"
    return None
