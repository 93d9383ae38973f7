"""The opening of a report and its organ -> the place whose meeting it is, such as 'huyện Hà Thanh', and what holds it.

A place is believed only at the level of the organ that met, or above it: a district is never inferred from its
communes' names.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.reading.excerpts import Excerpt, Known
from assistant.reading.opening import Opening
from assistant.reading.organs import Organ
from assistant.vietnamese.folding import fold
from assistant.vietnamese.people import is_persons
from assistant.vietnamese.places import Place, find_places, same_name

_COMMUNES = frozenset(("xã", "phường", "thị trấn", "đặc khu"))
_DISTRICTS = frozenset(("huyện", "quận", "thị xã"))
# Cities of a province's rank: Luật Tổ chức chính quyền địa phương and Nghị quyết 202/2025/QH15.
_GREAT_CITIES = ("Hà Nội", "Hồ Chí Minh", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế")
_ORGAN_BEFORE = re.compile(
    r"\b(?:ubnd|hdnd|hoi dong nhan dan|uy ban nhan dan|dang bo|bch|btv|dang uy|mttq|chinh quyen|nhan dan)\s*$"
)
_ORGAN_INSIDE = re.compile(r"^(?:tinh|thanh|quan|huyen|thi|dang) (?:uy|doan)\b")
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
_ISSUED = re.compile(rf"(?:^|\||\s{{3,}})\s*(?P<name>{_NAME.pattern}), ngày \d{{1,2}} tháng \d{{1,2}} năm \d{{4}}\s*$")
# 'huyện X, tỉnh Y', 'xã Z (huyện X)': a unit named right behind one it holds.
_HOLDS = re.compile(r"\s*[,(–-]?\s*(?:cua |thuoc )?")
_OF_SUPERIOR = re.compile(
    r"\b(?:ubnd|hdnd|hoi dong nhan dan|uy ban nhan dan|dang bo|bch|btv|dang uy|mttq|ban [^,.;]{1,40}|so [^,.;]{1,40}"
    r"|doan dbqh|van phong|cong an|bo chi huy [^,.;]{1,30}|lien doan lao dong|hoi [^,.;]{1,30}|lanh dao|toan"
    r"|vung|cua)\s*$"
)
# A unit that is no more does not hold the place.
_FORMER = re.compile(r"\W{0,3}(?:cu|truoc day)\b")
_LEAST = 2.0
_MOST_PLACES = 40


@dataclass(frozen=True, slots=True)
class Location:
    """The unit of government whose organ met, and the units it is or lies in, each None when its name is not said."""

    place: Known[str] | None
    commune: Known[str] | None
    district: Known[str] | None
    province: Known[str] | None


NOWHERE = Location(None, None, None, None)


@dataclass(frozen=True, slots=True)
class _Mention:
    place: Place
    excerpt: Excerpt
    weight: float
    rule: str


def locate(opening: Opening, organ: Organ | None, site: str | None) -> Location:
    """Return where the meeting's organ governs.

    What the title and the organ's own name say weighs most, then the opening; a byline's station and the site that
    published the report count only at the organ's level. A unit above it counts where it is named right behind it,
    as the unit of an organ, or by the site.
    """
    level = organ.level if organ else None
    if level == "trung ương":
        return NOWHERE
    mentions = _mentions(opening, site, level is not None)
    own = [mention for mention in mentions if level is None or _ranks_with(mention.place.level, level)]
    best = _heaviest(own)
    place = _known(best, own) if best else _station_place(opening, level) or _issue_place(opening, level)
    rank = _rank(best.place.level, best.place.name) if best else _rank_of_place(place, level)
    above = _mentions_above(opening, site, place)
    units = [place if rank == own_rank else _unit_above(above, own_rank, rank) for own_rank in (0, 1, 2)]
    return Location(place, *units)


def _rank_of_level(level: str | None) -> int | None:
    if level in _COMMUNES:
        return 0
    return 1 if level in _DISTRICTS else 2 if level == "tỉnh" else None


def _rank(level: str, name: str) -> int | None:
    """0 for a commune, 1 for a district or a city of a province, 2 for a province or a city of its rank."""
    if level == "thành phố":
        return 2 if any(same_name(name, city) for city in _GREAT_CITIES) else 1
    return _rank_of_level(level)


def _rank_of_place(place: Known[str] | None, level: str | None) -> int | None:
    return _rank(level, place.value[len(level) + 1 :]) if place and level else _rank_of_level(level)


def _ranks_with(first: str, second: str) -> bool:
    if "thành phố" in (first, second):
        return first not in _COMMUNES and second not in _COMMUNES and "tỉnh" not in (first, second)
    return _rank_of_level(first) == _rank_of_level(second)


def _mentions(opening: Opening, site: str | None, ranked: bool) -> list[_Mention]:
    found = [_Mention(place, line, 4, "title") for line in opening.title for place in _places(line.text)]
    for number, line in enumerate(opening.sentences):
        found += [_Mention(place, line, _weight(line.text, place, number), "opening") for place in _places(line.text)]
    if ranked:
        for line in opening.body:
            of_organs = (place for place in _places(line.text) if _belongs_to_organ(line.text, place))
            found += [_Mention(place, line, 3, "organ in the text") for place in of_organs]
        found += [_Mention(*mention, 2, "margin") for mention in _margin_places(opening, site)]
    return found


def _margin_places(opening: Opening, site: str | None) -> Iterator[tuple[Place, Excerpt]]:
    named = (Excerpt(site, None),) if site else ()
    for line in (*named, *opening.margins, *opening.bylines):
        yield from ((place, line) for place in _places(line.text))


def _places(text: str) -> Iterator[Place]:
    """Yield the places named; 'Chủ tịch UBND huyện Trần Văn An' names a person, 'huyện X cũ' a place that was."""
    for place in find_places(text):
        if _FORMER.match(fold(text[place.end : place.end + 20])):
            continue
        office = _OFFICE.search(fold(text[max(0, place.start - 60) : place.start]))
        if not (office and is_persons(place.name)):
            yield place


def _weight(text: str, place: Place, number: int) -> float:
    if _belongs_to_organ(text, place):
        return 3
    return 1 if number < 4 else 0.5


def _belongs_to_organ(text: str, place: Place) -> bool:
    """Whether the place is named as an organ's ('UBND huyện X'), though not in the office of a guest."""
    return _named_as_organs(text, place) and not _GUEST.search(fold(text[max(0, place.start - 60) : place.start]))


def _named_as_organs(text: str, place: Place) -> bool:
    before = fold(text[max(0, place.start - 60) : place.start])
    return bool(_ORGAN_BEFORE.search(before) or _ORGAN_INSIDE.search(fold(text[place.start : place.end])))


def _named_as_superiors(text: str, place: Place) -> bool:
    before = fold(text[max(0, place.start - 60) : place.start])
    return bool(_OF_SUPERIOR.search(before) or _ORGAN_INSIDE.search(fold(text[place.start : place.end])))


def _heaviest(mentions: Sequence[_Mention]) -> _Mention | None:
    """The first mention of the place that weighs most in all; None when none weighs enough."""
    spellings: dict[str, list[_Mention]] = defaultdict(list)
    for mention in mentions:
        spellings[fold(_letters(mention.place.name))].append(mention)
    likely = sorted(spellings.values(), key=lambda alike: -sum(mention.weight for mention in alike))[:_MOST_PLACES]
    weights = [
        sum(m.weight for other in likely if _is_same(other[0].place, own[0].place) for m in other) for own in likely
    ]
    best = max(weights, default=0.0)
    if best < _LEAST:
        return None
    heaviest = [own[0] for own, weight in zip(likely, weights, strict=True) if weight == best]
    return min(heaviest, key=mentions.index)


def _known(best: _Mention, mentions: Sequence[_Mention]) -> Known[str]:
    """The place in its best spelling: the shortest form of a name, since in a title the next word may be capitalised
    too, and of equally long ones the commonest."""
    alike = [mention for mention in mentions if _is_same(mention.place, best.place)]
    letters = min(len(_letters(mention.place.name)) for mention in alike)
    named = [mention for mention in alike if len(_letters(mention.place.name)) == letters]
    spelt = Counter(mention.place.name for mention in named)
    chosen = max(named, key=lambda mention: (spelt[mention.place.name], len(mention.place.name)))
    place = chosen.place
    return Known(f"{place.level} {place.name}", chosen.excerpt, place.start, place.end, chosen.rule)


def _letters(name: str) -> str:
    return "".join(filter(str.isalpha, name))


def _is_same(place: Place, other: Place) -> bool:
    words = sorted((place.name.split(), other.name.split()), key=len)
    return same_name(place.name, other.name) or same_name(" ".join(words[0]), " ".join(words[1][: len(words[0])]))


def _mentions_above(opening: Opening, site: str | None, place: Known[str] | None) -> list[_Mention]:
    """Places that may hold the meeting's own: named in a chain behind it, as an organ's, or in the site's name."""
    found = [_Mention(*mention, 2, "margin") for mention in _margin_places(opening, site)]
    for line in (*opening.title, *opening.body):
        superior = (one for one in _places(line.text) if _named_as_superiors(line.text, one))
        found += [_Mention(mention, line, 2, "superior organ") for mention in superior]
    chains = (*opening.title, *opening.body, *opening.margins, *opening.bylines, *opening.below)
    return [*found, *(mention for line in chains for mention in _chain(line, place))] if place else found


def _chain(line: Excerpt, place: Known[str]) -> Iterator[_Mention]:
    """Yield the units named one behind the other after the meeting's own: 'xã X, huyện Y, tỉnh Z'."""
    held: Place | None = None
    for one in _places(line.text):
        if held and _HOLDS.fullmatch(fold(line.text[held.end : one.start])):
            held = one
            yield _Mention(one, line, 4, "named behind the place")
        else:
            held = one if same_name(one.name, place.value) and one.level == place.value[: len(one.level)] else None


def _unit_above(mentions: Sequence[_Mention], rank: int, own_rank: int | None) -> Known[str] | None:
    """The one unit of a rank above the meeting's own."""
    if own_rank is None or rank <= own_rank:
        return None
    named = [mention for mention in mentions if _rank(mention.place.level, mention.place.name) == rank]
    best = _heaviest(named)
    return _known(best, named) if best else None


def _station_place(opening: Opening, level: str | None) -> Known[str] | None:
    """A byline's station is named after its place: 'Trung tâm TT&VH Hà Thanh' serves the organ's own unit."""
    if level is None:
        return None
    for byline in opening.bylines:
        station = _STATION.search(fold(byline.text))
        name = _NAME.match(byline.text[station.end() :]) if station else None
        if station and name and all(word[0].isupper() for word in name[0].split()):
            start = station.end()
            return Known(f"{level} {name[0]}", byline, start, start + name.end(), "station of the byline")
    return None


def _issue_place(opening: Opening, level: str | None) -> Known[str] | None:
    """A document is issued where its organ governs: 'Hà Thanh, ngày 3 tháng 5 năm 2024'."""
    for line in (*opening.margins, *opening.body) if level else ():
        issued = _ISSUED.search(line.text)
        if issued and all(word[0].isupper() for word in issued["name"].split()):
            return Known(f"{level} {issued['name']}", line, *issued.span("name"), "place of issue")
    return None
