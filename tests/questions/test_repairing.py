"""repair: a question with typing slips -> the same question in the library's own words."""

from __future__ import annotations

import pytest

from assistant.questions.repairing import repair
from tests.answering.building import frequencies_of
from tests.reports import make_report, make_summary

PLACES = (make_summary("1", place="huyện Đồi Mây"), make_summary("2", place="huyện Suối Bạc"))
TEXTS = (make_report("Giải ngân vốn đạt 40%. Bệnh bạch hầu đã lui. Đồng chí Lê Văn Tư chủ trì hội nghị."),)


def repaired(question: str, *texts: str) -> str:
    library = tuple(make_report(text, place=None) for text in texts) or TEXTS
    return repair(question, PLACES, frequencies_of(library))


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("giải ngn vốn bao nhiêu?", "giải ngan vốn bao nhiêu?"),  # a letter too few
        ("giải ngann vốn bao nhiêu?", "giải ngan vốn bao nhiêu?"),  # one too many
        ("giải nagn vốn bao nhiêu?", "giải ngan vốn bao nhiêu?"),  # two out of order
        ("giải ngsn vốn bao nhiêu?", "giải ngan vốn bao nhiêu?"),  # one for another
        ("gisi ngân vốn", "giai ngân vốn"),
        ("bệnh bạhc hầu và giải ngsn vốn?", "bệnh bach hầu và giải ngan vốn?"),
    ],
)
def test_a_word_one_slip_away_from_one_beside_its_neighbour_is_repaired(question: str, meant: str) -> None:
    assert repaired(question) == meant


@pytest.mark.parametrize(
    "question",
    [
        "giải ngân vốn bao nhiêu?",
        "giải Ngsn vốn",  # may be a name
        "giải NGSN vốn",
        "nuôi ngsn chim",  # no report has the word beside these
        "giải nggssn vốn",  # two slips away
        "giải ngân vn",  # too short
        "giải ngành vốn",  # the glossary has it
        "giải 4 vốn",
        "",
    ],
)
def test_what_is_no_slip_stays(question: str) -> None:
    assert repaired(question) == question


@pytest.mark.parametrize(
    ("texts", "meant"),
    [
        (("bệnh bạch", "bệnh bạch", "bệnh bavi"), "bệnh bach"),
        (("bệnh bạch", "bệnh bavi", "bệnh bavi"), "bệnh bavi"),
    ],
)
def test_the_word_that_stands_most_often_beside_its_neighbour_is_meant(texts: tuple[str, ...], meant: str) -> None:
    assert repaired("bệnh bạvh", *texts) == meant


def test_a_long_word_is_left_as_it_is() -> None:
    assert repaired("đồi nghiênng", "đồi nghiêng") == "đồi nghiênng"


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("vốn của huyện xuối bạc?", "vốn của huyện Suối Bạc?"),  # s and x sound alike
        ("von cua xuoi bac", "von cua Suối Bạc"),
        ("vốn của suối bạ?", "vốn của Suối Bạc?"),
        ("vốn của suối bạcc?", "vốn của Suối Bạc?"),
        ("von cua Suoi Bacc?", "von cua Suối Bạc?"),
        ("vốn của Xuối Bạc?", "vốn của Xuối Bạc?"),  # may be a name that the library doesn't know
        ("vốn của suối bcạ?", "vốn của Suối Bạc?"),
        ("vốn của đồi mâi?", "vốn của đồi mâi?"),  # another letter than the sound begins with
        ("vốn của suối bạt?", "vốn của suối bạt?"),  # another name
        ("vốn của xuối bạ?", "vốn của xuối bạ?"),  # both words differ
    ],
)
def test_a_place_of_the_library_is_recognised_one_slip_away(question: str, meant: str) -> None:
    assert repaired(question) == meant


def test_words_that_some_report_has_are_no_slip_of_a_place() -> None:
    assert repaired("vốn của xuối bạc?", "Thôn Xuối Bạc họp") == "vốn của xuối bạc?"


def test_a_place_that_is_spelt_right_draws_nothing_else_to_it() -> None:
    assert repaired("vốn của suối bạc và xuối bạc?") == "vốn của suối bạc và xuối bạc?"


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("vốn của Hà Trạh?", "vốn của Hà Trạch?"),
        ("vốn của xã Hà Trạhc?", "vốn của xã Hà Trạch?"),
        ("vốn của Hà Trnạg?", "vốn của Hà Trang?"),
        ("vốn của Hà Trung?", "vốn của Hà Trung?"),
        ("vốn của Hà Tràn?", "vốn của Hà Tràn?"),  # a letter less than "Trang", but a syllable
        ("vốn của hà tràn?", "vốn của Hà Trang?"),  # written as no name is
        ("vốn của Hà Tạch?", "vốn của Hà Tạch?"),
        ("vốn của hà tạch?", "vốn của Hà Trạch?"),
    ],
)
def test_a_capitalised_word_is_a_slip_only_where_it_is_no_syllable(question: str, meant: str) -> None:
    places = (make_summary("1", place="huyện Hà Trạch"), make_summary("2", place="xã Hà Trang"))
    assert repair(question, places, frequencies_of(TEXTS)) == meant


def test_a_word_before_a_place_that_is_spelt_right_is_no_slip_for_another() -> None:
    places = (make_summary("1", place="huyện Trà Giồng"), make_summary("2", place="thị xã Cửa Trạ"))
    question = "độ phủ thẻ của Trà Giồng"
    assert repair(question, places, frequencies_of(TEXTS)) == question


def test_a_word_of_every_day_stays_though_no_report_has_it() -> None:
    assert repaired("Cho tôi vài nét", "Tới voi nét") == "Cho tôi vài nét"
