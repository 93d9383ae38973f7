"""What the page says of its filters is taken only as our page says it."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.domain import Filters
from assistant.web.limits import Limits, read_limits

SAID = (
    '{"filters": {"place": "huyện Sơn Đông", "body": "Huyện ủy", "from": "2023-01-01", "to": "2023-08-31", '
    '"report_ids": ["thang-8"]}, "alone": true}'
)


@pytest.mark.parametrize(
    ("said", "limits"),
    [
        ("", Limits()),
        ('{"filters": {}, "alone": false}', Limits()),
        (
            SAID,
            Limits(
                Filters("huyện Sơn Đông", "Huyện ủy", None, date(2023, 1, 1), date(2023, 8, 31), ("thang-8",)),
                alone=True,
            ),
        ),
    ],
)
def test_filters_are_read(said: str, limits: Limits) -> None:
    assert read_limits(said) == limits


@pytest.mark.parametrize(
    "said",
    [
        "khác",
        "[]",
        '{"filters": {"nơi": "x"}}',
        '{"quyền": 1}',
        '{"filters": {"from": "2023-09-01", "to": "2023-08-01"}}',
    ],
)
def test_anything_else_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match="validation error"):
        read_limits(said)
