"""of_each_place: a question that compares places -> what is asked of each alone, with the clauses of its reports."""

from __future__ import annotations

import pytest

from assistant.answering.selection import Selector
from assistant.answering.side_by_side import MOST, of_each_place
from assistant.domain import Query, Retrieved
from assistant.questions import understand
from tests.answering.building import SyllableEncoder, frequencies_of
from tests.reports import make_evidence, make_report, make_summary

PLACES = ("Đồi Mây", "Suối Bạc", "Ea Kiết", "Hoa Đồng", "Khe Vắng")
LIBRARY = tuple(make_summary(name, place=f"huyện {name}") for name in PLACES)
DOI_MAY, SUOI_BAC, EA_KIET = (
    make_report(f"Thu ngân sách đạt {amount} tỷ đồng.", id=name, place=f"huyện {name}")
    for name, amount in zip(PLACES[:3], (65, 80, 90), strict=True)
)
RETRIEVED = Retrieved((make_evidence(DOI_MAY), make_evidence(SUOI_BAC)), beside=(make_evidence(EA_KIET),))


def ask(question: str) -> Query:
    return understand(question, reports=LIBRARY)


def asked_alone(question: str) -> list[tuple[Query, list[str]]]:
    selector = Selector(SyllableEncoder(), frequencies_of((DOI_MAY, SUOI_BAC, EA_KIET)))
    parts = of_each_place(ask(question), RETRIEVED, selector)
    return [(alone, [clause.text for clause in clauses]) for alone, clauses in parts]


@pytest.mark.parametrize(
    ("question", "own"),
    [
        (
            "So sánh thu ngân sách của Đồi Mây và Suối Bạc",
            ["So sánh thu ngân sách của Đồi Mây và ·", "So sánh thu ngân sách của · và Suối Bạc"],
        ),
        (
            "So sánh thu ngân sách của huyện Đồi Mây với huyện Suối Bạc",
            [
                "So sánh thu ngân sách của huyện Đồi Mây với huyện ·",
                "So sánh thu ngân sách của huyện · với huyện Suối Bạc",
            ],
        ),
        (
            "so sanh thu ngan sach doi may voi suoi bac",
            ["so sanh thu ngan sach doi may voi ·", "so sanh thu ngan sach · voi suoi bac"],
        ),
        (
            "So sánh thu ngân sách Đồi Mây với Suối Bạc: Suối Bạc hơn hay kém?",
            [
                "So sánh thu ngân sách Đồi Mây với ·: · hơn hay kém?",
                "So sánh thu ngân sách · với Suối Bạc: Suối Bạc hơn hay kém?",
            ],
        ),
    ],
)
def test_the_other_places_are_taken_out_of_what_is_asked(question: str, own: list[str]) -> None:
    assert [alone.own for alone, _ in asked_alone(question)] == own


def test_each_place_is_asked_about_alone() -> None:
    question = "So sánh thu ngân sách của Đồi Mây, Suối Bạc và Ea Kiết"
    assert ask(question).names == PLACES[:3]
    parts = [alone for alone, _ in asked_alone(question)]
    assert [alone.names for alone in parts] == [(name,) for name in PLACES[:3]]
    assert [alone.places for alone in parts] == [(f"huyện {name}",) for name in PLACES[:3]]
    assert [alone.named.place for alone in parts] == [f"huyện {name}" for name in PLACES[:3]]
    assert {alone.kind for alone in parts} == {"figure"}


def test_names_of_no_place_are_asked_of_each() -> None:
    parts = asked_alone("So sánh số thuế Hoàng Gia Phát nộp cho huyện Đồi Mây và huyện Suối Bạc")
    assert [alone.names for alone, _ in parts] == [("Đồi Mây", "Hoàng Gia Phát"), ("Suối Bạc", "Hoàng Gia Phát")]


def test_each_place_is_answered_from_its_own_reports_those_of_another_time_too() -> None:
    parts = asked_alone("So sánh thu ngân sách của Đồi Mây, Suối Bạc, Ea Kiết và Hoa Đồng")
    assert [clauses for _, clauses in parts] == [[DOI_MAY.text], [SUOI_BAC.text], [EA_KIET.text], []]


def test_of_many_places_only_the_first_are_compared() -> None:
    assert len(asked_alone(f"So sánh thu ngân sách của {', '.join(PLACES)}")) == MOST
