"""changes_of, is_province: what became of the provinces and districts that reports name."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from assistant.vietnamese.units import Change, changes_of, is_province
from tools.units import EARLIER, TABLE

ROWS = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
PROVINCES = [f"{level} {name}" for level, name, within, *_ in ROWS if not within][len(EARLIER) :]
DISTRICTS = [(f"{level} {name}", within) for level, name, within, *_ in ROWS if within]
HIEP_HOA = Change(
    unit="huyện Hiệp Hòa",
    within="tỉnh Bắc Giang",
    now=("xã Hiệp Hòa", "xã Hoàng Vân", "xã Hợp Thịnh", "xã Xuân Cẩm"),
    province="tỉnh Bắc Ninh",
    since=date(2025, 7, 1),
    act="Nghị quyết 1658/NQ-UBTVQH15",
)


def now(unit: str, province: str | None = None) -> list[tuple[str, ...]]:
    return [change.now for change in changes_of(unit, province)]


@pytest.mark.parametrize(
    ("unit", "present", "since", "act"),
    [
        ("tỉnh Bắc Giang", "tỉnh Bắc Ninh", date(2025, 7, 1), "Nghị quyết 202/2025/QH15"),
        ("tỉnh Đắk Nông", "tỉnh Lâm Đồng", date(2025, 7, 1), "Nghị quyết 202/2025/QH15"),
        ("tỉnh Bà Rịa-Vũng Tàu", "thành phố Hồ Chí Minh", date(2025, 7, 1), "Nghị quyết 202/2025/QH15"),
        ("tỉnh Thừa Thiên - Huế", "thành phố Huế", date(2025, 1, 1), "Nghị quyết 175/2024/QH15"),
        ("tinh ha tay", "thành phố Hà Nội", date(2008, 8, 1), "Nghị quyết 15/2008/QH12"),
    ],
)
def test_a_province_that_lost_its_name(unit: str, present: str, since: date, act: str) -> None:
    (change,) = changes_of(unit)
    assert (change.now, change.province, change.within) == ((present,), present, None)
    assert (change.since, change.act) == (since, act)


@pytest.mark.parametrize("unit", ["huyện Hiệp Hòa", "Huyện Hiệp Hoà", "HUYỆN HIỆP HÒA", "huyen hiep hoa"])
def test_a_district_in_any_spelling(unit: str) -> None:
    assert changes_of(unit) == (HIEP_HOA,)


@pytest.mark.parametrize(
    ("unit", "written"),
    [
        ("huyện Đăk R'Lấp", "huyện Đắk R'Lấp"),
        ("huyện ĐắkR'Lấp", "huyện Đắk R'Lấp"),
        ("huyện Đắk R’lấp", "huyện Đắk R'Lấp"),
        ("huyen dak rlap", "huyện Đắk R'Lấp"),
        ("huyện Krông Ana", "huyện Krông A Na"),
        ("huyện Phú Quý", "huyện Phú Quí"),
        ("huyện Quan Sơn", "huyện Quan Sơn"),
        ("TP. Bắc Giang", "thành phố Bắc Giang"),
        ("tp.bắc giang", "thành phố Bắc Giang"),
        ("TX Chũ", "thị xã Chũ"),
        ("Quận 1", "quận 1"),
    ],
)
def test_spellings_of_a_name(unit: str, written: str) -> None:
    assert [change.unit for change in changes_of(unit)] == [written]


@pytest.mark.parametrize(
    ("unit", "province", "present"),
    [
        ("huyện Châu Thành", None, []),
        ("huyện Châu Thành", "tỉnh Bến Tre", ["tỉnh Vĩnh Long"]),
        ("huyen chau thanh", "hau giang", ["thành phố Cần Thơ"]),
        ("huyện Châu Thành", "tỉnh Tây Ninh", ["tỉnh Tây Ninh"]),
        ("huyện Châu Thành", "thành phố Cần Thơ", []),  # those of Hậu Giang and of Sóc Trăng
        ("huyện Châu Thành", "tỉnh Cao Bằng", []),
        ("huyện Kỳ Sơn", "tỉnh Hòa Bình", []),  # merged in 2019; another is in Nghệ An
    ],
)
def test_districts_of_one_name_need_their_province(unit: str, province: str | None, present: list[str]) -> None:
    assert [change.province for change in changes_of(unit, province)] == present


@pytest.mark.parametrize(
    ("unit", "province", "known"),
    [
        ("huyện Hiệp Hòa", "tỉnh Bắc Giang", True),
        ("huyện Hiệp Hòa", "Bac Giang", True),
        ("huyện Hiệp Hòa", "tỉnh Bắc Ninh", True),  # where it is now
        ("huyện Gia Bình", "tỉnh Bắc Giang", False),  # always of Bắc Ninh
        ("huyện A Lưới", "tỉnh Thừa Thiên Huế", True),
        ("huyện Chương Mỹ", "Hà Tây", True),
        ("huyện Hiệp Hòa", "tỉnh Bình Sa", False),
        ("tỉnh Bắc Giang", "tỉnh Bắc Giang", True),
    ],
)
def test_a_province_that_is_given_must_be_the_units(unit: str, province: str, known: bool) -> None:
    assert bool(changes_of(unit, province)) is known


@pytest.mark.parametrize(
    ("unit", "present"),
    [
        ("tỉnh Hà Giang", "tỉnh Tuyên Quang"),
        ("thành phố Hà Giang", "phường Hà Giang 1"),
        ("thành phố Bình Dương", "thành phố Hồ Chí Minh"),  # only a province bore the name
        ("thị xã Kỳ Anh", "phường Hoành Sơn"),
        ("huyện Kỳ Anh", "xã Kỳ Anh"),
    ],
)
def test_the_level_word_tells_units_of_one_name_apart(unit: str, present: str) -> None:
    assert any(present in places for places in now(unit))


@pytest.mark.parametrize(
    "unit",
    [
        "tỉnh Cao Bằng",
        "tỉnh Bắc Ninh",
        "thành phố Cần Thơ",
        "thành phố Huế",
        "tỉnh Hải Phòng",
        "huyện Đồi Mây",
        "tỉnh Bình Sa",
        "quận Hiệp Hòa",
        "tỉnh Hiệp Hòa",
        "huyện Hiệp Hóa",
        "xã Hiệp Hòa",
        "Hiệp Hòa",
        "Bắc Giang",
        "huyện",
        "",
    ],
)
def test_no_change_is_known(unit: str) -> None:
    assert changes_of(unit) == ()


@pytest.mark.parametrize(
    ("unit", "province", "elsewhere"),
    [
        ("thành phố Mỹ Tho", None, "phường Cao Lãnh"),
        ("thành phố Tây Ninh", None, "phường Long An"),
        ("huyện Châu Thành", "tỉnh Hậu Giang", "xã Thuận Hòa"),
    ],
)
def test_communes_of_one_name_are_not_confounded(unit: str, province: str | None, elsewhere: str) -> None:
    (communes,) = now(unit, province)
    assert elsewhere not in communes


@pytest.mark.parametrize(
    ("name", "province"),
    [
        ("Bắc Giang", True),
        ("bac giang", True),
        ("Khánh Hoà", True),
        ("Đăk Nông", True),
        ("Bà Rịa – Vũng Tàu", True),
        ("Huế", True),
        ("Thừa Thiên Huế", True),
        ("Hà Tây", True),
        ("Hiệp Hòa", False),
        ("Bình Sa", False),
        ("Hà Nàm", False),
        ("", False),
    ],
)
def test_is_province(name: str, province: bool) -> None:
    assert is_province(name) is province


def test_the_table_holds_every_unit_once() -> None:
    assert (len(PROVINCES), len(DISTRICTS)) == (63, 696)
    assert set(Counter(PROVINCES).values()) == set(Counter(DISTRICTS).values()) == {1}
    assert {within for _, within in DISTRICTS} == set(PROVINCES)
    assert TABLE.stat().st_size < 150_000


def test_every_unit_is_in_one_of_34_provinces() -> None:
    present = {row[-1] for row in ROWS}
    assert len(present) == 34
    assert present <= set(PROVINCES)
    assert sum(bool(changes_of(province)) for province in PROVINCES) == 63 - 34


def test_every_district_is_found_and_its_communes_are_all_there_are() -> None:
    found = [change for unit, within in DISTRICTS for change in changes_of(unit, within)]
    assert [(change.unit, change.within) for change in found] == DISTRICTS
    assert len({(change.province, commune) for change in found for commune in change.now}) == 3321
