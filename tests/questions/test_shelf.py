"""What is gathered of a library's reports: every name that a text spells is among those that are looked at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.domain import Participant, ReportSummary
from assistant.questions.shelf import bare_name, shelf_of
from assistant.vietnamese.places import find_name
from tests.reports import make_report

PLACES = ("huyện Đắk R'Lấp", "xã Hòa An", "huyện Ba Chẽ", "Quận 1")


def summaries(*places: str, people: tuple[str, ...] = ()) -> tuple[ReportSummary, ...]:
    taking_part = tuple(Participant(name, "attend", None, 0, 0) for name in people)
    return tuple(replace(make_report("Họp."), place=place, participants=taking_part) for place in places)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Họp ở Đắk R'Lấp khi nào?", "huyện Đắk R'Lấp"),
        ("Họp ở ĐắkR’lấp khi nào?", "huyện Đắk R'Lấp"),
        ("hop o dak r lap khi nao", "huyện Đắk R'Lấp"),
        ("xã Hoà An thu bao nhiêu?", "xã Hòa An"),
        ("Thu ngân sách Ba-Chẽ?", "huyện Ba Chẽ"),
        ("Ai chủ trì ở Quận 1?", "Quận 1"),
    ],
)
def test_what_a_text_spells_is_looked_at(text: str, place: str) -> None:
    assert find_name(text, bare_name(place))
    assert place in tuple(shelf_of(summaries(*PLACES)).units_in(text))


def test_what_stands_nowhere_in_a_text_is_not() -> None:
    assert tuple(shelf_of(summaries(*PLACES)).units_in("Họp ở Ba Chẽ khi nào?")) == ("huyện Ba Chẽ",)


def test_people_are_told_by_whole_names_of_several_words() -> None:
    shelf = shelf_of(summaries("xã Hòa An", people=("Lê Thị Mận", "Lê Thị", "Mận")))
    assert tuple(shelf.people_in("le thi man noi gi?")) == ("Lê Thị Mận", "Lê Thị")
    assert tuple(shelf.people_in("Lê Thị Mậng nói gì?")) == ("Lê Thị",)


def test_other_reports_have_other_names_and_none_have_none() -> None:
    first = summaries("xã Hòa An")
    assert shelf_of(first) is shelf_of(first)
    assert set(shelf_of(summaries("huyện Ba Chẽ")).units) == {"huyện Ba Chẽ"}
    assert not shelf_of(()).units and not shelf_of(()).people
