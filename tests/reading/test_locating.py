"""locate: the place whose organ met, and the commune, district and province it is or lies in; none is inferred."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.reading.excerpts import Known
from assistant.reading.locating import Location, locate
from assistant.reading.organs import meeting_organ
from tests.reading.openings import excerpts, make_opening

Units = tuple[str | None, str | None, str | None]


def located(title: str, *sentences: str, margin: str = "", byline: str = "", site: str | None = None) -> Location:
    """Return where the organ that this report tells of governs; margin and byline stand outside its sentences."""
    opening = replace(
        make_opening(title, *sentences),
        margins=excerpts(margin) if margin else (),
        bylines=excerpts(byline) if byline else (),
    )
    organ = meeting_organ(opening)
    return locate(opening, organ.value if organ else None, site)


def units(location: Location) -> Units:
    commune, district, province = map(_value, (location.commune, location.district, location.province))
    return commune, district, province


def _value(known: Known[str] | None) -> str | None:
    return known.value if known else None


@pytest.mark.parametrize(
    ("title", "place", "rank"),
    [
        ("Kỳ họp thứ 4 HĐND xã Tân Phong", "xã Tân Phong", "commune"),
        ("Đảng ủy phường Bến Đò họp", "phường Bến Đò", "commune"),
        ("HĐND đặc khu Vân Sa họp", "đặc khu Vân Sa", "commune"),
        ("Hội nghị Huyện ủy Hà Thanh", "huyện Hà Thanh", "district"),
        ("Thị ủy Gò Cát họp", "thị xã Gò Cát", "district"),
        ("UBND Quận 7 họp", "quận 7", "district"),
        ("Thành ủy Lam Giang họp", "thành phố Lam Giang", "district"),
        ("UBND tỉnh Lam Châu họp", "tỉnh Lam Châu", "province"),
        ("Thành ủy Hải Phòng họp", "thành phố Hải Phòng", "province"),
    ],
)
def test_the_place_of_the_organ_is_the_unit_of_its_own_rank(title: str, place: str, rank: str) -> None:
    location = located(title)
    found = {name: _value(getattr(location, name)) for name in ("place", "commune", "district", "province")}
    assert found == {"place": place, "commune": None, "district": None, "province": None, rank: place}


@pytest.mark.parametrize(
    ("title", "lead", "expected"),
    [
        (
            "Kỳ họp thứ 4 HĐND xã Tân Phong, huyện Hà Thanh, tỉnh Lam Châu",
            "HĐND xã họp.",
            ("xã Tân Phong", "huyện Hà Thanh", "tỉnh Lam Châu"),
        ),
        (
            "Kỳ họp thứ 4 HĐND xã Tân Phong",
            "HĐND xã Tân Phong (huyện Hà Thanh, tỉnh Lam Châu) họp kỳ thứ tư.",
            ("xã Tân Phong", "huyện Hà Thanh", "tỉnh Lam Châu"),
        ),
        (
            "Kỳ họp thứ 4 HĐND xã Tân Phong",
            "HĐND xã Tân Phong thuộc huyện Hà Thanh họp kỳ thứ tư.",
            ("xã Tân Phong", "huyện Hà Thanh", None),
        ),
        (
            "Kỳ họp thứ 4 HĐND xã Tân Phong",
            "HĐND xã Tân Phong - huyện Hà Thanh họp kỳ thứ tư.",
            ("xã Tân Phong", "huyện Hà Thanh", None),
        ),
        (
            "HĐND phường Bến Đò họp",
            "HĐND phường Bến Đò, thành phố Lam Giang, tỉnh Lam Châu họp.",
            ("phường Bến Đò", "thành phố Lam Giang", "tỉnh Lam Châu"),
        ),
        (
            "HĐND phường Bến Đò họp",
            "HĐND phường Bến Đò, thành phố Hải Phòng họp.",
            ("phường Bến Đò", None, "thành phố Hải Phòng"),
        ),
        (
            "Hội nghị Huyện ủy Hà Thanh",
            "Huyện ủy Hà Thanh, tỉnh Lam Châu tổ chức hội nghị.",
            (None, "huyện Hà Thanh", "tỉnh Lam Châu"),
        ),
    ],
)
def test_units_named_right_behind_the_place_hold_it(title: str, lead: str, expected: Units) -> None:
    assert units(located(title, lead)) == expected


@pytest.mark.parametrize(
    ("title", "lead", "expected"),
    [
        (
            "Kỳ họp thứ 4 HĐND xã Tân Phong",
            "HĐND xã họp, có đại diện UBND huyện Hà Thanh dự.",
            ("xã Tân Phong", "huyện Hà Thanh", None),
        ),
        (
            "Hội nghị Huyện ủy Hà Thanh",
            "Huyện ủy họp. Dự có đại diện Tỉnh ủy Lam Châu.",
            (None, "huyện Hà Thanh", "tỉnh Lam Châu"),
        ),
        (
            "Thành ủy Lam Giang họp",
            "Thành ủy Lam Giang họp, có lãnh đạo Sở Y tế tỉnh Lam Châu dự.",
            (None, "thành phố Lam Giang", "tỉnh Lam Châu"),
        ),
    ],
)
def test_a_superiors_organ_tells_what_holds_the_place(title: str, lead: str, expected: Units) -> None:
    assert units(located(title, lead)) == expected


@pytest.mark.parametrize(
    "lead",
    [
        "HĐND xã Tân Phong, huyện Hà Thanh trước đây, họp kỳ thứ hai.",
        "HĐND xã Tân Phong (huyện Hà Thanh cũ) họp kỳ thứ hai.",
        "HĐND xã họp. Xã được lập từ hai xã của huyện Hà Thanh cũ.",
        "HĐND xã họp. Trụ sở UBND huyện Hà Thanh (cũ) giao cho xã.",
    ],
)
def test_a_district_that_is_no_more_does_not_hold_the_place(lead: str) -> None:
    assert units(located("Kỳ họp thứ 2 HĐND xã Tân Phong", lead)) == ("xã Tân Phong", None, None)


def test_the_province_above_a_former_district_is_still_told() -> None:
    lead = "HĐND xã Tân Phong, tỉnh Lam Châu họp. Xã được lập từ hai xã của huyện Hà Thanh cũ."
    location = located("Kỳ họp thứ 2 HĐND xã Tân Phong", lead)
    assert units(location) == ("xã Tân Phong", None, "tỉnh Lam Châu")


@pytest.mark.parametrize(
    "lead",
    [
        "Huyện ủy tổ chức hội nghị tại xã Tân Phong, xã Yên Khê.",
        "Huyện ủy họp. UBND xã Tân Phong, UBND xã Yên Khê báo cáo.",
        "Huyện ủy họp. Các xã Tân Phong, Yên Khê, Nà Lạn đạt chuẩn nông thôn mới.",
        "Huyện ủy họp. Phó Chủ tịch UBND huyện Trần Thị Hoa báo cáo; Phó Chủ tịch UBND huyện Trần Thị Hoa kết luận.",
    ],
    ids=["held there", "their organs", "listed", "a person, no place"],
)
def test_a_district_is_never_inferred_from_its_communes_or_people(lead: str) -> None:
    location = located("Hội nghị Huyện ủy", lead)
    assert (location.place, *units(location)) == (None, None, None, None)


def test_a_commune_within_the_district_is_not_the_meetings_own() -> None:
    lead = "Huyện ủy Hà Thanh tổ chức hội nghị tại xã Tân Phong."
    assert units(located("Hội nghị Huyện ủy Hà Thanh", lead)) == (None, "huyện Hà Thanh", None)


@pytest.mark.parametrize(
    ("title", "margin", "place"),
    [
        ("Thông báo kết luận phiên họp UBND huyện", "Hà Thanh, ngày 3 tháng 5 năm 2024", "huyện Hà Thanh"),
        ("Biên bản phiên họp UBND xã", "Tân Phong, ngày 3 tháng 5 năm 2024", "xã Tân Phong"),
        ("Biên bản phiên họp UBND xã", "Số: 4/BB     Tân Phong, ngày 3 tháng 5 năm 2024", "xã Tân Phong"),
        ("Biên bản phiên họp UBND xã", "Số: 4/BB | Tân Phong, ngày 3 tháng 5 năm 2024", "xã Tân Phong"),
        ("Biên bản phiên họp UBND xã", "Thứ ba, ngày 3 tháng 5 năm 2024", None),
        ("Biên bản cuộc họp", "Tân Phong, ngày 3 tháng 5 năm 2024", None),
    ],
    ids=["district", "commune", "beside the number", "in a table", "a weekday", "an unknown organ"],
)
def test_a_document_is_issued_where_its_organ_governs(title: str, margin: str, place: str | None) -> None:
    assert _value(located(title, "Cuộc họp kéo dài một buổi.", margin=margin).place) == place


@pytest.mark.parametrize(
    ("byline", "place"),
    [
        ("Lan Chi/Trung tâm TT&VH Hà Thanh", "huyện Hà Thanh"),
        ("Tin, ảnh: Lan Chi - Đài Truyền thanh Hà Thanh", "huyện Hà Thanh"),
        ("Cổng TTĐT Hà Thanh", "huyện Hà Thanh"),
        ("Lan Chi - Trung tâm Văn hóa huyện Hà Thanh", "huyện Hà Thanh"),
        ("Hà Thanh-Lan Chi", None),
        ("Lan Chi (Đài Truyền thanh xã)", None),
    ],
)
def test_a_station_in_the_byline_is_named_after_the_organs_place(byline: str, place: str | None) -> None:
    assert _value(located("Hội nghị Huyện ủy", "Huyện ủy tổ chức hội nghị.", byline=byline).place) == place


def test_a_station_says_nothing_where_the_organ_is_unknown() -> None:
    location = located("Tổng kết năm học", "Cuộc họp kéo dài.", byline="Trung tâm TT&VH Hà Thanh")
    assert (location.place, *units(location)) == (None, None, None, None)


@pytest.mark.parametrize(
    ("title", "place", "expected"),
    [
        ("Hội nghị Huyện ủy", "huyện Hà Thanh", (None, "huyện Hà Thanh", None)),
        ("Kỳ họp HĐND xã Tân Phong", "xã Tân Phong", ("xã Tân Phong", "huyện Hà Thanh", None)),
    ],
    ids=["of the organ's rank", "above it"],
)
def test_the_site_that_published_a_report_counts_at_its_rank(title: str, place: str, expected: Units) -> None:
    location = located(title, "Cuộc họp kéo dài một buổi.", site="Cổng thông tin điện tử huyện Hà Thanh")
    assert _value(location.place) == place
    assert units(location) == expected


def test_what_the_report_says_outweighs_the_site() -> None:
    location = located("Hội nghị Huyện ủy Suối Bạc", site="Trang tin huyện Hà Thanh")
    assert _value(location.place) == "huyện Suối Bạc"


def test_a_title_in_capitals_gives_way_to_the_name_as_it_is_spelt() -> None:
    location = located(
        "HỘI NGHỊ HUYỆN ỦY HÀ THANH", "Huyện ủy Hà Thanh tổ chức hội nghị; Huyện ủy Hà Thanh bàn ba việc."
    )
    assert _value(location.place) == "huyện Hà Thanh"


def test_a_unit_stands_where_it_is_named() -> None:
    title = "Kỳ họp thứ 4 HĐND xã Tân Phong, huyện Hà Thanh"
    location = located(title)
    words = [known.excerpt.text[known.start : known.end] for known in (location.commune, location.district) if known]
    assert words == ["xã Tân Phong", "huyện Hà Thanh"]
