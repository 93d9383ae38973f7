"""Indicators are known by one name however a report writes them, from a file an office may extend."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.vietnamese.indicators import default_indicators, read_indicators


def test_an_office_adds_an_indicator_as_a_line_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "indicators.tsv"
    file.write_text("# comment\n\nsố chợ đạt chuẩn\tchợ\tchợ văn minh|chợ an toàn\nmột mình tên\n", encoding="utf-8")
    indicators = read_indicators(file)
    assert indicators.canonical("xây dựng chợ an toàn", "chợ") == "số chợ đạt chuẩn"
    assert indicators.canonical("xây dựng chợ an toàn") == "số chợ đạt chuẩn"
    assert indicators.canonical("xây dựng chợ an toàn", "đồng") is None
    assert indicators.canonical("tổng đàn trâu", "con") is None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Thu NSNN", "thu ngân sách nhà nước"),
        ("thu ngan sach tren dia ban", "thu ngân sách nhà nước"),
        ("giá trị sản xuất công nghiệp", "giá trị sản xuất công nghiệp"),  # the longer spelling, not GTSX
    ],
)
def test_the_longest_spelling_decides(written: str, name: str) -> None:
    assert default_indicators().canonical(written) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Vốn đầu tư công đã được giải ngân", "giải ngân vốn đầu tư công"),
        ("ngân sách nhà nước của huyện thu", "thu ngân sách nhà nước"),
        ("ngân sách thu", None),  # a short spelling stands in its own order only
        ("vốn đầu tư công", None),  # a syllable is missing
    ],
)
def test_a_long_spelling_is_known_in_another_order(written: str, name: str | None) -> None:
    assert default_indicators().canonical(written) == name


@pytest.mark.parametrize(
    ("name", "units"),
    [("thu ngân sách nhà nước", ("đồng",)), ("giải ngân vốn đầu tư công", ("đồng", "%")), ("số chợ nổi", ())],
)
def test_units_of_an_indicator(name: str, units: tuple[str, ...]) -> None:
    assert default_indicators().units_of(name) == units
