"""find_villages: names of villages and quarters, told from communes and from words that only look like them."""

import pytest

from assistant.vietnamese.villages import find_villages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15 hộ tại thôn Cầu Đá chưa bàn giao", ("thôn Cầu Đá",)),
        ("Thôn Nà Khuổi và bản Hạ có lũ", ("thôn Nà Khuổi", "bản Hạ")),
        ("ở ấp Phú Hòa 1, khóm 5", ("ấp Phú Hòa 1", "khóm 5")),
        ("tổ dân phố số 3", ("tổ dân phố số 3",)),
        ("xã Bản Cài có 12 thôn", ()),  # a commune's name
        ("cơ bản 10 tháng", ()),
        ("các thôn trong xã", ()),
        ("Bản Kế hoạch nêu 5 giải pháp", ()),
        ("lập biên bản 25 trường hợp theo văn bản UBND tỉnh", ()),
        ("chăm sóc Người có công", ()),
        ("thôn 46 ha", ()),  # a number that counts
    ],
)
def test_villages_named(text: str, expected: tuple[str, ...]) -> None:
    assert tuple(one.name for one in find_villages(text)) == expected
